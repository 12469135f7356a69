import type { CancelReason } from "../control.ts";
import { zero } from "../money.ts";
import type { OrderState } from "../state.ts";
import { emit } from "../webhooks/emit.ts";
import { fulfillmentOrderEvent, orderEvents, transactionEvent } from "../webhooks/order-events.ts";
import { Refused, timeNow, touch, type Site } from "../world.ts";
import { voidWithoutEvents } from "./payments.ts";
import { unfulfilledQuantity } from "./quantities.ts";
import { recordRefund, refundEvents, type RefundedUnits } from "./refund.ts";
import { isLive } from "./statuses.ts";
import { endFulfillmentOrder } from "./take-back.ts";
import { netPayment } from "./totals.ts";

export interface Cancellation {
  readonly reason: CancelReason;
  readonly refund: boolean;
  readonly restock: boolean;
  readonly staffNote: string | null;
}

function refuse(order: OrderState): void {
  if (order.cancelledAt !== null)
    throw new Refused("Cannot cancel an order that has already been canceled", ["orderId"], "INVALID");
  if (order.returns.some((one) => one.status === "OPEN" || one.status === "REQUESTED")) {
    throw new Refused("Cannot cancel an order with active returns", ["orderId"], "INVALID");
  }
}

/** Cancelling cannot be taken back: what is not sent will not be, and the payment is refunded or voided. */
export function cancelOrder(site: Site, order: OrderState, { reason, refund, restock, staffNote }: Cancellation): void {
  refuse(order);
  const units: RefundedUnits[] = order.lines
    .map((line) => ({ line, quantity: unfulfilledQuantity(order, line) }))
    .filter(({ quantity }) => quantity > 0)
    .map((one) => ({ ...one, restockType: restock ? "CANCEL" : "NO_RESTOCK", locationId: null }));
  const cancelled = order.fulfillmentOrders.filter(isLive);
  const amount = refund ? netPayment(order) : zero;
  const nothingSent = order.fulfillments.every((one) => one.status !== "SUCCESS");
  const shipping = refund && nothingSent ? "full" : null;
  const made = recordRefund(site, order, { units, shipping, amount, note: null, returnId: null });
  const voided = voidWithoutEvents(site, order);
  for (const one of cancelled) endFulfillmentOrder(site, order, one);
  order.cancelledAt = timeNow(site);
  order.cancelReason = reason;
  order.staffNote = staffNote;
  if (site.shop.settings.cancelArchives) order.closedAt ??= order.cancelledAt;
  touch(site, order);
  emit(site, [
    ...orderEvents(site, order, ["cancelled", "updated"]),
    ...(made.amount.shop > 0 ? refundEvents(site, order, made) : []),
    ...(voided ? [transactionEvent(site, order, voided)] : []),
    ...cancelled.map((one) => fulfillmentOrderEvent("cancelled", one)),
  ]);
}
