import { noFulfillments } from "../../domain/fulfillment-pair.ts";
import { totalsNotices } from "../../domain/totals-notice.ts";
import type { TimelineNote } from "../../domain/timeline.ts";
import type { Clock } from "../ports.ts";
import type { Claim, NewLink, OrderKey, OrderStore, RunRecord } from "../stores.ts";
import { earlierAfter } from "../kept-after.ts";
import { LeaseLost } from "../run-lease.ts";
import { textOf, type MemoryAttempt, type MemoryOrder, type MemoryTables } from "./memory-tables.ts";

const livePriority = 10;

/** Asks for one more look, as every store that changes what an order is worth does. */
export function raiseInMemory(
  tables: MemoryTables,
  key: OrderKey,
  { at, priority }: { at: string; priority: number },
): void {
  const known = tables.orders.get(textOf(key)) ?? neverSeen(key, at);
  Object.assign(known, {
    wanted: known.wanted + 1,
    priority: Math.max(priority, known.priority),
    wantedAt: at,
    wokenAt: at,
    nextTryAt: known.failure === null ? null : known.nextTryAt,
  });
  tables.orders.set(textOf(key), known);
  tables.woken.push(textOf(key));
}

const neverSeen = ({ shop, orderId }: OrderKey, at: string): MemoryOrder => ({
  shop,
  orderId,
  wanted: 0,
  done: 0,
  priority: 0,
  wantedAt: at,
  wokenAt: null,
  nextTryAt: null,
  attempts: 0,
  leaseHolder: null,
  leaseUntil: 0,
  status: "waiting",
  reasons: [],
  waits: [],
  blocks: [],
  notices: [],
  failure: null,
  order: null,
  acceptedAt: null,
  lookedAt: null,
  seenUntil: null,
  backfill: false,
  nativeChecked: false,
  importAnyway: null,
  fresh: false,
});

export function createInMemoryOrderStore(tables: MemoryTables, clock: Clock): OrderStore {
  const isDue = (order: MemoryOrder, now: number): boolean =>
    order.nextTryAt === null ? order.done < order.wanted : Date.parse(order.nextTryAt) <= now;
  const isHeld = (order: MemoryOrder): boolean => order.leaseHolder !== null && order.leaseUntil > clock.now();
  const instant = () => new Date(clock.now()).toISOString();
  const isStillOf = (claim: Claim): boolean =>
    tables.orders.get(textOf(claim))?.leaseHolder === claim.holder && !tables.leasesAreLost;
  const heldLink = (claim: Claim) => {
    const link = tables.links.get(textOf(claim));
    if (!link || !isStillOf(claim)) throw new LeaseLost(`The lease of ${textOf(claim)} was lost`);
    return link;
  };
  return {
    claim: (key, holder, leaseMs) => {
      const order = tables.orders.get(textOf(key));
      if (!order || isHeld(order) || !isDue(order, clock.now())) return Promise.resolve(null);
      Object.assign(order, { leaseHolder: holder, leaseUntil: clock.now() + leaseMs });
      return Promise.resolve(claimOf(tables, order, holder));
    },
    renew: (key, holder, leaseMs) => {
      const order = tables.orders.get(textOf(key));
      if (!order || tables.leasesAreLost || order.leaseHolder !== holder || !isHeld(order))
        return Promise.resolve(false);
      order.leaseUntil = clock.now() + leaseMs;
      return Promise.resolve(true);
    },
    finish: (claim, record, at) => {
      const order = tables.orders.get(textOf(claim));
      if (order && isStillOf(claim)) finishRun({ tables, order }, claim, { record, at });
      return Promise.resolve();
    },
    link: (claim, link, at) => {
      keepLink(tables, claim, { link, at });
      return Promise.resolve();
    },
    linkOf: (key) => Promise.resolve(tables.links.get(textOf(key)) ?? null),
    recordGone: (claim, salesOrderNo, at) => {
      goneInMemory(tables, claim, { salesOrderNo, at });
      return Promise.resolve();
    },
    saveAgreed: (claim, agreed, katanaTotal) => {
      const link = heldLink(claim);
      tables.links.set(textOf(claim), { ...link, agreed, katanaTotal: katanaTotal ?? link.katanaTotal });
      return Promise.resolve();
    },
    keepStep: (claim, { agreed, looks, attemptId, resultId, note }, at) => {
      tables.links.set(textOf(claim), { ...heldLink(claim), ...looks, agreed });
      if (attemptId !== null) settleAttempt(tables, attemptId, resultId);
      if (note !== null) tables.timeline.push({ ...note, shop: claim.shop, orderId: claim.orderId, at });
      return Promise.resolve();
    },
    keepReturnStep: (claim, { returns, attemptId, resultId, note }, at) => {
      tables.links.set(textOf(claim), { ...heldLink(claim), returns });
      if (attemptId !== null) settleAttempt(tables, attemptId, resultId);
      if (note !== null) tables.timeline.push({ ...note, shop: claim.shop, orderId: claim.orderId, at });
      return Promise.resolve();
    },
    saveFulfillments: (claim, kept, heardAt) => {
      const link = heldLink(claim);
      const isHeard = heardAt !== null && (link.fulfillmentsMovedAt ?? "") <= heardAt;
      const fulfillmentsMovedAt = isHeard ? null : link.fulfillmentsMovedAt;
      tables.links.set(textOf(claim), { ...link, fulfillments: kept, fulfillmentsMovedAt });
      return Promise.resolve();
    },
    keepFulfillment: (claim, { kept, attemptId, resultId, note }, at) => {
      tables.links.set(textOf(claim), { ...heldLink(claim), fulfillments: kept });
      settleAttempt(tables, attemptId, resultId);
      tables.timeline.push({ ...note, shop: claim.shop, orderId: claim.orderId, at });
      return Promise.resolve();
    },
    wakeDue: (now, limit) => {
      const due = [...tables.orders.values()]
        .filter((order) => isDue(order, Date.parse(now)) && !isHeld(order))
        .slice(0, limit);
      for (const order of due) tables.woken.push(textOf(order));
      return Promise.resolve(due.length);
    },
    dropLeases: () => {
      for (const order of tables.orders.values()) order.leaseHolder = null;
      return Promise.resolve();
    },
    want: (key, priority) => {
      raiseInMemory(tables, key, { at: instant(), priority });
      return Promise.resolve();
    },
  };
}

