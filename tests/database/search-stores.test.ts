import { beforeEach, describe, expect, it } from "vitest";
import { orderId, salesOrderId } from "../../app/domain/testing/ids.ts";
import type { FoundOrder } from "../../app/sync/ports.ts";
import type { BackfillRecord } from "../../app/sync/search-stores.ts";
import { eachDatabase } from "./support/each-database.ts";
import { acme, aDelivery, aLink, aNative, anAttempt, aRecord, bigId, keyOf, other } from "./support/records.ts";

const databases = await eachDatabase();
const details = { name: "Acme", currency: "EUR", timezone: "Europe/Tallinn", grantedScopes: ["read_orders"] };

describe.each(databases)("what is searched on $kind", ({ database, queue, clock, stores, clear }) => {
  const { prisma } = database;
  const { backfills, sweeps, natives, orders, shops } = stores;
  beforeEach(clear);

  const wholeSecond = (inMs = 0) => clock.instant(inMs - (clock.now() % 1000));
  const aFound = (id: string, changes: Partial<FoundOrder> = {}): FoundOrder => ({
    id: orderId(id),
    name: `#${id}`,
    createdAt: wholeSecond(-60_000),
    updatedAt: wholeSecond(),
    ...changes,
  });
  const active = () => ({ firstActivatedAt: clock.instant(), activatedAt: clock.instant(), pausedAt: null });
  const activate = async (shop = acme) => {
    await shops.recordInstall(shop, clock.instant(), details);
    await shops.saveActivation(shop, active(), clock.instant());
  };
  const record = async (): Promise<BackfillRecord> => {
    const found = await backfills.find(acme);
    if (!found) throw new Error("There is no backfill");
    return found;
  };
  const tracked = (id: string) =>
    prisma.trackedOrder.findUnique({ where: { shop_orderId: { shop: acme, orderId: id } } });
  const looked = async (id: string, seenUntil: string | null) => {
    const claim = await orders.claim(keyOf(orderId(id)), "ann", 40_000);
    if (!claim) throw new Error(`No claim of ${id}`);
    await orders.finish(claim, aRecord({ seenUntil }), clock.instant());
  };
  const place = () => ({ windowFrom: clock.instant(), cursor: "next" });

  describe("[IMP-5] a backfill", () => {
    it("begins with the first activation, 14 days back, and with no later one", async () => {
      expect(await backfills.find(acme)).toBeNull();
      await activate();
      const dayMs = 24 * 60 * 60 * 1000;
      expect(await record()).toMatchObject({
        since: clock.instant(-14 * dayMs),
        windowFrom: clock.instant(-14 * dayMs),
        until: clock.instant(),
        cursor: null,
        expected: null,
        finishedAt: null,
      });
      const begun = await record();
      clock.advance(60_000);
      const first = begun.until;
      await shops.saveActivation(acme, { ...active(), firstActivatedAt: first }, clock.instant());
      expect(await record()).toEqual({ ...begun, finishedAt: clock.instant() });
    });

    it("[CON-5] is due while the shop is active, and not while it is paused, uninstalled or put off", async () => {
      await activate();
      await activate(other);
      const due = async () => (await backfills.due(clock.instant())).toSorted();
      expect(await due()).toEqual([acme, other]);
      await shops.saveActivation(acme, { ...active(), pausedAt: clock.instant(1) }, clock.instant());
      expect(await due()).toEqual([other]);
      await backfills.postpone(other, clock.instant(1_000), { anew: false });
      expect(await due()).toEqual([]);
      clock.advance(1_000);
      expect(await due()).toEqual([other]);
      await shops.recordUninstall(other, clock.instant());
      expect(await due()).toEqual([]);
    });

    it("keeps a page and its place together, and a page that was kept already not again", async () => {
      await activate();
      const from = await record();
      const next = place();
      expect(await backfills.keepPage(from, [aFound("1"), aFound("2")], next, clock.instant())).toBe(true);
      expect(await record()).toMatchObject(next);
      expect(await backfills.keepPage(from, [aFound("3")], next, clock.instant())).toBe(false);
      expect(await tracked("3")).toBeNull();
      expect(await backfills.counts(acme)).toEqual({ found: 2, lookedAt: 0, imported: 0 });
      expect(await tracked("1")).toMatchObject({ wanted: 1, done: 0, priority: 0, name: "#1", backfill: true });
    });

    it("counts an order once that two windows show, and asks for no further look at one that is known", async () => {
      await activate();
      await stores.inbox.accept(aDelivery("one"), { kind: "order", orderId: orderId("1") });
      await backfills.keepPage(await record(), [aFound("1"), aFound("2")], place(), clock.instant());
      await backfills.keepPage(await record(), [aFound("2")], null, clock.instant());
      expect(await backfills.counts(acme)).toMatchObject({ found: 2 });
      expect([(await tracked("1"))?.wanted, (await tracked("2"))?.wanted]).toEqual([1, 1]);
      expect(await tracked("1")).toMatchObject({ priority: 10 });
      expect(await record()).toMatchObject({ searchedAt: clock.instant(), cursor: null });
    });

    it("[PAG-1] is finished when all of it was searched and looked at, and tells how far it is", async () => {
      await activate();
      await backfills.saveCounts(acme, { expected: 2, olderOpen: 5 });
      expect(await record()).toMatchObject({ expected: 2, olderOpen: 5 });
      await backfills.keepPage(await record(), [aFound("1"), aFound("2")], null, clock.instant());
      expect(await backfills.finishIfDone(acme, clock.instant())).toBe(false);
      await looked("1", null);
      const claim = await orders.claim(keyOf(orderId("2")), "ann", 40_000);
      await orders.link(claim!, aLink(await stores.attempts.begin(claim!, anAttempt())), clock.instant());
      expect(await backfills.counts(acme)).toEqual({ found: 2, lookedAt: 1, imported: 1 });
      await orders.finish(claim!, aRecord(), clock.instant());
      expect(await backfills.counts(acme)).toEqual({ found: 2, lookedAt: 2, imported: 1 });
      expect(await backfills.finishIfDone(acme, clock.instant())).toBe(true);
      expect(await backfills.finishIfDone(acme, clock.instant())).toBe(false);
    });

    it("begins a window anew after a failure when asked to, and counts failures in a row", async () => {
      await activate();
      await backfills.keepPage(await record(), [], place(), clock.instant());
      await backfills.postpone(acme, clock.instant(1_000), { anew: false });
      expect(await record()).toMatchObject({ cursor: "next", attempts: 1 });
      await backfills.postpone(acme, clock.instant(1_000), { anew: true });
      expect(await record()).toMatchObject({ cursor: null, attempts: 2 });
    });

    it("is woken a few at a time, behind live work, and not while Katana lets nothing through for it", async () => {
      await activate();
      const found = Array.from({ length: 60 }, (_, index) => aFound(String(index + 1)));
      await backfills.keepPage(await record(), found, null, clock.instant());
      await orders.want(keyOf(orderId("900"), other), 10);
      queue.woken.splice(0);
      const connection = { accountName: "Acme", baseCurrency: "EUR", sealedKey: "sealed", fingerprint: "print" };
      await stores.connections.save(acme, connection, clock.instant());
      const budget = { fingerprint: "print", requestLimit: 60, updatedAt: new Date(clock.now()) };
      const windowEndsAt = new Date(clock.now() + 30_000);
      await prisma.katanaBudget.create({ data: { ...budget, remaining: 3, windowEndsAt } });
      expect(await orders.wakeDue(clock.instant(), 200)).toBe(0);
      clock.advance(26_000);
      expect(await orders.wakeDue(clock.instant(), 200)).toBe(40);
      expect(await orders.wakeDue(clock.instant(), 200)).toBe(0);
      expect(queue.woken.every((woken) => woken.endsWith(" 0"))).toBe(true);
    });
  });

  describe("[REC-1] the search for what changed", () => {
    const sweepOf = async (shop = acme) => {
      await sweeps.due(clock.instant());
      const found = await sweeps.find(shop);
      if (!found) throw new Error("There is no sweep");
      return found;
    };
    const ended = () => ({ knownTill: clock.instant(), nextAt: clock.instant(300_000) });

    it("is due at once after an activation, while paused as well, and not before or after an uninstall", async () => {
      await shops.recordInstall(acme, clock.instant(), details);
      expect(await sweeps.due(clock.instant())).toEqual([]);
      await activate();
      expect(await sweeps.due(clock.instant())).toEqual([acme]);
      expect(await sweeps.find(acme)).toMatchObject({ knownTill: clock.instant(), begunAt: null, cursor: null });
      await sweeps.keepPage(await sweepOf(), [], ended(), clock.instant());
      expect(await sweeps.due(clock.instant())).toEqual([]);
      clock.advance(300_000);
      expect(await sweeps.due(clock.instant())).toEqual([acme]);
      await shops.recordUninstall(acme, clock.instant());
      expect(await sweeps.due(clock.instant())).toEqual([]);
      expect(await sweeps.find(other)).toBeNull();
    });

    it("goes on with its page, and ends with the time it was begun", async () => {
      await activate();
      await sweepOf();
      await sweeps.begin(acme, clock.instant());
      await sweeps.keepPage(await sweepOf(), [aFound("1")], { cursor: "next" }, clock.instant());
      expect(await sweeps.find(acme)).toMatchObject({ begunAt: clock.instant(), cursor: "next" });
      await sweeps.keepPage(await sweepOf(), [aFound("2")], ended(), clock.instant());
      expect(await sweeps.find(acme)).toMatchObject({ begunAt: null, cursor: null, knownTill: clock.instant() });
      await sweeps.postpone(acme, clock.instant(1_000));
      expect(await sweeps.find(acme)).toMatchObject({ begunAt: null, cursor: null, attempts: 1 });
    });

    it("asks for a look at what it does not know or has not seen as it is, and at nothing else", async () => {
      await activate();
      const raise = async (...found: FoundOrder[]) =>
        sweeps.keepPage(await sweepOf(), found, { cursor: "next" }, clock.instant());
      expect(await raise(aFound("1"))).toBe(1);
      expect(await tracked("1")).toMatchObject({ wanted: 1, priority: 5, wokenAt: null });
      expect(await raise(aFound("1"))).toBe(0);
      await looked("1", wholeSecond());
      expect(await raise(aFound("1"))).toBe(0);
      expect(await raise(aFound("1", { updatedAt: wholeSecond(1_000) }), aFound("2"))).toBe(2);
      expect((await tracked("1"))?.wanted).toBe(2);
      await looked("1", null);
      expect((await tracked("1"))?.seenUntil).toEqual(new Date(wholeSecond()));
      expect(await raise(aFound("1", { updatedAt: wholeSecond(1_000) }))).toBe(1);
    });

    it("wakes what it found with the next sweep of what is due", async () => {
      await activate();
      await sweeps.keepPage(await sweepOf(), [aFound("1")], ended(), clock.instant());
      queue.woken.splice(0);
      await orders.wakeDue(clock.instant(), 10);
      expect(queue.woken).toEqual([`order ${acme}:1 5`]);
    });
  });

  describe("[CON-6] what Katana's own integration made", () => {
    it("is kept with the look-up, for the orders that were looked up", async () => {
      await activate();
      await backfills.keepPage(await record(), [aFound(bigId), aFound("2"), aFound("3")], null, clock.instant());
      expect(await natives.of(keyOf())).toEqual({ checked: false, found: [] });
      expect((await natives.unchecked(keyOf(), 2)).at(0)).toBe(bigId);
      expect(await natives.unchecked(keyOf(), 2)).toHaveLength(2);
      await natives.keepLookUp(acme, [bigId, orderId("2")], [aNative()], clock.instant());
      expect(await natives.of(keyOf())).toEqual({ checked: true, found: [aNative()] });
      expect(await natives.of(keyOf(orderId("2")))).toEqual({ checked: true, found: [] });
      expect(await natives.unchecked(keyOf(orderId("3")), 100)).toEqual(["3"]);
      expect(await natives.of(keyOf(bigId, other))).toEqual({ checked: false, found: [] });
    });

    it("is kept once, as it was last, also when its order was never heard of", async () => {
      await activate();
      await natives.keepDeleted(acme, [aNative({ deleted: true })], clock.instant());
      await natives.keepDeleted(
        acme,
        [aNative({ deleted: true, orderNo: "SO-8" }), aNative({ shopifyOrderId: null, id: salesOrderId(78) })],
        clock.instant(),
      );
      expect((await natives.of(keyOf())).found).toEqual([aNative({ deleted: true, orderNo: "SO-8" })]);
      expect(await record()).toMatchObject({ deletedListedAt: clock.instant() });
    });

    it("links without a create of Tandem's own", async () => {
      await orders.want(keyOf(), 0);
      const claim = await orders.claim(keyOf(), "ann", 40_000);
      await orders.link(claim!, { ...aLink("none"), attemptId: null }, clock.instant());
      expect(await prisma.link.count()).toBe(1);
    });

    it("is asked about for orders that came over, once, and through their own account only", async () => {
      for (const id of ["1", "2"]) {
        await orders.want(keyOf(orderId(id)), 0);
        const claim = await orders.claim(keyOf(orderId(id)), "ann", 40_000);
        await orders.link(claim!, { ...aLink("none"), attemptId: null }, clock.instant());
        clock.advance(1_000);
      }
      const came = { orderId: "1", salesOrderId: aLink("none").salesOrderId, cameOverAt: clock.instant(-2_000) };
      expect(await natives.unwatched(acme, "account", 1)).toEqual([came]);
      expect(await natives.unwatched(acme, "another", 1)).toEqual([]);
      expect(await natives.unwatched(other, "account", 1)).toEqual([]);
      await natives.keepLookUp(acme, [orderId("1")], [], clock.instant());
      expect((await natives.unwatched(acme, "account", 9)).map(({ orderId: id }) => id)).toEqual(["2"]);
    });

    it("tells when one appeared after an activation", async () => {
      const before = clock.instant(-1_000);
      await natives.keepLookUp(acme, [bigId], [aNative({ createdAt: before })], clock.instant());
      expect(await natives.appearedSince(acme, before)).toBeNull();
      const after = clock.instant(1_000);
      await natives.keepLookUp(acme, [bigId], [aNative({ createdAt: after })], clock.instant());
      expect(await natives.appearedSince(acme, before)).toBe(after);
    });
  });
});
