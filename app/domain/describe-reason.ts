import { describeDeletionCause } from "./describe-deletion.ts";
import { wouldHelp } from "./import-anyway.ts";
import { instantWords } from "./instant-words.ts";
import type { Reason } from "./reason.ts";
import type { Words } from "./words.ts";

const pendingWords = (status: "PENDING" | "AUTHORIZED" | "PARTIALLY_PAID"): string => {
  switch (status) {
    case "PENDING":
      return "The payment is pending.";
    case "AUTHORIZED":
      return "The payment is authorized and not captured yet.";
    case "PARTIALLY_PAID":
      return "Only part of the order is paid.";
  }
};

/** Each reason why an order did not come over. Import anyway is named only where it would help. */
export const describeReasons = (reasons: readonly Reason[]): readonly Words[] => {
  const offersImport = wouldHelp(reasons);
  return reasons.map((reason) => describeReason(reason, offersImport));
};

/** Why an order did not come over, in a shop owner's words. */
export const describeReason = (reason: Reason, offersImport: boolean): Words => {
  const orImport = (words: string): string => (offersImport ? words : "");
  switch (reason.kind) {
    case "cancelled":
      return {
        sentence: "The order is cancelled.",
        remedy: "A cancelled order stays out of Katana. Nothing needs to be done.",
      };
    case "archived":
      return {
        sentence: "The order is archived.",
        remedy: `Unarchive it in Shopify${orImport(", or choose Import anyway")}.`,
      };
    case "payment-pending":
      return {
        sentence: pendingWords(reason.status),
        remedy: `It comes over once it is paid. To bring unpaid orders over, turn on “Payment pending” orders in Settings › Orders${orImport("; to bring over only this one, choose Import anyway")}.`,
      };
    case "payment-failed":
      return {
        sentence: reason.status === "EXPIRED" ? "The payment authorization has expired." : "The payment was voided.",
        remedy: `It comes over once the order is paid in Shopify${orImport(", or when you choose Import anyway")}.`,
      };
    case "refunded":
      return {
        sentence: "The order is fully refunded.",
        remedy: "A refunded order stays out of Katana. Nothing needs to be done.",
      };
    case "payment-status-unknown":
      return {
        sentence:
          reason.status === null
            ? "Shopify does not say whether the order is paid."
            : `Shopify gives the payment a status that Tandem does not know: ${reason.status}.`,
        remedy: `It comes over once Shopify shows the order as paid${orImport(", or when you choose Import anyway")}.`,
      };
    case "on-hold":
      return {
        sentence: "Fulfillment of everything that is left is on hold.",
        remedy: `Release the hold in Shopify, and it comes over.${orImport(" To have it in Katana now, choose Import anyway.")}`,
      };
    case "fulfillment-not-required":
      return {
        sentence: "Nothing in the order has to be fulfilled.",
        remedy: `It comes over if something to fulfill is added in Shopify${orImport(", or when you choose Import anyway")}.`,
      };
    case "already-fulfilled":
      return {
        sentence: "The order was already fulfilled in Shopify.",
        remedy: `A fulfilled order stays out of Katana.${orImport(" To have it there all the same, choose Import anyway.")}`,
      };
    case "fulfillment-status-unknown":
      return {
        sentence: `Shopify gives the fulfillment a status that Tandem does not know: ${reason.status}.`,
        remedy: `It comes over once Shopify shows the order as unfulfilled${orImport(", or when you choose Import anyway")}.`,
      };
    case "created-before-activation":
      return {
        sentence: `The order was placed before ${instantWords(reason.since)}, from when on orders come over.`,
        remedy: `Older orders stay out of Katana.${orImport(" To bring this one over, choose Import anyway.")}`,
      };
    case "nothing-to-import":
      return {
        sentence: "No item of the order has anything left.",
        remedy: "It comes over if an item is added in Shopify.",
      };
    case "deleted-in-katana":
      return {
        sentence: `The order came over as ${reason.salesOrderNo}, and that sales order was deleted.`,
        remedy: `An order comes over by itself only once.${orImport(" For a new sales order, choose Import anyway.")}`,
      };
    case "deleted-by-tandem":
      return {
        sentence: `The order came over as ${reason.salesOrderNo}, and Tandem deleted that sales order because ${describeDeletionCause(reason.because)}.`,
        remedy: `An order comes over by itself only once, also when it is reopened.${orImport(" For a new sales order, choose Import anyway.")}`,
      };
    case "already-imported":
      return {
        sentence: `The order already came over as ${reason.salesOrderNo}.`,
        remedy: "An order comes over only once. Work with the sales order that is there.",
      };
    case "ambiguous-sku":
      return {
        sentence: `${String(reason.variantIds.length)} Katana variants carry the SKU ${reason.sku} (ids ${reason.variantIds.join(", ")}), so it is not clear which one is meant.`,
        remedy: "Give each of them a SKU of its own in Katana, and the order comes over.",
      };
    case "currency-refused":
      return {
        sentence: `Katana does not take sales orders in ${reason.currency}.`,
        remedy: "Turn on multi-currency in Katana, then choose Retry on the order's page.",
      };
    case "not-active":
      return {
        sentence: "Syncing is not switched on.",
        remedy: "Finish the set-up or resume syncing on Home.",
      };
  }
};
