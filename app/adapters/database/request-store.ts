import type { OrderId, SalesOrderId, ShopDomain } from "../../domain/ids.ts";
import type { TimelineNote } from "../../domain/timeline.ts";
import type { OrderKey, RequestStore } from "../../sync/stores.ts";
import type { Database, Transaction } from "./database.ts";
import { addToTimeline, writeGone } from "./link-writes.ts";
import { livePriority, type Queue } from "./queue.ts";
import { raiseWanted } from "./raise-wanted.ts";

/** What a person asks of orders. */
export function createRequestStore({ prisma }: Database, queue: Queue): RequestStore {
  return {
    lookNow: (keys, by, at) =>
      prisma.$transaction((transaction) =>
        askForLook(transaction, queue, { keys, at: new Date(at), note: syncAsked(by) }),
      ),
    carryOver: (keys, by, at) =>
      prisma.$transaction(async (transaction) => {
        const note: TimelineNote = { kind: "carry-over-asked", cause: "person", details: { by } };
        const asked = await askForLook(transaction, queue, { keys, at: new Date(at), note });
        for (const { shop, orderId } of asked)
          await transaction.link.updateMany({ where: { shop, orderId }, data: { carryOverAt: new Date(at) } });
        return asked;
      }),
    importAnyway: (key, request, at) =>
      prisma.$transaction((transaction) => askForImport(transaction, queue, { key, ...request, at: new Date(at) })),
  };
}

const syncAsked = (by: string): TimelineNote => ({ kind: "sync-asked", cause: "person", details: { by } });

async function askForLook(
  transaction: Transaction,
  queue: Queue,
  { keys, at, note }: { keys: readonly OrderKey[]; at: Date; note: TimelineNote },
): Promise<readonly OrderKey[]> {
  const asked = await startAfresh(transaction, keys);
  for (const key of asked) await addToTimeline(transaction, key, { notes: [note], at });
  if (asked.length > 0) await raiseWanted(transaction, queue, { orders: asked, priority: livePriority, at });
  return asked;
}

/** What was put off after a failure is due at once, and nothing is taken from memory. */
async function startAfresh(transaction: Transaction, keys: readonly OrderKey[]): Promise<readonly OrderKey[]> {
  const rows = await transaction.$queryRaw<{ shop: ShopDomain; order_id: OrderId }[]>`
    UPDATE tracked_order SET fresh = true, failure = NULL, attempts = 0, next_try_at = NULL
    FROM unnest(${keys.map(({ shop }) => shop)}::text[], ${keys.map(({ orderId }) => orderId)}::text[]) AS asked(shop, order_id)
    WHERE tracked_order.shop = asked.shop AND tracked_order.order_id = asked.order_id
    RETURNING tracked_order.shop, tracked_order.order_id`;
  return rows.map(({ shop, order_id }) => ({ shop, orderId: order_id }));
}

interface ImportRequest {
  readonly key: OrderKey;
  readonly by: string;
  readonly goneSalesOrderId: SalesOrderId | null;
  readonly at: Date;
}

async function askForImport(
  transaction: Transaction,
  queue: Queue,
  { key, by, goneSalesOrderId, at }: ImportRequest,
): Promise<boolean> {
  const { shop, orderId } = key;
  await raiseWanted(transaction, queue, { orders: [key], priority: livePriority, at });
  // The row is held from here on: a run that is just bringing the order over has written its link, or will after this.
  const link = await transaction.link.findUnique({ where: { shop_orderId: { shop, orderId } } });
  if (link !== null && link.goneFromKatanaAt === null) {
    if (link.salesOrderId !== goneSalesOrderId) return false;
    await writeGone(transaction, key, { salesOrderNo: link.salesOrderNo, at });
  }
  await startAfresh(transaction, [key]);
  await transaction.trackedOrder.update({
    where: { shop_orderId: { shop, orderId } },
    data: { importAnywayBy: by, importAnywayAt: at },
  });
  const note: TimelineNote = { kind: "import-anyway-asked", cause: "person", details: { by } };
  await addToTimeline(transaction, key, { notes: [note], at });
  return true;
}
