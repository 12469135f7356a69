import { describe, expect, it } from "vitest";
import { agreeOnImport, agreeOnShippingFee } from "./agree.ts";
import { lookAt } from "./order-look.ts";
import type { Order } from "./order.ts";
import { looksToKeep } from "./plan-linked.ts";
import { needsReferences, planOrder } from "./plan-order.ts";
import type { Link, PlanInput } from "./plan-order.ts";
import type { Plan } from "./plan.ts";
import type { DesiredSalesOrder } from "./sales-order.ts";
import { defaultSettings } from "./settings.ts";
import { aFulfillment, aLine, anOrder, aShippingLine, aTax, known } from "./testing/build-order.ts";
import { activeSinceNovember, aPlanInput } from "./testing/build-plan-input.ts";
import { asCreated, asSent, aVariant, someReferences } from "./testing/build-references.ts";
import { decimal, lineId, shippingFeeId, shopifyLocationId, variantId } from "./testing/ids.ts";

const nothing: Plan = {
  ...{ steps: [], reasons: [], waits: [], blocks: [], notices: [] },
  ...{ agree: null, heldBack: [] },
};
const stepKinds = (input: Partial<PlanInput>) => planOrder(aPlanInput(input)).steps.map((step) => step.kind);
const withShipping = anOrder({ shippingLines: [aShippingLine()] });
const pending = anOrder({ financialStatus: known("PENDING") });
const unrouted = anOrder({ fulfillmentOrders: [] });
const justPlaced = { order: unrouted, now: Date.parse("2026-11-10T09:00:01Z") };

const salesOrderIn = (plan: Plan): readonly DesiredSalesOrder[] =>
  plan.steps.flatMap((step) => (step.kind === "create-sales-order" ? [step.salesOrder] : []));

/** The link after the sales order was created, before its fee was. */
const owingFee = (order: Order): Link => {
  const [desired] = salesOrderIn(planOrder(aPlanInput({ order })));
  if (desired === undefined) throw new Error("the order should come over");
  const actual = asCreated(desired);
  const agreed = agreeOnImport(asSent(desired), actual);
  return {
    salesOrderId: actual.id,
    salesOrderNo: actual.orderNo,
    agreed,
    agreedLook: lookAt(order),
    lastLook: lookAt(order),
  };
};

const looksOf = ({ agreedLook, lastLook }: Link) => ({ agreedLook, lastLook });

/** The link after the whole import. */
const linked = (order: Order): Link => {
  const link = owingFee(order);
  return { ...link, agreed: agreeOnShippingFee(link.agreed, shippingFeeId(7)) };
};

