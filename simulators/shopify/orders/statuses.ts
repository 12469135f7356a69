import type { FulfillmentOrderState, OrderState, ReturnState } from "../state.ts";
import { fulfilledQuantity, unfulfilledQuantity } from "./quantities.ts";
import { authorized, currentTotals, received, refunded } from "./totals.ts";

export type FinancialStatus =
  "AUTHORIZED" | "EXPIRED" | "PAID" | "PARTIALLY_PAID" | "PARTIALLY_REFUNDED" | "PENDING" | "REFUNDED" | "VOIDED";

const wasVoided = (order: OrderState): boolean =>
  order.transactions.some((transaction) => transaction.kind === "VOID" && transaction.status === "SUCCESS");

export function financialStatus(order: OrderState): FinancialStatus {
  const paid = received(order).shop;
  const back = refunded(order).shop;
  if (back > 0) return back >= paid ? "REFUNDED" : "PARTIALLY_REFUNDED";
  const total = currentTotals(order).total.shop;
  if (paid > 0) return paid < total ? "PARTIALLY_PAID" : "PAID";
  if (order.originalTotal.shop === 0 && total === 0) return "PAID";
  if (order.expired) return "EXPIRED";
  if (wasVoided(order) || order.cancelledAt !== null) return "VOIDED";
  if (authorized(order).shop > 0) return "AUTHORIZED";
  return total === 0 ? "PAID" : "PENDING";
}

const FINISHED = new Set(["CLOSED", "CANCELLED", "INCOMPLETE"]);

export const isLive = (fulfillmentOrder: FulfillmentOrderState): boolean => !FINISHED.has(fulfillmentOrder.status);

const remains = (fulfillmentOrder: FulfillmentOrderState): boolean =>
  isLive(fulfillmentOrder) && fulfillmentOrder.lines.some((line) => line.remaining > 0);

export type FulfillmentStatus =
  | "FULFILLED"
  | "FULFILLMENT_NOT_REQUIRED"
  | "IN_PROGRESS"
  | "ON_HOLD"
  | "PARTIALLY_FULFILLED"
  | "REQUEST_DECLINED"
  | "SCHEDULED"
  | "UNFULFILLED";

export function fulfillmentStatus(order: OrderState): FulfillmentStatus {
  const goods = order.lines.filter((line) => line.kind !== "tip");
  if (goods.length === 0) return "FULFILLMENT_NOT_REQUIRED";
  const sent = goods.some((line) => fulfilledQuantity(order, line) > 0);
  const left = goods.some((line) => unfulfilledQuantity(order, line) > 0);
  if (sent) return left ? "PARTIALLY_FULFILLED" : "FULFILLED";
  const open = order.fulfillmentOrders.filter(remains);
  const all = (status: string): boolean => open.length > 0 && open.every((one) => one.status === status);
  if (all("ON_HOLD")) return "ON_HOLD";
  if (all("SCHEDULED")) return "SCHEDULED";
  if (all("IN_PROGRESS")) return "IN_PROGRESS";
  if (open.some((one) => one.requestStatus === "REJECTED")) return "REQUEST_DECLINED";
  return "UNFULFILLED";
}

export const isProcessed = (one: ReturnState): boolean => one.lines.every((line) => line.processed >= line.quantity);

export function returnStatus(order: OrderState): string {
  const has = (test: (one: ReturnState) => boolean): boolean => order.returns.some(test);
  if (has((one) => one.status === "REQUESTED")) return "RETURN_REQUESTED";
  if (has((one) => one.status === "OPEN" && !isProcessed(one))) return "IN_PROGRESS";
  if (has((one) => one.status === "OPEN")) return "INSPECTION_COMPLETE";
  return has((one) => one.status === "CLOSED") ? "RETURNED" : "NO_RETURN";
}
