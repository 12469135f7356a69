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
      return "the shipping fee";
  }
};

const describeUnmatched = ({ lines, rows }: { lines: readonly string[]; rows: readonly string[] }): string =>
  [
    ...(lines.length === 0 ? [] : [`no row for ${lines.join(", ")}`]),
    ...(rows.length === 0 ? [] : [`no line for ${rows.join(", ")}`]),
  ].join("; ");

/** Why a person is needed, and what the person can do. */
export const describeBlock = (block: Block): Words => {
  switch (block.kind) {
    case "change-not-carried":
      return {
        sentence: `The order was changed in Shopify after it came over: ${block.changes.join("; ")}.`,
        remedy: "Make the same change to the sales order in Katana.",
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
    case "not-shown-by-shopify":
      return {
        sentence: "Shopify no longer shows this order.",
        remedy:
          "It was deleted, or it is older than 60 days. Nothing is changed in Katana; delete its sales order there if it is no longer needed.",
      };
  }
};
