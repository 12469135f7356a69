import type { CallFailure } from "../domain/failure.ts";
import type { Plan } from "../domain/plan.ts";
import { isSameValue } from "../domain/same-value.ts";
import type { TimelineCause, TimelineNote } from "../domain/timeline.ts";
import type { Claim, DatedNote } from "./stores.ts";

const causeOf = ({ importAnyway }: Claim): TimelineCause => (importAnyway === null ? "order" : "person");

/**
 * What a look decided otherwise than the look before it (REC-3). An order that is looked at ten times with the same outcome has one entry.
 * What was settled before anything was done is told as of `decidedAt` (ISO-8601), so that what followed from it comes after it.
 */
export function decisionNotes(claim: Claim, plan: Plan, decidedAt: string): readonly DatedNote[] {
  const cause = causeOf(claim);
  const notes: readonly Extract<TimelineNote, { kind: "judged" | "waited" | "blocked" }>[] = [
    { kind: "judged", cause, details: { before: claim.reasons, after: plan.reasons } },
    { kind: "waited", cause, details: { before: claim.waits, after: plan.waits } },
    { kind: "blocked", cause, details: { before: claim.blocks, after: plan.blocks } },
  ];
  return notes
    .filter(({ details }) => !isSameValue(details.before, details.after))
    .map((note) => (note.details.after.length === 0 || note.kind === "judged" ? { ...note, at: decidedAt } : note));
}

/** A failure that goes on through many tries is told once. */
export const failureNotes = (claim: Claim, failure: CallFailure): readonly TimelineNote[] =>
  isSameValue(claim.failure, failure) ? [] : [{ kind: "failed", cause: causeOf(claim), details: { failure } }];
