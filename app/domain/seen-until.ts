import type { Order } from "./order.ts";

/** Shopify tells whole seconds, and its clock may be a little ahead of ours. Milliseconds. */
const uncertainMs = 2_000;

/**
 * Up to which of Shopify's update times (ISO-8601) the order was certainly seen, given when reading began (REC-1). Read within the moments
 * after a change, a second one with the same time may have come right behind: then only what was before counts as seen.
 */
export const seenUntil = ({ updatedAt }: Pick<Order, "updatedAt">, readAt: number): string => {
  const updated = Date.parse(updatedAt);
  return new Date(readAt >= updated + uncertainMs ? updated : updated - 1).toISOString();
};
