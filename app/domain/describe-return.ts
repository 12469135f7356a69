import type { ReturnBlock, ReturnRowChanges, ReturnStep } from "./return-step.ts";
import { wholeSentence } from "./whole-sentence.ts";
import type { Words } from "./words.ts";

const unitsOf = (count: number): string => (count === 1 ? "1 unit" : `${String(count)} units`);

const changed = ({ quantity, reasonId, restockLocationId }: ReturnRowChanges): string =>
  [
    ...(quantity === undefined ? [] : [`quantity ${String(quantity)}`]),
    ...(reasonId === undefined ? [] : ["another reason"]),
    ...(restockLocationId === undefined ? [] : ["another location"]),
  ].join(", ");

/** What a step made of a return, as a sentence. */
export const describeReturnStep = (step: ReturnStep): string => {
  const { name } = step;
  switch (step.kind) {
    case "create-sales-return":
      return `The sales return ${name} was created in Katana.`;
    case "create-sales-return-row":
      return `A row for ${unitsOf(step.row.quantity)} was added to the sales return ${name}.`;
    case "update-sales-return-row":
      return `A row of the sales return ${name} was changed: ${changed(step.changes)}.`;
    case "delete-sales-return-row":
      return `A row of the sales return ${name} was deleted.`;
    case "set-sales-return-status":
      return `The sales return ${name} was set to ${step.status === "RETURNED_ALL" ? "Returned" : "Restocked"}.`;
    case "delete-sales-return":
      return `The sales return ${name} was deleted.`;
    case "close-return":
      return `The return ${name} was closed in Shopify.`;
  }
};

/** Why a return needs a person, and what the person can do. */
export const describeReturnBlock = (block: ReturnBlock): Words => {
  const { name } = block;
  switch (block.kind) {
    case "return-not-fulfilled":
      return {
        sentence: `The return ${name} brings back more of ${block.lines.join(", ")} than was delivered in Katana.`,
        remedy: "Deliver the goods in Katana, then choose Sync now.",
      };
    case "return-mixed":
      return {
        sentence: `Of the return ${name}, ${unitsOf(block.restocked)} of ${String(block.returned)} went back into stock, and Katana restocks a return as a whole only.`,
        remedy: "Set the sales return to Returned in Katana and correct the stock there.",
      };
    case "return-kept":
      return {
        sentence: `The return ${name} was called off in Shopify, and in Katana its goods are back already.`,
        remedy: "Set the sales return back in Katana or delete it there, then choose Sync now.",
      };
    case "return-not-closable":
      return {
        sentence: `The goods of the return ${name} are back in Katana, and Tandem may not close returns in Shopify.`,
        remedy: "Close the return in Shopify, or allow Tandem to close returns in Settings › Orders.",
      };
    case "return-refused":
      return {
        sentence: `${block.step === "close-return" ? "Shopify did not close" : "Katana did not accept a change of"} the return ${name}: ${wholeSentence(block.words)}`,
        remedy: "Mend what it names, then choose Retry.",
      };
    case "return-status-unknown":
      return {
        sentence: `Shopify says of the return ${name} that it is “${block.status}”, which Tandem does not know.`,
        remedy: "Carry the return over by hand until Tandem knows it.",
      };
  }
};
