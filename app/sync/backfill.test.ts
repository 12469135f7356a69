import { beforeEach, describe, expect, it } from "vitest";
import type { CallFailure } from "../domain/failure.ts";
import { anOrder } from "../domain/testing/build-order.ts";
import { orderId } from "../domain/testing/ids.ts";
import { activate } from "./activate.ts";
import { backfillDue } from "./backfill.ts";
import type { Leases } from "./ports.ts";
import { reconcileOrder } from "./reconcile-order.ts";
import { freshShop } from "./testing/in-memory-stores.ts";
import { acme, createSyncWorld, type SyncWorld } from "./testing/sync-world.ts";

const dayMs = 24 * 60 * 60 * 1000;
let world: SyncWorld;

/** An order of so many days ago; without a customer of its own, so that nothing but its SKU is looked up. */
const place = (id: number, daysAgo: number): void => {
  const createdAt = new Date(Math.floor((world.clock.now() - daysAgo * dayMs) / 1000) * 1000).toISOString();
  const order = anOrder({ id: orderId(String(id)), name: `#${String(id)}`, createdAt, updatedAt: createdAt });
  world.shopify.orders.set(order.id, order);
};
const goOn = () => backfillDue(world.outside, world.stores);
const record = () => world.tables.backfills.get(acme)!;
const found = () => [...world.tables.orders.values()].filter(({ backfill }) => backfill).map(({ orderId: id }) => id);
const searches = () => world.shopify.calls.filter((call) => call === "searchOrders").length;
const workOff = async () => {
  for (const { shop, orderId: id } of [...world.tables.orders.values()])
    await reconcileOrder(world.outside, world.stores, { shop, orderId: id });
};

const takenByOthers: Leases = { withLease: () => Promise.resolve({ taken: false }) };

beforeEach(() => {
  world = createSyncWorld();
  world.tables.shops.set(acme, freshShop(acme, world.clock.instant()));
});

describe("[IMP-5] [CON-4] the backfill of a first activation", () => {
  beforeEach(async () => {
    for (let day = 0; day < 20; day += 1) place(100 + day, day + 0.5);
    await activate(world.outside, world.stores, acme);
  });

  it("finds every order of the 14 days before it, and counts the older open ones without tracking them", async () => {
    await goOn();
    expect(found().toSorted()).toEqual(Array.from({ length: 14 }, (_, day) => String(100 + day)));
    expect(record()).toMatchObject({ expected: 14, olderOpen: 6 });
    expect(world.tables.orders.size).toBe(14);
    expect([...world.tables.orders.values()].every(({ priority }) => priority === 0)).toBe(true);
  });

  it("is finished once each was looked at", async () => {
    await goOn();
    await goOn();
    expect(record()).toMatchObject({ finishedAt: null });
    await workOff();
    expect(world.katana.salesOrders).toHaveLength(14);
    world.clock.advance(1_000);
    await goOn();
    expect(record().finishedAt).toBe(world.clock.instant());
    expect(await world.stores.backfills.counts(acme)).toEqual({ found: 14, lookedAt: 14, imported: 14 });
  });

  it("goes on after a failure where it was, after growing delays", async () => {
    world.shopify.pageSize = 1;
    const away: CallFailure = { kind: "unavailable", side: "shopify", words: "Shopify answered 503." };
    let calls = 0;
    world.shopify.onCall = () => {
      calls += 1;
      world.shopify.failure = calls > 8 && calls <= 10 ? away : null;
    };
    await goOn();
    const stoppedAt = searches();
    await goOn();
    expect(searches()).toBe(stoppedAt);
    for (let turn = 0; turn < 6; turn += 1) {
      world.clock.advance(2_000);
      await goOn();
    }
    expect(record().searchedAt).not.toBeNull();
    expect(found()).toHaveLength(14);
  });

  it("begins a window anew when Shopify refuses the place in its pages", async () => {
    world.shopify.pageSize = 1;
    const refused: CallFailure = { kind: "rejected", side: "shopify", status: 200, words: "Invalid cursor" };
    await world.stores.backfills.saveCounts(acme, { expected: 14, olderOpen: 6 });
    record().cursor = "3";
    world.shopify.failure = refused;
    await goOn();
    expect(record()).toMatchObject({ cursor: null, nextTryAt: world.clock.instant() });
    await goOn();
    expect(record().nextTryAt).toBe(world.clock.instant(10 * 60_000));
  });

  it("is left to whoever moved on meanwhile: a page that two processes read is kept once", async () => {
    const before = await world.stores.backfills.find(acme);
    await goOn();
    expect(await world.stores.backfills.keepPage(before!, [], null, world.clock.instant())).toBe(false);
  });

  it("does nothing while another process is at it", async () => {
    await backfillDue({ ...world.outside, leases: takenByOthers }, world.stores);
    expect(searches()).toBe(0);
  });

  it("[CON-5] rests while syncing is paused, and what it had not reached stays out after that", async () => {
    const { activation } = world.tables.shops.get(acme)!;
    await world.stores.shops.saveActivation(acme, { ...activation, pausedAt: world.clock.instant() }, "");
    await goOn();
    expect(searches()).toBe(0);
    world.clock.advance(60_000);
    await activate(world.outside, world.stores, acme);
    await goOn();
    expect(searches()).toBe(0);
    expect(record().finishedAt).toBe(world.clock.instant());
  });
});

