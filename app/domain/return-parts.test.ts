import { describe, expect, it } from "vitest";
import {
  agreeOnCreatedReturn,
  agreeOnCreatedReturnRow,
  agreeOnReturnStep,
  announceStep,
  keepReturnRefusal,
} from "./agree-on-return.ts";
import type { PlainReturnStep } from "./agree-on-return.ts";
import { needForReturns, type ReturnsQuestion } from "./need-for-returns.ts";
import { returnReason } from "./return-reason.ts";
import { isReturnStep } from "./return-step.ts";
import { isSameValue } from "./same-value.ts";
import { noReturns } from "./sales-return.ts";
import { activeSinceNovember } from "./testing/build-plan-input.ts";
import { anAgreedReturn, anAgreedRow, aReturn } from "./testing/build-return.ts";
import { returnId, returnReasonId, salesReturnId, salesReturnRowId, variantId } from "./testing/ids.ts";

describe("[RET-1] a reason", () => {
  const reasons = ["Wrong item", "Dissatisfied", "Other"].map((name, index) => ({
    id: returnReasonId(index + 1),
    name,
  }));

  it("is the account's own of that name, of that meaning, or Other", () => {
    expect(returnReason({ handle: "own", name: " wrong ITEM" }, reasons)).toBe(1);
    expect(returnReason({ handle: "unwanted", name: "Changed their mind" }, reasons)).toBe(2);
    expect(returnReason({ handle: "defective", name: "Defective" }, reasons)).toBe(3);
    expect(returnReason({ handle: "own", name: "Moths" }, reasons)).toBe(3);
    expect(returnReason({ handle: "own", name: "Moths" }, [])).toBeNull();
    expect(returnReason(null, reasons)).toBeNull();
  });
});

describe("what is kept of a step", () => {
  const named = { name: "#1001-R1", returnId: returnId("71") };
  const other = anAgreedReturn({ returnId: returnId("72"), salesReturnId: salesReturnId(1201) });
  const kept = { ...noReturns, agreed: [anAgreedReturn(), other] };
  const after = (step: PlainReturnStep) => agreeOnReturnStep(kept, step).agreed;
  const toReturned: PlainReturnStep = { kind: "set-sales-return-status", ...named, status: "RETURNED_ALL" };
  const { rowId: _own, ...unmade } = anAgreedRow({ quantity: 1 });
  const row = { ...unmade, variantId: variantId(501) };

  it("[RET-1] is the sales return, and its rows", () => {
    const made = anAgreedReturn({ salesReturnId: salesReturnId(1300), rows: [] });
    expect(agreeOnCreatedReturn(kept, named, salesReturnId(1300)).agreed).toEqual([other, made]);
    const step = { kind: "create-sales-return-row", ...named, row } as const;
    expect(agreeOnCreatedReturnRow(kept, step, salesReturnRowId(802)).agreed).toEqual([
      anAgreedReturn({ rows: [anAgreedRow(), anAgreedRow({ quantity: 1, rowId: salesReturnRowId(802) })] }),
      other,
    ]);
  });

  it("[RET-2] is what a row became, and what went", () => {
    const agreed = anAgreedRow({ quantity: 3 });
    expect(after({ kind: "update-sales-return-row", ...named, changes: { quantity: 3 }, agreed })).toEqual([
      anAgreedReturn({ rows: [agreed] }),
      other,
    ]);
    expect(after({ kind: "delete-sales-return-row", ...named, rowId: agreed.rowId })).toEqual([
      anAgreedReturn({ rows: [] }),
      other,
    ]);
    expect(after({ kind: "delete-sales-return", ...named, salesReturnId: salesReturnId(1200) })).toEqual([other]);
  });

  it("[RET-2] is the row that Tandem makes, from before it is sent", () => {
    const step = { kind: "create-sales-return-row", ...named, row } as const;
    const announced = announceStep(kept, step);
    expect(announced.agreed).toEqual([{ ...kept.agreed[0], making: row }, other]);
    expect(agreeOnCreatedReturnRow(announced, step, salesReturnRowId(802)).agreed[0]).not.toHaveProperty("making");
  });

  it("[RET-4] is the status that Tandem sent, from before it is sent", () => {
    expect(announceStep(kept, toReturned).agreed).toEqual([anAgreedReturn({ statusSent: "RETURNED_ALL" }), other]);
    const close: PlainReturnStep = { kind: "close-return", ...named };
    expect(announceStep(kept, close).agreed).toEqual(kept.agreed);
    expect(after(close)).toEqual(kept.agreed);
    const [statusSent, statusReached, statusSeen] = ["RETURNED_ALL", "RETURNED_ALL", "RETURNED_ALL"] as const;
    expect(after(toReturned)).toEqual([anAgreedReturn({ statusSent, statusReached, statusSeen }), other]);
  });

  it("[RET-3] is no status that is sent once more as long as Katana did not take it", () => {
    const again = announceStep(agreeOnReturnStep(kept, toReturned), toReturned);
    expect(again.agreed[0]).not.toHaveProperty("statusReached");
  });

  it("[REC-1] is owed from before the first step", () => {
    const removal = { kind: "delete-sales-return", ...named, salesReturnId: salesReturnId(1200) } as const;
    expect(announceStep(kept, removal)).toEqual({ ...kept, owed: true });
  });

  it("[CHG-12] is what was refused, for the returns as they are", () => {
    const refused = keepReturnRefusal(kept, { step: toReturned, words: "No." }, [aReturn()]);
    expect(refused).toMatchObject({ owed: true, look: [aReturn()], refusals: [{ words: "No." }] });
  });

  it("tells its steps from others", () => {
    expect([isReturnStep("close-return"), isReturnStep("create-row")]).toEqual([true, false]);
  });
});

