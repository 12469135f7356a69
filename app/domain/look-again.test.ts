import { expect, it } from "vitest";
import { lookAgainAt } from "./look-again.ts";
import type { Block } from "./plan.ts";
import type { Reason } from "./reason.ts";

const now = Date.parse("2026-11-10T09:00:00Z");
const inAnHour = "2026-11-10T10:00:00.000Z";
const keptOut = (...kinds: readonly ("on-hold" | "archived")[]) => {
  const reasons: readonly Reason[] = kinds.map((kind) => ({ kind }));
  return lookAgainAt({ reasons, blocks: [] }, now);
};
const blocked = (...blocks: readonly Block[]) => lookAgainAt({ reasons: [], blocks }, now);
const gone = { kind: "fulfillment-not-carried", to: "shopify", fulfillment: "8001", line: "Oak chair" } as const;
const left: Block = { kind: "fulfillment-left", fulfillment: "#1001-F1" };

it("[IMP-8] [REC-1] looks at an order on hold again within the hour, as its release may go unheard", () => {
  expect(keptOut("on-hold")).toBe(inAnHour);
});

it("[IMP-8] [REC-1] looks at no other again, nor at one that more than a hold keeps out", () => {
  expect(keptOut()).toBeNull();
  expect(keptOut("archived")).toBeNull();
  expect(keptOut("on-hold", "archived")).toBeNull();
});

it.each(["on-hold", "scheduled", "not-open"] as const)(
  "[FUL-10] [REC-1] looks again within the hour at goods that Shopify does not take now: %s",
  (cause) => {
    expect(blocked({ ...gone, cause })).toBe(inAnHour);
    expect(blocked(left, { ...gone, cause })).toBe(inAnHour);
  },
);

it("[FUL-10] [REC-1] looks again at no block that a person has to mend", () => {
  expect(blocked({ ...gone, cause: "not-enough-left" })).toBeNull();
  expect(blocked(left)).toBeNull();
});
