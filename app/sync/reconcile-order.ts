import { isActive } from "../domain/activation.ts";
import type { CallFailure } from "../domain/failure.ts";
import { nextStep } from "../domain/next-step.ts";
import { statusOfFailure, statusOfPlan } from "../domain/order-status.ts";
import { lookToKeep, planOrder } from "../domain/plan-order.ts";
import { totalsNotices } from "../domain/totals-notice.ts";
import type { OrderLook } from "../domain/order-look.ts";
import type { Plan } from "../domain/plan.ts";
import { adoptNative } from "./adopt-native.ts";
import { applyPlan, startOf, type Applied } from "./apply-plan.ts";
import { importedAs, loadSituation, type Situation } from "./load-situation.ts";
import { ok } from "../domain/result.ts";
import { seenUntil } from "../domain/seen-until.ts";
import { decisionNotes, failureNotes } from "./decision-notes.ts";
import type { Answer, Outside } from "./ports.ts";
import { keepLease, leaseMs, LeaseLost, type RunLease } from "./run-lease.ts";
import { settleUnknownCreates, type Settled, type Unsettled } from "./settle-unknown-creates.ts";
import type { WriteAttempt } from "./attempt-store.ts";
import {
  isLive,
  type Claim,
  type KeptLink,
  type KeptLooks,
  type OrderKey,
  type RunRecord,
  type Stores,
} from "./stores.ts";

/**
 * Looks at one order and does what it needs: load, plan, apply, record. Whatever woke it, the outcome is the same; without an outstanding
 * look, or while another run holds the order, it does nothing. Throws only for a bug, and then the order is tried again later.
 */
export async function reconcileOrder(outside: Outside, stores: Stores, key: OrderKey): Promise<void> {
  const claim = await stores.orders.claim(key, outside.newHolder(), leaseMs);
  if (claim === null) return;
  const lease = keepLease(stores, claim, outside);
  try {
    const record = await look(outside, stores, { claim, lease });
    await stores.orders.finish(claim, record, now(outside));
    outside.log("order.looked-at", { ...key, status: record.status, failure: record.failure?.kind });
  } catch (error) {
    if (error instanceof LeaseLost) return outside.log("order.lease-lost", { ...key });
    await stores.orders.finish(
      claim,
      failureRecord(outside, claim, { kind: "internal", words: "Tandem itself failed" }),
      now(outside),
    );
    throw error;
  } finally {
    lease.stop();
  }
}

interface Hold {
  readonly claim: Claim;
  readonly lease: RunLease;
}

async function look(outside: Outside, stores: Stores, { claim, lease }: Hold): Promise<RunRecord> {
  const shop = await stores.shops.find(claim.shop);
  if (shop === null || shop.uninstalledAt !== null) return notActive(claim);
  const away = await stillAway(outside, stores, claim);
  if (away !== null) return failureRecord(outside, claim, away);
  const attempts = await stores.attempts.of(claim);
  const mayWrite = isActive(shop.activation);
  const settled = await settleFirst(outside, stores, { claim, lease, attempts, mayWrite });
  if (!settled.ok) return failureRecord(outside, claim, settled.problem);

  const checked = await checkStillThere(outside, stores, { claim, link: settled.value.link });
  if (!checked.ok) return failureRecord(outside, claim, checked.problem);
  const loaded = await loadSituation(outside, stores, { claim, shop, link: checked.value });
  if (!loaded.ok) return failureRecord(outside, claim, loaded.problem);

  const { situation, link } = await adopt(outside, stores, { claim, loaded: loaded.value, link: checked.value });
  const plan = withSettled(planOrder(situation.input), settled.value);
  const decidedAt = now(outside);
  const applied = await apply(outside, stores, { hold: { claim, lease }, situation, plan, link, attempts });
  return recordOf(outside, { claim, situation, plan, applied, decidedAt });
}

/** REC-6: an order that waits for Katana's return costs Shopify nothing until somebody may try. */
async function stillAway(outside: Outside, stores: Stores, claim: Claim): Promise<CallFailure | null> {
  const { failure, fresh, shop } = claim;
  if (fresh || failure?.kind !== "unavailable" || failure.side !== "katana") return null;
  const outage = (await stores.connections.find(shop))?.outage ?? null;
  return outage !== null && outage.probeAt > now(outside) ? failure : null;
}

/** CON-6: what Katana's own integration made is taken over before anything is planned. */
async function adopt(
  outside: Outside,
  stores: Stores,
  { claim, loaded, link }: { claim: Claim; loaded: Situation; link: KeptLink | null },
): Promise<{ readonly situation: Situation; readonly link: KeptLink | null }> {
  const adopted = await adoptNative(outside, stores, { claim, situation: loaded });
  if (adopted === null) return { situation: loaded, link };
  const history = { ...loaded.input.history, importedAs: importedAs(adopted) };
  const input = { ...loaded.input, history, references: null, link: isLive(adopted) ? adopted : null };
  return { situation: { ...loaded, input }, link: adopted };
}

/** REC-5: a person who asks for a look wants to hear of what happened in Katana too. */
async function checkStillThere(
  outside: Outside,
  stores: Stores,
  { claim, link }: { claim: Claim; link: KeptLink | null },
): Answer<KeptLink | null> {
  if (!claim.fresh || link === null || !isLive(link)) return ok(link);
  const katana = await outside.katana(claim.shop, claim.urgency);
  // Through another account's key nothing is said of this sales order (CON-8).
  if (katana?.accountId !== link.accountId) return ok(link);
  const salesOrder = await katana.live.loadSalesOrder(link.salesOrderId);
  if (!salesOrder.ok) return salesOrder;
  if (salesOrder.value !== null && !salesOrder.value.deleted) return ok(link);
  await stores.orders.recordGone(claim, link.salesOrderNo, now(outside));
  return ok({ ...link, goneFromKatanaAt: now(outside) });
}

