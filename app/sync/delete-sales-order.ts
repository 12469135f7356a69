import { oweOutcome } from "../domain/agree-on-change.ts";
import type { ChangeStep } from "../domain/change-step.ts";
import { refusedOrFailed, type Changing } from "./apply-change.ts";
import { deleteLeftOrders } from "./apply-manufacturing.ts";
import type { Run, StepOutcome } from "./apply-plan.ts";
import { attempt } from "./attempt.ts";

/**
 * CHG-5, CHG-6. That Tandem deleted it, and why, is kept from before it is sent, so that a delete of unknown outcome is told for what it was.
 * What the order is then, the next look says.
 */
export async function deleteSalesOrder(
  run: Run,
  step: Extract<ChangeStep, { kind: "delete-sales-order" }>,
  progress: Changing["progress"],
): Promise<StepOutcome> {
  const { stores, claim, katana, outside } = run;
  const { salesOrderId, salesOrderNo, because } = step;
  const agreed = oweOutcome(progress.link.agreed, step);
  await stores.orders.saveAgreed(claim, agreed, null);
  const sent = { ...progress, link: { ...progress.link, agreed } };
  const { result } = await attempt(run, {
    step: step.kind,
    intent: null,
    subjects: [],
    send: () => katana.client.deleteSalesOrder(salesOrderId),
    idOf: () => null,
    because,
  });
  if (!result.ok && !(result.problem.kind === "rejected" && result.problem.status === 404))
    return refusedOrFailed(run, { step, progress: sent }, result.problem);
  const left = await deleteLeftOrders(katana.client, agreed);
  if (!left.ok) return { kind: "failed", failure: left.problem };
  const at = new Date(outside.clock.now()).toISOString();
  await stores.orders.recordGone(claim, salesOrderNo, at);
  outside.log("order.deleted", { shop: claim.shop, orderId: claim.orderId, salesOrderId, because, found: result.ok });
  return { kind: "look-again", progress: { ...sent, link: await stores.orders.linkOf(claim) } };
}
