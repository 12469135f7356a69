import { beforeEach, describe, expect, it } from "vitest";
import type { OrderStatus } from "../domain/order-status.ts";
import { anOrder } from "../domain/testing/build-order.ts";
import type { KatanaWebhookId } from "../domain/ids.ts";
import { katanaLocationId, orderId, shopDomain, shopifyLocationId } from "../domain/testing/ids.ts";
import { createPages } from "./pages.ts";
import { freshShop } from "./testing/in-memory-stores.ts";
import { acme, createSyncWorld, theOrder, type SyncWorld } from "./testing/sync-world.ts";
import type { Pages } from "./use-cases.ts";

let world: SyncWorld;
let pages: Pages;
beforeEach(() => {
  world = createSyncWorld();
  pages = createPages(world.outside, world.stores, { katanaWebUrl: "https://factory.example" });
});

const all = { status: "all", search: "", page: 1 } as const;
const lookMany = async (count: number) => {
  for (let index = 0; index < count; index += 1)
    await world.look(anOrder({ id: orderId(String(6000 + index)), name: `#${String(1000 + index)}` }));
};

describe("[PAG-1] Home", () => {
  it("of a shop that has just installed shows every step open", async () => {
    world.tables.shops.set(acme, freshShop(acme, world.clock.instant()));
    world.tables.connections.clear();
    world.tables.locations.clear();
    const home = await pages.home(acme);
    expect(home.shop.state).toBe("not-connected");
    expect(home.checklist).toEqual({
      katanaConnected: { done: false, accountName: null },
      locationsMatched: { done: false, matched: 0, total: 0 },
      settingsReviewed: { done: false },
      activated: { done: false, since: null },
    });
    expect(home).toMatchObject({ lastImport: null, alerts: [] });
  });

  it("of an active shop shows what came over, what is set up and who is needed", async () => {
    await world.look();
    await world.look(anOrder({ id: orderId("2"), financialStatus: { known: true, value: "PENDING" } }));
    world.katana.trouble("createSalesOrder", {
      failure: { kind: "rejected", side: "katana", status: 422, words: "no." },
    });
    await world.look(anOrder({ id: orderId("3") }));
    await world.stores.connections.recordRefusal(acme, "401", world.clock.instant());
    world.tables.locations.set(acme, [
      ...world.tables.locations.get(acme)!,
      { id: shopifyLocationId("3"), name: "Pop-up", isActive: true, katana: null },
      { id: shopifyLocationId("4"), name: "Closed", isActive: false, katana: null },
    ]);
    const home = await pages.home(acme);
    expect(home.shop).toEqual({ shop: acme, name: "Acme", timezone: "UTC", state: "active" });
    expect(home.checklist).toMatchObject({
      katanaConnected: { done: true, accountName: "Acme" },
      locationsMatched: { done: false, matched: 2, total: 3 },
      activated: { done: true, since: "2026-11-01T00:00:00Z" },
    });
    expect(home.counts).toMatchObject({ "in-step": 1, "not-imported": 1, "needs-you": 1, waiting: 0, retrying: 0 });
    expect(home).toMatchObject({ activatedBefore: true, katanaRequests: null });
    expect(home.lastImport).toMatchObject({ orderName: "#1001", salesOrderNo: "#1001" });
    expect(home.alerts).toEqual([
      { kind: "key-refused", since: world.clock.instant(), words: "401" },
      { kind: "locations-unmatched", names: ["Pop-up"] },
      { kind: "orders-need-you", count: 1 },
    ]);
  });

  it("[CON-7] of a shop that was redacted a moment ago still opens", async () => {
    const gone = shopDomain("gone.myshopify.com");
    expect((await pages.home(gone)).shop).toMatchObject({ name: gone, state: "not-connected" });
  });
});

it("[PAG-1] Home says that Katana does not answer, until it does", async () => {
  const { connections } = world.stores;
  for (let call = 0; call < 3; call += 1) await connections.recordNoAnswer(acme, "503", world.clock.instant());
  const alert = { kind: "katana-away", since: world.clock.instant(), words: "503" };
  expect((await pages.home(acme)).alerts).toEqual([alert]);
  await connections.recordSuccess(acme, world.clock.instant());
  expect((await pages.home(acme)).alerts).toEqual([]);
});