describe("[CON-6] what Katana's own integration made", () => {
  const native = async (id: number, overrides: { deleted?: boolean } = {}) => {
    place(id, 2);
    const other = createSyncWorld();
    await other.look(world.shopify.orders.get(orderId(String(id))));
    const [made] = other.katana.salesOrders;
    const rows = made!.rows.map((row) => ({ ...row, key: null }));
    world.katana.salesOrders.push({ ...made!, id: (9000 + id) as never, storeName: "Acme Shop", rows, ...overrides });
  };
  const asked = (call: string) => world.katana.calls.filter((one) => one === call).length;

  it("is taken over before anything is made, with one look-up for a hundred orders", async () => {
    await native(1);
    await native(2, { deleted: true });
    for (let id = 3; id < 100; id += 1) place(id, 3);
    await activate(world.outside, world.stores, acme);
    await goOn();
    await workOff();
    expect(asked("findSalesOrdersOf")).toBe(1);
    expect(asked("listDeletedSalesOrders")).toBe(1);
    expect(asked("createSalesOrder")).toBe(97);
    expect(world.tables.links.get(`${acme}:1`)).toMatchObject({ salesOrderId: 9001, goneFromKatanaAt: null });
    expect(world.tables.orders.get(`${acme}:1`)).toMatchObject({ status: "in-step", blocks: [] });
    expect(world.tables.orders.get(`${acme}:2`)).toMatchObject({
      status: "not-imported",
      reasons: [{ kind: "deleted-in-katana" }],
    });
    expect(world.tables.timeline.filter(({ kind }) => kind === "adopted")).toHaveLength(1);
  });

  it("[FUL-3] is taken over with what has gone of it", async () => {
    await native(1);
    const [made] = world.katana.salesOrders;
    world.katana.salesOrders.splice(0, 1, { ...made!, status: "DELIVERED" });
    const rows = made!.rows.map(({ id, quantity }) => ({ rowId: id, quantity }));
    const gone = { salesOrderId: made!.id, delivered: true, deleted: false, tracking: null, rows };
    world.katana.fulfillments.push({ ...gone, id: 8001 as never, shippedAt: null, updatedAt: null });
    await activate(world.outside, world.stores, acme);
    await goOn();
    await workOff();
    expect(world.tables.orders.get(`${acme}:1`)).toMatchObject({ status: "in-step" });
    expect(world.shopify.orders.get(orderId("1"))?.fulfillments).toHaveLength(1);
  });

  it("names the row that fits none, as a block that stays until they agree", async () => {
    await native(1);
    const [made] = world.katana.salesOrders;
    world.katana.salesOrders.splice(0, 1, { ...made!, rows: [] });
    await activate(world.outside, world.stores, acme);
    await goOn();
    await workOff();
    expect(world.tables.orders.get(`${acme}:1`)).toMatchObject({
      status: "needs-you",
      blocks: [{ kind: "adopted-rows-unmatched", rows: [] }],
    });
    await world.stores.orders.want({ shop: acme, orderId: orderId("1") }, 10);
    await workOff();
    expect(world.tables.orders.get(`${acme}:1`)).toMatchObject({ status: "needs-you" });
    expect(asked("createSalesOrder")).toBe(0);
  });

  it.each(["findSalesOrdersOf", "listDeletedSalesOrders", "listTaxRates", "loadFactory", "findVariants"] as const)(
    "makes nothing while %s fails, and is taken over after that",
    async (call) => {
      await native(1);
      await activate(world.outside, world.stores, acme);
      await goOn();
      world.katana.trouble(call, { failure: { kind: "unavailable", side: "katana", words: "Katana answered 503." } });
      await workOff();
      expect(world.tables.orders.get(`${acme}:1`)?.status).toBe("retrying");
      world.clock.advance(60_000);
      await workOff();
      expect(world.tables.links.get(`${acme}:1`)).toMatchObject({ salesOrderId: 9001 });
      expect(asked("createSalesOrder")).toBe(0);
    },
  );

  it("is looked for as well for an order placed while the backfill runs", async () => {
    await activate(world.outside, world.stores, acme);
    world.clock.advance(5_000);
    await native(1);
    place(1, 0);
    await world.look(world.shopify.orders.get(orderId("1")));
    expect(world.tables.links.get(`${acme}:1`)).toMatchObject({ salesOrderId: 9001 });
  });

  it("waits its turn while others are looked up", async () => {
    await native(1);
    await activate(world.outside, world.stores, acme);
    await goOn();
    const key = { shop: acme, orderId: orderId("1") };
    await reconcileOrder({ ...world.outside, leases: takenByOthers }, world.stores, key);
    expect(world.tables.orders.get(`${acme}:1`)?.status).toBe("retrying");
    expect(asked("createSalesOrder")).toBe(0);
  });

  it("asks nothing for orders placed after the backfill", async () => {
    await activate(world.outside, world.stores, acme);
    await goOn();
    await goOn();
    world.clock.advance(5_000);
    place(1, 0);
    await world.look(world.shopify.orders.get(orderId("1")));
    expect(asked("createSalesOrder")).toBe(1);
    expect(asked("findSalesOrdersOf")).toBe(0);
  });
});
