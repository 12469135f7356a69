/** The backfill of a first activation is searched in windows of this length: a scan of Shopify's ends at 25,000 orders. */
const windowMs = 24 * 60 * 60 * 1000;
/** Windows overlap: an order may show with a time a little beside the one it was found by. Orders that come twice count once. */
const overlapMs = 60 * 1000;

/** A stretch of creation times, both ends included. ISO-8601, UTC, whole seconds, as Shopify keeps them. */
export interface SearchWindow {
  readonly from: string;
  readonly to: string;
}

const wholeSecond = (at: number): string => new Date(Math.floor(at / 1000) * 1000).toISOString();

/** The window that begins at `from`; none goes beyond `until`. */
export const windowFrom = (from: string, until: string): SearchWindow => ({
  from: wholeSecond(Date.parse(from)),
  to: wholeSecond(Math.min(Date.parse(from) + windowMs, Date.parse(until)) + 999),
});

/** Where the window after this one begins; null: this was the last. */
export const windowAfter = (from: string, until: string): string | null => {
  const end = Date.parse(from) + windowMs;
  return end >= Date.parse(until) ? null : new Date(end - overlapMs).toISOString();
};

/** How far a backfill came. */
export interface BackfillCounts {
  /** Found so far, each once. */
  readonly found: number;
  /** Judged at least once since the activation. */
  readonly lookedAt: number;
  readonly imported: number;
}

/** What a token may still ask Katana in its window. */
export interface BudgetLeft {
  readonly remaining: number;
  readonly limit: number;
  readonly resetsInMs: number;
}

/** Requests that an import takes where nothing is known of its customer: look-up, customer, sales order, shipping fee. */
const callsOfImport = 4;
/** Fewer looks tell nothing of how many orders come over. */
const tellingLooks = 10;
/** What one order takes where Katana has requests to spare, two being worked on at a time. */
const orderMs = 500;
const minuteMs = 60_000;

/** Assumed until Katana tells. */
const unknownBudget: BudgetLeft = { remaining: 60, limit: 60, resetsInMs: minuteMs };

/**
 * Milliseconds until `left` more orders are through, from what Katana lets through a minute (PAG-1). Errs on the long side: customers that
 * come again cost less.
 */
export const timeLeftMs = (left: number, counts: BackfillCounts, budget: BudgetLeft | null): number => {
  const share = counts.lookedAt < tellingLooks ? 1 : counts.imported / counts.lookedAt;
  const { remaining, limit, resetsInMs } = budget ?? unknownBudget;
  const beyond = left * share * callsOfImport - remaining;
  const working = left * orderMs;
  if (beyond <= 0) return working;
  return Math.max(working, resetsInMs + Math.floor(beyond / limit) * minuteMs);
};
