import type { PrismaClient } from "@prisma/client";
import type { ShopDomain } from "../../domain/ids.ts";
import type { Delivery, InboxNote } from "../../sync/stores.ts";
import type { Transaction } from "./database.ts";
import type { CommitGroup } from "./group-commit.ts";
import { livePriority, type Queue } from "./queue.ts";
import { raiseWanted } from "./raise-wanted.ts";

export interface NotedDelivery {
  readonly delivery: Delivery;
  readonly note: InboxNote;
}

/** What makes two deliveries one: Shopify repeats one with the same id. */
export const identityOf = ({ delivery }: NotedDelivery): string =>
  `${delivery.source}\n${delivery.shop}\n${delivery.deliveryId}`;

interface Kept {
  readonly id: bigint;
  readonly source: string;
  readonly shop: ShopDomain;
  readonly delivery_id: string;
}

/** Keeps deliveries, raises the `wanted` of their orders and wakes workers: one transaction, whatever their number. */
export const keepDeliveries =
  (prisma: PrismaClient, queue: Queue): CommitGroup<NotedDelivery, "accepted" | "repeated"> =>
  (noted) =>
    prisma.$transaction(async (transaction) => {
      const kept = await insert(transaction, noted);
      const idOf = new Map(kept.map((row) => [`${row.source}\n${row.shop}\n${row.delivery_id}`, row.id]));
      const accepted = noted.filter((one) => idOf.has(identityOf(one)));
      const orders = accepted.flatMap(({ delivery, note }) =>
        note.kind === "order" ? [{ shop: delivery.shop, orderId: note.orderId }] : [],
      );
      const at = new Date(Math.max(...noted.map(({ delivery }) => Date.parse(delivery.receivedAt))));
      if (orders.length > 0) await raiseWanted(transaction, queue, { orders, priority: livePriority, at });
      for (const one of accepted) {
        const id = idOf.get(identityOf(one));
        if (one.note.kind === "open" && id !== undefined) await queue.wakeHint(id, one.delivery.shop, transaction);
      }
      return noted.map((one) => (idOf.has(identityOf(one)) ? "accepted" : "repeated"));
    });

// What had to be done at once, and was not, is done by the repetition: until then the entry is open without a subject.
async function insert(transaction: Transaction, noted: readonly NotedDelivery[]): Promise<readonly Kept[]> {
  const column = (pick: (one: NotedDelivery) => string | null) => noted.map(pick);
  return transaction.$queryRaw<Kept[]>`
    INSERT INTO inbox_entry
      (source, shop, topic, delivery_id, event_id, triggered_at, received_at, order_id, subject, open_since, failure)
    SELECT * FROM unnest(
      ${column(({ delivery }) => delivery.source)}::text[],
      ${column(({ delivery }) => delivery.shop)}::text[],
      ${column(({ delivery }) => delivery.topic)}::text[],
      ${column(({ delivery }) => delivery.deliveryId)}::text[],
      ${column(({ delivery }) => delivery.eventId)}::text[],
      ${column(({ delivery }) => delivery.triggeredAt)}::text[]::timestamptz[],
      ${column(({ delivery }) => delivery.receivedAt)}::text[]::timestamptz[],
      ${column(({ note }) => (note.kind === "order" ? note.orderId : null))}::text[],
      ${column(({ note }) => (note.kind === "open" ? note.subject : null))}::text[],
      ${column(({ delivery, note }) => (isOpen(note) ? delivery.receivedAt : null))}::text[]::timestamptz[],
      ${column(({ note }) => (note.kind === "failed" ? note.failure : null))}::text[])
    ON CONFLICT (source, shop, delivery_id) DO UPDATE SET received_at = excluded.received_at
    WHERE inbox_entry.open_since IS NOT NULL AND inbox_entry.subject IS NULL
    RETURNING id, source, shop, delivery_id`;
}

const isOpen = (note: InboxNote): boolean => note.kind === "open" || note.kind === "at-once";
