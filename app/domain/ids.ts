/**
 * Branded identifiers. A brand is given only where an answer, a row or a parameter is decoded;
 * everywhere else the compiler keeps ids of different things apart.
 */
declare const brand: unique symbol;
type Branded<Base, Name extends string> = Base & { readonly [brand]: Name };

/** A shop's myshopify domain, lower case: `acme.myshopify.com`. */
export type ShopDomain = Branded<string, "ShopDomain">;
/** The numeric id of a Shopify order as a decimal string; larger than 2^53 in practice, so never a number. */
export type OrderId = Branded<string, "OrderId">;
/** The numeric id of an order's line item, as a decimal string. */
export type LineId = Branded<string, "LineId">;
/** The numeric id of a product variant in Shopify, as a decimal string. */
export type ShopifyVariantId = Branded<string, "ShopifyVariantId">;
/** What a row stands for: the id of a line, or a charge that has no line. Kept in the row's attributes (MAP-16), so it must never change. */
export type RowKey = LineId | "duties" | "additional-fees";
/** By what a thing that is sold is remembered once Katana has it, so it must never change; see item.ts. */
export type ItemKey =
  | `variant:${ShopifyVariantId}`
  /** With its title. */
  | `custom:${"product" | "service"}:${string}`
  | "gift-card"
  | "tip"
  | "duties"
  | "additional-fees";
/** The numeric id of a Shopify location, as a decimal string. */
export type ShopifyLocationId = Branded<string, "ShopifyLocationId">;
/** The numeric id of a return in Shopify, as a decimal string. */
export type ReturnId = Branded<string, "ReturnId">;
/** The numeric id of a Shopify customer, as a decimal string. */
export type ShopifyCustomerId = Branded<string, "ShopifyCustomerId">;

export type SalesOrderId = Branded<number, "SalesOrderId">;
export type SalesOrderRowId = Branded<number, "SalesOrderRowId">;
export type KatanaVariantId = Branded<number, "KatanaVariantId">;
export type KatanaServiceId = Branded<number, "KatanaServiceId">;
export type KatanaCustomerId = Branded<number, "KatanaCustomerId">;
export type KatanaLocationId = Branded<number, "KatanaLocationId">;
export type KatanaTaxRateId = Branded<number, "KatanaTaxRateId">;
export type ManufacturingOrderId = Branded<number, "ManufacturingOrderId">;
export type FulfillmentRowId = Branded<number, "FulfillmentRowId">;
export type ReturnReasonId = Branded<number, "ReturnReasonId">;
export type SalesReturnId = Branded<number, "SalesReturnId">;
export type SalesReturnRowId = Branded<number, "SalesReturnRowId">;
export type ShippingFeeId = Branded<number, "ShippingFeeId">;
export type KatanaFulfillmentId = Branded<number, "KatanaFulfillmentId">;
export type KatanaWebhookId = Branded<number, "KatanaWebhookId">;

/** Orders decimal ids of any length by their number. */
export const compareIds = (a: string, b: string): number => {
  if (a.length !== b.length) return a.length - b.length;
  if (a === b) return 0;
  return a < b ? -1 : 1;
};
