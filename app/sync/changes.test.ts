import { beforeEach, describe, expect, it } from "vitest";
import type { CallFailure } from "../domain/failure.ts";
import type { ManufacturingOrder } from "../domain/manufacturing-order.ts";
import type { Order } from "../domain/order.ts";
import { aLine, anOrder, aShippingLine, aTax, known } from "../domain/testing/build-order.ts";
import { aVariant } from "../domain/testing/build-references.ts";
import { decimal, lineId, manufacturingOrderId, shopifyLocationId, variantId } from "../domain/testing/ids.ts";
import type { KatanaClient } from "./ports.ts";
import { acme, createSyncWorld, theOrder, type SyncWorld } from "./testing/sync-world.ts";
import { textOf } from "./testing/memory-tables.ts";

let world: SyncWorld;
beforeEach(() => {
  world = createSyncWorld();
});

const table = aLine({ id: lineId("102"), title: "Table", sku: "TABLE", unitPrice: decimal("30") });
const placed = anOrder({ lines: [aLine({ orderedQuantity: 2 })] });
const withUnits = (units: number): Order =>
  anOrder({ lines: [aLine({ orderedQuantity: Math.max(units, 2), currentQuantity: units })] });
const noAnswer: CallFailure = { kind: "unknown-outcome", side: "katana", words: "no answer" };
const refusal: CallFailure = { kind: "rejected", side: "katana", status: 422, words: "Not this row." };
const salesOrder = () => world.katana.salesOrders[0]!;
const rows = () =>
  salesOrder()
    .rows.map(({ key, quantity }) => [key, quantity])
    .toSorted();
const chairRow = () => salesOrder().rows.find(({ key }) => key === "101")!;
const link = () => world.tables.links.get(textOf(theOrder))!;
/** Katana's calls from `act` on, reads of what is remembered left out. */
const remembered: readonly (keyof KatanaClient)[] = ["loadFactory", "listTaxRates", "findVariants"];
const calls = async (act: () => Promise<unknown>) => {
  const before = world.katana.calls.length;
  await act();
  return world.katana.calls.slice(before).filter((call) => !remembered.includes(call));
};
const told = () =>
  world.tables.timeline.flatMap(({ kind, details }) =>
    kind === "changed" ? [(details as { what: string }).what] : [],
  );
const outcomes = () =>
  world.tables.attempts
    .filter(({ step }) => step !== "create-sales-order")
    .map(({ step, outcome }) => [step, outcome] as const);
const away: CallFailure = { kind: "unavailable", side: "katana", words: "503" };
const makeToOrder = (status: string, followsByItself: boolean): ManufacturingOrder => {
  const row = chairRow();
  const made: ManufacturingOrder = {
    ...{ id: manufacturingOrderId(77), status, plannedQuantity: row.quantity },
    ...{ rowId: row.id, additionalInfo: "for the fair" },
  };
  world.katana.manufacturingOrders.push(made);
  const linked = salesOrder().rows.map((one) => (one === row ? { ...one, manufacturingOrderId: made.id } : one));
  world.katana.salesOrders.splice(0, 1, { ...salesOrder(), rows: linked });
  world.katana.manufacturingFollows = followsByItself;
  return made;
};

