import { beforeEach, describe, expect, it } from "vitest";
import type { CallFailure } from "../domain/failure.ts";
import type { KatanaFulfillmentId } from "../domain/ids.ts";
import type { ActualSalesOrder } from "../domain/sales-order.ts";
import { aFulfillment, aShippingLine, anOrder } from "../domain/testing/build-order.ts";
import { decimal, salesOrderId, taxRateId, lineId } from "../domain/testing/ids.ts";
import { createInProcessLeases } from "../adapters/shopify/testing/in-process-leases.ts";
import { pollKatana } from "./poll-katana.ts";
import { reconcileOrder } from "./reconcile-order.ts";
import { sweep } from "./sweep.ts";
import { acme, createSyncWorld, theOrder, type SyncWorld } from "./testing/sync-world.ts";

let world: SyncWorld;
beforeEach(() => {
  world = createSyncWorld();
});

const noAnswer: CallFailure = { kind: "unknown-outcome", side: "katana", words: "no answer within 20 s" };
const key = `${acme}:5501`;
const link = () => world.tables.links.get(key);
const outcomes = () => world.tables.attempts.map(({ step, outcome }) => [step, outcome]);
const created = () => world.katana.calls.filter((call) => call === "createSalesOrder").length;
const sweepNow = () => sweep(world.outside, world.stores);

/** A create without an answer, and the second look at it a second later. */
async function lookTwice(takesEffect: boolean, order = anOrder()) {
  world.katana.trouble("createSalesOrder", { failure: noAnswer, takesEffect });
  const first = await world.look(order);
  expect(first).toMatchObject({ status: "waiting", failure: noAnswer, nextTryAt: world.clock.instant(1_000) });
  world.clock.advance(1_000);
  return world.lookAgain();
}

/** A person delivers all of it in Katana. */
function deliver(salesOrder: ActualSalesOrder): void {
  const place = world.katana.salesOrders.indexOf(salesOrder);
  world.katana.salesOrders.splice(place, 1, { ...salesOrder, status: "DELIVERED" });
  const at = world.clock.instant();
  world.katana.fulfillments.push({
    id: 8001 as KatanaFulfillmentId,
    salesOrderId: salesOrder.id,
    delivered: true,
    deleted: false,
    shippedAt: at,
    updatedAt: at,
    tracking: null,
    rows: salesOrder.rows.map(({ id, quantity }) => ({ rowId: id, quantity })),
  });
}

