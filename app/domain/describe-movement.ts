import { describeFulfillmentBlock } from "./describe-fulfillment-block.ts";
import { describeNotice } from "./describe-notice.ts";
import type { Movement } from "./compare-fulfillments.ts";
import type { Made } from "./fulfillment-times.ts";
import type { KeptFulfillments } from "./fulfillment-pair.ts";
import type { Block, Notice } from "./plan.ts";
import type { Words } from "./words.ts";

/** What a movement of goods is called, what became of it on the other side, and what a person can do. */
export interface MovementWords {
  /** Where it was made first. */
  readonly origin: string;
  readonly outcome: { readonly words: string; readonly tone: "success" | "info" | "attention" };
  /** What keeps it from the other side; null: nothing does. */
  readonly trouble: Words | null;
  readonly offer: "look-now" | "carry-over" | null;
}

/** What holds everything back: the setting is off, syncing is paused, or the sales order was deleted. */
export type Stopped = "off" | "paused" | "gone" | null;

/** What the last look found, and what holds everything back. */
export interface MovementContext {
  readonly blocks: readonly Block[];
  readonly notices: readonly Notice[];
  readonly unsure: KeptFulfillments["unsure"];
  readonly stopped: Stopped;
  /** FUL-12: whether it stays where it is, having been made while the setting was off. */
  readonly isAside: (made: Made) => boolean;
}

type Rest = Pick<MovementWords, "trouble" | "offer">;

const fine: Rest = { trouble: null, offer: null };
const told = (sentence: string, remedy: string, offer: MovementWords["offer"] = null): Rest => ({
  trouble: { sentence, remedy },
  offer,
});

const madeIn = {
  shopify: "Made in Shopify",
  katana: "Made in Katana",
  both: "Made on both sides",
  remainder: "Made by Tandem",
} as const;

const pairedWords = {
  shopify: "Carried over to Katana",
  katana: "Carried over to Shopify",
  both: "Taken for the same goods",
  remainder: "Closed what was left in Shopify",
} as const;

/** As blocks name it. */
const nameOf = ({ shopify, katana }: Movement): string => shopify[0]?.name ?? String(katana?.id);

const blockOf = (movement: Movement, { blocks }: MovementContext): Rest | null => {
  const found = blocks.find(
    (block) =>
      (block.kind === "fulfillment-not-carried" || block.kind === "fulfillment-refused") &&
      block.fulfillment === nameOf(movement),
  );
  if (found?.kind !== "fulfillment-not-carried" && found?.kind !== "fulfillment-refused") return null;
  return { trouble: describeFulfillmentBlock(found), offer: "look-now" };
};

const isUnsure = ({ shopify, katana }: Movement, { unsure }: MovementContext): boolean =>
  unsure.some((sent) => (sent.gid === null ? sent.katana === katana?.id : shopify.some(({ gid }) => gid === sent.gid)));

/** What is to be carried of it. */
const madeOf = ({ shopify, katana }: Movement): readonly Made[] =>
  katana === null
    ? shopify.map(({ gid, createdAt }) => ({ key: gid, at: createdAt }))
    : [{ key: String(katana.id), at: katana.shippedAt }];

/** Why goods that have gone on one side are not said to have gone on the other. */
const waitingWords = (movement: Movement, context: MovementContext): Rest => {
  const { stopped, notices, isAside } = context;
  const { katana } = movement;
  if (stopped === "off")
    return told("“Sync fulfillment status” is off, so it stays where it was made.", "Turn it on in Settings › Orders.");
  if (stopped === "paused") return told("Syncing is paused.", "Activate it on Home.");
  if (stopped === "gone") return fine;
  const block = blockOf(movement, context);
  if (block !== null) return block;
  const pickup = notices.find(({ kind }) => kind === "pickup-to-be-marked");
  if (katana !== null && pickup !== undefined) return { trouble: describeNotice(pickup), offer: null };
  if (madeOf(movement).every(isAside))
    return told(
      "It was made while “Sync fulfillment status” was off.",
      "Choose Carry over to bring the other side up to date.",
      "carry-over",
    );
  return isUnsure(movement, context)
    ? told("Tandem sent it and got no answer.", "Nothing to do: it is looked for until it is certain.")
    : told("The other side does not know of it yet.", "Nothing to do: Tandem carries it over at its next look.");
};

const leftWords = ({ shopify: [first] }: Movement, isNoted: boolean): Rest =>
  first === undefined
    ? fine
    : {
        trouble: describeFulfillmentBlock({ kind: "fulfillment-left", fulfillment: first.name }),
        offer: isNoted ? "carry-over" : "look-now",
      };

export const describeMovement = (movement: Movement, context: MovementContext): MovementWords => {
  const { state } = movement;
  switch (state.kind) {
    case "paired":
      return { origin: madeIn[state.origin], outcome: { words: pairedWords[state.origin], tone: "success" }, ...fine };
    case "carried-in-part": {
      const outcome = { words: "Carried over in part", tone: "attention" } as const;
      return { origin: madeIn.katana, outcome, ...waitingWords(movement, context) };
    }
    case "cancelled": {
      const outcome = { words: "Cancelled in Shopify", tone: "info" } as const;
      return { origin: madeIn[state.origin ?? "shopify"], outcome, ...fine };
    }
    case "left": {
      const outcome = { words: "Deleted in Katana", tone: "attention" } as const;
      return { origin: madeIn[state.origin], outcome, ...leftWords(movement, state.isNoted) };
    }
    case "unpaired": {
      const words = state.side === "shopify" ? "Not in Katana" : "Not in Shopify";
      return { origin: madeIn[state.side], outcome: { words, tone: "attention" }, ...waitingWords(movement, context) };
    }
  }
};
