import type { ChangeStep } from "../domain/change-step.ts";
import type { CallFailure } from "../domain/failure.ts";
import type { ItemKey, KatanaCustomerId, KatanaTaxRateId, KatanaVariantId } from "../domain/ids.ts";
import type { Decimal } from "../domain/decimal.ts";
import type { KatanaNow } from "../domain/katana-now.ts";
import type { Order } from "../domain/order.ts";
import type { PlanInput } from "../domain/plan-order.ts";
import type { Block, Plan, Step, Wait } from "../domain/plan.ts";
import type { Reason } from "../domain/reason.ts";
import type { TimelineNote } from "../domain/timeline.ts";
import { changeRowOrFee } from "./apply-change.ts";
import { followManufacturingOrder, releaseManufacturingOrder } from "./apply-manufacturing.ts";
import { createItem } from "./create-items.ts";
import { createCustomer, createTaxRate } from "./create-references.ts";
import { createSalesOrder, createShippingFee } from "./create-sales-order.ts";
import { deleteSalesOrder } from "./delete-sales-order.ts";
import type { KatanaAccess, Outside } from "./ports.ts";
import type { RunLease } from "./run-lease.ts";
import type { WriteAttempt } from "./attempt-store.ts";
import type { Claim, KeptLink, Stores } from "./stores.ts";

/** What a run knows while it carries out its steps; each step adds what it made. */
export interface Progress {
  readonly customerId: KatanaCustomerId | null;
  readonly taxRateIds: ReadonlyMap<Decimal, KatanaTaxRateId>;
  /** Of what was new to Katana and has been made. */
  readonly variantIds: ReadonlyMap<ItemKey, KatanaVariantId>;
  readonly link: KeptLink | null;
  /** The sales order as the plan was made from it; null: not linked. */
  readonly actual: KatanaNow | null;
  readonly timeline: readonly TimelineNote[];
}

/** What the steps of one run share. */
export interface Run {
  readonly outside: Outside;
  readonly stores: Stores;
  readonly claim: Claim;
  readonly lease: RunLease;
  readonly katana: KatanaAccess;
  readonly order: Order;
  readonly attempts: readonly WriteAttempt[];
}

/** How a step ended: made, to be waited for, refused by Katana for the order as it is or for this step, or failed. */
export type StepOutcome =
  | { readonly kind: "done"; readonly progress: Progress }
  | { readonly kind: "wait"; readonly wait: Wait }
  | { readonly kind: "reason"; readonly reason: Reason }
  | { readonly kind: "block"; readonly block: Block }
  | { readonly kind: "failed"; readonly failure: CallFailure }
  /** What was found out makes another plan: the rest of this one is left. */
  | { readonly kind: "look-again"; readonly progress: Progress };

export interface Applied {
  readonly progress: Progress;
  /** Why it stopped before the last step; null when all steps were carried out. */
  readonly stop: Exclude<StepOutcome, { kind: "done" }> | null;
}

/** What Katana refuses of an order that has come over holds up nothing but itself: what has gone and what comes back go on. */
export const holdsUpTheRest = ({ progress, stop }: Applied): boolean =>
  stop !== null && (stop.kind !== "block" || progress.link === null);

/** Carries out the plan's steps in order and stops at the first that cannot be. What was done before stays recorded. */
export async function applyPlan(run: Run, plan: Plan, start: Progress): Promise<Applied> {
  let progress = start;
  for (const step of plan.steps) {
    const outcome = await carryOut(run, step, progress);
    if (outcome.kind === "look-again") return { progress: outcome.progress, stop: outcome };
    if (outcome.kind !== "done") return { progress, stop: outcome };
    progress = outcome.progress;
  }
  return { progress, stop: null };
}

/** What is known before the first step. */
export const startOf = (
  { references, actual }: Pick<PlanInput, "references" | "actual">,
  link: KeptLink | null,
): Progress => ({
  customerId: references?.customerId ?? null,
  taxRateIds: new Map(references?.taxRates.map(({ percent, id }) => [percent, id] as const)),
  variantIds: new Map(),
  link,
  actual,
  timeline: [],
});

function carryOut(run: Run, step: Step, progress: Progress): Promise<StepOutcome> {
  switch (step.kind) {
    case "create-tax-rate":
      return createTaxRate(run, step.percent, progress);
    case "create-customer":
      return createCustomer(run, step.salesOrder, progress);
    case "create-product":
    case "create-service":
      return createItem(run, step.item, progress);
    case "create-sales-order":
      return createSalesOrder(run, step.salesOrder, progress);
    case "create-shipping-fee":
      return createShippingFee(run, step.fee, progress);
    case "create-row":
    case "update-row":
    case "delete-row":
    case "release-manufacturing-order":
    case "follow-manufacturing-order":
    case "update-shipping-fee":
    case "delete-shipping-fee":
    case "delete-sales-order":
      return carryOutChange(run, step, progress);
  }
}

function carryOutChange(run: Run, step: ChangeStep, { link, actual, ...known }: Progress): Promise<StepOutcome> {
  if (link === null || actual === null) throw new Error("A change was planned of a sales order that is not linked");
  const progress = { ...known, link, actual };
  switch (step.kind) {
    case "release-manufacturing-order":
      return releaseManufacturingOrder(run, step, progress);
    case "follow-manufacturing-order":
      return followManufacturingOrder(run, step, progress);
    case "delete-sales-order":
      return deleteSalesOrder(run, step, progress);
    case "create-row":
    case "update-row":
    case "delete-row":
    case "update-shipping-fee":
    case "delete-shipping-fee":
      return changeRowOrFee(run, step, progress);
  }
}
