import { toNumber } from "../../domain/decimal.ts";
import type { Decimal } from "../../domain/decimal.ts";
import type { KatanaTaxRateId, KatanaVariantId } from "../../domain/ids.ts";
import type { DesiredRow, DesiredSalesOrder } from "../../domain/sales-order.ts";
import type { ResolvedIds } from "../../sync/ports.ts";
import { variantIdOf } from "../../sync/resolve-variant.ts";
import { encodeAddresses } from "./encode-address.ts";
import { encodeRowAttributes } from "./row-attributes.ts";

/** What marks a sales order as Shopify's; Katana's own screens know the word. */
export const shopifyOrderType = "shopify";

/** Katana refuses a longer reference. */
const longestCustomerReference = 255;

/**
 * The body of `POST /sales_orders`. Katana refuses any key it does not know, takes quantities and amounts as numbers only, and does
 * not take null for what is not listed as nullable: those are left out.
 */
export const encodeSalesOrder = (salesOrder: DesiredSalesOrder, ids: ResolvedIds) => ({
  order_no: salesOrder.orderNo,
  customer_id: ids.customerId,
  order_created_date: salesOrder.createdAt,
  delivery_date: salesOrder.deliveryDate,
  status: "NOT_SHIPPED",
  currency: salesOrder.currency,
  customer_ref: salesOrder.customerReference?.slice(0, longestCustomerReference) ?? null,
  additional_info: salesOrder.additionalInfo,
  ecommerce_order_type: shopifyOrderType,
  ecommerce_store_name: salesOrder.shop,
  ecommerce_order_id: salesOrder.orderId,
  ...(salesOrder.locationId === null ? {} : { location_id: salesOrder.locationId }),
  // Sent even when empty, so that Katana does not fill in addresses the order does not have.
  addresses: encodeAddresses(salesOrder.billTo, salesOrder.shipTo),
  sales_order_rows: salesOrder.rows.map((row) =>
    encodeRow(row, variantIdOf(row.variant, ids), taxRateIdOf(row.taxPercent, ids)),
  ),
});

const encodeRow = (row: DesiredRow, variantId: KatanaVariantId, taxRateId: KatanaTaxRateId) => ({
  variant_id: variantId,
  quantity: row.quantity,
  price_per_unit: toNumber(row.pricePerUnit),
  total_discount: toNumber(row.discount),
  tax_rate_id: taxRateId,
  ...(row.locationId === null ? {} : { location_id: row.locationId }),
  attributes: encodeRowAttributes(row.key, row.properties),
});

function taxRateIdOf(percent: Decimal, { taxRateIds }: ResolvedIds): KatanaTaxRateId {
  const id = taxRateIds.get(percent);
  // Whoever resolved the ids left one out: a bug, and better found before Katana puts its default tax on the row.
  if (id === undefined) throw new Error(`No Katana tax rate was resolved for ${percent} %`);
  return id;
}
