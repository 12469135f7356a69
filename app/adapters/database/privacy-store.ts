import { Prisma } from "@prisma/client";
import type { PrivacyStore } from "../../sync/stores.ts";
import type { Database } from "./database.ts";

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
        if (customerId !== null)
          await transaction.katanaReference.deleteMany({ where: { kind: "customer", key: { contains: customerId } } });
        await transaction.privacyRequest.updateMany({
          where: { shop, kind, customerId, settledAt: null },
          data: { settledAt: new Date(at), customerId: null },
        });
      }),
  };
}
