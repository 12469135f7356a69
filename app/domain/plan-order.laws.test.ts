import fc from "fast-check";
import { expect, it } from "vitest";
import { agreeOnImport, agreeOnShippingFee } from "./agree.ts";
import { sameLook } from "./compare-looks.ts";
import { add, compare, decimalFromInteger, multiply, round, subtract, sum, zero } from "./decimal.ts";
import { describeBlock } from "./describe-block.ts";
import { describeNotice } from "./describe-notice.ts";
import { describeReason } from "./describe-reason.ts";
import { describeStep } from "./describe-step.ts";
import { describeWait } from "./describe-wait.ts";
import { minorDigits } from "./minor-digits.ts";
import { lookAt } from "./order-look.ts";
import type { OrderLook } from "./order-look.ts";
import type { Order } from "./order.ts";
import { needsReferences, planOrder } from "./plan-order.ts";
import type { Link } from "./plan-order.ts";
import type { Plan } from "./plan.ts";
import { netAmount, netOfLine } from "./row-money.ts";
import type { DesiredSalesOrder } from "./sales-order.ts";
import { arbitraryOrder, arbitrarySkus, arbitraryUntidyOrder } from "./testing/arbitrary-order.ts";
import { aPlanInput } from "./testing/build-plan-input.ts";
import { asCreated, asSent, aVariant, someReferences } from "./testing/build-references.ts";
import { katanaLocationId, shippingFeeId, shopifyLocationId, variantId } from "./testing/ids.ts";

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

const taxOf = (taxLines: Order["lines"][number]["taxLines"]) => sum(taxLines.map((tax) => tax.ratePercent));

it("[MAP-19] closes the totals: rows after discount and fee are the lines' and the shipping's net amounts", () => {
  fc.assert(
    fc.property(arbitraryOrder, (order) => {
      const digits = minorDigits(order.currency);
      const common = { taxesIncluded: order.taxesIncluded, minorDigits: digits };
      const expected = sum([
        ...order.lines.map((line) =>
          netOfLine({ ...line, ...common, quantity: line.currentQuantity, taxPercent: taxOf(line.taxLines) }),
        ),
        ...order.shippingLines.map((line) => netAmount(line.price, { ...common, taxPercent: taxOf(line.taxLines) })),
      ]);
      const totals = salesOrdersIn(planFor(order)).map(({ rows, shippingFee }) =>
        add(
          sum(
            rows.map((row) =>
              round(subtract(multiply(decimalFromInteger(row.quantity), row.pricePerUnit), row.discount), digits),
            ),
          ),
          shippingFee?.amount ?? zero,
        ),
      );
      expect(totals).toEqual([expected]);
      if (order.taxesIncluded) return;
      const plain = order.lines.map((line) =>
        subtract(multiply(decimalFromInteger(line.currentQuantity), line.unitPrice), line.discount),
      );
      expect(expected).toBe(sum([...plain, ...order.shippingLines.map((line) => line.price)]));
    }),
  );
});

it("[MAP-8] makes one row per line and nothing negative", () => {
  fc.assert(
    fc.property(arbitraryOrder, (order) => {
      const [salesOrder] = salesOrdersIn(planFor(order));
      expect(new Set(salesOrder?.rows.map((row) => row.key))).toEqual(new Set(order.lines.map((line) => line.id)));
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
        return { salesOrderId: actual.id, salesOrderNo: actual.orderNo, agreed, lastLook: lookAt(order) };
      });
      expect(links).toHaveLength(1);
      links.forEach((link) => {
        expect(planFor(order, link)).toEqual({ steps: [], reasons: [], waits: [], blocks: [], notices: [] });
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
        const link = { salesOrderId: actual.id, salesOrderNo: actual.orderNo, agreed, lastLook: lookAt(order) };
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
        ...reasons.map(describeReason),
        ...waits.map(describeWait),
        ...blocks.map(describeBlock),
        ...notices.map(describeNotice),
      ];
      expect(words.every(({ sentence, remedy }) => sentence.trim() !== "" && remedy.trim() !== "")).toBe(true);
      expect(steps.map(describeStep).every((sentence) => sentence.trim() !== "")).toBe(true);
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
