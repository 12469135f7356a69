import { z } from "zod";
import { parseDecimal, round, sum, zero } from "../../domain/decimal.ts";
import type { Decimal } from "../../domain/decimal.ts";
import type { LineId, ShopifyVariantId } from "../../domain/ids.ts";
import type { LineKind, OrderLine } from "../../domain/order.ts";
import { mostTaxLines } from "./operations/order-fields.ts";
import { wireId, wireMoney, wireQuantity, wireText } from "./wire-values.ts";

/** Percents come as floats; no tax authority has a rate of more decimals, a float's noise does. */
const percentDecimals = 6;

export const taxLineSchema = z
  .object({ title: z.string(), ratePercentage: z.number().nullish(), priceSet: wireMoney })
  .transform(({ title, ratePercentage, priceSet: amount }, context) => {
    const ratePercent = readPercent(ratePercentage ?? null, amount);
    if (ratePercent !== null) return { title, ratePercent, amount };
    context.addIssue({
      code: "custom",
      path: ["ratePercentage"],
      message: "expected the rate of a tax that is charged",
    });
    return z.NEVER;
  });

function readPercent(percent: number | null, amount: Decimal): Decimal | null {
  if (percent === null) return amount === zero ? zero : null;
  const decimal = parseDecimal(String(percent));
  return decimal === null ? null : round(decimal, percentDecimals);
}

const wireLine = z.object({
  id: wireId<LineId>("LineItem"),
  name: z.string(),
  sku: wireText,
  quantity: wireQuantity,
  currentQuantity: wireQuantity,
  unfulfilledQuantity: wireQuantity,
  requiresShipping: z.boolean(),
  isGiftCard: z.boolean(),
  variant: z.object({ id: wireId<ShopifyVariantId>("ProductVariant"), sku: wireText }).nullable(),
  originalUnitPriceSet: wireMoney,
  discountAllocations: z.array(z.object({ allocatedAmountSet: wireMoney })),
  // A full list may have been cut off, and a price without one of its taxes is a wrong price.
  taxLines: z.array(taxLineSchema).max(mostTaxLines - 1),
  customAttributes: z.array(z.object({ key: z.string(), value: wireText })),
});

/** A line of an order. A tip looks like a custom line here: see mark-tips.ts. */
export const lineSchema = wireLine.transform((wire): OrderLine => ({
  id: wire.id,
  kind: kindOf(wire),
  variantId: wire.variant?.id ?? null,
  title: wire.name,
  // The SKU on the line is the one the variant had when it was ordered.
  sku: wire.variant?.sku ?? wire.sku,
  requiresShipping: wire.requiresShipping,
  orderedQuantity: wire.quantity,
  currentQuantity: wire.currentQuantity,
  unfulfilledQuantity: wire.unfulfilledQuantity,
  unitPrice: wire.originalUnitPriceSet,
  discount: sum(wire.discountAllocations.map((allocation) => allocation.allocatedAmountSet)),
  taxLines: wire.taxLines,
  properties: wire.customAttributes.map(({ key, value }) => ({ key, value: value ?? "" })),
}));

function kindOf({ isGiftCard, variant }: z.output<typeof wireLine>): LineKind {
  if (isGiftCard) return "gift-card";
  return variant === null ? "custom" : "variant";
}
