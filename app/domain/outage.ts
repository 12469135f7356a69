import type { CallFailure } from "./failure.ts";

/** So many calls in a row without an answer are an outage: one order's own trouble is not taken for it. */
export const failuresOfAnOutage = 3;

const firstProbeMs = 1_000;
const longestProbeMs = 30_000;

/** Whether the other side was not there for the call, as opposed to having answered it. */
export const isNoAnswer = ({ kind }: CallFailure): boolean => kind === "unavailable" || kind === "unknown-outcome";

/**
 * Milliseconds until one order may try for all the others, after so many failures in a row (REC-6); null while it is no outage. Doubles with
 * every failure, and stays short: the end of an outage is seen within half a minute, however long it was.
 */
export const probeDelayMs = (failuresInRow: number): number | null => {
  if (failuresInRow < failuresOfAnOutage) return null;
  return Math.min(firstProbeMs * 2 ** Math.min(failuresInRow - failuresOfAnOutage, 20), longestProbeMs);
};
