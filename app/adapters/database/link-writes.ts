import { Prisma } from "@prisma/client";
import type { KeptFulfillments } from "../../domain/fulfillment-pair.ts";
import type { DeletionCause } from "../../domain/change-step.ts";
import type { AgreedSalesOrder } from "../../domain/sales-order.ts";
import type { TimelineNote } from "../../domain/timeline.ts";
import { totalsNotices } from "../../domain/totals-notice.ts";
import { earlierAfter } from "../../sync/kept-after.ts";
import { LeaseLost } from "../../sync/run-lease.ts";
import type {
  Claim,
  DatedNote,
  KeptFulfillmentStep,
  KeptStep,
  NewLink,
  OrderKey,
  KeptLooks,
} from "../../sync/stores.ts";
import type { KeptReturnStep, LookedReturns } from "../../sync/return-store.ts";
import type { Transaction } from "./database.ts";
import { json, jsonText } from "./json.ts";

/** Kept with the link, so that a run that ends right after it cannot lose the warning. */
const noticesOf = ({ totals, goneFromKatana }: NewLink) => (goneFromKatana ? [] : totalsNotices(totals));

export async function writeLink(
  transaction: Transaction,
  { claim, link, at }: { claim: Claim; link: NewLink; at: string },
): Promise<void> {
  const { shop, orderId } = claim;
  const now = new Date(at);
  const kept = {
    accountId: link.accountId,
    salesOrderId: link.salesOrderId,
    salesOrderNo: link.salesOrderNo,
    agreed: json(link.agreed),
    agreedLook: json(link.agreedLook),
    lastLook: json(link.lastLook),
    shopifyTotal: link.totals.shopifyTotal,
    katanaTotal: link.totals.katanaTotal,
    totals: json(link.totals),
    goneFromKatanaAt: link.goneFromKatana ? now : null,
    deletedBecause: null,
    returns: Prisma.DbNull,
    returnsMovedAt: null,
    // A sales order of its own: nothing of an earlier one belongs to it.
    fulfillments: Prisma.DbNull,
    fulfillmentsMovedAt: link.found ? now : null,
    carryOverAt: null,
    earlierSalesOrderIds: [...earlierAfter(claim.link, link.salesOrderId)],
  };
  // The order's row first, as everywhere: a request that comes in meanwhile waits for it and then sees the link.
  await transaction.trackedOrder.updateMany({
    where: { shop, orderId },
    data: { importAnywayBy: null, importAnywayAt: null, notices: json(noticesOf(link)) },
  });
  await transaction.link.upsert({
    where: { shop_orderId: { shop, orderId } },
    create: { shop, orderId, createdAt: now, ...kept },
    update: link.goneFromKatana ? kept : { ...kept, createdAt: now },
  });
  if (link.attemptId !== null)
    await transaction.writeAttempt.update({
      where: { id: link.attemptId },
      data: { outcome: "made", resultId: link.salesOrderId, settledAt: now },
    });
  await addToTimeline(transaction, claim, { notes: link.timeline, at: now });
}

/** IMP-7. Also for whoever hears of it before a run does: then it stands in that transaction. */
export async function writeGone(
  transaction: Transaction,
  { shop, orderId }: OrderKey,
  { salesOrderNo, at }: { salesOrderNo: string; at: Date },
): Promise<void> {
  const because = await settleDeletion(transaction, { shop, orderId }, at);
  await transaction.link.update({
    where: { shop_orderId: { shop, orderId } },
    data: { goneFromKatanaAt: at, deletedBecause: because },
  });
  const note: TimelineNote =
    because === null
      ? { kind: "found-deleted", cause: "look-up", details: { salesOrderNo } }
      : { kind: "deleted", cause: "order", details: { salesOrderNo, because } };
  await addToTimeline(transaction, { shop, orderId }, { notes: [note], at });
}

/** Why Tandem deleted the sales order; null when no delete of its own was under way. */
async function settleDeletion(
  transaction: Transaction,
  { shop, orderId }: OrderKey,
  settledAt: Date,
): Promise<DeletionCause | null> {
  const attempt = await transaction.writeAttempt.findFirst({
    where: { shop, orderId, step: "delete-sales-order", outcome: null },
    orderBy: { sentAt: "desc" },
  });
  if (attempt === null) return null;
  await transaction.writeAttempt.update({ where: { id: attempt.id }, data: { outcome: "made", settledAt } });
  return attempt.because as DeletionCause | null;
}

export async function addToTimeline(
  transaction: Transaction,
  { shop, orderId }: OrderKey,
  { notes, at }: { notes: readonly DatedNote[]; at: Date },
): Promise<void> {
  if (notes.length === 0) return;
  await transaction.timelineEntry.createMany({
    data: notes.map(({ kind, cause, details, at: own }) => ({
      shop,
      orderId,
      at: own === undefined ? at : new Date(own),
      kind,
      cause,
      details: details as Prisma.JsonObject,
    })),
  });
}