export function goneInMemory(
  tables: MemoryTables,
  { shop, orderId }: OrderKey,
  { salesOrderNo, at }: { salesOrderNo: string; at: string },
): void {
  const link = tables.links.get(textOf({ shop, orderId }));
  const deletion = tables.attempts.findLast(
    (attempt) => textOf(attempt) === textOf({ shop, orderId }) && isOpenDeletion(attempt),
  );
  const because = deletion?.because ?? null;
  if (deletion) Object.assign(deletion, { outcome: "made" });
  if (link) tables.links.set(textOf({ shop, orderId }), { ...link, goneFromKatanaAt: at, deletedBecause: because });
  const note: TimelineNote =
    because === null
      ? { kind: "found-deleted", cause: "look-up", details: { salesOrderNo } }
      : { kind: "deleted", cause: "order", details: { salesOrderNo, because } };
  tables.timeline.push({ ...note, shop, orderId, at });
}

const isOpenDeletion = ({ step, outcome }: MemoryAttempt): boolean => step === "delete-sales-order" && outcome === null;

const claimOf = (tables: MemoryTables, order: MemoryOrder, holder: string): Claim => ({
  shop: order.shop,
  orderId: order.orderId,
  holder,
  wanted: order.wanted,
  urgency: order.priority >= livePriority ? "live" : "backfill",
  attempts: order.attempts,
  status: order.status,
  name: order.order?.name ?? null,
  acceptedAt: order.acceptedAt,
  link: tables.links.get(textOf(order)) ?? null,
  reasons: order.reasons,
  waits: order.waits,
  blocks: order.blocks,
  failure: order.failure,
  importAnyway: order.importAnyway,
  fresh: order.fresh,
});

const isOutstanding = ({ looked }: RunRecord, wantsMore: boolean): boolean => !looked || wantsMore;

function finishRun(
  { tables, order }: { tables: MemoryTables; order: MemoryOrder },
  claim: Claim,
  { record, at }: { record: RunRecord; at: string },
): void {
  const { status, reasons, waits, blocks, notices, failure } = record;
  const wantsMore = order.wanted > claim.wanted;
  const goesOn = record.looked && wantsMore;
  Object.assign(order, {
    status,
    reasons,
    waits,
    blocks,
    notices,
    failure,
    done: record.looked ? Math.max(order.done, claim.wanted) : order.done,
    fresh: order.fresh && isOutstanding(record, wantsMore),
    attempts: failure === null ? 0 : order.attempts + 1,
    nextTryAt: goesOn ? null : record.nextTryAt,
    acceptedAt: record.accepted ? (order.acceptedAt ?? at) : order.acceptedAt,
    order: record.order ?? order.order,
    lookedAt: record.order === null ? order.lookedAt : at,
    seenUntil: record.seenUntil ?? order.seenUntil,
    leaseHolder: null,
  });
  keepLooked(tables, claim, record);
  for (const note of record.timeline) tables.timeline.push({ at, ...note, shop: claim.shop, orderId: claim.orderId });
  if (goesOn) tables.woken.push(textOf(claim));
}

function keepLooked(tables: MemoryTables, claim: Claim, { looks, returns: looked }: RunRecord): void {
  const link = tables.links.get(textOf(claim));
  if (!link) return;
  const returnsMovedAt = looked?.movedAt === link.returnsMovedAt ? null : link.returnsMovedAt;
  const kept = looked === null ? {} : { returns: looked.returns, returnsMovedAt };
  tables.links.set(textOf(claim), { ...link, ...looks, ...kept });
}

function keepLink(tables: MemoryTables, claim: Claim, { link, at }: { link: NewLink; at: string }): void {
  const { attemptId, goneFromKatana, found, timeline, ...kept } = link;
  const order = tables.orders.get(textOf(claim));
  if (order) Object.assign(order, { importAnyway: null, notices: goneFromKatana ? [] : totalsNotices(link.totals) });
  tables.links.set(textOf(claim), {
    ...kept,
    katanaTotal: link.totals.katanaTotal,
    createdAt: at,
    cameOverAt: at,
    fulfillments: noFulfillments,
    fulfillmentsMovedAt: found ? at : null,
    carryOverAt: null,
    goneFromKatanaAt: goneFromKatana ? at : null,
    deletedBecause: null,
    returns: null,
    returnsMovedAt: null,
    earlierSalesOrderIds: earlierAfter(claim.link, link.salesOrderId),
  });
  if (attemptId !== null) settleAttempt(tables, attemptId, link.salesOrderId);
  for (const note of timeline) tables.timeline.push({ ...note, shop: claim.shop, orderId: claim.orderId, at });
}

function settleAttempt(tables: MemoryTables, attemptId: string, resultId: number | null): void {
  const attempt = tables.attempts.find(({ id }) => id === attemptId);
  if (!attempt) throw new Error(`There is no attempt ${attemptId}`);
  Object.assign(attempt, { outcome: "made", resultId });
}