describe("[IMP-9] a create without an answer", () => {
  it("is adopted when the sales order is there", async () => {
    const row = await lookTwice(true);
    expect(row).toMatchObject({ status: "in-step", failure: null });
    expect(world.katana.salesOrders).toHaveLength(1);
    expect(link()).toMatchObject({ salesOrderId: world.katana.salesOrders[0]?.id, goneFromKatanaAt: null });
    expect(link()?.agreed.rows).toHaveLength(1);
    expect(outcomes()).toEqual([["create-sales-order", "made"]]);
    expect(world.tables.timeline.map(({ kind }) => kind)).toEqual(["failed", "found-made"]);
  });

  it("is adopted with the fee it still owes", async () => {
    const row = await lookTwice(true, anOrder({ shippingLines: [aShippingLine()] }));
    expect(row.status).toBe("in-step");
    expect(world.katana.salesOrders).toMatchObject([{ shippingFee: { amount: "5" } }]);
  });

  it("[FUL-3] is adopted with what was delivered of it before the link stood", async () => {
    world.katana.trouble("createSalesOrder", { failure: noAnswer, takesEffect: true });
    await world.look();
    deliver(world.katana.salesOrders[0]!);
    await pollKatana(world.outside, world.stores);
    world.clock.advance(60_000);
    await pollKatana(world.outside, world.stores);
    expect(await world.lookAgain()).toMatchObject({ status: "in-step" });
    expect(world.shopify.orders.get(theOrder.orderId)!.fulfillments).toHaveLength(1);
    expect(link()).toMatchObject({ fulfillmentsMovedAt: null, fulfillments: { pairs: [{ origin: "katana" }] } });
  });

  it("waits until it can no longer take effect, and is sent once more only then", async () => {
    const row = await lookTwice(false);
    const until = "2026-11-10T10:01:20.000Z";
    expect(row).toMatchObject({ status: "waiting", waits: [{ kind: "unknown-create", until }], nextTryAt: until });
    expect(created()).toBe(1);
    world.clock.advance(Date.parse(until) - world.clock.now() - 1);
    await world.stores.orders.want(theOrder, 10);
    expect(await world.lookAgain()).toMatchObject({ status: "waiting" });
    expect(created()).toBe(1);
    world.clock.advance(1);
    expect(await world.lookAgain()).toMatchObject({ status: "in-step" });
    expect(created()).toBe(2);
    expect(outcomes()).toEqual([
      ["create-sales-order", "not-made"],
      ["create-sales-order", "made"],
    ]);
    expect(world.tables.attempts[1]?.recheckAt).toBe(world.clock.instant(60_000));
  });

  it("[IMP-7] counts as imported when the sales order was deleted meanwhile", async () => {
    world.katana.trouble("createSalesOrder", { failure: noAnswer, takesEffect: true });
    await world.look();
    await world.katana.deleteSalesOrder(world.katana.salesOrders[0]!.id);
    world.clock.advance(1_000);
    const row = await world.lookAgain();
    expect(row).toMatchObject({
      status: "not-imported",
      reasons: [{ kind: "deleted-in-katana", salesOrderNo: "#1001" }],
    });
    expect(await world.look()).toMatchObject({ status: "not-imported" });
    expect(created()).toBe(1);
  });

  it("is looked for again when the look-up fails", async () => {
    world.katana.trouble("createSalesOrder", { failure: noAnswer, takesEffect: true });
    await world.look();
    world.katana.trouble("findSalesOrders", { failure: { kind: "unavailable", side: "katana", words: "503" } });
    world.clock.advance(1_000);
    expect(await world.lookAgain()).toMatchObject({ status: "retrying", failure: { kind: "unavailable" } });
    world.clock.advance(2_000);
    expect(await world.lookAgain()).toMatchObject({ status: "in-step" });
  });

  it("waits with the order while Katana is not connected", async () => {
    world.katana.trouble("createSalesOrder", { failure: noAnswer, takesEffect: true });
    await world.look();
    const connection = world.tables.connections.get(acme)!;
    world.tables.connections.delete(acme);
    world.clock.advance(1_000);
    expect(await world.lookAgain()).toMatchObject({ status: "waiting" });
    world.tables.connections.set(acme, connection);
    await world.stores.orders.want(theOrder, 10);
    expect(await world.lookAgain()).toMatchObject({ status: "in-step" });
    expect(created()).toBe(1);
  });

  it.each([
    ["createTaxRate", "create-tax-rate"],
    ["createCustomer", "create-customer"],
  ] as const)("of %s is found when it was made", async (call, step) => {
    world.katana.taxRates.splice(0);
    world.katana.customers.clear();
    world.katana.trouble(call, { failure: noAnswer, takesEffect: true });
    await world.look();
    world.clock.advance(1_000);
    expect(await world.lookAgain()).toMatchObject({ status: "in-step" });
    expect(world.tables.attempts.filter((attempt) => attempt.step === step)).toHaveLength(1);
  });

  it.each([
    ["createTaxRate", "create-tax-rate"],
    ["createCustomer", "create-customer"],
  ] as const)("of %s is not repeated before it is safe", async (call, step) => {
    world.katana.taxRates.splice(0);
    world.katana.customers.clear();
    world.katana.trouble(call, { failure: noAnswer });
    await world.look();
    world.clock.advance(1_000);
    expect(await world.lookAgain()).toMatchObject({ status: "waiting", waits: [{ kind: "unknown-create" }] });
    world.clock.advance(79_000);
    expect(await world.lookAgain()).toMatchObject({ status: "in-step" });
    expect(world.tables.attempts.filter((attempt) => attempt.step === step)).toHaveLength(2);
  });

  it("[STO-4] is not sent for a tax rate that another order made in the meantime", async () => {
    world.katana.taxRates.splice(0);
    world.katana.onCall = (name) => {
      if (name === "findTaxRate") world.katana.taxRates.push({ id: taxRateId(9), percent: decimal("20") });
    };
    expect(await world.look()).toMatchObject({ status: "in-step" });
    expect(world.katana.calls).not.toContain("createTaxRate");
  });

  it("is not sent when the look-up fails just before it", async () => {
    world.katana.taxRates.splice(0);
    const failure: CallFailure = { kind: "unavailable", side: "katana", words: "503" };
    world.katana.trouble("findTaxRate", { failure });
    expect(await world.look()).toMatchObject({ status: "retrying", failure });
    expect(created()).toBe(0);
  });

  it("waits its turn when another order is creating the same thing all the time", async () => {
    world.katana.taxRates.splice(0);
    const leases = createInProcessLeases(new Set(["katana:account:tax-rate:20"]));
    await world.look(anOrder({ cancelledAt: "2026-11-10T09:30:00Z" }));
    world.shopify.orders.set(theOrder.orderId, anOrder());
    await world.stores.orders.want(theOrder, 10);
    await reconcileOrder({ ...world.outside, leases }, world.stores, theOrder);
    expect(world.tables.orders.get(key)).toMatchObject({ status: "retrying", failure: { kind: "unavailable" } });
    expect(world.katana.calls).not.toContain("createTaxRate");
  });
});

