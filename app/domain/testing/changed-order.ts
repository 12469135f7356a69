import type { KatanaNow } from "../katana-now.ts";
import type { Order } from "../order.ts";
import { planOrder } from "../plan-order.ts";
import type { PlanInput } from "../plan-order.ts";
import type { Plan } from "../plan.ts";
import { imported, withRows } from "./build-link.ts";
import { aFulfillment, aLine, anOrder, known } from "./build-order.ts";
import { aPlanInput } from "./build-plan-input.ts";
import { aVariant, someReferences } from "./build-references.ts";
import { decimal, lineId, manufacturingOrderId, salesOrderRowId, variantId } from "./ids.ts";

/** An order of two lines that came over, and what may have become of it since, on either side. */
export const chair = aLine({ orderedQuantity: 2 });
export const table = aLine({ id: lineId("102"), title: "Table", sku: "TABLE", unitPrice: decimal("30") });
export const references = someReferences({
  variantsBySku: new Map([
    ["CHAIR", [aVariant()]],
    ["TABLE", [aVariant({ id: variantId(502), sku: "TABLE" })]],
    ["LAMP", [aVariant({ id: variantId(503), sku: "LAMP" })]],
  ]),
});
export const order = anOrder({ lines: [chair, table] });
export const { link, actual } = imported(order, references);
export const chairRow = actual.salesOrder.rows.find(({ key }) => key === "101")!;
export const tableRow = actual.salesOrder.rows.find(({ key }) => key === "102")!;

export const plan = (changed: Order, overrides: Partial<PlanInput> = {}): Plan =>
  planOrder(aPlanInput({ order: changed, link, actual, references, ...overrides }));
export const withLines = (...lines: Order["lines"]): Order => ({ ...order, lines });
export const chairs = (units: number) => aLine({ orderedQuantity: Math.max(units, 2), currentQuantity: units });
export const shipped = (now: KatanaNow, ...rows: (typeof chairRow)[]): KatanaNow => ({
  ...now,
  salesOrder: { ...now.salesOrder, status: "PARTIALLY_DELIVERED" },
  fulfilledQuantities: new Map(rows.map(({ id }) => [id, decimal("1")])),
});
export const invoiced: KatanaNow = { ...actual, salesOrder: { ...actual.salesOrder, invoicing: "partly-invoiced" } };
export const kinds = ({ steps }: Plan) => steps.map(({ kind }) => kind);
export const handMade = (now: KatanaNow): KatanaNow => ({
  ...now,
  salesOrder: {
    ...now.salesOrder,
    rows: [...now.salesOrder.rows, { ...chairRow, id: salesOrderRowId(9), key: null }],
  },
});
export const madeToOrder = withRows(actual, (row) => ({ ...row, manufacturingOrderId: manufacturingOrderId(77) }));
export const cancelled = { ...order, cancelledAt: "2026-11-11T00:00:00Z", closedAt: "2026-11-11T00:00:00Z" };
export const refunded = { ...order, financialStatus: known("REFUNDED" as const) };
export const archived = { ...order, closedAt: "2026-11-11T00:00:00Z" };
export const fulfilledOne = (changed: Order): Order => ({
  ...changed,
  fulfillments: [aFulfillment([{ lineId: lineId("101"), quantity: 1 }])],
});
