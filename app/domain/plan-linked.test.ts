import { describe, expect, it } from "vitest";
import { forgetRefusals, keepRefusal } from "./agree-on-change.ts";
import type { ChangeStep } from "./change-step.ts";
import { lookAt } from "./order-look.ts";
import type { Order } from "./order.ts";
import { looksToKeep, needsActual, skusToMatch } from "./plan-linked.ts";
import { planOrder } from "./plan-order.ts";
import type { Link, PlanInput } from "./plan-order.ts";
import type { Step } from "./plan.ts";
import { withRows } from "./testing/build-link.ts";
import { aFulfillmentOrder, aLine } from "./testing/build-order.ts";
import { aPlanInput } from "./testing/build-plan-input.ts";
import {
  actual,
  cancelled,
  chair,
  chairRow,
  chairs,
  fulfilledOne,
  kinds,
  link,
  order,
  plan,
  references,
  shipped,
  table,
  tableRow,
  withLines,
} from "./testing/changed-order.ts";
import { decimal, lineId, shopifyLocationId } from "./testing/ids.ts";
import { defaultSettings } from "./settings.ts";
import { activeSinceNovember } from "./testing/build-plan-input.ts";

describe("[CHG-12] what Katana refused", () => {
  const changed = withLines(chairs(3), { ...table, currentQuantity: 0, unfulfilledQuantity: 0 });
  const isChange = (step: Step): step is Exclude<ChangeStep, { kind: "create-row" }> => step.kind === "update-row";
  const step = plan(changed).steps.find(isChange)!;
  const refused: Link = { ...link, agreed: keepRefusal(link.agreed, step, { words: "row is locked.", actual }) };

  it("is told in its own words and not sent again; the rest is carried over", () => {
    expect(plan(changed, { link: refused })).toMatchObject({
      steps: [{ kind: "delete-row" }],
      blocks: [{ kind: "katana-refused", step: "update-row", words: "row is locked." }],
      heldBack: [{ of: "row", key: "101" }],
    });
  });

  it("is sent again when something changed, or a person asks", () => {
    expect(kinds(plan(withLines(chairs(4), table), { link: refused }))).toEqual(["update-row"]);
    const again: Link = { ...refused, agreed: forgetRefusals(refused.agreed) };
    expect(kinds(plan(changed, { link: again }))).toEqual(["update-row", "delete-row"]);
  });

  it("is sent again once goods have gone in Katana, or came back", () => {
    expect(kinds(plan(changed, { link: refused, actual: shipped(actual, tableRow) }))).toEqual(["update-row"]);
  });

  it("keeps nothing personal of a row", () => {
    const lamp = aLine({ id: lineId("103"), sku: "LAMP", properties: [{ key: "Engraving", value: "For Ann" }] });
    const [create] = plan(withLines(chair, table, lamp)).steps.filter(({ kind }) => kind === "create-row");
    const { refusals } = keepRefusal(link.agreed, create as ChangeStep, { words: "no.", actual });
    expect(JSON.stringify(refusals)).not.toContain("Ann");
  });
});

