import type { Clock } from "../ports.ts";

/** Time stands still until somebody moves it. */
export interface FixedClock extends Clock {
  advance(ms: number): void;
  /** ISO-8601; `inMs` milliseconds from now. */
  instant(inMs?: number): string;
}

export function createFixedClock(start = "2026-11-10T10:00:00.000Z"): FixedClock {
  let now = Date.parse(start);
  return {
    now: () => now,
    advance: (ms) => {
      now += ms;
    },
    instant: (inMs = 0) => new Date(now + inMs).toISOString(),
  };
}
