import type { OrderSweep } from "@prisma/client";
import type { ShopDomain } from "../../domain/ids.ts";
import type { FoundOrder } from "../../sync/ports.ts";
import type { SweepRecord, SweepStore } from "../../sync/search-stores.ts";
import type { Database, Transaction } from "./database.ts";
import { sweepPriority } from "./queue.ts";

export function createSweepStore({ prisma }: Database): SweepStore {
  return {
    due: async (now) => {
      const at = new Date(now);
      await prisma.$executeRaw`
        INSERT INTO order_sweep (shop, known_till, next_at)
        SELECT domain, activated_at, ${at} FROM shop WHERE activated_at IS NOT NULL AND uninstalled_at IS NULL
        ON CONFLICT (shop) DO NOTHING`;
      const rows = await prisma.$queryRaw<{ shop: ShopDomain }[]>`
        SELECT order_sweep.shop FROM order_sweep JOIN shop ON shop.domain = order_sweep.shop
        WHERE order_sweep.next_at <= ${at} AND shop.uninstalled_at IS NULL`;
      return rows.map(({ shop }) => shop);
    },
    find: async (shop) => {
      const row = await prisma.orderSweep.findUnique({ where: { shop } });
      return row && toRecord(row);
    },
    begin: async (shop, at) => {
      await prisma.orderSweep.update({ where: { shop }, data: { begunAt: new Date(at), cursor: null } });
    },
    keepPage: (from, orders, next, at) =>
      prisma.$transaction(async (transaction) => {
        const raised = await raiseChanged(transaction, from.shop, { orders, at: new Date(at) });
        const place =
          "cursor" in next
            ? { cursor: next.cursor }
            : { cursor: null, begunAt: null, knownTill: new Date(next.knownTill), nextAt: new Date(next.nextAt) };
        await transaction.orderSweep.update({ where: { shop: from.shop }, data: { ...place, attempts: 0 } });
        return raised;
      }),
    postpone: async (shop, until) => {
      // Begun anew: what the place in the search stood for may be gone.
      await prisma.orderSweep.update({
        where: { shop },
        data: { begunAt: null, cursor: null, nextAt: new Date(until), attempts: { increment: 1 } },
      });
    },
  };
}

/** Whoever is woken by hand or by the queue is left out: a look that is outstanding sees the change, too. */
const raiseChanged = (
  transaction: Transaction,
  shop: ShopDomain,
  { orders, at }: { orders: readonly FoundOrder[]; at: Date },
): Promise<number> => transaction.$executeRaw`
  INSERT INTO tracked_order (shop, order_id, name, shopify_created_at, wanted, priority, wanted_at, first_seen_at, seen_until)
  SELECT ${shop}, found.order_id, found.name, found.created_at, 1, ${sweepPriority}::int, ${at}::timestamptz, ${at}::timestamptz, NULL
  FROM unnest(
    ${orders.map(({ id }) => id)}::text[], ${orders.map(({ name }) => name)}::text[],
    ${orders.map(({ createdAt }) => createdAt)}::text[]::timestamptz[],
    ${orders.map(({ updatedAt }) => updatedAt)}::text[]::timestamptz[]) AS found(order_id, name, created_at, updated_at)
    LEFT JOIN tracked_order AS known ON known.shop = ${shop} AND known.order_id = found.order_id
  WHERE known.order_id IS NULL
    OR (known.done >= known.wanted AND (known.seen_until IS NULL OR known.seen_until < found.updated_at))
  ON CONFLICT (shop, order_id) DO UPDATE SET
    wanted = tracked_order.wanted + 1,
    priority = greatest(tracked_order.priority, excluded.priority),
    wanted_at = excluded.wanted_at,
    woken_at = NULL,
    next_try_at = CASE WHEN tracked_order.failure IS NULL THEN NULL ELSE tracked_order.next_try_at END`;

const toRecord = (row: OrderSweep): SweepRecord => ({
  shop: row.shop as ShopDomain,
  knownTill: row.knownTill.toISOString(),
  begunAt: row.begunAt?.toISOString() ?? null,
  cursor: row.cursor,
  attempts: row.attempts,
});
