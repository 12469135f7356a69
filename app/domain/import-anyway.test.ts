import { describe, expect, it } from "vitest";
import { refusalsOfImport, wouldHelp } from "./import-anyway.ts";
import { planOrder } from "./plan-order.ts";
import { aFulfillment, aLine, anOrder, known } from "./testing/build-order.ts";
import { aPlanInput, activeSinceNovember, neverImported } from "./testing/build-plan-input.ts";
import type { Order } from "./order.ts";
import { defaultSettings } from "./settings.ts";

const asked = { by: "548380009", at: "2026-11-10T10:00:00Z" };

const kindsOf = (order: Order, overrides: Partial<Parameters<typeof aPlanInput>[0]> = {}) => {
  const plan = planOrder(aPlanInput({ order, importAnyway: asked, ...overrides }));
  return { reasons: plan.reasons.map(({ kind }) => kind), steps: plan.steps.map(({ kind }) => kind) };
};

describe("[IMP-10] Import anyway", () => {
  it.each<[string, Partial<Order>]>([
    ["archived", { closedAt: "2026-11-10T09:30:00Z" }],
    ["not paid yet", { financialStatus: known("PENDING") }],
    ["with a voided payment", { financialStatus: known("VOIDED") }],
    ["with a payment status that did not exist", { financialStatus: { known: false, value: "DONATED" } }],
    ["on hold", { fulfillmentStatus: known("ON_HOLD") }],
    ["without need of fulfillment", { fulfillmentStatus: known("FULFILLMENT_NOT_REQUIRED") }],
    ["placed long before the activation", { createdAt: "2026-01-01T00:00:00Z" }],
    [
      "with every reason at once",
      {
        closedAt: "2026-11-10T09:30:00Z",
        financialStatus: known("EXPIRED"),
        fulfillmentStatus: known("ON_HOLD"),
        createdAt: "2026-01-01T00:00:00Z",
      },
    ],
  ])("brings an order over that is %s", (_, order) => {
    expect(planOrder(aPlanInput({ order: anOrder(order) })).steps).toEqual([]);
    expect(kindsOf(anOrder(order))).toMatchObject({
      reasons: [],
      steps: expect.arrayContaining(["create-sales-order"]),
    });
  });

  it("[IMP-7] brings an order over again whose sales order was deleted in Katana", () => {
    const history = { acceptedAt: null, importedAs: { salesOrderNo: "#1001", deletedInKatana: true } };
    expect(kindsOf(anOrder(), { history }).steps).toContain("create-sales-order");
  });

  it.each<[string, Partial<Order>]>([
    ["refunded", { financialStatus: known("REFUNDED") }],
    ["cancelled", { cancelledAt: "2026-11-10T09:30:00Z" }],
    ["nothing-to-import", { lines: [aLine({ currentQuantity: 0, unfulfilledQuantity: 0 })] }],
  ])("[IMP-6] leaves an order out with nothing to import: %s", (reason, order) => {
    expect(kindsOf(anOrder(order)).steps).toEqual([]);
    const input = { settings: defaultSettings, activation: activeSinceNovember, history: neverImported };
    expect(refusalsOfImport({ ...input, order: anOrder(order) }).map(({ kind }) => kind)).toEqual([reason]);
  });

  it("tells of what had gone before an order was cancelled", () => {
    const [line] = anOrder().lines;
    const gone = aFulfillment([{ lineId: line!.id, quantity: 1 }]);
    const input = { settings: defaultSettings, activation: activeSinceNovember, history: neverImported };
    const order = anOrder({ cancelledAt: "2026-11-10T09:30:00Z", fulfillments: [gone] });
    expect(refusalsOfImport({ ...input, order })).toEqual([]);
  });

  it("is offered where it would let the order in", () => {
    expect(wouldHelp([{ kind: "on-hold" }, { kind: "archived" }])).toBe(true);
    expect(wouldHelp([{ kind: "on-hold" }, { kind: "nothing-to-import" }])).toBe(false);
    expect(wouldHelp([])).toBe(false);
  });

  it("makes no second sales order beside one that exists", () => {
    const history = { acceptedAt: null, importedAs: { salesOrderNo: "#1001", deletedInKatana: false } };
    expect(kindsOf(anOrder(), { history })).toEqual({ reasons: ["already-imported"], steps: [] });
  });

  it("[CON-5] waits for syncing to go on", () => {
    const activation = { ...activeSinceNovember, pausedAt: "2026-11-10T09:00:00Z" };
    expect(kindsOf(anOrder(), { activation })).toEqual({ reasons: ["not-active"], steps: [] });
  });
});
