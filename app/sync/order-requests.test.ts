import { beforeEach, describe, expect, it } from "vitest";
import type { Order } from "../domain/order.ts";
import { anOrder, known } from "../domain/testing/build-order.ts";
import { orderId } from "../domain/testing/ids.ts";
import { importAnyway, lookNow } from "./order-requests.ts";
import { textOf } from "./testing/memory-tables.ts";
import { acme, createSyncWorld, theOrder, type SyncWorld } from "./testing/sync-world.ts";

let world: SyncWorld;
beforeEach(() => {
  world = createSyncWorld();
});

const by = "548380009";
const pending = (overrides: Partial<Order> = {}) => anOrder({ financialStatus: known("PENDING"), ...overrides });
const ask = (text: string = theOrder.orderId) =>
  importAnyway(world.outside, world.stores, {
    ...{ shop: acme, orders: [text], by },
    setup: { katanaWebUrl: "https://factory.example" },
  });
const order = () => world.tables.orders.get(textOf(theOrder));
const link = () => world.tables.links.get(textOf(theOrder));
const kinds = () => world.tables.timeline.map(({ kind }) => kind);
const live = () => world.katana.salesOrders.filter(({ deleted }) => !deleted);
const deleteInKatana = () => {
  world.katana.salesOrders.splice(0, 1, { ...world.katana.salesOrders[0]!, deleted: true });
};

describe("[IMP-10] Import anyway", () => {
  it("brings over an order that was kept out, once, and says who asked", async () => {
    await world.look(pending());
    expect(order()?.status).toBe("not-imported");
    expect(await ask()).toEqual({ asked: [theOrder.orderId], refused: [] });
    expect(order()?.importAnyway).toEqual({ by, at: world.clock.instant() });
    await world.lookAgain();
    expect(order()).toMatchObject({ status: "in-step", importAnyway: null, fresh: false });
    expect(kinds()).toEqual(["judged", "import-anyway-asked", "imported", "judged"]);
    expect(world.tables.timeline[1]).toMatchObject({ cause: "person", details: { by } });
    expect(world.tables.timeline[2]).toMatchObject({ cause: "person" });
    await world.look(pending());
    expect(live()).toHaveLength(1);
  });

  it("finds an order that Tandem never heard of by its number", async () => {
    const old = pending({ id: orderId("42"), name: "#7", createdAt: "2025-01-01T00:00:00Z" });
    world.shopify.orders.set(old.id, old);
    expect(await ask("#7")).toMatchObject({ asked: ["42"] });
    expect(await world.lookAgain({ shop: acme, orderId: orderId("42") })).toMatchObject({ status: "in-step" });
  });

  it.each<[string, Partial<Order>, RegExp]>([
    ["refunded", { financialStatus: known("REFUNDED") }, /fully refunded/],
    ["cancelled", { cancelledAt: "2026-11-10T09:30:00Z" }, /cancelled/],
    ["emptied", { lines: [] }, /has anything left/],
  ])("[IMP-6] refuses an order with nothing to import: %s", async (_, overrides, words) => {
    await world.look(pending(overrides));
    expect(await ask()).toMatchObject({ asked: [], refused: [{ name: "#1001", words: expect.stringMatching(words) }] });
    expect(order()).toMatchObject({ importAnyway: null });
    expect(kinds()).not.toContain("import-anyway-asked");
  });

  it("refuses an order whose sales order still exists, with its address", async () => {
    await world.look();
    expect(await ask()).toMatchObject({
      asked: [],
      refused: [{ words: "Katana already has it as sales order #1001.", salesOrder: { no: "#1001" } }],
    });
    const url = `https://factory.example/salesorder/${String(live()[0]?.id)}`;
    expect((await ask()).refused[0]?.salesOrder?.url).toBe(url);
    // Also one that Tandem did not make, or no longer knows of.
    world.tables.links.clear();
    expect((await ask()).refused[0]?.salesOrder?.url).toBe(url);
  });

  it("[IMP-7] [IMP-9] makes a new sales order for one that was deleted in Katana, and takes no deleted one for it", async () => {
    await world.look();
    const first = live()[0]?.id;
    deleteInKatana();
    expect(await ask()).toMatchObject({ asked: [theOrder.orderId] });
    expect(order()?.importAnyway).not.toBeNull();
    expect(link()?.goneFromKatanaAt).not.toBeNull();
    world.katana.trouble("createSalesOrder", {
      failure: { kind: "unknown-outcome", side: "katana", words: "no answer" },
    });
    await world.lookAgain();
    expect(order()).toMatchObject({ status: "waiting" });
    await world.look();
    expect(live(), "not there yet: it waits").toHaveLength(0);
    world.clock.advance(90_000);
    await world.look();
    expect(live()).toHaveLength(1);
    expect(link()).toMatchObject({ goneFromKatanaAt: null, earlierSalesOrderIds: [first] });
    expect(order()).toMatchObject({ status: "in-step", importAnyway: null });
  });

  it("[IMP-9] takes over what a create of unknown outcome made after all", async () => {
    await world.look();
    deleteInKatana();
    await ask();
    world.katana.trouble("createSalesOrder", {
      failure: { kind: "unknown-outcome", side: "katana", words: "no answer" },
      takesEffect: true,
    });
    await world.lookAgain();
    world.clock.advance(5_000);
    await world.look();
    expect(live()).toHaveLength(1);
    expect(link()?.salesOrderId).toBe(live()[0]?.id);
    expect(order()).toMatchObject({ importAnyway: null });
  });

  it("is used up by the import: a sales order that is deleted later stays deleted", async () => {
    await world.look(pending());
    await ask();
    await world.lookAgain();
    deleteInKatana();
    await lookNow(world.outside, world.stores, { shop: acme, orders: [theOrder.orderId], by });
    expect(await world.lookAgain()).toMatchObject({ status: "not-imported" });
    expect(order()?.reasons.map(({ kind }) => kind)).toContain("deleted-in-katana");
    await world.look(pending());
    expect(live()).toHaveLength(0);
  });

  it("stands until what Tandem cannot overrule is mended", async () => {
    await world.look(pending());
    await ask();
    world.katana.trouble("createSalesOrder", {
      failure: { kind: "unavailable", side: "katana", words: "maintenance" },
    });
    expect(await world.lookAgain()).toMatchObject({ status: "retrying" });
    expect(order()?.importAnyway).not.toBeNull();
    world.clock.advance(5_000);
    expect(await world.lookAgain()).toMatchObject({ status: "in-step" });
    expect(live()).toHaveLength(1);
  });

  it("[CON-5] is refused while syncing is paused, and without Katana", async () => {
    const shop = world.tables.shops.get(acme)!;
    world.tables.shops.set(acme, { ...shop, activation: { ...shop.activation, pausedAt: world.clock.instant() } });
    expect((await ask()).refused[0]?.words).toMatch(/not switched on/);
    world.tables.shops.set(acme, shop);
    world.tables.connections.clear();
    expect((await ask()).refused[0]?.words).toMatch(/Connect Katana/);
  });

  it("says so when an order is not shown or a side cannot be asked", async () => {
    expect((await ask("#99")).refused).toEqual([
      { name: "#99", words: "Shopify shows no order of this number or id.", salesOrder: null },
    ]);
    world.shopify.failure = { kind: "unavailable", side: "shopify", words: "maintenance" };
    expect((await ask()).refused[0]?.words).toMatch(/Shopify could not be reached/);
    world.shopify.failure = null;
    await world.look(pending());
    world.katana.trouble("findSalesOrders", {
      failure: { kind: "unavailable", side: "katana", words: "maintenance" },
    });
    expect((await ask()).refused[0]?.words).toMatch(/Katana could not be reached/);
    expect(order()?.importAnyway).toBeNull();
  });

  it("says so when the order came over while it was asked for", async () => {
    await world.look(pending());
    const requests = { ...world.stores.requests, importAnyway: () => Promise.resolve(false) };
    const setup = { katanaWebUrl: "https://factory.example" };
    const asked = { shop: acme, orders: [theOrder.orderId], by, setup };
    const outcome = await importAnyway(world.outside, { ...world.stores, requests }, asked);
    expect(outcome.refused[0]?.words).toBe("The order came over a moment ago.");
    await world.look(anOrder());
    const late = { by, goneSalesOrderId: null };
    expect(await world.stores.requests.importAnyway(theOrder, late, world.clock.instant())).toBe(false);
  });
});

