import { beforeEach, describe, expect, it } from "vitest";
import type { CallFailure } from "../domain/failure.ts";
import type { KatanaFulfillmentId, SalesOrderRowId } from "../domain/ids.ts";
import type { Order } from "../domain/order.ts";
import { aFulfillment, aFulfillmentOrder, aLine, anOrder, known } from "../domain/testing/build-order.ts";
import { decimal, lineId, orderId, salesOrderId, shopDomain } from "../domain/testing/ids.ts";
import { carryOver } from "./order-requests.ts";
import { pollKatana } from "./poll-katana.ts";
import type { Outside } from "./ports.ts";
import { acme, createSyncWorld, theOrder, type SyncWorld } from "./testing/sync-world.ts";

const bolt = shopDomain("bolt.myshopify.com");
let world: SyncWorld;
beforeEach(() => {
  world = createSyncWorld();
});

const line = lineId("101");
const three = aLine({ orderedQuantity: 3 });
const open = anOrder({ lines: [three] });
const shipped = (quantity: number, overrides: Partial<Order> = {}): Order => {
  const lines = [{ ...three, unfulfilledQuantity: 3 - quantity }];
  const fulfillments = [aFulfillment([{ lineId: line, quantity }], { createdAt: world.clock.instant() })];
  return anOrder({ lines, fulfillments, fulfillmentOrders: [aFulfillmentOrder(lines)], ...overrides });
};

const link = () => world.tables.links.get(`${acme}:5501`)!;
const rowId = (): SalesOrderRowId => link().agreed.rows[0]!.rowId;
const told = () => world.tables.timeline.map(({ kind }) => kind).filter((kind) => kind.startsWith("fulfillment"));
const unknown = (side: "katana" | "shopify"): CallFailure => ({ kind: "unknown-outcome", side, words: "time-out" });

/** A person packs or delivers units in Katana, and the next poll hears of it. */
async function packInKatana(quantity: string, id = 8001): Promise<void> {
  const at = world.clock.instant();
  const place = world.katana.salesOrders.findIndex((one) => one.id === link().salesOrderId);
  world.katana.salesOrders.splice(place, 1, { ...world.katana.salesOrders[place]!, status: "PARTIALLY_PACKED" });
  world.katana.fulfillments.push({
    id: id as KatanaFulfillmentId,
    salesOrderId: link().salesOrderId,
    delivered: false,
    deleted: false,
    shippedAt: at,
    updatedAt: at,
    tracking: null,
    rows: [{ rowId: rowId(), quantity: decimal(quantity) }],
  });
  await poll();
}

const poll = () => pollKatana(world.outside, world.stores);
const nextPoll = async () => {
  world.clock.advance(60_000);
  await poll();
};
const fulfillmentsInShopify = () => world.shopify.orders.get(theOrder.orderId)!.fulfillments;

