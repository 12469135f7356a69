import type { FinancialStatus, Order } from "./order.ts";
import type { Reason } from "./reason.ts";
import type { Settings } from "./settings.ts";

const reasonsForStatus = (status: FinancialStatus, settings: Settings): readonly Reason[] => {
  switch (status) {
    case "PAID":
    // Whether something is left to ship is judged by quantities and fulfillment (IMP-2).
    case "PARTIALLY_REFUNDED":
      return [];
    case "PENDING":
    case "AUTHORIZED":
    case "PARTIALLY_PAID":
      return settings.importPaymentPending ? [] : [{ kind: "payment-pending", status }];
    case "EXPIRED":
    case "VOIDED":
      return [{ kind: "payment-failed", status }];
    case "REFUNDED":
      return [{ kind: "refunded" }];
  }
};

/** Why the order's payment keeps it out (IMP-2, IMP-3, IMP-6); empty when it does not. */
export const judgePayment = (order: Order, settings: Settings): readonly Reason[] => {
  const status = order.financialStatus;
  if (status === null) return [{ kind: "payment-status-unknown", status: null }];
  if (!status.known) return [{ kind: "payment-status-unknown", status: status.value }];
  return reasonsForStatus(status.value, settings);
};
