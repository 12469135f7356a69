import { giftCard, tip } from "./charge.ts";
import type { NewItem } from "./item.ts";
import { nonBlank } from "./non-blank.ts";
import type { Order, OrderLine } from "./order.ts";
import { wantedLines } from "./quantity.ts";
import type { Settings } from "./settings.ts";

/**
 * What a line sells, as it would be new to Katana (MAP-6, MAP-7, MAP-18). A line of a deleted product looks like a custom item and is
 * treated as one; what it was sold under, its SKU above all, is still there.
 */
export const soldItem = (line: OrderLine, settings: Settings): NewItem => {
  switch (line.kind) {
    case "gift-card":
      return giftCard;
    case "tip":
      return tip;
    case "variant":
    case "custom": {
      const sku = nonBlank(line.sku);
      const name = nonBlank(line.title) ?? sku ?? "Untitled item";
      if (line.variantId !== null) return { key: `variant:${line.variantId}`, kind: "product", name, sku };
      const kind = line.requiresShipping ? "product" : settings.nonPhysicalCustomItems;
      return { key: `custom:${kind}:${name}`, kind, name, sku };
    }
  }
};

/** The SKUs to look up in Katana before the order can be planned, each once. */
export const skusOf = (order: Order): readonly string[] => [
  ...new Set(
    wantedLines(order)
      .map(({ line }) => (line.kind === "variant" || line.kind === "custom" ? nonBlank(line.sku) : null))
      .filter((sku) => sku !== null),
  ),
];