describe("[CHG-1] a change of an imported order", () => {
  it("[CHG-2] is carried over with two calls, kept, and told", async () => {
    await world.look(placed);
    expect(await calls(() => world.look(withUnits(3)))).toEqual(["loadSalesOrder", "updateRow"]);
    expect(rows()).toEqual([["101", "3"]]);
    expect(told()).toEqual(["row-changed"]);
    expect(link()).toMatchObject({ agreed: { rows: [{ quantity: 3 }], unsure: [] } });
    expect(link().agreedLook).toEqual(link().lastLook);
    expect(await calls(() => world.look(withUnits(3)))).toEqual([]);
    expect(outcomes()).toEqual([["update-row", "made"]]);
  });

  it("[MAP-6] makes a row that a person deleted anew, of the variant that Katana has", async () => {
    world.katana.variants = [...world.katana.variants, aVariant({ sku: "TABLE", id: variantId(502) })];
    await world.look(anOrder({ lines: [...placed.lines, table] }));
    world.katana.salesOrders.splice(0, 1, {
      ...salesOrder(),
      rows: salesOrder().rows.filter(({ key }) => key !== "102"),
    });
    const more = { ...table, orderedQuantity: 3, currentQuantity: 3, unfulfilledQuantity: 3 };
    await world.look(anOrder({ lines: [...placed.lines, more] }));
    expect(rows()).toEqual([
      ["101", "2"],
      ["102", "3"],
    ]);
    expect(salesOrder().rows.find(({ key }) => key === "102")?.variantId).toBe(502);
    expect(world.katana.items).toEqual([]);
  });

  it("[CHG-3] [CHG-4] is a row more with its product, and a row less", async () => {
    await world.look(placed);
    await world.look(anOrder({ lines: [...placed.lines, table] }));
    expect(rows()).toEqual([
      ["101", "2"],
      ["102", "1"],
    ]);
    expect(world.katana.items).toHaveLength(1);
    await world.look(anOrder({ lines: [{ ...placed.lines[0]!, currentQuantity: 0 }, table] }));
    expect(rows()).toEqual([["102", "1"]]);
    expect(told()).toEqual(["row-added", "row-deleted"]);
    const made = world.tables.attempts.find(({ step }) => step === "create-row");
    expect(made).toMatchObject({ outcome: "made", resultId: salesOrder().rows[0]?.id });
  });

  it("[CHG-2] changes price, discount and tax rate with the tax rate made first", async () => {
    await world.look(placed);
    const line = aLine({ orderedQuantity: 2, unitPrice: decimal("12"), taxLines: [aTax("9")] });
    await world.look(anOrder({ lines: [line] }));
    const [row] = salesOrder().rows;
    expect(world.katana.taxRates.find(({ id }) => id === row?.taxRateId)?.percent).toBe("9");
    expect(row?.pricePerUnit).toBe("12");
  });

  it("[CHG-10] [SET-6] moves a row", async () => {
    await world.look(placed);
    const fulfillmentOrders = placed.fulfillmentOrders.map((one) => ({ ...one, locationId: shopifyLocationId("2") }));
    await world.look({ ...placed, fulfillmentOrders });
    expect(salesOrder().rows[0]?.locationId).toBe(12);
  });

  it("[CHG-11] adds, changes and deletes the shipping fee", async () => {
    await world.look(placed);
    const withFee = (price: string): Order => ({
      ...placed,
      shippingLines: [aShippingLine({ price: decimal(price) })],
    });
    await world.look(withFee("5"));
    expect(salesOrder().shippingFee?.amount).toBe("5");
    await world.look(withFee("7"));
    expect(salesOrder().shippingFee?.amount).toBe("7");
    await world.look(placed);
    expect(salesOrder().shippingFee).toBeNull();
    expect(told()).toEqual(["shipping-fee-added", "shipping-fee-changed", "shipping-fee-deleted"]);
  });

  it("[CHG-1] [REC-6] is as sure as before of what Katana did not take in", async () => {
    await world.look(placed);
    world.katana.trouble("updateRow", { failure: { kind: "rate-limited", side: "katana", retryAfterMs: 2_000 } });
    await world.look(withUnits(3));
    expect(link().agreed).toMatchObject({ rows: [{ quantity: 2 }] });
    expect(link().agreed.unsure ?? []).toEqual([]);
    expect(outcomes()).toEqual([["update-row", "not-sent"]]);
  });

  it("[CHG-1] leaves what is agreed on to whoever took over while the run stood still", async () => {
    await world.look(placed);
    const agreed = link().agreed;
    world.katana.onCall = (call) => {
      if (call === "loadSalesOrder") world.tables.leasesAreLost = true;
    };
    await world.look(withUnits(3));
    expect(link().agreed).toEqual(agreed);
    expect(rows()).toEqual([["101", "2"]]);
    expect(world.log.map(({ event }) => event)).toContain("order.lease-lost");
  });

  it("finds the sales order deleted by a person", async () => {
    await world.look(placed);
    await world.katana.deleteSalesOrder(salesOrder().id);
    expect(await world.look(withUnits(3))).toMatchObject({
      status: "not-imported",
      reasons: [{ kind: "deleted-in-katana" }],
    });
    expect(link().deletedBecause).toBeNull();
  });

  it("[CON-8] rests while another account is connected", async () => {
    await world.look(placed);
    const connection = world.tables.connections.get(acme)!;
    world.tables.connections.set(acme, { ...connection, accountId: "another" });
    expect(await calls(() => world.look(withUnits(3)))).toEqual([]);
    expect(world.tables.orders.get(textOf(theOrder))).toMatchObject({
      status: "waiting",
      waits: [{ kind: "other-account", salesOrderNo: "#1001" }],
    });
    world.tables.connections.set(acme, connection);
    await world.look(withUnits(3));
    expect(rows()).toEqual([["101", "3"]]);
  });
});

