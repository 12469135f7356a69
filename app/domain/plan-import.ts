import { compare } from "./decimal.ts";
import type { Decimal } from "./decimal.ts";
import type { Step } from "./plan.ts";
import type { DesiredSalesOrder, References } from "./sales-order.ts";

const missingTaxPercents = (salesOrder: DesiredSalesOrder, references: References): readonly Decimal[] => {
  const existing = new Set(references.taxRates.map((rate) => rate.percent));
  const needed = [...salesOrder.rows, ...(salesOrder.shippingFee === null ? [] : [salesOrder.shippingFee])];
  return [...new Set(needed.map(({ taxPercent }) => taxPercent))]
    .filter((percent) => !existing.has(percent))
    .toSorted(compare);
};

/**
 * The writes that bring an order over. What the sales order refers to comes first; the fee, which Katana takes only by a call of its own,
 * comes last.
 */
export const importSteps = (salesOrder: DesiredSalesOrder, references: References): readonly Step[] => [
  ...missingTaxPercents(salesOrder, references).map((percent): Step => ({ kind: "create-tax-rate", percent })),
  ...(references.customerId === null ? [{ kind: "create-customer", salesOrder } satisfies Step] : []),
  ...salesOrder.newItems.map((item): Step => ({
    kind: item.kind === "product" ? "create-product" : "create-service",
    item,
  })),
  { kind: "create-sales-order", salesOrder },
  ...(salesOrder.shippingFee === null
    ? []
    : [
        {
          kind: "create-shipping-fee",
          salesOrderId: "just-created",
          fee: salesOrder.shippingFee,
        } satisfies Step,
      ]),
];
