import type { Urgency } from "../../sync/ports.ts";

export type TakenRequest =
  | { readonly granted: true }
  /** Nothing was taken; worth asking again after `retryAfterMs`, though others may be faster. */
  | { readonly granted: false; readonly retryAfterMs: number };

/** What the headers of an answer said about the token's window. Instants are milliseconds since the epoch. */
export interface ToldBudget {
  /** Null when the answer did not say. */
  readonly limit: number | null;
  readonly remaining: number;
  readonly resetAt: number;
  readonly answeredAt: number;
}

/** The requests one Katana token may still send in its window, shared by everything that uses the token (STO-4). */
export interface RequestBudget {
  /** Takes one request, or says when to ask again. Everyone who was granted one may send exactly one request, at once. */
  take(fingerprint: string, urgency: Urgency): Promise<TakenRequest>;
  /** Corrects the budget by what an answer said; an answer from an older window changes nothing. */
  report(fingerprint: string, told: ToldBudget): Promise<void>;
}
