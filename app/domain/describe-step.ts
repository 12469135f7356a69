import type { Step } from "./plan.ts";

/** What a step does, for previews and the timeline. Names nobody. */
export const describeStep = (step: Step): string => {
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
    case "create-shipping-fee":
      return `Add the shipping fee “${step.fee.description}” of ${step.fee.amount} to the sales order.`;
  }
};
