import { expect, it } from "vitest";
import { planOrder } from "./plan-order.ts";
import type { ActualRow, ActualSalesOrder, DesiredSalesOrder } from "./sales-order.ts";
import { anOrder, aShippingLine } from "./testing/build-order.ts";
import { aPlanInput } from "./testing/build-plan-input.ts";
import { asCreated, asSent } from "./testing/build-references.ts";
import { decimal, katanaLocationId, shippingFeeId, variantId } from "./testing/ids.ts";
import { isUntouched } from "./untouched.ts";

const desiredFor = (fulfillmentOrders = anOrder().fulfillmentOrders): readonly DesiredSalesOrder[] =>
  planOrder(aPlanInput({ order: anOrder({ fulfillmentOrders, shippingLines: [aShippingLine()] }) })).steps.flatMap(
    (step) => (step.kind === "create-sales-order" ? [step.salesOrder] : []),
  );

const untouchedAfter = (change: (actual: ActualSalesOrder) => ActualSalesOrder): readonly boolean[] =>
  desiredFor().map((desired) => isUntouched(change(asCreated(desired)), asSent(desired)));

const rowChanged = (change: Partial<ActualRow>) =>
  untouchedAfter((actual) => ({ ...actual, rows: actual.rows.map((row) => ({ ...row, ...change })) }));

const feeOf = (amount: string) =>
  untouchedAfter((actual) => ({
    ...actual,
    shippingFee: { id: shippingFeeId(7), amount: decimal(amount), description: null },
  }));

it("[IMP-9] takes a sales order as it was sent for untouched, with its own fee or without", () => {
  expect(untouchedAfter((actual) => actual)).toEqual([true]);
  expect(feeOf("5")).toEqual([true]);
});

it("[IMP-9] sees what a person did to a sales order", () => {
  expect(untouchedAfter((actual) => ({ ...actual, status: "PACKED" }))).toEqual([false]);
  expect(untouchedAfter((actual) => ({ ...actual, rows: [] }))).toEqual([false]);
  expect(rowChanged({ key: null })).toEqual([false]);
  expect(rowChanged({ variantId: variantId(9) })).toEqual([false]);
  expect(rowChanged({ quantity: decimal("2") })).toEqual([false]);
  expect(rowChanged({ pricePerUnit: decimal("9") })).toEqual([false]);
  expect(rowChanged({ discount: decimal("1") })).toEqual([false]);
  expect(rowChanged({ locationId: katanaLocationId(9) })).toEqual([false]);
  expect(feeOf("6")).toEqual([false]);
});

it("[IMP-9] takes a row more than was sent for a person's work", () => {
  const [desired] = desiredFor();
  const [elsewhere] = desiredFor().map((salesOrder) => ({ ...salesOrder, rows: [] }));
  if (desired === undefined || elsewhere === undefined) throw new Error("the order should come over");
  expect(isUntouched(asCreated(desired), asSent(elsewhere))).toBe(false);
});
