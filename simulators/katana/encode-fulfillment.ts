import { batchTransactions, serialNumbers } from "./encode-sales-order.ts";
import { fulfillmentRowsOf } from "./sales-order-status.ts";
import type { Fulfillment, FulfillmentRow } from "./state.ts";
import type { Account } from "./world.ts";

/** The nested row's id is the `fulfillment_row_id` that returns name. */
const encodeFulfillmentRow = (row: FulfillmentRow) => ({
  id: row.id,
  sales_order_row_id: row.sales_order_row_id,
  quantity: row.quantity,
  batch_transactions: batchTransactions(row.traceability),
  serial_numbers: serialNumbers(row.traceability),
  traceability: row.traceability,
});

/** Deleted rows are those of a deleted fulfillment: they are shown with it. */
export function encodeFulfillment(account: Account, fulfillment: Fulfillment) {
  const rows =
    fulfillment.deleted_at === null
      ? fulfillmentRowsOf(account, fulfillment)
      : account.tables.fulfillmentRows.of(fulfillment.id);
  return {
    id: fulfillment.id,
    sales_order_id: fulfillment.sales_order_id,
    status: fulfillment.status,
    picked_date: fulfillment.picked_date,
    invoice_status: fulfillment.invoice_status,
    conversion_rate: fulfillment.conversion_rate,
    conversion_date: fulfillment.conversion_date,
    tracking_number: fulfillment.tracking_number,
    tracking_url: fulfillment.tracking_url,
    tracking_carrier: fulfillment.tracking_carrier,
    tracking_method: fulfillment.tracking_method,
    packer_id: fulfillment.packer_id,
    sales_order_fulfillment_rows: rows.map(encodeFulfillmentRow),
    created_at: fulfillment.created_at,
    updated_at: fulfillment.updated_at,
    deleted_at: fulfillment.deleted_at,
  };
}
