import { judgeEligibility } from "./eligibility.ts";
import type { EligibilityInput } from "./eligibility.ts";
import type { Order } from "./order.ts";
import { fulfilledQuantities } from "./quantity.ts";
import type { Reason } from "./reason.ts";

/** A person's word that one order comes over, whatever keeps it out (IMP-10). It stands until the order came over. */
export interface ImportAnyway {
  /** The id of the Shopify user who asked; empty when the session did not tell. */
  readonly by: string;
  /** ISO-8601 */
  readonly at: string;
}

/** Which reasons a person's word overrules. What stays is that there is nothing to import, or that Tandem could only guess. */
const overruled: Readonly<Record<Reason["kind"], boolean>> = {
  cancelled: true,
  archived: true,
  "payment-pending": true,
  "payment-failed": true,
  refunded: false,
  "payment-status-unknown": true,
  "on-hold": true,
  "fulfillment-not-required": true,
  "already-fulfilled": true,
  "fulfillment-status-unknown": true,
  "created-before-activation": true,
  "nothing-to-import": false,
  "deleted-in-katana": true,
  "deleted-by-tandem": true,
  "already-imported": false,
  "ambiguous-sku": false,
  // Katana's own word, and not judged beforehand: it is asked again in any case.
  "currency-refused": false,
  // CON-5: a pause stops everything; what was asked for comes over when syncing goes on.
  "not-active": false,
};

/** An order that was cancelled after a part had gone still tells of that part. */
const isFullyCancelled = (order: Order): boolean => order.cancelledAt !== null && fulfilledQuantities(order).size === 0;

/** The reasons that keep an order out although a person asked for it. */
export const reasonsDespite = (order: Order, reasons: readonly Reason[]): readonly Reason[] =>
  reasons.filter((reason) => !overruled[reason.kind] || (reason.kind === "cancelled" && isFullyCancelled(order)));

/** Whether a person's word would let the order in, as far as its reasons tell; some only show when it is asked for. */
export const wouldHelp = (reasons: readonly Reason[]): boolean =>
  reasons.length > 0 && reasons.every(({ kind }) => overruled[kind]);

/** Why a person's word would change nothing, before it is taken (IMP-6); empty when the order can come over. */
export const refusalsOfImport = (input: EligibilityInput): readonly Reason[] =>
  reasonsDespite(input.order, judgeEligibility(input));
