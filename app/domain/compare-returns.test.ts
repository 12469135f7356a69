import { describe, expect, it } from "vitest";
import { compareReturns, describeReturnStatus, describeSalesReturnStatus } from "./compare-returns.ts";
import type { ReturnSides } from "./compare-returns.ts";
import type { OrderReturn } from "./order-return.ts";
import type { Block } from "./plan.ts";
import { noReturns } from "./sales-return.ts";
import { known } from "./testing/build-order.ts";
import { anActualReturn, anAgreedReturn, aReturn } from "./testing/build-return.ts";
import { returnId } from "./testing/ids.ts";

const one = aReturn();
const carried = { ...noReturns, agreed: [anAgreedReturn()] };

const compared = (given: Partial<ReturnSides> = {}) =>
  compareReturns({ kept: carried, shopify: [one], katana: [anActualReturn()], blocks: [], stopped: null, ...given });
const words = (given: Partial<ReturnSides> = {}) => compared(given)[0]?.words;
const missing = (status: OrderReturn["status"], given: Partial<ReturnSides> = {}) =>
  words({ kept: noReturns, katana: [], shopify: [aReturn({ status })], ...given });

describe("[RET-1] a return on both sides", () => {
  it("has its sales return beside it", () => {
    expect(compared()).toMatchObject([
      {
        one: { name: one.name },
        actual: { id: 1200 },
        words: {
          origin: "Made in Shopify",
          outcome: { words: "Carried over to Katana", tone: "success" },
          trouble: null,
        },
      },
    ]);
  });

  it("is told as it was at the last look while neither side was read, the oldest first", () => {
    const older = aReturn({ id: returnId("70"), name: "#1001-R0", createdAt: "2026-11-01T09:00:00Z" });
    const kept = { ...carried, look: [one, older] };
    expect(compared({ kept, shopify: null, katana: null }).map((each) => [each.one.name, each.actual])).toEqual([
      ["#1001-R0", null],
      [one.name, null],
    ]);
    expect(compared({ kept, shopify: null, katana: null })[1]?.words.outcome.words).toBe("Carried over to Katana");
  });

  it("says that a person deleted it in Katana", () => {
    expect(words({ katana: [] })).toMatchObject({ outcome: { words: "Deleted in Katana", tone: "info" } });
  });
});

describe("[RET-2] a return that nothing stands for in Katana", () => {
  it("waits for its approval, or for the next look", () => {
    expect(missing(known("REQUESTED"))?.trouble?.sentence).toContain("once it is approved");
    expect(missing(known("OPEN"))?.trouble?.sentence).toContain("does not know of it yet");
    expect(missing({ known: false, value: "LOST" })?.outcome.words).toBe("Not in Katana");
  });

  it.each(["CANCELED", "DECLINED"] as const)("asks for nothing when it is %s", (status) => {
    expect(missing(known(status))).toMatchObject({ outcome: { words: "Called off" }, trouble: null });
  });

  it("[SET-7] [CON-5] [IMP-7] says what holds it back", () => {
    expect(missing(known("OPEN"), { stopped: "off" })?.trouble?.remedy).toContain("Settings › Orders");
    expect(missing(known("OPEN"), { stopped: "paused" })?.trouble?.sentence).toBe("Syncing is paused.");
    expect(missing(known("OPEN"), { stopped: "gone" })?.trouble).toBeNull();
  });
});

describe("[RET-5] a return that needs a person", () => {
  const block: Block = { kind: "return-not-fulfilled", name: one.name, lines: ["Oak chair"] };

  it("says why, and offers to retry", () => {
    const { trouble, offer, outcome } = missing(known("OPEN"), { blocks: [{ kind: "not-shown-by-shopify" }, block] })!;
    expect(trouble?.sentence).toContain("Oak chair");
    expect([offer, outcome.words]).toEqual(["look-now", "Not in Katana"]);
    expect(words({ blocks: [{ kind: "return-mixed", name: one.name, restocked: 1, returned: 2 }] })?.outcome).toEqual({
      words: "Needs you",
      tone: "attention",
    });
  });

  it("is not blamed for another one, nor for a row of its name", () => {
    const others: readonly Block[] = [
      { ...block, name: "#1001-R9" },
      { kind: "line-without-row", name: one.name },
    ];
    expect(words({ blocks: others })?.trouble).toBeNull();
  });
});

it("[RET-3] statuses are told in words", () => {
  const all = ["REQUESTED", "OPEN", "CLOSED", "CANCELED", "DECLINED"] as const;
  expect(all.map((status) => describeReturnStatus(aReturn({ status: known(status) })))).toEqual([
    "Requested",
    "Open",
    "Closed",
    "Cancelled",
    "Declined",
  ]);
  expect(describeReturnStatus(aReturn({ status: { known: false, value: "LOST" } }))).toBe("LOST");
  const statuses = ["NOT_RETURNED", "RETURNED_ALL", "RESTOCKED_ALL"] as const;
  expect(statuses.map((status) => describeSalesReturnStatus(anActualReturn({ status })))).toEqual([
    "Not returned",
    "Returned",
    "Restocked",
  ]);
});
