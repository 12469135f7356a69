import type { Decimal } from "../domain/decimal.ts";
import type { CallFailure } from "../domain/failure.ts";
import type {
  ItemKey,
  KatanaCustomerId,
  KatanaLocationId,
  KatanaServiceId,
  KatanaTaxRateId,
  KatanaVariantId,
  ManufacturingOrderId,
  OrderId,
  ReturnId,
  SalesOrderId,
  SalesOrderRowId,
  SalesReturnId,
  SalesReturnRowId,
  ShippingFeeId,
  ShopDomain,
  ShopifyLocationId,
} from "../domain/ids.ts";
import type { NewItem } from "../domain/item.ts";
import type { ManufacturingOrder } from "../domain/manufacturing-order.ts";
import type { Order } from "../domain/order.ts";
import type { Result } from "../domain/result.ts";
import type { ReturnRowChanges } from "../domain/return-step.ts";
import type {
  ActualSalesOrder,
  DesiredCustomer,
  DesiredRow,
  DesiredSalesOrder,
  DesiredShippingFee,
  KatanaFactory,
  KatanaLocation,
  KatanaTaxRate,
  KatanaVariant,
  RememberedVariant,
} from "../domain/sales-order.ts";
import type { KatanaFulfillmentCalls, ShopifyFulfillmentCalls } from "./fulfillment-ports.ts";
import type { KatanaWebhookCalls, KatanaWebhookSetup } from "./katana-webhook-ports.ts";

import type {
  ActualReturn,
  DesiredReturnRow,
  KatanaReturnReason,
  Returnable,
  SalesReturnStatus,
} from "../domain/sales-return.ts";

/** What an outside call answers: a value, or one of the closed set of failures. It never throws for an expected failure. */
export type Answer<Value> = Promise<Result<Value, CallFailure>>;

/** The wall clock; tests bring their own. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
}

export interface ShopifyLocation {
  readonly id: ShopifyLocationId;
  readonly name: string;
  readonly isActive: boolean;
}

export interface ShopDetails {
  readonly name: string;
  /** ISO 4217 */
  readonly currency: string;
  /** IANA name, `Europe/Tallinn`. */
  readonly timezone: string;
  readonly grantedScopes: readonly string[];
}

