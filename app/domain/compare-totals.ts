import { add, compare, decimalFromInteger, divide, multiply, negate, round, subtract, sum, zero } from "./decimal.ts";
import type { Decimal } from "./decimal.ts";
import { minorDigits } from "./minor-digits.ts";
import type { Order, OrderLine, ShippingLine, TaxLine } from "./order.ts";
import { wantedLines } from "./quantity.ts";
import type { ActualSalesOrder, DesiredShippingFee, SentRow } from "./sales-order.ts";

/** All that the comparison needs of Shopify's side, taken down before Katana is asked (MAP-19). Amounts in the order's currency. */
export interface ExpectedTotals {
  readonly currency: string;
  /** With tax, after edits and refunds. */
  readonly shopifyTotal: Decimal;
  /** Of all rows that are sent: without tax, after discount. */
  readonly rowsNet: Decimal;
  readonly rowCount: number;
  /** All of the order's shipping, with tax. */
  readonly shipping: Decimal;
  /** The fee that stands for it, without tax; null when it does not come over (SET-3). */
  readonly fee: Decimal | null;
  /** What was given back of the shipping, with tax. */
  readonly shippingRefunded: Decimal;
  /** What the units cost, with tax, that were refunded after they were sent: they stay in Katana (MAP-8) and left Shopify's total. */
  readonly refundedAfterSent: Decimal;
}

/** What Katana's total has more, or less when negative, than Shopify's. */
export interface TotalsPart {
  readonly kind:
    /** Katana keeps the fee beside its total. */
    | "shipping-fee-apart"
    /** SET-3 is off. */
    | "shipping-not-brought"
    | "refunded-after-sent"
    /** The fee stays as it is once goods have gone. */
    | "shipping-refunded-after-sent"
    /** Katana's rows, before tax, do not come to what was sent. */
    | "rows-differ"
    /** Less than one minor unit for each row. */
    | "tax-rounding"
    | "unexplained";
  readonly amount: Decimal;
}

/** MAP-19: the two totals side by side. The parts add up to the difference. */
export interface TotalsComparison {
  readonly currency: string;
  readonly shopifyTotal: Decimal;
  /** Katana's own, from its answer; null when that told none. */
  readonly katanaTotal: Decimal | null;
  /** Katana's less Shopify's. */
  readonly difference: Decimal | null;
  readonly parts: readonly TotalsPart[];
}

/** What of Katana's answer is looked at. `shippingFee` is null as long as the fee was not made: then it cannot be in the total. */
export type AnsweredTotals = Pick<ActualSalesOrder, "total" | "rows" | "shippingFee">;

const hundredth = divide(decimalFromInteger(1), decimalFromInteger(100), 2);

/** Shopify rounds the tax of every authority by itself. */
const withTax = (amount: Decimal, taxLines: readonly TaxLine[], order: Order): Decimal => {
  if (order.taxesIncluded) return amount;
  const digits = minorDigits(order.currency);
  const taxes = taxLines.map(({ ratePercent }) => round(multiply(amount, multiply(ratePercent, hundredth)), digits));
  return add(amount, sum(taxes));
};

/** What so many units of the line cost in Shopify, with tax: its discounts belong to the units once ordered. */
const worthOf = (line: OrderLine, quantity: number, order: Order): Decimal => {
  const units = decimalFromInteger(quantity);
  const ordered = decimalFromInteger(line.orderedQuantity);
  const discount = divide(multiply(line.discount, units), ordered, minorDigits(order.currency));
  return withTax(subtract(multiply(units, line.unitPrice), discount), line.taxLines, order);
};

const refundedAfterSent = (order: Order): Decimal =>
  sum(
    wantedLines(order)
      .filter(({ line, quantity }) => quantity > line.currentQuantity)
      .map(({ line, quantity }) =>
        subtract(worthOf(line, quantity, order), worthOf(line, line.currentQuantity, order)),
      ),
  );

/** So much of each shipping line, with tax. */
const shippingOf = (order: Order, amountOf: (line: ShippingLine) => Decimal): Decimal =>
  sum(order.shippingLines.map((line) => withTax(amountOf(line), line.taxLines, order)));

/** What of the sales order to be sent is looked at. */
interface SentTotals {
  readonly rows: readonly Pick<SentRow, "quantity" | "pricePerUnit" | "discount">[];
  readonly shippingFee: DesiredShippingFee | null;
}