async function settleFirst(
  outside: Outside,
  stores: Stores,
  unsettled: Omit<Unsettled, "katana">,
): ReturnType<typeof settleUnknownCreates> {
  const { claim, attempts } = unsettled;
  const katana = attempts.length > 0 ? await outside.katana(claim.shop, claim.urgency) : null;
  if (katana === null) return { ok: true, value: { link: claim.link, wait: null, blocks: [] } };
  return settleUnknownCreates(outside, stores, { ...unsettled, katana });
}

/** While an earlier create may still take effect nothing may be made; a block of two sales orders stands beside whatever else there is. */
const withSettled = (plan: Plan, { wait, blocks }: Settled): Plan => ({
  ...plan,
  steps: wait === null ? plan.steps : [],
  waits: wait === null ? plan.waits : [...plan.waits, wait],
  blocks: [...plan.blocks, ...blocks],
});

async function apply(
  outside: Outside,
  stores: Stores,
  work: { hold: Hold; situation: Situation; plan: Plan; link: KeptLink | null; attempts: readonly WriteAttempt[] },
): Promise<Applied> {
  const { hold, situation, plan, link, attempts } = work;
  const { katana, order } = situation;
  const start = startOf(situation.input.references, link);
  if (plan.steps.length === 0) return { progress: start, stop: null };
  if (katana === null || order === null)
    return { progress: start, stop: { kind: "wait", wait: { kind: "katana-not-read" } } };
  return applyPlan(
    { outside, stores, ...hold, katana, order, attempts: await fresh(stores, hold, attempts) },
    plan,
    start,
  );
}

/** Settling may just have told what became of an attempt. */
const fresh = async (
  stores: Stores,
  { claim }: Hold,
  attempts: readonly WriteAttempt[],
): Promise<readonly WriteAttempt[]> => (attempts.length === 0 ? [] : stores.attempts.of(claim));

function recordOf(
  outside: Outside,
  {
    claim,
    situation,
    plan,
    applied,
    decidedAt,
  }: { claim: Claim; situation: Situation; plan: Plan; applied: Applied; decidedAt: string },
): RunRecord {
  const { stop, progress } = applied;
  const { order, input } = situation;
  const base = orderColumns(situation);
  if (stop?.kind === "failed") {
    const failure = failureRecord(outside, claim, stop.failure);
    return {
      ...failure,
      ...base,
      timeline: [...progress.timeline, ...decisionNotes(claim, plan, decidedAt), ...failure.timeline],
    };
  }
  const reached: Plan = {
    ...plan,
    reasons: stop?.kind === "reason" ? [...plan.reasons, stop.reason] : plan.reasons,
    waits: stop?.kind === "wait" ? [...plan.waits, stop.wait] : plan.waits,
    blocks: stop?.kind === "block" ? [...plan.blocks, stop.block] : plan.blocks,
  };
  const until = reached.waits.flatMap((wait) => ("until" in wait ? [wait.until] : [])).toSorted();
  return {
    ...base,
    timeline: [...progress.timeline, ...decisionNotes(claim, reached, decidedAt)],
    status: statusOfPlan(reached),
    reasons: reached.reasons,
    waits: reached.waits,
    blocks: reached.blocks,
    notices: [...reached.notices, ...noticesOf(progress.link)],
    failure: null,
    nextTryAt: until[0] ?? null,
    looked: true,
    // IMP-5: fit for import at this look, whether or not it had to wait.
    accepted: order !== null && input.link === null && plan.reasons.length === 0,
    looks: order !== null && input.link !== null ? looksOf(lookToKeep(order, input.link, reached)) : null,
  };
}

const looksOf = (look: OrderLook): KeptLooks => ({ agreedLook: look, lastLook: look });

/** MAP-19 */
const noticesOf = (link: KeptLink | null) => (isLive(link) ? totalsNotices(link?.totals ?? null) : []);

const orderColumns = ({ order, readAt }: Situation): Pick<RunRecord, "order" | "seenUntil"> => ({
  seenUntil: order && seenUntil(order, readAt),
  order: order && { name: order.name, createdAt: order.createdAt, total: order.totals.total, currency: order.currency },
});

/** The shop has not opened the app yet, or removed it: nothing is read, nothing is done, and the order says so. */
const notActive = (claim: Claim): RunRecord => ({
  status: claim.link === null ? "not-imported" : claim.status,
  reasons: claim.link === null ? [{ kind: "not-active" }] : [],
  ...nothingElse,
  looked: true,
});

function failureRecord(outside: Outside, claim: Claim, failure: CallFailure): RunRecord {
  const next = nextStep(failure, claim.attempts + 1);
  return {
    status: statusOfFailure(failure),
    reasons: [],
    ...nothingElse,
    failure,
    timeline: failureNotes(claim, failure),
    nextTryAt: next.kind === "retry" ? new Date(outside.clock.now() + next.delayMs).toISOString() : null,
    looked: next.kind === "needs-person",
  };
}

const nothingElse = {
  waits: [],
  blocks: [],
  notices: [],
  failure: null,
  nextTryAt: null,
  accepted: false,
  order: null,
  looks: null,
  seenUntil: null,
  timeline: [],
} satisfies Partial<RunRecord>;

const now = ({ clock }: Outside): string => new Date(clock.now()).toISOString();