describe("[PAG-1] Home, of the orders from before the activation,", () => {
  const at = "2026-11-01T00:00:00Z";
  const begun = (overrides: { expected?: number; olderOpen?: number; finishedAt?: string } = {}) =>
    world.tables.backfills.set(acme, {
      ...{ shop: acme, since: at, until: at, startedAt: at, windowFrom: at, cursor: null, searchedAt: null },
      ...{ expected: null, olderOpen: null, finishedAt: null, attempts: 0, nextTryAt: null, deletedListedAt: null },
      ...overrides,
    });

  it("says how many came over, how many are left and how long they take", async () => {
    await lookMany(3);
    for (const order of world.tables.orders.values()) order.backfill = true;
    begun({ expected: 12, olderOpen: 4 });
    world.tables.budgets.set("fingerprint", { remaining: 0, limit: 60, endsAt: world.clock.instant(20_000) });
    const home = await pages.home(acme);
    expect(home).toMatchObject({ olderOpen: 4, accountedFor: false, leftOut: null });
    expect(home.backfill).toEqual({ total: 12, lookedAt: 3, imported: 3, left: 9, leftMs: 20_000 });
  });

  it("counts what it found where more were found than expected", async () => {
    await lookMany(3);
    for (const order of world.tables.orders.values()) order.backfill = true;
    begun({ expected: 2 });
    expect((await pages.home(acme)).backfill).toMatchObject({ total: 3, left: 0, leftMs: 0 });
    begun();
    expect((await pages.home(acme)).backfill).toMatchObject({ total: 3, left: 0 });
  });

  it("shows no progress once it is through, and an estimate where Katana is not connected either", async () => {
    begun({ finishedAt: at });
    expect(await pages.home(acme)).toMatchObject({ backfill: null, accountedFor: true });
    begun({ expected: 2 });
    world.tables.connections.clear();
    expect((await pages.home(acme)).backfill).toMatchObject({ total: 2, leftMs: 1_000 });
  });

  it("[CON-5] counts those that were placed during a pause", async () => {
    const paused = { firstActivatedAt: at, activatedAt: at, pausedAt: at };
    world.tables.shops.set(acme, { ...world.tables.shops.get(acme)!, activation: paused });
    begun({ expected: 2 });
    expect(await pages.home(acme)).toMatchObject({ backfill: null, leftOut: 0 });
  });
});

describe("[PAG-4] Settings › Connection", () => {
  it("shows the account and what is left of its budget, and never the key", async () => {
    expect((await pages.connection(acme)).connection).toMatchObject({ requestsLeft: null, requestLimit: null });
    world.tables.budgets.set("fingerprint", { remaining: 12, limit: 60, endsAt: world.clock.instant(20_000) });
    await world.stores.connections.recordRefusal(acme, "401", world.clock.instant());
    const view = await pages.connection(acme);
    expect(view.connection).toEqual({
      accountName: "Acme",
      connectedAt: "2026-11-01T00:00:00Z",
      lastSuccessAt: null,
      requestsLeft: 12,
      requestLimit: 60,
      refused: { since: world.clock.instant(), words: "401" },
      shipments: { told: false, everyMs: 60_000, refused: null },
    });
    expect(JSON.stringify(view)).not.toContain("sealed");
  });

  it("[FUL-3] says how Tandem learns of shipments, and why not at once", async () => {
    const webhook = {
      path: "path",
      webhookId: 7 as KatanaWebhookId,
      sealedToken: "sealed",
      refused: null,
      checkAt: "",
    };
    world.tables.webhooks.set("account", webhook);
    expect((await pages.connection(acme)).connection?.shipments).toMatchObject({ told: true, refused: null });
    world.tables.webhooks.set("account", { ...webhook, refused: "https only" });
    expect((await pages.connection(acme)).connection?.shipments).toMatchObject({ told: false, refused: "https only" });
  });

  it("says when there is none", async () => {
    world.tables.connections.clear();
    expect(await pages.connection(acme)).toMatchObject({ connection: null, shop: { state: "not-connected" } });
  });
});

describe("[PAG-3] Settings › Locations", () => {
  beforeEach(() => {
    world.shopify.locations = [
      { id: shopifyLocationId("1"), name: "Warehouse", isActive: true },
      { id: shopifyLocationId("3"), name: " shop FLOOR ", isActive: true },
    ];
  });

  it("puts unmatched ones first and proposes the one of the same name", async () => {
    const view = await pages.locations(acme);
    expect(view.locations.map(({ name, matchedTo, proposed }) => [name, matchedTo, proposed])).toEqual([
      [" shop FLOOR ", null, 12],
      ["Warehouse", 11, null],
    ]);
    expect(view).toMatchObject({ problems: [], connected: true });
  });

  it("proposes none of two that have the same name, and lists only those that may sell", async () => {
    world.katana.locations = [
      { id: katanaLocationId(11), name: "Warehouse", salesAllowed: true },
      { id: katanaLocationId(12), name: "Shop floor", salesAllowed: true },
      { id: katanaLocationId(13), name: "Shop floor", salesAllowed: true },
      { id: katanaLocationId(14), name: "Scrap", salesAllowed: false },
    ];
    const view = await pages.locations(acme);
    expect(view.locations[0]?.proposed).toBeNull();
    expect(view.katanaLocations.map(({ id }) => id)).toEqual([11, 12, 13]);
  });

  it("shows a match whose Katana location is gone as such", async () => {
    world.katana.locations = [{ id: katanaLocationId(12), name: "Shop floor", salesAllowed: true }];
    const { locations } = await pages.locations(acme);
    expect(locations.find(({ id }) => id === "1")).toMatchObject({ matchedTo: null, gone: "Warehouse" });
  });

  it("[PAG-7] stays usable when either side does not answer, and says which", async () => {
    world.shopify.failure = { kind: "unavailable", side: "shopify", words: "no route." };
    world.katana.trouble("listLocations", { failure: { kind: "rate-limited", side: "katana", retryAfterMs: 1 } });
    const view = await pages.locations(acme);
    expect(view.problems).toEqual([
      "Shopify could not be reached: no route.",
      "Katana takes only so many requests a minute, and they are used up.",
    ]);
    expect(view.locations).toMatchObject([
      { matchedTo: 11, matchedName: "Warehouse", gone: null, proposed: null },
      { matchedTo: 12, matchedName: "Shop floor" },
    ]);
    expect(view.katanaLocations).toEqual([]);
  });

  it("has nothing to match with while Katana is not connected", async () => {
    world.tables.connections.clear();
    expect(await pages.locations(acme)).toMatchObject({ connected: false, katanaLocations: [], problems: [] });
  });
});

