import type { Order } from "../domain/order.ts";
import { ok } from "../domain/result.ts";
import { isReturnStep } from "../domain/return-step.ts";
import type { KeptReturns, ReturnsNow } from "../domain/sales-return.ts";
import type { WriteAttempt } from "./attempt-store.ts";
import type { Answer, KatanaClient } from "./ports.ts";
import type { KeptLink } from "./stores.ts";

/** A sales return may be there that nobody knows the id of. */
const mayBeUnknown = ({ step, outcome }: WriteAttempt): boolean =>
  step === "create-sales-return" && (outcome === null || outcome === "looked-up");

export const isUnknownReturnWrite = ({ step, outcome }: WriteAttempt): boolean =>
  isReturnStep(step) && outcome === null;

/** What Katana has for the order's returns at this moment. */
export async function loadReturns(
  client: KatanaClient,
  {
    order,
    link,
    kept,
    attempts,
  }: { order: Order; link: KeptLink; kept: KeptReturns; attempts: readonly WriteAttempt[] },
): Answer<ReturnsNow> {
  const { salesOrderId } = link;
  const ids = kept.agreed.map(({ salesReturnId }) => salesReturnId);
  const unknown = order.returns.filter(({ id }) => !kept.agreed.some(({ returnId }) => returnId === id));
  const orderNos = attempts.some(mayBeUnknown) ? unknown.map(({ name }) => name) : [];
  const hasReasons = order.returns.some(({ lines }) => lines.some(({ reason }) => reason !== null));
  const [salesReturns, returnables, reasons] = await Promise.all([
    ids.length + orderNos.length === 0 ? ok([]) : client.findSalesReturns({ salesOrderId, ids, orderNos }),
    client.loadReturnables(salesOrderId),
    hasReasons ? client.listReturnReasons() : ok([]),
  ]);
  if (!salesReturns.ok) return salesReturns;
  if (!returnables.ok) return returnables;
  if (!reasons.ok) return reasons;
  return ok({ salesReturns: salesReturns.value, returnables: returnables.value, reasons: reasons.value });
}