describe("[REC-5] Sync now and Retry", () => {
  const again = () => lookNow(world.outside, world.stores, { shop: acme, orders: [theOrder.orderId], by });

  it("look at once, although the next try is far off", async () => {
    world.katana.trouble("createSalesOrder", {
      failure: { kind: "rejected", side: "katana", status: 422, words: "no." },
    });
    expect(await world.look()).toMatchObject({ status: "needs-you" });
    expect(await again()).toEqual({ asked: [theOrder.orderId], refused: [] });
    expect(order()).toMatchObject({ failure: null, nextTryAt: null, fresh: true });
    expect(await world.lookAgain()).toMatchObject({ status: "in-step", fresh: false });
    expect(kinds()).toContain("sync-asked");
  });

  it("see that the sales order is gone from Katana", async () => {
    await world.look();
    deleteInKatana();
    expect(await world.look()).toMatchObject({ status: "in-step" });
    await again();
    expect(await world.lookAgain()).toMatchObject({ status: "not-imported" });
    expect(kinds()).toContain("found-deleted");
    expect(world.katana.calls.filter((call) => call === "loadSalesOrder")).toHaveLength(1);
  });

  it("[CON-8] say nothing of a sales order in another account", async () => {
    await world.look();
    world.tables.links.set(textOf(theOrder), { ...link()!, accountId: "another" });
    deleteInKatana();
    await again();
    expect(await world.lookAgain()).toMatchObject({ status: "in-step" });
  });

  it("fail as any look does when Katana cannot be asked", async () => {
    await world.look();
    await again();
    world.katana.trouble("loadSalesOrder", { failure: { kind: "unavailable", side: "katana", words: "maintenance" } });
    expect(await world.lookAgain()).toMatchObject({ status: "retrying", fresh: true });
    world.clock.advance(5_000);
    expect(await world.lookAgain()).toMatchObject({ status: "in-step", fresh: false });
  });

  it("are refused for an order that Tandem never heard of", async () => {
    expect(await again()).toEqual({
      asked: [],
      refused: [{ name: theOrder.orderId, words: "Tandem does not know this order.", salesOrder: null }],
    });
  });
});
