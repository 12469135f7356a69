import type { ToldBudget } from "./request-budget.ts";

/** Waited after a 429 that does not say how long. */
const unsaidRetryMs = 10_000;

/** What an answer's headers say about the token's window; null when they say nothing. `answeredAt` is in milliseconds. */
export function readBudgetHeaders(status: number, headers: Headers, answeredAt: number): ToldBudget | null {
  const limit = wholeNumber(headers.get("x-ratelimit-limit"));
  if (status === 429)
    return { limit, remaining: 0, resetAt: answeredAt + readRetryAfterMs(headers, answeredAt), answeredAt };
  const remaining = wholeNumber(headers.get("x-ratelimit-remaining"));
  const resetAt = readReset(headers, answeredAt);
  return remaining === null || resetAt === null ? null : { limit, remaining, resetAt, answeredAt };
}

/** Milliseconds to wait after a 429: Retry-After (seconds or a date), else the window's reset. Never less than 1. */
export function readRetryAfterMs(headers: Headers, answeredAt: number): number {
  const text = headers.get("retry-after")?.trim() ?? "";
  const seconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) : null;
  const date = text === "" ? Number.NaN : Date.parse(text);
  const waits = [
    seconds === null ? date - answeredAt : seconds * 1000,
    (readReset(headers, answeredAt) ?? 0) - answeredAt,
  ];
  return waits.find((wait) => wait > 0) ?? unsaidRetryMs;
}

/**
 * Katana has been seen to tell the reset in epoch milliseconds and documents epoch seconds; a small number can only be seconds from
 * now. A whole second is taken to its end.
 */
function readReset(headers: Headers, answeredAt: number): number | null {
  const value = wholeNumber(headers.get("x-ratelimit-reset"));
  if (value === null) return null;
  if (value > 1e11) return value;
  return value > 1e9 ? (value + 1) * 1000 : answeredAt + value * 1000;
}

/** The limit as one plain number: `60`, or the first of `60, 60;w=60`. */
function wholeNumber(text: string | null): number | null {
  const digits = /^\s*(\d{1,15})(?:\.\d+)?\b/.exec(text ?? "")?.[1];
  return digits === undefined ? null : Number(digits);
}
