import type { Link as LinkRow } from "@prisma/client";
import type { DeletionCause } from "../../domain/change-step.ts";
import type { TotalsComparison } from "../../domain/compare-totals.ts";
import { noFulfillments } from "../../domain/fulfillment-pair.ts";
import type { KeptFulfillments } from "../../domain/fulfillment-pair.ts";
import type { SalesOrderId } from "../../domain/ids.ts";
import type { OrderLook } from "../../domain/order-look.ts";
import type { AgreedSalesOrder } from "../../domain/sales-order.ts";
import type { KeptReturns } from "../../domain/sales-return.ts";
import type { KeptLink } from "../../sync/stores.ts";

/** A link as its row keeps it. The JSON columns are Tandem's own, written from these very types. */
export const keptLink = (row: LinkRow): KeptLink => ({
  accountId: row.accountId,
  salesOrderId: row.salesOrderId as SalesOrderId,
  salesOrderNo: row.salesOrderNo,
  agreed: row.agreed as unknown as AgreedSalesOrder,
  agreedLook: row.agreedLook as unknown as OrderLook,
  lastLook: row.lastLook as unknown as OrderLook,
  totals: row.totals as unknown as TotalsComparison | null,
  goneFromKatanaAt: row.goneFromKatanaAt?.toISOString() ?? null,
  deletedBecause: row.deletedBecause as DeletionCause | null,
  returns: row.returns as unknown as KeptReturns | null,
  returnsMovedAt: row.returnsMovedAt?.toISOString() ?? null,
  fulfillments: (row.fulfillments as unknown as KeptFulfillments | null) ?? noFulfillments,
  fulfillmentsMovedAt: row.fulfillmentsMovedAt?.toISOString() ?? null,
  carryOverAt: row.carryOverAt?.toISOString() ?? null,
  cameOverAt: row.createdAt.toISOString(),
  earlierSalesOrderIds: row.earlierSalesOrderIds as SalesOrderId[],
});
