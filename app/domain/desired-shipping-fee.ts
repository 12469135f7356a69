import { compare, sum, zero } from "./decimal.ts";
import type { Decimal } from "./decimal.ts";
import { minorDigits } from "./minor-digits.ts";
import { nonBlank } from "./non-blank.ts";
import type { Order } from "./order.ts";
import { netAmount } from "./row-money.ts";
import type { DesiredShippingFee } from "./sales-order.ts";
import { taxPercent } from "./tax-percent.ts";

/** The distinct tax rates of the order's shipping, lowest first. Shipping given away is taxed by nobody, so its rate does not count. */
const shippingTaxPercents = (order: Order): readonly Decimal[] => {
  const priced = order.shippingLines.filter((line) => line.price !== zero);
  return [...new Set(priced.map((line) => taxPercent(line.taxLines)))].toSorted(compare);
};

/** Katana's fee has one tax rate; an average of several would charge each part wrongly. */
export const shippingTaxesDiffer = (order: Order): boolean => shippingTaxPercents(order).length > 1;

/** The one fee for all the order's shipping lines, without tax; null when it has none (MAP-12). */
export const desiredShippingFee = (order: Order): DesiredShippingFee | null => {
  if (order.shippingLines.length === 0) return null;
  const { taxesIncluded } = order;
  const digits = minorDigits(order.currency);
  const titles = order.shippingLines.map((line) => nonBlank(line.title)).filter((title) => title !== null);
  // Each line is rounded by itself, as Shopify does.
  const amounts = order.shippingLines.map((line) =>
    netAmount(line.price, {
      taxPercent: taxPercent(line.taxLines),
      taxesIncluded,
      minorDigits: digits,
    }),
  );
  return {
    description: titles.length > 0 ? titles.join(", ") : "Shipping",
    amount: sum(amounts),
    taxPercent: shippingTaxPercents(order)[0] ?? zero,
  };
};