const netOf = (row: SentTotals["rows"][number], digits: number): Decimal =>
  round(subtract(multiply(decimalFromInteger(row.quantity), row.pricePerUnit), row.discount), digits);

export const expectTotals = (order: Order, { rows, shippingFee }: SentTotals): ExpectedTotals => ({
  currency: order.currency,
  shopifyTotal: order.totals.total,
  rowsNet: sum(rows.map((row) => netOf(row, minorDigits(order.currency)))),
  rowCount: rows.length,
  shipping: shippingOf(order, ({ price }) => price),
  fee: shippingFee?.amount ?? null,
  shippingRefunded: subtract(
    shippingOf(order, ({ price, refunded }) => add(price, refunded)),
    shippingOf(order, ({ price }) => price),
  ),
  refundedAfterSent: refundedAfterSent(order),
});

const answeredNet = ({ rows }: AnsweredTotals, digits: number): Decimal =>
  sum(
    rows.map(({ total, quantity, pricePerUnit, discount }) =>
      round(total ?? subtract(multiply(quantity, pricePerUnit), discount), digits),
    ),
  );

const size = (amount: Decimal): Decimal => (compare(amount, zero) < 0 ? negate(amount) : amount);

/** What the fee in Katana has too much, with tax, since a refund no longer lowers it. */
const refundKept = ({ fee, shippingRefunded }: ExpectedTotals, { shippingFee }: AnsweredTotals): Decimal =>
  fee !== null && shippingFee !== null && compare(shippingFee.amount, fee) > 0 ? shippingRefunded : zero;

/** Nobody says whether Katana's total counts the fee: of the two readings the one that leaves less holds, if the fee is there at all. */
const isFeeApart = (expected: ExpectedTotals, answered: AnsweredTotals, rest: Decimal): boolean => {
  if (expected.fee === null) return false;
  const counted = subtract(rest, refundKept(expected, answered));
  return answered.shippingFee === null || compare(size(add(rest, expected.shipping)), size(counted)) < 0;
};

const part = (kind: TotalsPart["kind"], amount: Decimal): readonly TotalsPart[] =>
  amount === zero ? [] : [{ kind, amount }];

const partsOf = (expected: ExpectedTotals, answered: AnsweredTotals, difference: Decimal): readonly TotalsPart[] => {
  const digits = minorDigits(expected.currency);
  const known = [
    ...part("shipping-not-brought", expected.fee === null ? negate(expected.shipping) : zero),
    ...part("refunded-after-sent", expected.refundedAfterSent),
    ...part("rows-differ", subtract(answeredNet(answered, digits), expected.rowsNet)),
  ];
  const rest = subtract(difference, sum(known.map(({ amount }) => amount)));
  const feeApart = isFeeApart(expected, answered, rest);
  const fee = feeApart
    ? part("shipping-fee-apart", negate(expected.shipping))
    : part("shipping-refunded-after-sent", refundKept(expected, answered));
  const left = subtract(rest, sum(fee.map(({ amount }) => amount)));
  const taxed = decimalFromInteger(expected.rowCount + (expected.fee !== null && !feeApart ? 1 : 0));
  const tolerance = divide(taxed, decimalFromInteger(10 ** digits), digits);
  return [...known, ...fee, ...part(compare(size(left), tolerance) < 0 ? "tax-rounding" : "unexplained", left)];
};

/** Shopify's total beside Katana's own, which is read from its answer and never computed here (MAP-19). */
export const compareTotals = (expected: ExpectedTotals, answered: AnsweredTotals): TotalsComparison => {
  const { currency, shopifyTotal } = expected;
  const katanaTotal = answered.total;
  if (katanaTotal === null) return { currency, shopifyTotal, katanaTotal, difference: null, parts: [] };
  const difference = subtract(katanaTotal, shopifyTotal);
  return { currency, shopifyTotal, katanaTotal, difference, parts: partsOf(expected, answered, difference) };
};

const isHarmless = ({ kind }: TotalsPart): boolean => kind === "tax-rounding" || kind === "shipping-fee-apart";

/** Whether a person is to be told: there is more between the totals than rounding of tax, and a fee that Katana counts apart. */
export const isWorthWarning = ({ katanaTotal, parts }: TotalsComparison): boolean =>
  katanaTotal === null || !parts.every(isHarmless);
