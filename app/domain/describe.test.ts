import { describe, expect, it } from "vitest";
import { describeBlock } from "./describe-block.ts";
import { describeFailure } from "./describe-failure.ts";
import { describeNotice } from "./describe-notice.ts";
import { describeReason, describeReasons } from "./describe-reason.ts";
import { describeStep } from "./describe-step.ts";
import { describeWait } from "./describe-wait.ts";
import type { NewItem } from "./item.ts";
import { planOrder } from "./plan-order.ts";
import type { Reason } from "./reason.ts";
import { aCustomer, anOrder, aShippingLine } from "./testing/build-order.ts";
import { aPlanInput } from "./testing/build-plan-input.ts";
import { someReferences } from "./testing/build-references.ts";
import {
  everyBlock,
  everyChangeStep,
  everyFailure,
  everyNotice,
  everyReason,
  everyWait,
} from "./testing/every-outcome.ts";
import { decimal } from "./testing/ids.ts";

/** Whole sentences in a shop owner's words: none of ours, and nothing that was left unfilled. */
const expectPlain = (text: string): void => {
  expect(text).toMatch(/^\S.*[.]$/s);
  expect(text).not.toMatch(/\b(reconcile|link|plan|payload|enum|undefined|null|NaN)\b/i);
};

const expectWords = ({ sentence, remedy }: { readonly sentence: string; readonly remedy: string }): void => {
  expectPlain(sentence);
  expectPlain(remedy);
};

describe("words", () => {
  it.each(everyReason.map((reason) => [reason.kind, reason] as const))("[REC-2] for the reason %s", (_kind, reason) => {
    for (const offersImport of [true, false]) expectWords(describeReason(reason, offersImport));
  });

  it.each(everyBlock.map((block) => [block.kind, block] as const))("[REC-2] for the block %s", (_kind, block) => {
    expectWords(describeBlock(block, "EUR"));
  });

  it.each(everyWait.map((wait) => [wait.kind, wait] as const))("[REC-2] for the wait %s", (_kind, wait) => {
    expectWords(describeWait(wait));
  });

  it.each(everyNotice.map((notice) => [notice.kind, notice] as const))("[REC-2] for the notice %s", (_kind, notice) => {
    expectWords(describeNotice(notice));
  });

  it.each(everyFailure.map((failure) => [failure.kind, failure] as const))(
    "[PAG-7] for the failure %s",
    (_kind, failure) => {
      expectWords(describeFailure(failure));
    },
  );

  it.each(everyChangeStep.map((step) => [step.kind, step] as const))("[REC-3] for the step %s", (_kind, step) => {
    expectPlain(describeStep(step, "EUR"));
  });

  it("[REC-3] for every step, naming nobody", () => {
    const order = anOrder({ customer: aCustomer({ firstName: "Zelda" }), shippingLines: [aShippingLine()] });
    const references = someReferences({ customerId: null, taxRates: [] });
    const generic = anOrder({ customer: null, lines: [...anOrder().lines, ...anOrder().lines] });
    const steps = [order, generic].flatMap((each) => planOrder(aPlanInput({ order: each, references })).steps);
    const item: Omit<NewItem, "kind"> = { key: "tip", name: "Tip", sku: null };
    steps.push({ kind: "create-product", item: { ...item, kind: "product" } });
    steps.push({ kind: "create-service", item: { ...item, kind: "service" } });
    const words = steps.map((step) => describeStep(step, "EUR"));
    words.forEach(expectPlain);
    expect(new Set(words).size).toBe(8);
    expect(words.join(" ")).not.toContain("Zelda");
  });

  it("[CHG-11] [CHG-7] blocks tell amounts in the order's currency", () => {
    const fixed = describeBlock({ kind: "shipping-fee-fixed", wanted: decimal("5") }, "EUR");
    expect(fixed.sentence).toContain("is now €5.00 without tax");
    const changes = [{ field: "price", from: decimal("10"), to: decimal("12"), replaced: false }] as const;
    const change = { kind: "changed", changes } as const;
    const kept = describeBlock({ kind: "row-protected", name: "Oak chair", cause: "shipped", change }, "SEK");
    expect(kept.sentence).toMatch(/\(price SEK\s10\.00 → SEK\s12\.00\)/);
  });

  it("[IMP-6] [IMP-10] name Import anyway only where it would help", () => {
    const offered = (reasons: readonly Reason[]) =>
      describeReasons(reasons).filter(({ remedy }) => remedy.includes("Import anyway")).length;
    const overruled: readonly Reason[] = [{ kind: "archived" }, { kind: "payment-failed", status: "VOIDED" }];
    expect(offered(overruled)).toBe(2);
    expect(offered([{ kind: "nothing-to-import" }, ...overruled])).toBe(0);
  });

  it("[MAP-6] names the SKU and the variants that carry it", () => {
    const ambiguous = everyReason
      .filter((reason) => reason.kind === "ambiguous-sku")
      .map((reason) => describeReason(reason, true));
    expect(ambiguous[0]?.sentence).toContain("CHAIR");
    expect(ambiguous[0]?.sentence).toContain("8, 9");
  });

  it("[CON-1] names the location that has no match", () => {
    const waits = everyWait.filter((wait) => wait.kind === "location-unmatched").map(describeWait);
    expect(waits[0]?.sentence).toContain("Pop-up");
  });
});
