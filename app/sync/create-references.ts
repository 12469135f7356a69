import type { Decimal } from "../domain/decimal.ts";
import type { DesiredCustomer, DesiredSalesOrder } from "../domain/sales-order.ts";
import type { Progress, Run, StepOutcome } from "./apply-plan.ts";
import { createOnce } from "./create-once.ts";

/** MAP-10. */
export async function createTaxRate(run: Run, percent: Decimal, progress: Progress): Promise<StepOutcome> {
  const { client } = run.katana;
  const made = await createOnce(run, {
    step: "create-tax-rate",
    names: [`tax-rate:${percent}`],
    // The plan knows the rates from a list that may be some minutes old.
    looked: false,
    find: () => client.findTaxRate(percent),
    send: () => client.createTaxRate(percent),
    idOf: ({ id }) => id,
  });
  if (made.kind !== "made") return made;
  const taxRateIds = new Map([...progress.taxRateIds, [percent, made.value.id] as const]);
  return { kind: "done", progress: { ...progress, taxRateIds } };
}

/** MAP-4. */
export async function createCustomer(
  run: Run,
  salesOrder: DesiredSalesOrder,
  progress: Progress,
): Promise<StepOutcome> {
  const { client } = run.katana;
  const made = await createOnce(run, {
    step: "create-customer",
    names: namesOf(salesOrder.customer),
    looked: true,
    find: () => client.findCustomer(salesOrder.customer),
    send: () => client.createCustomer(salesOrder),
    idOf: (id) => id,
  });
  return made.kind === "made" ? { kind: "done", progress: { ...progress, customerId: made.value } } : made;
}

/** A customer of two stores has two Shopify ids and one e-mail, and one customer's orders may carry two e-mails. */
const namesOf = (customer: DesiredCustomer): readonly string[] =>
  customer.kind === "generic"
    ? ["customer:generic"]
    : [
        ...(customer.email === null ? [] : [`customer-email:${customer.email.toLowerCase()}`]),
        `customer:${customer.shopifyId}`,
      ];
