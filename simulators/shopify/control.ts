import type { SimulatedClock } from "../kit/clock.ts";
import type { Deliveries } from "../kit/deliveries.ts";
import type { Faults } from "../kit/faults.ts";

/**
 * What tests, the demo and the simulated admin do with the simulated Shopify. Ids are GIDs (`gid://shopify/Order/…`),
 * amounts are decimal strings ("12.50"), times are ISO-8601 in UTC. Whatever is refused throws an `Error` that says why.
 */
export type Gid = string;
export type Amount = string;

export interface AppUnderTest {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where the app answers, `http://127.0.0.1:3000`; stands for `application_url`. */
  readonly url: string;
  /** Path of the `shopify.app.toml` whose scopes and webhook subscriptions hold, as if it had been deployed. */
  readonly configuration: string;
}

export interface SimulatorOptions {
  readonly port?: number;
  readonly seed?: number;
  readonly clock?: SimulatedClock;
  /** What an earlier `dump()` gave. */
  readonly state?: unknown;
  readonly app: AppUnderTest;
  /** How long a webhook receiver may take, real milliseconds. Default 5000. */
  readonly webhookTimeoutMs?: number;
}

export interface SeenRequest {
  readonly at: number;
  readonly shop: string;
  readonly path: string;
  readonly operation: string | null;
  readonly variables: unknown;
  /** Null: nothing was answered. */
  readonly status: number | null;
  readonly cost: { readonly requested: number; readonly actual: number | null } | null;
  /** Codes of the top-level errors (`THROTTLED`, `ACCESS_DENIED`, …). */
  readonly errors: readonly string[];
}

export interface ShopifySimulator {
  readonly url: string;
  readonly clock: SimulatedClock;
  readonly faults: Faults;
  readonly deliveries: Deliveries;
  requests(): readonly SeenRequest[];
  addShop(seed: ShopSeed): Shop;
  /** Throws when there is no such shop. */
  shop(domain: string): Shop;
  shops(): readonly Shop[];
  setApp(changed: Partial<AppUnderTest>): void;
  dump(): unknown;
  /** Called after each change of state; returns the way to stop. */
  onChange(listener: () => void): () => void;
  stop(): Promise<void>;
}

export interface ShopSettings {
  /** Archive an order that is paid and fulfilled. Default true. */
  autoArchive: boolean;
  /** From the creation of an order to its fulfillment orders. Default 50. */
  routingDelayMs: number;
  /** How far the search index (`orders(query:)`) is behind. Default 2000. */
  searchLagMs: number;
  /** Which customer data the app is approved for: 0 none, 1 no names, addresses, phones, e-mails, 2 all. Default 2. */
  protectedData: 0 | 1 | 2;
  /** What stands around the number in the name of new orders. Default `#` and nothing. */
  orderNamePrefix: string;
  orderNameSuffix: string;
  /** Whether prices of new orders include tax. Default false. */
  taxesIncluded: boolean;
  /** POS setting "Mark as fulfilled": in-store sales are fulfilled at once. Default true. */
  posMarkAsFulfilled: boolean;
  /** Cancelling also archives (unconfirmed). Default true. */
  cancelArchives: boolean;
  /** A return is closed when every unit has been dealt with (unconfirmed). Default true. */
  autoCloseReturns: boolean;
  /** Writing a metafield counts as an update of the order (unconfirmed). Default true. */
  metafieldsBumpUpdatedAt: boolean;
  /** Hold, release and move also send `orders/updated` (said not to be reliable). Default false. */
  fulfillmentOrderChangesUpdateOrder: boolean;
  /** Deliveries whose `include_fields` are all as they were the time before are left out; times have whole seconds. Default true. */
  skipIdenticalPayloads: boolean;
  /** A token exchange must ask for expiring tokens (rule for public apps since 2026-04). Default true. */
  requireExpiringTokens: boolean;
  /** Decides bucket size and restore rate. Default "standard". */
  plan: "standard" | "advanced" | "plus" | "enterprise";
  /** Orders older than this are hidden without `read_all_orders`. Default 60. */
  visibleDays: number;
}

