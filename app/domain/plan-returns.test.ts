import { describe, expect, it } from "vitest";
import type { OrderReturn } from "./order-return.ts";
import { planReturns, type ReturnsInput } from "./plan-returns.ts";
import { fingerprintOf } from "./refusal.ts";
import { noReturns } from "./sales-return.ts";
import { aLine, known } from "./testing/build-order.ts";
import {
  aDisposition,
  anActualReturn,
  anActualRow,
  anAgreedReturn,
  anAgreedRow,
  aReturn,
  aReturnable,
  aReturnLine,
  aReturnsInput,
  processed,
  withSalesReturn,
} from "./testing/build-return.ts";
import {
  decimal,
  fulfillmentRowId,
  katanaLocationId,
  lineId,
  returnId,
  returnReasonId,
  salesOrderRowId,
  salesReturnId,
  salesReturnRowId,
  shopifyLocationId,
} from "./testing/ids.ts";

const kinds = (input: ReturnsInput) => planReturns(input).steps.map(({ kind }) => kind);
const steps = (input: ReturnsInput) => planReturns(input).steps;
const blocks = (input: ReturnsInput) => planReturns(input).blocks.map(({ kind }) => kind);

describe("[RET-1] a return that is opened", () => {
  it("makes a sales return with its lines, quantities and reasons", () => {
    const reasons = [{ id: returnReasonId(31), name: "Wrong item" }];
    const lines = [aReturnLine({ reason: { handle: "wrong-item", name: "Wrong item received" } })];
    const input = aReturnsInput(aReturn({ lines }));
    const plan = planReturns({ ...input, now: { ...input.now, reasons } });
    const row = { fulfillmentRowId: 9001, variantId: 501, quantity: 2, reasonId: 31, restockLocationId: null };
    expect(plan.steps).toMatchObject([
      { kind: "create-sales-return", name: "#1001-R1", salesOrderId: 40001, locationId: 11 },
      { kind: "create-sales-return-row", row },
    ]);
    expect(plan).toMatchObject({ waits: [], blocks: [], agreed: [] });
  });

  it("takes units from as many deliveries as it needs, and lines that meet in one row are one", () => {
    const returnables = [aReturnable("1"), aReturnable("5", { fulfillmentRowId: fulfillmentRowId(9002) })];
    const lines = [aReturnLine({ quantity: 1 }), aReturnLine({ quantity: 2 })];
    const input = aReturnsInput(aReturn({ lines }));
    const rows = steps({ ...input, now: { ...input.now, returnables } }).slice(1);
    expect(rows).toMatchObject([
      { row: { fulfillmentRowId: 9001, quantity: 1 } },
      { row: { fulfillmentRowId: 9002, quantity: 2 } },
    ]);
  });

  it("leaves to a second return what the first one does not take", () => {
    const second = aReturn({ id: returnId("72"), name: "#1001-R2", lines: [aReturnLine({ quantity: 1 })] });
    const input = aReturnsInput(aReturn());
    const order = { ...input.order, returns: [aReturn(), second] };
    expect(kinds({ ...input, order })).toHaveLength(4);
    const little = { ...input.now, returnables: [aReturnable("2")] };
    expect(blocks({ ...input, order, now: little })).toEqual(["return-not-fulfilled"]);
  });

  it("waits while it is only requested", () => {
    expect(planReturns(aReturnsInput(aReturn({ status: known("REQUESTED") })))).toMatchObject({
      ...{ steps: [], waits: [], blocks: [] },
    });
  });

  it("makes nothing of a return without lines", () => {
    expect(kinds(aReturnsInput(aReturn({ lines: [] })))).toEqual([]);
  });

  it("is found by what it says of itself when nobody learnt its id", () => {
    const input = aReturnsInput(aReturn());
    const now = { ...input.now, salesReturns: [anActualReturn()], returnables: [aReturnable("1")] };
    const plan = planReturns({ ...input, now });
    expect(plan.steps).toEqual([]);
    const row = { rowId: 801, fulfillmentRowId: 9001, quantity: 2, reasonId: null, restockLocationId: 11 };
    expect(plan.agreed).toEqual([anAgreedReturn({ rows: [row as never] })]);
  });

  it("is not made again once a person deleted it in Katana", () => {
    const kept = { ...noReturns, agreed: [anAgreedReturn()] };
    const plan = planReturns(aReturnsInput(aReturn(), { kept }));
    expect(plan).toMatchObject({ steps: [], agreed: [anAgreedReturn()] });
  });

  it("is a block in a status that nobody knows yet", () => {
    const status = { known: false, value: "LOST" } as const;
    expect(blocks(aReturnsInput(aReturn({ status })))).toEqual(["return-status-unknown"]);
  });
});

