import { describe, expect, it } from "vitest";
import { fingerprintOf } from "./refusal.ts";
import { stageOf } from "./katana-now.ts";
import { aLine } from "./testing/build-order.ts";
import { aVariant } from "./testing/build-references.ts";
import { actual, chair, handMade, kinds, link, plan, references, table, withLines } from "./testing/changed-order.ts";
import { lineId, variantId } from "./testing/ids.ts";

const lamp = aLine({ id: lineId("103"), title: "Lamp", sku: "LAMP" });
const gone = [chair, table].map((line) => ({ ...line, currentQuantity: 0 }));
const swapped = withLines(...gone, lamp);
const variantsBySku = new Map([["LAMP", [aVariant({ sku: "LAMP" }), aVariant({ sku: "LAMP", id: variantId(9) })]]]);
const ambiguous = { references: { ...references, variantsBySku } };

describe("[CHG-4] [CHG-12] the last rows of a sales order", () => {
  it("stay until the row that replaces them can be made", () => {
    const outcome = plan(swapped, ambiguous);
    expect(outcome).toMatchObject({ steps: [], blocks: [{ kind: "row-not-matched", name: "Lamp" }] });
    expect(outcome.heldBack).toEqual(["103", "101", "102"].map((key) => ({ of: "row", key })));
    const second = { ...lamp, id: lineId("104") };
    expect(plan(withLines(...gone, lamp, second), ambiguous)).toMatchObject({ steps: [], blocks: [{}, {}] });
    expect(kinds(plan(swapped))).toEqual(["create-row", "delete-row", "delete-row"]);
  });

  it("stay when Katana refuses that row", () => {
    const made = plan(swapped).steps.flatMap((step) => (step.kind === "create-row" ? [step] : []));
    const refusals = made.map((step) => ({ step: fingerprintOf(step), stage: stageOf(actual), words: "No." }));
    const agreed = { ...link.agreed, refusals };
    expect(plan(swapped, { link: { ...link, agreed } })).toMatchObject({
      steps: [],
      blocks: [{ kind: "katana-refused", step: "create-row", words: "No." }],
    });
  });

  it("are not the last ones while another is left or comes", () => {
    expect(kinds(plan(withLines({ ...chair, currentQuantity: 0 }, table, lamp), ambiguous))).toEqual(["delete-row"]);
    expect(kinds(plan(swapped, { ...ambiguous, actual: handMade(actual) }))).toEqual(["delete-row", "delete-row"]);
    const stool = aLine({ id: lineId("104"), title: "Stool", sku: "STOOL" });
    expect(kinds(plan(withLines(...gone, lamp, stool), ambiguous))).toEqual([
      ...["create-product", "create-row", "delete-row", "delete-row"],
    ]);
  });
});