describe("[CHG-2] [CHG-4] what makes a row's goods", () => {
  const mos = () =>
    world.katana.manufacturingOrders.map(({ plannedQuantity, rowId }) => [plannedQuantity, rowId !== null]);

  it.each([
    ["Katana lets follow", true, ["loadSalesOrder", "loadManufacturingOrder", "updateRow", "loadManufacturingOrder"]],
    [
      "Katana leaves",
      false,
      ["loadSalesOrder", "loadManufacturingOrder", "updateRow", "loadManufacturingOrder", "updateManufacturingOrder"],
    ],
  ] as const)("makes as many as the row wants, which %s", async (_whose, followsByItself, expected) => {
    await world.look(placed);
    makeToOrder("NOT_STARTED", followsByItself);
    expect(await calls(() => world.look(withUnits(3)))).toEqual(expected);
    expect(mos()).toEqual([["3", true]]);
    expect(world.katana.manufacturingOrders[0]?.additionalInfo).toBe("for the fair");
    expect(link().agreed.pendingManufacturing).toEqual([]);
  });

  it.each([3, 1])(
    "is unlinked when it was started, and makes to stock what it was to make (%d units)",
    async (units) => {
      await world.look(placed);
      makeToOrder("IN_PROGRESS", false);
      await world.look(withUnits(units));
      expect(mos()).toEqual([["2", false]]);
      expect(told()).toEqual(["manufacturing-order-unlinked", "row-changed"]);
    },
  );

  it.each([
    ["NOT_STARTED", [], "manufacturing-order-deleted"],
    ["DONE", [["2", false]], "manufacturing-order-unlinked"],
  ] as const)("%s goes or stays when its row goes", async (status, left, what) => {
    await world.look(anOrder({ lines: [...placed.lines, table] }));
    makeToOrder(status, false);
    await world.look(anOrder({ lines: [{ ...placed.lines[0]!, currentQuantity: 0 }, table] }));
    expect(mos()).toEqual(left);
    expect(told().toSorted()).toEqual([what, "row-deleted"]);
    expect(link().agreed.pendingManufacturing ?? []).toEqual([]);
  });

  it("[CHG-12] stays when Katana keeps its row", async () => {
    await world.look(anOrder({ lines: [...placed.lines, table] }));
    makeToOrder("NOT_STARTED", false);
    world.katana.trouble("deleteRow", { failure: refusal });
    const removed = anOrder({ lines: [{ ...placed.lines[0]!, currentQuantity: 0 }, table] });
    expect(await world.look(removed)).toMatchObject({ blocks: [{ kind: "katana-refused", step: "delete-row" }] });
    expect(mos()).toEqual([["2", true]]);
    expect(link().agreed.pendingManufacturing).toEqual([]);
  });

  it("goes after its row although the look ended in between", async () => {
    await world.look(anOrder({ lines: [...placed.lines, table] }));
    makeToOrder("NOT_STARTED", false);
    world.katana.trouble("deleteManufacturingOrder", { failure: away });
    const removed = anOrder({ lines: [{ ...placed.lines[0]!, currentQuantity: 0 }, table] });
    expect(await world.look(removed)).toMatchObject({ status: "retrying" });
    world.clock.advance(1_000);
    expect(await world.lookAgain()).toMatchObject({ status: "in-step" });
    expect(mos()).toEqual([]);
  });

  it("needs nothing when it is gone meanwhile, and is read again after a failure", async () => {
    await world.look(placed);
    makeToOrder("NOT_STARTED", false);
    world.katana.trouble("loadManufacturingOrder", { failure: { kind: "unavailable", side: "katana", words: "503" } });
    expect(await world.look(withUnits(3))).toMatchObject({ status: "retrying" });
    world.katana.manufacturingOrders.splice(0);
    world.clock.advance(1_000);
    expect(await world.lookAgain()).toMatchObject({ status: "in-step" });
    expect(rows()).toEqual([["101", "3"]]);
  });

  it("is owed its look although nothing else is left to do", async () => {
    await world.look(placed);
    makeToOrder("NOT_STARTED", false);
    const failure: CallFailure = { kind: "unavailable", side: "katana", words: "503" };
    world.katana.onCall = (call) => {
      if (call === "updateRow") world.katana.trouble("loadManufacturingOrder", { failure });
    };
    expect(await world.look(withUnits(3))).toMatchObject({ status: "retrying" });
    expect(mos()).toEqual([["2", true]]);
    world.katana.onCall = () => undefined;
    world.clock.advance(1_000);
    expect(await world.lookAgain()).toMatchObject({ status: "in-step" });
    expect(mos()).toEqual([["3", true]]);
  });
});

