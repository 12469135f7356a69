import type { CallFailure } from "../domain/failure.ts";
import type { Plan } from "../domain/plan.ts";
import type { TimelineCause, TimelineNote } from "../domain/timeline.ts";
import type { Claim } from "./stores.ts";

/** By what they say, not as text: a database may turn the keys of JSON around. */
const same = (before: unknown, after: unknown): boolean => inOneOrder(before) === inOneOrder(after);

const inOneOrder = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );

const causeOf = ({ importAnyway }: Claim): TimelineCause => (importAnyway === null ? "order" : "person");

/** What a look decided otherwise than the look before it (REC-3). An order that is looked at ten times with the same outcome has one entry. */
export function decisionNotes(claim: Claim, plan: Plan): readonly TimelineNote[] {
  const cause = causeOf(claim);
  const notes: readonly TimelineNote[] = [
    { kind: "judged", cause, details: { before: claim.reasons, after: plan.reasons } },
    { kind: "waited", cause, details: { before: claim.waits, after: plan.waits } },
    { kind: "blocked", cause, details: { before: claim.blocks, after: plan.blocks } },
  ];
  return notes.filter(({ details }) => "before" in details && !same(details.before, details.after));
}

/** A failure that goes on through many tries is told once. */
export const failureNotes = (claim: Claim, failure: CallFailure): readonly TimelineNote[] =>
  same(claim.failure, failure) ? [] : [{ kind: "failed", cause: causeOf(claim), details: { failure } }];
