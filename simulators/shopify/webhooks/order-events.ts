import type { FulfillmentOrderState, FulfillmentState, OrderState, RefundState, TransactionState } from "../state.ts";
import { gid, type Site } from "../world.ts";
import type { ShopEvent } from "./emit.ts";
import { numeric, type Json } from "./json.ts";
import { fulfillmentPayload, orderPayload, refundPayload, transactionPayload } from "./order-payload.ts";

/** `orders/…` topics whose payload is the order. */
export const orderEvents = (site: Site, order: OrderState, actions: readonly string[]): ShopEvent[] => {
  const payload = orderPayload(site, order);
  return actions.map((action) => ({ topic: `orders/${action}`, resource: order.id, payload }));
};

export const fulfillmentEvent = (
  site: Site,
  order: OrderState,
  fulfillment: FulfillmentState,
  action: "create" | "update",
): ShopEvent => ({
  topic: `fulfillments/${action}`,
  resource: fulfillment.id,
  payload: fulfillmentPayload(site, order, fulfillment),
});

export const refundEvent = (site: Site, order: OrderState, refund: RefundState): ShopEvent => ({
  topic: "refunds/create",
  resource: refund.id,
  payload: refundPayload(site, order, refund),
});

export const transactionEvent = (site: Site, order: OrderState, transaction: TransactionState): ShopEvent => ({
  topic: "order_transactions/create",
  resource: transaction.id,
  payload: transactionPayload(site, order, transaction),
});

export const fulfillmentOrderReference = (
  fulfillmentOrder: FulfillmentOrderState,
): { readonly [key: string]: Json } => ({
  id: gid("FulfillmentOrder", fulfillmentOrder.id),
  status: fulfillmentOrder.status.toLowerCase(),
});

/** `fulfillment_orders/…` topics: a GID and a status, no order. */
export const fulfillmentOrderEvent = (
  action: string,
  fulfillmentOrder: FulfillmentOrderState,
  more: { readonly [key: string]: Json } = {},
): ShopEvent => ({
  topic: `fulfillment_orders/${action}`,
  resource: fulfillmentOrder.id,
  payload: { fulfillment_order: fulfillmentOrderReference(fulfillmentOrder), ...more },
});

export const deleteEvent = (topic: string, id: string): ShopEvent => ({
  topic,
  resource: id,
  payload: { id: numeric(id) },
});
