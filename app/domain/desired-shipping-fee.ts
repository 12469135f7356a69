import { nonBlank } from "./non-blank.ts";
import { oneAmount } from "./one-amount.ts";
import type { Order } from "./order.ts";
import type { DesiredShippingFee } from "./sales-order.ts";

/** Katana's fee has one tax rate; `oneAmount` says which of several. */
export const shippingTaxesDiffer = (order: Order): boolean => oneAmount(order.shippingLines, order).taxesDiffer;

/** The one fee for all the order's shipping lines, without tax; null when it has none (MAP-12). */
export const desiredShippingFee = (order: Order): DesiredShippingFee | null => {
  if (order.shippingLines.length === 0) return null;
  const titles = order.shippingLines.map((line) => nonBlank(line.title)).filter((title) => title !== null);
  const { net, taxPercent } = oneAmount(order.shippingLines, order);
  return { description: titles.length > 0 ? titles.join(", ") : "Shipping", amount: net, taxPercent };
};
