import type { LineState, OrderState } from "../state.ts";

const total = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

const refundsOf = (order: OrderState, line: LineState) =>
  order.refunds.flatMap((refund) => refund.lines).filter((refunded) => refunded.lineId === line.id);

export const refundedQuantity = (order: OrderState, line: LineState): number =>
  total(refundsOf(order, line).map((refunded) => refunded.quantity));

/** Units now: without those removed by edits or refunded. */
export const currentQuantity = (order: OrderState, line: LineState): number =>
  line.quantity - line.removed - refundedQuantity(order, line);

export const fulfilledQuantity = (order: OrderState, line: LineState): number =>
  total(
    order.fulfillments
      .filter((fulfillment) => fulfillment.status === "SUCCESS")
      .flatMap((fulfillment) => fulfillment.lines)
      .filter((sent) => sent.lineId === line.id)
      .map((sent) => sent.quantity),
  );

/** Units that will never be fulfilled: removed or refunded before they were sent, and tips. */
export function nonFulfillableQuantity(order: OrderState, line: LineState): number {
  if (line.kind === "tip") return line.quantity;
  return line.removed + total(refundsOf(order, line).map((refunded) => refunded.unfulfilled));
}

export const unfulfilledQuantity = (order: OrderState, line: LineState): number =>
  line.quantity - nonFulfillableQuantity(order, line) - fulfilledQuantity(order, line);

/** Units of a fulfillment line that are in no live return and were not refunded. */
export function returnableQuantity(order: OrderState, fulfillmentLineId: string): number {
  const sent = order.fulfillments
    .filter((fulfillment) => fulfillment.status === "SUCCESS")
    .flatMap((fulfillment) => fulfillment.lines)
    .find((line) => line.id === fulfillmentLineId);
  if (!sent) return 0;
  const returned = order.returns
    .filter((one) => one.status !== "CANCELED" && one.status !== "DECLINED")
    .flatMap((one) => one.lines)
    .filter((line) => line.fulfillmentLineId === fulfillmentLineId);
  // Refunds name order lines, not fulfillment lines: those without a return count against the line's fulfillments in order.
  return (
    sent.quantity -
    total(returned.map((line) => line.quantity)) -
    refundedOutsideReturns(order, sent.lineId, fulfillmentLineId)
  );
}

function refundedOutsideReturns(order: OrderState, lineId: string, fulfillmentLineId: string): number {
  let left = total(
    order.refunds
      .filter((refund) => refund.returnId === null)
      .flatMap((refund) => refund.lines)
      .filter((line) => line.lineId === lineId)
      .map((line) => line.quantity - line.unfulfilled),
  );
  for (const fulfillment of order.fulfillments) {
    if (fulfillment.status !== "SUCCESS") continue;
    for (const line of fulfillment.lines) {
      if (line.lineId !== lineId) continue;
      const taken = Math.min(left, line.quantity);
      if (line.id === fulfillmentLineId) return taken;
      left -= taken;
    }
  }
  return 0;
}
