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

/** What a merchant does to the returns of an order. */
export const returnDeeds = [
  "ask-return",
  "open-return",
  "open-return",
  "approve-return",
  "decline-return",
  "edit-return",
  "process-return",
  "process-return",
  "process-part",
  "cancel-return",
  "close-return",
  "reopen-return",
] as const;

export type MerchantDeed = (typeof merchantDeeds)[number] | (typeof returnDeeds)[number];

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

const returnSeed = ({ line, count }: At) => ({
  lines: [{ lineId: line.id, quantity: Math.max(1, Math.min(count, line.fulfilledQuantity)), reason: "unwanted" }],
});

const returnIn = ({ order }: At, status: string) => order.returns.find((one) => one.status === status);

/** All of it, or of its first line one unit. */
function processReturn(at: At, part: boolean): void {
  const open = returnIn(at, "OPEN");
  const disposition = at.count % 3 === 0 ? ("NOT_RESTOCKED" as const) : ("RESTOCKED" as const);
  const lines = open?.lines.slice(0, part ? 1 : undefined).map(({ id, quantity, processedQuantity }) => ({
    returnLineId: id,
    quantity: part ? 1 : quantity - processedQuantity,
    disposition,
  }));
  if (open && lines) at.shop.processReturn(open.id, { lines });
}

const returning: Readonly<Record<(typeof returnDeeds)[number], (at: At) => void>> = {
  "ask-return": (at) => void at.shop.requestReturn(at.order.id, returnSeed(at)),
  "open-return": (at) => void at.shop.createReturn(at.order.id, returnSeed(at)),
  "approve-return": (at) => void at.shop.approveReturn(returnIn(at, "REQUESTED")?.id ?? nothing),
  "decline-return": (at) => void at.shop.declineReturn(returnIn(at, "REQUESTED")?.id ?? nothing),
  "edit-return": (at) => {
    const open = returnIn(at, "OPEN");
    const [first] = open?.lines ?? [];
    if (open && first) at.shop.editReturn(open.id, { [first.id]: at.count });
  },
  "process-return": (at) => processReturn(at, false),
  "process-part": (at) => processReturn(at, true),
  "cancel-return": (at) => void at.shop.cancelReturn(returnIn(at, "OPEN")?.id ?? nothing),
  "close-return": (at) => void at.shop.closeReturn(returnIn(at, "OPEN")?.id ?? nothing),
  "reopen-return": (at) => void at.shop.reopenReturn(returnIn(at, "CLOSED")?.id ?? nothing),
};

/** The shop refuses a return that is not there. */
const nothing = "gid://shopify/Return/1";

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
  ...returning,
  move: ({ shop, order, count }) => {
    const one = order.fulfillmentOrders.find(({ status }) => status === "OPEN");
    const to = shop.locations()[count % 2];
    if (one && to) shop.move(order.id, { fulfillmentOrderId: one.id, locationId: to.id });
  },
};

export function actInShopify(does: MerchantDeed, at: At): void {
  deeds[does](at);
}
