import { earliestInstant, isActive } from "./activation.ts";
import type { Activation } from "./activation.ts";
import type { DeletionCause } from "./change-step.ts";
import type { FulfillmentStatus, Order } from "./order.ts";
import { judgePayment } from "./payment.ts";
import { wantedLines } from "./quantity.ts";
import type { Reason } from "./reason.ts";
import type { Settings } from "./settings.ts";

/** What became of the order earlier, as far as it matters for importing it. */
export interface ImportHistory {
  /** ISO-8601: when it was first found fit for import (it may still have waited then); null when it never was. */
  readonly acceptedAt: string | null;
  /** The sales order it was once imported as, whether by Tandem or found as already imported. */
  readonly importedAs: {
    readonly salesOrderNo: string;
    readonly deletedInKatana: boolean;
    /** Set when it was Tandem that deleted it (CHG-5, CHG-6). */
    readonly deletedBecause?: DeletionCause | null;
  } | null;
}

export interface EligibilityInput {
  readonly order: Order;
  readonly settings: Settings;
  readonly activation: Activation;
  readonly history: ImportHistory;
}

/** A sale at a till. `retailLocation` is missing from a till's draft that was marked as paid in the admin; `pos` is not. */
export const isInStoreSale = (order: Order): boolean => order.source === "pos" || order.retailLocation !== null;

/** Shopify tells whole seconds: an order placed right after `since` seems to be older than it. */
const isCreatedSince = ({ createdAt }: Order, since: string): boolean =>
  Date.parse(createdAt) >= Math.floor(Date.parse(since) / 1000) * 1000;

const soldInStoreWhileActive = ({ order, activation }: EligibilityInput): boolean =>
  isInStoreSale(order) &&
  isActive(activation) &&
  activation.activatedAt !== null &&
  isCreatedSince(order, activation.activatedAt);

/** IMP-4's two exceptions: a fulfilled order that comes over all the same. */
const maybeFulfilled = (input: EligibilityInput): boolean =>
  input.history.acceptedAt !== null || soldInStoreWhileActive(input);

const reasonsForFulfillment = (status: FulfillmentStatus, input: EligibilityInput): readonly Reason[] => {
  switch (status) {
    case "UNFULFILLED":
    case "OPEN":
    case "PARTIALLY_FULFILLED":
    case "IN_PROGRESS":
    case "PENDING_FULFILLMENT":
    case "SCHEDULED":
    case "REQUEST_DECLINED":
    case "RESTOCKED":
      return [];
    case "ON_HOLD":
      return [{ kind: "on-hold" }];
    case "FULFILLMENT_NOT_REQUIRED":
      return [{ kind: "fulfillment-not-required" }];
    case "FULFILLED":
      return maybeFulfilled(input) ? [] : [{ kind: "already-fulfilled" }];
  }
};

const judgeFulfillment = (input: EligibilityInput): readonly Reason[] => {
  const status = input.order.fulfillmentStatus;
  return status.known
    ? reasonsForFulfillment(status.value, input)
    : [{ kind: "fulfillment-status-unknown", status: status.value }];
};

const isFulfilled = (order: Order): boolean =>
  order.fulfillmentStatus.known && order.fulfillmentStatus.value === "FULFILLED";

const isPaid = (order: Order): boolean => {
  const status = order.financialStatus;
  return status !== null && status.known && (status.value === "PAID" || status.value === "PARTIALLY_REFUNDED");
};

/** IMP-1; Shopify archives an order by itself when it is paid and fulfilled, which IMP-4's exceptions overlook. */
const judgeOpen = (input: EligibilityInput): readonly Reason[] => {
  const { order } = input;
  const archivedForBeingDone = isPaid(order) && isFulfilled(order) && maybeFulfilled(input);
  return [
    ...(order.cancelledAt === null ? [] : [{ kind: "cancelled" } as const]),
    ...(order.closedAt === null || archivedForBeingDone ? [] : [{ kind: "archived" } as const]),
  ];
};

/** IMP-5; an order that was accepted before a pause is still wanted after it. */
const judgeCreation = ({ order, activation, history }: EligibilityInput): readonly Reason[] => {
  const since = earliestInstant(activation);
  if (since === null || history.acceptedAt !== null) return [];
  return isCreatedSince(order, since) ? [] : [{ kind: "created-before-activation", since }];
};

/** IMP-7 */
const judgeHistory = ({ importedAs }: ImportHistory): readonly Reason[] => {
  if (importedAs === null) return [];
  const { salesOrderNo, deletedBecause } = importedAs;
  if (importedAs.deletedInKatana && deletedBecause)
    return [{ kind: "deleted-by-tandem", salesOrderNo, because: deletedBecause }];
  return [{ kind: importedAs.deletedInKatana ? "deleted-in-katana" : "already-imported", salesOrderNo }];
};

/** Every reason for which the order does not come over (IMP-1 … IMP-8), not just the first; empty when it is fit for import. */
export const judgeEligibility = (input: EligibilityInput): readonly Reason[] => [
  ...(isActive(input.activation) ? [] : [{ kind: "not-active" } as const]),
  ...judgeOpen(input),
  ...judgePayment(input.order, input.settings),
  ...judgeFulfillment(input),
  ...judgeCreation(input),
  ...(wantedLines(input.order).length > 0 ? [] : [{ kind: "nothing-to-import" } as const]),
  ...judgeHistory(input.history),
];
