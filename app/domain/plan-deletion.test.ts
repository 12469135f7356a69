import { describe, expect, it } from "vitest";
import { needsActual, needsReturns } from "./plan-linked.ts";
import { planOrder } from "./plan-order.ts";
import { aPlanInput } from "./testing/build-plan-input.ts";
import {
  actual,
  archived,
  cancelled,
  chair,
  chairRow,
  chairs,
  fulfilledOne,
  handMade,
  invoiced,
  kinds,
  link,
  madeToOrder,
  order,
  plan,
  references,
  refunded,
  shipped,
  table,
  withLines,
} from "./testing/changed-order.ts";
import { defaultSettings } from "./settings.ts";

describe("[CHG-5] an order that ended with nothing fulfilled", () => {
  it.each([
    ["cancelled", cancelled],
    ["refunded", refunded],
  ] as const)("takes its sales order along when it was %s", (because, ended) => {
    expect(plan(ended).steps).toEqual([
      { kind: "delete-sales-order", salesOrderId: 40001, salesOrderNo: "#1001", because },
    ]);
  });

  it("releases every manufacturing order first", () => {
    expect(kinds(plan(cancelled, { actual: madeToOrder }))).toEqual([
      "release-manufacturing-order",
      "release-manufacturing-order",
      "delete-sales-order",
    ]);
  });

  it("goes too when every line was removed, unless a person added rows", () => {
    const emptied = withLines({ ...chair, currentQuantity: 0 }, { ...table, currentQuantity: 0 });
    expect(plan(emptied).steps).toMatchObject([{ kind: "delete-sales-order", because: "emptied" }]);
    expect(kinds(plan(emptied, { actual: handMade(actual) }))).toEqual(["delete-row", "delete-row"]);
  });

  it("is blocked when it is invoiced or has a return", () => {
    expect(plan(cancelled, { actual: invoiced })).toMatchObject({
      steps: [],
      blocks: [{ kind: "sales-order-not-deletable", because: "cancelled", cause: "invoiced" }],
      heldBack: expect.arrayContaining([{ of: "state" }, { of: "shipping" }, { of: "row", key: "101" }]),
    });
    expect(plan(cancelled, { actual: { ...actual, hasReturns: true } }).blocks).toMatchObject([
      { cause: "has-returns" },
    ]);
  });

  it("has Katana asked for returns only then, and waits for the answer", () => {
    const unasked = { ...actual, hasReturns: null };
    const input = aPlanInput({ order: cancelled, link, references, actual: unasked });
    expect(needsReturns(input)).toBe(true);
    expect(planOrder(input)).toMatchObject({ steps: [], waits: [{ kind: "katana-not-read" }] });
    expect(needsReturns({ ...input, order: withLines(chairs(3), table) })).toBe(false);
    expect(needsReturns({ ...input, order })).toBe(false);
    expect(needsReturns({ ...input, references: null })).toBe(false);
    expect(needsReturns({ ...input, actual: null })).toBe(false);
  });

  it("stays while SET-5 is off", () => {
    const settings = { ...defaultSettings, bringOrderChanges: false };
    expect(plan(cancelled, { settings })).toMatchObject({ steps: [], blocks: [] });
  });
});

describe("[CHG-6] an archived order", () => {
  it("takes its sales order along while nothing is fulfilled on either side", () => {
    expect(plan(archived).steps).toMatchObject([{ kind: "delete-sales-order", because: "archived" }]);
  });

  it("is not touched once something is", () => {
    expect(plan(archived, { actual: shipped(actual, chairRow) }).steps).toEqual([]);
    const settings = { ...defaultSettings, syncFulfillment: false };
    const partly = fulfilledOne({ ...archived, lines: [{ ...chair, unfulfilledQuantity: 1 }, table] });
    expect(plan(partly, { settings }).steps).toEqual([]);
  });

  it("is not touched when it was archived because everything is done", () => {
    const lines = order.lines.map((line) => ({ ...line, unfulfilledQuantity: 0 }));
    expect(needsActual(aPlanInput({ order: { ...archived, lines }, link }))).toBe(false);
  });
});
