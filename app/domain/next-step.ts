import type { CallFailure, NextStep } from "./failure.ts";

const firstDelayMs = 1_000;
const longestDelayMs = 2 * 60 * 1_000;

/** Doubles with every attempt; the exponent is bounded so that it stays a number however long the other side is away. */
const growingDelayMs = (attempt: number): number =>
  Math.min(firstDelayMs * 2 ** Math.min(Math.max(attempt, 1) - 1, 20), longestDelayMs);

/**
 * What comes next after a failed call (REC-6). `attempt` counts the failures in a row, this one included. A write whose outcome is unknown
 * is looked at again after the delay; whether it may be repeated is decided there (IMP-9).
 */
export const nextStep = (failure: CallFailure, attempt: number): NextStep => {
  switch (failure.kind) {
    case "rate-limited":
      return { kind: "retry", delayMs: Math.max(failure.retryAfterMs, 0) };
    case "unavailable":
    case "unknown-outcome":
    case "internal":
      return { kind: "retry", delayMs: growingDelayMs(attempt) };
    case "unauthorized":
    case "rejected":
    case "unreadable":
      return { kind: "needs-person" };
  }
};
