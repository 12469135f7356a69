import type { DeletionCause } from "../domain/change-step.ts";
import type { ExpectedTotals } from "../domain/compare-totals.ts";
import type { Step } from "../domain/plan.ts";
import type { ReturnStep } from "../domain/return-step.ts";
import type { FulfillmentStep } from "../domain/fulfillment-step.ts";
import type { SentSalesOrder } from "../domain/sales-order.ts";
import type { OrderLook } from "../domain/order-look.ts";
import type { OrderKey } from "./stores.ts";

/** What a create was to make, as far as it may have to be taken over later; no personal data. */
export interface CreateIntent extends SentSalesOrder {
  readonly look: OrderLook;
  /** MAP-19 */
  readonly totals: ExpectedTotals;
}

export type AttemptOutcome =
  | "made"
  | "refused"
  | "not-sent"
  | "not-made"
  /** Nobody knows, and nobody needs to any more: what followed was planned from what was there (CHG). */
  | "looked-up";

export type AttemptStep = (Step | ReturnStep | FulfillmentStep)["kind"];

export interface WriteAttempt {
  readonly id: string;
  readonly step: AttemptStep;
  readonly sentAt: string;
  readonly deadline: string;
  readonly outcome: AttemptOutcome | null;
  readonly resultId: number | null;
  readonly recheckAt: string | null;
  /** Null for steps other than the sales order's own create. */
  readonly intent: CreateIntent | null;
  /** Of a delete of the whole sales order: what it follows from. */
  readonly because: DeletionCause | null;
}

export interface NewAttempt {
  readonly accountId: string;
  readonly step: AttemptStep;
  readonly sentAt: string;
  readonly deadline: string;
  readonly intent: CreateIntent | null;
  /** Digests of what is to be made goes by in its account (STO-4); empty for what belongs to its order alone. */
  readonly subjects: readonly string[];
  readonly because: DeletionCause | null;
}

export interface AttemptStore {
  of(key: OrderKey): Promise<readonly WriteAttempt[]>;
  /** The creates of any order of the account that share a subject, oldest first. */
  about(accountId: string, subjects: readonly string[]): Promise<readonly WriteAttempt[]>;
  /** Written before the call it stands for is made (IMP-9). */
  begin(key: OrderKey, attempt: NewAttempt): Promise<string>;
  settle(id: string, outcome: AttemptOutcome, resultId: number | null, at: string): Promise<void>;
  scheduleRecheck(id: string, at: string | null): Promise<void>;
  /** Orders with a double check that is due. It comes up again at `againAt` unless a run settled it before: whatever keeps a run from it costs no more. */
  takeDueRechecks(
    now: string,
    { limit, againAt }: { readonly limit: number; readonly againAt: string },
  ): Promise<readonly OrderKey[]>;
}
