import type { KeptFulfillments } from "./fulfillment-pair.ts";

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
const asideBefore = ({ syncedSince, cameOverAt, carryOverAt }: FulfillmentTimes): string | null =>
  syncedSince === null || cameOverAt >= syncedSince || (carryOverAt !== null && carryOverAt >= syncedSince)
    ? null
    : syncedSince;

/** A fulfillment in Shopify by its gid, in Katana by its id, and when it was made; ISO-8601. */
export interface Made {
  readonly key: string;
  readonly at: string | null;
}

/** Which fulfillments stay where they are; what was due before the setting was turned off is not among them. */
export const asideOf = (times: FulfillmentTimes, { due = [] }: Pick<KeptFulfillments, "due">) => {
  const before = asideBefore(times);
  return ({ key, at }: Made): boolean =>
    at !== null && before !== null && Date.parse(at) < Date.parse(before) && !due.includes(key);
};

/** FUL-3: goods that left before both sides were in step are caught up with, and nobody is told. */
export const isLive = (shippedAt: string | null, { activeSince, cameOverAt, syncedSince }: FulfillmentTimes): boolean =>
  shippedAt !== null &&
  [activeSince, cameOverAt, syncedSince].every((since) => since === null || Date.parse(shippedAt) >= Date.parse(since));
