import { describeReturnBlock } from "./describe-return.ts";
import type { MovementWords, Stopped } from "./describe-movement.ts";
import type { OrderReturn, ReturnStatus } from "./order-return.ts";
import type { Block } from "./plan.ts";
import type { ReturnBlock } from "./return-step.ts";
import type { ActualReturn, KeptReturns } from "./sales-return.ts";

export interface ReturnSides {
  readonly kept: KeptReturns;
  /** As they are now; null: not read, and told as they were at the last look. */
  readonly shopify: readonly OrderReturn[] | null;
  /** Null: not read. */
  readonly katana: readonly ActualReturn[] | null;
  readonly blocks: readonly Block[];
  readonly stopped: Stopped;
}

/** A return in Shopify and what stands for it in Katana. */
export interface ComparedReturn {
  readonly one: OrderReturn;
  readonly actual: ActualReturn | null;
  readonly words: MovementWords;
}

const isReturnBlock = (block: Block): block is ReturnBlock => block.kind.startsWith("return-");

const troubleOf = (one: OrderReturn, { blocks }: ReturnSides): Pick<MovementWords, "trouble" | "offer"> | null => {
  const block = blocks.filter(isReturnBlock).find(({ name }) => name === one.name);
  return block === undefined ? null : { trouble: describeReturnBlock(block), offer: "look-now" };
};

const origin = "Made in Shopify";
const fine = { trouble: null, offer: null } as const;

const isCalledOff = ({ status }: OrderReturn): boolean =>
  status.known && (status.value === "CANCELED" || status.value === "DECLINED");

/** Nothing stands for it in Katana. */
const missingWords = (one: OrderReturn, { stopped }: ReturnSides): MovementWords => {
  if (isCalledOff(one)) return { origin, outcome: { words: "Called off", tone: "info" }, ...fine };
  const outcome = { words: "Not in Katana", tone: "attention" } as const;
  const waiting = (sentence: string, remedy: string): MovementWords => ({
    origin,
    outcome,
    trouble: { sentence, remedy },
    offer: null,
  });
  if (stopped === "off")
    return waiting("“Bring order returns from Shopify to Katana” is off.", "Turn it on in Settings › Orders.");
  if (stopped === "paused") return waiting("Syncing is paused.", "Activate it on Home.");
  if (stopped === "gone") return { origin, outcome, ...fine };
  return one.status.known && one.status.value === "REQUESTED"
    ? waiting("It comes over once it is approved.", "Approve or decline it in Shopify.")
    : waiting("Katana does not know of it yet.", "Nothing to do: Tandem carries it over at its next look.");
};

const wordsOf = (one: OrderReturn, actual: ActualReturn | null, sides: ReturnSides): MovementWords => {
  const isKnown = sides.kept.agreed.some(({ returnId }) => returnId === one.id);
  const isDeleted = isKnown && sides.katana !== null && actual === null;
  const trouble = troubleOf(one, sides);
  if (trouble !== null) {
    const words = isKnown ? "Needs you" : "Not in Katana";
    return { origin, outcome: { words, tone: "attention" }, ...trouble };
  }
  if (isDeleted) return { origin, outcome: { words: "Deleted in Katana", tone: "info" }, ...fine };
  return isKnown
    ? { origin, outcome: { words: "Carried over to Katana", tone: "success" }, ...fine }
    : missingWords(one, sides);
};

/** The returns of an order on both sides, the oldest first. */
export const compareReturns = (sides: ReturnSides): readonly ComparedReturn[] =>
  (sides.shopify ?? sides.kept.look)
    .toSorted((a, b) => a.createdAt.localeCompare(b.createdAt))
    .map((one) => {
      const agreed = sides.kept.agreed.find(({ returnId }) => returnId === one.id);
      const actual = sides.katana?.find(({ id }) => id === agreed?.salesReturnId) ?? null;
      return { one, actual, words: wordsOf(one, actual, sides) };
    });

const statusWords: Readonly<Record<ReturnStatus, string>> = {
  REQUESTED: "Requested",
  OPEN: "Open",
  CLOSED: "Closed",
  CANCELED: "Cancelled",
  DECLINED: "Declined",
};

export const describeReturnStatus = ({ status }: OrderReturn): string =>
  status.known ? statusWords[status.value] : status.value;

export const describeSalesReturnStatus = ({ status }: ActualReturn): string => {
  switch (status) {
    case "NOT_RETURNED":
      return "Not returned";
    case "RETURNED_ALL":
      return "Returned";
    case "RESTOCKED_ALL":
      return "Restocked";
  }
};
