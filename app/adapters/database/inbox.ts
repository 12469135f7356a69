import { Prisma } from "@prisma/client";
import type { ShopDomain } from "../../domain/ids.ts";
import type { Clock } from "../../sync/ports.ts";
import type { Delivery, Inbox, InboxNote } from "../../sync/stores.ts";
import type { Database } from "./database.ts";
import { raiseWanted } from "./order-store.ts";
import { livePriority, type Queue } from "./queue.ts";

export function createInbox({ prisma }: Database, queue: Queue, clock: Clock): Inbox {
  return {
    accept: (delivery, note) =>
      prisma.$transaction(async (transaction) => {
        const [row] = await transaction.$queryRaw<{ id: bigint }[]>(insertion(delivery, note));
        if (!row) return "repeated";
        if (note.kind === "order") {
          const key = { shop: delivery.shop, orderId: note.orderId };
          await raiseWanted(transaction, { key, priority: livePriority, at: new Date(delivery.receivedAt) });
          await queue.wake(key, livePriority, transaction);
        }
        if (note.kind === "open") await queue.wakeHint(row.id, delivery.shop, transaction);
        return "accepted";
      }),
    settleDelivery: async ({ source, shop, deliveryId }) => {
      await prisma.inboxEntry.updateMany({
        where: { source, shop, deliveryId, subject: null },
        data: { openSince: null },
      });
    },
    openHint: async (id) => {
      const row = await prisma.inboxEntry.findFirst({ where: { id, openSince: { not: null } } });
      if (!row || row.subject === null) return null;
      return { id: row.id, shop: row.shop as ShopDomain, subject: row.subject, attempts: row.attempts };
    },
    settleHint: (hint, result, at) =>
      prisma.$transaction(async (transaction) => {
        const settled = await transaction.inboxEntry.updateMany({
          where: { id: hint.id, openSince: { not: null } },
          data: { openSince: null, nextTryAt: null, ...("orderId" in result ? { orderId: result.orderId } : result) },
        });
        if (settled.count === 0 || !("orderId" in result)) return;
        const key = { shop: hint.shop, orderId: result.orderId };
        await raiseWanted(transaction, { key, priority: livePriority, at: new Date(at) });
        await queue.wake(key, livePriority, transaction);
      }),
    postponeHint: async (hint, until) => {
      await prisma.inboxEntry.update({
        where: { id: hint.id },
        data: { nextTryAt: new Date(until), attempts: { increment: 1 } },
      });
    },
    wakeDue: async (now, limit) => {
      const due = await prisma.inboxEntry.findMany({
        where: {
          // A fresh one was woken when it came; only what stayed behind is woken again.
          openSince: { lte: new Date(clock.now() - 10_000) },
          subject: { not: null },
          OR: [{ nextTryAt: null }, { nextTryAt: { lte: new Date(now) } }],
        },
        orderBy: { id: "asc" },
        take: limit,
        select: { id: true, shop: true },
      });
      for (const { id, shop } of due) await queue.wakeHint(id, shop as ShopDomain);
      return due.length;
    },
  };
}

// What had to be done at once, and was not, is done by the repetition: until then the entry is open without a subject.
const insertion = (delivery: Delivery, note: InboxNote): Prisma.Sql => Prisma.sql`
  INSERT INTO inbox_entry (source, shop, topic, delivery_id, event_id, triggered_at, received_at, order_id, subject, open_since, failure)
  VALUES (${delivery.source}, ${delivery.shop}, ${delivery.topic}, ${delivery.deliveryId}, ${delivery.eventId},
          ${delivery.triggeredAt === null ? null : new Date(delivery.triggeredAt)}::timestamptz, ${new Date(delivery.receivedAt)},
          ${note.kind === "order" ? note.orderId : null}, ${note.kind === "open" ? note.subject : null},
          ${note.kind === "open" || note.kind === "at-once" ? new Date(delivery.receivedAt) : null}::timestamptz, ${note.kind === "failed" ? note.failure : null})
  ON CONFLICT (source, shop, delivery_id) DO UPDATE SET received_at = excluded.received_at
  WHERE inbox_entry.open_since IS NOT NULL AND inbox_entry.subject IS NULL RETURNING id`;
