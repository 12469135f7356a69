import {
  agreeOnCreatedReturn,
  agreeOnCreatedReturnRow,
  agreeOnReturnStep,
  announceStep,
  keepReturnRefusal,
  type PlainReturnStep,
} from "../domain/agree-on-return.ts";
import { ok } from "../domain/result.ts";
import type { CallFailure } from "../domain/failure.ts";
import type { ReturnId, SalesReturnId } from "../domain/ids.ts";
import type { ReturnStep } from "../domain/return-step.ts";
import { returnMark, type ActualReturn, type KeptReturns } from "../domain/sales-return.ts";
import { isSameValue } from "../domain/same-value.ts";
import type { Run } from "./apply-plan.ts";
import { attempt } from "./attempt.ts";
import type { Answer } from "./ports.ts";

export interface ReturnsRun extends Run {
  /** As the plan was made from them. */
  readonly salesReturns: readonly ActualReturn[];
}

export type ReturnOutcome =
  | { readonly kind: "done" | "refused"; readonly kept: KeptReturns }
  | { readonly kind: "failed"; readonly failure: CallFailure };

/**
 * Carries out one step of a return: recorded before it is sent, and kept as agreed on, with its entry in the timeline, once it succeeded.
 * What is refused is kept with its words (CHG-12); of unknown outcome, it is waited for and looked at before anything else is sent.
 */
export async function applyReturnStep(run: ReturnsRun, step: ReturnStep, kept: KeptReturns): Promise<ReturnOutcome> {
  const { outside, stores, claim, order } = run;
  const now = (): string => new Date(outside.clock.now()).toISOString();
  const none = { attemptId: null, resultId: null, note: null };
  const announced = announceStep(kept, step);
  if (!isSameValue(announced, kept)) await stores.orders.keepReturnStep(claim, { returns: announced, ...none }, now());
  const sending = { step: step.kind, intent: null, subjects: [], send: () => send(run, step, announced) };
  const { id, result } = await attempt<Made>(run, { ...sending, idOf: (made) => made.id });
  if (result.ok) {
    const { id: resultId, returns } = result.value;
    const note = { kind: "return-carried", cause: "order", details: { step } } as const;
    await stores.orders.keepReturnStep(claim, { returns, attemptId: id, resultId, note }, now());
    return { kind: "done", kept: returns };
  }
  if (result.problem.kind !== "rejected") return { kind: "failed", failure: result.problem };
  const returns = keepReturnRefusal(kept, { step, words: result.problem.words }, order.returns);
  await stores.orders.keepReturnStep(claim, { returns, ...none }, now());
  return { kind: "refused", kept: returns };
}

/** What Katana calls what it made, and what is agreed on from then on. */
interface Made {
  readonly id: number | null;
  readonly returns: KeptReturns;
}

function send(run: ReturnsRun, step: ReturnStep, kept: KeptReturns): Answer<Made> {
  const { client } = run.katana;
  switch (step.kind) {
    case "create-sales-return": {
      const { salesOrderId, locationId, name, createdAt, returnId } = step;
      const additionalInfo = returnMark(returnId);
      const created = client.createSalesReturn({ salesOrderId, locationId, orderNo: name, createdAt, additionalInfo });
      return made(created, (id) => ({ id, returns: agreeOnCreatedReturn(kept, step, id) }));
    }
    case "create-sales-return-row": {
      const created = client.createSalesReturnRow(salesReturnIdOf(kept, step.returnId), step.row);
      return made(created, (id) => ({ id, returns: agreeOnCreatedReturnRow(kept, step, id) }));
    }
    case "update-sales-return-row":
    case "delete-sales-return-row":
    case "set-sales-return-status":
    case "delete-sales-return":
    case "close-return":
      return made(sendPlain(run, step, kept), () => ({ id: null, returns: agreeOnReturnStep(kept, step) }));
  }
}

async function made<Value>(answer: Answer<Value>, tell: (value: Value) => Made): Answer<Made> {
  const result = await answer;
  return result.ok ? ok(tell(result.value)) : result;
}

function sendPlain(
  { outside, claim, katana: { client }, salesReturns }: ReturnsRun,
  step: PlainReturnStep,
  kept: KeptReturns,
): Answer<null> {
  switch (step.kind) {
    case "update-sales-return-row":
      return client.updateSalesReturnRow(step.agreed.rowId, step.changes);
    case "delete-sales-return-row":
      return client.deleteSalesReturnRow(step.rowId);
    case "set-sales-return-status": {
      const id = salesReturnIdOf(kept, step.returnId);
      const known = salesReturns.find((one) => one.id === id);
      // One that was made just now says nothing but its mark; to another a person may have added.
      const additionalInfo = known?.additionalInfo ?? returnMark(step.returnId);
      return client.setSalesReturnStatus({ id, additionalInfo }, step.status);
    }
    case "delete-sales-return":
      return client.deleteSalesReturn(step.salesReturnId);
    case "close-return":
      return outside.shopify(claim.shop).closeReturn(step.returnId);
  }
}

function salesReturnIdOf({ agreed }: KeptReturns, returnId: ReturnId): SalesReturnId {
  const one = agreed.find((each) => each.returnId === returnId);
  if (one === undefined) throw new Error("A sales return was changed before it was made");
  return one.salesReturnId;
}
