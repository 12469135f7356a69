import type { SideField } from "../domain/side-row.ts";
import type { Words } from "../domain/words.ts";

/** What one side says of a row, net of tax. */
export interface SideCellView {
  readonly quantity: string;
  readonly pricePerUnit: string;
  /** For the whole row. */
  readonly discount: string;
  /** Null when it is not known. */
  readonly taxPercent: string | null;
  /** Null where all rows are at one place, or its name is not known. */
  readonly location: string | null;
  /** What is not as last agreed on. */
  readonly changed: readonly SideField[];
}

/** One row on all three sides; null where a side has none, or was not read. */
export interface SideLineView {
  readonly key: string;
  readonly title: string;
  readonly sku: string | null;
  readonly shopify: SideCellView | null;
  readonly agreed: SideCellView | null;
  readonly katana: SideCellView | null;
  /** Null while neither side was read. `why`: who made the difference, and what becomes of it. */
  readonly verdict: { readonly same: boolean; readonly words: string; readonly why: string | null } | null;
}

/** MAP-19 */
export interface OrderTotalsView {
  readonly shopify: string;
  /** Null until Katana's answer gave one. */
  readonly katana: string | null;
  /** Katana's less Shopify's; null while one is missing. */
  readonly difference: string | null;
  /** What the difference consists of; they add up to it. */
  readonly parts: readonly { readonly words: string; readonly amount: string }[];
}

/** Both sides of an order as they were a moment ago. */
export interface OrderSidesView {
  readonly lines: readonly SideLineView[];
  /** Null unless both sides were read. */
  readonly totals: OrderTotalsView | null;
  /** Why a side could not be read; null when it was. */
  readonly problems: { readonly shopify: Words | null; readonly katana: Words | null };
}
