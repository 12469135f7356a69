import type { CallFailure } from "../domain/failure.ts";
import type { Step } from "../domain/plan.ts";
import type { Run, StepOutcome } from "./apply-plan.ts";
import { attempt, stillPossibleUntil } from "./attempt.ts";
import type { Answer } from "./ports.ts";
import type { WriteAttempt } from "./attempt-store.ts";

/** Milliseconds. The lease is renewed while it is held; after a kill it is free again this soon. */
const patience = { holdMs: 15_000, waitMs: 15_000 };

/** Something of the whole account's that several orders may need at once, also of other shops. */
export interface SharedThing<Value> {
  readonly step: Step["kind"];
  /**
   * What it goes by within the account; two things with a name in common are the same. The first one's claim is taken first, and of
   * every kind of thing only the last name may be shared by things whose first names differ.
   */
  readonly names: readonly string[];
  /** Whether Katana was asked for it after the order was woken; what earlier orders made since is known without asking again. */
  readonly looked: boolean;
  /** Answers from the account's shared memory what another order just made, else asks Katana. */
  readonly find: () => Answer<Value | null>;
  readonly send: () => Answer<Value>;
  readonly idOf: (value: Value) => number;
}

export type Once<Value> =
  { readonly kind: "made"; readonly value: Value } | Extract<StepOutcome, { readonly kind: "wait" | "failed" }>;

/**
 * Of several orders that need the same new thing one makes it and the others find it (STO-4), and one that may have been made already is
 * looked for before it is made again (IMP-9): by claim, look-up and record.
 */
export async function createOnce<Value>(run: Run, thing: SharedThing<Value>): Promise<Once<Value>> {
  const subjects = thing.names.map((name) => run.outside.digest(`katana:${run.katana.accountId}:${name}`));
  return claimed(run, subjects, () => findOrMake(run, thing, subjects));
}

async function claimed<Value>(
  run: Run,
  [subject, ...others]: readonly string[],
  make: () => Promise<Once<Value>>,
): Promise<Once<Value>> {
  if (subject === undefined) return make();
  const leased = await run.outside.leases.withLease(subject, patience, () => claimed(run, others, make));
  if (leased.taken) return leased.value;
  const words = "another order is creating the same entry right now";
  return failedWith({ kind: "unavailable", side: "katana", words });
}

async function findOrMake<Value>(
  run: Run,
  thing: SharedThing<Value>,
  subjects: readonly string[],
): Promise<Once<Value>> {
  const { stores, katana } = run;
  const earlier = await stores.attempts.about(katana.accountId, subjects);
  // What certainly had no effect proves nothing and costs nothing.
  const effective = earlier.filter(({ outcome }) => outcome !== "refused" && outcome !== "not-sent");
  if (!thing.looked || effective.length > 0) {
    const until = stillPossibleUntil(run.outside, effective);
    const found = await thing.find();
    if (!found.ok) return failedWith(found.problem);
    if (found.value !== null) {
      await settle(run, effective, thing.idOf(found.value));
      return { kind: "made", value: found.value };
    }
    if (until !== null) return { kind: "wait", wait: { kind: "unknown-create", until } };
    await settle(run, effective, null);
  }
  const { result } = await attempt(run, { ...thing, intent: null, subjects });
  return result.ok ? { kind: "made", value: result.value } : failedWith(result.problem);
}

/** The look-up told what became of the creates of unknown outcome. */
async function settle({ outside, stores }: Run, attempts: readonly WriteAttempt[], id: number | null): Promise<void> {
  const at = new Date(outside.clock.now()).toISOString();
  for (const unknown of attempts.filter(({ outcome }) => outcome === null))
    await stores.attempts.settle(unknown.id, id === null ? "not-made" : "made", id, at);
}

const failedWith = (failure: CallFailure) => ({ kind: "failed", failure }) as const;
