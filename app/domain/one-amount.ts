import { compare, sum, zero } from "./decimal.ts";
import type { Decimal } from "./decimal.ts";
import { minorDigits } from "./minor-digits.ts";
import type { Order, TaxLine } from "./order.ts";
import { netAmount, taxesOf } from "./row-money.ts";
import { taxPercent } from "./tax-percent.ts";

interface Part {
  /** With tax when the order's `taxesIncluded`. */
  readonly price: Decimal;
  readonly taxLines: readonly TaxLine[];
}

/** Several of an order's amounts as the one that Katana has a place for. */
export interface OneAmount {
  /** Without tax, in whole minor units. */
  readonly net: Decimal;
  readonly taxPercent: Decimal;
  /** Whether the parts are taxed at several rates, so that `taxPercent` is not that of all of them. */
  readonly taxesDiffer: boolean;
}

/** The largest part, among equals the one that is taxed higher; none of none. */
export const largest = <Of extends Part>(parts: readonly Of[]): readonly Of[] =>
  parts
    .toSorted((a, b) => compare(b.price, a.price) || compare(taxPercent(b.taxLines), taxPercent(a.taxLines)))
    .slice(0, 1);

/** What was given away is taxed by nobody, so its rate does not count. */
const differ = (parts: readonly Part[]): boolean =>
  new Set(parts.filter(({ price }) => price !== zero).map(({ taxLines }) => taxPercent(taxLines))).size > 1;

/**
 * Adds parts up, each rounded by itself as Shopify does. Where their tax rates differ, the largest part's stands for all: the net amount
 * is right all the same, while an average would be a rate that no tax authority knows. The tax is then off, and the totals say so (MAP-19).
 */
export const oneAmount = (parts: readonly Part[], { taxesIncluded, currency }: Order): OneAmount => {
  const common = { taxesIncluded, minorDigits: minorDigits(currency) };
  return {
    net: sum(parts.map(({ price, taxLines }) => netAmount(price, { ...common, ...taxesOf(taxLines) }))),
    taxPercent: taxPercent(largest(parts).flatMap(({ taxLines }) => taxLines)),
    taxesDiffer: differ(parts),
  };
};