describe("[CHG-5] [CHG-6] an order that ended", () => {
  const ended = { ...placed, cancelledAt: "2026-11-11T00:00:00Z", closedAt: "2026-11-11T00:00:00Z" };

  it("takes its sales order and what was to be made along, and says so", async () => {
    await world.look(placed);
    makeToOrder("NOT_STARTED", false);
    expect(await calls(() => world.look(ended))).toEqual([
      ...["loadSalesOrder", "hasReturns", "loadManufacturingOrder"],
      ...["deleteSalesOrder", "loadManufacturingOrder", "deleteManufacturingOrder"],
    ]);
    expect(salesOrder().deleted).toBe(true);
    expect(world.tables.orders.get(textOf(theOrder))).toMatchObject({
      status: "not-imported",
      reasons: expect.arrayContaining([{ kind: "deleted-by-tandem", salesOrderNo: "#1001", because: "cancelled" }]),
    });
    expect(world.tables.timeline.map(({ kind }) => kind)).toContain("deleted");
    expect(outcomes()).toEqual([["delete-sales-order", "made"]]);
  });

  it("[IMP-7] does not come over again when it is reopened", async () => {
    await world.look(placed);
    await world.look({ ...placed, closedAt: "2026-11-11T00:00:00Z" });
    expect(await world.look(placed)).toMatchObject({
      status: "not-imported",
      reasons: [{ kind: "deleted-by-tandem", because: "archived" }],
    });
    expect(world.katana.salesOrders).toHaveLength(1);
  });

  it("keeps a sales order with a return, and one that Katana does not let go", async () => {
    await world.look(placed);
    world.katana.returned.add(salesOrder().id);
    expect(await world.look(ended)).toMatchObject({
      status: "needs-you",
      blocks: [{ kind: "sales-order-not-deletable", cause: "has-returns" }],
    });
    world.katana.returned.clear();
    makeToOrder("NOT_STARTED", false);
    world.katana.trouble("deleteSalesOrder", { failure: refusal });
    expect(await world.look(ended)).toMatchObject({
      status: "needs-you",
      blocks: [{ kind: "katana-refused", step: "delete-sales-order", words: "Not this row." }],
    });
    expect(salesOrder().deleted).toBe(false);
    expect(world.katana.manufacturingOrders).toHaveLength(1);
    expect(link().agreed.pendingManufacturing).toEqual([]);
  });

  it.each(["loadManufacturingOrder", "deleteManufacturingOrder"] as const)(
    "takes what was to be made along although Katana does not answer to %s at first",
    async (call) => {
      await world.look(placed);
      makeToOrder("NOT_STARTED", false);
      world.katana.onCall = (name) => {
        if (name === "deleteSalesOrder") world.katana.trouble(call, { failure: away });
      };
      expect(await world.look(ended)).toMatchObject({ status: "retrying" });
      expect(world.katana.manufacturingOrders).toHaveLength(1);
      world.clock.advance(120_000);
      expect(await world.lookAgain()).toMatchObject({ status: "not-imported" });
      expect(world.katana.manufacturingOrders).toEqual([]);
      expect(link().deletedBecause).toBe("cancelled");
    },
  );

  it("whose sales order somebody else deleted at that moment is told as theirs", async () => {
    await world.look(placed);
    world.katana.trouble("deleteSalesOrder", { failure: { ...refusal, status: 404 }, takesEffect: true });
    expect(await world.look(ended)).toMatchObject({ status: "not-imported" });
    expect(link().deletedBecause).toBeNull();
    expect(outcomes()).toEqual([["delete-sales-order", "refused"]]);
  });

  it.each([true, false])(
    "without an answer is looked at again before it is sent again (took effect: %s)",
    async (did) => {
      await world.look(placed);
      world.katana.trouble("deleteSalesOrder", { failure: noAnswer, takesEffect: did });
      await world.look(ended);
      world.clock.advance(90_000);
      await world.lookAgain();
      expect(salesOrder().deleted).toBe(true);
      expect(link().deletedBecause).toBe("cancelled");
      expect(outcomes().map(([, outcome]) => outcome)).toEqual(did ? ["made"] : ["looked-up", "made"]);
    },
  );
});

