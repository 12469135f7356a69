import { decimal, sum, type Decimal } from "./money.ts";
import type { Fulfillment, FulfillmentRow, OpenStatus, SalesOrder, SalesOrderRow, ShippedStatus } from "./state.ts";
import { alive } from "./table.ts";
import { touch, type Account, type World } from "./world.ts";

export const isOpen = (order: SalesOrder): boolean => order.status === "NOT_SHIPPED" || order.status === "PENDING";

export const rowsOf = (account: Account, order: SalesOrder): readonly SalesOrderRow[] =>
  alive(account.tables.salesOrderRows.of(order.id));

export const fulfillmentsOf = (account: Account, orderId: number): readonly Fulfillment[] =>
  alive(account.tables.fulfillments.of(orderId));

export const fulfillmentRowsOf = (account: Account, fulfillment: Fulfillment): readonly FulfillmentRow[] =>
  alive(account.tables.fulfillmentRows.of(fulfillment.id));

/** Units of the row in fulfillments, packed ones included, or in those of one status. */
export function shippedQuantity(account: Account, row: SalesOrderRow, status?: ShippedStatus): Decimal {
  const fulfillments = fulfillmentsOf(account, row.sales_order_id).filter(
    (fulfillment) => status === undefined || fulfillment.status === status,
  );
  const rows = fulfillments.flatMap((fulfillment) => fulfillmentRowsOf(account, fulfillment));
  return sum(
    rows.filter((shipped) => shipped.sales_order_row_id === row.id).map((shipped) => decimal(shipped.quantity)),
  );
}

function statusByFulfillments(account: Account, order: SalesOrder): SalesOrder["status"] {
  const fulfillments = fulfillmentsOf(account, order.id);
  if (fulfillments.length === 0) return order.status === "PENDING" ? "PENDING" : "NOT_SHIPPED";
  const rows = rowsOf(account, order);
  const all = (status?: ShippedStatus) =>
    rows.every((row) => shippedQuantity(account, row, status) >= decimal(row.quantity));
  if (all("DELIVERED")) return "DELIVERED";
  if (fulfillments.some((fulfillment) => fulfillment.status === "DELIVERED")) return "PARTIALLY_DELIVERED";
  return all() ? "PACKED" : "PARTIALLY_PACKED";
}

export function emitOrder(world: World, account: Account, order: SalesOrder, ...actions: readonly string[]): void {
  for (const action of actions)
    world.emit(account, { action: `sales_order.${action}`, id: order.id, status: order.status });
}

/** After anything about the order changed: `updated` goes out, `packed` or `delivered` too when all of it got there. */
export function orderChanged(
  world: World,
  account: Account,
  order: SalesOrder,
  options: { silent?: boolean } = {},
): void {
  const before = order.status;
  order.status = statusByFulfillments(account, order);
  touch(world, order);
  if (order.status === before) {
    if (!options.silent) emitOrder(world, account, order, "updated");
    return;
  }
  if (order.status === "PACKED" || order.status === "DELIVERED") {
    order.conversion_rate ??= order.currency === account.record.factory.base_currency_code ? 1 : null;
    order.conversion_date ??= order.updated_at;
    emitOrder(world, account, order, "updated", order.status.toLowerCase());
    return;
  }
  emitOrder(world, account, order, "updated");
}

/** Between quote and order; nothing may be shipped yet. */
export function setOpenStatus(world: World, account: Account, order: SalesOrder, status: OpenStatus): void {
  const approved = order.status === "PENDING" && status === "NOT_SHIPPED";
  order.status = status;
  if (approved) emitOrder(world, account, order, "approved");
}