describe("[RET-2] a change of an open return", () => {
  it("changes quantities, reasons and rows", () => {
    const lines = [aReturnLine({ quantity: 3 })];
    expect(steps(withSalesReturn(aReturn({ lines }), anActualReturn()))).toMatchObject([
      { kind: "update-sales-return-row", changes: { quantity: 3 }, agreed: { rowId: 801, quantity: 3 } },
    ]);
    expect(kinds(withSalesReturn(aReturn(), anActualReturn()))).toEqual([]);
    const reasons = [{ id: returnReasonId(31), name: "Other" }];
    const why = aReturn({ lines: [aReturnLine({ reason: { handle: "x", name: "Moths" } })] });
    const input = withSalesReturn(why, anActualReturn());
    expect(steps({ ...input, now: { ...input.now, reasons } })).toMatchObject([{ changes: { reasonId: 31 } }]);
  });

  it("gives units back before it takes others, and leaves rows of a person", () => {
    const other = aLine({ id: lineId("102") });
    const lines = [aReturnLine({ quantity: 1 }), aReturnLine({ lineId: lineId("102"), quantity: 3 })];
    const second = { fulfillmentRowId: fulfillmentRowId(9002), rowId: salesOrderRowId(60002) };
    const rows = [
      anActualRow(decimal("2")),
      anActualRow(decimal("1"), { id: salesReturnRowId(802), ...second }),
      anActualRow(decimal("1"), { id: salesReturnRowId(803), fulfillmentRowId: fulfillmentRowId(9003) }),
    ];
    const agreed = anAgreedReturn({
      rows: [
        anAgreedRow(),
        anAgreedRow({ rowId: salesReturnRowId(802), quantity: 1, fulfillmentRowId: fulfillmentRowId(9002) }),
      ],
    });
    const input = withSalesReturn(aReturn({ lines }), anActualReturn({ rows }), agreed);
    const returnables = [aReturnable("1"), aReturnable("2", second)];
    const plan = steps({
      ...input,
      order: { ...input.order, lines: [aLine(), other] },
      now: { ...input.now, returnables },
      rowOf: (id) => salesOrderRowId(id === "101" ? 60001 : 60002),
    });
    expect(plan).toMatchObject([{ changes: { quantity: 1 } }, { changes: { quantity: 3 } }]);
  });

  it("deletes the row of a line that left, unless a person did, and leaves what a person changed", () => {
    const moved = anActualReturn({ rows: [anActualRow(decimal("1"))] });
    expect(kinds(withSalesReturn(aReturn(), moved))).toEqual([]);
    const gone = anActualReturn({ rows: [] });
    expect(kinds(withSalesReturn(aReturn({ lines: [aReturnLine({ quantity: 1 })] }), gone))).toEqual([]);
    const emptied = withSalesReturn(aReturn({ lines: [] }), anActualReturn());
    expect(kinds(emptied)).toEqual(["delete-sales-return-row"]);
    expect(kinds(withSalesReturn(aReturn({ lines: [] }), gone))).toEqual([]);
  });

  it("deletes a row of a line that left though nobody learnt that it was made, and no row of a person", () => {
    const { rowId: _unknown, ...making } = {
      ...anAgreedRow({ quantity: 3 }),
      variantId: anActualRow(decimal("3")).variantId,
    };
    const rows = [anActualRow(decimal("3")), anActualRow(decimal("1"), { id: salesReturnRowId(899) })];
    const left = aReturn({ lines: [] });
    const agreed = anAgreedReturn({ rows: [], making });
    const plan = planReturns(withSalesReturn(left, anActualReturn({ rows }), agreed));
    expect(plan.steps).toMatchObject([{ kind: "delete-sales-return-row", rowId: rows[0]?.id }]);
    expect(plan.agreed).toMatchObject([{ rows: [{ rowId: rows[0]?.id }] }]);
    expect(plan.agreed[0]).not.toHaveProperty("making");
    expect(kinds(withSalesReturn(left, anActualReturn({ rows }), anAgreedReturn({ rows: [] })))).toEqual([]);
  });

  /** All of the line's units are in the first one's sales return. */
  const twoReturns = (first: OrderReturn, second: OrderReturn): ReturnsInput => {
    const input = withSalesReturn(first, anActualReturn());
    const order = { ...input.order, returns: [second, first] };
    return { ...input, order, now: { ...input.now, returnables: [] } };
  };
  const another = (quantity: number) =>
    aReturn({ id: returnId("72"), name: "#1001-R2", lines: [aReturnLine({ quantity })] });

  it.each([
    ["called off", 2, aReturn({ status: known("CANCELED") }), "delete-sales-return"],
    ["closed with nothing back", 2, aReturn({ status: known("CLOSED") }), "delete-sales-return"],
    ["made smaller", 1, aReturn({ lines: [aReturnLine({ quantity: 1 })] }), "update-sales-return-row"],
  ] as const)("[RET-1] [RET-5] leaves to another the units of one %s", (_how, units, first, step) => {
    const plan = planReturns(twoReturns(first, another(units)));
    expect(plan.blocks).toEqual([]);
    expect(plan.steps.map(({ kind }) => kind)).toEqual([step, "create-sales-return", "create-sales-return-row"]);
  });

  it("[CHG-12] leaves nothing of one that Katana keeps", () => {
    const input = twoReturns(aReturn({ status: known("CANCELED") }), another(2));
    const [removal] = steps(input);
    const refusals = [{ step: removal === undefined ? "" : fingerprintOf(removal), words: "No." }];
    const plan = planReturns({ ...input, kept: { ...input.kept, refusals } });
    expect(plan.steps).toEqual([]);
    expect(plan.blocks.map(({ kind }) => kind)).toEqual(["return-refused", "return-not-fulfilled"]);
  });

  it.each(["CANCELED", "DECLINED"] as const)("%s removes the sales return while it is not returned", (status) => {
    const one = aReturn({ status: known(status) });
    expect(kinds(withSalesReturn(one, anActualReturn()))).toEqual(["delete-sales-return"]);
    expect(kinds(aReturnsInput(one))).toEqual([]);
    const returned = withSalesReturn(one, anActualReturn({ status: "RETURNED_ALL" }));
    expect(planReturns(returned)).toMatchObject({ steps: [], blocks: [{ kind: "return-kept" }] });
  });
});

