import type { OrderId, SalesOrderId, ShopDomain } from "../../domain/ids.ts";
import type { ActualSalesOrder } from "../../domain/sales-order.ts";
import type { NativeStore } from "../../sync/search-stores.ts";
import type { Database, Transaction } from "./database.ts";
import { json } from "./json.ts";

export function createNativeStore({ prisma }: Database): NativeStore {
  return {
    of: async ({ shop, orderId }) => {
      const [order, rows] = await Promise.all([
        prisma.trackedOrder.findUnique({
          where: { shop_orderId: { shop, orderId } },
          select: { nativeCheckedAt: true },
        }),
        prisma.nativeSalesOrder.findMany({ where: { shop, orderId }, orderBy: { salesOrderId: "asc" } }),
      ]);
      // The column is Tandem's own, written from this very type.
      const found = rows.map(({ salesOrder }) => salesOrder as unknown as ActualSalesOrder);
      return { checked: (order?.nativeCheckedAt ?? null) !== null, found };
    },
    unchecked: async ({ shop, orderId }, limit) => {
      const rows = await prisma.$queryRaw<{ order_id: OrderId }[]>`
        SELECT tracked_order.order_id FROM tracked_order
          LEFT JOIN link ON link.shop = tracked_order.shop AND link.order_id = tracked_order.order_id
        WHERE tracked_order.shop = ${shop} AND tracked_order.native_checked_at IS NULL AND link.order_id IS NULL
          AND (tracked_order.order_id = ${orderId} OR tracked_order.done < tracked_order.wanted)
        ORDER BY tracked_order.order_id = ${orderId} DESC, tracked_order.priority DESC, tracked_order.shopify_created_at
        LIMIT ${limit}`;
      return rows.map(({ order_id }) => order_id);
    },
    unwatched: async (shop, accountId, limit) => {
      const rows = await prisma.$queryRaw<{ order_id: OrderId; sales_order_id: SalesOrderId; created_at: Date }[]>`
        SELECT link.order_id, link.sales_order_id, link.created_at FROM link JOIN tracked_order USING (shop, order_id)
        WHERE link.shop = ${shop} AND link.account_id = ${accountId} AND link.gone_from_katana_at IS NULL
          AND tracked_order.native_checked_at IS NULL
        ORDER BY link.created_at, link.order_id LIMIT ${limit}`;
      return rows.map(({ order_id, sales_order_id, created_at }) => ({
        orderId: order_id,
        salesOrderId: sales_order_id,
        cameOverAt: created_at.toISOString(),
      }));
    },
    keepLookUp: (shop, orderIds, found, at) =>
      prisma.$transaction(async (transaction) => {
        await keep(transaction, shop, { found, at: new Date(at) });
        await transaction.trackedOrder.updateMany({
          where: { shop, orderId: { in: [...orderIds] } },
          data: { nativeCheckedAt: new Date(at) },
        });
      }),
    keepDeleted: (shop, found, at) =>
      prisma.$transaction(async (transaction) => {
        await keep(transaction, shop, { found, at: new Date(at) });
        await transaction.backfill.updateMany({ where: { shop }, data: { deletedListedAt: new Date(at) } });
      }),
    appearedSince: async (shop, since) => {
      const rows = await prisma.nativeSalesOrder.findMany({ where: { shop, foundAt: { gt: new Date(since) } } });
      const instants = rows
        .map(({ salesOrder }) => (salesOrder as unknown as ActualSalesOrder).createdAt)
        .filter((createdAt) => createdAt > since);
      return instants.toSorted().at(-1) ?? null;
    },
  };
}

async function keep(
  transaction: Transaction,
  shop: ShopDomain,
  { found, at }: { found: readonly ActualSalesOrder[]; at: Date },
): Promise<void> {
  for (const salesOrder of found) {
    const { id: salesOrderId, shopifyOrderId: orderId } = salesOrder;
    if (orderId === null) continue;
    await transaction.nativeSalesOrder.upsert({
      where: { shop_orderId_salesOrderId: { shop, orderId, salesOrderId } },
      create: { shop, orderId, salesOrderId, salesOrder: json(salesOrder), foundAt: at },
      update: { salesOrder: json(salesOrder), foundAt: at },
    });
  }
}
