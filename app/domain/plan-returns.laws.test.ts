import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { agreeOnCreatedReturn, agreeOnCreatedReturnRow, agreeOnReturnStep } from "./agree-on-return.ts";
import { fulfillmentRowId, salesOrderRowId, salesReturnId, salesReturnRowId } from "./testing/ids.ts";
import { decimalFromInteger, subtract, sum } from "./decimal.ts";
import type { OrderReturn, ReturnStatus } from "./order-return.ts";
import { planReturns, type ReturnsInput } from "./plan-returns.ts";
import type { ReturnStep } from "./return-step.ts";
import { returnMark, type ActualReturn, type KeptReturns } from "./sales-return.ts";
import { known } from "./testing/build-order.ts";
import { aDisposition, anActualRow, aReturn, aReturnable, aReturnLine, aReturnsInput } from "./testing/build-return.ts";

/** One line of three units, delivered in two parts, of which a return may bring back any. */
const anyReturn = fc
  .record({
    status: fc.constantFrom<ReturnStatus>("REQUESTED", "OPEN", "CLOSED", "CANCELED", "DECLINED"),
    quantities: fc.array(fc.integer({ min: 1, max: 2 }), { maxLength: 2 }),
    restocked: fc.nat(4),
    left: fc.nat(2),
    missing: fc.nat(1),
  })
  .map(({ status, quantities, restocked, left, missing }): OrderReturn => {
    const units = quantities.reduce((all, quantity) => all + quantity, 0);
    const parts = [
      aDisposition("RESTOCKED", Math.min(restocked, units)),
      aDisposition("NOT_RESTOCKED", Math.min(left, Math.max(0, units - restocked))),
      aDisposition("MISSING", Math.min(missing, Math.max(0, units - restocked - left))),
    ].filter(({ quantity }) => quantity > 0);
    const lines = quantities.map((quantity) => aReturnLine({ quantity }));
    return aReturn({ status: known(status), lines, dispositions: parts });
  });

const start = (one: OrderReturn): ReturnsInput =>
  aReturnsInput(one, {
    now: {
      salesReturns: [],
      returnables: [aReturnable("1"), aReturnable("3", { fulfillmentRowId: fulfillmentRowId(9002) })],
      reasons: [],
    },
  });

const change = (actual: ActualReturn, step: ReturnStep, madeId: number): ActualReturn | null => {
  switch (step.kind) {
    case "create-sales-return-row": {
      const { quantity, ...row } = step.row;
      const made = { ...row, id: salesReturnRowId(madeId), rowId: salesOrderRowId(60001) };
      return { ...actual, rows: [...actual.rows, anActualRow(decimalFromInteger(quantity), made)] };
    }
    case "update-sales-return-row": {
      const { quantity, ...changes } = step.changes;
      const units = quantity === undefined ? {} : { quantity: decimalFromInteger(quantity) };
      const rows = actual.rows.map((row) => (row.id === step.agreed.rowId ? { ...row, ...changes, ...units } : row));
      return { ...actual, rows };
    }
    case "delete-sales-return-row":
      return { ...actual, rows: actual.rows.filter(({ id }) => id !== step.rowId) };
    case "set-sales-return-status":
      return { ...actual, status: step.status };
    case "delete-sales-return":
      return null;
    case "create-sales-return":
    case "close-return":
      return actual;
  }
};

const agree = (kept: KeptReturns, step: ReturnStep, madeId: number): KeptReturns => {
  if (step.kind === "create-sales-return") return agreeOnCreatedReturn(kept, step, salesReturnId(madeId));
  if (step.kind === "create-sales-return-row") return agreeOnCreatedReturnRow(kept, step, salesReturnRowId(madeId));
  return agreeOnReturnStep(kept, step);
};

/** Katana and what is kept after the step. `isHeard`: its answer came. */
const carryOut = (
  input: ReturnsInput,
  step: ReturnStep,
  { madeId, isHeard = true }: { madeId: number; isHeard?: boolean },
) => {
  const kept = isHeard ? agree(input.kept, step, madeId) : input.kept;
  const head = { id: salesReturnId(madeId), additionalInfo: returnMark(step.returnId), rows: [] } as const;
  const before: readonly ActualReturn[] =
    step.kind === "create-sales-return" ? [{ ...head, status: "NOT_RETURNED" }] : input.now.salesReturns;
  const salesReturns = before.flatMap((one) => change(one, step, madeId) ?? []);
  const delivered = start(aReturn()).now.returnables;
  const taken = salesReturns.flatMap(({ rows }) => rows);
  const returnables = delivered.map((one) => {
    const own = taken.filter(({ fulfillmentRowId: id }) => id === one.fulfillmentRowId);
    return { ...one, available: subtract(one.available, sum(own.map(({ quantity }) => quantity))) };
  });
  return { ...input, kept, now: { ...input.now, salesReturns, returnables } };
};

const settle = (input: ReturnsInput, { steps: most = 99, from = 1_000 } = {}): ReturnsInput =>
  planReturns(input)
    .steps.slice(0, most)
    .reduce((so, step, index) => carryOut(so, step, { madeId: from + index }), {
      ...input,
      kept: { ...input.kept, agreed: planReturns(input).agreed },
    });

const inKatana = ({ now }: ReturnsInput) =>
  now.salesReturns.map(({ status, rows }) => ({
    status,
    rows: rows.map(({ id: _any, ...row }) => JSON.stringify(row)).toSorted(),
  }));

const turnTo = (input: ReturnsInput, one: OrderReturn): ReturnsInput => ({
  ...input,
  order: { ...input.order, returns: [one] },
});

describe("[RET-2] returns", () => {
  it("planned a second time need nothing", () => {
    fc.assert(
      fc.property(anyReturn, anyReturn, (before, after) => {
        const settled = settle(turnTo(settle(start(before)), after), { from: 2_000 });
        expect(planReturns(settled).steps).toEqual([]);
      }),
    );
  });

  it("[REC-6] come to the same end after any prefix, also when the last answer was not heard", () => {
    fc.assert(
      fc.property(anyReturn, anyReturn, fc.nat(5), fc.boolean(), (before, after, prefix, isHeard) => {
        const changed = turnTo(settle(start(before)), after);
        const part = settle(changed, { steps: prefix, from: 2_000 });
        const next = planReturns(part).steps[0];
        const cut = next === undefined ? part : carryOut(part, next, { madeId: 3_000, isHeard });
        expect(inKatana(settle(cut, { from: 4_000 }))).toEqual(inKatana(settle(changed, { from: 2_000 })));
      }),
    );
  });

  it("[RET-5] never take more than was delivered", () => {
    fc.assert(
      fc.property(anyReturn, anyReturn, (before, after) => {
        const { now } = settle(turnTo(settle(start(before)), after), { from: 2_000 });
        expect(now.returnables.every(({ available }) => !available.startsWith("-"))).toBe(true);
      }),
    );
  });
});