describe("an order that is not linked", () => {
  it("[IMP-2] [MAP-12] comes over as a sales order and its fee when Katana knows the rest", () => {
    expect(stepKinds({ order: withShipping })).toEqual(["create-sales-order", "create-shipping-fee"]);
    expect(stepKinds({})).toEqual(["create-sales-order"]);
  });

  it("[MAP-4] [MAP-10] has its tax rates and its customer created first when they are missing", () => {
    const order = anOrder({
      lines: [aLine({ taxLines: [aTax("24")] }), aLine({ id: lineId("102"), taxLines: [aTax("9")] })],
      shippingLines: [aShippingLine({ taxLines: [aTax("24")] })],
    });
    const references = someReferences({ customerId: null });
    const { steps } = planOrder(aPlanInput({ order, references }));
    expect(steps.map((step) => step.kind)).toEqual([
      "create-tax-rate",
      "create-tax-rate",
      "create-customer",
      "create-sales-order",
      "create-shipping-fee",
    ]);
    expect(steps.slice(0, 2)).toMatchObject([{ percent: "9" }, { percent: "24" }]);
  });

  it("[IMP-1] [IMP-3] stays out with all its reasons and no step", () => {
    const order = anOrder({ financialStatus: known("PENDING"), closedAt: "2026-11-10T09:30:00Z" });
    expect(planOrder(aPlanInput({ order }))).toEqual({
      ...nothing,
      reasons: [{ kind: "archived" }, { kind: "payment-pending", status: "PENDING" }],
    });
  });

  it("[MAP-6] stays out when Katana's variants say so", () => {
    const variantsBySku = new Map([["CHAIR", [aVariant(), aVariant({ id: variantId(502) })]]]);
    expect(planOrder(aPlanInput({ references: someReferences({ variantsBySku }) }))).toEqual({
      ...nothing,
      reasons: [{ kind: "ambiguous-sku", sku: "CHAIR", variantIds: [501, 502] }],
    });
  });

  it("[MAP-6] [MAP-7] has what is new made before the sales order that names it", () => {
    const lines = [aLine({ sku: "SOFA" }), aLine({ id: lineId("102"), kind: "tip", variantId: null, sku: null })];
    const { steps } = planOrder(aPlanInput({ order: anOrder({ lines }) }));
    expect(steps.map((step) => step.kind)).toEqual(["create-product", "create-service", "create-sales-order"]);
    expect(steps).toMatchObject([{ item: { sku: "SOFA" } }, { item: { name: "Tip" } }, {}]);
  });

  it("[MAP-15] waits for Shopify's routing, then comes over with a notice", () => {
    expect(planOrder(aPlanInput(justPlaced))).toEqual({
      ...nothing,
      waits: [{ kind: "routing", until: "2026-11-10T09:02:00.000Z" }],
    });
    const later = planOrder(aPlanInput({ order: unrouted }));
    expect(later.steps.map((step) => step.kind)).toEqual(["create-sales-order"]);
    expect(later.notices).toEqual([{ kind: "default-location-used", cause: "not-routed" }]);
  });

  it("[IMP-7] does not come over again after its sales order was deleted", () => {
    const history = { acceptedAt: null, importedAs: { salesOrderNo: "#1001", deletedInKatana: true } };
    expect(planOrder(aPlanInput({ history })).reasons).toEqual([{ kind: "deleted-in-katana", salesOrderNo: "#1001" }]);
  });

  it("waits for Katana to be read when nothing else is in the way", () => {
    expect(planOrder(aPlanInput({ references: null })).waits).toEqual([{ kind: "katana-not-read" }]);
  });
});

it("[IMP-1] asks Katana only about orders that may come over", () => {
  expect(needsReferences(aPlanInput())).toBe(true);
  expect(needsReferences(aPlanInput({ order: null }))).toBe(false);
  expect(needsReferences(aPlanInput({ order: pending }))).toBe(false);
  expect(needsReferences(aPlanInput(justPlaced))).toBe(false);
  expect(needsReferences(aPlanInput({ link: linked(anOrder()) }))).toBe(false);
});

it("[REC-7] changes nothing for an order that Shopify does not show, and says so", () => {
  const hidden = { ...nothing, blocks: [{ kind: "not-shown-by-shopify" }] };
  expect(planOrder(aPlanInput({ order: null }))).toEqual(hidden);
  expect(planOrder(aPlanInput({ order: null, link: linked(anOrder()) }))).toEqual(hidden);
});

