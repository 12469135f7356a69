import type { Link, Prisma, TrackedOrder } from "@prisma/client";
import type { CallFailure } from "../../domain/failure.ts";
import type { OrderId, SalesOrderId, ShopDomain } from "../../domain/ids.ts";
import type { OrderStatus } from "../../domain/order-status.ts";
import type { Block, Notice, Wait } from "../../domain/plan.ts";
import type { Reason } from "../../domain/reason.ts";
import type { ListedOrder, OrderDetail, OrderKey, PageStore } from "../../sync/stores.ts";
import type { Database } from "./database.ts";
import { keptEntry } from "./kept-entry.ts";
import { keptLink } from "./kept-link.ts";

export function createPageStore({ prisma }: Database): PageStore {
  return {
    countByStatus: async (shop) => {
      const groups = await prisma.trackedOrder.groupBy({ by: ["status"], where: { shop }, _count: { _all: true } });
      const counts = { "in-step": 0, waiting: 0, "not-imported": 0, "needs-you": 0, retrying: 0 };
      for (const { status, _count } of groups) counts[status as OrderStatus] = _count._all;
      return counts;
    },
    countByDay: async (shop, from) => {
      const [first = ""] = from;
      const rows = await prisma.$queryRaw<{ place: number; status: OrderStatus; count: number }[]>`
        SELECT width_bucket(COALESCE(shopify_created_at, first_seen_at), ${from}::text[]::timestamptz[]) AS place,
          status, count(*)::int AS count
        FROM tracked_order
        WHERE shop = ${shop} AND (shopify_created_at >= ${new Date(first)}
          OR (shopify_created_at IS NULL AND first_seen_at >= ${new Date(first)}))
        GROUP BY 1, 2`;
      return from.map(
        (_day, index) =>
          new Map(rows.filter(({ place }) => place === index + 1).map(({ status, count }) => [status, count])),
      );
    },
    list: async (shop, { status, search, skip, take }) => {
      const where: Prisma.TrackedOrderWhereInput = {
        shop,
        ...(status === "all" ? {} : { status }),
        ...(search === "" ? {} : { name: { contains: literally(search), mode: "insensitive" } }),
      };
      const [total, rows] = await Promise.all([
        prisma.trackedOrder.count({ where }),
        prisma.trackedOrder.findMany({
          where,
          orderBy: [{ shopifyCreatedAt: { sort: "desc", nulls: "first" } }, { orderId: "desc" }],
          skip,
          take,
        }),
      ]);
      const links = await prisma.link.findMany({
        where: { shop, orderId: { in: rows.map(({ orderId }) => orderId) } },
      });
      const byOrder = new Map(links.map((link) => [link.orderId, link]));
      return { orders: rows.map((row) => toListed(row, byOrder.get(row.orderId))), total };
    },
    find: async ({ shop, orderId }) => {
      const [row, link] = await Promise.all([
        prisma.trackedOrder.findUnique({ where: { shop_orderId: { shop, orderId } } }),
        prisma.link.findUnique({ where: { shop_orderId: { shop, orderId } } }),
      ]);
      return row && toListed(row, link ?? undefined);
    },
    detail: (key) => loadDetail(prisma, key),
    countLeftOut: async (shop, since) => {
      const [row] = await prisma.$queryRaw<{ count: number }[]>`
        SELECT count(*)::int AS count FROM tracked_order
          LEFT JOIN link ON link.shop = tracked_order.shop AND link.order_id = tracked_order.order_id
        WHERE tracked_order.shop = ${shop} AND tracked_order.shopify_created_at >= ${new Date(since)}
          AND tracked_order.accepted_at IS NULL AND link.order_id IS NULL`;
      return row?.count ?? 0;
    },
    lastImport: async (shop) => {
      const link = await prisma.link.findFirst({ where: { shop }, orderBy: { createdAt: "desc" } });
      if (!link) return null;
      const order = await prisma.trackedOrder.findUnique({ where: { shop_orderId: { shop, orderId: link.orderId } } });
      return {
        orderName: order?.name ?? link.orderId,
        salesOrderNo: link.salesOrderNo,
        at: link.createdAt.toISOString(),
      };
    },
  };
}

/** An order that changed more often than this has a long history indeed; the rest is in the database. */
const mostEntries = 200;

async function loadDetail(prisma: Database["prisma"], { shop, orderId }: OrderKey): Promise<OrderDetail | null> {
  const [row, link, entries] = await Promise.all([
    prisma.trackedOrder.findUnique({ where: { shop_orderId: { shop, orderId } } }),
    prisma.link.findUnique({ where: { shop_orderId: { shop, orderId } } }),
    prisma.timelineEntry.findMany({
      where: { shop, orderId },
      orderBy: [{ at: "desc" }, { id: "desc" }],
      take: mostEntries,
    }),
  ]);
  if (!row) return null;
  return {
    order: toListed(row, link ?? undefined),
    placedAt: row.shopifyCreatedAt?.toISOString() ?? null,
    firstSeenAt: row.firstSeenAt.toISOString(),
    nextTryAt: row.nextTryAt?.toISOString() ?? null,
    awaitsLook: row.done < row.wanted && row.nextTryAt === null,
    importAnyway: row.importAnywayAt && { by: row.importAnywayBy ?? "", at: row.importAnywayAt.toISOString() },
    link: link && {
      ...keptLink(link),
      cameOverAt: link.createdAt.toISOString(),
    },
    timeline: entries.map(keptEntry),
  };
}

/** Prisma hands the text to LIKE as it is, where these characters stand for others. */
const literally = (search: string): string => search.replace(/[\\%_]/g, "\\$&");

/** The JSON columns are Tandem's own, written from these very types. */
export const toListed = (row: TrackedOrder, link: Link | undefined): ListedOrder => ({
  shop: row.shop as ShopDomain,
  orderId: row.orderId as OrderId,
  name: row.name,
  total: row.total,
  currency: row.currency,
  status: row.status as OrderStatus,
  reasons: row.reasons as unknown as readonly Reason[],
  waits: row.waits as unknown as readonly Wait[],
  blocks: row.blocks as unknown as readonly Block[],
  notices: row.notices as unknown as readonly Notice[],
  failure: row.failure as unknown as CallFailure | null,
  salesOrder: link ? { id: link.salesOrderId as SalesOrderId, no: link.salesOrderNo } : null,
  updatedAt: (row.lookedAt ?? row.wantedAt).toISOString(),
});
