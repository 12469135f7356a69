import type { RowChange } from "./change-step.ts";
import { describeChanges } from "./describe-change.ts";
import { moneyText } from "./money-text.ts";
import type { CarriedChange } from "./timeline.ts";

/** CHG-1: what a person had entered in Katana and Shopify's change went over. */
const replacedWords = (changes: readonly RowChange[]): string => {
  const replaced = changes
    .filter((change) => change.replaced)
    .map(({ field }) => (field === "tax" ? "tax rate" : field));
  return replaced.length === 0 ? "" : ` It replaces the ${replaced.join(" and ")} that was entered in Katana.`;
};

/** What one step made of a sales order, as a sentence. Amounts are in `currency` (ISO 4217). */
export const describeCarriedChange = (carried: CarriedChange, currency: string): string => {
  switch (carried.what) {
    case "row-added":
      return `A row for ${String(carried.quantity)} × ${carried.name} was added to the sales order.`;
    case "row-changed":
      return `The row of ${carried.name} was changed: ${describeChanges(carried.changes, currency)}.${replacedWords(carried.changes)}`;
    case "row-deleted":
      return `The row of ${carried.quantity} × ${carried.name} was deleted.`;
    case "manufacturing-order-deleted":
      return `The manufacturing order of ${carried.name}, which was not started, was deleted.`;
    case "manufacturing-order-unlinked":
      return `The manufacturing order of ${carried.name} was unlinked, because it was started; it makes to stock now.`;
    case "manufacturing-order-changed":
      return `The manufacturing order was changed to make ${String(carried.quantity)}.`;
    case "shipping-fee-added":
      return `The shipping fee of ${moneyText(carried.to, currency)} was added.`;
    case "shipping-fee-changed":
      return `The shipping fee was changed: ${moneyText(carried.from, currency)} → ${moneyText(carried.to, currency)}.`;
    case "shipping-fee-deleted":
      return `The shipping fee of ${moneyText(carried.from, currency)} was deleted.`;
  }
};