describe("[RET-3] a return that was dealt with", () => {
  it("is set to what came back, to returned, and to restocked", () => {
    const one = processed([aDisposition("RESTOCKED", 1), aDisposition("MISSING", 1)]);
    expect(steps(withSalesReturn(one, anActualReturn()))).toMatchObject([
      { kind: "update-sales-return-row", changes: { quantity: 1 } },
      { kind: "set-sales-return-status", status: "RETURNED_ALL" },
      { kind: "set-sales-return-status", status: "RESTOCKED_ALL" },
    ]);
  });

  it("is only returned when nothing was restocked", () => {
    const one = processed([aDisposition("NOT_RESTOCKED", 2)]);
    expect(steps(withSalesReturn(one, anActualReturn()))).toMatchObject([{ status: "RETURNED_ALL" }]);
  });

  it("waits until all of it was", () => {
    const part = aReturn({
      lines: [aReturnLine({ processed: 1 })],
      dispositions: [aDisposition("RESTOCKED", 1)],
    });
    expect(kinds(withSalesReturn(part, anActualReturn()))).toEqual([]);
    const pending = processed([aDisposition("PROCESSING_REQUIRED", 2)]);
    expect(kinds(withSalesReturn(pending, anActualReturn()))).toEqual([]);
  });

  it("splits its rows by the places that the units were restocked at", () => {
    const there = { locationId: shopifyLocationId("2") };
    const one = processed([aDisposition("RESTOCKED", 1), aDisposition("RESTOCKED", 1, there)]);
    expect(steps(withSalesReturn(one, anActualReturn())).slice(0, 2)).toMatchObject([
      { kind: "update-sales-return-row", changes: { quantity: 1 } },
      { kind: "create-sales-return-row", row: { quantity: 1, restockLocationId: 12 } },
    ]);
  });

  it("is a block when only some of it was restocked", () => {
    const one = processed([aDisposition("RESTOCKED", 1), aDisposition("NOT_RESTOCKED", 1)]);
    expect(planReturns(withSalesReturn(one, anActualReturn())).blocks).toEqual([
      { kind: "return-mixed", name: "#1001-R1", restocked: 1, returned: 2 },
    ]);
  });

  it("goes when nothing came back", () => {
    const closed = aReturn({ status: known("CLOSED") });
    expect(kinds(withSalesReturn(closed, anActualReturn()))).toEqual(["delete-sales-return"]);
    expect(kinds(aReturnsInput(closed))).toEqual([]);
  });

  it("[CON-1] waits for the match of its location", () => {
    const location = { locationId: shopifyLocationId("3"), locationName: "Pop-up" };
    const one = processed([aDisposition("RESTOCKED", 2, location)]);
    const wait = { kind: "location-unmatched", ...location };
    expect(planReturns(withSalesReturn(one, anActualReturn()))).toMatchObject({ steps: [], waits: [wait] });
    const returned = anActualReturn({ status: "RETURNED_ALL" });
    expect(planReturns(withSalesReturn(one, returned, sent))).toMatchObject({ steps: [], waits: [wait] });
    const nameless = processed([aDisposition("RESTOCKED", 2, { ...location, locationName: null })]);
    expect(planReturns(withSalesReturn(nameless, anActualReturn())).waits).toMatchObject([{ locationName: "" }]);
    const deleted = processed([aDisposition("RESTOCKED", 2, { locationId: null })]);
    expect(planReturns(withSalesReturn(deleted, anActualReturn())).waits).toEqual([]);
  });

  const sent = anAgreedReturn({ statusSent: "RETURNED_ALL" });

  it("is restocked after all when it was returned before", () => {
    const one = processed([aDisposition("RESTOCKED", 2, { locationId: shopifyLocationId("2") })]);
    const returned = anActualReturn({ status: "RETURNED_ALL" });
    expect(steps(withSalesReturn(one, returned, sent))).toMatchObject([
      { kind: "update-sales-return-row", changes: { restockLocationId: katanaLocationId(12) } },
      { kind: "set-sales-return-status", status: "RESTOCKED_ALL" },
    ]);
    expect(kinds(withSalesReturn(one, anActualReturn({ status: "RESTOCKED_ALL" }), sent))).toEqual([]);
    expect(kinds(withSalesReturn(one, { ...returned, rows: [] }, sent))).toEqual([]);
    const less = anActualReturn({ status: "RETURNED_ALL", rows: [anActualRow(decimal("1"))] });
    expect(kinds(withSalesReturn(one, less, sent))).toEqual([]);
  });
});

