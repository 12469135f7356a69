import type { Reason } from "./reason.ts";

const hourMs = 60 * 60 * 1_000;

/**
 * How long after a look (milliseconds) a reason may have passed without the order being updated: a hold's release is said to leave its update
 * time as it was at times; then the search for changes cannot make up for a webhook that was lost (REC-1). What is not named here always
 * updates the order, or is looked at again by whoever changes it in Tandem.
 */
const mayPassUnseenAfterMs: Readonly<Partial<Record<Reason["kind"], number>>> = { "on-hold": hourMs };

/**
 * When (ISO-8601) an order that these reasons keep out is looked at again although nothing was heard of it; null when never. As long as
 * another reason keeps it out as well, it need not be.
 */
export const lookAgainAt = (reasons: readonly Reason[], now: number): string | null => {
  const delays = reasons.map(({ kind }) => mayPassUnseenAfterMs[kind] ?? Infinity);
  const delayMs = Math.max(-Infinity, ...delays);
  return Number.isFinite(delayMs) ? new Date(now + delayMs).toISOString() : null;
};
