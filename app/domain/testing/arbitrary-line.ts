import fc from "fast-check";
import { decimalFromInteger, divide, multiply, subtract } from "../decimal.ts";
import type { Decimal } from "../decimal.ts";
import { minorDigits } from "../minor-digits.ts";
import type { OrderLine } from "../order.ts";
import { aLine, aTax } from "./build-order.ts";
import { lineId, shopifyVariantId } from "./ids.ts";
import { shopifyTaxes } from "./shopify-totals.ts";

const taxPercents = ["0", "5", "7.7", "8.875", "9.975", "19", "20", "24", "25.5"];
export const arbitraryCurrency = fc.constantFrom("EUR", "JPY", "KWD");
export const arbitraryTaxLines = fc.array(fc.constantFrom(...taxPercents).map(aTax), { maxLength: 2 });

/** SKUs that Katana is to know. */
export const arbitrarySkus = ["CHAIR", "TABLE", "LAMP", "DESK"];

/** An amount in whole minor units of the currency, as a decimal in its major unit. */
export const inMinorUnits = (units: number, currency: string): Decimal =>
  divide(decimalFromInteger(units), decimalFromInteger(10 ** minorDigits(currency)), minorDigits(currency));

type Kind = Pick<OrderLine, "kind" | "variantId" | "sku" | "title" | "requiresShipping">;
const thing: Kind = { kind: "variant", variantId: null, sku: null, title: "Thing", requiresShipping: true };

/** Everything that sells: what Katana knows and does not know, custom items, gift cards, tips. */
const arbitraryKind: fc.Arbitrary<Kind> = fc.oneof(
  fc.nat(arbitrarySkus.length - 1).map((at) => ({
    ...thing,
    title: `Goods ${String(at)}`,
    variantId: shopifyVariantId(String(100 + at)),
    sku: arbitrarySkus[at] ?? null,
  })),
  fc.constantFrom<Kind>(
    { ...thing, variantId: shopifyVariantId("201"), sku: "SOFA" },
    { ...thing, variantId: shopifyVariantId("202"), sku: "SOFA" },
    { ...thing, variantId: shopifyVariantId("203") },
    { ...thing, kind: "custom", sku: "GONE" },
    { ...thing, kind: "custom" },
    { ...thing, kind: "custom", requiresShipping: false },
    { ...thing, kind: "gift-card", variantId: shopifyVariantId("204"), requiresShipping: false },
    { ...thing, kind: "tip", requiresShipping: false },
  ),
);

export interface LineSetting {
  readonly currency: string;
  readonly taxesIncluded: boolean;
}

/** A line of anything, nothing of it sent, refunded or removed; given away entirely now and then. */
export const arbitraryLine = (id: string, setting: LineSetting): fc.Arbitrary<OrderLine> =>
  fc
    .record({
      kind: arbitraryKind,
      quantity: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 5000 })),
      price: fc.oneof(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 2_000_000 })),
      share: fc.oneof(fc.constant(0), fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true })),
      taxLines: arbitraryTaxLines,
      properties: fc.array(fc.record({ key: fc.string(), value: fc.string() }), { maxLength: 2 }),
    })
    .map(({ kind, quantity, price, share, taxLines, properties }) => {
      const unitPrice = inMinorUnits(price, setting.currency);
      const discount = inMinorUnits(Math.floor(quantity * price * share), setting.currency);
      const paid = subtract(multiply(decimalFromInteger(quantity), unitPrice), discount);
      return aLine({
        ...kind,
        id: lineId(id),
        orderedQuantity: quantity,
        unitPrice,
        discount,
        taxLines: kind.kind === "tip" ? [] : shopifyTaxes(paid, taxLines, setting),
        properties,
      });
    });

/** The line after an edit or a refund before it was sent took units away, now and then all of them. */
export const arbitraryEdited = (line: OrderLine): fc.Arbitrary<OrderLine> =>
  fc
    .oneof(fc.constant(0), fc.integer({ min: 0, max: line.orderedQuantity }))
    .map((taken) => line.orderedQuantity - taken)
    .map((left) => ({ ...line, currentQuantity: left, unfulfilledQuantity: left }));
