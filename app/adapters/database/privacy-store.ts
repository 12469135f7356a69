import { Prisma } from "@prisma/client";
import type { OrderId, ShopDomain } from "../../domain/ids.ts";
import type { OrderLook } from "../../domain/order-look.ts";
import type { KeptOrder, KeptPrivacyRequest, PrivacyStore } from "../../sync/privacy-store.ts";
import type { Database } from "./database.ts";
import { keptEntry } from "./kept-entry.ts";
import { toListed } from "./page-store.ts";

export function createPrivacyStore({ prisma }: Database): PrivacyStore {
  return {
    record: async (shop, { kind, customerId, orderIds }, at) => {
      await prisma.privacyRequest.create({
        data: { shop, kind, customerId, orderIds: [...orderIds], receivedAt: new Date(at) },
      });
    },
    redactCustomer: (shop, { kind, customerId, orderIds }, at) =>
      prisma.$transaction(async (transaction) => {
        // Katana's words about a refused write may quote what was sent; nothing else kept about an order is personal.
        await transaction.trackedOrder.updateMany({
          where: { shop, orderId: { in: [...orderIds] }, status: { not: "in-step" } },
          data: { blocks: [], failure: Prisma.DbNull, wanted: { increment: 1 }, wokenAt: null },
        });
        await transaction.timelineEntry.deleteMany({
          where: { shop, orderId: { in: [...orderIds] }, kind: { in: ["blocked", "failed"] } },
        });
        // What a create of the customer went by is a digest, and yet tells whether two orders were one customer's.
        await transaction.writeAttempt.updateMany({
          where: { shop, orderId: { in: [...orderIds] }, step: "create-customer" },
          data: { subjects: [] },
        });
        if (customerId !== null)
          await transaction.katanaReference.deleteMany({ where: { kind: "customer", key: { contains: customerId } } });
        await transaction.privacyRequest.updateMany({
          where: { shop, kind, customerId, settledAt: null },
          data: { settledAt: new Date(at), customerId: null },
        });
      }),
    list: async (shop) => {
      const rows = await prisma.privacyRequest.findMany({
        where: { shop },
        orderBy: [{ receivedAt: "desc" }, { id: "desc" }],
      });
      return rows.map((row) => ({
        id: String(row.id),
        kind: row.kind as KeptPrivacyRequest["kind"],
        customerId: row.customerId,
        orderIds: row.orderIds as OrderId[],
        receivedAt: row.receivedAt.toISOString(),
        settledAt: row.settledAt?.toISOString() ?? null,
      }));
    },
    settle: async (shop, id, at) => {
      const { count } = await prisma.privacyRequest.updateMany({
        where: { shop, id: BigInt(id), settledAt: null },
        data: { settledAt: new Date(at), customerId: null },
      });
      return count === 1;
    },
    keptAbout: (shop, orderIds) => keptAbout(prisma, shop, orderIds),
  };
}

async function keptAbout(
  prisma: Database["prisma"],
  shop: ShopDomain,
  orderIds: readonly OrderId[],
): Promise<readonly KeptOrder[]> {
  const where = { shop, orderId: { in: [...orderIds] } };
  const [orders, links, entries] = await Promise.all([
    prisma.trackedOrder.findMany({ where, orderBy: [{ shopifyCreatedAt: "asc" }, { orderId: "asc" }] }),
    prisma.link.findMany({ where }),
    prisma.timelineEntry.findMany({ where, orderBy: [{ at: "asc" }, { id: "asc" }] }),
  ]);
  const linkOf = new Map(links.map((link) => [link.orderId, link]));
  const entriesOf = Map.groupBy(entries, ({ orderId }) => orderId);
  return orders.map((row) => {
    const link = linkOf.get(row.orderId);
    return {
      order: toListed(row, link),
      placedAt: row.shopifyCreatedAt?.toISOString() ?? null,
      firstSeenAt: row.firstSeenAt.toISOString(),
      cameOverAt: link?.createdAt.toISOString() ?? null,
      lastLook: (link?.lastLook ?? null) as OrderLook | null,
      timeline: (entriesOf.get(row.orderId) ?? []).map(keptEntry),
    };
  });
}
