import { Prisma } from "@prisma/client";
import type { OrderId, ShopDomain } from "../../domain/ids.ts";
import type { CallFailure } from "../../domain/failure.ts";
import type { Block, Notice, Wait } from "../../domain/plan.ts";
import type { OrderStatus } from "../../domain/order-status.ts";
import type { Reason } from "../../domain/reason.ts";
import type { Clock } from "../../sync/ports.ts";
import { liveReserve } from "../../domain/live-reserve.ts";
import { isLive, type Claim, type OrderKey, type OrderStore, type RunRecord } from "../../sync/stores.ts";
import type { Database, Transaction } from "./database.ts";
import { jsonText } from "./json.ts";
import { keptLink } from "./kept-link.ts";
import {
  addToTimeline,
  writeAgreed,
  writeFulfillment,
  writeFulfillments,
  writeGone,
  writeLink,
  writeLooks,
  writeReturns,
  writeReturnStep,
  writeStep,
} from "./link-writes.ts";
import { livePriority, type Queue } from "./queue.ts";
import { raiseWanted } from "./raise-wanted.ts";

/** Milliseconds after which an order that was woken, and not looked at, is woken again. */
const wakeAgainMs = 60_000;

interface ClaimedRow {
  readonly wanted: number;
  readonly priority: number;
  readonly attempts: number;
  readonly status: string;
  readonly name: string | null;
  readonly accepted_at: Date | null;
  readonly reasons: unknown;
  readonly waits: unknown;
  readonly blocks: unknown;
  readonly failure: unknown;
  readonly import_anyway_by: string | null;
  readonly import_anyway_at: Date | null;
  readonly fresh: boolean;
}

export function createOrderStore(database: Database, queue: Queue, clock: Clock): OrderStore {
  const { prisma } = database;
  const instant = (offsetMs = 0) => new Date(clock.now() + offsetMs);

  return {
    claim: async (key, holder, leaseMs) => {
      const now = instant();
      const [row] = await prisma.$queryRaw<ClaimedRow[]>`
        UPDATE tracked_order SET lease_holder = ${holder}, lease_until = ${instant(leaseMs)}
        WHERE shop = ${key.shop} AND order_id = ${key.orderId}
          AND (lease_until IS NULL OR lease_until <= ${now})
          AND (next_try_at <= ${now} OR (next_try_at IS NULL AND done < wanted))
        RETURNING wanted, priority, attempts, status, name, accepted_at, reasons, waits, blocks, failure,
          import_anyway_by, import_anyway_at, fresh`;
      return row ? toClaim(prisma, { key, holder, row }) : null;
    },
    renew: async (key, holder, leaseMs) => {
      const renewed = await prisma.$executeRaw`
        UPDATE tracked_order SET lease_until = ${instant(leaseMs)}
        WHERE shop = ${key.shop} AND order_id = ${key.orderId} AND lease_holder = ${holder} AND lease_until > ${instant()}`;
      return renewed === 1;
    },
    finish: async (claim, record, at) => {
      const write = (client: Transaction) => writeRun(client, { claim, record, at });
      const oneStatement = record.looks === null && record.returns === null && record.timeline.length === 0;
      const wantedMore = oneStatement ? await write(prisma) : await prisma.$transaction(write);
      // Lost between the two, the wake-up is made up for by `wakeDue`.
      if (wantedMore !== null) await queue.wakeAll([claim], wantedMore);
    },
    link: (claim, link, at) => prisma.$transaction((transaction) => writeLink(transaction, { claim, link, at })),
    linkOf: async ({ shop, orderId }) => {
      const link = await prisma.link.findUnique({ where: { shop_orderId: { shop, orderId } } });
      return link && keptLink(link);
    },
    recordGone: (claim, salesOrderNo, at) =>
      prisma.$transaction((transaction) => writeGone(transaction, claim, { salesOrderNo, at: new Date(at) })),
    saveAgreed: (claim, agreed, katanaTotal) => writeAgreed(prisma, claim, { agreed, katanaTotal }),
    keepStep: (claim, step, at) =>
      prisma.$transaction((transaction) => writeStep(transaction, { claim, step, at: new Date(at) })),
    keepReturnStep: (claim, step, at) =>
      prisma.$transaction((transaction) => writeReturnStep(transaction, { claim, step, at: new Date(at) })),
    saveFulfillments: (claim, kept, heardAt) => writeFulfillments(prisma, claim, { kept, heardAt }),
    keepFulfillment: (claim, step, at) =>
      prisma.$transaction((transaction) => writeFulfillment(transaction, { claim, step, at: new Date(at) })),
    wakeDue: async (now, limit) => {
      const urgent = await takeDue(prisma, now, limit);
      const due = [...urgent, ...(await takeDueBackfill(prisma, now, limit - urgent.length))];
      for (const [priority, same] of Map.groupBy(due, (row) => row.priority))
        await queue.wakeAll(
          same.map(({ shop, order_id }) => ({ shop, orderId: order_id })),
          priority,
        );
      return due.length;
    },
    dropLeases: async () => {
      await prisma.$executeRaw`DELETE FROM lease`;
      // Also of one that was only fetched from the queue: whoever was woken for what is outstanding is gone.
      await prisma.$executeRaw`
        UPDATE tracked_order SET lease_until = NULL, lease_holder = NULL, woken_at = NULL
        WHERE lease_until IS NOT NULL OR done < wanted`;
    },
    want: (key, priority) =>
      prisma.$transaction(async (transaction) => {
        await raiseWanted(transaction, queue, { orders: [key], priority, at: instant() });
      }),
  };
}

