/** When what began; ISO-8601. */
export interface FulfillmentTimes {
  /** Since when the setting is on (SET-8); null: it always was. */
  readonly syncedSince: string | null;
  readonly cameOverAt: string;
  /** When a person last asked to carry over what was made while the setting was off (FUL-12). */
  readonly carryOverAt: string | null;
  /** Since when syncing is on without a break: goods that left before are caught up with (FUL-3). */
  readonly activeSince: string;
}

/** FUL-12: what was made before this instant stays where it is; null: nothing does. */
export const asideBefore = ({ syncedSince, cameOverAt, carryOverAt }: FulfillmentTimes): string | null =>
  syncedSince === null || cameOverAt >= syncedSince || (carryOverAt !== null && carryOverAt >= syncedSince)
    ? null
    : syncedSince;

export const isAside = (at: string | null, before: string | null): boolean =>
  at !== null && before !== null && Date.parse(at) < Date.parse(before);

/** FUL-3: goods that left before both sides were in step are caught up with, and nobody is told. */
export const isLive = (shippedAt: string | null, { activeSince, cameOverAt, syncedSince }: FulfillmentTimes): boolean =>
  shippedAt !== null &&
  [activeSince, cameOverAt, syncedSince].every((since) => since === null || Date.parse(shippedAt) >= Date.parse(since));
