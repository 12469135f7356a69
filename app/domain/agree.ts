import type { SalesOrderRowId, ShippingFeeId } from "./ids.ts";
import type { ActualSalesOrder, AgreedSalesOrder, SentRow, SentSalesOrder } from "./sales-order.ts";

/** Without the line's properties, which may be personal and never travel again (CHG-9). */
const agreedRow = (row: SentRow, rowId: SalesOrderRowId): AgreedSalesOrder["rows"][number] => ({
  rowId,
  key: row.key,
  variantId: row.variantId,
  sku: row.sku,
  quantity: row.quantity,
  pricePerUnit: row.pricePerUnit,
  discount: row.discount,
  taxPercent: row.taxPercent,
  locationId: row.locationId,
});

/**
 * The agreed state once a sales order was created: its rows with the ids that Katana gave them, the fee still owed. A row that Katana's
 * answer does not tell (by what it keeps in its attributes) is left out.
 */
export const agreeOnImport = (desired: SentSalesOrder, actual: ActualSalesOrder): AgreedSalesOrder => {
  const rowIds = new Map(actual.rows.map((row) => [row.key, row.id] as const));
  return {
    rows: desired.rows.flatMap((row) => {
      const rowId = rowIds.get(row.key);
      return rowId === undefined ? [] : [agreedRow(row, rowId)];
    }),
    shippingFee: null,
    shippingFeePending: desired.shippingFee,
  };
};

/** The agreed state once the fee that was owed was created; unchanged when none was. */
export const agreeOnShippingFee = (agreed: AgreedSalesOrder, id: ShippingFeeId): AgreedSalesOrder =>
  agreed.shippingFeePending === null
    ? agreed
    : { ...agreed, shippingFee: { ...agreed.shippingFeePending, id }, shippingFeePending: null };
