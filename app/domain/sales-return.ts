import type { Decimal } from "./decimal.ts";
import type {
  FulfillmentRowId,
  KatanaLocationId,
  KatanaVariantId,
  ReturnId,
  ReturnReasonId,
  SalesOrderRowId,
  SalesReturnId,
  SalesReturnRowId,
} from "./ids.ts";
import type { OrderReturn } from "./order-return.ts";
import type { Refusal } from "./sales-order.ts";

/** In the order in which a sales return goes through them. A status that did not exist yesterday is decoded as the last one: hands off. */
export type SalesReturnStatus = "NOT_RETURNED" | "RETURNED_ALL" | "RESTOCKED_ALL";

/** A sales return as Katana says it is now. */
export interface ActualReturn {
  readonly id: SalesReturnId;
  readonly status: SalesReturnStatus;
  /** Names the Shopify return that it was made for; see `returnMark`. */
  readonly additionalInfo: string;
  readonly rows: readonly ActualReturnRow[];
}

export interface ActualReturnRow {
  readonly id: SalesReturnRowId;
  readonly fulfillmentRowId: FulfillmentRowId;
  /** The row of the sales order. */
  readonly rowId: SalesOrderRowId;
  readonly variantId: KatanaVariantId;
  readonly quantity: Decimal;
  readonly reasonId: ReturnReasonId | null;
  readonly restockLocationId: KatanaLocationId | null;
}

/** Units that were delivered for one row of the sales order and can come back. */
export interface Returnable {
  readonly fulfillmentRowId: FulfillmentRowId;
  readonly rowId: SalesOrderRowId;
  readonly variantId: KatanaVariantId;
  /** Without the units of any return. */
  readonly available: Decimal;
  /** Where they went out from. */
  readonly locationId: KatanaLocationId | null;
}

export interface KatanaReturnReason {
  readonly id: ReturnReasonId;
  readonly name: string;
}

/** One row of a sales return as the Shopify return asks for it. */
export interface DesiredReturnRow {
  readonly fulfillmentRowId: FulfillmentRowId;
  readonly variantId: KatanaVariantId;
  readonly quantity: number;
  readonly reasonId: ReturnReasonId | null;
  /** Null leaves it to Katana, which takes the location that the goods went out from. */
  readonly restockLocationId: KatanaLocationId | null;
}

/** What of a row both sides last agreed on. */
export interface AgreedReturnRow extends Omit<DesiredReturnRow, "variantId"> {
  readonly rowId: SalesReturnRowId;
}

/** Which sales return stands for a Shopify return, and what Tandem made of it. One that is gone from Katana is not made again. */
export interface AgreedReturn {
  readonly returnId: ReturnId;
  readonly salesReturnId: SalesReturnId;
  readonly rows: readonly AgreedReturnRow[];
  /** A row that is being made, kept before it is sent: one like it that nobody knows is Tandem's. */
  readonly making?: DesiredReturnRow;
  /** The last status that Tandem sent, kept before it was sent: what Tandem set itself closes nothing (RET-4). */
  readonly statusSent: SalesReturnStatus | null;
  /** That status once Katana had it; left out while nobody knows. A lower one in Katana then is a person's. */
  readonly statusReached?: SalesReturnStatus;
  /** The last status that is known; another one in Katana is worth a look. */
  readonly statusSeen: SalesReturnStatus;
}

/** What is kept of an order's returns beside its link. Plain JSON, without personal data. */
export interface KeptReturns {
  readonly agreed: readonly AgreedReturn[];
  /** What Shopify showed at the last look, also while SET-7 is off (CHG-13). */
  readonly look: readonly OrderReturn[];
  /** Something that the last look showed was not carried over, and is tried at the next look. */
  readonly owed: boolean;
  /** CHG-12: for the returns as `look` shows them. */
  readonly refusals: readonly Refusal[];
}

export const noReturns: KeptReturns = { agreed: [], look: [], owed: false, refusals: [] };

/** What Katana has for the order's returns, as far as planning needs it. */
export interface ReturnsNow {
  readonly salesReturns: readonly ActualReturn[];
  readonly returnables: readonly Returnable[];
  readonly reasons: readonly KatanaReturnReason[];
}

/** What a sales return says of the Shopify return that it was made for; its number may be changed by a person. */
export const returnMark = (returnId: ReturnId): string => `gid://shopify/Return/${returnId}`;