interface DueRow {
  readonly shop: ShopDomain;
  readonly order_id: OrderId;
  readonly priority: number;
}

const isDue = (now: string): Prisma.Sql => Prisma.sql`
  (done < wanted AND next_try_at IS NULL OR next_try_at <= ${new Date(now)})
  AND (lease_until IS NULL OR lease_until <= ${new Date(now)})
  AND (woken_at IS NULL OR woken_at <= ${new Date(Date.parse(now) - wakeAgainMs)}
       OR woken_at < next_try_at OR woken_at < lease_until)`;

const takeDue = (prisma: Database["prisma"], now: string, limit: number): Promise<DueRow[]> => prisma.$queryRaw<
  DueRow[]
>`
  UPDATE tracked_order SET woken_at = ${new Date(now)} WHERE (shop, order_id) IN (
    SELECT shop, order_id FROM tracked_order WHERE priority > 0 AND ${isDue(now)}
    ORDER BY priority DESC, wanted_at LIMIT ${limit} FOR UPDATE SKIP LOCKED)
  RETURNING shop, order_id, priority`;

/** Waiting in the queue at a time, over all shops: enough for every worker until the next turn, few enough to stop soon. */
const backfillAtOnce = 40;

/**
 * Of a backfill only as many are woken as can be worked on, and none of a shop whose Katana lets nothing through for it: a look that is cut
 * short would have to read the order anew.
 */
const takeDueBackfill = (prisma: Database["prisma"], now: string, limit: number): Promise<DueRow[]> => prisma.$queryRaw<
  DueRow[]
>`
  UPDATE tracked_order SET woken_at = ${new Date(now)} WHERE (shop, order_id) IN (
    SELECT shop, order_id FROM tracked_order
    WHERE priority <= 0 AND ${isDue(now)} AND NOT EXISTS (
      SELECT 1 FROM katana_connection AS connection
        JOIN katana_budget AS budget ON budget.fingerprint = connection.key_fingerprint
      WHERE connection.shop = tracked_order.shop AND budget.window_ends_at > ${new Date(now)}
        AND budget.remaining <= CASE
          WHEN budget.window_ends_at > ${new Date(Date.parse(now) + liveReserve.releasedMs)} THEN ${liveReserve.requests}::int
          ELSE 0 END)
    ORDER BY wanted_at, shopify_created_at
    LIMIT least(${limit}::bigint, greatest(0, ${backfillAtOnce}::int - (
      SELECT count(*) FROM tracked_order
      WHERE priority <= 0 AND done < wanted AND next_try_at IS NULL
        AND woken_at > ${new Date(Date.parse(now) - wakeAgainMs)})))
    FOR UPDATE SKIP LOCKED)
  RETURNING shop, order_id, priority`;

