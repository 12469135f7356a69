import { chargesOf } from "./charge.ts";
import { compare, sum, zero } from "./decimal.ts";
import type { Decimal } from "./decimal.ts";
import { compareIds } from "./ids.ts";
import type { RowKey, ShopifyLocationId } from "./ids.ts";
import type { Order } from "./order.ts";
import { endOf, fulfilledQuantities, stillWanted, wantedQuantity } from "./quantity.ts";
import { shopifyLocations } from "./routing.ts";
import { taxPercent } from "./tax-percent.ts";

/** One line, or one charge that has none (MAP-18), as far as a change of it could change the sales order. */
export interface LineLook {
  readonly id: RowKey;
  readonly title: string;
  readonly quantity: number;
  readonly fulfilledQuantity: number;
  readonly unitPrice: Decimal;
  readonly discount: Decimal;
  readonly taxPercent: Decimal;
  /** Where Shopify fulfils it from, or did: first where its row belongs, at first the location with the most units left (MAP-15). */
  readonly locationIds: readonly ShopifyLocationId[];
}

/**
 * What an order looks like to the sync: everything whose change could change the sales order, nothing else, and no personal data
 * (CHG-9: names, addresses, dates and properties of existing lines do not travel). Plain JSON, kept with the link.
 */
export interface OrderLook {
  readonly cancelled: boolean;
  /** Archived while something is left to fulfil; Shopify archives finished orders by itself (CHG-6). */
  readonly archivedUnfinished: boolean;
  readonly refunded: boolean;
  /** In the order of their ids, removed ones (quantity 0) left out; charges after them. */
  readonly lines: readonly LineLook[];
  /** Null without any shipping line. */
  readonly shipping: { readonly titles: string; readonly price: Decimal; readonly taxPercent: Decimal } | null;
}

const shippingLook = ({ shippingLines }: Order): OrderLook["shipping"] =>
  shippingLines.length === 0
    ? null
    : {
        titles: shippingLines.map((line) => line.title).join(", "),
        price: sum(shippingLines.map((line) => line.price)),
        taxPercent: shippingLines
          .map((line) => taxPercent(line.taxLines))
          .reduce((highest, percent) => (compare(percent, highest) > 0 ? percent : highest), zero),
      };

/** Removed ones are left out, and of a cancelled or refunded order all that has not gone. */
const lineLooks = (order: Order): readonly LineLook[] => {
  const fulfilled = fulfilledQuantities(order);
  const locations = shopifyLocations(order);
  return stillWanted(order)
    .lines.map((line) => ({
      id: line.id,
      title: line.title,
      quantity: wantedQuantity(line, fulfilled),
      fulfilledQuantity: fulfilled.get(line.id) ?? 0,
      unitPrice: line.unitPrice,
      discount: line.discount,
      taxPercent: taxPercent(line.taxLines),
      locationIds: locations.get(line.id) ?? [],
    }))
    .filter((line) => line.quantity > 0)
    .toSorted((a, b) => compareIds(a.id, b.id));
};

const chargeLooks = (order: Order): readonly LineLook[] =>
  chargesOf(order).map((charge) => ({
    id: charge.key,
    title: charge.item.name,
    quantity: 1,
    fulfilledQuantity: 0,
    unitPrice: charge.net,
    discount: zero,
    taxPercent: charge.taxPercent,
    locationIds: [],
  }));

export const lookAt = (order: Order): OrderLook => ({
  cancelled: order.cancelledAt !== null,
  archivedUnfinished: order.closedAt !== null && order.lines.some((line) => line.unfulfilledQuantity > 0),
  refunded: endOf({ ...order, cancelledAt: null }) === "refunded",
  lines: [...lineLooks(order), ...chargeLooks(order)],
  shipping: shippingLook(order),
});
