import { add, compare, decimalFromInteger, divide, multiply, negate, round, subtract, sum, zero } from "./decimal.ts";
import type { Decimal } from "./decimal.ts";
import type { TaxLine } from "./order.ts";

/** Katana keeps ten decimals of a price. */
const priceDecimals = 10;
const smallestPrice = divide(decimalFromInteger(1), decimalFromInteger(10 ** priceDecimals), priceDecimals);

/** How an amount of Shopify's is taxed. */
export interface Taxed {
  /** Percents, each rate by itself. */
  readonly taxPercents: readonly Decimal[];
  /** All tax on just this amount as Shopify tells it; null when it tells only that on another. */
  readonly toldTax: Decimal | null;
  /** Whether the amount contains its tax. */
  readonly taxesIncluded: boolean;
  /** Decimals of the currency's smallest unit. */
  readonly minorDigits: number;
}

/** One line's money as Shopify tells it, all amounts with tax when `taxesIncluded`. */
export interface LineMoney extends Taxed {
  readonly quantity: number;
  /** Before discounts. */
  readonly unitPrice: Decimal;
  /** For the whole quantity; never more than the quantity is worth. */
  readonly discount: Decimal;
}

export interface RowMoney {
  /** At most ten decimals, net of tax. */
  readonly pricePerUnit: Decimal;
  /** For the whole row, in whole minor units, net of tax. Never negative, never more than the row is worth. */
  readonly discount: Decimal;
}

const hundred = decimalFromInteger(100);
const hundredth = divide(decimalFromInteger(1), hundred, 2);

/** 1.24 for 24 %. */
const taxFactor = (taxPercents: readonly Decimal[]): Decimal =>
  add(decimalFromInteger(1), multiply(sum(taxPercents), hundredth));

/** The rates of some tax lines, and what they come to. */
export const taxesOf = (taxLines: readonly TaxLine[]): Pick<Taxed, "taxPercents"> & { readonly toldTax: Decimal } => ({
  taxPercents: taxLines.map((tax) => tax.ratePercent),
  toldTax: sum(taxLines.map((tax) => tax.amount)),
});

/** The tax that an amount contains, rate by rate, each rounded by itself, as Shopify does. */
const reckonedTax = (amount: Decimal, { taxPercents, minorDigits }: Taxed): Decimal => {
  const whole = add(hundred, sum(taxPercents));
  return sum(taxPercents.map((percent) => divide(multiply(amount, percent), whole, minorDigits)));
};

/** Shopify may round differently, by a minor unit for each rate at most: what it tells is right then, and of another amount otherwise. */
const isRoundingOf = (told: Decimal, reckoned: Decimal, { taxPercents, minorDigits }: Taxed): boolean => {
  const most = divide(decimalFromInteger(taxPercents.length), decimalFromInteger(10 ** minorDigits), minorDigits);
  const difference = subtract(told, reckoned);
  return compare(difference, most) <= 0 && compare(difference, negate(most)) >= 0;
};

const taxIn = (amount: Decimal, taxed: Taxed): Decimal => {
  const { toldTax } = taxed;
  const reckoned = reckonedTax(amount, taxed);
  if (toldTax === null || toldTax === reckoned || compare(toldTax, amount) > 0) return reckoned;
  return isRoundingOf(toldTax, reckoned, taxed) ? toldTax : reckoned;
};

/** An amount that may contain tax, without it, to the minor unit. */
export const netAmount = (amount: Decimal, taxed: Taxed): Decimal =>
  round(taxed.taxesIncluded ? subtract(amount, taxIn(amount, taxed)) : amount, taxed.minorDigits);

/** What a line is worth without tax and after discount, to the minor unit: the amount every sales order row has to come to (MAP-19). */
export const netOfLine = (line: LineMoney): Decimal =>
  netAmount(subtract(multiply(decimalFromInteger(line.quantity), line.unitPrice), line.discount), line);

/** The line's price before discounts and without tax, to the nearest tenth decimal (MAP-9). */
const nearestPrice = (line: LineMoney): Decimal =>
  line.taxesIncluded
    ? divide(line.unitPrice, taxFactor(line.taxPercents), priceDecimals)
    : round(line.unitPrice, priceDecimals);

/** The price at which the whole quantity is worth this amount, as far as ten decimals tell. */
const priceWorth = (amount: Decimal, quantity: Decimal): Decimal => divide(amount, quantity, priceDecimals);

/** The smallest price with ten decimals at which the whole quantity is worth at least this amount. */
const priceWorthAtLeast = (amount: Decimal, quantity: Decimal): Decimal => {
  const nearest = priceWorth(amount, quantity);
  return compare(multiply(nearest, quantity), amount) < 0 ? add(nearest, smallestPrice) : nearest;
};

/** How far from half a minor unit an amount has to stay to round the same once it was a floating point number, in decimals of it. */
const edgeDecimals = 3;

/** Whether an amount is so close to half a minor unit that it may round either way. */
const isOnEdge = (amount: Decimal, minorDigits: number): boolean => {
  const most = divide(
    decimalFromInteger(1),
    decimalFromInteger(10 ** (minorDigits + edgeDecimals)),
    minorDigits + edgeDecimals,
  );
  return round(add(amount, most), minorDigits) !== round(subtract(amount, most), minorDigits);
};

/**
 * Price and discount of the row that stands for a line (MAP-9, MAP-11). Katana has no field for a row's total: it multiplies the price
 * and subtracts the discount. The discount therefore takes up what the price's rounding leaves over, so that the row comes to
 * `netOfLine` to the minor unit; where there is none, the price does. The discount is in whole minor units, since Katana may keep no more
 * decimals than that. Nor does the row come to half a minor unit more or less: Katana tells totals as floating point numbers, and
 * 1126997.4999999999 becomes 1126997.5 in one.
 */
export const rowMoney = (line: LineMoney): RowMoney => {
  const quantity = decimalFromInteger(line.quantity);
  const net = netOfLine(line);
  const worthAt = (price: Decimal): Decimal => multiply(quantity, price);
  const roundedWorthAt = (price: Decimal): Decimal => round(worthAt(price), line.minorDigits);

  const nearest = nearestPrice(line);
  const clear = isOnEdge(worthAt(nearest), line.minorDigits) ? priceWorth(roundedWorthAt(nearest), quantity) : nearest;
  const left = subtract(roundedWorthAt(clear), net);
  const isOff = line.discount === zero ? left !== zero : compare(left, zero) < 0;
  if (isOff) return { pricePerUnit: priceWorth(net, quantity), discount: zero };

  // A line given away whose worth rounds up would be discounted by more than it is worth.
  const coversDiscount = compare(worthAt(clear), left) >= 0;
  return { pricePerUnit: coversDiscount ? clear : priceWorthAtLeast(left, quantity), discount: left };
};
