import type { PartPlan } from "./plan-row.ts";
import type { Block } from "./plan.ts";
import type { ActualSalesOrder } from "./sales-order.ts";

/** A row that Shopify asks for and that cannot be made. */
const isOfMissingRow = (block: Block): boolean =>
  block.kind === "row-not-matched" || (block.kind === "katana-refused" && block.step === "create-row");

const isRemoval = ({ steps }: PartPlan): boolean => steps.some(({ kind }) => kind === "delete-row");

/**
 * A sales order keeps its last rows until those that replace them can be made (CHG-4, CHG-12): they go with the same block, all or nothing.
 */
export const keepLastRows = (
  parts: readonly PartPlan[],
  { rows }: Pick<ActualSalesOrder, "rows">,
): readonly PartPlan[] => {
  const steps = parts.flatMap((part) => part.steps);
  const deleted = steps.flatMap((step) => (step.kind === "delete-row" ? [step.rowId] : []));
  const waiting = parts.find(({ blocks }) => blocks.some(isOfMissingRow));
  const hasRows = steps.some(({ kind }) => kind === "create-row") || rows.some(({ id }) => !deleted.includes(id));
  if (waiting === undefined || hasRows) return parts;
  const kept = parts.filter(isRemoval).flatMap((part) => part.parts);
  return parts
    .filter((part) => !isRemoval(part))
    .map((part) => (part === waiting ? { ...part, parts: [...part.parts, ...kept] } : part));
};
