import { isFulfillmentStep } from "../domain/fulfillment-step.ts";
import type { KeptFulfillments } from "../domain/fulfillment-pair.ts";
import { countAside, needsFulfillments } from "../domain/needs-fulfillments.ts";
import { planFulfillments } from "../domain/plan-fulfillments.ts";
import type { FulfillmentPlan } from "../domain/plan-fulfillments.ts";
import type { Plan } from "../domain/plan.ts";
import { applyFulfillments } from "./apply-fulfillment.ts";
import { holdsUpTheRest, type Applied, type Run } from "./apply-plan.ts";
import { keepGone } from "./keep-gone.ts";
import { loadFulfillments, travelling, type Travelling } from "./load-fulfillments.ts";
import type { Situation } from "./load-situation.ts";
import type { KeptLink } from "./stores.ts";

/** What a run planned, and how far it came. */
export interface Reached {
  readonly plan: Plan;
  readonly applied: Applied;
}

/**
 * Once the order itself is in step: what has gone on one side is said on the other (SET-8). Katana is read only when Shopify shows goods that
 * it does not know of, or Katana itself moved on.
 */
export async function carryFulfillments(
  run: Omit<Run, "katana" | "order">,
  situation: Situation,
  reached: Reached,
): Promise<Reached> {
  const { plan, applied } = reached;
  if (holdsUpTheRest(applied) || plan.waits.length > 0) return reached;
  const about = travelling(situation, applied.progress.link);
  if (about === null) return reached;
  const { order, link, times } = about;
  const known = { order, kept: link.fulfillments, times };
  if (!run.claim.fresh && link.fulfillmentsMovedAt === null && !needsFulfillments(known))
    return withAside(reached, countAside(known));
  const salesOrder = plan.steps.length === 0 ? (situation.input.actual?.salesOrder ?? null) : null;
  const loaded = await loadFulfillments(about, situation, salesOrder);
  if (!loaded.ok) return { plan, applied: { ...applied, stop: { kind: "failed", failure: loaded.problem } } };
  if (loaded.value === null) return { plan, applied: await gone(run, about, applied) };
  const heard = run.claim.fresh ? { ...loaded.value.kept, refusals: [] } : loaded.value.kept;
  const carrying = planFulfillments({ ...loaded.value, kept: heard });
  return carryOut({ ...run, katana: about.katana, order }, { link, carrying }, reached);
}

/** FUL-12 */
const withAside = ({ plan, applied }: Reached, count: number): Reached => ({
  applied,
  plan: count === 0 ? plan : { ...plan, notices: [...plan.notices, { kind: "fulfillments-left-aside", count }] },
});

/** IMP-7: the sales order was deleted in Katana, so the order is looked at as one whose sales order is gone. */
async function gone(
  run: Run | Omit<Run, "katana" | "order">,
  { link }: Travelling,
  applied: Applied,
): Promise<Applied> {
  const progress = { ...applied.progress, link: await keepGone(run, link) };
  return { progress, stop: { kind: "look-again", progress } };
}

async function carryOut(
  run: Run,
  { link, carrying }: { readonly link: KeptLink; readonly carrying: FulfillmentPlan },
  { plan, applied }: Reached,
): Promise<Reached> {
  const { stores, claim } = run;
  const isOwed = carrying.steps.length > 0;
  await keep(run, link, { ...carrying.kept, waiting: carrying.kept.waiting || isOwed });
  if (carrying.waits.length === 0) await settleUnknown(run);
  const carried = await applyFulfillments(run, carrying);
  if (carried.failure === null) {
    const waiting = carrying.kept.waiting || carried.blocks.length > 0;
    await stores.orders.saveFulfillments(claim, { ...carried.kept, waiting }, link.fulfillmentsMovedAt);
  }
  return {
    plan: {
      ...plan,
      waits: [...plan.waits, ...carrying.waits],
      blocks: [...plan.blocks, ...carrying.blocks, ...carried.blocks],
      notices: [...plan.notices, ...carrying.notices],
    },
    applied: {
      progress: applied.progress,
      stop: carried.failure === null ? applied.stop : { kind: "failed", failure: carried.failure },
    },
  };
}

/** What turned out to belong together is kept before anything is sent. */
async function keep({ stores, claim }: Run, { fulfillments }: KeptLink, kept: KeptFulfillments): Promise<void> {
  if (JSON.stringify(kept) !== JSON.stringify(fulfillments)) await stores.orders.saveFulfillments(claim, kept, null);
}

/** Both sides were read: what became of an earlier write shows, and is asked no more. */
async function settleUnknown({ outside, stores, attempts }: Run): Promise<void> {
  const at = new Date(outside.clock.now()).toISOString();
  for (const { id, step, outcome } of attempts)
    if (isFulfillmentStep(step) && outcome === null) await stores.attempts.settle(id, "looked-up", null, at);
}
