import type { CarryCause } from "./fulfillment-block.ts";
import type { Block } from "./plan.ts";
import { wholeSentence } from "./whole-sentence.ts";
import type { Words } from "./words.ts";

export type FulfillmentBlock = Extract<
  Block,
  { kind: "fulfillment-not-carried" | "fulfillment-refused" | "fulfillment-left" | "line-without-row" }
>;

const sideNames = { katana: "Katana", shopify: "Shopify" } as const;

const because = (cause: CarryCause, line: string, to: "katana" | "shopify"): string => {
  switch (cause) {
    case "no-row":
      return `the sales order has no row for ${line}`;
    case "not-enough-left":
      return `${sideNames[to]} has not enough left of ${line}`;
    case "not-whole":
      return "Shopify counts whole units only";
    case "on-hold":
      return `Shopify holds ${line} back`;
    case "scheduled":
      return `Shopify has scheduled ${line} for later`;
    case "not-open":
      return `Shopify takes no fulfillment of ${line} now`;
  }
};

const remedyOf = (cause: CarryCause): string => {
  switch (cause) {
    case "no-row":
    case "not-enough-left":
      return "Make the rows of the sales order agree with the order, or undo the fulfillment that went twice, then choose Retry.";
    case "not-whole":
      return "Change the fulfillment in Katana to whole units, then choose Retry.";
    case "on-hold":
    case "scheduled":
    case "not-open":
      return "Release it in Shopify; Tandem then carries on by itself.";
  }
};

const called = ({ to, fulfillment }: { to: "katana" | "shopify"; fulfillment: string | null }): string =>
  fulfillment === null
    ? "what is left of the order"
    : `fulfillment ${fulfillment} of ${sideNames[to === "katana" ? "shopify" : "katana"]}`;

/** Why what went on one side could not be said on the other, and what a person can do. */
export const describeFulfillmentBlock = (block: FulfillmentBlock): Words => {
  switch (block.kind) {
    case "fulfillment-not-carried": {
      const { to, line, cause } = block;
      const what = called(block);
      return {
        sentence: `${what.slice(0, 1).toUpperCase()}${what.slice(1)} was not carried over to ${sideNames[to]}: ${because(cause, line ?? "the goods", to)}.`,
        remedy: remedyOf(cause),
      };
    }
    case "fulfillment-refused":
      return {
        sentence: `${sideNames[block.to]} did not accept ${called(block)}: ${wholeSentence(block.words)}`,
        remedy: `Mend what ${sideNames[block.to]} names, then choose Retry.`,
      };
    case "fulfillment-left":
      return {
        sentence: `The counterpart of fulfillment ${block.fulfillment} was deleted in Katana, and Shopify still says that the goods have gone.`,
        remedy:
          "Pack or deliver the same goods again in Katana, or choose Carry over to have Tandem deliver them there.",
      };
    case "line-without-row":
      return {
        sentence: `The sales order is delivered, and ${block.name} never had a row there, so it stays open in Shopify.`,
        remedy: "Fulfill it in Shopify if it has gone, or remove it from the order.",
      };
  }
};