export interface ShopSeed {
  /** `name.myshopify.com` */
  readonly domain: string;
  readonly name?: string;
  /** Default EUR. */
  readonly currency?: string;
  /** IANA name. Default Europe/Tallinn. */
  readonly timezone?: string;
  readonly settings?: Partial<ShopSettings>;
  /** Default: one location "Main warehouse". */
  readonly locations?: readonly LocationSeed[];
  readonly products?: readonly ProductSeed[];
  readonly customers?: readonly CustomerSeed[];
  /** Number of the first order. Default 1001. */
  readonly firstOrderNumber?: number;
  /** "large" gives ids above 2^53, as Shopify's sample webhooks have. Default "usual". */
  readonly ids?: "usual" | "large";
  /** Installed with the scopes of the configuration from the start. Default false. */
  readonly installed?: boolean;
}

export interface LocationSeed {
  readonly name: string;
  readonly isActive?: boolean;
  readonly fulfillsOnlineOrders?: boolean;
  /** Belongs to a fulfillment service of another app. */
  readonly fulfillmentService?: string;
  readonly countryCode?: string;
}

export interface LocationView {
  readonly id: Gid;
  readonly name: string;
  readonly isActive: boolean;
  readonly fulfillsOnlineOrders: boolean;
  readonly fulfillmentService: string | null;
  readonly countryCode: string;
}

export interface VariantSeed {
  readonly title?: string;
  readonly sku?: string | null;
  readonly price: Amount;
  readonly taxable?: boolean;
  readonly requiresShipping?: boolean;
  readonly barcode?: string | null;
  /** Where it is stocked; routing takes the first active one. Default: everywhere. */
  readonly locationIds?: readonly Gid[];
}

export interface ProductSeed {
  readonly title: string;
  readonly vendor?: string;
  readonly isGiftCard?: boolean;
  readonly variants: readonly VariantSeed[];
}

export interface VariantView {
  readonly id: Gid;
  readonly title: string;
  readonly sku: string | null;
  readonly price: Amount;
  readonly taxable: boolean;
  readonly requiresShipping: boolean;
  readonly barcode: string | null;
  readonly locationIds: readonly Gid[];
}

export interface ProductView {
  readonly id: Gid;
  readonly title: string;
  readonly vendor: string;
  readonly isGiftCard: boolean;
  readonly variants: readonly VariantView[];
}

export interface AddressSeed {
  readonly firstName?: string | null;
  readonly lastName?: string | null;
  readonly company?: string | null;
  readonly address1?: string | null;
  readonly address2?: string | null;
  readonly city?: string | null;
  readonly province?: string | null;
  readonly provinceCode?: string | null;
  readonly zip?: string | null;
  readonly country?: string | null;
  readonly countryCode?: string | null;
  readonly phone?: string | null;
}

export interface CustomerSeed {
  readonly firstName?: string | null;
  readonly lastName?: string | null;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly address?: AddressSeed;
}

export interface CustomerView {
  readonly id: Gid;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly displayName: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly address: AddressSeed | null;
}

/** Either percent of the price or an amount for the whole line (or order, or shipping line). */
export type DiscountSeed = (
  { readonly percent: number; readonly amount?: never } | { readonly amount: Amount; readonly percent?: never }
) & {
  /** A discount code the customer typed in … */
  readonly code?: string;
  /** … or the title of an automatic (`kind: "automatic"`, the default), manual or script discount. */
  readonly title?: string;
  readonly kind?: "automatic" | "manual" | "script";
};

export interface CustomLineSeed {
  readonly title: string;
  readonly price: Amount;
  readonly requiresShipping?: boolean;
  readonly taxable?: boolean;
  readonly sku?: string | null;
}

/** The bundle that a line is a component of; lines of one order with the same title belong to one bundle. */
export interface LineGroupSeed {
  readonly title: string;
  /** Bundles ordered. Default 1. */
  readonly quantity?: number;
  /** The bundle's own variant. */
  readonly variantId?: Gid;
}

