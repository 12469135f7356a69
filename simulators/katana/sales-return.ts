import { ruleBroken } from "./errors.ts";
import { itemOf } from "./look-up.ts";
import { decimal, sum, toExactText, type Decimal } from "./money.ts";
import { fulfillmentRowsOf, fulfillmentsOf } from "./sales-order-status.ts";
import { rowTotal } from "./sales-order-total.ts";
import type { FulfillmentRow, ReturnStatus, SalesOrderRow, SalesReturn, SalesReturnRow } from "./state.ts";
import { moveTraced, trace } from "./stock.ts";
import { alive } from "./table.ts";
import { markDeleted, timestamp, touch, type Account, type World } from "./world.ts";

export const returnRowsOf = (account: Account, salesReturn: SalesReturn): readonly SalesReturnRow[] =>
  alive(account.tables.salesReturnRows.of(salesReturn.id));

/** Units of the fulfillment row that no return has taken yet, but for one return row that is being changed. */
export function returnable(account: Account, row: FulfillmentRow, except?: SalesReturnRow): Decimal {
  const orderId = account.tables.fulfillments.get(row.fulfillment_id)?.sales_order_id ?? 0;
  const taken = alive(account.tables.salesReturns.of(orderId))
    .flatMap((salesReturn) => returnRowsOf(account, salesReturn))
    .filter((other) => other.fulfillment_row_id === row.id && other !== except);
  return decimal(row.quantity) - sum(taken.map((other) => decimal(other.quantity)));
}

/** After discount, without tax, for one unit; ten decimals. */
export function netPerUnit(row: SalesOrderRow): string {
  const quantity = decimal(row.quantity);
  if (quantity === 0n) return row.price_per_unit;
  // Both carry twenty decimals, so the quotient needs them once more.
  return toExactText((rowTotal(row) * decimal(1)) / quantity, 0);
}

export interface Returnable {
  readonly row: FulfillmentRow;
  readonly orderRow: SalesOrderRow;
  readonly available: Decimal;
}

export function returnablesOf(account: Account, orderId: number): readonly Returnable[] {
  return fulfillmentsOf(account, orderId)
    .flatMap((fulfillment) => fulfillmentRowsOf(account, fulfillment))
    .flatMap((row) => {
      const orderRow = account.tables.salesOrderRows.get(row.sales_order_row_id);
      const available = returnable(account, row);
      return orderRow && available > 0n ? [{ row, orderRow, available }] : [];
    });
}

const STEPS: readonly ReturnStatus[] = ["NOT_RETURNED", "RETURNED_ALL", "RESTOCKED_ALL"];

function restock(world: World, account: Account, row: SalesReturnRow, direction: 1n | -1n): void {
  if (row.restock_location_id === null) return;
  const batches = row.batch_transactions.map(({ batch_id, quantity }) => trace(batch_id, decimal(quantity)));
  moveTraced(world, account, {
    variantId: row.variant_id,
    locationId: row.restock_location_id,
    traces: batches,
    quantity: decimal(row.quantity),
    direction,
  });
}

/** Batches that the goods were sent from, as far as the return needs them. */
export function unassignedBatches(account: Account, row: SalesReturnRow) {
  const sent = account.tables.fulfillmentRows.get(row.fulfillment_row_id);
  if (!sent || !itemOf(account, row.variant_id).batch_tracked) return [];
  const assigned = (batchId: number) =>
    sum(row.batch_transactions.filter((other) => other.batch_id === batchId).map((other) => decimal(other.quantity)));
  return sent.traceability.flatMap(({ batch_id, quantity }) => {
    const open = batch_id === null ? 0n : decimal(quantity) - assigned(batch_id);
    return open > 0n ? [{ batch_id, quantity: toExactText(open, 2) }] : [];
  });
}

/** Returned: the goods are here. Restocked: they are in stock again. */
export function setReturnStatus(
  world: World,
  account: Account,
  salesReturn: SalesReturn,
  to: { readonly status: ReturnStatus; readonly date?: string | undefined },
): void {
  const [before, after] = [STEPS.indexOf(salesReturn.status), STEPS.indexOf(to.status)];
  if (after < before && (world.switches.returnStepBack === "refuse" || after < before - 1)) {
    throw ruleBroken(`Sales return cannot go from ${salesReturn.status} to ${to.status}`);
  }
  const rows = returnRowsOf(account, salesReturn);
  if (after > before && rows.length === 0) throw ruleBroken("Sales return has no rows");

  if (to.status === "RESTOCKED_ALL" && before < after) for (const row of rows) restock(world, account, row, 1n);
  if (salesReturn.status === "RESTOCKED_ALL" && after < before)
    for (const row of rows) restock(world, account, row, -1n);
  salesReturn.status = to.status;
  if (to.status === "NOT_RETURNED") salesReturn.return_date = null;
  else salesReturn.return_date = to.date ?? salesReturn.return_date ?? timestamp(world);
  touch(world, salesReturn);
}

export function deleteReturn(world: World, account: Account, salesReturn: SalesReturn): void {
  const rows = returnRowsOf(account, salesReturn);
  if (salesReturn.status === "RESTOCKED_ALL") for (const row of rows) restock(world, account, row, -1n);
  for (const row of rows) markDeleted(world, row);
  markDeleted(world, salesReturn);
}
