import { liveReserve } from "../../domain/live-reserve.ts";
import type { Urgency } from "../../sync/ports.ts";
import type { ToldBudget } from "./request-budget.ts";

/** Milliseconds, but for the two counts. Katana counts 60 requests a minute per token unless its headers say otherwise. */
export const budgetRules = {
  /** Assumed until an answer tells the limit. */
  assumedLimit: 60,
  assumedWindow: 60_000,
  /** A window is taken to end this much later than told: clocks differ a little. */
  margin: 100,
  /** Kept for live work … */
  reserve: liveReserve.requests,
  /** … until so much before the window's end, when backfill may have it. */
  reserveRelease: liveReserve.releasedMs,
  /**
   * A request taken this short before the end may be counted in the next window. So at the end of a window only its spare half is
   * given away, and the next window then begins with what that leaves; a window used up earlier costs the next one nothing.
   */
  tail: 1_000,
  /** Ends told closer together than this belong to one window, whose end was assumed at first. */
  sameWindow: 30_000,
  /** An end told further away than this is a mistake. */
  furthestEnd: 300_000,
} as const;

/** A token's budget as it is kept. Instants are milliseconds since the epoch. */
export interface BudgetWindow {
  readonly limit: number;
  readonly remaining: number;
  readonly endsAt: number;
  /** When a request was last taken. A window that ended before is an older one. */
  readonly takenAt: number;
}

export type Take =
  | { readonly granted: true; readonly window: BudgetWindow }
  | { readonly granted: false; readonly retryAfterMs: number };

const assumedEnd = (now: number): number => now + budgetRules.assumedWindow + budgetRules.margin;

/** `window` is null before the first request of a token. */
export function takeRequest(window: BudgetWindow | null, urgency: Urgency, now: number): Take {
  if (window === null) {
    const remaining = budgetRules.assumedLimit - 1;
    return {
      granted: true,
      window: { limit: budgetRules.assumedLimit, remaining, endsAt: assumedEnd(now), takenAt: now },
    };
  }
  if (window.endsAt <= now) {
    return {
      granted: true,
      window: { ...window, remaining: fresh(window) - 1, endsAt: assumedEnd(now), takenAt: now },
    };
  }
  if (window.remaining <= keptBack(window, urgency, now)) {
    return { granted: false, retryAfterMs: retryAfterMs(window, urgency, now) };
  }
  return {
    granted: true,
    window: { ...window, remaining: window.remaining - 1, takenAt: Math.max(window.takenAt, now) },
  };
}

/** How long someone without budget waits before asking again. */
export function retryAfterMs(window: BudgetWindow, urgency: Urgency, now: number): number {
  const releasedAt = window.endsAt - budgetRules.reserveRelease;
  const waitsForReserve = urgency === "backfill" && window.remaining > 0 && now < releasedAt;
  return Math.max(1, (waitsForReserve ? releasedAt : window.endsAt) - now);
}

export function correctWindow(window: BudgetWindow, told: ToldBudget): BudgetWindow {
  if (told.resetAt <= window.takenAt) return window;
  const limit = told.limit ?? window.limit;
  const endsAt = toldEnd(told);
  if (endsAt > window.endsAt + budgetRules.sameWindow) {
    const takenAt = Math.max(window.takenAt, window.endsAt - budgetRules.margin);
    return { limit, remaining: Math.min(fresh(window), told.remaining), endsAt, takenAt };
  }
  // Requests under way are counted here and not yet there, those of other programs there and not here: the lower one holds.
  const remaining = Math.max(0, Math.min(window.remaining + limit - window.limit, told.remaining));
  return { limit, remaining, endsAt, takenAt: window.takenAt };
}

/** The end of the told window as it is kept. */
export const toldEnd = (told: ToldBudget): number =>
  Math.min(told.resetAt, told.answeredAt + budgetRules.furthestEnd) + budgetRules.margin;

/** How many requests a new window has, when the requests taken in the last moments of this one may still count in it. */
function fresh(window: BudgetWindow): number {
  if (window.takenAt < window.endsAt - budgetRules.tail) return window.limit;
  return Math.max(1, half(window.limit), Math.min(window.remaining, window.limit));
}

function keptBack(window: BudgetWindow, urgency: Urgency, now: number): number {
  const left = window.endsAt - now;
  if (left <= budgetRules.tail) return half(window.limit);
  return urgency === "backfill" && left > budgetRules.reserveRelease ? budgetRules.reserve : 0;
}

const half = (limit: number): number => Math.floor(limit / 2);