export interface LineSeed {
  readonly variantId?: Gid;
  readonly custom?: CustomLineSeed;
  readonly quantity: number;
  /** Instead of the variant's price. */
  readonly price?: Amount;
  readonly discount?: DiscountSeed;
  readonly properties?: Readonly<Record<string, string>>;
  /** Instead of the order's taxes. */
  readonly taxes?: readonly TaxSeed[];
  /** Where routing puts it, whatever else would decide. */
  readonly locationId?: Gid;
  readonly group?: LineGroupSeed;
}

/** `rate` is a decimal fraction: "0.24" or 0.24 for 24 %. */
export interface TaxSeed {
  readonly title: string;
  readonly rate: number | string;
}

export interface ShippingSeed {
  readonly title: string;
  readonly price: Amount;
  readonly code?: string;
  readonly discount?: DiscountSeed;
  /** Default: the order's taxes. */
  readonly taxes?: readonly TaxSeed[];
}

/** A company that buys (B2B); the order's customer is its contact. */
export interface CompanySeed {
  readonly name: string;
  /** Name of the company's location. Default: the company's. */
  readonly location?: string;
}

export type DeliveryMethodType = "SHIPPING" | "PICK_UP" | "LOCAL" | "RETAIL" | "PICKUP_POINT" | "NONE";

export interface OrderSeed {
  readonly lines: readonly LineSeed[];
  /** An existing customer, or one to be made. */
  readonly customer?: Gid | CustomerSeed | null;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly billingAddress?: AddressSeed | null;
  readonly shippingAddress?: AddressSeed | null;
  readonly shipping?: readonly ShippingSeed[];
  /** An order level discount: spread over the lines. */
  readonly discount?: DiscountSeed;
  readonly taxes?: readonly TaxSeed[];
  readonly taxesIncluded?: boolean;
  /** Default "paid". */
  readonly payment?: "paid" | "pending" | "authorized" | "partially_paid" | "expired";
  /** `web` (default), `pos`, `shopify_draft_order`, an app id, … */
  readonly source?: string;
  readonly sourceIdentifier?: string | null;
  readonly poNumber?: string | null;
  readonly note?: string | null;
  readonly tags?: readonly string[];
  readonly attributes?: Readonly<Record<string, string>>;
  readonly tip?: Amount;
  readonly duties?: Amount;
  /** Taxed only when they name taxes of their own. */
  readonly additionalFees?: readonly {
    readonly name: string;
    readonly price: Amount;
    readonly taxes?: readonly TaxSeed[];
  }[];
  /** No taxes at all, whatever else says so. */
  readonly taxExempt?: boolean;
  readonly company?: CompanySeed;
  /** What paying in cash added to or took from the amount paid ("-0.02"); the totals know nothing of it. */
  readonly cashRounding?: Amount;
  /** Paid with a gift card; the rest is paid as `payment` says. */
  readonly giftCardPayment?: Amount;
  /** What the customer paid in, and how much of it one unit of the shop's currency is ("1.0850"). */
  readonly presentment?: { readonly currency: string; readonly rate: string };
  readonly createdAt?: string;
  /** The POS location, or the pickup location. */
  readonly locationId?: Gid;
  /** Default RETAIL for `pos`, else SHIPPING. */
  readonly deliveryMethod?: DeliveryMethodType;
  readonly test?: boolean;
  readonly paymentGateway?: string;
}

export interface LineView {
  readonly id: Gid;
  readonly title: string;
  readonly variantTitle: string | null;
  readonly sku: string | null;
  readonly variantId: Gid | null;
  readonly quantity: number;
  readonly currentQuantity: number;
  readonly fulfilledQuantity: number;
  readonly unfulfilledQuantity: number;
  readonly nonFulfillableQuantity: number;
  readonly requiresShipping: boolean;
  readonly isGiftCard: boolean;
  readonly unitPrice: Amount;
  readonly discount: Amount;
  readonly properties: Readonly<Record<string, string>>;
}

export interface HoldView {
  readonly id: Gid;
  readonly reason: string;
  readonly notes: string | null;
  readonly byApp: boolean;
}

