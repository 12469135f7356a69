import type { TotalsComparison, TotalsPart } from "./compare-totals.ts";
import { compare, negate, round, zero } from "./decimal.ts";
import type { Decimal } from "./decimal.ts";
import { minorDigits } from "./minor-digits.ts";
import { moneyText } from "./money-text.ts";

/** Katana keeps more decimals than a currency has; a difference that rounds to nothing is still told. */
const amountWords = (amount: Decimal, currency: string): string =>
  amount !== zero && round(amount, minorDigits(currency)) === zero
    ? `${amount} ${currency}`
    : moneyText(amount, currency);

/** Why Katana's total has more, or less, than Shopify's. `parts`: all of the difference. */
export const describeTotalsPart = ({ kind }: TotalsPart, parts: readonly TotalsPart[]): string => {
  switch (kind) {
    case "shipping-fee-apart":
      return "the shipping fee, which Katana keeps beside its total";
    case "shipping-not-brought":
      return "shipping that was not brought over";
    case "refunded-after-sent":
      return "units refunded after they were sent";
    case "shipping-refunded-after-sent":
      return "shipping refunded after goods were sent";
    case "rows-differ":
      return "rows that Katana counts differently before tax";
    case "tax-rounding":
      return "rounding of tax";
    case "unexplained":
      // Rows are told before tax, so theirs is in what is left.
      return parts.some((other) => other.kind === "rows-differ")
        ? "tax of those rows, and what nothing else explains"
        : "more than rounding of tax explains";
  }
};

const partWords = (part: TotalsPart, { parts, currency }: TotalsComparison): string => {
  const { amount } = part;
  const size = amountWords(compare(amount, zero) < 0 ? negate(amount) : amount, currency);
  return `${compare(amount, zero) > 0 ? "+" : "−"}${size} (${describeTotalsPart(part, parts)})`;
};

/** Of rounding only what can be seen is worth words. */
const isNoise = ({ kind, amount }: TotalsPart, currency: string): boolean =>
  kind === "tax-rounding" && round(amount, minorDigits(currency)) === zero;

/** Both totals and what lies between them, in one sentence (MAP-19). */
export const describeTotals = (comparison: TotalsComparison): string => {
  const { currency, shopifyTotal, katanaTotal, parts } = comparison;
  const shopify = `The order's total in Shopify is ${amountWords(shopifyTotal, currency)}`;
  if (katanaTotal === null) return `${shopify}, and Katana's answer did not tell the sales order's.`;
  const katana = `${shopify} and the sales order's in Katana ${amountWords(katanaTotal, currency)}`;
  const told = parts.filter((one) => !isNoise(one, currency));
  return told.length === 0 ? `${katana}.` : `${katana}: ${told.map((one) => partWords(one, comparison)).join(", ")}.`;
};
