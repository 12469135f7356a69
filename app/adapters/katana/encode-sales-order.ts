import type { DesiredSalesOrder } from "../../domain/sales-order.ts";
import type { ResolvedIds } from "../../sync/ports.ts";
import { encodeAddresses } from "./encode-address.ts";
import { encodeRow } from "./encode-row.ts";

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
  sales_order_rows: salesOrder.rows.map((row) => encodeRow(row, ids)),
});
