import type { RowChange } from "./change-step.ts";

/** A change of one field in words: `quantity 1 → 3`. Amounts are net of tax, in the order's currency. */
export const describeChange = (change: RowChange): string => {
  switch (change.field) {
    case "quantity":
      return `quantity ${change.from} → ${String(change.to)}`;
    case "price":
      return `price ${change.from} → ${change.to}`;
    case "discount":
      return `discount ${change.from} → ${change.to}`;
    case "tax":
      return `tax ${change.from} % → ${change.to} %`;
    case "location":
      return "another location";
  }
};