describe("from Shopify to Katana", () => {
  it("[FUL-1] delivers what has gone, pairs it and tells it, once", async () => {
    await world.look(open);
    expect(await world.look(shipped(2))).toMatchObject({ status: "in-step", blocks: [] });
    expect(world.katana.fulfillments).toMatchObject([{ delivered: true, rows: [{ rowId: rowId(), quantity: "2" }] }]);
    expect(link().fulfillments).toMatchObject({ pairs: [{ origin: "shopify" }], unsure: [], waiting: false });
    expect(world.tables.attempts.filter(({ step }) => step === "create-sales-order-fulfillment")).toMatchObject([
      { outcome: "made", resultId: world.katana.fulfillments[0]!.id },
    ]);
    expect(told()).toEqual(["fulfillment-carried"]);
    world.katana.calls.splice(0);
    await world.look(shipped(2));
    expect(world.katana.calls).toEqual([]);
  });

  it("[FUL-8] tells how much of it Katana took from no batch", async () => {
    world.katana.unitsWithoutBatch.push(decimal("1"));
    await world.look(shipped(2));
    expect(world.tables.timeline.at(-1)).toMatchObject({ kind: "fulfillment-carried", details: { withoutBatch: 1 } });
  });

  it("[FUL-11] follows the import in the same look", async () => {
    expect(await world.look(shipped(1))).toMatchObject({ status: "in-step" });
    expect(world.katana.fulfillments).toMatchObject([{ rows: [{ quantity: "1" }] }]);
  });

  it("[FUL-12] [SET-8] does nothing and asks Katana nothing while the setting is off", async () => {
    const record = world.tables.shops.get(acme)!;
    const off = { ...record.settings, syncFulfillment: false };
    await world.stores.shops.saveSettings(acme, off, world.clock.instant());
    await world.look(open);
    world.katana.calls.splice(0);
    expect(await world.look(shipped(2))).toMatchObject({ status: "in-step" });
    await packInKatana("1");
    expect(world.katana.calls).toEqual([]);
    world.clock.advance(1_000);
    await world.stores.shops.saveSettings(acme, record.settings, world.clock.instant());
    expect(await world.look(shipped(2, { fulfillments: fulfillmentsInShopify() }))).toMatchObject({
      status: "in-step",
      notices: [{ kind: "fulfillments-left-aside", count: 1 }],
    });
    expect(world.katana.calls).toEqual([]);
    world.clock.advance(1_000);
    const asked = await carryOver(world.outside, world.stores, {
      shop: acme,
      orders: ["5501", "1"].map(orderId),
      by: "7",
    });
    expect(asked).toMatchObject({ asked: ["5501"], refused: [{ name: "1" }] });
    expect(await world.lookAgain()).toMatchObject({ status: "in-step", notices: [] });
    expect(world.katana.fulfillments.map(({ delivered }) => delivered)).toEqual([false, true]);
    expect(fulfillmentsInShopify()).toHaveLength(2);
    expect(told()).toEqual(["fulfillment-carried", "fulfillment-carried"]);
  });

  it("[FUL-9] what may have taken effect is looked for, and never sent again when it had", async () => {
    await world.look(open);
    world.katana.trouble("createFulfillment", { failure: unknown("katana"), takesEffect: true });
    expect(await world.look(shipped(2))).toMatchObject({ failure: { kind: "unknown-outcome" } });
    expect(link().fulfillments.unsure).toHaveLength(1);
    world.clock.advance(5_000);
    expect(await world.lookAgain()).toMatchObject({ status: "in-step" });
    expect(world.katana.fulfillments).toHaveLength(1);
    expect(world.tables.attempts.at(-1)).toMatchObject({ outcome: "looked-up" });
  });

  it("[FUL-9] what did not take effect is sent again once it cannot any more", async () => {
    await world.look(open);
    world.katana.trouble("createFulfillment", { failure: unknown("katana") });
    await world.look(shipped(2));
    world.clock.advance(5_000);
    expect(await world.lookAgain()).toMatchObject({ status: "waiting", waits: [{ kind: "unknown-change" }] });
    expect(world.katana.fulfillments).toEqual([]);
    world.clock.advance(80_000);
    expect(await world.lookAgain()).toMatchObject({ status: "in-step" });
    expect(world.katana.fulfillments).toHaveLength(1);
  });

  it("[FUL-2] what Katana refuses is a block, not sent again until a person asks", async () => {
    await world.look(open);
    const refusal = { kind: "rejected", side: "katana", status: 422, words: "The period is closed" } as const;
    world.katana.trouble("createFulfillment", { failure: refusal });
    const block = {
      kind: "fulfillment-refused",
      to: "katana",
      fulfillment: "#1001-F1",
      words: "The period is closed",
    };
    expect(await world.look(shipped(2))).toMatchObject({ status: "needs-you", blocks: [block] });
    expect(await world.look(shipped(2, { fulfillments: fulfillmentsInShopify() }))).toMatchObject({ blocks: [block] });
    expect(world.katana.fulfillments).toEqual([]);
    await world.stores.requests.lookNow([theOrder], "person", world.clock.instant());
    expect(await world.lookAgain()).toMatchObject({ status: "in-step", blocks: [] });
    expect(world.katana.fulfillments).toHaveLength(1);
  });

  it("[REC-6] is tried again when Katana could not be reached", async () => {
    await world.look(open);
    world.katana.trouble("createFulfillment", { failure: { kind: "unavailable", side: "katana", words: "away" } });
    expect(await world.look(shipped(2))).toMatchObject({ failure: { kind: "unavailable" } });
    expect(link().fulfillments).toMatchObject({ unsure: [], waiting: true });
    world.clock.advance(5_000);
    expect(await world.lookAgain()).toMatchObject({ status: "in-step" });
  });

  it.each(["loadSalesOrder", "loadFulfillments"] as const)("[REC-6] fails with what %s fails with", async (call) => {
    await world.look(open);
    await world.look(shipped(1));
    world.katana.trouble(call, { failure: { kind: "unavailable", side: "katana", words: "away" } });
    const more = aFulfillment([{ lineId: line, quantity: 1 }], { gid: "gid://shopify/Fulfillment/2" });
    const both = shipped(2, { fulfillments: [...fulfillmentsInShopify(), more] });
    expect(await world.look(both)).toMatchObject({ failure: { kind: "unavailable" } });
  });

  it("[IMP-7] a sales order that is gone is found to be", async () => {
    await world.look(open);
    const [made] = world.katana.salesOrders;
    world.katana.salesOrders.splice(0, 1, { ...made!, deleted: true });
    expect(await world.look(shipped(2))).toMatchObject({ status: "not-imported" });
    expect(world.katana.fulfillments).toEqual([]);
  });
});

