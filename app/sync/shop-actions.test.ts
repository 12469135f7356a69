import { beforeEach, describe, expect, it } from "vitest";
import type { CallFailure } from "../domain/failure.ts";
import { katanaLocationId, shopifyLocationId } from "../domain/testing/ids.ts";
import { activate, pause } from "./activate.ts";
import { connectKatana, disconnectKatana, testConnection } from "./connect-katana.ts";
import type { KeyRefusal } from "./ports.ts";
import { recordInstall } from "./record-install.ts";
import { saveLocations } from "./save-locations.ts";
import { freshShop } from "./testing/in-memory-stores.ts";
import { acme, createSyncWorld, theOrder, type SyncWorld } from "./testing/sync-world.ts";

let world: SyncWorld;
beforeEach(() => {
  world = createSyncWorld();
});

const away: CallFailure = { kind: "unavailable", side: "katana", words: "Katana answered 503." };
const shop = () => world.tables.shops.get(acme)!;
const freshly = () => void world.tables.shops.set(acme, freshShop(acme, world.clock.instant()));

describe("[CON-2] connecting Katana", () => {
  const connect = (key: string) => connectKatana(world.outside, world.stores, { shop: acme, key });
  beforeEach(() => world.tables.connections.clear());

  it("keeps the key sealed, with the account's name, and never as it is", async () => {
    expect(await connect("  key-0815-secret \n")).toEqual({ ok: true });
    expect(world.tables.connections.get(acme)).toMatchObject({
      accountName: "Acme",
      sealedKey: `sealed 15 characters of ${acme}`,
      connectedAt: world.clock.instant(),
    });
    expect(JSON.stringify([world.log, [...world.tables.connections]])).not.toContain("key-0815-secret");
  });

  it.each<readonly [string, KeyRefusal | null, string]>([
    ["   ", null, "Enter the API key from Katana."],
    ["k", { kind: "bad-key" }, "Katana does not accept this API key. Copy it again from Settings › API in Katana."],
    [
      "k",
      { kind: "no-api-access", words: "Forbidden" },
      "Katana knows this key, but your Katana plan has no API access. It comes with the Professional plan.",
    ],
    [
      "k",
      { kind: "not-verified", failure: away },
      "The key could not be checked, and nothing was saved. Katana could not be reached: Katana answered 503.",
    ],
  ])("refuses %o, %o with its own sentence and stores nothing", async (key, refusal, words) => {
    world.refusal = refusal;
    expect(await connect(key)).toEqual({ ok: false, field: "katanaApiKey", words });
    expect(world.tables.connections.size).toBe(0);
  });

  it("is tested with a live call", async () => {
    const test = () => testConnection(world.outside, world.stores, acme);
    expect(await test()).toMatchObject({ ok: false, words: "Katana is not connected." });
    await connect("key");
    world.clock.advance(60_000);
    expect(await test()).toEqual({ ok: true });
    expect(world.tables.connections.get(acme)?.lastSuccessAt).toBe(world.clock.instant());
    world.katana.trouble("listLocations", { failure: away });
    expect(await test()).toEqual({
      ok: false,
      field: "katanaApiKey",
      words: "Katana could not be reached: Katana answered 503. Tandem keeps trying by itself.",
    });
  });

  it("[CON-5] is undone by disconnecting, which pauses and keeps links, matches and settings", async () => {
    await connect("key");
    await world.look();
    await disconnectKatana(world.outside, world.stores, acme);
    expect(world.tables.connections.size).toBe(0);
    expect(shop().activation.pausedAt).toBe(world.clock.instant());
    expect(world.tables.links.size).toBe(1);
    expect(world.tables.locations.get(acme)?.[0]?.katana).not.toBeNull();
  });

  it("may be undone before sync was ever active, and for a shop nobody knows", async () => {
    freshly();
    await disconnectKatana(world.outside, world.stores, acme);
    expect(shop().activation.pausedAt).toBeNull();
    world.tables.shops.clear();
    await disconnectKatana(world.outside, world.stores, acme);
    expect(world.tables.shops.size).toBe(0);
  });
});

