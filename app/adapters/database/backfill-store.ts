import type { Backfill } from "@prisma/client";
import type { ShopDomain } from "../../domain/ids.ts";
import type { FoundOrder } from "../../sync/ports.ts";
import type { BackfillRecord, BackfillStore, SearchPlace } from "../../sync/search-stores.ts";
import type { Database, Transaction } from "./database.ts";

export function createBackfillStore({ prisma }: Database): BackfillStore {
  return {
    find: async (shop) => {
      const row = await prisma.backfill.findUnique({ where: { shop } });
      return row && toRecord(row);
    },
    due: async (now) => {
      const rows = await prisma.$queryRaw<{ shop: ShopDomain }[]>`
        SELECT backfill.shop FROM backfill JOIN shop ON shop.domain = backfill.shop
        WHERE backfill.finished_at IS NULL AND (backfill.next_try_at IS NULL OR backfill.next_try_at <= ${new Date(now)})
          AND shop.uninstalled_at IS NULL AND (shop.paused_at IS NULL OR shop.paused_at < shop.activated_at)`;
      return rows.map(({ shop }) => shop);
    },
    saveCounts: async (shop, counts) => {
      await prisma.backfill.updateMany({ where: { shop }, data: counts });
    },
    keepPage: (from, orders, next, at) =>
      prisma.$transaction(async (transaction) => {
        if (!(await moveOn(transaction, from, { next, at: new Date(at) }))) return false;
        await track(transaction, from.shop, { orders, at: new Date(at) });
        return true;
      }),
    postpone: async (shop, until, { anew }) => {
      await prisma.backfill.updateMany({
        where: { shop },
        data: { nextTryAt: new Date(until), attempts: { increment: 1 }, ...(anew ? { cursor: null } : {}) },
      });
    },
    finishIfDone: async (shop, at) => {
      const finished = await prisma.$executeRaw`
        UPDATE backfill SET finished_at = ${new Date(at)}
        WHERE shop = ${shop} AND searched_at IS NOT NULL AND finished_at IS NULL AND NOT EXISTS (
          SELECT 1 FROM tracked_order
          WHERE tracked_order.shop = ${shop} AND tracked_order.backfill AND tracked_order.done = 0)`;
      return finished === 1;
    },
    counts: async (shop) => {
      const [row] = await prisma.$queryRaw<{ found: number; looked_at: number; imported: number }[]>`
        SELECT count(*)::int AS found,
          (count(*) FILTER (WHERE tracked_order.done > 0))::int AS looked_at,
          count(link.order_id)::int AS imported
        FROM tracked_order LEFT JOIN link ON link.shop = tracked_order.shop AND link.order_id = tracked_order.order_id
        WHERE tracked_order.shop = ${shop} AND tracked_order.backfill`;
      return { found: row?.found ?? 0, lookedAt: row?.looked_at ?? 0, imported: row?.imported ?? 0 };
    },
  };
}

/** False: the search is not any more where the page was asked for. */
async function moveOn(
  transaction: Transaction,
  { shop, windowFrom, cursor }: BackfillRecord,
  { next, at }: { next: SearchPlace; at: Date },
): Promise<boolean> {
  const place =
    next === null ? { searchedAt: at, cursor: null } : { windowFrom: new Date(next.windowFrom), cursor: next.cursor };
  const { count } = await transaction.backfill.updateMany({
    where: { shop, windowFrom: new Date(windowFrom), cursor, searchedAt: null, finishedAt: null },
    data: { ...place, attempts: 0, nextTryAt: null },
  });
  return count === 1;
}

/** No job is made for them: they are woken a few at a time, as Katana lets them through. */
async function track(
  transaction: Transaction,
  shop: ShopDomain,
  { orders, at }: { orders: readonly FoundOrder[]; at: Date },
): Promise<void> {
  await transaction.$executeRaw`
    INSERT INTO tracked_order (shop, order_id, name, shopify_created_at, wanted, priority, wanted_at, first_seen_at, backfill)
    SELECT ${shop}, found.order_id, found.name, found.created_at, 1, 0, ${at}::timestamptz, ${at}::timestamptz, true
    FROM unnest(
      ${orders.map(({ id }) => id)}::text[], ${orders.map(({ name }) => name)}::text[],
      ${orders.map(({ createdAt }) => createdAt)}::text[]::timestamptz[]) AS found(order_id, name, created_at)
    ORDER BY found.created_at
    ON CONFLICT (shop, order_id) DO UPDATE SET backfill = true`;
}

const toRecord = (row: Backfill): BackfillRecord => ({
  shop: row.shop as ShopDomain,
  since: row.since.toISOString(),
  until: row.until.toISOString(),
  startedAt: row.startedAt.toISOString(),
  windowFrom: row.windowFrom.toISOString(),
  cursor: row.cursor,
  expected: row.expected,
  olderOpen: row.olderOpen,
  searchedAt: row.searchedAt?.toISOString() ?? null,
  finishedAt: row.finishedAt?.toISOString() ?? null,
  attempts: row.attempts,
  deletedListedAt: row.deletedListedAt?.toISOString() ?? null,
});
