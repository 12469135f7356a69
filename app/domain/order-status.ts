import type { CallFailure } from "./failure.ts";
import { nextStep } from "./next-step.ts";
import type { Plan } from "./plan.ts";

/** Where an order stands (REC-2); the keys are also what Activity filters by. */
export type OrderStatus = "in-step" | "waiting" | "not-imported" | "needs-you" | "retrying";

export const orderStatuses: readonly OrderStatus[] = ["in-step", "waiting", "not-imported", "needs-you", "retrying"];

/** The names and Polaris badge tones of the statuses; no tone is the neutral one. */
export const orderStatusBadges: Readonly<
  Record<OrderStatus, { readonly label: string; readonly tone: "success" | "info" | "warning" | "attention" | null }>
> = {
  "in-step": { label: "In step", tone: "success" },
  waiting: { label: "Waiting", tone: "info" },
  "not-imported": { label: "Not imported", tone: null },
  "needs-you": { label: "Needs you", tone: "warning" },
  retrying: { label: "Failed, retrying", tone: "attention" },
};

/** Where an order stands once its plan's steps, if any, were carried out. */
export const statusOfPlan = (plan: Plan): OrderStatus => {
  if (plan.blocks.length > 0) return "needs-you";
  if (plan.reasons.length > 0) return "not-imported";
  return plan.waits.length > 0 ? "waiting" : "in-step";
};

/** Where an order stands after a call for it failed. Waiting for budget, or for certainty about a write, is no failure. */
export const statusOfFailure = (failure: CallFailure): OrderStatus => {
  if (failure.kind === "rate-limited" || failure.kind === "unknown-outcome") return "waiting";
  return nextStep(failure, 1).kind === "retry" ? "retrying" : "needs-you";
};
