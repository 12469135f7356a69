import type { Decimal } from "../domain/decimal.ts";
import type { KatanaTaxRateId } from "../domain/ids.ts";
import type { DesiredSalesOrder } from "../domain/sales-order.ts";
import type { Progress, Run, StepOutcome } from "./apply-plan.ts";
import { attempt, stillPossibleUntil } from "./attempt.ts";

/** Milliseconds. The lease is renewed while it is held; after a kill it is free again this soon. */
const patience = { holdMs: 15_000, waitMs: 15_000 };

/** One create per account and thing at a time: of several orders that need the same new thing, one makes it and the others find it (STO-4). */
async function claimed(
  { outside, katana }: Run,
  thing: string,
  create: () => Promise<StepOutcome>,
): Promise<StepOutcome> {
  const leased = await outside.leases.withLease(`katana:${katana.accountId}:${thing}`, patience, create);
  if (leased.taken) return leased.value;
  const words = "another order is creating the same entry right now";
  return { kind: "failed", failure: { kind: "unavailable", side: "katana", words } };
}

/** MAP-10. */
export function createTaxRate(run: Run, percent: Decimal, progress: Progress): Promise<StepOutcome> {
  const { katana } = run;
  return claimed(run, `tax-rate:${percent}`, async () => {
    const rates = await katana.client.listTaxRates();
    if (!rates.ok) return { kind: "failed", failure: rates.problem };
    const existing = rates.value.find((rate) => rate.percent === percent);
    if (existing) return { kind: "done", progress: withTaxRate(progress, percent, existing.id) };
    const until = stillPossibleUntil(run, "create-tax-rate");
    if (until !== null) return { kind: "wait", wait: { kind: "unknown-create", until } };
    const { result } = await attempt(run, {
      step: "create-tax-rate",
      intent: null,
      send: () => katana.client.createTaxRate(percent),
      idOf: ({ id }) => id,
    });
    if (!result.ok) return { kind: "failed", failure: result.problem };
    return { kind: "done", progress: withTaxRate(progress, percent, result.value.id) };
  });
}

const withTaxRate = (progress: Progress, percent: Decimal, id: KatanaTaxRateId): Progress => ({
  ...progress,
  taxRateIds: new Map([...progress.taxRateIds, [percent, id]]),
});

/** MAP-4. */
export function createCustomer(run: Run, salesOrder: DesiredSalesOrder, progress: Progress): Promise<StepOutcome> {
  const { katana } = run;
  const { customer } = salesOrder;
  const key = customer.kind === "generic" ? "generic" : customer.shopifyId;
  return claimed(run, `customer:${key}`, async () => {
    const found = await katana.client.findCustomer(customer);
    if (!found.ok) return { kind: "failed", failure: found.problem };
    if (found.value !== null) return { kind: "done", progress: { ...progress, customerId: found.value } };
    const until = stillPossibleUntil(run, "create-customer");
    if (until !== null) return { kind: "wait", wait: { kind: "unknown-create", until } };
    const { result } = await attempt(run, {
      step: "create-customer",
      intent: null,
      send: () => katana.client.createCustomer(salesOrder),
      idOf: (id) => id,
    });
    if (!result.ok) return { kind: "failed", failure: result.problem };
    return { kind: "done", progress: { ...progress, customerId: result.value } };
  });
}
