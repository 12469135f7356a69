import type { MovementWords } from "../domain/describe-movement.ts";
import type { Tracking } from "../domain/fulfillment.ts";
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

/** One fulfillment or return, as one side has it. */
export interface MovementHalfView {
  readonly name: string;
  readonly status: string;
  /** ISO-8601; null when it is not told. */
  readonly at: string | null;
  readonly goods: readonly { readonly title: string; readonly quantity: string }[];
  readonly tracking: Tracking | null;
}

/** Goods that went or came back, on both sides or on the one where it was made. */
export interface MovementView extends MovementWords {
  readonly key: string;
  readonly shopify: readonly MovementHalfView[];
  readonly katana: readonly MovementHalfView[];
}

/** Both sides of an order as they were a moment ago. */
export interface OrderSidesView {
  readonly lines: readonly SideLineView[];
  readonly fulfillments: readonly MovementView[];
  readonly returns: readonly MovementView[];
  /** Null unless both sides were read. */
  readonly totals: OrderTotalsView | null;
  /** Why a side could not be read; null when it was. */
  readonly problems: { readonly shopify: Words | null; readonly katana: Words | null };
}
