import { add, compare, decimalFromInteger, divide, multiply, negate, subtract, sum, zero } from "./decimal.ts";
import type { Decimal } from "./decimal.ts";
import { compareIds } from "./ids.ts";
import type { LineId } from "./ids.ts";
import { minorDigits } from "./minor-digits.ts";
import type { Order, OrderLine } from "./order.ts";

/** The part of a line's discount that belongs to so many of its units, to the minor unit; all of it for all units. */
const shareOf = ({ discount, orderedQuantity }: OrderLine, quantity: number, digits: number): Decimal =>
  discount === zero || quantity >= orderedQuantity
    ? discount
    : divide(multiply(discount, decimalFromInteger(quantity)), decimalFromInteger(orderedQuantity), digits);

const worthOf = ({ unitPrice }: OrderLine, quantity: number): Decimal =>
  multiply(decimalFromInteger(quantity), unitPrice);

/** The most that can be taken off so many units. */
const mostOff = (line: OrderLine, quantity: number): Decimal => atMost(line.discount, worthOf(line, quantity));

const atMost = (amount: Decimal, limit: Decimal): Decimal => (compare(amount, limit) > 0 ? limit : amount);
const atLeast = (amount: Decimal, limit: Decimal): Decimal => (compare(amount, limit) < 0 ? limit : amount);

/** Lines whose discount is for more units than they have now, in the order of their ids. */
const shrunk = (lines: readonly OrderLine[]): readonly OrderLine[] =>
  lines
    .filter((line) => line.currentQuantity < line.orderedQuantity && line.discount !== zero)
    .toSorted((a, b) => compareIds(a.id, b.id));

/** A difference that is being taken up by one line's discount after the other. */
interface TakingUp {
  readonly missing: Decimal;
  readonly adjusted: readonly (readonly [LineId, Decimal])[];
}

/** The line takes up as much as its discount can grow or shrink. */
const takeUp = ({ missing, adjusted }: TakingUp, line: OrderLine, digits: number): TakingUp => {
  const share = shareOf(line, line.currentQuantity, digits);
  const room = subtract(mostOff(line, line.currentQuantity), share);
  const taken = atLeast(atMost(missing, room), negate(share));
  if (taken === zero) return { missing, adjusted };
  return { missing: subtract(missing, taken), adjusted: [...adjusted, [line.id, taken]] };
};

/**
 * By how much each line's discount differs from its plain share. Shopify tells a line's discount for the units once ordered, and how it
 * shares out what does not divide is its own affair; its subtotal tells what came of it. Nothing is adjusted when the lines' discounts
 * cannot account for the difference: then it has another cause.
 */
const adjustments = (order: Order, digits: number): ReadonlyMap<LineId, Decimal> => {
  // The subtotal knows no tips.
  const lines = order.lines.filter((line) => line.currentQuantity > 0 && line.kind !== "tip");
  const changed = shrunk(lines);
  if (changed.length === 0) return new Map();
  const shares = sum(lines.map((line) => shareOf(line, line.currentQuantity, digits)));
  const worth = sum(lines.map((line) => worthOf(line, line.currentQuantity)));
  const { missing, adjusted } = changed.reduce<TakingUp>((state, line) => takeUp(state, line, digits), {
    missing: subtract(subtract(worth, shares), order.totals.subtotal),
    adjusted: [],
  });
  return new Map(missing === zero ? adjusted : []);
};

/**
 * The discount of so many units of a line, with tax when the order's `taxesIncluded` (MAP-11): for what a line has now, what Shopify takes
 * off it; for units refunded after they were sent, their share. Never more than the units are worth.
 */
export const lineDiscounts = (order: Order): ((line: OrderLine, quantity: number) => Decimal) => {
  const digits = minorDigits(order.currency);
  const adjusted = adjustments(order, digits);
  return (line, quantity) => {
    if (line.discount === zero) return zero;
    const discount = add(shareOf(line, quantity, digits), adjusted.get(line.id) ?? zero);
    return atLeast(atMost(discount, mostOff(line, quantity)), zero);
  };
};