async function toClaim(
  prisma: Database["prisma"],
  { key, holder, row }: { key: OrderKey; holder: string; row: ClaimedRow },
): Promise<Claim> {
  const link = await prisma.link.findUnique({ where: { shop_orderId: { shop: key.shop, orderId: key.orderId } } });
  return {
    shop: key.shop,
    orderId: key.orderId,
    holder,
    wanted: row.wanted,
    urgency: row.priority >= livePriority ? "live" : "backfill",
    attempts: row.attempts,
    status: row.status as OrderStatus,
    name: row.name,
    acceptedAt: row.accepted_at?.toISOString() ?? null,
    link: link && keptLink(link),
    reasons: row.reasons as readonly Reason[],
    waits: row.waits as readonly Wait[],
    blocks: row.blocks as readonly Block[],
    failure: row.failure as CallFailure | null,
    importAnyway: row.import_anyway_at && {
      by: row.import_anyway_by ?? "",
      at: row.import_anyway_at.toISOString(),
    },
    fresh: row.fresh,
  };
}

/** Answers the priority to wake with when more was wanted meanwhile; null when not, or when the lease was lost. */
async function writeRun(
  transaction: Transaction,
  { claim, record, at }: { claim: Claim; record: RunRecord; at: string },
): Promise<number | null> {
  const now = new Date(at);
  const { order } = record;
  const [row] = await transaction.$queryRaw<{ done: number; wanted: number; priority: number }[]>`
    UPDATE tracked_order SET
      done = CASE WHEN ${record.looked} THEN greatest(done, ${claim.wanted}::int) ELSE done END,
      status = ${record.status}, reasons = ${jsonText(record.reasons)}::text::jsonb, waits = ${jsonText(record.waits)}::text::jsonb,
      blocks = ${jsonText(record.blocks)}::text::jsonb,
      notices = CASE WHEN ${isAboutImport(claim)} THEN ${jsonText(record.notices)}::text::jsonb ELSE
        jsonb_path_query_array(notices, ${ofImport}::text::jsonpath) || ${jsonText(record.notices.filter(isPassing))}::text::jsonb END,
      failure = ${record.failure === null ? null : jsonText(record.failure)}::text::jsonb,
      fresh = fresh AND NOT (${record.looked} AND wanted = ${claim.wanted}::int),
      attempts = CASE WHEN ${record.failure === null} THEN 0 ELSE attempts + 1 END,
      next_try_at = CASE WHEN ${record.looked} AND wanted > ${claim.wanted}::int THEN NULL ELSE ${instantOrNull(record.nextTryAt)}::timestamptz END,
      accepted_at = CASE WHEN ${record.accepted} THEN coalesce(accepted_at, ${now}) ELSE accepted_at END,
      name = coalesce(${order?.name ?? null}::text, name), total = coalesce(${order?.total ?? null}::text, total),
      currency = coalesce(${order?.currency ?? null}::text, currency),
      shopify_created_at = coalesce(${instantOrNull(order?.createdAt)}::timestamptz, shopify_created_at),
      looked_at = CASE WHEN ${order !== null} THEN ${now} ELSE looked_at END,
      seen_until = greatest(seen_until, ${instantOrNull(record.seenUntil)}::timestamptz),
      lease_holder = NULL, lease_until = NULL
    WHERE shop = ${claim.shop} AND order_id = ${claim.orderId} AND lease_holder = ${claim.holder}
    RETURNING done, wanted, priority`;
  if (!row) return null;
  if (record.looks !== null) await writeLooks(transaction, claim, record.looks);
  if (record.returns !== null) await writeReturns(transaction, claim, record.returns);
  await addToTimeline(transaction, claim, { notes: record.timeline, at: now });
  return record.looked && row.done < row.wanted ? row.priority : null;
}

/** Notices tell how an order came over; those of the import stay (MAP-15), and a later look tells only of fulfillments. */
const isAboutImport = ({ link }: Claim): boolean => !isLive(link);

const passing: readonly Notice["kind"][] = ["pickup-to-be-marked", "fulfillments-left-aside"];
const isPassing = ({ kind }: Notice): boolean => passing.includes(kind);
const ofImport = `$[*] ? (${passing.map((kind) => `@.kind != "${kind}"`).join(" && ")})`;

const instantOrNull = (text: string | null | undefined): Date | null => (text ? new Date(text) : null);
