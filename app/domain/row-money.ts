import { add, compare, decimalFromInteger, divide, multiply, round, subtract, zero } from "./decimal.ts";
import type { Decimal } from "./decimal.ts";

/** Katana keeps ten decimals of a price. */
const priceDecimals = 10;
const smallestPrice = divide(decimalFromInteger(1), decimalFromInteger(10 ** priceDecimals), priceDecimals);

/** One line's money as Shopify tells it, all amounts with tax when `taxesIncluded`. */
export interface LineMoney {
  readonly quantity: number;
  /** Before discounts. */
  readonly unitPrice: Decimal;
  /** For the whole quantity; never more than the quantity is worth. */
  readonly discount: Decimal;
  /** Percent, the sum of the line's rates. */
  readonly taxPercent: Decimal;
  readonly taxesIncluded: boolean;
  /** Decimals of the currency's smallest unit. */
  readonly minorDigits: number;
}

export interface RowMoney {
  /** At most ten decimals, net of tax. */
  readonly pricePerUnit: Decimal;
  /** For the whole row, in whole minor units, net of tax. Never negative, never more than the row is worth. */
  readonly discount: Decimal;
}

const hundredth = divide(decimalFromInteger(1), decimalFromInteger(100), 2);

/** 1.24 for 24 %. */
const taxFactor = (taxPercent: Decimal): Decimal => add(decimalFromInteger(1), multiply(taxPercent, hundredth));

/** What a line is worth without tax and after discount, to the minor unit: the amount every sales order row has to come to (MAP-19). */
export const netOfLine = (line: LineMoney): Decimal => {
  const gross = subtract(multiply(decimalFromInteger(line.quantity), line.unitPrice), line.discount);
  return line.taxesIncluded
    ? divide(gross, taxFactor(line.taxPercent), line.minorDigits)
    : round(gross, line.minorDigits);
};

/** An amount that may contain tax, without it, to the minor unit. */
export const netAmount = (
  amount: Decimal,
  { taxPercent, taxesIncluded, minorDigits }: Pick<LineMoney, "taxPercent" | "taxesIncluded" | "minorDigits">,
): Decimal => (taxesIncluded ? divide(amount, taxFactor(taxPercent), minorDigits) : round(amount, minorDigits));

/** The line's price before discounts and without tax, to the nearest tenth decimal (MAP-9). */
const nearestPrice = (line: LineMoney): Decimal =>
  line.taxesIncluded
    ? divide(line.unitPrice, taxFactor(line.taxPercent), priceDecimals)
    : round(line.unitPrice, priceDecimals);

/** The smallest price with ten decimals at which the whole quantity is worth at least `worth`. */
const priceWorthAtLeast = (worth: Decimal, quantity: Decimal): Decimal => {
  const nearest = divide(worth, quantity, priceDecimals);
  return compare(multiply(nearest, quantity), worth) < 0 ? add(nearest, smallestPrice) : nearest;
};

/**
 * Price and discount of the row that stands for a line (MAP-9, MAP-11). Katana has no field for a row's total: it multiplies the price
 * and subtracts the discount. The discount therefore takes up what the price's rounding leaves over, so that the row comes to
 * `netOfLine` to the minor unit. It is in whole minor units, since Katana may keep no more decimals than that.
 */
export const rowMoney = (line: LineMoney): RowMoney => {
  const quantity = decimalFromInteger(line.quantity);
  const net = netOfLine(line);
  const discountAt = (price: Decimal): Decimal => subtract(round(multiply(quantity, price), line.minorDigits), net);

  const nearest = nearestPrice(line);
  // A price that was rounded down can make the row fall short of its net by a minor unit; no discount can mend that.
  const price = compare(discountAt(nearest), zero) < 0 ? add(nearest, smallestPrice) : nearest;
  const discount = discountAt(price);
  // A line given away whose worth rounds up would be discounted by more than it is worth.
  const coversDiscount = compare(multiply(quantity, price), discount) >= 0;
  return { pricePerUnit: coversDiscount ? price : priceWorthAtLeast(discount, quantity), discount };
};
