import { compare } from "./decimal.ts";
import type { Decimal } from "./decimal.ts";
import type { Step } from "./plan.ts";
import type { DesiredSalesOrder, References } from "./sales-order.ts";

/** Of the percentages those that Katana has no tax rate for, each once, the lowest first. */
export const missingTaxPercents = (percents: readonly Decimal[], references: References): readonly Decimal[] => {
  const existing = new Set(references.taxRates.map((rate) => rate.percent));
  return [...new Set(percents)].filter((percent) => !existing.has(percent)).toSorted(compare);
};

const percentsOf = ({ rows, shippingFee }: DesiredSalesOrder): readonly Decimal[] =>
  [...rows, ...(shippingFee === null ? [] : [shippingFee])].map(({ taxPercent }) => taxPercent);

/**
 * The writes that bring an order over. What the sales order refers to comes first; the fee, which Katana takes only by a call of its own,
 * comes last.
 */
export const importSteps = (salesOrder: DesiredSalesOrder, references: References): readonly Step[] => [
  ...missingTaxPercents(percentsOf(salesOrder), references).map((percent): Step => ({
    kind: "create-tax-rate",
    percent,
  })),
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
