import { agreeOnChange, agreeOnCreatedRow, keepRefusal, oweOutcome } from "../domain/agree-on-change.ts";
import type { ChangeStep } from "../domain/change-step.ts";
import type { CallFailure } from "../domain/failure.ts";
import type { KatanaNow } from "../domain/katana-now.ts";
import { looksAfter } from "../domain/plan-linked.ts";
import type { AgreedSalesOrder } from "../domain/sales-order.ts";
import type { CarriedChange } from "../domain/timeline.ts";
import type { Progress, Run, StepOutcome } from "./apply-plan.ts";
import { attempt } from "./attempt.ts";
import type { Answer, RowUpdate } from "./ports.ts";
import type { RowChange } from "../domain/change-step.ts";
import { variantIdOf } from "./resolve-variant.ts";
import type { KeptLink } from "./stores.ts";

/** A step, and what the run knows of the sales order it changes. */
export interface Changing<Step extends ChangeStep = ChangeStep> {
  readonly step: Step;
  readonly progress: Progress & { readonly link: KeptLink; readonly actual: KatanaNow };
}

export interface ChangeCall<Value> {
  readonly send: () => Answer<Value>;
  readonly idOf: (value: Value) => number | null;
  /** What is agreed on once it succeeded. */
  readonly agree: (agreed: AgreedSalesOrder, value: Value) => AgreedSalesOrder;
  readonly told: CarriedChange;
}

/** Carries out the change of a row or of the fee (CHG-2, CHG-3, CHG-4, CHG-10, CHG-11). */
export function changeRowOrFee(
  run: Run,
  step: Extract<
    ChangeStep,
    { kind: "create-row" | "update-row" | "delete-row" | "update-shipping-fee" | "delete-shipping-fee" }
  >,
  progress: Changing["progress"],
): Promise<StepOutcome> {
  const { client } = run.katana;
  const agree = (agreed: AgreedSalesOrder) => (step.kind === "create-row" ? agreed : agreeOnChange(agreed, step));
  const unnamed = { agree, idOf: () => null };
  switch (step.kind) {
    case "create-row":
      return createRow(run, { step, progress });
    case "update-row": {
      const { rowId, name, changes } = step;
      const update = rowUpdate(changes, progress);
      const told = { what: "row-changed", name, changes } as const;
      return write(run, { step, progress }, { ...unnamed, send: () => client.updateRow(rowId, update), told });
    }
    case "delete-row": {
      const { rowId, name, quantity } = step;
      const told = { what: "row-deleted", name, quantity } as const;
      return write(run, { step, progress }, { ...unnamed, send: () => client.deleteRow(rowId), told });
    }
    case "update-shipping-fee": {
      const { id, from, fee } = step;
      const taxRateId = progress.taxRateIds.get(fee.taxPercent);
      if (taxRateId === undefined) throw new Error("A shipping fee was changed before its tax rate");
      const told = { what: "shipping-fee-changed", from, to: fee.amount } as const;
      const send = () => client.updateShippingFee(id, fee, taxRateId);
      return write(run, { step, progress }, { ...unnamed, send, told });
    }
    case "delete-shipping-fee": {
      const told = { what: "shipping-fee-deleted", from: step.from } as const;
      return write(run, { step, progress }, { ...unnamed, send: () => client.deleteShippingFee(step.id), told });
    }
  }
}

/** CHG-3 */
function createRow(
  run: Run,
  { step, progress }: Changing<Extract<ChangeStep, { kind: "create-row" }>>,
): Promise<StepOutcome> {
  const { row, name, salesOrderId } = step;
  const variantId = variantIdOf(row.variant, progress);
  return write(
    run,
    { step, progress },
    {
      send: () => run.katana.client.createRow(salesOrderId, row, progress),
      idOf: (rowId) => rowId,
      agree: (agreed, rowId) => agreeOnCreatedRow(agreed, step, { rowId, variantId }),
      told: { what: "row-added", name, quantity: row.quantity },
    },
  );
}

const rowUpdate = (changes: readonly RowChange[], { taxRateIds }: Progress): RowUpdate =>
  changes.reduce<RowUpdate>((update, change) => ({ ...update, ...fieldUpdate(change, taxRateIds) }), {});

const fieldUpdate = (change: RowChange, taxRateIds: Progress["taxRateIds"]): RowUpdate => {
  switch (change.field) {
    case "quantity":
      return { quantity: change.to };
    case "price":
      return { pricePerUnit: change.to };
    case "discount":
      return { discount: change.to };
    case "tax": {
      const taxRateId = taxRateIds.get(change.to);
      if (taxRateId === undefined) throw new Error("A row was changed before its tax rate");
      return { taxRateId };
    }
    case "location":
      return { locationId: change.to };
  }
};

/**
 * Sends one write, kept as unsure before it is sent and as agreed on, with its entry in the timeline, once it succeeded. What Katana refuses
 * is kept with its words, and the order is planned again without it (CHG-12).
 */
export async function write<Value>(
  run: Run,
  { step, progress }: Changing,
  { send, idOf, agree, told }: ChangeCall<Value>,
): Promise<StepOutcome> {
  const { stores, claim } = run;
  const owing = oweOutcome(progress.link.agreed, step);
  if (owing !== progress.link.agreed) await stores.orders.saveAgreed(claim, owing, null);
  const sent = { ...progress, link: { ...progress.link, agreed: owing } };
  const { id, result, outcome } = await attempt(run, { step: step.kind, intent: null, subjects: [], send, idOf });
  // What was not even taken in leaves nothing unsure.
  if (outcome === "not-sent") await stores.orders.saveAgreed(claim, progress.link.agreed, null);
  if (!result.ok) return refusedOrFailed(run, { step, progress: sent }, result.problem);
  const agreed = agree(owing, result.value);
  const looks = looksAfter(run.order, progress.link, step);
  const note = { kind: "changed", cause: "order", details: told } as const;
  await stores.orders.keepStep(
    claim,
    { agreed, looks, attemptId: id, resultId: idOf(result.value), note },
    new Date(run.outside.clock.now()).toISOString(),
  );
  return { kind: "done", progress: { ...progress, link: { ...progress.link, ...looks, agreed } } };
}

/** Of unknown outcome, it is waited for and looked at before anything else is sent; see `settle-changes`. */
export async function refusedOrFailed(
  { stores, claim }: Run,
  { step, progress }: Changing,
  failure: CallFailure,
): Promise<StepOutcome> {
  if (failure.kind !== "rejected") return { kind: "failed", failure };
  const agreed = keepRefusal(progress.link.agreed, step, { words: failure.words, actual: progress.actual });
  await stores.orders.saveAgreed(claim, agreed, null);
  return { kind: "look-again", progress: { ...progress, link: { ...progress.link, agreed } } };
}
