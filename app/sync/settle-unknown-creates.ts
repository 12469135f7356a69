import { compareTotals, type TotalsComparison } from "../domain/compare-totals.ts";
import { agreeOnImport } from "../domain/agree.ts";
import type { CallFailure } from "../domain/failure.ts";
import { decideUnknownCreate, doubleCheck } from "../domain/outcome-unknown.ts";
import type { Block, Wait } from "../domain/plan.ts";
import type { TimelineNote } from "../domain/timeline.ts";
import { ok, type Result } from "../domain/result.ts";
import type { ActualSalesOrder } from "../domain/sales-order.ts";
import { isUntouched } from "../domain/untouched.ts";
import type { KatanaAccess, Outside } from "./ports.ts";
import { keptAfter } from "./kept-after.ts";
import type { RunLease } from "./run-lease.ts";
import type { CreateIntent, WriteAttempt } from "./attempt-store.ts";
import { isLive, type Claim, type KeptLink, type NewLink, type Stores } from "./stores.ts";

/** What earlier creates of the order's sales order turned out to have done (IMP-9). */
export interface Settled {
  readonly link: KeptLink | null;
  readonly wait: Wait | null;
  readonly blocks: readonly Block[];
}

export interface Unsettled {
  readonly claim: Claim;
  readonly lease: RunLease;
  readonly katana: KatanaAccess;
  readonly attempts: readonly WriteAttempt[];
  /** False while syncing is paused: what was made is still taken over, nothing is removed (CON-5). */
  readonly mayWrite: boolean;
}

const isSalesOrderCreate = (attempt: WriteAttempt): boolean => attempt.step === "create-sales-order";

/** Any look may take the double check once enough time has passed; `recheckAt` only says when the sweep asks for one. */
const isDueForDoubleCheck = ({ recheckAt, sentAt }: WriteAttempt, { clock, safeMs }: Outside): boolean =>
  recheckAt !== null && Date.parse(sentAt) + safeMs <= clock.now();

/**
 * Before anything else is planned: takes over what a create of unknown outcome made, waits while it may still take effect, and after a
 * repeat looks once more for two of them. Changes nothing when there is nothing to settle, and then asks Katana nothing.
 */
export async function settleUnknownCreates(
  outside: Outside,
  stores: Stores,
  unsettled: Unsettled,
): Promise<Result<Settled, CallFailure>> {
  const { claim, attempts } = unsettled;
  const unknown = attempts.filter((attempt) => isSalesOrderCreate(attempt) && attempt.outcome === null);
  if (!isLive(claim.link) && unknown.length > 0) return settle(outside, stores, { ...unsettled, unknown });
  const due = attempts.find((attempt) => isDueForDoubleCheck(attempt, outside));
  if (claim.link !== null && due && unsettled.mayWrite)
    return checkForDoubles(outside, stores, { ...unsettled, due, link: claim.link });
  return ok({ link: claim.link, wait: null, blocks: [] });
}

async function settle(
  outside: Outside,
  stores: Stores,
  { claim, katana, attempts, unknown }: Unsettled & { readonly unknown: readonly WriteAttempt[] },
): Promise<Result<Settled, CallFailure>> {
  const found = await katana.client.findSalesOrders(claim.shop, claim.orderId);
  if (!found.ok) return found;
  const known = salesOrdersInHistory(attempts, claim.link);
  const decision = decideUnknownCreate({
    attempts: unknown,
    found: found.value.map((salesOrder) => ({
      ...salesOrder,
      salesOrderNo: salesOrder.orderNo,
      known: known.has(salesOrder.id),
    })),
    now: outside.clock.now(),
    safeMs: outside.safeMs,
  });
  switch (decision.kind) {
    case "wait":
      return ok({ link: claim.link, wait: { kind: "unknown-create", until: decision.until }, blocks: [] });
    case "repeat":
      for (const attempt of unknown) await stores.attempts.settle(attempt.id, "not-made", null, now(outside));
      return ok({ link: claim.link, wait: null, blocks: [] });
    case "adopt":
    case "counts-as-deleted": {
      const salesOrder = found.value.find(({ id }) => id === decision.salesOrder.id);
      const attempt = unknown.at(-1);
      if (!salesOrder || !attempt) return ok({ link: claim.link, wait: null, blocks: [] });
      const link = linkFor(salesOrder, {
        attempt,
        accountId: katana.accountId,
        gone: decision.kind === "counts-as-deleted",
      });
      await stores.orders.link(claim, link, now(outside));
      return ok({
        link: keptAfter(claim.link, link, now(outside)),
        wait: null,
        blocks: [],
      });
    }
  }
}

