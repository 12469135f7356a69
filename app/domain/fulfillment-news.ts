import type { KeptFulfillments } from "./fulfillment-pair.ts";
import type { KatanaFulfillmentId } from "./ids.ts";

/** A fulfillment in Katana, as a list of many shows it. */
export interface SeenFulfillment {
  readonly id: KatanaFulfillmentId;
  readonly delivered: boolean;
  readonly deleted: boolean;
}

/** Whether the order has to be looked at: what Tandem made itself, or knows as it is, is no news. */
export const isNews = ({ pairs, waiting }: KeptFulfillments, { id, delivered, deleted }: SeenFulfillment): boolean => {
  const pair = pairs.find(({ katana }) => katana === id);
  // One that never got to Shopify may be what stands in the way, and gone with it.
  if (pair === undefined) return !deleted || waiting;
  // What Katana packed may be delivered since, and with it the whole sales order (FUL-4).
  return deleted || (delivered && pair.origin !== "shopify");
};
