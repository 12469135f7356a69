import type { CallFailure } from "../domain/failure.ts";
import { lookAgainAt } from "../domain/look-again.ts";
import { nextStep } from "../domain/next-step.ts";
import { statusOfFailure, statusOfPlan } from "../domain/order-status.ts";
import { looksToKeep } from "../domain/plan-linked.ts";
import type { Plan } from "../domain/plan.ts";
import { seenUntil } from "../domain/seen-until.ts";
import { totalsNotices } from "../domain/totals-notice.ts";
import type { Applied } from "./apply-plan.ts";
import type { CarriedReturns } from "./carry-returns.ts";
import { decisionNotes, failureNotes } from "./decision-notes.ts";
import type { Situation } from "./load-situation.ts";
import type { Outside } from "./ports.ts";
import { isLive, type Claim, type KeptLink, type RunRecord } from "./stores.ts";

/** What a run found out and did, as it is kept. */
export function recordOf(
  outside: Outside,
  {
    claim,
    situation,
    plan,
    applied,
    decidedAt,
    returns,
  }: { claim: Claim; situation: Situation; plan: Plan; applied: Applied; decidedAt: string; returns: CarriedReturns },
): RunRecord {
  const { stop, progress } = applied;
  const { order, input } = situation;
  const base = orderColumns(situation);
  const failed = failureOf(applied, returns);
  if (failed !== null) {
    const failure = failureRecord(outside, claim, failed);
    return {
      ...failure,
      ...base,
      timeline: [...progress.timeline, ...decisionNotes(claim, plan, decidedAt), ...failure.timeline],
    };
  }
  const reached: Plan = {
    ...plan,
    reasons: stop?.kind === "reason" ? [...plan.reasons, stop.reason] : plan.reasons,
    waits: [...plan.waits, ...(stop?.kind === "wait" ? [stop.wait] : []), ...returns.waits],
    blocks: [...plan.blocks, ...(stop?.kind === "block" ? [stop.block] : []), ...returns.blocks],
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
    nextTryAt: until[0] ?? lookAgainAt(reached, outside.clock.now()),
    looked: true,
    // IMP-5: fit for import at this look, whether or not it had to wait.
    accepted: order !== null && input.link === null && plan.reasons.length === 0,
    // Stopped before the last step, the order is compared again with what it was compared with now.
    returns: returns.kept,
    looks:
      order !== null && input.link !== null && stop === null
        ? looksToKeep(order, input.link, { plan, settings: input.settings })
        : null,
  };
}

const failureOf = ({ stop }: Applied, { failure }: CarriedReturns): CallFailure | null =>
  stop?.kind === "failed" ? stop.failure : failure;

/** MAP-19 */
const noticesOf = (link: KeptLink | null) => (isLive(link) ? totalsNotices(link?.totals ?? null) : []);

const orderColumns = ({ order, readAt }: Situation): Pick<RunRecord, "order" | "seenUntil"> => ({
  seenUntil: order && seenUntil(order, readAt),
  order: order && { name: order.name, createdAt: order.createdAt, total: order.totals.total, currency: order.currency },
});

/** The shop has not opened the app yet, or removed it: nothing is read, nothing is done, and the order says so. */
export const notActive = (claim: Claim): RunRecord => ({
  status: claim.link === null ? "not-imported" : claim.status,
  reasons: claim.link === null ? [{ kind: "not-active" }] : [],
  ...nothingElse,
  looked: true,
});

/** The run could not be carried through; what was kept before stays as it was. */
export function failureRecord(outside: Outside, claim: Claim, failure: CallFailure): RunRecord {
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
  returns: null,
  seenUntil: null,
  timeline: [],
} satisfies Partial<RunRecord>;