describe("[RET-4] a sales return that a person set to returned", () => {
  const returned = anActualReturn({ status: "RETURNED_ALL" });

  it("closes the return in Shopify", () => {
    expect(kinds(withSalesReturn(aReturn(), returned))).toEqual(["close-return"]);
    expect(kinds(withSalesReturn(aReturn({ status: known("CLOSED") }), returned))).toEqual([]);
  });

  it("closes nothing when Tandem set it", () => {
    const agreed = anAgreedReturn({ statusSent: "RETURNED_ALL" });
    expect(kinds(withSalesReturn(aReturn(), returned, agreed))).toEqual([]);
  });

  it("is a block without the scope", () => {
    const input = withSalesReturn(aReturn(), returned);
    expect(blocks({ ...input, mayClose: false })).toEqual(["return-not-closable"]);
  });

  it("is found without its id, too", () => {
    const input = aReturnsInput(aReturn());
    const now = { ...input.now, salesReturns: [returned], returnables: [] };
    expect(kinds({ ...input, now })).toEqual(["close-return"]);
    const done = processed([aDisposition("RESTOCKED", 2)]);
    expect(kinds(aReturnsInput(done, { now }))).toEqual(["set-sales-return-status", "close-return"]);
  });
});

describe("[RET-5] what was never fulfilled in Katana", () => {
  it("cannot come back, and the block names it", () => {
    const input = aReturnsInput(aReturn());
    const little = { ...input.now, returnables: [aReturnable("1")] };
    expect(planReturns({ ...input, now: little })).toMatchObject({
      steps: [],
      blocks: [{ kind: "return-not-fulfilled", lines: [aLine().title] }],
    });
    const done = processed([aDisposition("RESTOCKED", 2)]);
    expect(blocks(aReturnsInput(done, { now: little }))).toEqual(["return-not-fulfilled"]);
  });

  it("is also what was not sold with the order, or has no row", () => {
    const unsold = aReturn({ lines: [aReturnLine({ lineId: null }), aReturnLine({ lineId: lineId("109") })] });
    expect(planReturns(aReturnsInput(unsold)).blocks).toMatchObject([{ kind: "return-not-fulfilled" }]);
  });

  it("knows the units that the return has itself", () => {
    const input = withSalesReturn(aReturn(), anActualReturn());
    const now = { ...input.now, returnables: [] };
    expect(planReturns({ ...input, now })).toMatchObject({ steps: [], blocks: [] });
  });
});

describe("[CHG-12] a refused step", () => {
  it("is not sent again, nor what would follow it", () => {
    const input = aReturnsInput(aReturn());
    const [, row] = steps(input);
    const refusals = [{ step: row === undefined ? "" : fingerprintOf(row), words: "Not this one." }];
    const plan = planReturns({ ...input, kept: { ...noReturns, refusals } });
    expect(plan.steps.map(({ kind }) => kind)).toEqual(["create-sales-return"]);
    expect(plan.blocks).toEqual([
      { kind: "return-refused", name: "#1001-R1", step: "create-sales-return-row", words: "Not this one." },
    ]);
  });

  it("of another sales return is another step", () => {
    const refusals = [{ step: "another", words: "No." }];
    expect(kinds(aReturnsInput(aReturn(), { kept: { ...noReturns, refusals } }))).toHaveLength(2);
    expect(anActualReturn().id).toBe(salesReturnId(1200));
  });
});