/** An order as a search shows it: as it was a little while ago. */
export interface FoundOrder {
  readonly id: OrderId;
  readonly name: string;
  /** ISO-8601, UTC, whole seconds. */
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** What to search orders by. Instants are ISO-8601; both ends of a stretch are included. */
export type OrderQuery =
  | { readonly by: "created"; readonly from: string; readonly to: string }
  | { readonly by: "updated"; readonly from: string }
  /** Open ones only. */
  | { readonly by: "open"; readonly createdBefore: string };

/** One page of a search, by creation or by update time, the oldest first. */
export interface FoundPage {
  readonly orders: readonly FoundOrder[];
  /** Where the next page begins; null on the last one. */
  readonly next: string | null;
}

/** Shopify's Admin API for one shop, as far as Tandem uses it. */
export interface ShopifyAdmin extends ShopifyFulfillmentCalls {
  /** `null`: Shopify shows no such order (deleted, or older than 60 days without `read_all_orders`; REC-7). All pages of lines included. */
  loadOrder(orderId: OrderId): Answer<Order | null>;
  /** The order that a fulfillment order, return or reverse fulfillment order (by GID) belongs to; `null` when Shopify shows none. */
  findOrderId(gid: string): Answer<OrderId | null>;
  /**
   * The order that a merchant names: by exactly its number (`#1001` or `1001`), or by its id, also inside an address of it. `null` when
   * Shopify shows none; a number is known to its search only some seconds after the order was placed.
   */
  findOrder(text: string): Answer<OrderId | null>;
  /** RET-4. Needs a scope that is optional: `unauthorized` without it. Of one that is closed already: `rejected`. */
  closeReturn(id: ReturnId): Answer<null>;
  listLocations(): Answer<readonly ShopifyLocation[]>;
  loadShop(): Answer<ShopDetails>;
  /** A search lags behind: what happened in the last moments may be missing. */
  searchOrders(query: OrderQuery, after: string | null): Answer<FoundPage>;
  countOrders(query: OrderQuery): Answer<number>;
}

/** Whose turn the request is: live work keeps a small reserve of the budget that backfill may use only at a window's end. */
export type Urgency = "live" | "backfill";

/** Carries changes of an imported order over, one call for each. Deleting what is gone already succeeds. */
export interface ChangeCalls {
  /** Only while nothing of the sales order was packed or delivered (CHG-3). */
  createRow(
    salesOrderId: SalesOrderId,
    row: DesiredRow,
    ids: Pick<ResolvedIds, "taxRateIds" | "variantIds">,
  ): Answer<SalesOrderRowId>;
  updateRow(id: SalesOrderRowId, update: RowUpdate): Answer<null>;
  deleteRow(id: SalesOrderRowId): Answer<null>;
  updateShippingFee(id: ShippingFeeId, fee: DesiredShippingFee, taxRateId: KatanaTaxRateId): Answer<null>;
  deleteShippingFee(id: ShippingFeeId): Answer<null>;
  /** `null` when it does not exist (any more). */
  loadManufacturingOrder(id: ManufacturingOrderId): Answer<ManufacturingOrder | null>;
  updateManufacturingOrder(
    manufacturingOrder: Pick<ManufacturingOrder, "id" | "additionalInfo">,
    plannedQuantity: number,
  ): Answer<null>;
  /** It stays and makes to stock. */
  unlinkManufacturingOrder(rowId: SalesOrderRowId): Answer<null>;
  deleteManufacturingOrder(id: ManufacturingOrderId): Answer<null>;
  /** Packed and delivered units of each row that has any (CHG-7). */
  loadFulfilledQuantities(salesOrderId: SalesOrderId): Answer<ReadonlyMap<SalesOrderRowId, Decimal>>;
  /** CHG-5 */
  hasReturns(salesOrder: Pick<ActualSalesOrder, "id" | "orderNo">): Answer<boolean>;
}

/** Carries returns of an imported order over (RET), one call for each part. Deleting what is gone already succeeds. */
export interface ReturnCalls {
  /** Those with one of the ids, and those of the sales order with one of the numbers; with their rows. */
  findSalesReturns(wanted: {
    readonly salesOrderId: SalesOrderId;
    readonly ids: readonly SalesReturnId[];
    readonly orderNos: readonly string[];
  }): Answer<readonly ActualReturn[]>;
  /** What of the sales order was delivered and is in no return. */
  loadReturnables(salesOrderId: SalesOrderId): Answer<readonly Returnable[]>;
  listReturnReasons(): Answer<readonly KatanaReturnReason[]>;
  createSalesReturn(salesReturn: NewSalesReturn): Answer<SalesReturnId>;
  /** Only while the sales return is not returned; so is every change of a row but that of its location. */
  createSalesReturnRow(id: SalesReturnId, row: DesiredReturnRow): Answer<SalesReturnRowId>;
  updateSalesReturnRow(id: SalesReturnRowId, changes: ReturnRowChanges): Answer<null>;
  deleteSalesReturnRow(id: SalesReturnRowId): Answer<null>;
  setSalesReturnStatus(
    salesReturn: Pick<ActualReturn, "id" | "additionalInfo">,
    status: SalesReturnStatus,
  ): Answer<null>;
  deleteSalesReturn(id: SalesReturnId): Answer<null>;
  /** Of all sales orders, changed since (ISO-8601). */
  listChangedReturns(since: string): Answer<readonly ChangedReturn[]>;
}

export interface NewSalesReturn {
  readonly salesOrderId: SalesOrderId;
  readonly locationId: KatanaLocationId;
  readonly orderNo: string;
  /** ISO-8601 */
  readonly createdAt: string;
  readonly additionalInfo: string;
}

export interface ChangedReturn {
  readonly id: SalesReturnId;
  readonly salesOrderId: SalesOrderId;
  readonly status: SalesReturnStatus;
  /** ISO-8601; null when Katana does not tell. */
  readonly updatedAt: string | null;
}

/** What of a row changes; what is not named stays. Amounts are net of tax. */
export interface RowUpdate {
  readonly quantity?: number;
  /** Before discount. */
  readonly pricePerUnit?: Decimal;
  /** For the whole row. */
  readonly discount?: Decimal;
  readonly taxRateId?: KatanaTaxRateId;
  readonly locationId?: KatanaLocationId;
}

/** Katana's API through one key. Every call takes one request from the key's budget; without budget it answers `rate-limited` unsent. */
export interface KatanaClient extends ChangeCalls, ReturnCalls, KatanaFulfillmentCalls, KatanaWebhookCalls {
  /** Proves the key (CON-2): `unauthorized` for a bad key or a plan without API access. */
  loadFactory(): Answer<KatanaFactory>;
  listLocations(): Answer<readonly KatanaLocation[]>;
  listTaxRates(): Answer<readonly KatanaTaxRate[]>;
  /** Every variant whose SKU equals one of `skus`, also those that differ in case only. */
  findVariants(skus: readonly string[]): Answer<readonly KatanaVariant[]>;
  /** By the Shopify customer id kept on the Katana customer, else by e-mail; the generic one by its own mark (MAP-4). */
  findCustomer(customer: DesiredCustomer): Answer<KatanaCustomerId | null>;
  createCustomer(order: DesiredSalesOrder): Answer<KatanaCustomerId>;
  /** Asks Katana unless the rate is known: what a list that was read earlier does not show may have been made since. */
  findTaxRate(percent: Decimal): Answer<KatanaTaxRate | null>;
  createTaxRate(percent: Decimal): Answer<KatanaTaxRate>;
  /** Of variants that were made or chosen earlier, those that still exist. */
  findRemembered(items: readonly Pick<KatanaItem, "id" | "serviceId">[]): Answer<readonly RememberedVariant[]>;
  /** What goods are called, for people to read; variants of services are left out. */
  nameVariants(ids: readonly KatanaVariantId[]): Answer<readonly NamedVariant[]>;
  /** By the mark that its create left on it; for what no SKU tells. */
  findItem(item: NewItem, shop: ShopDomain): Answer<KatanaItem | null>;
  createItem(item: NewItem, shop: ShopDomain): Answer<KatanaItem>;
  createSalesOrder(salesOrder: DesiredSalesOrder, ids: ResolvedIds): Answer<ActualSalesOrder>;
  createShippingFee(
    salesOrderId: SalesOrderId,
    fee: DesiredShippingFee,
    taxRateId: KatanaTaxRateId,
  ): Answer<ShippingFeeId>;
  /** `null` when it does not exist (any more). */
  loadSalesOrder(id: SalesOrderId): Answer<ActualSalesOrder | null>;
  /** By hidden Shopify id (IMP-9), deleted ones included, whatever page they are on. */
  findSalesOrders(shop: ShopDomain, orderId: OrderId): Answer<readonly ActualSalesOrder[]>;
  /** `rejected` with status 404 when it was gone already, with 412 when a return or an invoice holds it. */
  deleteSalesOrder(id: SalesOrderId): Answer<null>;
  /** Live ones made since (ISO-8601) with any of these hidden Shopify ids (at most 100), whatever the store name says (CON-6). */
  findSalesOrdersOf(orderIds: readonly OrderId[], since: string): Answer<readonly ActualSalesOrder[]>;
  /** Deleted ones with a hidden Shopify id that were made since (ISO-8601), which no search by ids shows. */
  listDeletedSalesOrders(since: string): Answer<readonly ActualSalesOrder[]>;
}

export interface NamedVariant {
  readonly id: KatanaVariantId;
  readonly name: string;
  readonly sku: string | null;
}

/** A variant that something sold is kept as. */
export interface KatanaItem extends RememberedVariant {
  /** Of which service it is the variant; null for one of a product. */
  readonly serviceId: KatanaServiceId | null;
}

/** Katana's ids for what a desired sales order names by meaning. `taxRateIds` is keyed by percent. */
export interface ResolvedIds {
  /** The variants of the sales order's new items. */
  readonly variantIds: ReadonlyMap<ItemKey, KatanaVariantId>;
  readonly customerId: KatanaCustomerId;
  readonly taxRateIds: ReadonlyMap<Decimal, KatanaTaxRateId>;
}

/** A shop's way into its Katana account; null when it is not connected. */
export interface KatanaAccess {
  /** Answers reference data from memory while it is young. */
  readonly client: KatanaClient;
  /** Asks Katana each time, and remembers the answer: for a fresh look, and for pages that must show what is there now. */
  readonly live: KatanaClient;
  readonly accountId: string;
}

/** Why a key cannot be used, as far as a merchant can do something about it (CON-2). */
export type KeyRefusal =
  /** Katana does not know the key, or no longer. */
  | { readonly kind: "bad-key" }
  /** Katana knows the key and does not let it in: the plan has no API access. `words` are Katana's. */
  | { readonly kind: "no-api-access"; readonly words: string }
  /** Nothing was learnt about the key: network, maintenance, budget, an answer that is not Katana's. */
  | { readonly kind: "not-verified"; readonly failure: CallFailure };

/** What connecting a Katana account needs beside the client. */
export interface KatanaKeys {
  /** One live call; nothing is kept. */
  verify(key: string): Promise<Result<KatanaFactory, KeyRefusal>>;
  /** AES-256-GCM, bound to the shop. */
  seal(key: string, shop: ShopDomain): string;
  /** Names the key's request budget; tells nothing of the key. */
  fingerprint(key: string): string;
}

/** A lease by name, across all processes. */
export interface Leases {
  /** Waits up to `waitMs`; `taken: false` means that somebody else had it all the time and nothing was run. `run` must be done within `holdMs`. */
  withLease<Value>(
    name: string,
    times: { readonly holdMs: number; readonly waitMs: number },
    run: () => Promise<Value>,
  ): Promise<{ readonly taken: true; readonly value: Value } | { readonly taken: false }>;
}

/** One line of the log: an event with fields, never a name, an address or a token. */
export type LogEvent = (event: string, fields: Readonly<Record<string, unknown>>) => void;

/** What the use cases need from outside. */
export interface Outside {
  readonly clock: Clock;
  readonly log: LogEvent;
  readonly leases: Leases;
  readonly katanaKeys: KatanaKeys;
  readonly katanaWebhooks: KatanaWebhookSetup;
  shopify(shop: ShopDomain): ShopifyAdmin;
  katana(shop: ShopDomain, urgency: Urgency): Promise<KatanaAccess | null>;
  /** A name for this process and run, unique. */
  newHolder(): string;
  /** Stands for a text that must not be kept: the same for the same text, and tells nothing of it. */
  digest(text: string): string;
  /** IMP-9: how long past its deadline a create of unknown outcome may still take effect. Milliseconds. */
  readonly safeMs: number;
  /** REC-1: how often each shop's changed orders are searched for. Milliseconds. */
  readonly sweepMs: number;
  /** How often each Katana account is asked what moved there, without a webhook. Milliseconds. */
  readonly katanaPollMs: number;
}