describe("[CHG-12] a write that did not go through", () => {
  it("is not repeated as it is, until a person asks or Shopify changes it once more", async () => {
    await world.look(placed);
    world.katana.trouble("updateRow", { failure: refusal });
    const blocked = {
      status: "needs-you",
      blocks: [{ kind: "katana-refused", step: "update-row", words: "Not this row." }],
    };
    expect(await world.look(withUnits(3))).toMatchObject(blocked);
    expect(await calls(() => world.look(withUnits(3)))).toEqual(["loadSalesOrder"]);
    expect(await calls(() => world.look(withUnits(4)))).toContain("updateRow");
    world.katana.trouble("updateRow", { failure: refusal });
    expect(await world.look(withUnits(5))).toMatchObject(blocked);
    await world.stores.requests.lookNow([theOrder], "548380009", world.clock.instant());
    expect(await world.lookAgain()).toMatchObject({ status: "in-step", blocks: [] });
    expect(rows()).toEqual([["101", "5"]]);
  });

  it("is repeated once the sales order stands otherwise in Katana", async () => {
    await world.look(placed);
    world.katana.trouble("updateRow", { failure: refusal });
    expect(await world.look(withUnits(3))).toMatchObject({ status: "needs-you" });
    world.katana.salesOrders.splice(0, 1, { ...salesOrder(), status: "PENDING" });
    expect(await world.look(withUnits(3))).toMatchObject({ status: "in-step", blocks: [] });
    expect(rows()).toEqual([["101", "3"]]);
  });

  it("does not hold back what else changed", async () => {
    await world.look(anOrder({ lines: [...placed.lines, table] }));
    world.katana.trouble("updateRow", { failure: refusal });
    const both = { ...table, orderedQuantity: 4, currentQuantity: 4, unfulfilledQuantity: 4 };
    expect(await world.look(anOrder({ lines: [...withUnits(3).lines, both] }))).toMatchObject({ status: "needs-you" });
    expect(rows()).toEqual([
      ["101", "2"],
      ["102", "4"],
    ]);
  });

  it.each([true, false])(
    "without an answer waits, reads and sends only what is missing (took effect: %s)",
    async (did) => {
      await world.look(placed);
      world.katana.trouble("updateRow", { failure: noAnswer, takesEffect: did });
      expect(await world.look(withUnits(3))).toMatchObject({ failure: { kind: "unknown-outcome" } });
      world.clock.advance(1_000);
      expect(await world.lookAgain()).toMatchObject({ status: "waiting", waits: [{ kind: "unknown-change" }] });
      world.clock.advance(90_000);
      const sent = await calls(() => world.lookAgain());
      expect(sent).toEqual(did ? ["loadSalesOrder"] : ["loadSalesOrder", "updateRow"]);
      expect(rows()).toEqual([["101", "3"]]);
      expect(outcomes()[0]).toEqual(["update-row", "looked-up"]);
      expect(await calls(() => world.look(withUnits(3)))).toEqual([]);
    },
  );

  it("without an answer is undone when Shopify took it back meanwhile", async () => {
    await world.look(placed);
    world.katana.trouble("updateRow", { failure: noAnswer, takesEffect: true });
    await world.look(withUnits(3));
    world.clock.advance(90_000);
    await world.look(placed);
    expect(rows()).toEqual([["101", "2"]]);
    expect(world.tables.orders.get(textOf(theOrder))).toMatchObject({ status: "in-step" });
  });

  it("of a row that was made without an answer finds it by its line", async () => {
    await world.look(placed);
    world.katana.variants = [aVariant(), aVariant({ id: variantId(502), sku: "TABLE" })];
    world.katana.trouble("createRow", { failure: noAnswer, takesEffect: true });
    const more = anOrder({ lines: [...placed.lines, table] });
    await world.look(more);
    world.clock.advance(90_000);
    expect(await calls(() => world.lookAgain())).toEqual(["loadSalesOrder"]);
    expect(rows()).toEqual([
      ["101", "2"],
      ["102", "1"],
    ]);
    expect(link().agreed.rows.map(({ key }) => key)).toEqual(["101", "102"]);
  });

  it("keeps the change for the next look when what it needs is refused", async () => {
    await world.look(placed);
    world.katana.trouble("createItem", { failure: refusal });
    const more = anOrder({ lines: [...placed.lines, table] });
    await world.look(more);
    expect(rows()).toEqual([["101", "2"]]);
    await world.look(more);
    expect(rows()).toEqual([
      ["101", "2"],
      ["102", "1"],
    ]);
  });
});

