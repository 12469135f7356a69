import { beforeEach, describe, expect, it } from "vitest";
import { orderId } from "../../app/domain/testing/ids.ts";
import { eachDatabase, storesOf } from "./support/each-database.ts";
import { acme, aDelivery, bigId, keyOf, other } from "./support/records.ts";

const databases = await eachDatabase();

describe.each(databases)("the inbox on $kind", ({ database, second, queue, clock, stores: { inbox }, clear }) => {
  const { prisma } = database;
  const elsewhere = storesOf(second, queue, clock).inbox;
  beforeEach(clear);

  const anOrder = { kind: "order", orderId: bigId } as const;
  const anOpenHint = { kind: "open", subject: "gid://shopify/FulfillmentOrder/1" } as const;
  const entries = () => prisma.inboxEntry.findMany({ orderBy: { id: "asc" } });
  const openHint = async () => {
    await inbox.accept(aDelivery("one"), anOpenHint);
    const [entry] = await entries();
    const hint = await inbox.openHint(entry!.id);
    if (!hint) throw new Error("There is no open hint");
    return hint;
  };

  describe("[REC-1] a delivery", () => {
    it("is kept with its order's wish and a wake-up", async () => {
      expect(await inbox.accept(aDelivery("one"), anOrder)).toBe("accepted");
      expect(await entries()).toMatchObject([
        {
          ...keyOf(),
          source: "shopify",
          topic: "orders/updated",
          deliveryId: "one",
          eventId: "event",
          triggeredAt: new Date("2026-11-10T09:59:59.500Z"),
          receivedAt: new Date("2026-11-10T10:00:00.000Z"),
          openSince: null,
          failure: null,
        },
      ]);
      expect(await prisma.trackedOrder.findMany()).toMatchObject([{ ...keyOf(), wanted: 1, done: 0, priority: 10 }]);
      expect(queue.woken).toEqual([`order ${acme}:${bigId} 10`]);
    });

    it("that was kept before changes nothing", async () => {
      await inbox.accept(aDelivery("one"), anOrder);
      expect(await inbox.accept(aDelivery("one", { receivedAt: "2026-11-10T10:05:00.000Z" }), anOrder)).toBe(
        "repeated",
      );
      expect(await prisma.trackedOrder.findMany()).toMatchObject([{ wanted: 1 }]);
      expect(await entries()).toMatchObject([{ receivedAt: new Date("2026-11-10T10:00:00.000Z") }]);
      expect(queue.woken).toHaveLength(1);
    });

    it("of another shop with the same id is another one", async () => {
      await inbox.accept(aDelivery("one"), anOrder);
      expect(await inbox.accept(aDelivery("one", { shop: other }), anOrder)).toBe("accepted");
      expect(await prisma.trackedOrder.count()).toBe(2);
    });

    it("that comes ten times at once is kept once", async () => {
      const answers = await Promise.all(
        Array.from({ length: 10 }, (_, at) => (at % 2 ? inbox : elsewhere).accept(aDelivery("one"), anOrder)),
      );
      expect(answers.filter((answer) => answer === "accepted")).toHaveLength(1);
      expect(await prisma.trackedOrder.findMany()).toMatchObject([{ wanted: 1 }]);
    });

    it("of many about the same few orders raises each by as many as there were", async () => {
      const ids = Array.from({ length: 40 }, (_, at) => at);
      await Promise.all(
        ids.map((at) =>
          (at % 2 ? inbox : elsewhere).accept(aDelivery(`d${String(at)}`), {
            kind: "order",
            orderId: orderId(String(at % 4)),
          }),
        ),
      );
      expect(await entries()).toHaveLength(40);
      const orders = await prisma.trackedOrder.findMany();
      expect(orders.map(({ wanted }) => wanted)).toEqual([10, 10, 10, 10]);
    });

    it("is not kept at all when nobody could be woken", async () => {
      queue.broken = new Error("the queue is away");
      await expect(inbox.accept(aDelivery("one"), anOrder)).rejects.toThrow("the queue is away");
      await expect(inbox.accept(aDelivery("two"), anOpenHint)).rejects.toThrow("the queue is away");
      queue.broken = null;
      expect(await entries()).toEqual([]);
      expect(await prisma.trackedOrder.count()).toBe(0);
      expect(await inbox.accept(aDelivery("one"), anOrder)).toBe("accepted");
    });

    it("without the headers that may be missing is kept too", async () => {
      await inbox.accept(aDelivery("one", { eventId: null, triggeredAt: null }), {
        kind: "failed",
        failure: "Not JSON.",
      });
      expect(await entries()).toMatchObject([
        { eventId: null, triggeredAt: null, orderId: null, subject: null, openSince: null, failure: "Not JSON." },
      ]);
      expect(queue.woken).toEqual([]);
    });

    it("[CON-7] whose work at once was interrupted counts as new until that is done", async () => {
      expect(await inbox.accept(aDelivery("one"), { kind: "at-once" })).toBe("accepted");
      expect(await inbox.accept(aDelivery("one"), { kind: "at-once" })).toBe("accepted");
      clock.advance(3_600_000);
      expect(await inbox.wakeDue(clock.instant(), 10)).toBe(0);
      await inbox.settleDelivery(aDelivery("one"));
      expect(await inbox.accept(aDelivery("one"), { kind: "at-once" })).toBe("repeated");
      expect(await entries()).toHaveLength(1);
    });
  });

  describe("an open hint", () => {
    it("is there until it is settled with its order, which is looked at", async () => {
      const hint = await openHint();
      expect(hint).toMatchObject({ shop: acme, subject: "gid://shopify/FulfillmentOrder/1", attempts: 0 });
      expect(queue.woken).toEqual([`hint ${String(hint.id)}`]);
      await inbox.settleHint(hint, { orderId: bigId }, clock.instant());
      expect(await inbox.openHint(hint.id)).toBeNull();
      expect(await entries()).toMatchObject([{ orderId: bigId, openSince: null }]);
      expect(await prisma.trackedOrder.findMany()).toMatchObject([{ ...keyOf(), wanted: 1 }]);
      expect(queue.woken.at(-1)).toBe(`order ${acme}:${bigId} 10`);
    });

    it("is settled once, whoever else settles it", async () => {
      const hint = await openHint();
      await Promise.all([
        inbox.settleHint(hint, { orderId: bigId }, clock.instant()),
        elsewhere.settleHint(hint, { orderId: bigId }, clock.instant()),
      ]);
      expect(await prisma.trackedOrder.findMany()).toMatchObject([{ wanted: 1 }]);
    });

    it("stays open when its order could not be woken", async () => {
      const hint = await openHint();
      queue.broken = new Error("away");
      await expect(inbox.settleHint(hint, { orderId: bigId }, clock.instant())).rejects.toThrow("away");
      queue.broken = null;
      expect(await inbox.openHint(hint.id)).not.toBeNull();
    });

    it("keeps why nothing could be done with it", async () => {
      const hint = await openHint();
      await inbox.settleHint(hint, { failure: "Shopify shows no order for it." }, clock.instant());
      expect(await entries()).toMatchObject([{ openSince: null, failure: "Shopify shows no order for it." }]);
      expect(await prisma.trackedOrder.count()).toBe(0);
    });

    it("is woken by the sweep when it stayed behind, and not while it is put off", async () => {
      const hint = await openHint();
      queue.woken.splice(0);
      const wake = () => inbox.wakeDue(clock.instant(), 10);
      const received = Date.parse("2026-11-10T10:00:00.000Z");
      clock.advance(received + 9_999 - clock.now());
      expect(await wake()).toBe(0);
      clock.advance(1);
      expect(await wake()).toBe(1);
      expect(queue.woken).toEqual([`hint ${String(hint.id)}`]);
      await inbox.postponeHint(hint, clock.instant(60_000));
      expect((await inbox.openHint(hint.id))?.attempts).toBe(1);
      clock.advance(59_999);
      expect(await wake()).toBe(0);
      clock.advance(1);
      expect(await wake()).toBe(1);
      await inbox.settleHint(hint, { failure: null }, clock.instant());
      expect(await wake()).toBe(0);
    });

    it("is unknown when it never was", async () => {
      expect(await inbox.openHint(123_456n)).toBeNull();
    });
  });
});