describe("the fee of an imported order", () => {
  const order = anOrder({ shippingLines: [aShippingLine()] });

  it("[MAP-12] is owed after a failure and paid by the next look", async () => {
    world.katana.trouble("createShippingFee", { failure: { kind: "unavailable", side: "katana", words: "503" } });
    expect(await world.look(order)).toMatchObject({ status: "retrying" });
    expect(link()?.agreed.shippingFeePending).toMatchObject({ amount: "5" });
    world.clock.advance(1_000);
    expect(await world.lookAgain()).toMatchObject({ status: "in-step" });
    expect(link()?.agreed).toMatchObject({ shippingFeePending: null, shippingFee: { amount: "5" } });
    expect(created()).toBe(1);
  });

  it("[IMP-9] is not made twice when its create had no answer", async () => {
    world.katana.trouble("createShippingFee", { failure: noAnswer, takesEffect: true });
    await world.look(order);
    world.clock.advance(1_000);
    expect(await world.lookAgain()).toMatchObject({ status: "in-step" });
    expect(world.katana.calls.filter((call) => call === "createShippingFee")).toHaveLength(1);
    expect(link()?.agreed.shippingFee).not.toBeNull();
  });

  it("[IMP-9] waits until its create is safe to repeat", async () => {
    world.katana.trouble("createShippingFee", { failure: noAnswer });
    await world.look(order);
    world.clock.advance(1_000);
    expect(await world.lookAgain()).toMatchObject({ status: "waiting", waits: [{ kind: "unknown-create" }] });
    world.katana.trouble("loadSalesOrder", { failure: { kind: "unavailable", side: "katana", words: "503" } });
    await world.stores.orders.want(theOrder, 10);
    expect(await world.lookAgain()).toMatchObject({ status: "retrying" });
    world.clock.advance(79_000);
    expect(await world.lookAgain()).toMatchObject({ status: "in-step" });
    expect(world.katana.calls.filter((call) => call === "createShippingFee")).toHaveLength(2);
  });

  it("[CHG-12] that Katana refuses is a block", async () => {
    const failure: CallFailure = { kind: "rejected", side: "katana", status: 422, words: "amount is odd." };
    world.katana.trouble("createShippingFee", { failure });
    expect(await world.look(order)).toMatchObject({
      status: "needs-you",
      blocks: [{ kind: "katana-refused", step: "create-shipping-fee" }],
    });
  });

  it("[IMP-7] that Katana refuses because the sales order was deleted meanwhile says just that", async () => {
    world.katana.trouble("createShippingFee", { failure: { kind: "unavailable", side: "katana", words: "503" } });
    await world.look(order);
    const [made] = world.katana.salesOrders;
    world.katana.salesOrders.splice(0, 1, { ...made!, deleted: true });
    const failure: CallFailure = { kind: "rejected", side: "katana", status: 422, words: "sales_order_id is gone." };
    world.katana.trouble("createShippingFee", { failure });
    world.clock.advance(1_000);
    expect(await world.lookAgain()).toMatchObject({
      status: "not-imported",
      reasons: [{ kind: "deleted-in-katana" }],
      blocks: [],
    });
  });

  it("[FUL-1] [CHG-12] holds up nothing that has gone when Katana refuses it", async () => {
    const failure: CallFailure = { kind: "rejected", side: "katana", status: 422, words: "amount is odd." };
    const fulfillments = [aFulfillment([{ lineId: lineId("101"), quantity: 1 }])];
    world.katana.trouble("createShippingFee", { failure });
    expect(await world.look({ ...order, fulfillments })).toMatchObject({
      status: "needs-you",
      blocks: [{ kind: "katana-refused", step: "create-shipping-fee" }],
    });
    expect(world.katana.fulfillments).toMatchObject([{ delivered: true }]);
  });

  it("[MAP-10] makes its tax rate again when that is gone", async () => {
    world.katana.trouble("createShippingFee", { failure: { kind: "unavailable", side: "katana", words: "503" } });
    await world.look(order);
    world.katana.taxRates.splice(0);
    world.katana.trouble("createTaxRate", { failure: { kind: "unavailable", side: "katana", words: "503" } });
    world.clock.advance(1_000);
    expect(await world.lookAgain()).toMatchObject({ status: "retrying" });
    world.clock.advance(2_000);
    expect(await world.lookAgain()).toMatchObject({ status: "in-step" });
    expect(world.katana.taxRates).toHaveLength(1);
  });
});

