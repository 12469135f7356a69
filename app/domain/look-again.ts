import type { CarryCause } from "./fulfillment-block.ts";
import type { Block, Plan } from "./plan.ts";
import type { Reason } from "./reason.ts";

const hourMs = 60 * 60 * 1_000;

/**
 * What may pass without the order being updated: a hold's release, and other changes of a fulfillment order, are said to leave its update time
 * as it was at times; then the search for changes cannot make up for a webhook that was lost (REC-1). What is not named here always updates the
 * order, or is looked at again by whoever changes it in Tandem.
 */
const reasonsThatPassUnseen: ReadonlySet<Reason["kind"]> = new Set(["on-hold"]);
const causesThatPassUnseen: ReadonlySet<CarryCause> = new Set(["on-hold", "scheduled", "not-open"]);

const passesUnseen = (block: Block): boolean =>
  block.kind === "fulfillment-not-carried" && causesThatPassUnseen.has(block.cause);

/**
 * When (ISO-8601) an order is looked at again although nothing was heard of it: an hour after a look that found it kept out by a hold (IMP-8),
 * or goods that Shopify takes no fulfillment of now (FUL-10); null when never. As long as another reason keeps it out as well, it need not be.
 */
export const lookAgainAt = ({ reasons, blocks }: Pick<Plan, "reasons" | "blocks">, now: number): string | null => {
  const isKeptOut = reasons.length > 0 && reasons.every(({ kind }) => reasonsThatPassUnseen.has(kind));
  return isKeptOut || blocks.some(passesUnseen) ? new Date(now + hourMs).toISOString() : null;
};
