import { parseDecimal } from "../decimal.ts";
import type { Decimal } from "../decimal.ts";
import type {
  KatanaCustomerId,
  KatanaLocationId,
  KatanaTaxRateId,
  KatanaVariantId,
  LineId,
  ManufacturingOrderId,
  OrderId,
  SalesOrderId,
  FulfillmentRowId,
  ReturnId,
  ReturnReasonId,
  SalesOrderRowId,
  SalesReturnId,
  SalesReturnRowId,
  ShippingFeeId,
  ShopDomain,
  ShopifyCustomerId,
  ShopifyLocationId,
  ShopifyVariantId,
} from "../ids.ts";

/** Brands for tests, where no decoder runs. */
export const shopDomain = (text: string): ShopDomain => text as ShopDomain;
export const orderId = (text: string): OrderId => text as OrderId;
export const lineId = (text: string): LineId => text as LineId;
export const shopifyLocationId = (text: string): ShopifyLocationId => text as ShopifyLocationId;
export const shopifyVariantId = (text: string): ShopifyVariantId => text as ShopifyVariantId;
export const shopifyCustomerId = (text: string): ShopifyCustomerId => text as ShopifyCustomerId;
export const salesOrderId = (id: number): SalesOrderId => id as SalesOrderId;
export const salesOrderRowId = (id: number): SalesOrderRowId => id as SalesOrderRowId;
export const returnId = (text: string): ReturnId => text as ReturnId;
export const fulfillmentRowId = (id: number): FulfillmentRowId => id as FulfillmentRowId;
export const returnReasonId = (id: number): ReturnReasonId => id as ReturnReasonId;
export const salesReturnId = (id: number): SalesReturnId => id as SalesReturnId;
export const salesReturnRowId = (id: number): SalesReturnRowId => id as SalesReturnRowId;
export const variantId = (id: number): KatanaVariantId => id as KatanaVariantId;
export const customerId = (id: number): KatanaCustomerId => id as KatanaCustomerId;
export const katanaLocationId = (id: number): KatanaLocationId => id as KatanaLocationId;
export const taxRateId = (id: number): KatanaTaxRateId => id as KatanaTaxRateId;
export const manufacturingOrderId = (id: number): ManufacturingOrderId => id as ManufacturingOrderId;
export const shippingFeeId = (id: number): ShippingFeeId => id as ShippingFeeId;

export const decimal = (text: string): Decimal => {
  const parsed = parseDecimal(text);
  if (parsed === null) throw new Error(`${text} is no decimal number`);
  return parsed;
};
