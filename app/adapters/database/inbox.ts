import type { ShopDomain } from "../../domain/ids.ts";
import type { Clock } from "../../sync/ports.ts";
import type { Inbox } from "../../sync/stores.ts";
import type { Database } from "./database.ts";
import { createGroupCommit } from "./group-commit.ts";
import { identityOf, keepDeliveries } from "./keep-deliveries.ts";
import { livePriority, type Queue } from "./queue.ts";
import { raiseWanted } from "./raise-wanted.ts";

export function createInbox({ prisma }: Database, queue: Queue, clock: Clock): Inbox {
  const keep = createGroupCommit(keepDeliveries(prisma, queue), { identityOf, mostAtOnce: 100 });
  return {
    accept: (delivery, note) => keep({ delivery, note }),
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
        await raiseWanted(transaction, queue, { orders: [key], priority: livePriority, at: new Date(at) });
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
