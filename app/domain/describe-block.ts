import type { DeletionCause } from "./change-step.ts";
import { describeChanges } from "./describe-change.ts";
import { describeReturnBlock } from "./describe-return.ts";
import { describeFulfillmentBlock } from "./describe-fulfillment-block.ts";
import { describeReason } from "./describe-reason.ts";
import { moneyText } from "./money-text.ts";
import type { Protection } from "./katana-now.ts";
import type { Block, Step } from "./plan.ts";
import type { Words } from "./words.ts";
import { wholeSentence } from "./whole-sentence.ts";

const attempted = (step: Step["kind"]): string => {
  switch (step) {
    case "create-tax-rate":
      return "the tax rate";
    case "create-customer":
      return "the customer";
    case "create-product":
      return "the product";
    case "create-service":
      return "the service";
    case "create-sales-order":
      return "the sales order";
    case "create-shipping-fee":
    case "update-shipping-fee":
      return "the shipping fee";
    case "delete-shipping-fee":
      return "that the shipping fee goes";
    case "create-row":
      return "the new row";
    case "update-row":
      return "the change of a row";
    case "delete-row":
      return "that a row goes";
    case "release-manufacturing-order":
    case "follow-manufacturing-order":
      return "the change of a manufacturing order";
    case "delete-sales-order":
      return "that the sales order goes";
  }
};

const describeUnmatched = ({ lines, rows }: { lines: readonly string[]; rows: readonly string[] }): string =>
  [
    ...(lines.length === 0 ? [] : [`no row for ${lines.join(", ")}`]),
    ...(rows.length === 0 ? [] : [`no line for ${rows.join(", ")}`]),
  ].join("; ");

const unitsOf = (count: number): string => (count === 1 ? "1 unit" : `${String(count)} units`);

const protectedBy = (cause: Protection): string =>
  cause === "shipped" ? "part of it is packed or delivered in Katana" : "its sales order is invoiced in Katana";

const notMovable = (cause: Protection | "made-to-order"): string =>
  cause === "made-to-order" ? "Katana moves no row that is made to order" : protectedBy(cause);

const wantedChange = ({ name, change }: Extract<Block, { kind: "row-protected" }>, currency: string): string =>
  change.kind === "removed"
    ? `${name} was removed from the order`
    : `${name} changed in Shopify (${describeChanges(change.changes, currency)})`;

const endWords: Readonly<Record<DeletionCause, string>> = {
  cancelled: "cancelled",
  refunded: "refunded in full",
  archived: "archived",
  emptied: "emptied",
};

/** Why a person is needed, and what the person can do. Amounts are in `currency` (ISO 4217). */
export const describeBlock = (block: Block, currency: string): Words => {
  switch (block.kind) {
    case "row-protected":
      return {
        sentence: `${wantedChange(block, currency)}, but ${protectedBy(block.cause)}, so Tandem leaves it as it is.`,
        remedy:
          "Take the change back in Shopify, or make it in Katana once the row is open again; Tandem then carries on.",
      };
    case "row-split":
      return {
        sentence: `${block.name} ${block.wanted === 0 ? "was removed from the order" : `changed in Shopify and is to be ${unitsOf(block.wanted)} now`}, but its row was split in Katana (${block.parts.join(" + ")}), so Tandem leaves all parts as they are.`,
        remedy:
          block.wanted === 0
            ? "Delete those rows in Katana, then choose Sync now."
            : "Put all units on the first of those rows in Katana and delete the others, or change them there yourself, then choose Sync now.",
      };
    case "row-not-taken":
      return {
        sentence: `${unitsOf(block.quantity)} of ${block.name} came to the order, and Katana takes no new row once anything was packed or delivered.`,
        remedy: "Add the goods to another sales order in Katana, or undo the shipment there and choose Sync now.",
      };
    case "row-not-matched":
      return {
        sentence: `${block.name} came to the order. ${describeReason(block.reason, false).sentence}`,
        remedy: describeReason(block.reason, false).remedy,
      };
    case "row-missing":
      return {
        sentence: `${block.name} changed to ${unitsOf(block.quantity)}, and the sales order has no row for it.`,
        remedy: "Add the row to the sales order in Katana, then choose Sync now.",
      };
    case "row-not-movable":
      return {
        sentence: `${block.name} is now fulfilled from another location, but ${notMovable(block.cause)}.`,
        remedy: "Change the location in Katana once that is undone, or move the line back in Shopify.",
      };
    case "shipping-fee-fixed":
      return {
        sentence: `The order's shipping ${block.wanted === null ? "was removed" : `is now ${moneyText(block.wanted, currency)} without tax`}, and Katana changes no fee once anything was packed or delivered.`,
        remedy:
          "Settle the difference with the customer outside the sales order, or undo the shipment in Katana and choose Sync now.",
      };
    case "sales-order-not-deletable":
      return {
        sentence: `The order was ${endWords[block.because]}, and its sales order cannot be deleted: ${block.cause === "invoiced" ? "it is invoiced" : "it has a return"}.`,
        remedy: `${block.cause === "invoiced" ? "Remove the invoice" : "Remove the return"} in Katana, then choose Sync now; or keep the sales order as it is.`,
      };
    case "katana-refused":
      return {
        sentence: `Katana did not accept ${attempted(block.step)}: ${wholeSentence(block.words)}`,
        remedy: "Mend what Katana names, in Shopify or in Katana, then choose Retry.",
      };
    case "two-sales-orders":
      return {
        sentence: `Katana holds more than one sales order for this order: ${block.salesOrderNos.join(" and ")}.`,
        remedy: "Keep the one that was worked on and delete the other in Katana.",
      };
    case "adopted-rows-unmatched":
      return {
        sentence: `Katana’s own Shopify integration made the sales order, and it differs from the order: ${describeUnmatched(block)}.`,
        remedy: "Make them agree in Katana, then choose Sync now.",
      };
    case "return-not-fulfilled":
    case "return-mixed":
    case "return-kept":
    case "return-not-closable":
    case "return-refused":
    case "return-status-unknown":
      return describeReturnBlock(block);
    case "fulfillment-not-carried":
    case "fulfillment-refused":
    case "fulfillment-left":
    case "line-without-row":
      return describeFulfillmentBlock(block);
    case "not-shown-by-shopify":
      return {
        sentence: "Shopify no longer shows this order.",
        remedy:
          "It was deleted, or it is older than 60 days. Nothing is changed in Katana; delete its sales order there if it is no longer needed.",
      };
  }
};
