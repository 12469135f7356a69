import type { Decimal } from "./decimal.ts";
import type { LineId, OrderId, ShopifyCustomerId, ShopifyLocationId, ShopifyVariantId } from "./ids.ts";
import type { Tracking } from "./fulfillment.ts";
import type { OrderReturn } from "./order-return.ts";

/** Shopify's `OrderDisplayFinancialStatus` (2026-10), or `unknown` with the value that did not exist yesterday. */
export type FinancialStatus =
  "AUTHORIZED" | "EXPIRED" | "PAID" | "PARTIALLY_PAID" | "PARTIALLY_REFUNDED" | "PENDING" | "REFUNDED" | "VOIDED";

/** Shopify's `OrderDisplayFulfillmentStatus` (2026-10). */
export type FulfillmentStatus =
  | "FULFILLED"
  | "FULFILLMENT_NOT_REQUIRED"
  | "IN_PROGRESS"
  | "ON_HOLD"
  | "OPEN"
  | "PARTIALLY_FULFILLED"
  | "PENDING_FULFILLMENT"
  | "REQUEST_DECLINED"
  | "RESTOCKED"
  | "SCHEDULED"
  | "UNFULFILLED";

/** A value of a vendor's enum: one we know, or the text of one that was added since. */
export type Known<Value extends string> =
  { readonly known: true; readonly value: Value } | { readonly known: false; readonly value: string };

/** A postal address with everything Katana can hold; a field Shopify withholds or leaves empty is null. */
export interface Address {
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly company: string | null;
  readonly phone: string | null;
  readonly line1: string | null;
  readonly line2: string | null;
  readonly city: string | null;
  readonly state: string | null;
  readonly zip: string | null;
  readonly country: string | null;
}

export interface Customer {
  readonly id: ShopifyCustomerId;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly displayName: string | null;
  readonly email: string | null;
  readonly phone: string | null;
}

export interface TaxLine {
  /** Percent: 24 for 24 %. */
  readonly ratePercent: Decimal;
  readonly title: string;
  /** Amount of tax in the shop's currency. */
  readonly amount: Decimal;
}

/** Lines of deleted products look the same as custom items to the API: neither has a variant, both are `custom`. */
export type LineKind = "variant" | "custom" | "gift-card" | "tip";

export interface OrderLine {
  readonly id: LineId;
  readonly kind: LineKind;
  /** Null for what has none: custom items, tips, what was deleted since. */
  readonly variantId: ShopifyVariantId | null;
  readonly title: string;
  /** The live SKU of the variant, else the one noted on the line; null when neither has one. */
  readonly sku: string | null;
  readonly requiresShipping: boolean;
  /** Units ordered, refunded and removed ones included. */
  readonly orderedQuantity: number;
  /** Units now, without refunded and removed ones. */
  readonly currentQuantity: number;
  /** Units still to be fulfilled. */
  readonly unfulfilledQuantity: number;
  /** Before discounts; with tax when the order's `taxesIncluded`. Shop currency. */
  readonly unitPrice: Decimal;
  /** All of the line's and the order's discounts that Shopify allocated to the line, for `orderedQuantity` units. */
  readonly discount: Decimal;
  /** Their amounts are for `orderedQuantity` units. */
  readonly taxLines: readonly TaxLine[];
  readonly properties: readonly { readonly key: string; readonly value: string }[];
}

export interface ShippingLine {
  readonly title: string;
  /** After its discounts and refunds; with tax when the order's `taxesIncluded`. */
  readonly price: Decimal;
  /** What was given back of it, as `price` with or without tax. */
  readonly refunded: Decimal;
  readonly taxLines: readonly TaxLine[];
}

/** Something charged beside lines and shipping. With tax when the order's `taxesIncluded`. */
export interface AdditionalFee {
  readonly name: string;
  readonly price: Decimal;
  readonly taxLines: readonly TaxLine[];
}

export type FulfillmentOrderStatus =
  "CANCELLED" | "CLOSED" | "INCOMPLETE" | "IN_PROGRESS" | "ON_HOLD" | "OPEN" | "SCHEDULED";

export interface FulfillmentOrder {
  readonly gid: string;
  readonly status: Known<FulfillmentOrderStatus>;
  /** Null when the location was deleted. */
  readonly locationId: ShopifyLocationId | null;
  readonly locationName: string;
  /** Shopify's `DeliveryMethodType`; null when it tells none. */
  readonly deliveryMethod: string | null;
  /** Whether Shopify takes a fulfillment for it now: not while it is held or scheduled. */
  readonly isFulfillable: boolean;
  readonly lines: readonly {
    readonly gid: string;
    readonly lineId: LineId;
    readonly total: number;
    readonly remaining: number;
  }[];
}

export interface Fulfillment {
  readonly gid: string;
  /** `#1001-F1` */
  readonly name: string;
  readonly createdAt: string;
  readonly succeeded: boolean;
  /** Null without any. */
  readonly tracking: Tracking | null;
  readonly lines: readonly { readonly lineId: LineId; readonly quantity: number }[];
}

/** One Shopify order as the domain sees it: every amount in the shop's currency, every id decoded. */
export interface Order {
  readonly id: OrderId;
  /** `#1001`: what a merchant calls the order number. */
  readonly name: string;
  /** ISO-8601, UTC. */
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly cancelledAt: string | null;
  readonly closedAt: string | null;
  readonly financialStatus: Known<FinancialStatus> | null;
  readonly fulfillmentStatus: Known<FulfillmentStatus>;
  readonly taxesIncluded: boolean;
  /** The shop's currency, ISO 4217. */
  readonly currency: string;
  /** `web`, `pos`, `shopify_draft_order`, an app id, … */
  readonly source: string;
  /** Where it was sold, if that was in a store. */
  readonly retailLocation: { readonly id: ShopifyLocationId; readonly name: string } | null;
  readonly poNumber: string | null;
  readonly note: string | null;
  readonly customer: Customer | null;
  /** The company that bought (B2B). */
  readonly company: string | null;
  readonly email: string | null;
  readonly billingAddress: Address | null;
  readonly shippingAddress: Address | null;
  readonly lines: readonly OrderLine[];
  readonly shippingLines: readonly ShippingLine[];
  readonly fulfillmentOrders: readonly FulfillmentOrder[];
  readonly fulfillments: readonly Fulfillment[];
  readonly returns: readonly OrderReturn[];
  readonly totals: OrderTotals;
  /** Zero without any, and when the prices contain them. */
  readonly dutiesTotal: Decimal;
  /** As they were placed. */
  readonly additionalFees: readonly AdditionalFee[];
  /** What is left of them. */
  readonly additionalFeesTotal: Decimal;
}

/** Current totals (after edits and refunds), shop currency. */
export interface OrderTotals {
  /** All lines but tips, after all discounts; with tax when the order's `taxesIncluded`. */
  readonly subtotal: Decimal;
  readonly shipping: Decimal;
  readonly tax: Decimal;
  readonly total: Decimal;
}
