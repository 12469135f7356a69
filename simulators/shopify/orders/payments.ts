import { subtract, toBag, toMinor, type Bag } from "../money.ts";
import type { OrderState, TransactionState } from "../state.ts";
import { emit } from "../webhooks/emit.ts";
import { orderEvents, transactionEvent } from "../webhooks/order-events.ts";
import { newId, Refused, timeNow, touch, type Site } from "../world.ts";
import { archiveWhenDone } from "./archive.ts";
import { financialStatus } from "./statuses.ts";
import { authorized, outstanding, received } from "./totals.ts";

export function addTransaction(
  site: Site,
  order: OrderState,
  kind: TransactionState["kind"],
  amount: Bag,
): TransactionState {
  const transaction: TransactionState = {
    id: newId(site),
    kind,
    status: "SUCCESS",
    amount,
    gateway: order.gateways[0] ?? "manual",
    createdAt: timeNow(site),
    parentId: order.transactions[0]?.id ?? null,
  };
  order.transactions.push(transaction);
  return transaction;
}

function settle(site: Site, order: OrderState, transaction: TransactionState): void {
  const paid = financialStatus(order) === "PAID";
  archiveWhenDone(site, order);
  touch(site, order);
  emit(site, [
    transactionEvent(site, order, transaction),
    ...orderEvents(site, order, [...(paid ? ["paid"] : []), "updated"]),
  ]);
}

export function markAsPaid(site: Site, order: OrderState): void {
  const owed = outstanding(order);
  if (order.cancelledAt !== null || owed.shop <= 0) throw new Refused("Order cannot be marked as paid.", ["id"]);
  for (const transaction of order.transactions) if (transaction.status === "PENDING") transaction.status = "FAILURE";
  order.expired = false;
  settle(site, order, addTransaction(site, order, "SALE", owed));
}

export function capturePayment(site: Site, order: OrderState, amount: string | null): void {
  const left = subtract(authorized(order), received(order));
  if (order.expired || left.shop <= 0) throw new Refused("There is no authorization to capture.", ["id"]);
  const wanted = amount === null ? left : toBag(toMinor(amount, order.currency), order);
  if (wanted.shop > left.shop) throw new Refused("The amount is more than was authorized.", ["amount"]);
  settle(site, order, addTransaction(site, order, "CAPTURE", wanted));
}

/** Takes back an authorization or a pending payment. */
export function voidWithoutEvents(site: Site, order: OrderState): TransactionState | null {
  if (received(order).shop > 0) return null;
  const waiting = order.transactions.find((one) => one.kind === "AUTHORIZATION" || one.status === "PENDING");
  if (!waiting) return null;
  if (waiting.status === "PENDING") waiting.status = "FAILURE";
  return addTransaction(site, order, "VOID", waiting.amount);
}

export function voidPayment(site: Site, order: OrderState): void {
  const voided = voidWithoutEvents(site, order);
  if (!voided) throw new Refused("There is no payment that could be voided.", ["id"]);
  touch(site, order);
  emit(site, [transactionEvent(site, order, voided), ...orderEvents(site, order, ["updated"])]);
}

export function expireAuthorization(site: Site, order: OrderState): void {
  if (financialStatus(order) !== "AUTHORIZED") throw new Refused("The payment is not authorized.", ["id"]);
  order.expired = true;
  touch(site, order);
  emit(site, orderEvents(site, order, ["updated"]));
}