describe("[CHG-13] the looks that are kept", () => {
  const edited = withLines(chairs(3), table);
  const keep = (changed: Order, overrides: Partial<PlanInput> = {}) => {
    const input = aPlanInput({ order: changed, link, actual, references, ...overrides });
    return looksToKeep(changed, input.link!, { plan: planOrder(input), settings: input.settings });
  };

  it("both become the present one once everything was carried over", () => {
    expect(keep(edited)).toEqual({ agreedLook: lookAt(edited), lastLook: lookAt(edited) });
  });

  it("what a block holds back stays as it was, the rest moves on", () => {
    const both = withLines(chairs(3), { ...table, orderedQuantity: 2, currentQuantity: 2, unfulfilledQuantity: 2 });
    const { agreedLook, lastLook } = keep(both, { actual: shipped(actual, chairRow) });
    expect(agreedLook.lines.map(({ quantity }) => quantity)).toEqual([2, 2]);
    expect(lastLook).toEqual(agreedLook);
  });

  it("a removed line that is held back is still there, an added one is not yet", () => {
    const swapped = withLines({ ...chair, currentQuantity: 0 }, table, aLine({ id: lineId("103") }));
    const { agreedLook } = keep(swapped, { actual: shipped(actual, chairRow) });
    expect(agreedLook.lines.map(({ id }) => id)).toEqual(["101", "102"]);
  });

  it("an added line is where it is, and as far as it is, also with SET-6 and SET-8 off", () => {
    const settings = { ...defaultSettings, bringLocationUpdates: false, syncFulfillment: false };
    const more = withLines(chair, table, aLine({ id: lineId("103"), sku: "LAMP" }));
    expect(keep(more, { settings })).toEqual({ agreedLook: lookAt(more), lastLook: lookAt(more) });
  });

  it("nothing moves while something is waited for", () => {
    expect(keep(edited, { actual: null })).toEqual({ agreedLook: link.agreedLook, lastLook: link.lastLook });
  });

  it("with SET-5 off only the last look moves on; turned on again, the next change brings all of it", () => {
    const settings = { ...defaultSettings, bringOrderChanges: false };
    const looks = keep(edited, { settings });
    expect(looks).toEqual({ agreedLook: link.agreedLook, lastLook: lookAt(edited) });
    const later: Link = { ...link, ...looks };
    expect(needsActual(aPlanInput({ order: edited, link: later }))).toBe(false);
    const again = withLines(chairs(3), { ...table, unitPrice: decimal("33") });
    expect(plan(again, { link: later }).steps).toMatchObject([
      { key: "101", changes: [{ field: "quantity", to: 3 }] },
      { key: "102", changes: [{ field: "price", to: "33" }] },
    ]);
  });

  it("[SET-6] a move counts by SET-6 while SET-5 is off", () => {
    const settings = { ...defaultSettings, bringOrderChanges: false };
    const fulfillmentOrders = [aFulfillmentOrder(order.lines, { locationId: shopifyLocationId("2") })];
    const looks = keep({ ...edited, fulfillmentOrders }, { settings });
    expect(looks.agreedLook.lines.map(({ quantity, locationIds }) => [quantity, ...locationIds])).toEqual([
      [2, "2"],
      [1, "2"],
    ]);
  });

  it("[CHG-10] [MAP-15] a line that moves in parts follows with the last of them", () => {
    const at = (...locations: readonly [id: string, units: number][]): Order => ({
      ...order,
      fulfillmentOrders: locations.map(([id, units]) =>
        aFulfillmentOrder([aLine({ orderedQuantity: units }), table], { locationId: shopifyLocationId(id) }),
      ),
    });
    const placesOf = (look: { lines: readonly { locationIds: readonly string[] }[] }) => look.lines[0]?.locationIds;
    const most = at(["2", 2], ["1", 1]);
    const looks = keep(most);
    expect(placesOf(looks.lastLook)).toEqual(["1", "2"]);
    const edited = keep({ ...most, lines: [chairs(3), table] });
    expect(placesOf(edited.agreedLook)).toEqual(["1", "2"]);
    for (const kept of [looks, edited])
      expect(plan(at(["2", 3]), { link: { ...link, ...kept } }).steps).toContainEqual(
        expect.objectContaining({ key: "101", changes: expect.arrayContaining([expect.objectContaining({ to: 12 })]) }),
      );
  });

  it("[FUL-12] a fulfillment is no change of the sales order", () => {
    const gone = fulfilledOne({ ...order, lines: [{ ...chair, unfulfilledQuantity: 1 }, table] });
    expect(plan(gone)).toMatchObject({ steps: [], blocks: [] });
    const more = { ...gone, lines: [...gone.lines, aLine({ id: lineId("103"), sku: "LAMP" })] };
    expect(keep(more).lastLook.lines.map(({ id, fulfilledQuantity }) => [id, fulfilledQuantity])).toEqual([
      ["101", 1],
      ["102", 0],
      ["103", 0],
    ]);
    const settings = { ...defaultSettings, syncFulfillment: false };
    expect(keep(gone, { settings })).toEqual({ agreedLook: link.agreedLook, lastLook: lookAt(gone) });
  });
});

describe("[CON-5] while syncing is paused", () => {
  it("a change waits, and Katana is asked nothing", () => {
    const activation = { ...activeSinceNovember, pausedAt: "2026-11-11T00:00:00Z" };
    const input = aPlanInput({ order: cancelled, link, activation, actual: null });
    expect(needsActual(input)).toBe(false);
    expect(planOrder(input).waits).toEqual([{ kind: "paused" }]);
  });
});

describe("[CON-6] rows of a sales order that was taken over", () => {
  const unmatched: Link = {
    ...link,
    agreed: { ...link.agreed, rows: [], unmatched: { lines: ["2 × CHAIR", "1 × TABLE"], rows: [] } },
  };

  it("are matched again at each look, until nothing is left over", () => {
    expect(needsActual(aPlanInput({ order, link: unmatched }))).toBe(true);
    expect(skusToMatch(order, unmatched, actual.salesOrder)).toEqual(["CHAIR", "TABLE"]);
    const outcome = plan(order, { link: unmatched });
    expect(outcome).toMatchObject({ steps: [], blocks: [], agree: { unmatched: null } });
    const still = plan(order, { link: unmatched, actual: withRows(actual, (row) => (row.key === "102" ? null : row)) });
    expect(still.blocks).toMatchObject([{ kind: "adopted-rows-unmatched", lines: ["1 × TABLE"] }]);
  });

  it("get a block when a line changed that has none", () => {
    const half = withRows(actual, (row) => (row.key === "102" ? null : row));
    const changed = withLines(chair, { ...table, orderedQuantity: 4, currentQuantity: 4, unfulfilledQuantity: 4 });
    expect(plan(changed, { link: unmatched, actual: half }).blocks).toMatchObject([
      { kind: "row-missing", name: "Table", quantity: 4 },
      { kind: "adopted-rows-unmatched" },
    ]);
  });
});