export interface FulfillmentOrderView {
  readonly id: Gid;
  readonly status: string;
  readonly locationId: Gid | null;
  readonly locationName: string;
  readonly methodType: DeliveryMethodType;
  readonly fulfillAt: string | null;
  readonly holds: readonly HoldView[];
  readonly lines: readonly {
    readonly id: Gid;
    readonly lineId: Gid;
    readonly total: number;
    readonly remaining: number;
  }[];
}

export interface TrackingSeed {
  readonly company?: string | null;
  readonly number?: string | null;
  readonly url?: string | null;
}

export interface FulfillmentView {
  readonly id: Gid;
  readonly name: string;
  readonly status: string;
  readonly displayStatus: string;
  readonly createdAt: string;
  readonly locationId: Gid | null;
  readonly tracking: readonly TrackingSeed[];
  readonly notified: boolean;
  readonly lines: readonly { readonly id: Gid; readonly lineId: Gid; readonly quantity: number }[];
}

export interface RefundView {
  readonly id: Gid;
  readonly createdAt: string;
  readonly returnId: Gid | null;
  readonly amount: Amount;
  readonly lines: readonly { readonly lineId: Gid; readonly quantity: number; readonly restockType: string }[];
}

export interface ReturnView {
  readonly id: Gid;
  readonly name: string;
  readonly status: string;
  readonly lines: readonly {
    readonly id: Gid;
    readonly fulfillmentLineItemId: Gid;
    readonly lineId: Gid;
    readonly quantity: number;
    readonly processedQuantity: number;
    readonly reason: string;
    readonly note: string;
  }[];
  readonly reverseFulfillmentOrderId: Gid | null;
  readonly exchangeLines: readonly { readonly id: Gid; readonly variantId: Gid | null; readonly quantity: number }[];
}

export interface OrderView {
  readonly id: Gid;
  /** The numeric id of REST, webhooks and admin addresses. */
  readonly legacyId: string;
  readonly name: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly closedAt: string | null;
  readonly cancelledAt: string | null;
  readonly source: string;
  readonly financialStatus: string;
  readonly fulfillmentStatus: string;
  readonly returnStatus: string;
  readonly customer: CustomerView | null;
  readonly email: string | null;
  readonly note: string | null;
  readonly poNumber: string | null;
  readonly tags: readonly string[];
  readonly currency: string;
  readonly taxesIncluded: boolean;
  readonly locationId: Gid | null;
  readonly lines: readonly LineView[];
  readonly shippingLines: readonly { readonly id: Gid; readonly title: string; readonly price: Amount }[];
  /** Current totals (after edits and refunds). */
  readonly totals: {
    readonly subtotal: Amount;
    readonly discounts: Amount;
    readonly shipping: Amount;
    readonly tax: Amount;
    readonly total: Amount;
    readonly refunded: Amount;
    readonly outstanding: Amount;
  };
  readonly fulfillmentOrders: readonly FulfillmentOrderView[];
  readonly fulfillments: readonly FulfillmentView[];
  readonly refunds: readonly RefundView[];
  readonly returns: readonly ReturnView[];
  readonly metafields: readonly { readonly namespace: string; readonly key: string; readonly value: string }[];
}

export interface EditSeed {
  readonly add?: readonly LineSeed[];
  /** Lines of which everything unfulfilled goes. */
  readonly remove?: readonly Gid[];
  /** The new current quantity of a line. */
  readonly setQuantity?: Readonly<Record<Gid, number>>;
  readonly shipping?: {
    readonly add?: readonly ShippingSeed[];
    readonly remove?: readonly Gid[];
  };
  readonly staffNote?: string;
}

export type RestockType = "RETURN" | "CANCEL" | "NO_RESTOCK";

export interface RefundSeed {
  readonly lines?: readonly {
    readonly lineId: Gid;
    readonly quantity: number;
    /** Default: CANCEL for what is unfulfilled, else RETURN. */
    readonly restockType?: RestockType;
    readonly locationId?: Gid;
  }[];
  /** An amount of the shipping price to give back, or "full". */
  readonly shipping?: string;
  /** Money to send back. Default: what the lines and shipping are worth, at most what was received. "0" moves none. */
  readonly amount?: Amount;
  readonly note?: string;
}

