import type { CancelReason, Gid, OrderView, Shop } from "../shopify/control.ts";
import { count, keyed, text, ticked, type Form } from "./form.ts";

interface Given {
  readonly shop: Shop;
  readonly order: OrderView;
  readonly form: Form;
}

/** Does something with an order and says what was done. Throws with a sentence when it cannot be. */
export type OrderAction = (given: Given) => string;

/** Lines with the quantities asked for, those of nothing left out. */
function quantities({ order, form }: Given): readonly { readonly lineId: Gid; readonly quantity: number }[] {
  return order.lines
    .map((line) => ({ lineId: line.id, quantity: count(form, `quantity:${line.id}`, line.title) }))
    .filter(({ quantity }) => quantity > 0);
}

function atLeastOne<Entry>(entries: readonly Entry[]): readonly Entry[] {
  if (entries.length === 0) throw new Error("Give at least one line a quantity.");
  return entries;
}

const simple =
  (run: (shop: Shop, order: Gid) => unknown, said: string): OrderAction =>
  ({ shop, order }) => {
    run(shop, order.id);
    return `${order.name} ${said}`;
  };

function edit(given: Given): string {
  const { shop, order, form } = given;
  const wanted = keyed(form, "quantity");
  const changed = order.lines.filter(
    (line) => wanted[line.id] !== undefined && Number(wanted[line.id]) !== line.currentQuantity,
  );
  const setQuantity = Object.fromEntries(
    changed.map((line) => [line.id, count(form, `quantity:${line.id}`, line.title)]),
  );
  const variantId = text(form, "addVariant");
  const add =
    variantId === "" ? [] : [{ variantId, quantity: count(form, "addQuantity", "Quantity of the new line") || 1 }];
  const title = text(form, "shippingTitle");
  const shipping = title === "" ? {} : { shipping: { add: [{ title, price: text(form, "shippingPrice") || "0.00" }] } };
  if (changed.length === 0 && add.length === 0 && title === "") throw new Error("Nothing was changed.");
  shop.editOrder(order.id, { setQuantity, add, ...shipping });
  return `${order.name} was edited.`;
}

function fulfil(given: Given): string {
  const { shop, order, form } = given;
  const number = text(form, "trackingNumber");
  const made = shop.fulfil(order.id, {
    lines: atLeastOne(quantities(given)),
    ...(number === "" ? {} : { tracking: { number, company: text(form, "trackingCompany") || null } }),
  });
  return `${order.name}: ${made.length === 1 ? "one fulfillment was" : `${made.length} fulfillments were`} made.`;
}

function cancel({ shop, order, form }: Given): string {
  const reasons: readonly CancelReason[] = ["CUSTOMER", "INVENTORY", "FRAUD", "DECLINED", "STAFF", "OTHER"];
  const reason = reasons.find((one) => one === text(form, "reason")) ?? "OTHER";
  shop.cancelOrder(order.id, { reason, refund: ticked(form, "refund"), restock: ticked(form, "restock") });
  return `${order.name} was cancelled.`;
}

function refund(given: Given): string {
  const { shop, order, form } = given;
  const lines = quantities(given);
  const shipping = ticked(form, "shipping");
  if (!shipping) atLeastOne(lines);
  shop.refund(order.id, { lines, ...(shipping ? { shipping: "full" as const } : {}), note: text(form, "note") });
  return `${order.name} was refunded.`;
}

function openReturn(given: Given): string {
  const { shop, order, form } = given;
  const lines = atLeastOne(quantities(given)).map((line) => ({ ...line, reason: text(form, "reason") || "unknown" }));
  const made = ticked(form, "requested")
    ? shop.requestReturn(order.id, { lines })
    : shop.createReturn(order.id, { lines });
  return ticked(form, "requested") ? `The return ${made.name} was requested.` : `The return ${made.name} is open.`;
}

function ofReturn(run: (shop: Shop, id: Gid, form: Form) => unknown, said: string): OrderAction {
  return ({ shop, order, form }) => {
    const found = order.returns.find(({ id }) => id === text(form, "return"));
    if (!found) throw new Error("This order has no such return.");
    run(shop, found.id, form);
    return `The return ${found.name} ${said}`;
  };
}

/** Some of a return came back, with what became of it; an empty form means all of it, in stock again. */
function processReturn(shop: Shop, id: Gid, form: Form): void {
  const dispositions = ["RESTOCKED", "NOT_RESTOCKED", "MISSING"] as const;
  const disposition = dispositions.find((one) => one === text(form, "disposition")) ?? "RESTOCKED";
  const lines = Object.keys(keyed(form, "back"))
    .map((returnLineId) => ({ returnLineId, quantity: count(form, `back:${returnLineId}`, "Quantity"), disposition }))
    .filter(({ quantity }) => quantity > 0);
  shop.processReturn(id, { refund: ticked(form, "refund"), ...(lines.length === 0 ? {} : { lines }) });
}

function move({ shop, order, form }: Given): string {
  const location = shop.locations().find(({ id }) => id === text(form, "location"));
  if (!location) throw new Error("Choose a location.");
  const fulfillmentOrderId = text(form, "fulfillmentOrder");
  shop.move(order.id, { fulfillmentOrderId, locationId: location.id });
  return `${order.name} is now fulfilled from ${location.name}.`;
}

/** By the last part of the address the form is sent to. */
export const orderActions: Readonly<Record<string, OrderAction>> = {
  "mark-as-paid": simple((shop, id) => shop.markAsPaid(id), "is paid."),
  capture: simple((shop, id) => shop.capturePayment(id), "is paid: the authorized amount was captured."),
  void: simple((shop, id) => shop.voidPayment(id), "has no payment any more: the authorization was voided."),
  archive: simple((shop, id) => shop.archive(id), "was archived."),
  unarchive: simple((shop, id) => shop.unarchive(id), "was unarchived."),
  hold: simple((shop, id) => shop.hold(id), "is on hold."),
  "release-hold": simple((shop, id) => shop.releaseHold(id), "is no longer on hold."),
  edit,
  fulfil,
  cancel,
  refund,
  move,
  return: openReturn,
  "approve-return": ofReturn((shop, id) => shop.approveReturn(id), "was approved."),
  "decline-return": ofReturn((shop, id) => shop.declineReturn(id), "was declined."),
  "process-return": ofReturn(processReturn, "was processed."),
  "reopen-return": ofReturn((shop, id) => shop.reopenReturn(id), "is open again."),
  "close-return": ofReturn((shop, id) => shop.closeReturn(id), "was closed."),
  "cancel-return": ofReturn((shop, id) => shop.cancelReturn(id), "was cancelled."),
  "cancel-fulfillment": ({ shop, form }) => {
    shop.cancelFulfillment(text(form, "fulfillment"));
    return "The fulfillment was cancelled.";
  },
  notes: ({ shop, order, form }) => {
    shop.updateNote(order.id, text(form, "note") || null);
    shop.updatePoNumber(order.id, text(form, "poNumber") || null);
    return "Note and PO number were saved.";
  },
};
