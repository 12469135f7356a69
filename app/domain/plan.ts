import type { TotalsComparison } from "./compare-totals.ts";
import type { ChangePart } from "./change-part.ts";
import type { ChangeStep, DeletionCause, RowChange } from "./change-step.ts";
import type { Decimal } from "./decimal.ts";
import type { CarryCause } from "./fulfillment-block.ts";
import type { NewItem } from "./item.ts";
import type { Protection } from "./katana-now.ts";
import type { AgreedSalesOrder, DesiredSalesOrder, DesiredShippingFee } from "./sales-order.ts";
import type { SalesOrderId, ShopifyLocationId } from "./ids.ts";
import type { Reason } from "./reason.ts";
import type { ReturnBlock } from "./return-step.ts";

/** One write to Katana that brings an order over. */
export type ImportStep =
  | { readonly kind: "create-tax-rate"; readonly percent: Decimal }
  | { readonly kind: "create-customer"; readonly salesOrder: DesiredSalesOrder }
  | { readonly kind: "create-product"; readonly item: NewItem }
  | { readonly kind: "create-service"; readonly item: NewItem }
  | { readonly kind: "create-sales-order"; readonly salesOrder: DesiredSalesOrder }
  | {
      readonly kind: "create-shipping-fee";
      readonly salesOrderId: SalesOrderId | "just-created";
      readonly fee: DesiredShippingFee;
    };

/** One write to Katana, named as its API names the thing. Steps are carried out in order. */
export type Step = ImportStep | ChangeStep;

/** A wanted change that could not be made, and what a person can do about it. */
export type Block =
  | ReturnBlock
  /** CHG-7: what is packed, delivered or invoiced stays as it is. */
  | {
      readonly kind: "row-protected";
      readonly name: string;
      readonly cause: Protection;
      readonly change:
        { readonly kind: "removed" } | { readonly kind: "changed"; readonly changes: readonly RowChange[] };
    }
  /** CHG-2, CHG-4: a person split the row in Katana, into rows of so many units; together they should say `wanted`. */
  | { readonly kind: "row-split"; readonly name: string; readonly parts: readonly Decimal[]; readonly wanted: number }
  /** CHG-3: a sales order of which anything is packed or delivered takes no new row. */
  | { readonly kind: "row-not-taken"; readonly name: string; readonly quantity: number }
  /** CHG-3: Katana's variants do not tell which one a new row is to have (MAP-6). */
  | { readonly kind: "row-not-matched"; readonly name: string; readonly reason: Reason }
  /** A line changed that never had a row: the sales order was not made by Tandem (CON-6). */
  | { readonly kind: "row-missing"; readonly name: string; readonly quantity: number }
  /** CHG-10: Katana moves no row that is shipped or made to order. */
  | { readonly kind: "row-not-movable"; readonly name: string; readonly cause: Protection | "made-to-order" }
  /** CHG-11: the fee of a sales order that is no longer open. `wanted` in the order's currency, null: none. */
  | { readonly kind: "shipping-fee-fixed"; readonly wanted: Decimal | null }
  /** CHG-5, CHG-6 */
  | {
      readonly kind: "sales-order-not-deletable";
      readonly because: DeletionCause;
      readonly cause: "invoiced" | "has-returns";
    }
  /** Katana refused a write; `words` are its own (CHG-12). */
  | { readonly kind: "katana-refused"; readonly step: Step["kind"]; readonly words: string }
  /** IMP-9: two live sales orders carry this order's hidden id and neither could be removed. */
  | { readonly kind: "two-sales-orders"; readonly salesOrderNos: readonly string[] }
  /** CON-6: lines and rows without a counterpart in a sales order that Katana's own integration made, each as `2 × SKU`. */
  | { readonly kind: "adopted-rows-unmatched"; readonly lines: readonly string[]; readonly rows: readonly string[] }
  /** FUL-2, FUL-3, FUL-10: gone on one side, and not said on the other. `fulfillment`: Shopify's name or Katana's id of it, null for a remainder. */
  | {
      readonly kind: "fulfillment-not-carried";
      readonly to: "katana" | "shopify";
      readonly fulfillment: string | null;
      /** The line at fault; null: all of it. */
      readonly line: string | null;
      readonly cause: CarryCause;
    }
  /** The other side refused a fulfillment, named as above; `words` are its own. */
  | {
      readonly kind: "fulfillment-refused";
      readonly to: "katana" | "shopify";
      readonly fulfillment: string | null;
      readonly words: string;
    }
  /** FUL-9: its half in Katana was deleted; packed again there, it is the same goods. */
  | { readonly kind: "fulfillment-left"; readonly fulfillment: string }
  /** FUL-4: all is delivered in Katana, and this never had a row there. */
  | { readonly kind: "line-without-row"; readonly name: string }
  /** REC-7 */
  | { readonly kind: "not-shown-by-shopify" };

