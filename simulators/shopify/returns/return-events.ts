import type { OrderState, ReturnState } from "../state.ts";
import { emit, type ShopEvent } from "../webhooks/emit.ts";
import { numeric, type Json } from "../webhooks/json.ts";
import { linePayload } from "../webhooks/order-payload.ts";
import { orderEvents } from "../webhooks/order-events.ts";
import { gid, touch, type Site } from "../world.ts";

const basics = (order: OrderState, one: ReturnState): { readonly [key: string]: Json } => ({
  id: numeric(one.id),
  admin_graphql_api_id: gid("Return", one.id),
  name: `${order.name}-R${one.number}`,
  status: one.status.toLowerCase(),
});

const named = (order: OrderState): { readonly [key: string]: Json } => ({
  order: { id: numeric(order.id), admin_graphql_api_id: gid("Order", order.id) },
});

function returnLines(site: Site, order: OrderState, one: ReturnState): Json {
  const sent = order.fulfillments.flatMap((fulfillment) => fulfillment.lines);
  return one.lines.map((line) => {
    const orderLine = order.lines.find(
      (found) => found.id === sent.find((piece) => piece.id === line.fulfillmentLineId)?.lineId,
    );
    return {
      id: numeric(line.id),
      admin_graphql_api_id: gid("ReturnLineItem", line.id),
      quantity: line.quantity,
      return_reason: line.reason.replaceAll("-", "_"),
      return_reason_note: line.note,
      customer_note: line.customerNote,
      fulfillment_line_item: {
        id: numeric(line.fulfillmentLineId),
        admin_graphql_api_id: gid("FulfillmentLineItem", line.fulfillmentLineId),
        line_item: orderLine ? linePayload(site, order, orderLine) : null,
      },
    };
  });
}

/** `returns/request` and `returns/approve` show the whole return and its order. */
export const fullReturnEvent = (
  site: Site,
  order: OrderState,
  one: ReturnState,
  action: "request" | "approve",
): ShopEvent => ({
  topic: `returns/${action}`,
  resource: one.id,
  payload: {
    ...basics(order, one),
    ...named(order),
    total_return_line_items: one.lines.length,
    return_line_items: returnLines(site, order, one),
    exchange_line_items: one.exchange.map((line) => ({ id: numeric(line.id), quantity: line.quantity })),
    return_shipping_fees: [],
  },
});

/** `close`, `cancel`, `reopen`: ids and status. */
export const shortReturnEvent = (
  order: OrderState,
  one: ReturnState,
  action: "close" | "cancel" | "reopen",
): ShopEvent => ({
  topic: `returns/${action}`,
  resource: one.id,
  payload: {
    id: numeric(one.id),
    admin_graphql_api_id: gid("Return", one.id),
    order_id: numeric(order.id),
    status: one.status.toLowerCase(),
  },
});

/** `decline`, `update` and `process` name no order. */
export const orderlessReturnEvent = (
  order: OrderState,
  one: ReturnState,
  action: "decline" | "update" | "process",
  more: { readonly [key: string]: Json } = {},
): ShopEvent => ({ topic: `returns/${action}`, resource: one.id, payload: { ...basics(order, one), ...more } });

export function disposeEvent(one: ReturnState, dispositions: ReturnState["dispositions"]): ShopEvent {
  const reverseId = one.reverse?.id ?? "0";
  return {
    topic: "reverse_fulfillment_orders/dispose",
    resource: reverseId,
    payload: {
      id: numeric(reverseId),
      admin_graphql_api_id: gid("ReverseFulfillmentOrder", reverseId),
      total_dispositions: dispositions.length,
      dispositions: dispositions.map((disposition) => ({
        type: disposition.type.toLowerCase(),
        quantity: disposition.quantity,
        location:
          disposition.locationId === null
            ? null
            : { id: numeric(disposition.locationId), admin_graphql_api_id: gid("Location", disposition.locationId) },
        reverse_fulfillment_order_line_item: {
          id: numeric(disposition.reverseLineId),
          admin_graphql_api_id: gid("ReverseFulfillmentOrderLineItem", disposition.reverseLineId),
        },
      })),
    },
  };
}

/** Whatever happens to a return also updates its order. */
export function tellReturn(site: Site, order: OrderState, events: readonly ShopEvent[]): void {
  touch(site, order);
  emit(site, [...events, ...orderEvents(site, order, ["updated"])]);
}