it("[CHG-7] never touches what was shipped, and the block goes with its cause", async () => {
  await world.look(placed);
  const [row] = salesOrder().rows;
  world.katana.salesOrders.splice(0, 1, { ...salesOrder(), status: "PARTIALLY_PACKED" });
  world.katana.fulfilled.set(row!.id, decimal("1"));
  expect(await world.look(withUnits(3))).toMatchObject({
    status: "needs-you",
    blocks: [{ kind: "row-protected", cause: "shipped" }],
  });
  expect(await world.look(placed)).toMatchObject({ status: "in-step", blocks: [] });
  expect(rows()).toEqual([["101", "2"]]);
  expect(outcomes()).toEqual([]);
});

it("[CHG-5] [CHG-8] of a fully refunded order whose part is shipped the open rows go", async () => {
  await world.look(anOrder({ lines: [...placed.lines, table] }));
  const row = chairRow();
  world.katana.salesOrders.splice(0, 1, { ...salesOrder(), status: "PARTIALLY_PACKED" });
  world.katana.fulfilled.set(row.id, decimal("2"));
  const refunded = { ...placed, financialStatus: known("REFUNDED" as const) };
  const lines = [
    { ...placed.lines[0]!, currentQuantity: 0 },
    { ...table, currentQuantity: 0 },
  ];
  expect(await world.look({ ...refunded, lines })).toMatchObject({
    status: "needs-you",
    blocks: [{ kind: "row-protected", change: { kind: "removed" } }],
  });
  expect(rows()).toEqual([["101", "2"]]);
});
