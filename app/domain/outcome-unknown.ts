import type { SalesOrderId } from "./ids.ts";
import type { Block } from "./plan.ts";

/** Beyond its deadline a create may still take effect for this long, unless configured otherwise (IMP-9). */
export const defaultSafeMs = 60_000;

/** One create that was recorded before it was sent. */
export interface CreateAttempt {
  /** ISO-8601 */
  readonly sentAt: string;
  /** ISO-8601: when the client gave up waiting for the answer. */
  readonly deadline: string;
}

/** A sales order that carries the order's hidden id, deleted ones included. */
export interface FoundSalesOrder {
  readonly id: SalesOrderId;
  readonly salesOrderNo: string;
  /** ISO-8601 */
  readonly createdAt: string;
  readonly deleted: boolean;
  /** Already in this order's history, so not what the create of unknown outcome made. */
  readonly known: boolean;
}

export type CreateDecision =
  /** Not there yet, and it may still appear: look again at `until` (ISO-8601). */
  | { readonly kind: "wait"; readonly until: string }
  /** The create did take effect: this is the order's sales order. */
  | { readonly kind: "adopt"; readonly salesOrder: FoundSalesOrder }
  /** It took effect and a person deleted it since: the order counts as imported (IMP-7). */
  | { readonly kind: "counts-as-deleted"; readonly salesOrder: FoundSalesOrder }
  /** It did not take effect and cannot any more: send it again. */
  | { readonly kind: "repeat" };

export interface UnknownCreate {
  /** All creates for this order whose outcome is not known. */
  readonly attempts: readonly CreateAttempt[];
  readonly found: readonly FoundSalesOrder[];
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly safeMs: number;
}

type Aged = Pick<FoundSalesOrder, "createdAt" | "id">;

const byAge = (a: Aged, b: Aged): number => Date.parse(a.createdAt) - Date.parse(b.createdAt) || a.id - b.id;

/** What to do about creates of unknown outcome, given what the look-up by hidden id has just shown (IMP-9). */
export const decideUnknownCreate = ({ attempts, found, now, safeMs }: UnknownCreate): CreateDecision => {
  const fresh = found.filter(({ known }) => !known).toSorted(byAge);
  const live = fresh.find(({ deleted }) => !deleted);
  if (live !== undefined) return { kind: "adopt", salesOrder: live };
  const [deleted] = fresh;
  if (deleted !== undefined) return { kind: "counts-as-deleted", salesOrder: deleted };
  const safeFrom = Math.max(...attempts.map(({ deadline }) => Date.parse(deadline) + safeMs));
  return now < safeFrom ? { kind: "wait", until: new Date(safeFrom).toISOString() } : { kind: "repeat" };
};

/** A live sales order at the double check after a repeat. */
export interface LiveSalesOrder {
  readonly id: SalesOrderId;
  readonly salesOrderNo: string;
  /** ISO-8601 */
  readonly createdAt: string;
  /** Still just as Tandem sent it; see `isUntouched`. */
  readonly untouched: boolean;
}

export type DoubleCheck<SalesOrder extends LiveSalesOrder> =
  | { readonly kind: "single" }
  /** The younger one goes, `keep` is the order's sales order from now on. */
  | { readonly kind: "delete"; readonly remove: SalesOrder; readonly keep: SalesOrder }
  | { readonly kind: "block"; readonly block: Block };

/** Of several live sales orders with one hidden id the youngest is removed, provided nobody worked on it; else a person decides (IMP-9). */
export const doubleCheck = <SalesOrder extends LiveSalesOrder>(
  live: readonly SalesOrder[],
): DoubleCheck<SalesOrder> => {
  const aged = live.toSorted(byAge);
  const [keep] = aged;
  const remove = aged.at(-1);
  if (keep === undefined || remove === undefined || aged.length === 1) return { kind: "single" };
  if (remove.untouched) return { kind: "delete", remove, keep };
  const salesOrderNos = aged.map(({ salesOrderNo }) => salesOrderNo);
  return { kind: "block", block: { kind: "two-sales-orders", salesOrderNos } };
};
