/** When syncing was switched on and off (CON-4, CON-5). Instants are ISO-8601, UTC; null means never. */
export interface Activation {
  readonly firstActivatedAt: string | null;
  readonly activatedAt: string | null;
  readonly pausedAt: string | null;
}

const backfillMs = 14 * 24 * 60 * 60 * 1000;

/** Whether syncing is on: switched on, and not paused since. */
export const isActive = ({ activatedAt, pausedAt }: Activation): boolean => {
  if (activatedAt === null) return false;
  return pausedAt === null || Date.parse(pausedAt) < Date.parse(activatedAt);
};

/**
 * The creation instant (ISO-8601) from which orders come over: 14 days before the first activation, or a later activation itself
 * (CON-4, IMP-5). Null before any activation.
 */
export const earliestInstant = ({ firstActivatedAt, activatedAt }: Activation): string | null => {
  if (activatedAt === null) return null;
  if (firstActivatedAt !== activatedAt) return activatedAt;
  return new Date(Date.parse(activatedAt) - backfillMs).toISOString();
};
