import { euroShop } from "../../simulators/seed.ts";
import type { LineSeed, LineView, OrderView, Shop } from "../../simulators/shopify/control.ts";

/** What a merchant does to an order; `edit` and `refund` take one line. */
export const merchantDeeds = [
  "pay",
  "note",
  "readdress",
  "hold",
  "release-hold",
  "edit",
  "edit",
  "edit",
  "remove",
  "add-line",
  "add-line",
  "add-shipping",
  "remove-shipping",
  "refund-line",
  "refund-all",
  "cancel",
  "archive",
  "unarchive",
  "fulfil",
  "fulfil-line",
  "fulfil-line",
  "cancel-fulfillment",
  "track",
  "hold-part",
  "move",
] as const;

export type MerchantDeed = (typeof merchantDeeds)[number];

interface At {
  readonly shop: Shop;
  readonly order: OrderView;
  readonly line: LineView;
  readonly count: number;
}

/** What is sold: an article of the shop's, or a custom line beyond them. */
export function soldLine(shop: Shop, article: { readonly variant: number; readonly quantity: number }): LineSeed {
  const variants = shop.products().flatMap((product) => product.variants);
  const variantId = variants.slice(0, 4)[article.variant]?.id;
  const custom = { title: "Engraving", price: "7.50", requiresShipping: true };
  return { ...(variantId === undefined ? { custom } : { variantId }), quantity: article.quantity };
}

/** Some parcels have a tracking number from the start. */
const parcelOf = (count: number) => (count === 5 ? { tracking: { number: "S0", company: "UPS" } } : {});

const openUnits = ({ lines }: OrderView) =>
  lines
    .filter(({ currentQuantity }) => currentQuantity > 0)
    .map(({ id, currentQuantity }) => ({ lineId: id, quantity: currentQuantity }));

const deeds: Readonly<Record<MerchantDeed, (at: At) => void>> = {
  pay: ({ shop, order }) => void shop.markAsPaid(order.id),
  note: ({ shop, order, count }) => {
    shop.updateNote(order.id, `Note ${String(count)}`);
    shop.updateTags(order.id, [`tag ${String(count)}`]);
  },
  readdress: ({ shop, order, count }) => {
    shop.updateShippingAddress(order.id, { address1: `Pikk ${String(count)}`, city: "Tallinn", countryCode: "EE" });
    shop.updatePoNumber(order.id, `PO ${String(count)}`);
  },
  hold: ({ shop, order }) => void shop.hold(order.id),
  "release-hold": ({ shop, order }) => void shop.releaseHold(order.id),
  edit: ({ shop, order, line, count }) => void shop.editOrder(order.id, { setQuantity: { [line.id]: count } }),
  remove: ({ shop, order, line }) => void shop.editOrder(order.id, { remove: [line.id] }),
  "add-line": ({ shop, order, count }) =>
    void shop.editOrder(order.id, { add: [soldLine(shop, { variant: count % 5, quantity: 1 + (count % 3) })] }),
  "add-shipping": ({ shop, order }) =>
    void shop.editOrder(order.id, { shipping: { add: [{ title: "For 7.00", price: "7.00", taxes: euroShop.taxes }] } }),
  "remove-shipping": ({ shop, order }) =>
    void shop.editOrder(order.id, { shipping: { remove: order.shippingLines.slice(0, 1).map(({ id }) => id) } }),
  "refund-line": ({ shop, order, line, count }) =>
    void shop.refund(order.id, {
      lines: [{ lineId: line.id, quantity: Math.max(1, Math.min(count, line.currentQuantity)) }],
    }),
  "refund-all": ({ shop, order }) => void shop.refund(order.id, { lines: openUnits(order), shipping: "full" }),
  cancel: ({ shop, order, count }) => void shop.cancelOrder(order.id, { refund: count % 2 === 0 }),
  archive: ({ shop, order }) => void shop.archive(order.id),
  unarchive: ({ shop, order }) => void shop.unarchive(order.id),
  fulfil: ({ shop, order, count }) => void shop.fulfil(order.id, parcelOf(count)),
  "fulfil-line": ({ shop, order, line, count }) =>
    void shop.fulfil(order.id, {
      ...parcelOf(count),
      lines: [{ lineId: line.id, quantity: Math.max(1, Math.min(count, line.unfulfilledQuantity)) }],
    }),
  "cancel-fulfillment": ({ shop, order }) => {
    const sent = order.fulfillments.find(({ status }) => status === "SUCCESS");
    if (sent) shop.cancelFulfillment(sent.id);
  },
  track: ({ shop, order, count }) => {
    const sent = order.fulfillments.find(({ status }) => status === "SUCCESS");
    if (sent) shop.updateTracking(sent.id, { number: `S${String(count)}` });
  },
  "hold-part": ({ shop, order, line }) => {
    const one = order.fulfillmentOrders.find(({ lines }) => lines.some(({ lineId }) => lineId === line.id));
    if (one) shop.hold(order.id, { fulfillmentOrderId: one.id, lines: [{ lineId: line.id, quantity: 1 }] });
  },
  move: ({ shop, order, count }) => {
    const one = order.fulfillmentOrders.find(({ status }) => status === "OPEN");
    const to = shop.locations()[count % 2];
    if (one && to) shop.move(order.id, { fulfillmentOrderId: one.id, locationId: to.id });
  },
};

export function actInShopify(does: MerchantDeed, at: At): void {
  deeds[does](at);
}