/** Something that has to happen first; the order waits and says for what. */
export type Wait =
  /** MAP-15: Shopify has not routed the order yet. At `until` (ISO-8601) the default location is used instead. */
  | { readonly kind: "routing"; readonly until: string }
  /** CON-1: a Shopify location without a match; only orders at that location wait. */
  | { readonly kind: "location-unmatched"; readonly locationId: ShopifyLocationId; readonly locationName: string }
  /** IMP-9: a create whose outcome is unknown is looked up again at `until` before it is repeated. */
  | { readonly kind: "unknown-create"; readonly until: string }
  /** The same of a change of a sales order that is there (CHG-1). */
  | { readonly kind: "unknown-change"; readonly until: string }
  /** CON-8: the link rests until the account that the sales order is in is connected again. */
  | { readonly kind: "other-account"; readonly salesOrderNo: string }
  /** CON-5: an imported order has something to be carried over, and syncing is paused. */
  | { readonly kind: "paused" }
  /** Nothing refuses the order so far; Katana has not been asked for its products yet (a preview, for one). */
  | { readonly kind: "katana-not-read" };

/** Worth telling, though nothing is wrong. */
export type Notice =
  /** MAP-15: routing took longer than two minutes, or the location that Shopify chose was deleted. */
  | { readonly kind: "default-location-used"; readonly cause: "not-routed" | "location-deleted" }
  /** MAP-6: Katana has the SKU in another case as well. */
  | { readonly kind: "sku-differs-in-case"; readonly sku: string; readonly other: string }
  /** MAP-12, MAP-18: what Katana takes as one amount is taxed at several rates; that of the largest part was used. */
  | { readonly kind: "taxes-differ"; readonly of: "shipping" | "additional-fees" }
  /** FUL-7: gone in Katana, and the customer has to have fetched it before Shopify may say so. */
  | { readonly kind: "pickup-to-be-marked" }
  /** FUL-12: made while fulfillments did not travel. */
  | { readonly kind: "fulfillments-left-aside"; readonly count: number }
  /** MAP-19: Katana's total is not Shopify's, and rounding of tax does not explain it. */
  | { readonly kind: "totals-differ"; readonly comparison: TotalsComparison };

/**
 * What to do about one order, as data: preview, explanation, timeline and tests come from the same value.
 * An order is imported only when `reasons` and `waits` are empty. No step at all means it is in step.
 */
export interface Plan {
  readonly steps: readonly Step[];
  readonly reasons: readonly Reason[];
  readonly waits: readonly Wait[];
  readonly blocks: readonly Block[];
  readonly notices: readonly Notice[];
  /** What both sides turned out to agree on already, to be kept with the link before any step; null: nothing new. */
  readonly agree: AgreedSalesOrder | null;
  /** The parts of the order that a block holds back: they are compared again at the next look. */
  readonly heldBack: readonly ChangePart[];
}

export const nothing: Plan = {
  ...{ steps: [], reasons: [], waits: [], blocks: [], notices: [] },
  ...{ agree: null, heldBack: [] },
};
