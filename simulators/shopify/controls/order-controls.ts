import type { OrderView, Shop } from "../control.ts";
import { describeOrder } from "../order-summary.ts";
import { setTags, updateOrder } from "../orders/annotate.ts";
import { archive, deleteOrder, unarchive } from "../orders/archive.ts";
import { cancelOrder } from "../orders/cancel.ts";
import { editOrder } from "../orders/edit.ts";
import { capturePayment, expireAuthorization, markAsPaid, voidPayment } from "../orders/payments.ts";
import { placeOrder } from "../orders/place.ts";
import { planOfRefund, refund } from "../orders/refund.ts";
import type { OrderState } from "../state.ts";
import { requireOrder, type Site } from "../world.ts";

type OrderControls = Pick<
  Shop,
  | "orders"
  | "order"
  | "placeOrder"
  | "editOrder"
  | "cancelOrder"
  | "archive"
  | "unarchive"
  | "deleteOrder"
  | "markAsPaid"
  | "capturePayment"
  | "voidPayment"
  | "expireAuthorization"
  | "refund"
  | "updateNote"
  | "updateTags"
  | "updateShippingAddress"
  | "updatePoNumber"
>;

function findOrder(site: Site, reference: string): OrderState {
  const named = Object.values(site.shop.orders).find((order) => order.name === reference);
  return named ?? requireOrder(site, reference);
}

/** What customers and staff do with orders and their money. */
export function orderControls(site: Site): OrderControls {
  const after = (id: string, run: (order: OrderState) => unknown): OrderView => {
    const order = requireOrder(site, id);
    run(order);
    return describeOrder(site, order);
  };
  return {
    orders: () => Object.values(site.shop.orders).map((order) => describeOrder(site, order)),
    order: (reference) => describeOrder(site, findOrder(site, reference)),
    placeOrder: (seed) => describeOrder(site, placeOrder(site, seed)),
    editOrder: (id, edit) => after(id, (order) => editOrder(site, order, edit)),
    cancelOrder: (id, { reason = "CUSTOMER", refund: money = true, restock = true } = {}) =>
      after(id, (order) => cancelOrder(site, order, { reason, refund: money, restock, staffNote: null })),
    archive: (id) => after(id, (order) => archive(site, order)),
    unarchive: (id) => after(id, (order) => unarchive(site, order)),
    deleteOrder: (id) => deleteOrder(site, requireOrder(site, id)),
    markAsPaid: (id) => after(id, (order) => markAsPaid(site, order)),
    capturePayment: (id, amount) => after(id, (order) => capturePayment(site, order, amount ?? null)),
    voidPayment: (id) => after(id, (order) => voidPayment(site, order)),
    expireAuthorization: (id) => after(id, (order) => expireAuthorization(site, order)),
    refund: (id, seed) => after(id, (order) => refund(site, order, planOfRefund(order, seed))),
    updateNote: (id, note) => after(id, (order) => updateOrder(site, order, { note })),
    updateTags: (id, tags) => after(id, (order) => setTags(site, order, tags)),
    updateShippingAddress: (id, shippingAddress) => after(id, (order) => updateOrder(site, order, { shippingAddress })),
    updatePoNumber: (id, poNumber) => after(id, (order) => updateOrder(site, order, { poNumber })),
  };
}
