import type { TotalsComparison } from "./compare-totals.ts";
import type { Decimal } from "./decimal.ts";
import type { NewItem } from "./item.ts";
import type { DesiredSalesOrder, DesiredShippingFee } from "./sales-order.ts";
import type { SalesOrderId, ShopifyLocationId } from "./ids.ts";
import type { Reason } from "./reason.ts";

/** One write to Katana, named as its API names the thing. Steps are carried out in order. */
export type Step =
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

/** A wanted change that could not be made, and what a person can do about it. */
export type Block =
  /** Shopify changed an order after its import. `changes` says what, in words without personal data. */
  | { readonly kind: "change-not-carried"; readonly changes: readonly string[] }
  /** Katana refused a write; `words` are its own (CHG-12). */
  | { readonly kind: "katana-refused"; readonly step: Step["kind"]; readonly words: string }
  /** IMP-9: two live sales orders carry this order's hidden id and neither could be removed. */
  | { readonly kind: "two-sales-orders"; readonly salesOrderNos: readonly string[] }
  /** CON-6: lines and rows without a counterpart in a sales order that Katana's own integration made, each as `2 × SKU`. */
  | { readonly kind: "adopted-rows-unmatched"; readonly lines: readonly string[]; readonly rows: readonly string[] }
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
}
