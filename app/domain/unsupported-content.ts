import { zero } from "./decimal.ts";
import { shippingTaxesDiffer } from "./desired-shipping-fee.ts";
import { isInStoreSale } from "./eligibility.ts";
import { nonBlank } from "./non-blank.ts";
import type { Order, OrderLine } from "./order.ts";
import { fulfilledQuantities, wantedLines } from "./quantity.ts";
import type { Reason, UnsupportedContent } from "./reason.ts";
import type { Settings } from "./settings.ts";

const unsupported = (content: UnsupportedContent, detail: string): Reason => ({ kind: "unsupported", content, detail });

const judgeKind = (line: OrderLine): readonly Reason[] => {
  switch (line.kind) {
    case "custom":
      return [unsupported("custom-item", line.title)];
    case "gift-card":
      return [unsupported("gift-card", line.title)];
    case "tip":
      return [unsupported("tip", line.title)];
    case "variant":
      return nonBlank(line.sku) === null ? [unsupported("no-sku", line.title)] : [];
  }
};

const judgeLine = (line: OrderLine, quantity: number): readonly Reason[] => [
  ...judgeKind(line),
  // Shopify tells a line's discount for the units once ordered; sharing it out over fewer would be a guess.
  ...(quantity === line.orderedQuantity ? [] : [unsupported("changed-quantity", line.title)]),
];

const isPartlyFulfilled = (order: Order): boolean =>
  fulfilledQuantities(order).size > 0 && order.lines.some((line) => line.unfulfilledQuantity > 0);

/** What the order contains that cannot be brought over yet, as far as the order alone tells. */
export const unsupportedContent = (order: Order, settings: Settings): readonly Reason[] => [
  ...wantedLines(order).flatMap(({ line, quantity }) => judgeLine(line, quantity)),
  ...(isInStoreSale(order) ? [unsupported("in-store-sale", order.name)] : []),
  ...(isPartlyFulfilled(order) ? [unsupported("partly-fulfilled", "part of it was fulfilled already")] : []),
  ...(order.dutiesTotal === zero ? [] : [unsupported("duties", order.dutiesTotal)]),
  ...(order.additionalFeesTotal === zero ? [] : [unsupported("additional-fee", order.additionalFeesTotal)]),
  ...(settings.bringShippingFee && shippingTaxesDiffer(order)
    ? [unsupported("shipping-taxes-differ", order.shippingLines.map((line) => line.title).join(", "))]
    : []),
];
