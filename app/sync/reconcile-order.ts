import { isActive } from "../domain/activation.ts";
import type { CallFailure } from "../domain/failure.ts";
import { forgetRefusals } from "../domain/agree-on-change.ts";
import { planOrder } from "../domain/plan-order.ts";
import type { Plan } from "../domain/plan.ts";
import { adoptNative } from "./adopt-native.ts";
import { applyPlan, holdsUpTheRest, startOf, type Applied } from "./apply-plan.ts";
import { carryReturns, noReturnsCarried } from "./carry-returns.ts";
import { keepGone } from "./keep-gone.ts";
import { loadSituation, type Situation } from "./load-situation.ts";
import { carryFulfillments } from "./carry-fulfillments.ts";
import { ok } from "../domain/result.ts";
import type { Answer, Outside } from "./ports.ts";
import { keepLease, leaseMs, LeaseLost, type RunLease } from "./run-lease.ts";
import { settleUnknownCreates, type Settled, type Unsettled } from "./settle-unknown-creates.ts";
import type { WriteAttempt } from "./attempt-store.ts";
import { failureRecord, notActive, recordOf } from "./run-record.ts";
import { settleChanges } from "./settle-changes.ts";
import { isLive, type Claim, type KeptLink, type OrderKey, type RunRecord, type Stores } from "./stores.ts";

/**
 * Looks at one order and does what it needs: load, plan, apply, record. Whatever woke it, the outcome is the same; without an outstanding
 * look, or while another run holds the order, it does nothing. Throws only for a bug, and then the order is tried again later.
 */
export async function reconcileOrder(outside: Outside, stores: Stores, key: OrderKey): Promise<void> {
  const claim = await stores.orders.claim(key, outside.newHolder(), leaseMs);
  if (claim === null) return;
  const lease = keepLease(stores, claim, outside);
  try {
    const record = await look(outside, stores, { claim: await heardAnew(stores, claim), lease });
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

  const situation = loaded.value;
  // CON-6: what Katana's own integration made is taken over before anything is planned.
  const adopted = await adoptNative(outside, stores, { claim, situation });
  if (adopted !== null) return look(outside, stores, { claim: { ...claim, link: adopted }, lease });
  const wait = settled.value.wait ?? (await settleChanges(outside, stores, { attempts, situation }));
  const plan = withSettled(planOrder(situation.input), { ...settled.value, wait });
  const decidedAt = now(outside);
  const applied = await apply(outside, stores, { hold: { claim, lease }, situation, plan, attempts });
  const reached = await carryFulfillments({ outside, stores, claim, lease, attempts }, situation, { plan, applied });
  if (reached.applied.stop?.kind === "look-again")
    return lookAgain(outside, stores, { hold: { claim, lease }, applied: reached.applied });
  const { link } = reached.applied.progress;
  const returns = holdsUpTheRest(reached.applied)
    ? noReturnsCarried
    : await carryReturns(outside, stores, { claim, lease, situation, attempts, link });
  return recordOf(outside, { claim, situation, ...reached, decidedAt, returns });
}

/** A write that Katana refused, or a sales order that is gone now, makes another plan. Each round has one refusal less to meet. */
async function lookAgain(
  outside: Outside,
  stores: Stores,
  { hold, applied }: { hold: Hold; applied: Applied },
): Promise<RunRecord> {
  const { link, timeline } = applied.progress;
  const record = await look(outside, stores, { ...hold, claim: { ...hold.claim, link } });
  return { ...record, timeline: [...timeline, ...record.timeline] };
}

/** REC-5, CHG-12: what Katana refused is sent again when a person asks for it. */
async function heardAnew(stores: Stores, claim: Claim): Promise<Claim> {
  const { fresh, link } = claim;
  if (!fresh || link === null || (link.agreed.refusals ?? []).length === 0) return claim;
  const agreed = forgetRefusals(link.agreed);
  await stores.orders.saveAgreed(claim, agreed, null);
  return { ...claim, link: { ...link, agreed } };
}

/** REC-6: an order that waits for Katana's return costs Shopify nothing until somebody may try. */
async function stillAway(outside: Outside, stores: Stores, claim: Claim): Promise<CallFailure | null> {
  const { failure, fresh, shop } = claim;
  if (fresh || failure?.kind !== "unavailable" || failure.side !== "katana") return null;
  const outage = (await stores.connections.find(shop))?.outage ?? null;
  return outage !== null && outage.probeAt > now(outside) ? failure : null;
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
  return ok(await keepGone({ outside, stores, claim }, link));
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
  agree: wait === null ? plan.agree : null,
  waits: wait === null ? plan.waits : [...plan.waits, wait],
  blocks: [...plan.blocks, ...blocks],
});

async function apply(
  outside: Outside,
  stores: Stores,
  work: { hold: Hold; situation: Situation; plan: Plan; attempts: readonly WriteAttempt[] },
): Promise<Applied> {
  const { hold, situation, plan, attempts } = work;
  const { katana, order } = situation;
  const link = await agreed(stores, hold.claim, { plan, link: situation.link });
  const start = startOf(situation.input, link);
  if (plan.steps.length === 0) return { progress: start, stop: null };
  if (katana === null || order === null)
    return { progress: start, stop: { kind: "wait", wait: { kind: "katana-not-read" } } };
  return applyPlan(
    { outside, stores, ...hold, katana, order, attempts: await fresh(stores, hold, attempts) },
    plan,
    start,
  );
}

/** What turned out to be agreed on is kept before anything is done. */
async function agreed(
  stores: Stores,
  claim: Claim,
  { plan, link }: { plan: Plan; link: KeptLink | null },
): Promise<KeptLink | null> {
  if (plan.agree === null || link === null) return link;
  await stores.orders.saveAgreed(claim, plan.agree, null);
  return { ...link, agreed: plan.agree };
}

/** Settling may just have told what became of an attempt. */
const fresh = async (
  stores: Stores,
  { claim }: Hold,
  attempts: readonly WriteAttempt[],
): Promise<readonly WriteAttempt[]> => (attempts.length === 0 ? [] : stores.attempts.of(claim));

const now = ({ clock }: Outside): string => new Date(clock.now()).toISOString();