describe("[PAG-2] Settings › Orders", () => {
  it("shows the settings as they are kept", async () => {
    const { settings } = world.tables.shops.get(acme)!;
    const changed = { ...settings, importPaymentPending: true };
    await world.stores.shops.saveSettings(acme, changed, world.clock.instant());
    expect(await pages.settings(acme)).toMatchObject({
      settings: changed,
      reviewed: true,
      shop: { state: "active" },
    });
  });

  it("[PAG-1] says until then that nobody looked at them", async () => {
    world.tables.shops.set(acme, freshShop(acme, world.clock.instant()));
    expect(await pages.settings(acme)).toMatchObject({ reviewed: false });
  });
});

describe("[PAG-5] Activity", () => {
  it("shows pages of fifty, and the last one for a page past the end", async () => {
    await lookMany(51);
    const first = await pages.activity(acme, all);
    expect([first.rows.length, first.page, first.pages]).toEqual([50, 1, 2]);
    const beyond = await pages.activity(acme, { ...all, page: 9 });
    expect([beyond.rows.length, beyond.page, beyond.pages]).toEqual([1, 2, 2]);
  });

  it("leads to the sales order in Katana", async () => {
    await world.look();
    const [row] = (await pages.activity(acme, all)).rows;
    expect(row?.salesOrder).toMatchObject({ no: "#1001" });
    expect(row?.salesOrder?.url).toBe(`https://factory.example/salesorder/${row?.salesOrder?.id}`);
  });

  it("shows one empty page when there is nothing", async () => {
    expect(await pages.activity(acme, { ...all, page: 3 })).toMatchObject({ rows: [], page: 1, pages: 1 });
  });

  it("filters by status and searches by part of the number, spaces and a doubled # forgiven", async () => {
    await lookMany(3);
    expect((await pages.activity(acme, { ...all, status: "waiting" })).rows).toEqual([]);
    const found = await pages.activity(acme, { ...all, search: "  ##1002 " });
    expect(found.rows).toMatchObject([{ name: "#1002", status: "in-step" }]);
    expect(found).toMatchObject({ filter: { search: "#1002" }, counts: { "in-step": 3 } });
  });

  it.each<readonly [OrderStatus, () => Promise<unknown>, string]>([
    ["in-step", () => world.look(), "Katana has it as sales order #1001."],
    [
      "waiting",
      () => world.stores.orders.want(theOrder, 10),
      "Tandem has heard of this order and looks at it in a moment.",
    ],
    [
      "waiting",
      () => world.look(anOrder({ createdAt: "2026-11-10T09:59:30Z", fulfillmentOrders: [] })),
      "Shopify has not decided yet which location fulfills the order.",
    ],
    ["not-imported", () => world.look(anOrder({ cancelledAt: "2026-11-10T09:30:00Z" })), "The order is cancelled."],
    [
      "retrying",
      () => {
        world.shopify.failure = { kind: "unavailable", side: "shopify", words: "503" };
        return world.look();
      },
      "Shopify could not be reached: 503.",
    ],
    [
      "needs-you",
      async () => {
        await world.look();
        world.shopify.orders.clear();
        await world.stores.orders.want(theOrder, 10);
        await world.lookAgain();
      },
      "Shopify no longer shows this order.",
    ],
  ])("[REC-2] says in one sentence why an order is %s", async (status, arrange, why) => {
    await arrange();
    expect((await pages.activity(acme, all)).rows).toMatchObject([{ status, why }]);
  });
});

describe("[PAG-6] one order", () => {
  it("[REC-2] says where it stands, why, and where its sales order is", async () => {
    await world.look();
    const id = world.katana.salesOrders[0]?.id ?? 0;
    expect(await pages.order(acme, theOrder.orderId)).toEqual({
      orderId: theOrder.orderId,
      name: "#1001",
      status: "in-step",
      why: [{ sentence: "Katana has it as sales order #1001.", remedy: "Nothing to do." }],
      salesOrder: { id, no: "#1001", url: `https://factory.example/salesorder/${String(id)}` },
    });
  });

  it("is told by its id until its number is known, and is nothing when it was never heard of", async () => {
    expect(await pages.order(acme, theOrder.orderId)).toBeNull();
    await world.stores.orders.want(theOrder, 10);
    expect(await pages.order(acme, theOrder.orderId)).toMatchObject({ name: "Order 5501", salesOrder: null });
  });
});
