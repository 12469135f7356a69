import type { FulfillmentOrderState, OrderState } from "../state.ts";
import { timeNow, type Site } from "../world.ts";
import { isLive } from "./statuses.ts";

const sentFrom = (order: OrderState, fulfillmentOrder: FulfillmentOrderState): boolean =>
  order.fulfillments.some(
    (sent) => sent.status === "SUCCESS" && sent.lines.some((line) => line.fulfillmentOrderId === fulfillmentOrder.id),
  );

/** Nothing of it is to be sent any more: closed when something was, else cancelled. */
export function endFulfillmentOrder(site: Site, order: OrderState, fulfillmentOrder: FulfillmentOrderState): void {
  for (const line of fulfillmentOrder.lines) line.remaining = 0;
  fulfillmentOrder.status = sentFrom(order, fulfillmentOrder) ? "CLOSED" : "CANCELLED";
  fulfillmentOrder.updatedAt = timeNow(site);
}

/** Takes unfulfilled units of a line out of its fulfillment orders, the youngest first. Returns those that changed. */
export function takeBack(site: Site, order: OrderState, lineId: string, quantity: number): FulfillmentOrderState[] {
  const changed: FulfillmentOrderState[] = [];
  let left = quantity;
  for (const fulfillmentOrder of order.fulfillmentOrders.filter(isLive).reverse()) {
    for (const line of fulfillmentOrder.lines.filter((one) => one.lineId === lineId)) {
      const taken = Math.min(left, line.remaining);
      if (taken === 0) continue;
      line.remaining -= taken;
      line.total -= taken;
      left -= taken;
      fulfillmentOrder.updatedAt = timeNow(site);
      changed.push(fulfillmentOrder);
    }
  }
  return changed;
}

export function endIfEmpty(
  site: Site,
  order: OrderState,
  fulfillmentOrders: readonly FulfillmentOrderState[],
): FulfillmentOrderState[] {
  const ended = fulfillmentOrders.filter((one) => isLive(one) && one.lines.every((line) => line.remaining === 0));
  for (const one of ended) endFulfillmentOrder(site, order, one);
  return ended;
}
