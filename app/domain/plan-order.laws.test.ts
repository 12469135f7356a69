import fc from "fast-check";
import { expect, it } from "vitest";
import { agreeOnImport, agreeOnShippingFee } from "./agree.ts";
import { sameLook } from "./compare-looks.ts";
import { add, compare, decimalFromInteger, multiply, round, subtract, sum, zero } from "./decimal.ts";
import type { Decimal } from "./decimal.ts";
import { describeBlock } from "./describe-block.ts";
import { describeNotice } from "./describe-notice.ts";
import { describeReasons } from "./describe-reason.ts";
import { describeStep } from "./describe-step.ts";
import { describeWait } from "./describe-wait.ts";
import { minorDigits } from "./minor-digits.ts";
import { lookAt } from "./order-look.ts";
import type { OrderLook } from "./order-look.ts";
import type { Order } from "./order.ts";
import { needsReferences, planOrder } from "./plan-order.ts";
import type { Link } from "./plan-order.ts";
import { nothing } from "./plan.ts";
import type { Plan } from "./plan.ts";
import type { DesiredSalesOrder } from "./sales-order.ts";
import { arbitraryOrder, arbitraryUntidyOrder } from "./testing/arbitrary-order.ts";
import { arbitrarySkus, inMinorUnits } from "./testing/arbitrary-line.ts";
import { aPlanInput } from "./testing/build-plan-input.ts";
import { asCreated, asSent, aVariant, someReferences } from "./testing/build-references.ts";
import { aLine, anOrder } from "./testing/build-order.ts";
import { shopifyTotals } from "./testing/shopify-totals.ts";
import { decimal, katanaLocationId, shippingFeeId, shopifyLocationId, variantId } from "./testing/ids.ts";

const references = someReferences({
  variantsBySku: new Map(
    arbitrarySkus.map((sku, index) => [sku, [aVariant({ sku, id: variantId(500 + index) })]] as const),
  ),
});
const locations = new Map(
  ["1", "2", "3"].map((id) => [shopifyLocationId(id), katanaLocationId(10 + Number(id))] as const),
);

const planFor = (order: Order, link: Link | null = null): Plan =>
  planOrder(aPlanInput({ order, link, references, locations }));

const salesOrdersIn = (plan: Plan): readonly DesiredSalesOrder[] =>
  plan.steps.flatMap((step) => (step.kind === "create-sales-order" ? [step.salesOrder] : []));

/** What a sales order comes to without tax, reckoned as Katana would. */
const netOf = ({ rows, shippingFee, currency }: DesiredSalesOrder): Decimal =>
  add(
    sum(
      rows.map((row) =>
        round(
          subtract(multiply(decimalFromInteger(row.quantity), row.pricePerUnit), row.discount),
          minorDigits(currency),
        ),
      ),
    ),
    shippingFee?.amount ?? zero,
  );

it("[MAP-11] [MAP-18] [MAP-19] closes the totals: rows and fee come to what Shopify charges without tax, whatever was sold", () => {
  fc.assert(
    fc.property(arbitraryOrder, (order) => {
      const { total, tax } = order.totals;
      expect(salesOrdersIn(planFor(order)).map(netOf)).toEqual([subtract(total, tax)]);
    }),
    { numRuns: 1000 },
  );
});

it("[MAP-11] [MAP-19] follows Shopify's subtotal where it shares a discount out in its own way", () => {
  const edited = fc
    .record({
      units: fc.integer({ min: 2, max: 50 }),
      price: fc.integer({ min: 100, max: 9999 }),
      percent: fc.integer({ min: 5, max: 90 }),
    })
    .map(({ units, price, percent }) =>
      aLine({
        orderedQuantity: units,
        currentQuantity: units - 1,
        unitPrice: inMinorUnits(price, "EUR"),
        discount: inMinorUnits(Math.floor((units * price * percent) / 100), "EUR"),
      }),
    );
  fc.assert(
    fc.property(edited, fc.constantFrom("-0.01", "0", "0.01").map(decimal), (line, off) => {
      const order = anOrder({ lines: [line] });
      const subtotal = add(shopifyTotals(order).subtotal, off);
      expect(salesOrdersIn(planFor({ ...order, totals: { ...order.totals, subtotal } })).map(netOf)).toEqual([
        subtotal,
      ]);
    }),
  );
});

it("[MAP-8] [MAP-18] makes one row per line that has something left and per charge, and nothing negative", () => {
  fc.assert(
    fc.property(arbitraryOrder, (order) => {
      const [salesOrder] = salesOrdersIn(planFor(order));
      expect(new Set(salesOrder?.rows.map((row) => row.key))).toEqual(
        new Set<string>([
          ...order.lines.filter((line) => line.currentQuantity > 0).map((line) => line.id),
          ...(order.dutiesTotal === zero ? [] : ["duties"]),
          ...(order.additionalFeesTotal === zero ? [] : ["additional-fees"]),
        ]),
      );
      salesOrder?.rows.forEach((row) => {
        expect(row.quantity).toBeGreaterThan(0);
        [row.pricePerUnit, row.discount, row.taxPercent].forEach((amount) => {
          expect(compare(amount, zero)).toBeGreaterThanOrEqual(0);
        });
      });
      expect(compare(salesOrder?.shippingFee?.amount ?? zero, zero)).toBeGreaterThanOrEqual(0);
    }),
  );
});

