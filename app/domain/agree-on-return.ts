import { fingerprintOf } from "./refusal.ts";
import type { ReturnStep } from "./return-step.ts";
import type { OrderReturn } from "./order-return.ts";
import type { ReturnId, SalesReturnId, SalesReturnRowId } from "./ids.ts";
import type { AgreedReturn, AgreedReturnRow, KeptReturns } from "./sales-return.ts";

const withRow = (rows: readonly AgreedReturnRow[], row: AgreedReturnRow): readonly AgreedReturnRow[] => [
  ...rows.filter(({ rowId }) => rowId !== row.rowId),
  row,
];

/** Steps that make nothing with an id of its own. */
export type PlainReturnStep = Exclude<ReturnStep, { kind: "create-sales-return" | "create-sales-return-row" }>;

const withStep = (agreed: AgreedReturn, step: PlainReturnStep): readonly AgreedReturn[] => {
  switch (step.kind) {
    case "update-sales-return-row":
      return [{ ...agreed, rows: withRow(agreed.rows, step.agreed) }];
    case "delete-sales-return-row":
      return [{ ...agreed, rows: agreed.rows.filter(({ rowId }) => rowId !== step.rowId) }];
    case "set-sales-return-status":
      return [{ ...agreed, statusSent: step.status, statusReached: step.status, statusSeen: step.status }];
    case "delete-sales-return":
      return [];
    case "close-return":
      return [agreed];
  }
};

/** What is kept once a step was carried out. */
export const agreeOnReturnStep = (kept: KeptReturns, step: PlainReturnStep): KeptReturns => ({
  ...kept,
  agreed: kept.agreed.flatMap((one) => (one.returnId === step.returnId ? withStep(one, step) : [one])),
});

/** What is kept once a sales return was made. */
export const agreeOnCreatedReturn = (
  kept: KeptReturns,
  { returnId }: Pick<ReturnStep, "returnId">,
  salesReturnId: SalesReturnId,
): KeptReturns => {
  const made: AgreedReturn = { returnId, salesReturnId, rows: [], statusSent: null, statusSeen: "NOT_RETURNED" };
  return { ...kept, agreed: [...kept.agreed.filter((one) => one.returnId !== returnId), made] };
};

/** What is kept once a row of a sales return was made. */
export const agreeOnCreatedReturnRow = (
  kept: KeptReturns,
  { returnId, row }: Extract<ReturnStep, { kind: "create-sales-return-row" }>,
  rowId: SalesReturnRowId,
): KeptReturns => {
  const { variantId: _same, ...agreed } = row;
  return ofReturn(kept, returnId, ({ making: _made, ...one }) => ({
    ...one,
    rows: withRow(one.rows, { ...agreed, rowId }),
  }));
};

const ofReturn = (
  kept: KeptReturns,
  returnId: ReturnId,
  change: (agreed: AgreedReturn) => AgreedReturn,
): KeptReturns => ({ ...kept, agreed: kept.agreed.map((one) => (one.returnId === returnId ? change(one) : one)) });

const announced = (agreed: AgreedReturn, step: ReturnStep): AgreedReturn => {
  if (step.kind === "create-sales-return-row") return { ...agreed, making: step.row };
  if (step.kind !== "set-sales-return-status") return agreed;
  const { statusReached: _before, ...rest } = agreed;
  return { ...rest, statusSent: step.status };
};

/**
 * What is kept before a step is sent: that the returns are compared anew should it be the last one, whatever Shopify says then (REC-1), and
 * which status or row it is, so that it is never taken for a person's (RET-2, RET-4).
 */
export const announceStep = (kept: KeptReturns, step: ReturnStep): KeptReturns => ({
  ...ofReturn(kept, step.returnId, (one) => announced(one, step)),
  owed: true,
});

/** CHG-12: keeps that the step was refused, in the other side's words, for the returns as they are. */
export const keepReturnRefusal = (
  kept: KeptReturns,
  refused: { readonly step: ReturnStep; readonly words: string },
  returns: readonly OrderReturn[],
): KeptReturns => ({
  ...kept,
  look: returns,
  owed: true,
  refusals: [...kept.refusals, { step: fingerprintOf(refused.step), words: refused.words }],
});
