import type { UnsurePart } from "./change-part.ts";
import type { Decimal } from "./decimal.ts";
import type {
  ItemKey,
  KatanaCustomerId,
  KatanaLocationId,
  KatanaTaxRateId,
  KatanaVariantId,
  ManufacturingOrderId,
  OrderId,
  RowKey,
  SalesOrderId,
  SalesOrderRowId,
  ShippingFeeId,
  ShopDomain,
  ShopifyCustomerId,
} from "./ids.ts";
import type { NewItem } from "./item.ts";
import type { Address } from "./order.ts";

/** Whom the sales order is for (MAP-4): a Shopify customer, or the one generic customer for orders without any. */
export type DesiredCustomer =
  | {
      readonly kind: "shopify-customer";
      readonly shopifyId: ShopifyCustomerId;
      /** Never empty: falls back to the e-mail, then to "Shopify customer <id>" when personal data is withheld. */
      readonly name: string;
      readonly firstName: string | null;
      readonly lastName: string | null;
      readonly company: string | null;
      readonly email: string | null;
      readonly phone: string | null;
    }
  | { readonly kind: "generic" };

/** The row's variant: one that Katana has, or one of the sales order's `newItems`, which is made first. */
export type RowVariant =
  { readonly kind: "existing"; readonly id: KatanaVariantId } | { readonly kind: "new"; readonly item: ItemKey };

/** One row as the order asks for it. Amounts are net of tax, in the order's currency. */
export interface DesiredRow {
  /** What this row stands for; kept in the row's attributes, by which it is found again (MAP-16). */
  readonly key: RowKey;
  readonly variant: RowVariant;
  /** By which the variant was found; null when it was found by another way. */
  readonly sku: string | null;
  readonly quantity: number;
  /** Before discount, at most 10 decimals (what Katana keeps). */
  readonly pricePerUnit: Decimal;
  /** For the whole row, in whole minor units. */
  readonly discount: Decimal;
  /** Percent, the sum of the line's tax rates. */
  readonly taxPercent: Decimal;
  readonly locationId: KatanaLocationId | null;
  readonly properties: readonly { readonly key: string; readonly value: string }[];
}

/** A row as far as it is kept after it was sent: without the line's properties, which may be personal and never travel again (CHG-9). */
export interface SentRow extends Omit<DesiredRow, "properties" | "variant"> {
  readonly variantId: KatanaVariantId;
}

/** MAP-12. `amount` is net of tax. */
export interface DesiredShippingFee {
  readonly description: string;
  readonly amount: Decimal;
  readonly taxPercent: Decimal;
}

/** What the sales order should say (MAP-1 … MAP-18), in the domain's terms: tax rates and customer still by meaning, not by id. */
export interface DesiredSalesOrder {
  readonly shop: ShopDomain;
  readonly orderId: OrderId;
  readonly orderNo: string;
  readonly createdAt: string;
  readonly deliveryDate: string;
  readonly customer: DesiredCustomer;
  readonly billTo: Address | null;
  readonly shipTo: Address | null;
  readonly rows: readonly DesiredRow[];
  /** What the rows name and Katana does not have yet, each once. */
  readonly newItems: readonly NewItem[];
  readonly shippingFee: DesiredShippingFee | null;
  readonly customerReference: string | null;
  readonly additionalInfo: string | null;
  readonly currency: string;
  /** The order's own location: that of most rows; null leaves it to Katana's default. */
  readonly locationId: KatanaLocationId | null;
}

/** What of a desired sales order is kept once it was sent. */
export interface SentSalesOrder {
  readonly rows: readonly SentRow[];
  readonly shippingFee: DesiredShippingFee | null;
}

/** Katana tells invoicing for a whole sales order only. A value that did not exist yesterday counts as invoiced: what it may touch is left alone. */
export type Invoicing = "not-invoiced" | "partly-invoiced" | "invoiced";

/** A sales order as Katana says it is now, as far as the sync looks at it. */
export interface ActualSalesOrder {
  readonly id: SalesOrderId;
  readonly orderNo: string;
  readonly status: string;
  readonly invoicing: Invoicing;
  readonly createdAt: string;
  readonly deleted: boolean;
  readonly shopifyOrderId: OrderId | null;
  readonly storeName: string | null;
  readonly currency: string | null;
  /** Katana's own total, read from its answer, never computed here (MAP-19). */
  readonly total: Decimal | null;
  readonly rows: readonly ActualRow[];
  readonly shippingFee: {
    readonly id: ShippingFeeId;
    readonly amount: Decimal;
    readonly description: string | null;
  } | null;
}