export interface FulfilSeed {
  /** Default: every fulfillment order that can be fulfilled, one fulfillment per location and delivery method. */
  readonly fulfillmentOrderId?: Gid;
  /** By order line. Default: everything that remains. */
  readonly lines?: readonly { readonly lineId: Gid; readonly quantity: number }[];
  readonly tracking?: TrackingSeed;
  readonly notifyCustomer?: boolean;
}

export interface HoldSeed {
  /** Default: every open one. */
  readonly fulfillmentOrderId?: Gid;
  readonly reason?: string;
  readonly notes?: string;
  /** Part of it: splits the fulfillment order. */
  readonly lines?: readonly { readonly lineId: Gid; readonly quantity: number }[];
}

export interface MoveSeed {
  readonly fulfillmentOrderId: Gid;
  readonly locationId: Gid;
  readonly lines?: readonly { readonly lineId: Gid; readonly quantity: number }[];
}

export interface ReturnSeed {
  readonly lines: readonly {
    /** An order line (taken from its fulfillments in order) or one fulfillment line. */
    readonly lineId?: Gid;
    readonly fulfillmentLineItemId?: Gid;
    readonly quantity: number;
    /** Handle: `wrong-item`, `defective`, `unwanted`, `size-too-small`, `size-too-large`, `style`, `color`, `not-as-described`, `other`, `unknown`. */
    readonly reason?: string;
    readonly note?: string;
    readonly customerNote?: string;
  }[];
  readonly exchange?: readonly { readonly variantId: Gid; readonly quantity: number }[];
}

export interface ProcessReturnSeed {
  /** Default: everything not processed yet, restocked at the order's location. */
  readonly lines?: readonly {
    readonly returnLineId: Gid;
    readonly quantity: number;
    readonly disposition?: "RESTOCKED" | "NOT_RESTOCKED" | "MISSING" | "PROCESSING_REQUIRED";
    readonly locationId?: Gid;
  }[];
  readonly refund?: boolean;
}

export type CancelReason = "CUSTOMER" | "DECLINED" | "FRAUD" | "INVENTORY" | "OTHER" | "STAFF";

export interface Installation {
  /** Scopes of the configuration that the merchant has not approved yet. */
  missingScopes(): readonly string[];
  granted(): readonly string[];
  /** What the app's configuration asks for at once, and what it may ask for later. */
  declared(): { readonly required: readonly string[]; readonly optional: readonly string[] };
  /** Installs, or approves what is missing and any optional scopes named; sends `app/scopes_update` when something changed. */
  grant(optional?: readonly string[]): void;
  /** The merchant takes optional scopes back. */
  revoke(scopes: readonly string[]): void;
  /** Revokes all tokens, sends `app/uninstalled`, and `shop/redact` 48 hours later. */
  uninstall(): void;
  /** The tokens stop working, and nobody tells the app. */
  revokeTokens(): void;
  installed(): boolean;
  /** A session token as App Bridge gives it. Default life: 60 s. */
  idToken(options?: { readonly lifeSeconds?: number; readonly userId?: string }): string;
  /** The address the Shopify admin opens in its frame. */
  openAppUrl(path?: string, options?: { readonly idToken?: boolean }): string;
}

export type ComplianceTopic = "customers/data_request" | "customers/redact" | "shop/redact";

export interface RawDelivery {
  readonly topic: string;
  /** Sent as it is. */
  readonly body: string;
  /** Instead of the right signature. */
  readonly hmac?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Default: where the topic's subscription points, else the app's first webhook address. */
  readonly uri?: string;
}

export interface Shop {
  readonly domain: string;
  readonly id: Gid;
  readonly name: string;
  readonly currency: string;
  readonly timezone: string;
  readonly settings: ShopSettings;
  readonly installation: Installation;

  locations(): readonly LocationView[];
  addLocation(seed: LocationSeed): LocationView;
  renameLocation(id: Gid, name: string): void;
  deactivateLocation(id: Gid): void;
  activateLocation(id: Gid): void;
  deleteLocation(id: Gid): void;

