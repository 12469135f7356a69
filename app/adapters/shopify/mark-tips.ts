import { compare, decimalFromInteger, multiply, zero } from "../../domain/decimal.ts";
import type { Decimal } from "../../domain/decimal.ts";
import type { OrderLine } from "../../domain/order.ts";

/**
 * Finds the lines that are tips. Shopify's Admin API has no field that says so: a tip is a line without a variant, a SKU, a tax or
 * anything to ship, and the order tells how much was tipped in all. Its title is "Tip" unless the checkout speaks another language,
 * in which case the line that is worth the whole tip is taken.
 */
export function markTips(lines: readonly OrderLine[], tipped: Decimal): readonly OrderLine[] {
  if (compare(tipped, zero) <= 0) return lines;
  const candidates = lines.filter(couldBeTip);
  const titled = candidates.filter((line) => line.title === "Tip");
  const tips = titled.length > 0 ? titled : candidates.filter((line) => worth(line) === tipped).slice(0, 1);
  return lines.map((line) => (tips.includes(line) ? { ...line, kind: "tip" } : line));
}

const couldBeTip = (line: OrderLine): boolean =>
  line.kind === "custom" && line.sku === null && !line.requiresShipping && line.taxLines.length === 0;

const worth = (line: OrderLine): Decimal => multiply(decimalFromInteger(line.orderedQuantity), line.unitPrice);
