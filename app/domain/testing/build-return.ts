import type { Decimal } from "../decimal.ts";
import { noReturns } from "../sales-return.ts";
import type { ActualReturn, ActualReturnRow, AgreedReturn, AgreedReturnRow, Returnable } from "../sales-return.ts";
import type { Disposition, DispositionType, OrderReturn, ReturnLine } from "../order-return.ts";
import type { ReturnsInput } from "../plan-returns.ts";
import { aLine, known } from "./build-order.ts";
import {
  decimal,
  fulfillmentRowId,
  katanaLocationId,
  lineId,
  returnId,
  salesOrderId,
  salesOrderRowId,
  salesReturnId,
  salesReturnRowId,
  shopifyLocationId,
  variantId,
} from "./ids.ts";

export const aReturnLine = (overrides: Partial<ReturnLine> = {}): ReturnLine => ({
  id: "gid://shopify/ReturnLineItem/1",
  lineId: lineId("101"),
  quantity: 2,
  processed: 0,
  reason: null,
  ...overrides,
});

export const aDisposition = (
  type: DispositionType,
  quantity: number,
  overrides: Partial<Disposition> = {},
): Disposition => ({
  lineId: lineId("101"),
  type: known(type),
  quantity,
  locationId: type === "RESTOCKED" ? shopifyLocationId("1") : null,
  locationName: type === "RESTOCKED" ? "Warehouse" : null,
  ...overrides,
});

/** Open, two units of the order's line, nothing dealt with. */
export const aReturn = (overrides: Partial<OrderReturn> = {}): OrderReturn => ({
  id: returnId("71"),
  name: "#1001-R1",
  createdAt: "2026-11-20T10:00:00Z",
  status: known("OPEN"),
  lines: [aReturnLine()],
  dispositions: [],
  ...overrides,
});

/** Dealt with as these say. */
export const processed = (dispositions: readonly Disposition[], overrides: Partial<OrderReturn> = {}): OrderReturn =>
  aReturn({
    lines: [aReturnLine({ processed: dispositions.reduce((units, { quantity }) => units + quantity, 0) })],
    dispositions,
    ...overrides,
  });

/** Delivered for the row of line 101. */
export const aReturnable = (available = "3", overrides: Partial<Returnable> = {}): Returnable => ({
  fulfillmentRowId: fulfillmentRowId(9001),
  rowId: salesOrderRowId(60001),
  variantId: variantId(501),
  available: decimal(available),
  locationId: katanaLocationId(11),
  ...overrides,
});

export const anAgreedRow = (overrides: Partial<AgreedReturnRow> = {}): AgreedReturnRow => ({
  rowId: salesReturnRowId(801),
  fulfillmentRowId: fulfillmentRowId(9001),
  quantity: 2,
  reasonId: null,
  restockLocationId: null,
  ...overrides,
});

export const anActualRow = (quantity: Decimal, overrides: Partial<ActualReturnRow> = {}): ActualReturnRow => ({
  id: salesReturnRowId(801),
  fulfillmentRowId: fulfillmentRowId(9001),
  rowId: salesOrderRowId(60001),
  variantId: variantId(501),
  quantity,
  reasonId: null,
  restockLocationId: katanaLocationId(11),
  ...overrides,
});

export const anActualReturn = (overrides: Partial<ActualReturn> = {}): ActualReturn => ({
  id: salesReturnId(1200),
  status: "NOT_RETURNED",
  additionalInfo: "gid://shopify/Return/71",
  rows: [anActualRow(decimal("2"))],
  ...overrides,
});

export const anAgreedReturn = (overrides: Partial<AgreedReturn> = {}): AgreedReturn => ({
  returnId: returnId("71"),
  salesReturnId: salesReturnId(1200),
  rows: [anAgreedRow()],
  statusSent: null,
  statusSeen: "NOT_RETURNED",
  ...overrides,
});

/** One return of an order whose line 101 was delivered, both locations matched, nothing in Katana yet. */
export const aReturnsInput = (one: OrderReturn, overrides: Partial<ReturnsInput> = {}): ReturnsInput => ({
  order: { lines: [aLine()], returns: [one] },
  salesOrderId: salesOrderId(40001),
  kept: noReturns,
  now: { salesReturns: [], returnables: [aReturnable()], reasons: [] },
  rowOf: (id) => (id === "101" ? salesOrderRowId(60001) : null),
  locations: new Map([
    [shopifyLocationId("1"), katanaLocationId(11)],
    [shopifyLocationId("2"), katanaLocationId(12)],
  ]),
  mayClose: true,
  ...overrides,
});

/** The same once its sales return is there. */
export const withSalesReturn = (
  one: OrderReturn,
  actual: ActualReturn,
  agreed: AgreedReturn = anAgreedReturn(),
): ReturnsInput =>
  aReturnsInput(one, {
    kept: { ...noReturns, agreed: [agreed] },
    now: { salesReturns: [actual], returnables: [aReturnable("1")], reasons: [] },
  });