  products(): readonly ProductView[];
  addProduct(seed: ProductSeed): ProductView;
  updateVariant(id: Gid, changed: Partial<VariantSeed>): void;
  deleteProduct(id: Gid): void;
  /** Its product keeps the others; the last one goes with its product only. */
  deleteVariant(id: Gid): void;

  customers(): readonly CustomerView[];
  addCustomer(seed: CustomerSeed): CustomerView;

  orders(): readonly OrderView[];
  /** By GID, numeric id or name (`#1001`); throws when there is none. */
  order(reference: string): OrderView;

  placeOrder(seed: OrderSeed): OrderView;
  editOrder(order: Gid, edit: EditSeed): OrderView;
  cancelOrder(
    order: Gid,
    options?: { readonly reason?: CancelReason; readonly refund?: boolean; readonly restock?: boolean },
  ): OrderView;
  archive(order: Gid): OrderView;
  unarchive(order: Gid): OrderView;
  /** Only cancelled, archived or test orders. */
  deleteOrder(order: Gid): void;

  markAsPaid(order: Gid): OrderView;
  /** Captures an authorization, all of it by default. */
  capturePayment(order: Gid, amount?: Amount): OrderView;
  voidPayment(order: Gid): OrderView;
  expireAuthorization(order: Gid): OrderView;
  refund(order: Gid, refund: RefundSeed): OrderView;

  updateNote(order: Gid, note: string | null): OrderView;
  updateTags(order: Gid, tags: readonly string[]): OrderView;
  updateShippingAddress(order: Gid, address: AddressSeed): OrderView;
  updatePoNumber(order: Gid, poNumber: string | null): OrderView;

  fulfil(order: Gid, options?: FulfilSeed): readonly FulfillmentView[];
  cancelFulfillment(fulfillment: Gid): OrderView;
  updateTracking(fulfillment: Gid, tracking: TrackingSeed): OrderView;
  addFulfillmentEvent(fulfillment: Gid, status: string): OrderView;
  hold(order: Gid, options?: HoldSeed): OrderView;
  /** All holds, or those of one fulfillment order. */
  releaseHold(order: Gid, fulfillmentOrderId?: Gid): OrderView;
  move(order: Gid, move: MoveSeed): OrderView;
  schedule(order: Gid, fulfillmentOrderId: Gid, fulfillAt: string): OrderView;
  split(
    order: Gid,
    fulfillmentOrderId: Gid,
    lines: readonly { readonly lineId: Gid; readonly quantity: number }[],
  ): OrderView;
  merge(order: Gid, fulfillmentOrderIds: readonly Gid[]): OrderView;
  reportProgress(order: Gid, fulfillmentOrderId: Gid): OrderView;
  prepareForPickup(order: Gid): OrderView;

  /** A customer asks for a return: REQUESTED. */
  requestReturn(order: Gid, seed: ReturnSeed): ReturnView;
  /** Staff opens a return: OPEN. */
  createReturn(order: Gid, seed: ReturnSeed): ReturnView;
  approveReturn(id: Gid): ReturnView;
  declineReturn(
    id: Gid,
    options?: { readonly reason?: "FINAL_SALE" | "OTHER" | "RETURN_PERIOD_ENDED"; readonly note?: string },
  ): ReturnView;
  /** Changes the quantities of an open return's lines (0 removes the line). */
  editReturn(id: Gid, quantities: Readonly<Record<Gid, number>>): ReturnView;
  processReturn(id: Gid, options?: ProcessReturnSeed): ReturnView;
  cancelReturn(id: Gid): ReturnView;
  closeReturn(id: Gid): ReturnView;
  reopenReturn(id: Gid): ReturnView;

  /** For customer topics: the customer (default: the first that has an order). */
  sendComplianceRequest(topic: ComplianceTopic, customer?: Gid): void;
  /** A delivery made by hand: wrong signature, broken body. */
  deliverRaw(delivery: RawDelivery): void;
}
