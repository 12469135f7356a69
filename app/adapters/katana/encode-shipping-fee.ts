import type { KatanaTaxRateId, SalesOrderId } from "../../domain/ids.ts";
import type { DesiredShippingFee } from "../../domain/sales-order.ts";

/** The body of `POST /sales_order_shipping_fee` [MAP-12]: the one amount that Katana takes as text, and not as a number. */
export const encodeShippingFee = (salesOrderId: SalesOrderId, fee: DesiredShippingFee, taxRateId: KatanaTaxRateId) => ({
  sales_order_id: salesOrderId,
  ...encodeFeeUpdate(fee, taxRateId),
});

/** The body of `PATCH /sales_order_shipping_fee/{id}`: the amount is demanded every time (CHG-11). */
export const encodeFeeUpdate = (fee: DesiredShippingFee, taxRateId: KatanaTaxRateId) => ({
  amount: String(fee.amount),
  tax_rate_id: taxRateId,
  ...(fee.description === "" ? {} : { description: fee.description }),
});