/** What both sides agree on, unless somebody else holds the order by now. */
export async function writeAgreed(
  client: Transaction,
  { shop, orderId, holder }: Claim,
  { agreed, katanaTotal }: { agreed: AgreedSalesOrder; katanaTotal: string | null },
): Promise<void> {
  const written = await client.$executeRaw`
    UPDATE link SET agreed = ${jsonText(agreed)}::text::jsonb, katana_total = coalesce(${katanaTotal}::text, katana_total)
    WHERE shop = ${shop} AND order_id = ${orderId} AND EXISTS (
      SELECT 1 FROM tracked_order WHERE shop = ${shop} AND order_id = ${orderId} AND lease_holder = ${holder})`;
  if (written === 0) throw new LeaseLost(`The lease of order ${orderId} was lost`);
}

/** One step that was carried out: what is agreed on from then on, how its write ended, and what it did, all or nothing. */
export async function writeStep(
  transaction: Transaction,
  { claim, step, at }: { claim: Claim; step: KeptStep; at: Date },
): Promise<void> {
  const { agreed, looks, attemptId, resultId, note } = step;
  await writeAgreed(transaction, claim, { agreed, katanaTotal: null });
  if (looks !== undefined) await writeLooks(transaction, claim, looks);
  await writeDone(transaction, { claim, attemptId, resultId, note, at });
}

/** What Shopify looked like, as it is to be compared with from now on. */
export async function writeLooks(
  transaction: Transaction,
  { shop, orderId }: Pick<Claim, "shop" | "orderId">,
  { agreedLook, lastLook }: KeptLooks,
): Promise<void> {
  await transaction.link.updateMany({
    where: { shop, orderId },
    data: { agreedLook: json(agreedLook), lastLook: json(lastLook) },
  });
}

/** RET: the same of a step of a return. */
export async function writeReturnStep(
  transaction: Transaction,
  { claim, step, at }: { claim: Claim; step: KeptReturnStep; at: Date },
): Promise<void> {
  const { returns, ...done } = step;
  const { shop, orderId } = claim;
  await keepHeld(transaction, claim);
  await transaction.link.update({ where: { shop_orderId: { shop, orderId } }, data: { returns: json(returns) } });
  await writeDone(transaction, { claim, ...done, at });
}

/** Nobody else takes the order until the transaction is over. */
async function keepHeld(transaction: Transaction, { shop, orderId, holder }: Claim): Promise<void> {
  const held = await transaction.$queryRaw<unknown[]>`
    SELECT 1 FROM tracked_order WHERE shop = ${shop} AND order_id = ${orderId} AND lease_holder = ${holder} FOR UPDATE`;
  if (held.length === 0) throw new LeaseLost(`The lease of order ${orderId} was lost`);
}

async function writeDone(
  transaction: Transaction,
  { claim, attemptId, resultId, note, at }: Omit<KeptStep, "agreed"> & { claim: Claim; at: Date },
): Promise<void> {
  if (attemptId !== null)
    await transaction.writeAttempt.update({
      where: { id: attemptId },
      data: { outcome: "made", resultId, settledAt: at },
    });
  await addToTimeline(transaction, claim, { notes: note === null ? [] : [note], at });
}

/** What a look found of the returns; what Katana moved on with meanwhile stays to be looked at. */
export async function writeReturns(
  transaction: Transaction,
  { shop, orderId }: OrderKey,
  { returns, movedAt }: LookedReturns,
): Promise<void> {
  await transaction.link.updateMany({ where: { shop, orderId }, data: { returns: json(returns) } });
  if (movedAt !== null)
    await transaction.link.updateMany({
      where: { shop, orderId, returnsMovedAt: new Date(movedAt) },
      data: { returnsMovedAt: null },
    });
}

/** One fulfillment that was carried over; see `writeStep`. */
export async function writeFulfillment(
  transaction: Transaction,
  { claim, step, at }: { claim: Claim; step: KeptFulfillmentStep; at: Date },
): Promise<void> {
  const { kept, ...done } = step;
  const { shop, orderId } = claim;
  await keepHeld(transaction, claim);
  await transaction.link.update({ where: { shop_orderId: { shop, orderId } }, data: { fulfillments: json(kept) } });
  await writeDone(transaction, { claim, ...done, at });
}

/** What belongs together, unless somebody else holds the order by now; `heardAt`: what Katana moved by then was looked at. */
export async function writeFulfillments(
  client: Transaction,
  { shop, orderId, holder }: Claim,
  { kept, heardAt }: { kept: KeptFulfillments; heardAt: string | null },
): Promise<void> {
  const until = heardAt === null ? null : new Date(heardAt);
  const written = await client.$executeRaw`
    UPDATE link SET fulfillments = ${jsonText(kept)}::text::jsonb,
      fulfillments_moved_at = CASE WHEN fulfillments_moved_at <= ${until}::timestamptz THEN NULL ELSE fulfillments_moved_at END
    WHERE shop = ${shop} AND order_id = ${orderId} AND EXISTS (
      SELECT 1 FROM tracked_order WHERE shop = ${shop} AND order_id = ${orderId} AND lease_holder = ${holder})`;
  if (written === 0) throw new LeaseLost(`The lease of order ${orderId} was lost`);
}
