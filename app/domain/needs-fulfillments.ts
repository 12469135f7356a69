import type { KeptFulfillments } from "./fulfillment-pair.ts";
import type { Order } from "./order.ts";
import { unpairedInShopify } from "./fulfillment-pairing.ts";
import { asideOf } from "./fulfillment-times.ts";
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
  const isAside = asideOf(known.times, known.kept);
  return (
    known.kept.waiting ||
    known.kept.unsure.length > 0 ||
    unpaired(known).some(({ gid, createdAt }) => !isAside({ key: gid, at: createdAt }))
  );
};

/** FUL-12: how many in Shopify stay where they are, as far as is known without asking Katana. */
export const countAside = (known: Known): number => {
  const isAside = asideOf(known.times, known.kept);
  return unpaired(known).filter(({ gid, createdAt }) => isAside({ key: gid, at: createdAt })).length;
};
