import { isChangeStep } from "../domain/change-step.ts";
import type { Wait } from "../domain/plan.ts";
import type { WriteAttempt } from "./attempt-store.ts";
import { stillPossibleUntil } from "./attempt.ts";
import type { Situation } from "./load-situation.ts";
import type { Outside } from "./ports.ts";
import type { Stores } from "./stores.ts";

/**
 * While a change of unknown outcome may still take effect, nothing else is sent; afterwards what is planned comes from the sales order as it
 * was just read, and what became of that change is asked no more. Answers what is to be waited for.
 */
export async function settleChanges(
  outside: Outside,
  stores: Stores,
  { attempts, situation }: { attempts: readonly WriteAttempt[]; situation: Situation },
): Promise<Wait | null> {
  const unknown = attempts.filter(({ step, outcome }) => isChangeStep(step) && outcome === null);
  const until = stillPossibleUntil(outside, unknown);
  if (until !== null) return { kind: "unknown-change", until };
  if (situation.input.actual === null) return null;
  const at = new Date(outside.clock.now()).toISOString();
  for (const { id } of unknown) await stores.attempts.settle(id, "looked-up", null, at);
  return null;
}
