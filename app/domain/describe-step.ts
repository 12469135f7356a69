import { describeChanges } from "./describe-change.ts";
import { moneyText } from "./money-text.ts";
import type { Step } from "./plan.ts";

/** What a step does, for previews and the timeline. Names nobody. Amounts are in `currency` (ISO 4217). */
export const describeStep = (step: Step, currency: string): string => {
  switch (step.kind) {
    case "create-tax-rate":
      return `Create the tax rate ${step.percent} % in Katana.`;
    case "create-customer":
      return step.salesOrder.customer.kind === "generic"
        ? "Create a customer in Katana for orders without one."
        : "Create the customer in Katana.";
    case "create-product":
      return `Create the product “${step.item.name}” in Katana.`;
    case "create-service":
      return `Create the service “${step.item.name}” in Katana.`;
    case "create-sales-order": {
      const { orderNo, rows } = step.salesOrder;
      return `Create the sales order ${orderNo} with ${rows.length === 1 ? "1 row" : `${String(rows.length)} rows`} in Katana.`;
    }
    case "create-row":
      return `Add a row for ${String(step.row.quantity)} × ${step.name} to the sales order.`;
    case "update-row":
      return `Change the row of ${step.name}: ${describeChanges(step.changes, currency)}.`;
    case "delete-row":
      return `Delete the row of ${step.quantity} × ${step.name}.`;
    case "release-manufacturing-order":
      return step.before === "delete"
        ? `Delete the manufacturing order of ${step.name}, or unlink it if it was started.`
        : `Unlink the manufacturing order of ${step.name} if it was started.`;
    case "follow-manufacturing-order":
      return `Let the manufacturing order make ${String(step.quantity)}.`;
    case "update-shipping-fee":
      return `Change the shipping fee: ${moneyText(step.from, currency)} → ${moneyText(step.fee.amount, currency)}.`;
    case "delete-shipping-fee":
      return `Delete the shipping fee of ${moneyText(step.from, currency)}.`;
    case "delete-sales-order":
      return `Delete the sales order ${step.salesOrderNo}.`;
    case "create-shipping-fee":
      return `Add the shipping fee “${step.fee.description}” of ${moneyText(step.fee.amount, currency)} to the sales order.`;
  }
};
