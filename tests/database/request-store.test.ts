import { beforeEach, describe, expect, it } from "vitest";
import { orderId, salesOrderId } from "../../app/domain/testing/ids.ts";
import { defaultSettings } from "../../app/domain/settings.ts";
import { eachDatabase } from "./support/each-database.ts";
import { acme, aLink, anAttempt, aRecord, bigId, keyOf, other } from "./support/records.ts";

const databases = await eachDatabase();
const by = "548380009";
const leaseMs = 40_000;
const gone = salesOrderId(40001);

describe.each(databases)("requests on $kind", ({ database, clock, queue, stores, clear }) => {
  const { orders, requests, attempts, pages, shops } = stores;
  beforeEach(clear);

  const row = (key = keyOf()) => database.prisma.trackedOrder.findUnique({ where: { shop_orderId: { ...key } } });
  const notes = async () =>
    (await database.prisma.timelineEntry.findMany({ orderBy: { id: "asc" } })).map(({ kind }) => kind);
  const claimed = async () => {
    const claim = await orders.claim(keyOf(), "ann", leaseMs);
    if (claim === null) throw new Error("There is no look to take");
    return claim;
  };
  const importAnyway = (goneSalesOrderId: typeof gone | null = null) =>
    requests.importAnyway(keyOf(), { by, goneSalesOrderId }, clock.instant());
  /** The order came over as sales order 40001. */
  const linked = async () => {
    await orders.want(keyOf(), 10);
    const claim = await claimed();
    await orders.link(claim, aLink(await attempts.begin(claim, anAttempt())), clock.instant());
    await orders.finish(claim, aRecord(), clock.instant());
  };

  describe("[REC-5] a look that a person asks for", () => {
    it("is due at once, takes nothing from memory and is on the timeline", async () => {
      await orders.want(keyOf(), 0);
      const failure = { kind: "unavailable", side: "katana", words: "maintenance" } as const;
      const nextTryAt = new Date(clock.now() + 600_000).toISOString();
      await orders.finish(await claimed(), aRecord({ failure, nextTryAt, looked: false }), clock.instant());
      expect(await orders.claim(keyOf(), "bob", leaseMs)).toBeNull();
      queue.woken.splice(0);
      expect(await requests.lookNow([keyOf(), keyOf(orderId("7"))], by, clock.instant())).toEqual([keyOf()]);
      expect(queue.woken).toHaveLength(1);
      expect(await claimed()).toMatchObject({ fresh: true, failure: null, attempts: 0, urgency: "live" });
      expect(await notes()).toEqual(["sync-asked"]);
      expect(await row(keyOf(orderId("7")))).toBeNull();
    });

    it("stays one that takes nothing from memory until it was taken", async () => {
      await orders.want(keyOf(), 10);
      await requests.lookNow([keyOf()], by, clock.instant());
      const failure = { kind: "unavailable", side: "katana", words: "maintenance" } as const;
      const record = aRecord({ failure, nextTryAt: clock.instant(), looked: false });
      await orders.finish(await claimed(), record, clock.instant());
      const again = await claimed();
      expect(again.fresh).toBe(true);
      await requests.lookNow([keyOf()], by, clock.instant());
      await orders.finish(again, aRecord(), clock.instant());
      const last = await claimed();
      expect(last.fresh, "asked for while the one before was under way").toBe(true);
      await orders.finish(last, aRecord(), clock.instant());
      expect(await row()).toMatchObject({ fresh: false });
    });

    it("[STO-1] is of one shop's order", async () => {
      await orders.want(keyOf(), 10);
      expect(await requests.lookNow([keyOf(bigId, other)], by, clock.instant())).toEqual([]);
      expect(await row()).toMatchObject({ fresh: false });
    });
  });

  describe("[IMP-10] an import that a person asks for", () => {
    it("is kept with an order that was never heard of, and wakes it", async () => {
      expect(await importAnyway()).toBe(true);
      expect(queue.woken).toHaveLength(1);
      expect((await claimed()).importAnyway).toEqual({ by, at: clock.instant() });
      expect(await notes()).toEqual(["import-anyway-asked"]);
      expect(await pages.detail(keyOf())).toMatchObject({ importAnyway: { by }, link: null, awaitsLook: true });
    });

    it("is used up in the transaction of the link", async () => {
      await importAnyway();
      const claim = await claimed();
      await orders.finish(claim, aRecord(), clock.instant());
      expect((await row())?.importAnywayBy, "a look that did not import keeps it").toBe(by);
      await linked();
      expect(await row()).toMatchObject({ importAnywayBy: null, importAnywayAt: null });
    });

    it("is not kept when the order came over meanwhile", async () => {
      await linked();
      expect(await importAnyway()).toBe(false);
      expect(await importAnyway(salesOrderId(1))).toBe(false);
      expect(await row()).toMatchObject({ importAnywayAt: null });
      expect(await notes()).toEqual(["imported"]);
    });

    it("never outlives an import that is written at the same moment", async () => {
      for (let round = 0; round < 5; round += 1) {
        await clear();
        await orders.want(keyOf(), 10);
        const claim = await claimed();
        const link = aLink(await attempts.begin(claim, anAttempt()));
        await Promise.all([
          orders.link(claim, link, clock.instant()),
          requests.importAnyway(keyOf(), { by, goneSalesOrderId: null }, clock.instant()),
        ]);
        expect(await row()).toMatchObject({ importAnywayAt: null });
      }
    });

    it("[IMP-7] [IMP-9] remembers the sales orders that are gone", async () => {
      await linked();
      expect(await importAnyway(gone)).toBe(true);
      const claim = await claimed();
      expect(claim.link).toMatchObject({ salesOrderId: gone, goneFromKatanaAt: clock.instant() });
      const next = aLink(await attempts.begin(claim, anAttempt()), { salesOrderId: salesOrderId(40002) });
      await orders.link(claim, next, clock.instant());
      expect(await orders.linkOf(keyOf())).toMatchObject({
        salesOrderId: 40002,
        goneFromKatanaAt: null,
        earlierSalesOrderIds: [40001],
      });
      expect(await notes()).toEqual(["imported", "found-deleted", "import-anyway-asked", "imported"]);
    });

    it("[REC-5] a run that finds the sales order gone says so", async () => {
      await linked();
      await orders.want(keyOf(), 10);
      await orders.recordGone(await claimed(), "#1001", clock.instant());
      expect(await orders.linkOf(keyOf())).toMatchObject({ goneFromKatanaAt: clock.instant() });
      expect(await orders.linkOf(keyOf(orderId("7")))).toBeNull();
      expect(await notes()).toEqual(["imported", "found-deleted"]);
    });
  });

  it("[PAG-6] the page of one order has all that is kept of it, and of no other shop's", async () => {
    await linked();
    const detail = await pages.detail(keyOf());
    expect(detail).toMatchObject({
      order: { orderId: keyOf().orderId, salesOrder: { no: "#1001" } },
      link: { totals: { shopifyTotal: "12", katanaTotal: "12" }, cameOverAt: clock.instant() },
      timeline: [{ kind: "imported", cause: "order", at: clock.instant(), details: { rows: 1 } }],
      awaitsLook: false,
      importAnyway: null,
    });
    expect(await pages.detail(keyOf(keyOf().orderId, other))).toBeNull();
  });

  it("[SET-9] saved settings raise a look for the orders that they may have kept out, and for no other", async () => {
    await database.prisma.shop.create({ data: { domain: acme, installedAt: new Date(clock.now()) } });
    const keptOut = { status: "not-imported", reasons: [{ kind: "payment-pending", status: "PENDING" }] } as const;
    for (const [id, record] of [
      ["1", keptOut],
      ["2", { ...keptOut, reasons: [{ kind: "on-hold" }] }],
      ["3", { status: "in-step" }],
    ] as const) {
      await orders.want(keyOf(orderId(id)), 10);
      const claim = await orders.claim(keyOf(orderId(id)), "ann", leaseMs);
      if (claim) await orders.finish(claim, aRecord(record), clock.instant());
    }
    const outstanding = async () =>
      (await database.prisma.trackedOrder.findMany({ orderBy: { orderId: "asc" } }))
        .filter(({ wanted, done }) => done < wanted)
        .map(({ orderId }) => orderId);
    await shops.saveSettings(acme, defaultSettings, clock.instant());
    expect(await outstanding(), "nothing changed").toEqual([]);
    await shops.saveSettings(acme, { ...defaultSettings, importPaymentPending: true }, clock.instant());
    expect(await outstanding()).toEqual(["1"]);
    expect(await orders.wakeDue(clock.instant(), 10)).toBe(1);
  });
});