describe("[IMP-9] the double check after a repeat", () => {
  /** The repeat stands; the first create, given up long ago, may have taken effect after all. */
  async function repeated(late: "late" | "never") {
    await lookTwice(false);
    world.clock.advance(80_000);
    await world.lookAgain();
    const [repeat] = world.katana.salesOrders;
    if (late === "late")
      world.katana.salesOrders.push({ ...repeat!, id: salesOrderId(99_000), createdAt: "2026-11-10T11:00:00Z" });
    world.clock.advance(60_000);
    return repeat!;
  }
  const recheckAt = () => world.tables.attempts[1]?.recheckAt;

  it("finds one, and is done", async () => {
    await repeated("never");
    await sweepNow();
    expect(await world.lookAgain()).toMatchObject({ status: "in-step" });
    expect(recheckAt()).toBeNull();
    expect(world.katana.calls).not.toContain("deleteSalesOrder");
  });

  it("deletes the younger of two that nobody touched, and says so", async () => {
    const repeat = await repeated("late");
    await sweepNow();
    expect(await world.lookAgain()).toMatchObject({ status: "in-step" });
    expect(world.katana.salesOrders.map(({ id, deleted }) => [id, deleted])).toEqual([
      [repeat.id, false],
      [99_000, true],
    ]);
    expect(link()?.salesOrderId).toBe(repeat.id);
    expect(world.tables.timeline.at(-1)).toMatchObject({ kind: "double-removed" });
    expect(recheckAt()).toBeNull();
  });

  it("moves the link to the older one when its own is the younger", async () => {
    const repeat = await repeated("never");
    world.katana.salesOrders.push({ ...repeat, id: salesOrderId(10), createdAt: "2026-11-10T08:00:00Z" });
    await sweepNow();
    await world.lookAgain();
    expect(link()).toMatchObject({ salesOrderId: 10, goneFromKatanaAt: null });
    expect(link()?.agreed.rows).toHaveLength(1);
    expect(world.katana.salesOrders.find(({ id }) => id === repeat.id)?.deleted).toBe(true);
  });

  it("[FUL-3] carries over what was delivered of the one that it moves the link to", async () => {
    const repeat = await repeated("never");
    world.katana.salesOrders.push({ ...repeat, id: salesOrderId(10), createdAt: "2026-11-10T08:00:00Z" });
    deliver(world.katana.salesOrders.at(-1)!);
    await sweepNow();
    expect(await world.lookAgain()).toMatchObject({ status: "in-step" });
    expect(world.shopify.orders.get(theOrder.orderId)!.fulfillments).toHaveLength(1);
  });

  it("is a block that names both when the younger was worked on, and goes when a person deleted one", async () => {
    await repeated("late");
    world.katana.salesOrders[1] = { ...world.katana.salesOrders[1]!, status: "PACKED", orderNo: "SO-2" };
    await sweepNow();
    expect(await world.lookAgain()).toMatchObject({
      status: "needs-you",
      blocks: [{ kind: "two-sales-orders", salesOrderNos: ["#1001", "SO-2"] }],
    });
    expect(await world.look()).toMatchObject({ status: "needs-you" });
    await world.katana.deleteSalesOrder(salesOrderId(99_000));
    expect(await world.look()).toMatchObject({ status: "in-step", blocks: [] });
    expect(recheckAt()).toBeNull();
  });

  it("is asked for by the sweep no more than every ten minutes, whatever keeps it from ending", async () => {
    await repeated("late");
    world.katana.salesOrders[1] = { ...world.katana.salesOrders[1]!, status: "PACKED" };
    await sweepNow();
    await world.lookAgain();
    const asked = world.katana.calls.length;
    for (let index = 0; index < 5; index += 1) {
      world.clock.advance(60_000);
      await sweepNow();
      await world.lookAgain();
    }
    expect(world.katana.calls).toHaveLength(asked);
    world.clock.advance(5 * 60_000);
    await sweepNow();
    await world.lookAgain();
    expect(world.katana.calls).toHaveLength(asked + 1);
  });

  it("[CON-5] deletes nothing while syncing is paused, and does after it", async () => {
    await repeated("late");
    const { activation } = world.tables.shops.get(acme)!;
    const paused = { ...activation, pausedAt: world.clock.instant() };
    await world.stores.shops.saveActivation(acme, paused, world.clock.instant());
    await world.lookAgain();
    expect(world.katana.calls).not.toContain("deleteSalesOrder");
    world.clock.advance(1_000);
    const resumed = { ...activation, activatedAt: world.clock.instant() };
    await world.stores.shops.saveActivation(acme, resumed, world.clock.instant());
    await world.lookAgain();
    expect(world.katana.calls).toContain("deleteSalesOrder");
  });

  it("looks again when the delete had no answer, and passes on a refusal", async () => {
    await repeated("late");
    world.katana.trouble("deleteSalesOrder", { failure: noAnswer, takesEffect: true });
    await sweepNow();
    expect(await world.lookAgain()).toMatchObject({ status: "in-step" });
    expect(recheckAt()).not.toBeNull();
    expect(await world.look()).toMatchObject({ status: "in-step" });
    expect(recheckAt()).toBeNull();
  });

  it.each(["findSalesOrders", "deleteSalesOrder"] as const)("is put off when %s fails", async (call) => {
    await repeated("late");
    world.katana.trouble(call, { failure: { kind: "unavailable", side: "katana", words: "503" } });
    await sweepNow();
    expect(await world.lookAgain()).toMatchObject({ status: "retrying", failure: { kind: "unavailable" } });
    world.clock.advance(1_000);
    expect(await world.lookAgain()).toMatchObject({ status: "in-step" });
    expect(world.katana.salesOrders.filter(({ deleted }) => !deleted)).toHaveLength(1);
  });

  it("is not taken with a lease that was lost", async () => {
    await repeated("late");
    world.katana.onCall = (call) => {
      if (call === "findSalesOrders") world.tables.leasesAreLost = true;
    };
    await sweepNow();
    await world.lookAgain();
    expect(world.katana.calls).not.toContain("deleteSalesOrder");
  });
});
