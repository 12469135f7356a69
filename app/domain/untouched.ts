import { decimalFromInteger } from "./decimal.ts";
import type { ActualRow, ActualSalesOrder, SentRow, SentSalesOrder } from "./sales-order.ts";

const isAsSent = (row: ActualRow, desired: SentRow | undefined): boolean =>
  desired?.variantId === row.variantId &&
  row.quantity === decimalFromInteger(desired.quantity) &&
  row.pricePerUnit === desired.pricePerUnit &&
  row.discount === desired.discount &&
  (desired.locationId === null || row.locationId === desired.locationId);

/** Whether a sales order is still just as it was sent: nothing packed, no row changed, added or removed, no fee added by hand. */
export const isUntouched = (actual: ActualSalesOrder, desired: SentSalesOrder): boolean => {
  const desiredByKey = new Map(desired.rows.map((row) => [row.key, row] as const));
  return (
    actual.status === "NOT_SHIPPED" &&
    actual.rows.length === desired.rows.length &&
    actual.rows.every((row) => row.key !== null && isAsSent(row, desiredByKey.get(row.key))) &&
    (actual.shippingFee === null || actual.shippingFee.amount === desired.shippingFee?.amount)
  );
};