/** A deleted sales order shows no rows and a total of nothing: there is no more to compare. */
const totalsOf = ({ totals }: CreateIntent, salesOrder: ActualSalesOrder): TotalsComparison =>
  compareTotals(totals, salesOrder.deleted ? { ...salesOrder, total: null } : salesOrder);

function linkFor(
  salesOrder: ActualSalesOrder,
  { attempt, accountId, gone }: { attempt: WriteAttempt; accountId: string; gone: boolean },
): NewLink {
  if (attempt.intent === null) throw new Error(`The create ${attempt.id} was recorded without what it was to make`);
  const { intent } = attempt;
  return {
    accountId,
    salesOrderId: salesOrder.id,
    salesOrderNo: salesOrder.orderNo,
    agreed: agreeOnImport(intent, salesOrder),
    agreedLook: intent.look,
    lastLook: intent.look,
    totals: totalsOf(intent, salesOrder),
    attemptId: attempt.id,
    goneFromKatana: gone,
    found: true,
    timeline: [
      { kind: gone ? "found-deleted" : "found-made", cause: "look-up", details: { salesOrderNo: salesOrder.orderNo } },
    ],
  };
}

/** A repeated create may have been overtaken by the first one after all: of two, the younger goes if nobody touched it (IMP-9). */
async function checkForDoubles(
  outside: Outside,
  stores: Stores,
  { claim, lease, katana, due, link }: Unsettled & { readonly due: WriteAttempt; readonly link: KeptLink },
): Promise<Result<Settled, CallFailure>> {
  const found = await katana.client.findSalesOrders(claim.shop, claim.orderId);
  if (!found.ok) return found;
  const live = found.value.filter(({ deleted }) => !deleted);
  const check = doubleCheck(
    live.map((salesOrder) => ({
      ...salesOrder,
      salesOrderNo: salesOrder.orderNo,
      untouched: due.intent !== null && isUntouched(salesOrder, due.intent),
    })),
  );
  if (check.kind === "block") return ok({ link, wait: null, blocks: [check.block] });
  if (check.kind === "single") {
    await stores.attempts.scheduleRecheck(due.id, null);
    return ok({ link, wait: null, blocks: [] });
  }
  await lease.ensureHeld();
  const removed = await katana.client.deleteSalesOrder(check.remove.id);
  if (!removed.ok && removed.problem.kind !== "unknown-outcome") return removed;
  // An unknown outcome is looked at again: the check stays due until one is left.
  if (!removed.ok) return ok({ link, wait: null, blocks: [] });
  await stores.attempts.scheduleRecheck(due.id, null);
  const kept = linkFor(check.keep, { attempt: due, accountId: katana.accountId, gone: false });
  const note: TimelineNote = {
    kind: "double-removed",
    cause: "look-up",
    details: { removed: check.remove.salesOrderNo, kept: check.keep.salesOrderNo },
  };
  const relinked = {
    ...kept,
    agreed: link.salesOrderId === check.keep.id ? link.agreed : kept.agreed,
    agreedLook: link.agreedLook,
    lastLook: link.lastLook,
  };
  await stores.orders.link(claim, { ...relinked, timeline: [note] }, now(outside));
  return ok({ link: keptAfter(link, relinked, now(outside)), wait: null, blocks: [] });
}

/** IMP-9: what a look-up shows beyond these was made by a create of unknown outcome. */
const salesOrdersInHistory = (attempts: readonly WriteAttempt[], link: KeptLink | null): ReadonlySet<number | null> =>
  new Set<number | null>([
    ...attempts.map(({ resultId }) => resultId),
    ...(link === null ? [] : [link.salesOrderId, ...link.earlierSalesOrderIds]),
  ]);

const now = ({ clock }: Outside): string => new Date(clock.now()).toISOString();
