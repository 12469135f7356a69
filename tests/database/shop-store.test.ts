import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openDatabase, type Database } from "../../app/adapters/database/database.ts";
import { createShopStore } from "../../app/adapters/database/shop-store.ts";
import type { ShopDomain } from "../../app/domain/ids.ts";
import { defaultSettings, type Settings } from "../../app/domain/settings.ts";
import type { ShopStore } from "../../app/sync/stores.ts";
import { databaseKinds, freshDatabase, type FreshDatabase } from "../support/fresh-database.ts";

const shop = "one.myshopify.com" as ShopDomain;
const other = "two.myshopify.com" as ShopDomain;
const details = { name: "One", currency: "EUR", timezone: "Europe/Tallinn", grantedScopes: ["read_orders"] };
const installedAt = "2026-11-01T08:00:00.000Z";
const later = "2026-11-02T08:00:00.000Z";

describe.each(databaseKinds)("the shops in the %s database", (kind) => {
  let fresh: FreshDatabase;
  let database: Database;
  let shops: ShopStore;

  beforeAll(async () => {
    fresh = await freshDatabase(kind);
    database = await openDatabase(fresh.target);
    shops = createShopStore(database);
  });

  beforeEach(async () => {
    for (const domain of [shop, other]) {
      await shops.forget(domain);
      await shops.recordInstall(domain, installedAt, details);
    }
  });

  afterAll(async () => {
    await database.close();
    await fresh.drop();
  });

  it("[SET-2, SET-3, SET-4, SET-5, SET-6, SET-7, SET-8] begins with every setting at its default", async () => {
    expect((await shops.find(shop))?.settings).toEqual(defaultSettings);
    expect((await shops.find(shop))?.settingsReviewed).toBe(false);
  });

  it.each<[string, Partial<Settings>]>([
    ["[SET-2] keeps that unpaid orders come over", { importPaymentPending: true }],
    ["[SET-3] keeps that shipping makes no fee", { bringShippingFee: false }],
    ["[SET-4] keeps that custom items become products", { nonPhysicalCustomItems: "product" }],
    ["[SET-5] keeps that order changes stay in Shopify", { bringOrderChanges: false }],
    ["[SET-6] keeps that rows stay where they are", { bringLocationUpdates: false }],
    ["[SET-7] keeps that returns come over", { bringReturns: true }],
    ["[SET-8] keeps that fulfillment does not travel", { syncFulfillment: false }],
  ])("%s, for this shop alone", async (_, change) => {
    await shops.saveSettings(shop, { ...defaultSettings, ...change }, later);
    expect((await shops.find(shop))?.settings).toEqual({ ...defaultSettings, ...change });
    expect((await shops.find(shop))?.settingsReviewed).toBe(true);
    expect((await shops.find(other))?.settings).toEqual(defaultSettings);
  });

  it("[CON-7] forgets session and key of an uninstalled shop, keeps its settings, and leaves other shops alone", async () => {
    await shops.saveSettings(shop, { ...defaultSettings, bringReturns: true }, later);
    for (const domain of [shop, other]) await holdSecrets(database, domain);

    await shops.recordUninstall(shop, later);

    const left = await secretsOf(database);
    expect(left).toEqual({ sessions: [other], connections: [other] });
    expect(await shops.find(shop)).toMatchObject({ uninstalledAt: later, settings: { bringReturns: true } });
    expect((await shops.find(other))?.uninstalledAt).toBeNull();
  });

  it("[CON-7] begins anew when the shop installs the app again", async () => {
    await shops.recordUninstall(shop, later);
    await shops.recordInstall(shop, "2026-11-03T08:00:00.000Z", details);
    expect(await shops.find(shop)).toMatchObject({ uninstalledAt: null, installedAt: "2026-11-03T08:00:00.000Z" });
  });

  it("[CON-7] deletes all that is kept for a shop", async () => {
    for (const domain of [shop, other]) await holdSecrets(database, domain);
    await shops.forget(shop);
    expect(await shops.find(shop)).toBeNull();
    expect(await secretsOf(database)).toEqual({ sessions: [other], connections: [other] });
    expect(await shops.find(other)).not.toBeNull();
  });

  it("does not take a second notice of the same installation for a new one", async () => {
    await shops.recordInstall(shop, later, { ...details, name: "One, renamed" });
    expect(await shops.find(shop)).toMatchObject({ installedAt, name: "One, renamed" });
  });
});

async function holdSecrets({ prisma }: Database, domain: ShopDomain): Promise<void> {
  await prisma.session.create({ data: { id: `offline_${domain}`, shop: domain, state: "", accessToken: "sealed" } });
  await prisma.katanaConnection.create({
    data: {
      shop: domain,
      accountId: "account",
      sealedKey: "sealed",
      keyFingerprint: domain,
      connectedAt: new Date(installedAt),
    },
  });
}

async function secretsOf({ prisma }: Database) {
  const sessions = await prisma.session.findMany();
  const connections = await prisma.katanaConnection.findMany();
  return { sessions: sessions.map((row) => row.shop), connections: connections.map((row) => row.shop) };
}
