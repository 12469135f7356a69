import { parseDecimal } from "../../app/domain/decimal.ts";
import type { Decimal } from "../../app/domain/decimal.ts";
import type {
  KatanaCustomerId,
  KatanaLocationId,
  KatanaTaxRateId,
  KatanaVariantId,
  LineId,
  OrderId,
  ShopDomain,
  ShopifyCustomerId,
} from "../../app/domain/ids.ts";
import type { Address } from "../../app/domain/order.ts";
import type { DesiredCustomer, DesiredRow, DesiredSalesOrder } from "../../app/domain/sales-order.ts";
import type { ResolvedIds } from "../../app/sync/ports.ts";

/** A decimal written down in a test. */
export function decimal(text: string): Decimal {
  const parsed = parseDecimal(text);
  if (parsed === null) throw new Error(`Not a decimal: ${text}`);
  return parsed;
}

export const sampleAddress: Address = {
  firstName: "Ann",
  lastName: "Lee",
  company: "Lee & Co",
  phone: "+3725551234",
  line1: "1 High Street",
  line2: "Floor 2",
  city: "Leeds",
  state: "West Yorkshire",
  zip: "LS1 1AA",
  country: "United Kingdom",
};

export const sampleCustomer: Extract<DesiredCustomer, { kind: "shopify-customer" }> = {
  kind: "shopify-customer",
  shopifyId: "7001" as ShopifyCustomerId,
  name: "Ann Lee",
  firstName: "Ann",
  lastName: "Lee",
  company: null,
  email: "ann@lee.example",
  phone: null,
};

export const sampleRow: DesiredRow = {
  key: "991" as LineId,
  variant: { kind: "existing", id: 501 as KatanaVariantId },
  sku: "TABLE-OAK",
  quantity: 2,
  pricePerUnit: decimal("20.5"),
  discount: decimal("1"),
  taxPercent: decimal("24"),
  locationId: 12 as KatanaLocationId,
  properties: [{ key: "Engraving", value: "for Ann" }],
};

export const sampleSalesOrder: DesiredSalesOrder = {
  shop: "acme.myshopify.com" as ShopDomain,
  orderId: "5501234567890" as OrderId,
  orderNo: "#1042",
  createdAt: "2026-07-20T09:30:00.000Z",
  deliveryDate: "2026-07-24T09:30:00.000Z",
  customer: sampleCustomer,
  billTo: sampleAddress,
  shipTo: { ...sampleAddress, line2: null, company: null },
  rows: [sampleRow],
  newItems: [],
  shippingFee: null,
  customerReference: "PO 77",
  additionalInfo: "gift wrap",
  currency: "EUR",
  locationId: 12 as KatanaLocationId,
};

export const sampleIds: ResolvedIds = {
  customerId: 880 as KatanaCustomerId,
  variantIds: new Map(),
  taxRateIds: new Map([[decimal("24"), 3 as KatanaTaxRateId]]),
};

/** A sales order as Katana answers it, numbers and texts mixed as it mixes them. */
export const wireSalesOrder = {
  id: 40001,
  order_no: "#1042",
  customer_id: 880,
  source: "API",
  status: "NOT_SHIPPED",
  currency: "EUR",
  total: 49.6,
  order_created_date: "2026-07-20T09:30:00.000Z",
  ecommerce_order_type: "shopify",
  ecommerce_store_name: "acme.myshopify.com",
  ecommerce_order_id: "5501234567890",
  shipping_fee: null,
  sales_order_rows: [
    {
      id: 60001,
      variant_id: 501,
      quantity: 2,
      tax_rate_id: 3,
      location_id: 12,
      price_per_unit: "20.5000000000",
      total_discount: "1.00",
      total: 40,
      attributes: [{ key: "shopify_line_item_id", value: "991" }],
    },
  ],
  created_at: "2026-07-20T09:31:00.000Z",
  updated_at: "2026-07-20T09:31:00.000Z",
  deleted_at: null,
};
