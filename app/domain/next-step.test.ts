import { expect, it } from "vitest";
import type { CallFailure } from "./failure.ts";
import { nextStep } from "./next-step.ts";
import { orderStatusBadges, orderStatuses, statusOfFailure, statusOfPlan } from "./order-status.ts";
import type { Plan } from "./plan.ts";
import { aPlanInput } from "./testing/build-plan-input.ts";
import { planOrder } from "./plan-order.ts";

const side = "katana";
const words = "said so";
const unavailable: CallFailure = { kind: "unavailable", side, words };
const rateLimited: CallFailure = { kind: "rate-limited", side, retryAfterMs: 12_345 };
const internal: CallFailure = { kind: "internal", words };
const unknown: CallFailure = { kind: "unknown-outcome", side, words };
const forPerson: readonly CallFailure[] = [
  { kind: "unauthorized", side, words },
  { kind: "rejected", side, status: 422, words },
  { kind: "unreadable", side, path: "id", words },
];

it.each([
  [0, 1_000],
  [1, 1_000],
  [2, 2_000],
  [5, 16_000],
  [7, 64_000],
  [8, 120_000],
  [5_000, 120_000],
])("[REC-6] tries again after failure %i in %i ms", (attempt, delayMs) => {
  expect(nextStep(unavailable, attempt)).toEqual({ kind: "retry", delayMs });
  expect(nextStep(internal, attempt)).toEqual({ kind: "retry", delayMs });
  expect(nextStep(unknown, attempt)).toEqual({ kind: "retry", delayMs });
});

it("[REC-6] waits as long as a rate limit asks, whatever the attempt", () => {
  expect(nextStep(rateLimited, 9)).toEqual({ kind: "retry", delayMs: 12_345 });
  expect(nextStep({ ...rateLimited, retryAfterMs: -5 }, 1)).toEqual({ kind: "retry", delayMs: 0 });
});

it.each(forPerson)("[REC-6] asks for a person at once when $kind", (failure) => {
  expect(nextStep(failure, 1)).toEqual({ kind: "needs-person" });
  expect(statusOfFailure(failure)).toBe("needs-you");
});

it("[REC-2] tells a failure that mends itself from waiting for budget or certainty", () => {
  expect(statusOfFailure(unavailable)).toBe("retrying");
  expect(statusOfFailure(internal)).toBe("retrying");
  expect(statusOfFailure(rateLimited)).toBe("waiting");
  expect(statusOfFailure(unknown)).toBe("waiting");
});

it("[REC-2] tells where an order stands by its plan, what needs a person first", () => {
  const imported = planOrder(aPlanInput());
  const plan = (overrides: Partial<Plan>): Plan => ({ ...imported, ...overrides });
  const blocks = [{ kind: "not-shown-by-shopify" }] as const;
  const reasons = [{ kind: "cancelled" }] as const;
  const waits = [{ kind: "paused" }] as const;
  expect(statusOfPlan(imported)).toBe("in-step");
  expect(statusOfPlan(plan({ waits }))).toBe("waiting");
  expect(statusOfPlan(plan({ waits, reasons }))).toBe("not-imported");
  expect(statusOfPlan(plan({ waits, reasons, blocks }))).toBe("needs-you");
});

it("[PAG-5] names every status", () => {
  expect(orderStatuses.map((status) => orderStatusBadges[status].label)).toEqual([
    "In step",
    "Waiting",
    "Not imported",
    "Needs you",
    "Failed, retrying",
  ]);
});
