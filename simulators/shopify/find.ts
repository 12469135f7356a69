import type {
  FulfillmentOrderState,
  FulfillmentState,
  OrderState,
  RefundState,
  ReturnState,
  ShopState,
} from "./state.ts";
import { idOf } from "./world.ts";

export interface Found<Part> {
  readonly order: OrderState;
  readonly part: Part;
}

function findPart<Part extends { readonly id: string }>(
  shop: ShopState,
  id: string | null,
  partsOf: (order: OrderState) => readonly Part[],
): Found<Part> | null {
  if (id === null) return null;
  for (const order of Object.values(shop.orders)) {
    const part = partsOf(order).find((one) => one.id === id);
    if (part) return { order, part };
  }
  return null;
}

export const findFulfillmentOrder = (shop: ShopState, reference: string): Found<FulfillmentOrderState> | null =>
  findPart(shop, idOf("FulfillmentOrder", reference), (order) => order.fulfillmentOrders);

export const findFulfillment = (shop: ShopState, reference: string): Found<FulfillmentState> | null =>
  findPart(shop, idOf("Fulfillment", reference), (order) => order.fulfillments);

export const findReturn = (shop: ShopState, reference: string): Found<ReturnState> | null =>
  findPart(shop, idOf("Return", reference), (order) => order.returns);

export const findRefund = (shop: ShopState, reference: string): Found<RefundState> | null =>
  findPart(shop, idOf("Refund", reference), (order) => order.refunds);

function findReturnWith(shop: ShopState, test: (one: ReturnState) => boolean): Found<ReturnState> | null {
  for (const order of Object.values(shop.orders)) {
    const part = order.returns.find(test);
    if (part) return { order, part };
  }
  return null;
}

export function findReverseFulfillmentOrder(shop: ShopState, reference: string): Found<ReturnState> | null {
  const id = idOf("ReverseFulfillmentOrder", reference);
  return id === null ? null : findReturnWith(shop, (one) => one.reverse?.id === id);
}

export function findReverseLine(shop: ShopState, reference: string): Found<ReturnState> | null {
  const id = idOf("ReverseFulfillmentOrderLineItem", reference);
  return id === null ? null : findReturnWith(shop, (one) => one.lines.some((line) => line.reverseLineId === id));
}