describe("from Katana to Shopify", () => {
  beforeEach(async () => {
    await poll();
    await world.look(open);
    world.clock.advance(60_000);
  });

  it("[FUL-3] the poll hears of it, and it is fulfilled once", async () => {
    await packInKatana("2");
    expect(await world.lookAgain()).toMatchObject({ status: "in-step" });
    expect(fulfillmentsInShopify()).toMatchObject([{ lines: [{ lineId: "101", quantity: 2 }] }]);
    expect(link()).toMatchObject({ fulfillmentsMovedAt: null, fulfillments: { pairs: [{ origin: "katana" }] } });
    expect(told()).toEqual(["fulfillment-carried"]);
    await nextPoll();
    const looks = world.log.filter(({ event }) => event === "order.looked-at").length;
    await world.lookAgain();
    expect(world.log.filter(({ event }) => event === "order.looked-at")).toHaveLength(looks);
  });

  it("[FUL-3] a sales order that was just made is not asked what has gone of it", () => {
    expect(world.katana.calls).toContain("createSalesOrder");
    expect(world.katana.calls).not.toContain("loadSalesOrder");
    expect(world.katana.calls).not.toContain("loadFulfillments");
  });

  it("[FUL-9] what Shopify may have made is looked for, and never sent again when it had", async () => {
    world.shopify.unknownOutcome = true;
    await packInKatana("2");
    expect(await world.lookAgain()).toMatchObject({ failure: { kind: "unknown-outcome" } });
    world.clock.advance(5_000);
    expect(await world.lookAgain()).toMatchObject({ status: "in-step" });
    expect(fulfillmentsInShopify()).toHaveLength(1);
    expect(link().fulfillments.pairs).toMatchObject([{ origin: "katana" }]);
  });

  it("[FUL-9] packed goods that Shopify sent, too, become delivered", async () => {
    await packInKatana("2");
    expect(await world.look(shipped(2))).toMatchObject({ status: "in-step" });
    expect(world.katana.fulfillments).toMatchObject([{ delivered: true }]);
    expect(fulfillmentsInShopify()).toHaveLength(1);
    expect(told()).toEqual(["fulfillment-delivered"]);
  });

  it("[FUL-7] the merchant is told to mark what the customer fetches, at every look until it is done", async () => {
    const order = { ...open, fulfillmentOrders: [aFulfillmentOrder([three], { deliveryMethod: "PICK_UP" })] };
    world.shopify.orders.set(order.id, order);
    await packInKatana("3");
    const told = { status: "in-step", notices: [{ kind: "pickup-to-be-marked" }] };
    expect(await world.lookAgain()).toMatchObject(told);
    expect(await world.look(order)).toMatchObject(told);
    expect(fulfillmentsInShopify()).toEqual([]);
  });

  it("[FUL-10] what Shopify refuses is a block", async () => {
    await packInKatana("2");
    world.shopify.failure = null;
    const held = { status: known("ON_HOLD" as const), isFulfillable: false };
    const order = { ...open, fulfillmentOrders: [aFulfillmentOrder([three], held)] };
    expect(await world.look(order)).toMatchObject({ blocks: [{ kind: "fulfillment-not-carried", cause: "on-hold" }] });
    expect(await world.look(open)).toMatchObject({ status: "in-step" });
    expect(fulfillmentsInShopify()).toHaveLength(1);
  });

  it.each(["ON_HOLD", "SCHEDULED", "IN_PROGRESS"] as const)(
    "[FUL-10] [REC-1] what Shopify does not take while it is %s goes over within the hour, although nobody was told",
    async (status) => {
      await packInKatana("2");
      const hour = 60 * 60 * 1_000;
      const held = { status: known(status), isFulfillable: false };
      const blocked = await world.look({ ...open, fulfillmentOrders: [aFulfillmentOrder([three], held)] });
      expect(blocked).toMatchObject({ status: "needs-you", nextTryAt: world.clock.instant(hour) });
      world.shopify.orders.set(theOrder.orderId, open);
      world.clock.advance(hour);
      expect(await world.lookAgain()).toMatchObject({ status: "in-step", nextTryAt: null });
      expect(fulfillmentsInShopify()).toHaveLength(1);
    },
  );

  it("[FUL-9] a deleted fulfillment is heard of, and cancels nothing", async () => {
    await packInKatana("2");
    await world.lookAgain();
    const [made] = world.katana.fulfillments;
    world.katana.fulfillments.splice(0, 1, { ...made!, deleted: true, updatedAt: world.clock.instant(61_000) });
    await nextPoll();
    expect(await world.lookAgain()).toMatchObject({ blocks: [{ kind: "fulfillment-left" }] });
    expect(fulfillmentsInShopify()).toHaveLength(1);
  });
});

