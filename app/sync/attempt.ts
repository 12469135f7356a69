import { isChangeStep } from "../domain/change-step.ts";
import { isFulfillmentStep } from "../domain/fulfillment-step.ts";
import type { DeletionCause } from "../domain/change-step.ts";
import type { CallFailure } from "../domain/failure.ts";
import { isReturnStep } from "../domain/return-step.ts";
import type { Result } from "../domain/result.ts";
import type { Run } from "./apply-plan.ts";
import type { Answer, Outside } from "./ports.ts";
import type { AttemptOutcome, AttemptStep, CreateIntent, WriteAttempt } from "./attempt-store.ts";

/** Milliseconds: no call to either API is waited for longer. */
export const callDeadlineMs = 20_000;

export interface Attempt<Value> {
  readonly step: AttemptStep;
  readonly intent: CreateIntent | null;
  /** What the create is known by among the orders of its account; none for what belongs to its order alone. */
  readonly subjects: readonly string[];
  readonly send: () => Answer<Value>;
  readonly idOf: (value: Value) => number | null;
  /** Of a delete of the whole sales order. */
  readonly because?: DeletionCause | null;
}

export interface Attempted<Value> {
  readonly id: string;
  readonly result: Result<Value, CallFailure>;
  /** Null: nobody knows. */
  readonly outcome: AttemptOutcome | null;
}

/** Sends one create, recorded before it is sent and settled as soon as its outcome is known (IMP-9). Needs the run's lease. */
export async function attempt<Value>(
  run: Run,
  { step, intent, subjects, send, idOf, because = null }: Attempt<Value>,
): Promise<Attempted<Value>> {
  const { outside, stores, claim, katana } = run;
  const sentAt = outside.clock.now();
  const id = await stores.attempts.begin(claim, {
    accountId: katana.accountId,
    step,
    sentAt: new Date(sentAt).toISOString(),
    deadline: new Date(sentAt + callDeadlineMs).toISOString(),
    intent,
    subjects,
    because,
  });
  // Between the record and the call: whoever lost the lease must not send.
  await run.lease.ensureHeld();
  const result = await send();
  const outcome = outcomeOf(result);
  if (outcome !== null && !(outcome === "made" && isSettledWithLink(step)))
    await stores.attempts.settle(
      id,
      outcome,
      result.ok ? idOf(result.value) : null,
      new Date(outside.clock.now()).toISOString(),
    );
  return { id, result, outcome };
}

/** The success of what changes the link is settled together with it, in one transaction. */
const isSettledWithLink = (step: AttemptStep): boolean =>
  step === "create-sales-order" || isChangeStep(step) || isReturnStep(step) || isFulfillmentStep(step);

function outcomeOf(result: Result<unknown, CallFailure>): AttemptOutcome | null {
  if (result.ok) return "made";
  switch (result.problem.kind) {
    case "rejected":
      return "refused";
    case "rate-limited":
    case "unavailable":
    case "unauthorized":
      return "not-sent";
    case "unreadable":
    case "unknown-outcome":
    case "internal":
      return null;
  }
}

/**
 * The instant (ISO-8601) until which one of these creates may still take effect; null when none can. A look-up that shows nothing before
 * then proves nothing.
 */
export function stillPossibleUntil({ clock, safeMs }: Outside, attempts: readonly WriteAttempt[]): string | null {
  const until = attempts.filter(({ outcome }) => outcome === null).map(({ deadline }) => Date.parse(deadline) + safeMs);
  const last = Math.max(...until);
  return until.length > 0 && last > clock.now() ? new Date(last).toISOString() : null;
}
