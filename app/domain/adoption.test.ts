import { describe, expect, it } from "vitest";
import { agreeOnAdoption, mustLookUp, salesOrderToAdopt } from "./adoption.ts";
import { desiredSalesOrder } from "./desired-sales-order.ts";
import { lookAt } from "./order-look.ts";
import { planOrder } from "./plan-order.ts";
import { routeLines } from "./routing.ts";
import type { ActualSalesOrder } from "./sales-order.ts";
import { aLine, anOrder } from "./testing/build-order.ts";
import { aPlanInput } from "./testing/build-plan-input.ts";
import { asCreated, someReferences } from "./testing/build-references.ts";
import { decimal, salesOrderId, salesOrderRowId, shippingFeeId, taxRateId, variantId } from "./testing/ids.ts";

const first = "2026-11-10T10:00:00.000Z";
const activation = { firstActivatedAt: first, activatedAt: first, pausedAt: null };

describe("[CON-6] whether an order is looked up before anything is made for it", () => {
  it.each([
    ["one of the 14 days", "2026-10-28T10:00:00.000Z", false, false, true],
    ["an older one that stays out", "2026-10-26T10:00:00.000Z", true, false, false],
    ["an older one that would come over", "2026-10-26T10:00:00.000Z", false, true, true],
    ["a new one while the backfill runs", "2026-11-10T10:00:01.000Z", true, true, true],
    ["a new one that stays out", "2026-11-10T10:00:01.000Z", true, false, false],
    ["a new one once the backfill is through", "2026-11-10T10:00:01.000Z", false, true, false],
  ])("%s, created %s", (_, createdAt, backfillOpen, wouldBeMade, expected) => {
    expect(mustLookUp({ order: { createdAt }, activation, backfillOpen, wouldBeMade })).toBe(expected);
  });

  it("none before a first activation", () => {
    const never = { firstActivatedAt: null, activatedAt: null, pausedAt: null };
    expect(mustLookUp({ order: { createdAt: first }, activation: never, backfillOpen: false, wouldBeMade: true })).toBe(
      false,
    );
  });

  it("the 14 days stay those of the first activation after a pause", () => {
    const resumed = { ...activation, activatedAt: "2026-11-20T10:00:00.000Z" };
    const order = { createdAt: "2026-10-28T10:00:00.000Z" };
    expect(mustLookUp({ order, activation: resumed, backfillOpen: false, wouldBeMade: false })).toBe(true);
  });
});

const order = anOrder();
const references = someReferences();
const input = aPlanInput({ order, references });
const desired = desiredSalesOrder({
  order,
  references,
  shop: input.shop,
  settings: input.settings,
  routing: routeLines({ order, now: input.now, locations: input.locations }),
}).salesOrder!;
/** As Katana's own integration makes it: without what Tandem keeps on rows, at a price of its own. */
const native = (overrides: Partial<ActualSalesOrder> = {}): ActualSalesOrder => {
  const made = asCreated(desired);
  const rows = made.rows.map((row) => ({ ...row, key: null, pricePerUnit: decimal("7"), taxRateId: taxRateId(3) }));
  return { ...made, orderNo: "SO-77", storeName: "Acme Shop", rows, ...overrides };
};
const agree = (actual: ActualSalesOrder, asked: typeof desired | null = desired) =>
  agreeOnAdoption(order, { desired: asked, actual, references });

describe("[CON-6] the sales order that is taken over", () => {
  it("is the oldest live one, else the oldest deleted one", () => {
    const [a, b, c] = [1, 2, 3].map((id) => native({ id: salesOrderId(id) }));
    expect(salesOrderToAdopt([])).toBeNull();
    expect(salesOrderToAdopt([c!, b!])?.id).toBe(2);
    expect(salesOrderToAdopt([{ ...a!, deleted: true }, b!])?.id).toBe(2);
    expect(
      salesOrderToAdopt([
        { ...b!, deleted: true },
        { ...a!, deleted: true },
      ])?.id,
    ).toBe(1);
    expect(salesOrderToAdopt([{ ...a!, createdAt: "2027-01-01T00:00:00.000Z" }, b!])?.id).toBe(2);
  });

  it("is agreed on as Katana says it, rows matched by variant and quantity", () => {
    const fee = { id: shippingFeeId(9), amount: decimal("5"), description: null };
    const agreed = agree(native({ shippingFee: fee }));
    expect(agreed.unmatched).toBeNull();
    expect(agreed.rows).toHaveLength(desired.rows.length);
    expect(agreed.rows[0]).toMatchObject({ key: desired.rows[0]?.key, pricePerUnit: "7", taxPercent: "20" });
    expect(agreed.shippingFee).toMatchObject({ id: 9, amount: "5", description: "" });
    expect(agreed.shippingFeePending).toBeNull();
  });

  it("keeps the order's own tax where Katana's is not known", () => {
    const made = native();
    const rows = made.rows.map((row) => ({ ...row, taxRateId: taxRateId(99) }));
    expect(agree({ ...made, rows }).rows[0]?.taxPercent).toBe(desired.rows[0]?.taxPercent);
  });

  it("names the lines and rows without a counterpart, which is a block until they agree", () => {
    const made = native();
    const other = { ...made.rows[0]!, id: salesOrderRowId(9), variantId: variantId(999), quantity: decimal("3") };
    const agreed = agree({ ...made, rows: [other] });
    expect(agreed.rows).toEqual([]);
    expect(agreed.unmatched).toEqual({
      lines: desired.rows.map(({ quantity, sku }) => `${String(quantity)} × ${String(sku)}`),
      rows: ["3 × variant 999"],
    });
    const link = {
      salesOrderId: made.id,
      salesOrderNo: made.orderNo,
      agreed,
      agreedLook: lookAt(order),
      lastLook: lookAt(order),
    };
    const actual = { salesOrder: { ...made, rows: [other] }, fulfilledQuantities: new Map(), hasReturns: null };
    expect(planOrder({ ...input, link, actual }).blocks).toEqual([
      { kind: "adopted-rows-unmatched", ...agreed.unmatched },
    ]);
    const mended = { ...link, agreed: agree(native()) };
    expect(planOrder({ ...input, link: mended }).blocks).toEqual([]);
  });

  it("matches nothing when the order's own rows cannot be told", () => {
    const agreed = agree(native(), null);
    expect(agreed.unmatched?.lines).toHaveLength(desired.rows.length);
    expect(agreed.unmatched?.rows[0]).toMatch(/CHAIR$/);
  });

  it("names a line without an SKU by its title", () => {
    const bench = anOrder({ lines: [aLine({ sku: null, title: "Bench" })] });
    expect(agreeOnAdoption(bench, { desired: null, actual: native(), references }).unmatched?.lines).toEqual([
      "1 × Bench",
    ]);
  });

  it("matches each row once", () => {
    const made = native();
    const twice = { ...made, rows: [...made.rows, { ...made.rows[0]!, id: salesOrderRowId(9) }] };
    expect(agree(twice).unmatched).toMatchObject({ lines: [], rows: [expect.stringMatching(/CHAIR$/)] });
  });
});
