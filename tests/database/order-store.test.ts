import { beforeEach, describe, expect, it } from "vitest";
import type { CallFailure } from "../../app/domain/failure.ts";
import { orderId } from "../../app/domain/testing/ids.ts";
import { LeaseLost } from "../../app/sync/run-lease.ts";
import type { Claim } from "../../app/sync/stores.ts";
import { eachDatabase, storesOf } from "./support/each-database.ts";
import { acme, aLink, anAttempt, aRecord, bigId, keyOf, other } from "./support/records.ts";
import { noReturns } from "../../app/domain/sales-return.ts";
import { anAgreedReturn } from "../../app/domain/testing/build-return.ts";
import { returnId } from "../../app/domain/testing/ids.ts";

const databases = await eachDatabase();
const leaseMs = 40_000;
const away: CallFailure = { kind: "unavailable", side: "katana", words: "503" };

describe.each(databases)(
  "orders on $kind",
  ({ database, second, queue, clock, stores: { orders, attempts }, clear }) => {
    const elsewhere = storesOf(second, queue, clock).orders;
    beforeEach(clear);

    const row = () => database.prisma.trackedOrder.findUniqueOrThrow({ where: { shop_orderId: keyOf() } });
    const claimed = async (holder = "ann"): Promise<Claim> => {
      const claim = await orders.claim(keyOf(), holder, leaseMs);
      if (!claim) throw new Error(`${holder} did not get the order`);
      return claim;
    };
    const wake = () => orders.wakeDue(clock.instant(), 100);
    const looked = async (overrides: Parameters<typeof aRecord>[0] = {}) => {
      await orders.want(keyOf(), 10);
      await orders.finish(await claimed(), aRecord(overrides), clock.instant());
      queue.woken.splice(0);
    };

    describe("a claim", () => {
      it("is for an order with an outstanding look only", async () => {
        expect(await orders.claim(keyOf(), "ann", leaseMs)).toBeNull();
        await looked();
        expect(await orders.claim(keyOf(), "ann", leaseMs)).toBeNull();
      });

      it("tells what is known of the order", async () => {
        await orders.want(keyOf(), 0);
        expect(await claimed()).toEqual({
          ...keyOf(),
          holder: "ann",
          wanted: 1,
          urgency: "backfill",
          attempts: 0,
          status: "waiting",
          name: null,
          acceptedAt: null,
          link: null,
          reasons: [],
          waits: [],
          blocks: [],
          failure: null,
          importAnyway: null,
          fresh: false,
        });
      });

      it("goes to one of many who try at once", async () => {
        await orders.want(keyOf(), 10);
        const tries = Array.from({ length: 20 }, (_, index) =>
          (index % 2 === 0 ? orders : elsewhere).claim(keyOf(), `holder ${String(index)}`, leaseMs),
        );
        expect((await Promise.all(tries)).filter((claim) => claim !== null)).toHaveLength(1);
      });

      it("is for the next one when its lease has run out, and the first one can write nothing any more", async () => {
        await orders.want(keyOf(), 10);
        const first = await claimed("ann");
        clock.advance(leaseMs - 1);
        expect(await elsewhere.claim(keyOf(), "bob", leaseMs)).toBeNull();
        clock.advance(1);
        expect(await elsewhere.renew(keyOf(), "ann", leaseMs)).toBe(false);
        const next = await elsewhere.claim(keyOf(), "bob", leaseMs);
        expect(next?.holder).toBe("bob");
        await orders.finish(
          first,
          aRecord({
            status: "needs-you",
            timeline: [{ kind: "judged", cause: "order", details: { before: [], after: [] } }],
          }),
          clock.instant(),
        );
        expect(await row()).toMatchObject({ status: "waiting", done: 0, leaseHolder: "bob", name: null });
        expect(await database.prisma.timelineEntry.count()).toBe(0);
      });

      it("is made longer by its holder", async () => {
        await orders.want(keyOf(), 10);
        await claimed("ann");
        clock.advance(30_000);
        expect(await orders.renew(keyOf(), "bob", leaseMs)).toBe(false);
        expect(await orders.renew(keyOf(), "ann", leaseMs)).toBe(true);
        clock.advance(30_000);
        expect(await elsewhere.claim(keyOf(), "bob", leaseMs)).toBeNull();
      });

      it("of a process that is gone is dropped at the start of the embedded database", async () => {
        await orders.want(keyOf(), 10);
        await claimed("ann");
        await orders.dropLeases();
        expect(await wake()).toBe(1);
        expect((await claimed("bob")).holder).toBe("bob");
      });
    });

    describe("a finished run", () => {
      it("[REC-2] keeps what it found, JSON and instants to the letter", async () => {
        const found = aRecord({
          status: "waiting",
          reasons: [{ kind: "created-before-activation", since: "2026-11-01T00:00:00Z" }, { kind: "cancelled" }],
          waits: [{ kind: "routing", until: "2026-11-10T10:02:00.000Z" }],
          blocks: [{ kind: "two-sales-orders", salesOrderNos: ['"Öak" chair\\: 1 → 2 units', "it's {odd}, [very]"] }],
          notices: [{ kind: "sku-differs-in-case", sku: "CHAIR", other: "chair" }],
          nextTryAt: "2026-11-10T10:02:00.123Z",
          timeline: [{ kind: "judged", cause: "order", details: { before: [], after: [{ kind: "cancelled" }] } }],
        });
        await looked(found);
        expect(await row()).toMatchObject({
          status: "waiting",
          reasons: found.reasons,
          waits: found.waits,
          blocks: found.blocks,
          notices: found.notices,
          failure: null,
          nextTryAt: new Date("2026-11-10T10:02:00.123Z"),
          acceptedAt: new Date(clock.now()),
          lookedAt: new Date(clock.now()),
          shopifyCreatedAt: new Date("2026-11-10T09:00:00Z"),
          name: "#1001",
          total: "12",
          currency: "EUR",
          leaseHolder: null,
          leaseUntil: null,
          done: 1,
        });
        const [entry] = await database.prisma.timelineEntry.findMany();
        expect(entry).toMatchObject({
          ...keyOf(),
          at: new Date(clock.now()),
          details: { after: [{ kind: "cancelled" }] },
        });
      });

      it("keeps what was known when the order could not be read, and when it was first accepted", async () => {
        await looked();
        const acceptedAt = clock.now();
        clock.advance(60_000);
        await looked({ order: null, status: "needs-you", blocks: [{ kind: "not-shown-by-shopify" }] });
        expect(await row()).toMatchObject({
          name: "#1001",
          total: "12",
          lookedAt: new Date(acceptedAt),
          acceptedAt: new Date(acceptedAt),
        });
      });

      it("wakes again when another look was wanted meanwhile", async () => {
        await orders.want(keyOf(), 10);
        const claim = await claimed();
        await orders.want(keyOf(), 10);
        queue.woken.splice(0);
        await orders.finish(claim, aRecord({ nextTryAt: clock.instant(60_000) }), clock.instant());
        expect(await row()).toMatchObject({ wanted: 2, done: 1, nextTryAt: null });
        expect(queue.woken).toEqual([`order ${acme}:${bigId} 10`]);
        await orders.finish(await claimed(), aRecord(), clock.instant());
        expect(await row()).toMatchObject({ wanted: 2, done: 2 });
        expect(queue.woken).toHaveLength(1);
      });

      it("[REC-1] is followed by the look that was wanted meanwhile, though the wake-up for it was lost", async () => {
        await orders.want(keyOf(), 10);
        const claim = await claimed();
        await orders.want(keyOf(), 10);
        queue.broken = new Error("the queue is away");
        await expect(orders.finish(claim, aRecord(), clock.instant())).rejects.toThrow("the queue is away");
        queue.broken = null;
        expect(await row()).toMatchObject({ wanted: 2, done: 1, leaseHolder: null });
        clock.advance(60_000);
        expect(await wake()).toBe(1);
      });

      it("[REC-6] that failed is tried again when it said, and not before", async () => {
        await looked({
          looked: false,
          status: "retrying",
          failure: away,
          nextTryAt: clock.instant(5_000),
          order: null,
        });
        expect(await row()).toMatchObject({ done: 0, attempts: 1, failure: away });
        clock.advance(4_999);
        expect(await orders.claim(keyOf(), "ann", leaseMs)).toBeNull();
        expect(await wake()).toBe(0);
        clock.advance(1);
        expect(await wake()).toBe(1);
        expect((await claimed()).attempts).toBe(1);
      });

      it("[REC-6] that failed and succeeds later counts its failures from the start", async () => {
        await looked({ looked: false, failure: away, nextTryAt: clock.instant(1_000) });
        clock.advance(1_000);
        await orders.finish(await claimed(), aRecord(), clock.instant());
        expect(await row()).toMatchObject({ attempts: 0, failure: null, nextTryAt: null, done: 1 });
      });
    });

    describe("a new hint", () => {
      it("[REC-1] ends a wait", async () => {
        await looked({ status: "waiting", nextTryAt: clock.instant(60_000), waits: [{ kind: "paused" }] });
        await orders.want(keyOf(), 10);
        expect((await row()).nextTryAt).toBeNull();
        expect((await claimed()).wanted).toBe(2);
      });

      it("[REC-6] does not end the pause after a failure", async () => {
        await looked({ looked: false, status: "retrying", failure: away, nextTryAt: clock.instant(60_000) });
        await orders.want(keyOf(), 10);
        expect(await orders.claim(keyOf(), "ann", leaseMs)).toBeNull();
        expect(await wake()).toBe(0);
        clock.advance(60_000);
        expect(await wake()).toBe(1);
        expect((await claimed()).wanted).toBe(2);
      });

      it("[CHG-12] has an order looked at again whose failure needs a person", async () => {
        const refused: CallFailure = { kind: "unauthorized", side: "katana", words: "401" };
        await looked({ status: "needs-you", failure: refused, nextTryAt: null });
        expect(await orders.claim(keyOf(), "ann", leaseMs)).toBeNull();
        await orders.want(keyOf(), 10);
        expect((await claimed()).attempts).toBe(1);
      });

      it("raises the order's priority and never lowers it", async () => {
        await orders.want(keyOf(), 0);
        await orders.want(keyOf(), 10);
        await orders.want(keyOf(), 0);
        expect(await row()).toMatchObject({ wanted: 3, priority: 10 });
        expect((await claimed()).urgency).toBe("live");
      });

      it("hastens a job that may wait with a low priority, for an order that waits as for one that is outstanding", async () => {
        await orders.want(keyOf(), 0);
        await orders.want(keyOf(), 10);
        expect(queue.woken.at(-1)).toBe(`hasten ${acme}:${bigId}`);
        await orders.want(keyOf(orderId("2")), 0);
        const claim = await orders.claim(keyOf(orderId("2")), "ann", leaseMs);
        await orders.finish(claim!, aRecord({ nextTryAt: clock.instant(1_000) }), clock.instant());
        clock.advance(1_000);
        await wake();
        await orders.want(keyOf(orderId("2")), 10);
        expect(queue.woken.at(-1)).toBe(`hasten ${acme}:2`);
      });

      it("counts each of many that come at once", async () => {
        await Promise.all(Array.from({ length: 12 }, (_, at) => (at % 2 ? orders : elsewhere).want(keyOf(), 10)));
        expect((await row()).wanted).toBe(12);
      });

      it("is not kept when nobody could be woken", async () => {
        queue.broken = new Error("the queue is away");
        await expect(orders.want(keyOf(), 10)).rejects.toThrow("away");
        queue.broken = null;
        expect(await database.prisma.trackedOrder.count()).toBe(0);
      });
    });

    describe("[REC-1] the sweep", () => {
      it("wakes an order whose wake-up was lost, after a minute and then each minute", async () => {
        await orders.want(keyOf(), 10);
        queue.woken.splice(0);
        clock.advance(59_999);
        expect(await wake()).toBe(0);
        clock.advance(1);
        expect(await wake()).toBe(1);
        expect(queue.woken).toEqual([`order ${acme}:${bigId} 10`]);
        expect(await wake()).toBe(0);
        clock.advance(60_000);
        expect(await wake()).toBe(1);
      });

      it("leaves an order alone that is in step, or that somebody holds", async () => {
        await looked();
        clock.advance(3_600_000);
        expect(await wake()).toBe(0);
        await orders.want(keyOf(), 10);
        await claimed();
        clock.advance(leaseMs - 1);
        expect(await wake()).toBe(0);
      });

      it("wakes an order whose holder was killed as soon as the lease has run out", async () => {
        await orders.want(keyOf(), 10);
        await claimed();
        clock.advance(leaseMs);
        expect(await wake()).toBe(1);
        expect((await claimed("bob")).holder).toBe("bob");
      });

      it("wakes live orders first, then the one that has waited longest, as many as asked", async () => {
        for (const [id, priority] of [
          ["1", 0],
          ["2", 0],
          ["3", 10],
        ] as const) {
          await orders.want(keyOf(orderId(id)), priority);
          clock.advance(1_000);
        }
        await orders.want(keyOf(orderId("4"), other), 0);
        queue.woken.splice(0);
        clock.advance(60_000);
        expect(await orders.wakeDue(clock.instant(), 2)).toBe(2);
        expect(queue.woken.toSorted()).toEqual([`order ${acme}:1 0`, `order ${acme}:3 10`]);
        expect(await orders.wakeDue(clock.instant(), 2)).toBe(2);
      });

      it("wakes each order once when two processes sweep at once", async () => {
        const ids = Array.from({ length: 30 }, (_, index) => orderId(String(index)));
        for (const id of ids) await orders.want(keyOf(id), 0);
        queue.woken.splice(0);
        clock.advance(60_000);
        const counts = await Promise.all([wake(), elsewhere.wakeDue(clock.instant(), 100), wake()]);
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(30);
        expect(new Set(queue.woken).size).toBe(30);
      });
    });

    describe("a link", () => {
      const linked = async () => {
        await orders.want(keyOf(), 10);
        const claim = await claimed();
        const attemptId = await attempts.begin(claim, anAttempt());
        await orders.link(claim, aLink(attemptId), clock.instant());
        return { claim, attemptId };
      };

      it("[IMP-9] is kept together with the attempt that made it", async () => {
        const { claim, attemptId } = await linked();
        expect(await attempts.of(claim)).toMatchObject([{ id: attemptId, outcome: "made", resultId: 40001 }]);
        await orders.finish(claim, aRecord(), clock.instant());
        await orders.want(keyOf(), 10);
        const { agreed, lastLook, totals } = aLink("");
        expect((await claimed()).link).toEqual({
          cameOverAt: clock.instant(),
          fulfillments: { pairs: [], unsure: [], refusals: [], waiting: false },
          fulfillmentsMovedAt: null,
          returns: null,
          returnsMovedAt: null,
          carryOverAt: null,
          accountId: "account",
          salesOrderId: 40001,
          salesOrderNo: "#1001",
          agreed,
          agreedLook: lastLook,
          lastLook,
          totals,
          goneFromKatanaAt: null,
          deletedBecause: null,
          earlierSalesOrderIds: [],
        });
        expect(await database.prisma.timelineEntry.findMany()).toMatchObject([{ kind: "imported" }]);
      });

      it("[MAP-19] is kept with both totals, and with the warning that they are worth, even if nothing follows", async () => {
        await orders.want(keyOf(), 10);
        const claim = await claimed();
        const attemptId = await attempts.begin(claim, anAttempt());
        const { totals } = aLink("");
        const comparison = { ...totals, katanaTotal: null, difference: null };
        await orders.link(claim, aLink(attemptId, { totals: comparison }), clock.instant());
        const { shopifyTotal, katanaTotal } = await database.prisma.link.findFirstOrThrow();
        expect({ shopifyTotal, katanaTotal }).toEqual({ shopifyTotal: "12", katanaTotal: null });
        const { notices } = await database.prisma.trackedOrder.findFirstOrThrow();
        expect(notices).toEqual([{ kind: "totals-differ", comparison }]);
      });

      it("[IMP-9] is not kept without its attempt", async () => {
        await orders.want(keyOf(), 10);
        await expect(orders.link(await claimed(), aLink("none"), clock.instant())).rejects.toThrow();
        expect(await database.prisma.link.count()).toBe(0);
      });

      it("[IMP-7] says since when its sales order is gone", async () => {
        const { claim, attemptId } = await linked();
        clock.advance(1_000);
        await orders.link(claim, aLink(attemptId, { goneFromKatana: true }), clock.instant());
        const kept = await database.prisma.link.findUniqueOrThrow({ where: { shop_orderId: keyOf() } });
        expect(kept.goneFromKatanaAt).toEqual(new Date(clock.now()));
        expect(kept.createdAt).toEqual(new Date(clock.now() - 1_000));
      });

      it("[IMP-7] [CHG-5] is gone because Tandem deleted its sales order, also when nobody heard Katana's answer", async () => {
        const { claim } = await linked();
        const deletion = anAttempt({ step: "delete-sales-order", intent: null, because: "cancelled" });
        const attemptId = await attempts.begin(claim, deletion);
        await orders.recordGone(claim, "#1001", clock.instant());
        expect(await orders.linkOf(keyOf())).toMatchObject({
          goneFromKatanaAt: clock.instant(),
          deletedBecause: "cancelled",
        });
        expect((await attempts.of(claim)).find(({ id }) => id === attemptId)?.outcome).toBe("made");
        const entries = await database.prisma.timelineEntry.findMany({ where: { kind: "deleted" } });
        expect(entries).toMatchObject([{ details: { salesOrderNo: "#1001", because: "cancelled" } }]);
      });

      it("[CHG-2] keeps a step together with the write that it took and what it did", async () => {
        const { claim } = await linked();
        const attemptId = await attempts.begin(claim, anAttempt({ step: "create-row", intent: null }));
        const agreed = { ...aLink("").agreed, rows: [] };
        const note = { kind: "found-made", cause: "order", details: { salesOrderNo: "#1001" } } as const;
        await orders.keepStep(claim, { agreed, attemptId, resultId: 60_009, note }, clock.instant());
        expect((await orders.linkOf(keyOf()))?.agreed).toEqual(agreed);
        expect((await attempts.of(claim)).at(-1)).toMatchObject({ id: attemptId, outcome: "made", resultId: 60_009 });
        expect(await database.prisma.timelineEntry.count()).toBe(2);
        await orders.keepStep(claim, { agreed, attemptId: null, resultId: null, note: null }, clock.instant());
        expect(await database.prisma.timelineEntry.count()).toBe(2);
      });

      it("[RET-1] [RET-4] keeps a step of a return, and what a look found", async () => {
        const { claim } = await linked();
        const attemptId = await attempts.begin(claim, anAttempt({ step: "create-sales-return", intent: null }));
        const returns = { ...noReturns, agreed: [anAgreedReturn()] };
        const step = { kind: "close-return", name: "#1001-R1", returnId: returnId("71") } as const;
        const note = { kind: "return-carried", cause: "order", details: { step } } as const;
        await orders.keepReturnStep(claim, { returns, attemptId, resultId: 1200, note }, clock.instant());
        expect(await orders.linkOf(keyOf())).toMatchObject({ returns, returnsMovedAt: null });
        expect((await attempts.of(claim)).at(-1)).toMatchObject({ outcome: "made", resultId: 1200 });
        expect(await database.prisma.timelineEntry.count()).toBe(2);
        const movedAt = "2026-11-21T10:00:00.000Z";
        const data = { returnsMovedAt: new Date(movedAt) };
        await database.prisma.link.update({ where: { shop_orderId: keyOf() }, data });
        const kept = { ...returns, owed: true };
        await orders.finish(claim, aRecord({ returns: { returns: kept, movedAt } }), clock.instant());
        expect(await orders.linkOf(keyOf())).toMatchObject({ returns: kept, returnsMovedAt: null });
      });

      it("[CHG-13] keeps what both sides agreed on, and the looks that a run left", async () => {
        const { claim } = await linked();
        const { agreed, lastLook } = aLink("");
        await orders.saveAgreed(claim, { ...agreed, rows: [] }, null);
        const looks = { agreedLook: { ...lastLook, refunded: true }, lastLook: { ...lastLook, cancelled: true } };
        await orders.finish(claim, aRecord({ looks }), clock.instant());
        const kept = await database.prisma.link.findUniqueOrThrow({ where: { shop_orderId: keyOf() } });
        expect(kept).toMatchObject({
          agreed: { rows: [] },
          agreedLook: { refunded: true },
          lastLook: { cancelled: true, refunded: false },
          katanaTotal: "12",
        });
        await orders.want(keyOf(), 10);
        await orders.saveAgreed(await claimed("bob"), agreed, "13");
        const again = await database.prisma.link.findUniqueOrThrow({ where: { shop_orderId: keyOf() } });
        expect(again).toMatchObject({ agreed, katanaTotal: "13" });
      });

      it("[CHG-1] keeps what the run agreed on that took over from one that stood still", async () => {
        const { claim } = await linked();
        clock.advance(leaseMs);
        const next = await claimed("bob");
        const { agreed } = aLink("");
        await orders.saveAgreed(next, { ...agreed, rows: [] }, null);
        await expect(orders.saveAgreed(claim, agreed, null)).rejects.toThrow(LeaseLost);
        const attemptId = await attempts.begin(claim, anAttempt({ step: "create-row", intent: null }));
        const step = { agreed, attemptId, resultId: 60_009, note: null };
        await expect(orders.keepStep(claim, step, clock.instant())).rejects.toThrow(LeaseLost);
        const returning = { ...step, returns: { ...noReturns, owed: true } };
        await expect(orders.keepReturnStep(claim, returning, clock.instant())).rejects.toThrow(LeaseLost);
        expect((await orders.linkOf(keyOf()))?.agreed.rows).toEqual([]);
        expect((await attempts.of(claim)).find(({ id }) => id === attemptId)?.outcome).toBeNull();
      });
    });
  },
);