export interface ActualRow {
  readonly id: SalesOrderRowId;
  readonly variantId: KatanaVariantId;
  readonly quantity: Decimal;
  readonly pricePerUnit: Decimal;
  readonly discount: Decimal;
  readonly taxRateId: KatanaTaxRateId | null;
  readonly locationId: KatanaLocationId | null;
  /** What makes the row's goods to order; null for goods from stock. */
  readonly manufacturingOrderId: ManufacturingOrderId | null;
  /** Net row total as Katana computed it. */
  readonly total: Decimal | null;
  /** What the row stands for, read back from its attributes; null for a row a person added. */
  readonly key: RowKey | null;
}

/** A variant as Katana's look-up by SKU answers it. */
export interface KatanaVariant {
  readonly id: KatanaVariantId;
  readonly sku: string;
  /** Days; null when the variant has none. */
  readonly leadTimeDays: number | null;
}

/** A variant that was made or chosen for something earlier; it may have no SKU. */
export type RememberedVariant = Omit<KatanaVariant, "sku">;

export interface KatanaTaxRate {
  readonly id: KatanaTaxRateId;
  readonly percent: Decimal;
}

/** The Katana account's own settings that an import depends on. */
export interface KatanaFactory {
  readonly name: string;
  readonly baseCurrency: string;
  readonly defaultDeliveryDays: number | null;
  readonly defaultLocationId: KatanaLocationId | null;
}

export interface KatanaLocation {
  readonly id: KatanaLocationId;
  readonly name: string;
  readonly salesAllowed: boolean;
}

/** Everything of Katana's that planning an import needs, loaded beforehand. */
export interface References {
  /** Every Katana variant found for each SKU the order needs; an absent key means not asked, an empty list means none. */
  readonly variantsBySku: ReadonlyMap<string, readonly KatanaVariant[]>;
  /** The variants that were made or chosen for this shop's things earlier and still exist. */
  readonly remembered: ReadonlyMap<ItemKey, RememberedVariant>;
  readonly taxRates: readonly KatanaTaxRate[];
  /** The customer the order's desired customer was found as, or null when it is to be created. */
  readonly customerId: KatanaCustomerId | null;
  readonly factory: KatanaFactory;
}

/** A row as both sides last agreed on it. */
export type AgreedRow = SentRow & { readonly rowId: SalesOrderRowId };

/** A write that Katana refused: sent again only when something changed, or a person asks for it (CHG-12). */
export interface Refusal {
  /** Which write it was, with all it would have said; see `fingerprintOf`. */
  readonly step: string;
  /** Katana's own. */
  readonly words: string;
}

/** A refusal that holds as long as the sales order is where it was then; see `stageOf`. */
export interface RefusedChange extends Refusal {
  readonly stage: string;
}

/** A manufacturing order that is to make so many units once its row was changed (CHG-2); 0: it goes once its row is gone (CHG-4). */
export interface PendingManufacturing {
  readonly manufacturingOrderId: ManufacturingOrderId;
  readonly quantity: number;
}

/**
 * What both sides last agreed on, kept with the link: the base of the three-way comparison. It holds no personal data.
 * Rows are those Tandem wrote, with the ids Katana gave them.
 */
export interface AgreedSalesOrder {
  readonly rows: readonly AgreedRow[];
  /** Null: none was wanted, or it is still to be made (`shippingFeePending`). */
  readonly shippingFee: (DesiredShippingFee & { readonly id: ShippingFeeId }) | null;
  /** What the import still owes: set when the sales order stands and its fee does not yet. */
  readonly shippingFeePending: DesiredShippingFee | null;
  /** What had no counterpart when a sales order of Katana's own integration was taken over (CON-6). */
  readonly unmatched?: UnmatchedRows | null;
  /** Row changes whose manufacturing orders were not looked at since. */
  readonly pendingManufacturing?: readonly PendingManufacturing[];
  readonly refusals?: readonly RefusedChange[];
  /** Compared with Katana anew, whatever Shopify says by then. */
  readonly unsure?: readonly UnsurePart[];
}

/** Each as `2 × SKU`. */
export interface UnmatchedRows {
  readonly lines: readonly string[];
  readonly rows: readonly string[];
}