describe("[SET-7] the need for a look at returns", () => {
  const seen = { ...noReturns, look: [aReturn()] };
  const question: ReturnsQuestion = {
    ...{ returns: [aReturn()], kept: seen, isOn: true, activation: activeSinceNovember },
    ...{ otherAccount: null, isAskedFor: false, isTriedAnew: false },
  };

  it("is there when Shopify changed one, something is owed, or it is asked for", () => {
    expect(needForReturns(question)).toEqual({ kind: "none" });
    expect(needForReturns({ ...question, returns: [] })).toEqual({ kind: "none" });
    expect(needForReturns({ ...question, kept: noReturns })).toEqual({ kind: "compare", kept: noReturns });
    expect(needForReturns({ ...question, kept: { ...seen, owed: true } })).toMatchObject({ kind: "compare" });
    expect(needForReturns({ ...question, isAskedFor: true })).toMatchObject({ kind: "compare" });
  });

  it("[CHG-13] is only to note them while the setting is off", () => {
    const off = { ...question, isOn: false };
    expect(needForReturns({ ...off, kept: noReturns })).toEqual({ kind: "note", kept: seen });
    expect(needForReturns(off)).toEqual({ kind: "none" });
  });

  it("[CON-5] [CON-8] waits while syncing is paused, or for the account", () => {
    const asked = { ...question, isAskedFor: true };
    const activation = { ...activeSinceNovember, pausedAt: "2026-11-20T00:00:00Z" };
    expect(needForReturns({ ...asked, activation })).toEqual({ kind: "wait", wait: { kind: "paused" } });
    const otherAccount = { salesOrderNo: "#1001" };
    expect(needForReturns({ ...asked, otherAccount })).toMatchObject({ wait: { kind: "other-account" } });
  });

  it("[CHG-12] forgets refusals when something changed or a person asks", () => {
    const refused = { ...seen, owed: true, refusals: [{ step: "one", words: "No." }] };
    expect(needForReturns({ ...question, kept: refused })).toEqual({ kind: "compare", kept: refused });
    expect(needForReturns({ ...question, kept: refused, isTriedAnew: true })).toMatchObject({ kept: { refusals: [] } });
  });
});

it("compares by what is said, whatever the order of keys", () => {
  expect(isSameValue({ a: [1, { b: 2, c: null }], d: 3 }, { d: 3, a: [1, { c: null, b: 2 }] })).toBe(true);
  expect(isSameValue({ a: [1, 2] }, { a: [2, 1] })).toBe(false);
});