describe("[CON-4] activating", () => {
  const press = () => activate(world.outside, world.stores, acme);

  it("records the instant, the first one for good, and has every order judged anew", async () => {
    freshly();
    await world.stores.orders.want(theOrder, 10);
    expect(await press()).toEqual({ ok: true });
    const first = world.clock.instant();
    expect(shop().activation).toEqual({ firstActivatedAt: first, activatedAt: first, pausedAt: null });
    expect([...world.tables.orders.values()]).toMatchObject([{ wanted: 2 }]);
    world.clock.advance(60_000);
    await pause(world.outside, world.stores, acme);
    world.clock.advance(60_000);
    expect(await press()).toEqual({ ok: true });
    expect(shop().activation).toEqual({ firstActivatedAt: first, activatedAt: world.clock.instant(), pausedAt: null });
  });

  it("[CON-1] is refused while something mandatory is missing, with what it is", async () => {
    freshly();
    world.tables.locations.set(acme, [
      { id: shopifyLocationId("9"), name: "Closed", isActive: false, katana: null },
      { id: shopifyLocationId("1"), name: "Warehouse", isActive: true, katana: null },
    ]);
    expect(await press()).toEqual({
      ok: false,
      field: "activation",
      words: "Match every Shopify location to a Katana location first, under Settings › Locations.",
    });
    world.tables.connections.clear();
    expect(await press()).toMatchObject({ words: "Connect Katana first, under Settings › Connection." });
    world.tables.shops.clear();
    expect(await press()).toMatchObject({ words: "Open Tandem from the Shopify admin first." });
  });

  it("[CON-1] changes nothing on an active shop, though a location lost its match", async () => {
    const before = shop().activation;
    world.tables.locations.set(acme, [{ id: shopifyLocationId("1"), name: "W", isActive: true, katana: null }]);
    world.clock.advance(60_000);
    expect(await press()).toEqual({ ok: true });
    expect(shop().activation).toEqual(before);
  });

  it("[CON-5] is undone by a pause, which says since when and means it once", async () => {
    const stop = () => pause(world.outside, world.stores, acme);
    await stop();
    const since = world.clock.instant();
    world.clock.advance(60_000);
    await stop();
    expect(shop().activation.pausedAt).toBe(since);
    freshly();
    await stop();
    expect(shop().activation.pausedAt).toBeNull();
    world.tables.shops.clear();
    await stop();
    expect(world.tables.shops.size).toBe(0);
  });
});

describe("[PAG-3] saving the matches of locations", () => {
  const [first, second] = [shopifyLocationId("1"), shopifyLocationId("2")];
  const save = (...matches: [typeof first, ReturnType<typeof katanaLocationId> | null][]) =>
    saveLocations(world.outside, world.stores, { shop: acme, matches: new Map(matches) });
  const kept = () => world.tables.locations.get(acme)?.map(({ katana }) => katana?.name ?? null);

  it("[STO-3] keeps them, also two to one Katana location and one to none", async () => {
    expect(await save([first, katanaLocationId(12)], [second, katanaLocationId(12)])).toEqual({ ok: true });
    expect(kept()).toEqual(["Shop floor", "Shop floor"]);
    expect(await save([first, null], [second, katanaLocationId(11)])).toEqual({ ok: true });
    expect(kept()).toEqual([null, "Warehouse"]);
  });

  it("refuses one that Katana no longer has or lets sell, on its field, and keeps what was", async () => {
    world.katana.locations = [
      { id: katanaLocationId(11), name: "Warehouse", salesAllowed: true },
      { id: katanaLocationId(12), name: "Shop floor", salesAllowed: false },
    ];
    const words = "This Katana location is gone or may no longer sell. Choose another one.";
    for (const id of [12, 99])
      expect(await save([first, katanaLocationId(11)], [second, katanaLocationId(id)])).toEqual({
        ok: false,
        field: "2",
        words,
      });
    expect(kept()).toEqual(["Warehouse", "Shop floor"]);
  });

  it("says so when Katana does not answer or is not connected", async () => {
    world.katana.trouble("listLocations", { failure: away });
    expect(await save()).toMatchObject({ ok: false, words: "Katana could not be reached: Katana answered 503." });
    world.tables.connections.clear();
    expect(await save()).toMatchObject({ ok: false, words: "Connect Katana first, under Settings › Connection." });
  });
});

describe("[CON-7] opening the app", () => {
  const open = () => recordInstall(world.outside, world.stores, acme);

  it("makes the shop known with its details and locations, as often as it is opened", async () => {
    world.tables.shops.clear();
    world.shopify.locations = [{ id: shopifyLocationId("1"), name: "Warehouse", isActive: true }];
    await open();
    const { installedAt } = shop();
    world.clock.advance(60_000);
    await open();
    expect(shop()).toMatchObject({ name: "Acme", installedAt });
    expect(world.tables.locations.get(acme)).toHaveLength(1);
  });

  it("makes it known although Shopify does not answer", async () => {
    world.tables.shops.clear();
    world.shopify.failure = { kind: "unavailable", side: "shopify", words: "503" };
    await open();
    expect(shop()).toMatchObject({ name: "" });
    expect(world.log).toContainEqual({
      event: "shop.opened",
      fields: { shop: acme, details: false, locations: false },
    });
  });
});