describe("a linked order", () => {
  const order = withShipping;
  const link = linked(order);
  const owing = owingFee(order);
  const edited = { ...order, lines: [aLine({ orderedQuantity: 2 })] };
  const plan = (overrides: Partial<PlanInput>) =>
    planOrder(aPlanInput({ order, link, references: null, ...overrides }));
  const unread = { ...nothing, waits: [{ kind: "katana-not-read" }] };

  it("[CHG-1] needs nothing while Shopify looks as it did", () => {
    expect(plan({})).toEqual(nothing);
    expect(plan({ order: { ...order, note: "new note", updatedAt: "2026-11-11T00:00:00Z" } })).toEqual(nothing);
  });

  it("[MAP-12] gets the fee that its import still owes", () => {
    expect(plan({ link: owing }).steps).toEqual([
      {
        kind: "create-shipping-fee",
        salesOrderId: 40001,
        fee: { description: "Standard", amount: "5", taxPercent: "20" },
      },
    ]);
  });

  it("[CHG-1] waits for Katana to be read when Shopify changed it, and keeps the look until it is carried over", () => {
    const outcome = plan({ order: edited });
    expect(outcome).toEqual(unread);
    expect(looksToKeep(edited, link, { plan: outcome, settings: defaultSettings })).toEqual(looksOf(link));
  });

  it("[CHG-13] does not mind changes while SET-5 is off, and moves the look on", () => {
    const settings = { ...defaultSettings, bringOrderChanges: false };
    const outcome = plan({ order: edited, settings });
    expect(outcome).toEqual(nothing);
    expect(looksToKeep(edited, link, { plan: outcome, settings })).toEqual({
      ...looksOf(link),
      lastLook: lookAt(edited),
    });
  });

  it("[CHG-10] [SET-6] minds a move to another location by SET-6 alone", () => {
    const fulfillmentOrders = order.fulfillmentOrders.map((held) => ({ ...held, locationId: shopifyLocationId("2") }));
    const moved = { ...order, fulfillmentOrders };
    const settings = { ...defaultSettings, bringOrderChanges: false };
    expect(plan({ order: moved, settings })).toEqual(unread);
    expect(plan({ order: moved, settings: { ...defaultSettings, bringLocationUpdates: false } })).toEqual(nothing);
  });

  it("[FUL-12] does not mind a fulfillment, which changes nothing of the rows", () => {
    const gone = {
      ...order,
      lines: [aLine({ unfulfilledQuantity: 0 })],
      fulfillments: [aFulfillment([{ lineId: lineId("101"), quantity: 1 }])],
    };
    expect(plan({ order: gone })).toEqual(nothing);
  });

  it("[CON-5] waits while syncing is paused, if there is something to do", () => {
    const activation = { ...activeSinceNovember, pausedAt: "2026-11-11T00:00:00Z" };
    const paused = plan({ activation, order: edited });
    expect(paused).toEqual({ ...nothing, waits: [{ kind: "paused" }] });
    expect(looksToKeep(edited, link, { plan: paused, settings: defaultSettings })).toEqual(looksOf(link));
    expect(plan({ activation, link: owing }).waits).toEqual([{ kind: "paused" }]);
    expect(plan({ activation })).toEqual(nothing);
  });
});

describe("the agreed state", () => {
  it("[MAP-16] finds each row by its line and keeps no personal data", () => {
    const lines = [
      aLine({ properties: [{ key: "Engraving", value: "For Ann" }] }),
      aLine({ id: lineId("102"), unitPrice: decimal("3") }),
    ];
    const { agreed } = linked(anOrder({ lines }));
    expect(agreed.rows.map((row) => [row.key, row.rowId])).toEqual([
      ["101", 60001],
      ["102", 60002],
    ]);
    expect(JSON.stringify(agreed)).not.toContain("Ann");
  });

  it("[MAP-12] knows what is still owed and what was made", () => {
    const fee = { description: "Standard", amount: "5", taxPercent: "20" };
    expect(linked(withShipping).agreed).toMatchObject({ shippingFee: { ...fee, id: 7 }, shippingFeePending: null });
    expect(linked(anOrder()).agreed).toMatchObject({ shippingFee: null, shippingFeePending: null });
  });

  it("[MAP-16] leaves out a row that Katana's answer does not tell", () => {
    const [desired] = salesOrderIn(planOrder(aPlanInput()));
    if (desired === undefined) throw new Error("the order should come over");
    expect(agreeOnImport(asSent(desired), { ...asCreated(desired), rows: [] }).rows).toEqual([]);
  });
});
