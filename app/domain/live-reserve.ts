/**
 * What of a token's requests is kept for live work, so that an order just placed never waits for a backfill. Given away this long before the
 * window's end. Milliseconds.
 */
export const liveReserve = { requests: 3, releasedMs: 5_000 } as const;
