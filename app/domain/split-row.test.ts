import { describe, expect, it } from "vitest";
import type { KatanaNow } from "./katana-now.ts";
import { looksToKeep } from "./plan-linked.ts";
import { planOrder } from "./plan-order.ts";
import { defaultSettings } from "./settings.ts";
import { imported } from "./testing/build-link.ts";
import { aFulfillmentOrder, aLine, anOrder } from "./testing/build-order.ts";
import { aPlanInput } from "./testing/build-plan-input.ts";
import { references, table } from "./testing/changed-order.ts";
import { decimal, salesOrderRowId, shopifyLocationId, variantId } from "./testing/ids.ts";

const five = aLine({ orderedQuantity: 5 });
const order = anOrder({ lines: [five, table] });
const { link, actual } = imported(order, references);

/** The five chairs as rows of so many: the first is the line's own. */
const splitInto = (own: string, ...others: readonly string[]): KatanaNow => ({
  ...actual,
  salesOrder: {
    ...actual.salesOrder,
    rows: actual.salesOrder.rows.flatMap((row) =>
      row.key === "101"
        ? [
            { ...row, quantity: decimal(own) },
            ...others.map((units, index) => ({
              ...{ ...row, id: salesOrderRowId(90001 + index), key: null },
              quantity: decimal(units),
            })),
          ]
        : [row],
    ),
  },
});

const changedTo = (units: number) => ({
  ...order,
  lines: [aLine({ orderedQuantity: Math.max(5, units), currentQuantity: units }), table],
});
const inputOf = (units: number, now: KatanaNow) =>
  aPlanInput({ order: changedTo(units), link, actual: now, references });
const plan = (units: number, now: KatanaNow) => planOrder(inputOf(units, now));

describe("a row that a person split in Katana", () => {
  it.each([3, 4, 6, 0])(
    "[CHG-2] [CHG-4] is left as it is when its line becomes %i, and a block names the parts",
    (units) => {
      const input = inputOf(units, splitInto("3", "2"));
      const outcome = planOrder(input);
      const block = { kind: "row-split", name: "Oak chair", parts: ["3", "2"], wanted: units };
      expect(outcome).toMatchObject({ steps: [], blocks: [block] });
      const kept = looksToKeep(input.order!, link, { plan: outcome, settings: input.settings });
      const later = { ...link, ...kept, agreed: outcome.agree ?? link.agreed };
      expect(planOrder({ ...input, link: later })).toMatchObject({ steps: [], blocks: [block] });
    },
  );

  it("[CHG-2] is in step once its parts together say what the order asks for", () => {
    expect(plan(6, splitInto("4", "2"))).toMatchObject({ steps: [], blocks: [] });
    expect(plan(4, splitInto("1", "2", "1"))).toMatchObject({ steps: [], blocks: [] });
    expect(plan(6, splitInto("6"))).toMatchObject({ steps: [], blocks: [] });
    expect(plan(4, splitInto("5")).steps).toMatchObject([{ kind: "update-row", changes: [{ to: 4 }] }]);
  });

  it("[CHG-2] is known by its goods when it kept what its row is found by", () => {
    const { salesOrder } = splitInto("3", "2");
    const rows = salesOrder.rows.map((row) => ({ ...row, key: row.key ?? link.agreed.rows[0]!.key }));
    const outcome = plan(6, { ...actual, salesOrder: { ...salesOrder, rows } });
    expect(outcome).toMatchObject({ steps: [], blocks: [{ kind: "row-split", parts: ["3", "2"] }] });
  });

  it("[CHG-2] still needs a person while its parts have another price or discount", () => {
    const dearer = { ...changedTo(6), lines: [{ ...aLine({ orderedQuantity: 6 }), unitPrice: decimal("12") }, table] };
    const cheaper = { ...changedTo(6), lines: [{ ...aLine({ orderedQuantity: 6 }), discount: decimal("6") }, table] };
    for (const changed of [dearer, cheaper])
      expect(planOrder({ ...inputOf(6, splitInto("4", "2")), order: changed })).toMatchObject({
        steps: [],
        blocks: [{ kind: "row-split", wanted: 6 }],
      });
  });

  it("[CHG-1] is not taken for split where a row lost nothing, or other goods were added", () => {
    expect(plan(6, splitInto("5", "1")).steps).toMatchObject([{ kind: "update-row", changes: [{ to: 6 }] }]);
    expect(plan(6, splitInto("3", "4")).steps).toMatchObject([{ kind: "update-row", changes: [{ to: 6 }] }]);
    const { salesOrder } = splitInto("3", "2");
    const rows = salesOrder.rows.map((row) => (row.key === null ? { ...row, variantId: variantId(503) } : row));
    const outcome = plan(6, { ...actual, salesOrder: { ...salesOrder, rows } });
    expect(outcome.steps).toMatchObject([{ kind: "update-row", changes: [{ to: 6 }] }]);
  });

  it("[CHG-13] has no block with SET-5 off, and still moves with its line", () => {
    const settings = { ...defaultSettings, bringOrderChanges: false };
    const fulfillmentOrders = [aFulfillmentOrder(order.lines, { locationId: shopifyLocationId("2") })];
    const moved = { ...inputOf(6, splitInto("3", "2")), settings };
    expect(planOrder({ ...moved, order: { ...changedTo(6), fulfillmentOrders } })).toMatchObject({
      steps: [{ kind: "update-row", key: "101", changes: [{ field: "location" }] }, { key: "102" }],
      blocks: [],
    });
  });

  it("[CHG-10] moves with its line while nothing else of it changed", () => {
    const fulfillmentOrders = [aFulfillmentOrder(order.lines, { locationId: shopifyLocationId("2") })];
    const moved = { ...inputOf(5, splitInto("3", "2")), order: { ...order, fulfillmentOrders } };
    expect(planOrder(moved)).toMatchObject({ steps: [{ key: "101" }, { key: "102" }], blocks: [] });
  });
});
