import { compare, zero } from "./decimal.ts";
import type { Decimal } from "./decimal.ts";
import type { SalesOrderRowId } from "./ids.ts";
import type { ActualSalesOrder } from "./sales-order.ts";

/** A linked sales order as Katana has it at this moment, read afresh: a change is never planned from memory. */
export interface KatanaNow {
  readonly salesOrder: ActualSalesOrder;
  /** Units of each row that are packed or delivered; a row without any is absent. Not read while the sales order is open. */
  readonly fulfilledQuantities: ReadonlyMap<SalesOrderRowId, Decimal>;
  /** Read only where the whole sales order would be deleted; null: not read. */
  readonly hasReturns: boolean | null;
}

/** Why something of a sales order may not be touched any more (CHG-7). */
export type Protection = "shipped" | "invoiced";

/** Whether nothing is packed or delivered, as far as the status tells: Katana takes new rows and any change then. */
export const isOpen = ({ status }: Pick<ActualSalesOrder, "status">): boolean =>
  status === "NOT_SHIPPED" || status === "PENDING";

/** Whether anything was packed or delivered in Katana. */
export const isShipped = ({ salesOrder, fulfilledQuantities }: KatanaNow): boolean =>
  !isOpen(salesOrder) || [...fulfilledQuantities.values()].some((quantity) => compare(quantity, zero) > 0);

/** How far a sales order has gone: what Katana protects follows from it. */
export const stageOf = ({ salesOrder, fulfilledQuantities }: KatanaNow): string =>
  JSON.stringify([
    salesOrder.status,
    salesOrder.invoicing,
    [...fulfilledQuantities].filter(([, quantity]) => compare(quantity, zero) > 0).toSorted(([a], [b]) => a - b),
  ]);

/** A row of which any part is packed or delivered is protected whole; invoicing is told per sales order, and protects all its rows. */
export const protectionOf = (rowId: SalesOrderRowId, now: KatanaNow): Protection | null => {
  if (compare(now.fulfilledQuantities.get(rowId) ?? zero, zero) > 0) return "shipped";
  return now.salesOrder.invoicing === "not-invoiced" ? null : "invoiced";
};
