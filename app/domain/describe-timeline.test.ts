import { describe, expect, it } from "vitest";
import { describeTimeline } from "./describe-timeline.ts";
import { everyNote } from "./testing/every-outcome.ts";
import { decimal } from "./testing/ids.ts";

describe("[REC-3] the timeline", () => {
  it.each(everyNote.map((note) => [JSON.stringify(note), note] as const))("has whole sentences for %s", (_, note) => {
    const { sentence, before, after, cause } = describeTimeline(note, "EUR");
    for (const words of [sentence, ...before, ...after]) {
      expect(words).toMatch(/^\S.*[.]$/s);
      expect(words).not.toMatch(/\b(reconcile|link|plan|payload|undefined|null|NaN)\b/i);
    }
    expect(cause).not.toBe("");
  });

  it("says what held before and what holds after", () => {
    const judged = describeTimeline(
      { kind: "judged", cause: "order", details: { before: [{ kind: "on-hold" }], after: [] } },
      "EUR",
    );
    expect(judged).toEqual({
      sentence: "Nothing keeps the order out of Katana any more.",
      before: ["Fulfillment of everything that is left is on hold."],
      after: [],
      cause: "a look at the order in Shopify",
    });
  });

  it("[IMP-10] says who asked, as far as the session told", () => {
    const asked = (by: string) =>
      describeTimeline({ kind: "import-anyway-asked", cause: "person", details: { by } }, "EUR").cause;
    expect(asked("548380009")).toBe("Shopify user 548380009");
    expect(asked("")).toBe("a person in Tandem");
  });

  it("[CHG-2] tells amounts in the order's currency, and in full what differs beyond its smallest unit", () => {
    const changed = (from: string, to: string, currency: string) =>
      describeTimeline(
        {
          kind: "changed",
          cause: "order",
          details: {
            what: "row-changed",
            name: "Oak chair",
            changes: [{ field: "price", from: decimal(from), to: decimal(to), replaced: false }],
          },
        },
        currency,
      ).sentence;
    expect(changed("10", "12.5", "EUR")).toBe("The row of Oak chair was changed: price €10.00 → €12.50.");
    expect(changed("10", "12", "JPY")).toBe("The row of Oak chair was changed: price ¥10 → ¥12.");
    expect(changed("10.081", "10.0806", "EUR")).toContain("price 10.081 → 10.0806 EUR.");
  });
});
