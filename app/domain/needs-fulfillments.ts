import type { KeptFulfillments } from "./fulfillment-pair.ts";
import type { Order } from "./order.ts";
import { unpairedInShopify } from "./fulfillment-pairing.ts";
import { asideBefore, isAside } from "./fulfillment-times.ts";
import type { FulfillmentTimes } from "./fulfillment-times.ts";

interface Known {
  readonly order: Order;
  readonly kept: KeptFulfillments;
  readonly times: FulfillmentTimes;
}

const unpaired = ({ order, kept }: Known) =>
  unpairedInShopify(
    kept.pairs,
    order.fulfillments.filter(({ succeeded }) => succeeded),
  );

/** Whether Katana has to be read: goods have gone in Shopify that it does not know of, or something stands between both sides. */
export const needsFulfillments = (known: Known): boolean => {
  const before = asideBefore(known.times);
  return (
    known.kept.waiting ||
    known.kept.unsure.length > 0 ||
    unpaired(known).some(({ createdAt }) => !isAside(createdAt, before))
  );
};

/** FUL-12: how many in Shopify stay where they are, as far as is known without asking Katana. */
export const countAside = (known: Known): number => {
  const before = asideBefore(known.times);
  return unpaired(known).filter(({ createdAt }) => isAside(createdAt, before)).length;
};
