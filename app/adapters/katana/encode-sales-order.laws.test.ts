import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decimal, sampleSalesOrder } from "../../../tests/support/katana-samples.ts";
import type { Decimal } from "../../domain/decimal.ts";
import type {
  KatanaCustomerId,
  KatanaLocationId,
  KatanaTaxRateId,
  KatanaVariantId,
  LineId,
  OrderId,
} from "../../domain/ids.ts";
import type { DesiredRow, DesiredSalesOrder } from "../../domain/sales-order.ts";
import type { ResolvedIds } from "../../sync/ports.ts";
import { decodeSalesOrder } from "./decode-sales-order.ts";
import { encodeSalesOrder } from "./encode-sales-order.ts";

/** A decimal with up to `decimals` places that Katana's JSON numbers hold exactly. */
const amount = (decimals: number) =>
  fc.integer({ min: 0, max: 10 ** 12 }).map((units): Decimal => decimal(`${String(units)}e-${String(decimals)}`));
const katanaId = fc.integer({ min: 1, max: 2_147_483_647 });
const digits = fc.bigInt({ min: 1n, max: 10n ** 15n }).map(String);

const row: fc.Arbitrary<DesiredRow> = fc.record({
  key: digits.map((id) => id as LineId),
  variant: katanaId.map((id) => ({ kind: "existing" as const, id: id as KatanaVariantId })),
  sku: fc.string(),
  quantity: fc.integer({ min: 1, max: 1_000_000 }),
  pricePerUnit: amount(10),
  discount: amount(3),
  taxPercent: amount(11),
  locationId: fc.option(katanaId.map((id) => id as KatanaLocationId)),
  properties: fc.array(
    fc.record({ key: fc.oneof(fc.string(), fc.constant("shopify_line_item_id")), value: fc.string() }),
    { maxLength: 3 },
  ),
});

const salesOrder: fc.Arbitrary<DesiredSalesOrder> = fc
  .record({
    orderId: digits.map((id) => id as OrderId),
    orderNo: fc.string({ minLength: 1 }),
    currency: fc.constantFrom("EUR", "JPY", "KWD"),
    rows: fc.array(row, { minLength: 1, maxLength: 5 }),
  })
  .map((varied) => ({ ...sampleSalesOrder, ...varied }));

/** Katana's answer to a create: what was sent, with ids, prices as text with ten decimals, and everything through JSON once. */
function answer(sent: ReturnType<typeof encodeSalesOrder>, asText: boolean): unknown {
  const wire: typeof sent = JSON.parse(JSON.stringify(sent));
  return {
    ...wire,
    id: 1,
    created_at: "2026-07-20T09:31:00.000Z",
    shipping_fee: {},
    sales_order_rows: wire.sales_order_rows.map((one, index) => ({
      ...one,
      id: index + 1,
      price_per_unit: asText ? one.price_per_unit.toFixed(10) : one.price_per_unit,
      total_discount: asText ? one.total_discount.toFixed(3) : one.total_discount,
    })),
  };
}

describe("laws of the wire", () => {
  it("gives back what was encoded", () => {
    fc.assert(
      fc.property(salesOrder, fc.boolean(), (desired, asText) => {
        const taxRateIds = new Map(desired.rows.map((one, index) => [one.taxPercent, (index + 1) as KatanaTaxRateId]));
        const ids: ResolvedIds = { customerId: 880 as KatanaCustomerId, taxRateIds, variantIds: new Map() };
        const decoded = decodeSalesOrder(answer(encodeSalesOrder(desired, ids), asText));
        if (!decoded.ok) throw new Error(decoded.problem.path);
        expect(decoded.value).toMatchObject({
          orderNo: desired.orderNo,
          shopifyOrderId: desired.orderId,
          storeName: desired.shop,
          currency: desired.currency,
          deleted: false,
          shippingFee: null,
        });
        expect(decoded.value.rows).toEqual(
          desired.rows.map((one, index) => ({
            id: index + 1,
            variantId: one.variant.kind === "existing" ? one.variant.id : null,
            quantity: String(one.quantity),
            pricePerUnit: one.pricePerUnit,
            discount: one.discount,
            taxRateId: taxRateIds.get(one.taxPercent),
            locationId: one.locationId,
            manufacturingOrderId: null,
            total: null,
            key: one.key,
          })),
        );
      }),
    );
  });
});
