import { add, decimalFromInteger, divide, multiply, subtract, sum, zero } from "../decimal.ts";
import type { Decimal } from "../decimal.ts";
import { minorDigits } from "../minor-digits.ts";
import type { Order, OrderLine, OrderTotals, TaxLine } from "../order.ts";

type Sums = Pick<Order, "lines" | "shippingLines" | "additionalFees" | "dutiesTotal" | "taxesIncluded" | "currency">;

const times = (count: number, amount: Decimal): Decimal => multiply(decimalFromInteger(count), amount);

/** An amount's taxes as Shopify charges them: rate by rate, each rounded half up. */
export const shopifyTaxes = (
  amount: Decimal,
  taxLines: readonly TaxLine[],
  { taxesIncluded, currency }: Pick<Order, "taxesIncluded" | "currency">,
): readonly TaxLine[] => {
  const hundred = decimalFromInteger(100);
  const whole = taxesIncluded ? add(hundred, sum(taxLines.map((tax) => tax.ratePercent))) : hundred;
  return taxLines.map((tax) => ({
    ...tax,
    amount: divide(multiply(amount, tax.ratePercent), whole, minorDigits(currency)),
  }));
};

/** What a line's units of now cost after discounts: each unit bears the same part of them. */
const currentPrice = (line: OrderLine, currency: string): Decimal => {
  const units = decimalFromInteger(line.orderedQuantity);
  const share = divide(multiply(line.discount, decimalFromInteger(line.currentQuantity)), units, minorDigits(currency));
  return subtract(times(line.currentQuantity, line.unitPrice), share);
};

const amountsOf = (taxLines: readonly TaxLine[]): Decimal => sum(taxLines.map((tax) => tax.amount));

/** An order's totals as Shopify reckons them from its parts. */
export const shopifyTotals = (order: Sums): OrderTotals => {
  const price = (line: OrderLine): Decimal => currentPrice(line, order.currency);
  const parts = [
    ...order.lines.map((line) => ({ price: price(line), taxLines: line.taxLines })),
    ...order.shippingLines,
    ...order.additionalFees,
  ];
  const tax = sum(parts.map((part) => amountsOf(shopifyTaxes(part.price, part.taxLines, order))));
  const charged = add(sum(parts.map((part) => part.price)), order.dutiesTotal);
  return {
    subtotal: sum(order.lines.filter(({ kind }) => kind !== "tip").map(price)),
    shipping: sum(order.shippingLines.map((line) => line.price)),
    tax,
    total: add(charged, order.taxesIncluded ? zero : tax),
  };
};
