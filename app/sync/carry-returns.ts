import { mayCloseReturns } from "../domain/close-return-scope.ts";
import type { CallFailure } from "../domain/failure.ts";
import { needForReturns } from "../domain/need-for-returns.ts";
import type { Order } from "../domain/order.ts";
import { planReturns, type ReturnsPlan } from "../domain/plan-returns.ts";
import type { Block, Wait } from "../domain/plan.ts";
import { noReturns, type KeptReturns } from "../domain/sales-return.ts";
import { applyReturnStep, type ReturnsRun } from "./apply-return.ts";
import type { WriteAttempt } from "./attempt-store.ts";
import { stillPossibleUntil } from "./attempt.ts";
import type { Situation } from "./load-situation.ts";
import { isUnknownReturnWrite, loadReturns } from "./load-returns.ts";
import type { KatanaAccess, Outside } from "./ports.ts";
import type { LookedReturns } from "./return-store.ts";
import type { RunLease } from "./run-lease.ts";
import { isLive, type Claim, type KeptLink, type Stores } from "./stores.ts";

/** What became of an order's returns in a run. */
export interface CarriedReturns {
  readonly waits: readonly Wait[];
  readonly blocks: readonly Block[];
  readonly failure: CallFailure | null;
  /** What is to be kept with the run's record; null when nothing was looked at. */
  readonly kept: LookedReturns | null;
}

export const noReturnsCarried: CarriedReturns = { waits: [], blocks: [], failure: null, kept: null };

interface Work {
  readonly claim: Claim;
  readonly lease: RunLease;
  readonly situation: Situation;
  /** As the steps before left it. */
  readonly link: KeptLink | null;
  readonly attempts: readonly WriteAttempt[];
}

/** The returns of an order that came over (RET): load, plan, apply, after its changes were carried over. */
export async function carryReturns(outside: Outside, stores: Stores, work: Work): Promise<CarriedReturns> {
  const { claim, situation, link } = work;
  const { order, katana, shop, input } = situation;
  if (order === null || link === null || !isLive(link)) return noReturnsCarried;
  const need = needForReturns({
    returns: order.returns,
    kept: link.returns ?? noReturns,
    isOn: shop.settings.bringReturns,
    activation: input.activation,
    otherAccount: input.isInOtherAccount ? { salesOrderNo: link.salesOrderNo } : null,
    isAskedFor: claim.fresh || link.returnsMovedAt !== null,
    isTriedAnew: claim.fresh,
  });
  switch (need.kind) {
    case "none":
      return noReturnsCarried;
    case "note":
      return { ...noReturnsCarried, kept: { returns: need.kept, movedAt: null } };
    case "wait":
      return { ...noReturnsCarried, waits: [need.wait] };
    case "compare":
      return katana === null
        ? { ...noReturnsCarried, waits: [{ kind: "katana-not-read" }] }
        : compare(outside, stores, { ...work, kept: need.kept, order, katana, link });
  }
}

interface Comparison extends Work {
  readonly kept: KeptReturns;
  readonly order: Order;
  readonly katana: KatanaAccess;
  readonly link: KeptLink;
}

/** Each round has one refusal less to meet. */
async function compare(outside: Outside, stores: Stores, work: Comparison): Promise<CarriedReturns> {
  const { attempts, claim, lease, order, katana, link } = work;
  const unknown = attempts.filter(isUnknownReturnWrite);
  const until = stillPossibleUntil(outside, unknown);
  if (until !== null) return looked(work, { waits: [{ kind: "unknown-change", until }], blocks: [] }, work.kept);
  const now = await loadReturns(katana.client, { order, link, kept: work.kept, attempts });
  if (!now.ok) return { ...noReturnsCarried, failure: now.problem };
  const at = new Date(outside.clock.now()).toISOString();
  for (const { id } of unknown) await stores.attempts.settle(id, "looked-up", null, at);
  const plan = planReturns({
    order,
    salesOrderId: link.salesOrderId,
    kept: work.kept,
    now: now.value,
    rowOf: (lineId) => link.agreed.rows.find(({ key }) => key === lineId)?.rowId ?? null,
    locations: work.situation.input.locations,
    mayClose: mayCloseReturns(work.situation.shop.grantedScopes),
  });
  const { salesReturns } = now.value;
  const run: ReturnsRun = { outside, stores, claim, lease, katana, order, attempts, salesReturns };
  let kept: KeptReturns = { ...work.kept, agreed: plan.agreed };
  for (const step of plan.steps) {
    const outcome = await applyReturnStep(run, step, kept);
    if (outcome.kind === "failed") return { ...noReturnsCarried, failure: outcome.failure };
    if (outcome.kind === "refused") return compare(outside, stores, { ...work, attempts: [], kept: outcome.kept });
    kept = outcome.kept;
  }
  return looked(work, plan, kept);
}

/** What waits or is blocked is compared again at the next look. */
const looked = (
  { order, link }: Comparison,
  { waits, blocks }: Pick<ReturnsPlan, "waits" | "blocks">,
  kept: KeptReturns,
): CarriedReturns => ({
  waits,
  blocks,
  failure: null,
  kept: {
    returns: { ...kept, look: order.returns, owed: waits.length + blocks.length > 0 },
    movedAt: link.returnsMovedAt,
  },
});