it("[MAP-6] [MAP-7] makes each thing that is new once, before the sales order that names it, and nothing that is remembered", () => {
  fc.assert(
    fc.property(arbitraryOrder, (order) => {
      const { steps } = planFor(order);
      const [salesOrder] = salesOrdersIn({ ...planFor(order), steps });
      const named = salesOrder?.rows.flatMap(({ variant }) => (variant.kind === "new" ? [variant.item] : []));
      const made = steps.flatMap((step) =>
        step.kind === "create-product" || step.kind === "create-service" ? [step.item] : [],
      );
      expect(made).toEqual(salesOrder?.newItems);
      expect(new Set(made.map(({ key }) => key))).toEqual(new Set(named));
      expect(new Set(made.map(({ key, sku }) => sku ?? key)).size).toBe(made.length);
      const sent = steps.findIndex((step) => step.kind === "create-sales-order");
      expect(steps.slice(sent).some((step) => step.kind.startsWith("create-product"))).toBe(false);
    }),
  );
});

it("[REC-1] plans the same whatever the order of lines and fulfillment orders, and the same again", () => {
  fc.assert(
    fc.property(fc.oneof(arbitraryOrder, arbitraryUntidyOrder), (order) => {
      const turned: Order = {
        ...order,
        lines: order.lines.toReversed(),
        fulfillmentOrders: order.fulfillmentOrders.toReversed(),
      };
      const plan = planFor(order);
      expect(planFor(order)).toEqual(plan);
      expect(planFor(turned)).toEqual(plan);
      expect(lookAt(turned)).toEqual(lookAt(order));
    }),
  );
});

it("[CHG-1] one import settles it: planned again, the order needs nothing", () => {
  fc.assert(
    fc.property(arbitraryOrder, (order) => {
      const links = salesOrdersIn(planFor(order)).map((desired): Link => {
        const actual = asCreated(desired);
        const agreed = agreeOnShippingFee(agreeOnImport(asSent(desired), actual), shippingFeeId(7));
        return {
          salesOrderId: actual.id,
          salesOrderNo: actual.orderNo,
          agreed,
          agreedLook: lookAt(order),
          lastLook: lookAt(order),
        };
      });
      expect(links).toHaveLength(1);
      links.forEach((link) => {
        expect(planFor(order, link)).toEqual(nothing);
      });
    }),
  );
});

it("[MAP-12] stopped before its fee, an import owes just that fee", () => {
  fc.assert(
    fc.property(arbitraryOrder, (order) => {
      salesOrdersIn(planFor(order)).forEach((desired) => {
        const actual = asCreated(desired);
        const agreed = agreeOnImport(asSent(desired), actual);
        const link = {
          salesOrderId: actual.id,
          salesOrderNo: actual.orderNo,
          agreed,
          agreedLook: lookAt(order),
          lastLook: lookAt(order),
        };
        const owed = planFor(order, link).steps.map((step) => step.kind);
        expect(owed).toEqual(order.shippingLines.length > 0 ? ["create-shipping-fee"] : []);
      });
    }),
  );
});

it("[REC-2] either does something, or says in words why not, for every order that Shopify can show", () => {
  fc.assert(
    fc.property(arbitraryUntidyOrder, (order) => {
      const { steps, reasons, waits, blocks, notices } = planFor(order);
      expect(steps.length > 0).toBe(reasons.length + waits.length + blocks.length === 0);
      const words = [
        ...describeReasons(reasons),
        ...waits.map(describeWait),
        ...blocks.map((block) => describeBlock(block, "EUR")),
        ...notices.map(describeNotice),
      ];
      expect(words.every(({ sentence, remedy }) => sentence.trim() !== "" && remedy.trim() !== "")).toBe(true);
      expect(steps.map((step) => describeStep(step, "EUR")).every((sentence) => sentence.trim() !== "")).toBe(true);
    }),
    { numRuns: 500 },
  );
});

it("[IMP-1] reads Katana exactly for orders that nothing else keeps out", () => {
  fc.assert(
    fc.property(fc.oneof(arbitraryOrder, arbitraryUntidyOrder), (order) => {
      const input = aPlanInput({ order, locations, references: null });
      const waits = planOrder(input).waits.map((wait) => wait.kind);
      expect(needsReferences(input)).toBe(waits.includes("katana-not-read"));
    }),
  );
});

it("[CHG-13] keeps a look through JSON unchanged", () => {
  fc.assert(
    fc.property(fc.oneof(arbitraryOrder, arbitraryUntidyOrder), (order) => {
      const look = lookAt(order);
      const kept = JSON.parse(JSON.stringify(look)) as OrderLook;
      expect(kept).toEqual(look);
      expect(sameLook(kept, look)).toBe(true);
    }),
  );
});

it("[CHG-1] keeps the agreed state through JSON unchanged", () => {
  fc.assert(
    fc.property(arbitraryOrder, (order) => {
      salesOrdersIn(planFor(order)).forEach((desired) => {
        const agreed = agreeOnImport(asSent(desired), asCreated(desired));
        expect(JSON.parse(JSON.stringify(agreed))).toEqual(agreed);
      });
    }),
  );
});
