import { describeBlock } from "./describe-block.ts";
import { describeCarriedChange } from "./describe-carried-change.ts";
import { describeDeletionCause } from "./describe-deletion.ts";
import { describeFailure } from "./describe-failure.ts";
import { describeReturnStep } from "./describe-return.ts";
import { describeReasons } from "./describe-reason.ts";
import { describeWait } from "./describe-wait.ts";
import type { TimelineCause, TimelineNote } from "./timeline.ts";
import type { Words } from "./words.ts";

/** One entry of an order's timeline, in words. */
export interface TimelineWords {
  readonly sentence: string;
  /** What held before and what holds after, each in whole sentences; both empty when nothing was there to compare. */
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** What led to it, to be read after "Cause:". */
  readonly cause: string;
}

const sentencesOf = (words: readonly Words[]): readonly string[] => words.map(({ sentence }) => sentence);

/** Who a person in Tandem was: the session tells a Shopify user's id and no name. */
export const describePerson = (by: string): string => (by === "" ? "a person in Tandem" : `Shopify user ${by}`);

const rowsWords = (rows: number): string => (rows === 1 ? "1 row" : `${String(rows)} rows`);

const describeCause = (cause: TimelineCause): string => {
  switch (cause) {
    case "order":
      return "a look at the order in Shopify";
    case "look-up":
      return "a look-up in Katana";
    case "person":
      return "Import anyway";
  }
};

type Told = Omit<TimelineWords, "cause">;

const told = (sentence: string): Told => ({ sentence, before: [], after: [] });

/** FUL-8 */
const describeBatches = ({ withoutBatch = 0 }: { readonly withoutBatch?: number }): string =>
  withoutBatch === 0
    ? ""
    : ` Katana’s batches held too little: ${withoutBatch === 1 ? "1 unit" : `${String(withoutBatch)} units`} went without a batch.`;

const describeCarriedFulfillment = ({
  to,
  fulfillment,
  units,
  trackingNumber,
  customerNotified,
}: Extract<TimelineNote, { kind: "fulfillment-carried" }>["details"]): string => {
  const goods = units === 1 ? "1 unit" : `${String(units)} units`;
  const followed = trackingNumber === null ? "" : `, tracking number ${trackingNumber}`;
  if (fulfillment === null) return `All is delivered in Katana, so what was left was fulfilled in Shopify: ${goods}.`;
  if (to === "katana") return `Fulfillment ${fulfillment} of Shopify was delivered in Katana: ${goods}${followed}.`;
  const told = customerNotified ? "; the customer was told" : "";
  return `Fulfillment ${fulfillment} of Katana was fulfilled in Shopify: ${goods}${followed}${told}.`;
};

const tell = (note: TimelineNote, currency: string): Told => {
  switch (note.kind) {
    case "judged": {
      const { before, after } = note.details;
      return {
        sentence:
          after.length === 0 ? "Nothing keeps the order out of Katana any more." : "The order stays out of Katana.",
        before: sentencesOf(describeReasons(before)),
        after: sentencesOf(describeReasons(after)),
      };
    }
    case "waited": {
      const { before, after } = note.details;
      return {
        sentence: after.length === 0 ? "The wait is over." : "The order waits.",
        before: sentencesOf(before.map(describeWait)),
        after: sentencesOf(after.map(describeWait)),
      };
    }
    case "blocked": {
      const { before, after } = note.details;
      return {
        sentence: after.length === 0 ? "A person is no longer needed." : "A person is needed.",
        before: sentencesOf(before.map((block) => describeBlock(block, currency))),
        after: sentencesOf(after.map((block) => describeBlock(block, currency))),
      };
    }
    case "failed":
      return told(describeFailure(note.details.failure).sentence);
    case "imported": {
      const { salesOrderNo, rows } = note.details;
      return told(`The order came over as sales order ${salesOrderNo} with ${rowsWords(rows)}.`);
    }
    case "found-made":
      return told(`Katana had made sales order ${note.details.salesOrderNo} without an answer; it was taken over.`);
    case "found-deleted":
      return told(`Sales order ${note.details.salesOrderNo} was found deleted in Katana.`);
    case "deleted": {
      const { salesOrderNo, because } = note.details;
      return told(`Sales order ${salesOrderNo} was deleted in Katana, because ${describeDeletionCause(because)}.`);
    }
    case "changed":
      return told(describeCarriedChange(note.details, currency));
    case "return-carried":
      return told(describeReturnStep(note.details.step));
    case "fulfillment-carried":
      return told(`${describeCarriedFulfillment(note.details)}${describeBatches(note.details)}`);
    case "fulfillment-delivered":
      return told(
        `Shopify’s fulfillment ${note.details.fulfillment} had been packed in Katana, and was delivered there.${describeBatches(note.details)}`,
      );
    case "carry-over-asked":
      return told("Carry over was chosen.");
    case "adopted":
      return told(
        `Katana’s own Shopify integration had made sales order ${note.details.salesOrderNo}; it was taken over.`,
      );
    case "double-removed": {
      const { removed, kept } = note.details;
      return told(`Katana held two sales orders. ${removed}, the younger one, was deleted; ${kept} was kept.`);
    }
    case "sync-asked":
      return told("A fresh look at both sides was asked for.");
    case "import-anyway-asked":
      return told("Import anyway was chosen.");
  }
};

/** What was seen, decided or done, and what led to it (REC-3). Amounts are in `currency` (ISO 4217). */
export const describeTimeline = (note: TimelineNote, currency: string): TimelineWords => ({
  ...tell(note, currency),
  cause: "by" in note.details ? describePerson(note.details.by) : describeCause(note.cause),
});
