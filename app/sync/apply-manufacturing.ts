import { agreeOnChange, oweRemoval } from "../domain/agree-on-change.ts";
import type { ChangeStep } from "../domain/change-step.ts";
import { compare, decimalFromInteger } from "../domain/decimal.ts";
import type { ManufacturingOrder } from "../domain/manufacturing-order.ts";
import { progressOf, releaseOf } from "../domain/release-manufacturing-order.ts";
import { write, type ChangeCall, type Changing } from "./apply-change.ts";
import type { Run, StepOutcome } from "./apply-plan.ts";
import type { Answer, KatanaClient } from "./ports.ts";
import { ok } from "../domain/result.ts";
import type { AgreedSalesOrder } from "../domain/sales-order.ts";

type Release = Extract<ChangeStep, { kind: "release-manufacturing-order" }>;
type Follow = Extract<ChangeStep, { kind: "follow-manufacturing-order" }>;

/** CHG-2, CHG-4: the status is read right before what depends on it. */
export async function releaseManufacturingOrder(
  run: Run,
  step: Release,
  progress: Changing["progress"],
): Promise<StepOutcome> {
  const { client } = run.katana;
  const { manufacturingOrderId: id, rowId, name, before } = step;
  const read = await client.loadManufacturingOrder(id);
  if (!read.ok) return { kind: "failed", failure: read.problem };
  const now = read.value?.rowId === rowId ? progressOf(read.value.status) : "gone";
  const unnamed = { agree: (agreed: typeof progress.link.agreed) => agreeOnChange(agreed, step), idOf: () => null };
  switch (releaseOf(now, before)) {
    case "keep":
      return { kind: "done", progress };
    case "afterwards": {
      const agreed = oweRemoval(progress.link.agreed, step);
      await run.stores.orders.saveAgreed(run.claim, agreed, null);
      return { kind: "done", progress: { ...progress, link: { ...progress.link, agreed } } };
    }
    case "unlink": {
      const told = { what: "manufacturing-order-unlinked", name } as const;
      return write(run, { step, progress }, { ...unnamed, send: () => client.unlinkManufacturingOrder(rowId), told });
    }
  }
}

/** One that is linked to no row any more, was started, or follows its row by itself needs nothing. */
const needsFollowing = (
  found: ManufacturingOrder | null,
  { quantity }: Pick<Follow, "quantity">,
): found is ManufacturingOrder =>
  found !== null &&
  progressOf(found.status) === "not-started" &&
  // Katana may have unlinked it when its row went (CHG-4).
  (quantity === 0 || (found.rowId !== null && compare(found.plannedQuantity, decimalFromInteger(quantity)) !== 0));

/** CHG-2: Katana lets a manufacturing order follow its row by itself; what it left is done here, never twice. */
export async function followManufacturingOrder(
  run: Run,
  step: Follow,
  progress: Changing["progress"],
): Promise<StepOutcome> {
  const { stores, claim, katana } = run;
  const read = await katana.client.loadManufacturingOrder(step.manufacturingOrderId);
  if (!read.ok) return { kind: "failed", failure: read.problem };
  const found = read.value;
  const agree = (agreed: typeof progress.link.agreed) => agreeOnChange(agreed, step);
  if (!needsFollowing(found, step)) {
    const agreed = agree(progress.link.agreed);
    await stores.orders.saveAgreed(claim, agreed, null);
    return { kind: "done", progress: { ...progress, link: { ...progress.link, agreed } } };
  }
  const { client } = katana;
  const { quantity } = step;
  const change: Pick<ChangeCall<null>, "send" | "told"> = quantity === 0
    ? {
        send: () => client.deleteManufacturingOrder(found.id),
        told: { what: "manufacturing-order-deleted", name: "a deleted row" },
      }
    : {
        send: () => client.updateManufacturingOrder(found, quantity),
        told: { what: "manufacturing-order-changed", quantity },
      };
  return write(run, { step, progress }, { agree, idOf: () => null, ...change });
}

/** CHG-5: what was not started goes after its sales order, as far as Katana left it. Said twice it does no harm. */
export async function deleteLeftOrders(client: KatanaClient, agreed: AgreedSalesOrder): Answer<null> {
  for (const pending of agreed.pendingManufacturing ?? []) {
    if (pending.quantity > 0) continue;
    const read = await client.loadManufacturingOrder(pending.manufacturingOrderId);
    if (!read.ok) return read;
    if (!needsFollowing(read.value, pending)) continue;
    const result = await client.deleteManufacturingOrder(read.value.id);
    if (!result.ok && result.problem.kind !== "rejected") return result;
  }
  return ok(null);
}