describe("[FUL-3] the poll of a Katana account", () => {
  it("is put off when Katana does not answer, and when the shop has no way in", async () => {
    world.katana.trouble("listMovedFulfillments", { failure: { kind: "unavailable", side: "katana", words: "away" } });
    await poll();
    expect(world.tables.polls.get("account")).toMatchObject({ attempts: 1, nextAt: world.clock.instant(1_000) });
    world.katana.trouble("listMovedFulfillments", {
      failure: { kind: "unauthorized", side: "katana", words: "no" },
    });
    world.clock.advance(60_000);
    await poll();
    expect(world.tables.polls.get("account")).toMatchObject({ nextAt: world.clock.instant(60_000) });
    world.clock.advance(60_000);
    await pollKatana({ ...world.outside, katana: () => Promise.resolve(null) }, world.stores);
    expect(world.tables.polls.get("account")).toMatchObject({ nextAt: world.clock.instant(60_000) });
  });

  it("leaves sales orders alone that belong to no order, and asks again only for what is new", async () => {
    await poll();
    world.clock.advance(60_000);
    const at = world.clock.instant();
    const stranger = { id: 9 as KatanaFulfillmentId, salesOrderId: salesOrderId(1), delivered: true, deleted: false };
    world.katana.fulfillments.push({ ...stranger, shippedAt: at, updatedAt: null, tracking: null, rows: [] });
    await poll();
    expect(world.tables.polls.get("account")?.seen).toEqual({ "fulfillment:9": " delivered " });
    expect(world.log.filter(({ event }) => event === "katana-poll.moved")).toEqual([]);
  });

  it("knows all up to shortly before it, whatever it listed, and never less than before", async () => {
    const knownTill = () => world.tables.polls.get("account")?.knownTill;
    await poll();
    await nextPoll();
    expect(knownTill()).toBe(world.clock.instant(-60_000));
    world.clock.advance(3_600_000);
    await poll();
    expect(knownTill()).toBe(world.clock.instant(-180_000));
  });

  it("[STO-1] goes through another shop once the key of one is refused", async () => {
    await poll();
    const connection = world.tables.connections.get(acme)!;
    world.tables.shops.set(bolt, { ...world.tables.shops.get(acme)!, domain: bolt });
    world.tables.connections.set(bolt, connection);
    world.tables.connections.set(acme, { ...connection, refused: { at: world.clock.instant(), words: "no" } });
    const through: string[] = [];
    const katana: Outside["katana"] = (shop, urgency) => {
      through.push(shop);
      return world.outside.katana(shop, urgency);
    };
    world.clock.advance(60_000);
    await pollKatana({ ...world.outside, katana }, world.stores);
    expect(through).toEqual([bolt]);
  });

  it("comes sooner after a hint, and not too often", async () => {
    await poll();
    await world.stores.polls.hasten("account", world.clock.instant(100), 1_500);
    expect(world.tables.polls.get("account")?.nextAt).toBe(world.clock.instant(1_500));
    await world.stores.polls.hasten("account", world.clock.instant(10_000), 1_500);
    expect(world.tables.polls.get("account")?.nextAt).toBe(world.clock.instant(1_500));
  });
});
