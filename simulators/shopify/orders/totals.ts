import { add, fraction, mapBag, plus, ratio, scale, subtract, sum, times, zero, type Bag } from "../money.ts";
import type { LineState, OrderState, ShippingLineState, TaxState } from "../state.ts";
import { currentQuantity } from "./quantities.ts";

export interface Totals {
  /** Lines after all discounts, tips not included; with tax when prices include it. */
  readonly subtotal: Bag;
  readonly discounts: Bag;
  /** After discounts (and refunds); with tax when prices include it. */
  readonly shipping: Bag;
  readonly tax: Bag;
  readonly tips: Bag;
  readonly total: Bag;
}

export const allocated = (allocations: readonly { readonly amount: Bag }[]): Bag =>
  sum(allocations.map((allocation) => allocation.amount));

/** The part of a line's discounts that belongs to its first `quantity` units; exact over all of them. */
export function discountFor(line: LineState, quantity: number): Bag {
  if (line.discountedUnits === 0) return zero;
  const part = ratio(Math.min(quantity, line.discountedUnits), line.discountedUnits);
  return mapBag(allocated(line.allocations), (minor) => scale(minor, part));
}

/** What `quantity` units of the line cost after all discounts. */
export const netFor = (line: LineState, quantity: number): Bag =>
  subtract(times(line.unitPrice, quantity), discountFor(line, quantity));

/** Tax per rate on an amount, each rounded to minor units; taken out of the amount when prices include tax. */
export function taxesOn(net: Bag, taxes: readonly TaxState[], included: boolean): Bag[] {
  const rates = taxes.map((tax) => fraction(tax.rate));
  const all = rates.reduce(plus, fraction("0"));
  return rates.map((rate) => {
    const share = included
      ? {
          numerator: rate.numerator * all.denominator,
          denominator: rate.denominator * (all.denominator + all.numerator),
        }
      : rate;
    return mapBag(net, (minor) => scale(minor, share));
  });
}

export const lineTaxes = (order: OrderState, line: LineState, quantity: number): Bag[] =>
  taxesOn(netFor(line, quantity), line.taxes, order.taxesIncluded);

export const shippingNet = (line: ShippingLineState): Bag => subtract(line.price, allocated(line.allocations));

export const shippingTaxes = (order: OrderState, line: ShippingLineState): Bag[] =>
  taxesOn(shippingNet(line), line.taxes, order.taxesIncluded);

export function refundedShipping(
  order: OrderState,
  line: ShippingLineState,
): { readonly subtotal: Bag; readonly tax: Bag } {
  const refunded = order.refunds.flatMap((refund) => refund.shipping).filter((one) => one.shippingLineId === line.id);
  return { subtotal: sum(refunded.map((one) => one.subtotal)), tax: sum(refunded.map((one) => one.tax)) };
}

interface Part {
  readonly net: Bag;
  readonly discount: Bag;
  readonly tax: Bag;
}

function close(order: OrderState, goods: readonly Part[], tips: Bag, shipping: readonly Part[]): Totals {
  const subtotal = sum(goods.map((part) => part.net));
  const shippingTotal = sum(shipping.map((part) => part.net));
  const feeTax = order.fees.flatMap((fee) => taxesOn(fee.price, fee.taxes, order.taxesIncluded));
  const tax = sum([...[...goods, ...shipping].map((part) => part.tax), ...feeTax]);
  const extras = add(order.duties, sum(order.fees.map((fee) => fee.price)));
  const total = sum([subtotal, shippingTotal, tips, extras, order.taxesIncluded ? zero : tax]);
  const discounts = sum([...goods, ...shipping].map((part) => part.discount));
  return { subtotal, discounts, shipping: shippingTotal, tax, tips, total };
}

function goodsPart(order: OrderState, line: LineState, quantity: number): Part {
  return {
    net: netFor(line, quantity),
    discount: discountFor(line, quantity),
    tax: sum(lineTaxes(order, line, quantity)),
  };
}

const isTip = (line: LineState): boolean => line.kind === "tip";

/** As the order was placed. */
export function originalTotals(order: OrderState): Totals {
  const tips = sum(order.lines.filter(isTip).map((line) => netFor(line, line.originalQuantity)));
  const goods = order.lines.filter((line) => !isTip(line)).map((line) => goodsPart(order, line, line.originalQuantity));
  const shipping = order.shippingLines
    .filter((line) => !line.addedLater)
    .map((line) => ({
      net: shippingNet(line),
      discount: allocated(line.allocations),
      tax: sum(shippingTaxes(order, line)),
    }));
  return close(order, goods, tips, shipping);
}

/** After edits, refunds and removals. */
export function currentTotals(order: OrderState): Totals {
  const now = (line: LineState): number => currentQuantity(order, line);
  const tips = sum(order.lines.filter(isTip).map((line) => netFor(line, now(line))));
  const goods = order.lines.filter((line) => !isTip(line)).map((line) => goodsPart(order, line, now(line)));
  const shipping = order.shippingLines
    .filter((line) => !line.isRemoved)
    .map((line) => {
      const refunded = refundedShipping(order, line);
      return {
        net: subtract(shippingNet(line), refunded.subtotal),
        discount: allocated(line.allocations),
        tax: subtract(sum(shippingTaxes(order, line)), refunded.tax),
      };
    });
  return close(order, goods, tips, shipping);
}

const moved = (order: OrderState, kinds: readonly string[]): Bag =>
  sum(
    order.transactions
      .filter((transaction) => transaction.status === "SUCCESS" && kinds.includes(transaction.kind))
      .map((transaction) => transaction.amount),
  );

export const received = (order: OrderState): Bag => moved(order, ["SALE", "CAPTURE"]);
export const refunded = (order: OrderState): Bag => moved(order, ["REFUND"]);
export const authorized = (order: OrderState): Bag => moved(order, ["AUTHORIZATION"]);
export const netPayment = (order: OrderState): Bag => subtract(received(order), refunded(order));

/** Positive: the customer still owes; negative: the merchant does. */
export const outstanding = (order: OrderState): Bag => subtract(currentTotals(order).total, netPayment(order));
