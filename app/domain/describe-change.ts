import type { RowChange } from "./change-step.ts";
import type { Decimal } from "./decimal.ts";
import { moneyText } from "./money-text.ts";

/** Amounts that only differ beyond the currency's smallest unit are told in full. */
const amounts = (from: Decimal, to: Decimal, currency: string): string => {
  const [before, after] = [moneyText(from, currency), moneyText(to, currency)];
  return before === after ? `${from} → ${to} ${currency}` : `${before} → ${after}`;
};

/** A change of one field in words: `quantity 1 → 3`. Amounts are net of tax, in `currency` (ISO 4217). */
const describeChange = (change: RowChange, currency: string): string => {
  switch (change.field) {
    case "quantity":
      return `quantity ${change.from} → ${String(change.to)}`;
    case "price":
      return `price ${amounts(change.from, change.to, currency)}`;
    case "discount":
      return `discount ${amounts(change.from, change.to, currency)}`;
    case "tax":
      return `tax ${change.from} % → ${change.to} %`;
    case "location":
      return "another location";
  }
};

export const describeChanges = (changes: readonly RowChange[], currency: string): string =>
  changes.map((change) => describeChange(change, currency)).join(", ");
