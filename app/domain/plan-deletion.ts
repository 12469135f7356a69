import type { ChangeInput } from "./change-input.ts";
import type { ChangePart } from "./change-part.ts";
import type { ChangeStep, DeletionCause } from "./change-step.ts";
import { isShipped } from "./katana-now.ts";
import { lookAt } from "./order-look.ts";
import type { OrderLook } from "./order-look.ts";
import type { PartPlan } from "./plan-row.ts";
import { endOf, fulfilledQuantities } from "./quantity.ts";

/** CHG-5, CHG-6: why the whole sales order should go; null when it should not. */
export const deletionCause = (
  { order, agreedLook, settings, actual }: ChangeInput,
  look: OrderLook,
): DeletionCause | null => {
  if (!settings.bringOrderChanges || isShipped(actual)) return null;
  if ([...fulfilledQuantities(order).values()].some((units) => units > 0)) return null;
  const end = endOf(order);
  if (end !== null) return end;
  if (look.archivedUnfinished && !agreedLook.archivedUnfinished) return "archived";
  const handMade = actual.salesOrder.rows.some(({ key }) => key === null);
  return look.lines.length === 0 && agreedLook.lines.length > 0 && !handMade ? "emptied" : null;
};

/** What makes the goods of a row to order is released before the row goes with its sales order. */
const releases = ({ actual }: ChangeInput): readonly ChangeStep[] =>
  actual.salesOrder.rows.flatMap(({ id, manufacturingOrderId, variantId }) =>
    manufacturingOrderId === null
      ? []
      : [
          {
            kind: "release-manufacturing-order",
            manufacturingOrderId,
            rowId: id,
            name: `variant ${String(variantId)}`,
            before: "delete",
          } as const,
        ],
  );

/** A deletion that is held back holds back everything: nothing else is carried over to a sales order that should go. */
const everyPart = ({ order, agreedLook }: ChangeInput): readonly ChangePart[] => {
  const keys = new Set([...agreedLook.lines, ...lookAt(order).lines].map(({ id }) => id));
  return [
    { of: "state" },
    { of: "shipping" },
    ...[...keys].flatMap((key) => [{ of: "row", key } as const, { of: "location", key } as const]),
  ];
};

/** The end of the whole sales order, or what forbids it (CHG-5, CHG-6). */
export const planDeletion = (input: ChangeInput, because: DeletionCause): PartPlan => {
  const { salesOrder, hasReturns } = input.actual;
  const parts = everyPart(input);
  const forbidden = (cause: "invoiced" | "has-returns"): PartPlan => ({
    parts,
    steps: [],
    blocks: [{ kind: "sales-order-not-deletable", because, cause }],
  });
  if (salesOrder.invoicing !== "not-invoiced") return forbidden("invoiced");
  if (hasReturns === true) return forbidden("has-returns");
  return {
    parts,
    steps: [
      ...releases(input),
      { kind: "delete-sales-order", salesOrderId: salesOrder.id, salesOrderNo: salesOrder.orderNo, because },
    ],
    blocks: [],
  };
};
