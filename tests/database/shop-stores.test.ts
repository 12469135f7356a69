import { beforeEach, describe, expect, it } from "vitest";
import type { CallFailure } from "../../app/domain/failure.ts";
import { defaultSettings, type Settings } from "../../app/domain/settings.ts";
import { katanaLocationId, orderId, shopifyLocationId, variantId } from "../../app/domain/testing/ids.ts";
import { createEndSession } from "../../app/adapters/database/end-session.ts";
import { createLeases } from "../../app/adapters/database/lease.ts";
import { createSecretSeal } from "../../app/adapters/database/sealed-secret.ts";
import { eachDatabase } from "./support/each-database.ts";
import { acme, aDelivery, aLink, anAttempt, aNative, aRecord, bigId, keyOf, other } from "./support/records.ts";

const databases = await eachDatabase();
const details = { name: "Acme & Söhne", currency: "EUR", timezone: "Europe/Tallinn", grantedScopes: ["read_orders"] };
const neverActive = { firstActivatedAt: null, activatedAt: null, pausedAt: null };

describe.each(databases)("a shop on $kind", ({ database, queue, clock, stores, clear }) => {
  const { prisma } = database;
  const { shops, connections, locations, orders, inbox, attempts, items, privacy } = stores;
  beforeEach(clear);

  const aConnection = (key = "key-of-acme", name = "Acme") => ({
    accountName: name,
    baseCurrency: "EUR",
    sealedKey: `sealed ${key}`,
    fingerprint: `fingerprint of ${key}`,
  });
  const accountOf = async (shop = acme) => (await connections.find(shop))?.accountId;
  const install = (shop = acme) => shops.recordInstall(shop, clock.instant(), details);
  const activeNow = () => ({
    firstActivatedAt: clock.instant(),
    activatedAt: clock.instant(),
    pausedAt: null,
  });
  const importOrder = async (shop = acme) => {
    await orders.want(keyOf(bigId, shop), 10);
    const claim = await orders.claim(keyOf(bigId, shop), "ann", 40_000);
    if (!claim) throw new Error("No claim");
    const accountId = (await accountOf(shop)) ?? "account";
    const attemptId = await attempts.begin(claim, anAttempt({ accountId }));
    await orders.link(claim, aLink(attemptId, { accountId }), clock.instant());
    await orders.finish(claim, aRecord(), clock.instant());
  };

  describe("that installs the app", () => {
    it("is known with Shopify's details and the default settings", async () => {
      expect(await shops.find(acme)).toBeNull();
      await shops.recordInstall(acme, clock.instant(), null);
      await install();
      expect(await shops.find(acme)).toEqual({
        fulfillmentSyncedSince: null,
        domain: acme,
        name: "Acme & Söhne",
        timezone: "Europe/Tallinn",
        installedAt: clock.instant(),
        uninstalledAt: null,
        grantedScopes: ["read_orders"],
        settings: defaultSettings,
        settingsReviewed: false,
        activation: neverActive,
      });
    });

    it("[CON-7] again, without an uninstall in between, keeps the instant of its install", async () => {
      await install();
      const installedAt = clock.instant();
      clock.advance(60_000);
      await shops.recordInstall(acme, clock.instant(), { ...details, name: "Acme Ltd" });
      await shops.recordInstall(acme, clock.instant(), null);
      expect(await shops.find(acme)).toMatchObject({ installedAt, name: "Acme Ltd" });
    });

    it("[SET-2] [SET-3] [SET-4] [SET-5] [SET-6] [SET-7] [SET-8] begins with every setting at its default", async () => {
      await install();
      expect(await shops.find(acme)).toMatchObject({ settings: defaultSettings, settingsReviewed: false });
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
      await install();
      await install(other);
      await shops.saveSettings(acme, { ...defaultSettings, ...change }, clock.instant());
      expect(await shops.find(acme)).toMatchObject({
        settings: { ...defaultSettings, ...change },
        settingsReviewed: true,
      });
      expect((await shops.find(other))?.settings).toEqual(defaultSettings);
    });

    it("keeps the scopes that were granted", async () => {
      await install();
      await shops.recordScopes(acme, ["read_orders", "write_returns"], clock.instant());
      await shops.recordScopes(other, ["read_orders"], clock.instant());
      const kept = await prisma.shop.findMany();
      expect(kept).toMatchObject([{ domain: acme, grantedScopes: ["read_orders", "write_returns"] }]);
    });

    it("[RET-4] has orders looked at whose return waits for being closed, once that is allowed", async () => {
      await install();
      await orders.want(keyOf(), 10);
      const claim = await orders.claim(keyOf(), "ann", 40_000);
      const blocks = [{ kind: "return-not-closable", name: "#1001-R1" }] as const;
      await orders.finish(claim!, aRecord({ status: "needs-you", blocks }), clock.instant());
      await orders.want(keyOf(orderId("7")), 10);
      const straight = await orders.claim(keyOf(orderId("7")), "ann", 40_000);
      await orders.finish(straight!, aRecord(), clock.instant());
      const outstanding = async () =>
        (await prisma.trackedOrder.findMany()).filter(({ wanted, done }) => wanted > done);
      await shops.recordScopes(acme, ["read_orders"], clock.instant());
      expect(await outstanding()).toEqual([]);
      await shops.recordScopes(acme, ["write_returns"], clock.instant());
      expect(await outstanding()).toMatchObject([{ wanted: 2, done: 1, priority: 10, wokenAt: null }]);
    });

    it("[CON-4] that is activated has each of its orders judged anew, and nobody else's", async () => {
      await install();
      const failure: CallFailure = { kind: "unavailable", side: "katana", words: "503" };
      await orders.want(keyOf(), 10);
      const claim = await orders.claim(keyOf(), "ann", 40_000);
      const nextTryAt = clock.instant(600_000);
      await orders.finish(claim!, aRecord({ looked: false, failure, nextTryAt }), clock.instant());
      await importOrder(other);
      const activation = { firstActivatedAt: clock.instant(-1), activatedAt: clock.instant(), pausedAt: null };
      await shops.saveActivation(acme, activation, clock.instant());
      expect((await shops.find(acme))?.activation).toEqual(activation);
      expect(await prisma.trackedOrder.findMany({ orderBy: { shop: "asc" } })).toMatchObject([
        { shop: acme, wanted: 2, done: 0, nextTryAt: null, failure: null, priority: 0 },
        { shop: other, wanted: 1, done: 1 },
      ]);
      expect(await orders.wakeDue(clock.instant(), 10)).toBe(1);
    });
  });

  describe("[CON-7] that uninstalls the app", () => {
    const session = {
      id: `offline_${acme}`,
      shop: acme,
      state: "",
      isOnline: false,
      accessToken: "sealed",
      userId: 9_007_199_254_740_993n,
    };

    it("loses sessions, credentials and its activation, and keeps orders and links", async () => {
      await install();
      await connections.save(acme, aConnection(), clock.instant());
      await importOrder();
      await prisma.session.create({ data: session });
      await shops.recordUninstall(acme, clock.instant());
      expect(await shops.find(acme)).toMatchObject({
        uninstalledAt: clock.instant(),
        activation: { pausedAt: clock.instant() },
      });
      expect(await connections.find(acme)).toBeNull();
      expect(await prisma.session.count()).toBe(0);
      expect([await prisma.link.count(), await prisma.trackedOrder.count()]).toEqual([1, 1]);
    });

    it("keeps no session because its token was refused meanwhile, and one renewed meanwhile stays as it is", async () => {
      const endSession = createEndSession(database);
      const expiresOf = async () => (await prisma.session.findMany()).map(({ expires }) => expires);
      const inMs = (ms: number) => new Date(Date.parse(clock.instant()) + ms);
      const [first, renewed, end] = [inMs(1_000), inMs(2_000), inMs(0)];
      await install();
      await prisma.session.create({ data: { ...session, expires: first } });
      await endSession({ id: session.id, expires: first }, end);
      expect(await expiresOf()).toEqual([end]);
      await prisma.session.update({ where: { id: session.id }, data: { expires: renewed } });
      await endSession({ id: session.id, expires: end }, first);
      expect(await expiresOf()).toEqual([renewed]);
      await shops.recordUninstall(acme, clock.instant());
      await endSession({ id: session.id, expires: renewed }, end);
      expect(await expiresOf()).toEqual([]);
    });

    it("and installs it again starts anew with what was kept", async () => {
      await install();
      await shops.recordUninstall(acme, clock.instant());
      clock.advance(60_000);
      await shops.recordInstall(acme, clock.instant(), null);
      expect(await shops.find(acme)).toMatchObject({
        name: "Acme & Söhne",
        installedAt: clock.instant(),
        uninstalledAt: null,
      });
    });

    it("leaves no row in any table once it is forgotten, and nobody else loses one", async () => {
      for (const shop of [acme, other]) {
        await install(shop);
        await connections.save(shop, aConnection(`key of ${shop}`), clock.instant());
        await locations.refresh(shop, [{ id: shopifyLocationId("1"), name: "Warehouse", isActive: true }]);
        await importOrder(shop);
        await shops.saveActivation(shop, activeNow(), clock.instant());
        await stores.sweeps.due(clock.instant());
        await stores.natives.keepDeleted(shop, [aNative()], clock.instant());
        await inbox.accept(aDelivery("one", { shop }), { kind: "open", subject: "locations" });
        await privacy.record(shop, { kind: "customers/redact", customerId: "7", orderIds: [] }, clock.instant());
        await prisma.session.create({ data: { ...session, id: `offline_${shop}`, shop } });
        for (const what of ["backfill", "order-sweep", "shopify-token"])
          await createLeases(prisma, clock).take(`${what}:${shop}`, "killed", 15_000);
        const accountId = (await accountOf(shop)) ?? "";
        await prisma.katanaReference.create({
          data: { accountId, kind: "customer", key: "7", value: 880, fetchedAt: new Date(clock.now()) },
        });
        await items.remember(
          accountId,
          { shop, key: "mug" },
          { id: variantId(501), serviceId: null, at: clock.instant() },
        );
      }
      const before = await rowsOf(acme);
      // Every table that knows shops holds something of this one; a new table without a row here needs one.
      expect(before.filter(({ rows }) => rows === 0)).toEqual([]);
      const othersBefore = await rowsOf(other);
      await shops.recordUninstall(acme, clock.instant());
      await shops.forget(acme);
      expect((await rowsOf(acme)).filter(({ rows }) => rows > 0)).toEqual([]);
      expect(await rowsOf(other)).toEqual(othersBefore);
      expect(await prisma.katanaAccount.count()).toBe(1);
      expect(await prisma.katanaReference.count()).toBe(1);
      const leases = (await prisma.lease.findMany()).map(({ name }) => name);
      expect(leases.toSorted()).toEqual([`backfill:${other}`, `order-sweep:${other}`, `shopify-token:${other}`]);
    });

    it("keeps an account that another shop uses or has links to", async () => {
      for (const shop of [acme, other]) await connections.save(shop, aConnection(), clock.instant());
      await shops.forget(acme);
      expect(await prisma.katanaAccount.count()).toBe(1);
      await importOrder(other);
      await connections.remove(other);
      await shops.forget(acme);
      expect(await prisma.katanaAccount.count()).toBe(1);
    });
  });

  /** Rows of the shop in every table that has a column for it. */
  async function rowsOf(shop: string): Promise<readonly { readonly table: string; readonly rows: number }[]> {
    const columns = await prisma.$queryRaw<{ table: string; column: string }[]>`
      SELECT table_name::text AS table, column_name::text AS column FROM information_schema.columns
      WHERE table_schema = 'public' AND (column_name = 'shop' OR (table_name = 'shop' AND column_name = 'domain'))
      ORDER BY table_name`;
    expect(columns.length).toBeGreaterThanOrEqual(10);
    return Promise.all(
      columns.map(async ({ table, column }) => {
        const [row] = await prisma.$queryRawUnsafe<{ rows: number }[]>(
          `SELECT count(*)::int AS rows FROM "${table}" WHERE "${column}" = $1`,
          shop,
        );
        return { table, rows: row?.rows ?? 0 };
      }),
    );
  }

  describe("[CON-2] that connects Katana", () => {
    it("has its key kept as it was sealed, and nowhere else", async () => {
      const seal = createSecretSeal([Buffer.alloc(32, 1)]);
      const sealedKey = seal.seal("katana-key-0815", acme);
      await connections.save(acme, { ...aConnection(), sealedKey }, clock.instant());
      const found = await connections.find(acme);
      expect(found).toMatchObject({
        accountName: "Acme",
        sealedKey,
        connectedAt: clock.instant(),
        lastSuccessAt: clock.instant(),
        refused: null,
      });
      expect(seal.open(found?.sealedKey ?? "", acme)).toBe("katana-key-0815");
      const everything = await Promise.all([prisma.katanaConnection.findMany(), prisma.katanaAccount.findMany()]);
      expect(JSON.stringify(everything)).not.toContain("katana-key-0815");
    });

    it("[STO-1] shares the account with a shop that uses the same key, and with no other", async () => {
      await connections.save(acme, aConnection(), clock.instant());
      await connections.save(other, aConnection(), clock.instant());
      expect(await accountOf(other)).toBe(await accountOf(acme));
      await connections.save(other, aConnection("another key"), clock.instant());
      expect(await accountOf(other)).not.toBe(await accountOf(acme));
    });

    it("reaches the account of its links again with another key of the same name and currency only", async () => {
      await connections.save(acme, aConnection(), clock.instant());
      const first = await accountOf();
      await importOrder();
      await connections.save(acme, aConnection("a new key"), clock.instant());
      expect(await accountOf()).toBe(first);
      await connections.save(acme, aConnection("a third key", "Somebody else"), clock.instant());
      expect(await accountOf()).not.toBe(first);
    });

    it("has every order looked at again", async () => {
      await importOrder();
      await connections.save(acme, aConnection(), clock.instant());
      expect(await prisma.trackedOrder.findMany()).toMatchObject([{ wanted: 2, done: 1 }]);
      queue.woken.splice(0);
      expect(await orders.wakeDue(clock.instant(), 10)).toBe(1);
    });

    it("keeps since when the key is refused, until it works again", async () => {
      await connections.save(acme, aConnection(), clock.instant());
      const at = clock.instant();
      await connections.recordRefusal(acme, "401", at);
      clock.advance(60_000);
      await connections.recordRefusal(acme, "401 again", clock.instant());
      expect((await connections.find(acme))?.refused).toEqual({ at, words: "401" });
      await connections.recordSuccess(acme, clock.instant());
      expect(await connections.find(acme)).toMatchObject({ refused: null, lastSuccessAt: clock.instant() });
    });

    it("[CON-5] and disconnects has no key any more and keeps its links", async () => {
      await connections.save(acme, aConnection(), clock.instant());
      await importOrder();
      await connections.remove(acme);
      await connections.remove(acme);
      expect(await connections.find(acme)).toBeNull();
      expect(await prisma.link.count()).toBe(1);
    });

    it("is told what is left of its budget", async () => {
      expect(await connections.budget("f", clock.instant())).toBeNull();
      const data = {
        fingerprint: "f",
        requestLimit: 60,
        remaining: 12,
        windowEndsAt: new Date(clock.now() + 30_000),
        updatedAt: new Date(clock.now()),
      };
      await prisma.katanaBudget.create({ data });
      expect(await connections.budget("f", clock.instant())).toMatchObject({ remaining: 12, limit: 60 });
      clock.advance(30_000);
      expect(await connections.budget("f", clock.instant())).toEqual({
        remaining: 60,
        limit: 60,
        endsAt: clock.instant(),
      });
    });
  });

  describe("[PAG-3] with locations", () => {
    const [first, second] = [shopifyLocationId("1"), shopifyLocationId("9007199254740993")];
    const matched = { id: katanaLocationId(11), name: "Main" };

    it("takes over Shopify's list, keeps matches and drops what vanished", async () => {
      await locations.refresh(acme, [
        { id: first, name: "Warehouse", isActive: true },
        { id: second, name: "Annex", isActive: true },
      ]);
      await locations.refresh(other, [{ id: first, name: "Theirs", isActive: true }]);
      await locations.saveMatches(
        acme,
        new Map([
          [first, matched],
          [second, matched],
        ]),
        clock.instant(),
      );
      await locations.refresh(acme, [
        { id: first, name: "Big warehouse", isActive: false },
        { id: shopifyLocationId("3"), name: "New", isActive: true },
      ]);
      expect(await locations.list(acme)).toEqual([
        { id: first, name: "Big warehouse", isActive: false, katana: matched },
        { id: "3", name: "New", isActive: true, katana: null },
      ]);
      expect(await locations.list(other)).toEqual([{ id: first, name: "Theirs", isActive: true, katana: null }]);
    });

    it("drops all of them when Shopify has none", async () => {
      await locations.refresh(acme, [{ id: first, name: "Warehouse", isActive: true }]);
      await locations.refresh(acme, []);
      expect(await locations.list(acme)).toEqual([]);
    });

    it("[STO-3] has its own matches, several of them to one Katana location, and orders that are looked at again", async () => {
      await locations.refresh(acme, [{ id: first, name: "Warehouse", isActive: true }]);
      await orders.want(keyOf(orderId("1")), 10);
      await locations.saveMatches(
        acme,
        new Map([
          [first, matched],
          [second, null],
        ]),
        clock.instant(),
      );
      expect(await locations.list(acme)).toMatchObject([{ katana: matched }]);
      expect(await prisma.trackedOrder.findMany()).toMatchObject([{ wanted: 2 }]);
      await locations.saveMatches(acme, new Map([[first, null]]), clock.instant());
      expect(await locations.list(acme)).toMatchObject([{ katana: null }]);
    });
  });

  describe("[CON-7] with a compliance request", () => {
    const request = { kind: "customers/redact", customerId: "7001", orderIds: [bigId] } as const;

    it("has it kept until it is answered", async () => {
      await privacy.record(acme, { ...request, kind: "customers/data_request" }, clock.instant());
      expect(await prisma.privacyRequest.findMany()).toMatchObject([
        { shop: acme, kind: "customers/data_request", customerId: "7001", orderIds: [bigId], settledAt: null },
      ]);
    });

    it("loses what may be personal about the customer's orders and keeps everything else", async () => {
      const words = "Ann Lee, 1 High Street is no address.";
      const failure: CallFailure = { kind: "rejected", side: "katana", status: 422, words };
      for (const id of [bigId, orderId("2")]) {
        await orders.want(keyOf(id), 10);
        const claim = await orders.claim(keyOf(id), "ann", 40_000);
        const blocks = [{ kind: "katana-refused", step: "create-customer", words }] as const;
        await orders.finish(claim!, aRecord({ status: "needs-you", blocks, failure }), clock.instant());
      }
      for (const key of ["id:7001", "id:70010"])
        await prisma.katanaReference.create({
          data: { accountId: "a", kind: "customer", key, value: 1, fetchedAt: new Date() },
        });
      await privacy.record(acme, request, clock.instant());
      await privacy.redactCustomer(acme, request, clock.instant());
      const kept = await prisma.trackedOrder.findMany({ orderBy: { orderId: "asc" } });
      expect(kept).toMatchObject([
        { orderId: "2", failure, wanted: 1 },
        { orderId: bigId, blocks: [], failure: null, wanted: 2 },
      ]);
      expect(await prisma.privacyRequest.findMany()).toMatchObject([
        { customerId: null, settledAt: new Date(clock.now()) },
      ]);
    });

    it("is settled when it names nobody", async () => {
      const nobody = { ...request, customerId: null, orderIds: [] };
      await privacy.record(acme, nobody, clock.instant());
      await privacy.redactCustomer(acme, nobody, clock.instant());
      expect(await prisma.privacyRequest.findMany()).toMatchObject([{ settledAt: new Date(clock.now()) }]);
    });
  });
});
