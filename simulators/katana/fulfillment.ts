import { ruleBroken } from "./errors.ts";
import { itemOf } from "./look-up.ts";
import { decimal, sum, toExactText } from "./money.ts";
import { orderChanged, rowsOf, shippedQuantity, fulfillmentRowsOf } from "./sales-order-status.ts";
import type { Fulfillment, FulfillmentRow, SalesOrder, SalesOrderRow, ShippedStatus, Trace } from "./state.ts";
import { moveTraced, tracesFirstInFirstOut } from "./stock.ts";
import { alive } from "./table.ts";
import { markDeleted, stamp, timestamp, touch, type Account, type World } from "./world.ts";

export interface NewFulfillmentRow {
  readonly row: SalesOrderRow;
  readonly quantity: number;
  /** Undefined: whatever Katana takes by itself. */
  readonly traces?: readonly Trace[] | undefined;
}

export interface NewFulfillment {
  readonly status: ShippedStatus;
  readonly rows: readonly NewFulfillmentRow[];
  readonly pickedDate?: string | undefined;
  readonly conversionRate?: number | null | undefined;
  readonly conversionDate?: string | null | undefined;
  readonly trackingNumber?: string | null | undefined;
  readonly trackingUrl?: string | null | undefined;
  readonly trackingCarrier?: string | null | undefined;
  readonly trackingMethod?: string | null | undefined;
}

/** No stock movement may be dated in a closed period; its last day is the closing date itself. */
export function refuseClosedPeriod(account: Account, at: string): void {
  const closing = account.record.factory.inventory_closing_date;
  if (closing !== null && at.slice(0, 10) <= closing.slice(0, 10)) {
    throw ruleBroken(`The inventory period up to ${closing.slice(0, 10)} is closed`);
  }
}

function refuseTooMuch(account: Account, rows: readonly NewFulfillmentRow[]): void {
  for (const row of new Set(rows.map((wanted) => wanted.row))) {
    const wanted = sum(rows.filter((other) => other.row === row).map((other) => decimal(other.quantity)));
    if (wanted + shippedQuantity(account, row) > decimal(row.quantity)) {
      throw ruleBroken("quantity exceeds remaining quantity");
    }
  }
}

function refuseWrongSerials(account: Account, { row, quantity, traces = row.traceability }: NewFulfillmentRow): void {
  if (!itemOf(account, row.variant_id).serial_tracked) return;
  const serials = traces.flatMap((trace) => (trace.serial_number_id === null ? [] : [trace.serial_number_id]));
  if (serials.length !== quantity) {
    throw ruleBroken(
      `sum of serial number quantity (current: ${serials.length}) must match fulfillment row quantity (expected: ${quantity})`,
    );
  }
  for (const id of serials) {
    const serial = account.tables.serialNumbers.live(id);
    if (serial?.variant_id !== row.variant_id) throw ruleBroken(`serial number ${id} does not exist`);
    if (serial.used_by !== null) throw ruleBroken(`serial number ${serial.serial_number} is already used`);
  }
}

function refuseWrongBatches(account: Account, { row, quantity, traces = [] }: NewFulfillmentRow): void {
  for (const { batch_id } of traces) {
    if (batch_id !== null && account.tables.batches.live(batch_id)?.variant_id !== row.variant_id) {
      throw ruleBroken(`batch ${batch_id} does not exist`);
    }
  }
  if (sum(traces.map((trace) => decimal(trace.quantity))) > decimal(quantity)) {
    throw ruleBroken("sum of traceability quantity exceeds fulfillment row quantity");
  }
}

function tracesTaken(account: Account, wanted: NewFulfillmentRow, status: ShippedStatus): readonly Trace[] {
  const { row, quantity } = wanted;
  const given = wanted.traces ?? row.traceability;
  if (given.length > 0) return given;
  const tracked = itemOf(account, row.variant_id).batch_tracked;
  if (!tracked || status !== "DELIVERED" || row.location_id === null) return [];
  return tracesFirstInFirstOut(account, { variantId: row.variant_id, locationId: row.location_id }, decimal(quantity));
}

function moveRow(world: World, account: Account, row: FulfillmentRow, direction: 1n | -1n): void {
  if (row.location_id === null) return;
  moveTraced(world, account, {
    variantId: row.variant_id,
    locationId: row.location_id,
    traces: row.traceability,
    quantity: decimal(row.quantity),
    direction,
  });
  for (const { serial_number_id } of row.traceability) {
    const serial = serial_number_id === null ? undefined : account.tables.serialNumbers.get(serial_number_id);
    if (serial) serial.used_by = direction < 0n ? row.id : null;
  }
}

/** Takes the goods out of stock, packed or delivered. */
export function createFulfillment(
  world: World,
  account: Account,
  order: SalesOrder,
  wanted: NewFulfillment,
): Fulfillment {
  if (order.status === "PENDING") throw ruleBroken("A quote cannot be fulfilled");
  const pickedDate = wanted.pickedDate ?? timestamp(world);
  refuseClosedPeriod(account, pickedDate);
  refuseTooMuch(account, wanted.rows);
  for (const row of wanted.rows) {
    refuseWrongSerials(account, row);
    refuseWrongBatches(account, row);
  }

  const fulfillment = account.tables.fulfillments.insert({
    ...stamp(world, "fulfillments"),
    sales_order_id: order.id,
    status: wanted.status,
    picked_date: pickedDate,
    invoice_status: "NOT_INVOICED",
    conversion_rate: wanted.conversionRate ?? null,
    conversion_date: wanted.conversionDate ?? null,
    tracking_number: wanted.trackingNumber ?? null,
    tracking_url: wanted.trackingUrl ?? null,
    tracking_carrier: wanted.trackingCarrier ?? null,
    tracking_method: wanted.trackingMethod ?? null,
    packer_id: null,
  });
  for (const row of wanted.rows) {
    const made = account.tables.fulfillmentRows.insert({
      ...stamp(world, "fulfillmentRows"),
      fulfillment_id: fulfillment.id,
      sales_order_row_id: row.row.id,
      variant_id: row.row.variant_id,
      location_id: row.row.location_id ?? order.location_id,
      quantity: row.quantity,
      traceability: tracesTaken(account, row, wanted.status),
    });
    moveRow(world, account, made, -1n);
  }
  order.picked_date = pickedDate;
  orderChanged(world, account, order);
  return fulfillment;
}

/** One fulfillment of all that is left of the order, and whatever was packed delivered with it. */
export function fulfillRemainder(world: World, account: Account, order: SalesOrder, status: ShippedStatus): void {
  const rows = rowsOf(account, order).flatMap((row) => {
    const left = decimal(row.quantity) - shippedQuantity(account, row);
    return left > 0n ? [{ row, quantity: Number(toExactText(left, 0)) }] : [];
  });
  if (rows.length > 0) createFulfillment(world, account, order, { status, rows });
  if (status === "PACKED") return;
  for (const packed of alive(account.tables.fulfillments.of(order.id)).filter((other) => other.status === "PACKED")) {
    setFulfillmentStatus(world, account, packed, "DELIVERED");
  }
  orderChanged(world, account, order);
}

/** The goods are out already; delivering decides which batches they came from. */
export function setFulfillmentStatus(
  world: World,
  account: Account,
  fulfillment: Fulfillment,
  status: ShippedStatus,
): void {
  fulfillment.status = status;
  touch(world, fulfillment);
  if (status === "PACKED") return;
  for (const row of fulfillmentRowsOf(account, fulfillment)) {
    const tracked = itemOf(account, row.variant_id).batch_tracked;
    if (!tracked || row.traceability.length > 0 || row.location_id === null) continue;
    moveRow(world, account, row, 1n);
    const place = { variantId: row.variant_id, locationId: row.location_id };
    row.traceability = tracesFirstInFirstOut(account, place, decimal(row.quantity));
    moveRow(world, account, row, -1n);
  }
}

/** Puts the goods back. */
export function revertFulfillment(world: World, account: Account, fulfillment: Fulfillment): void {
  for (const row of fulfillmentRowsOf(account, fulfillment)) {
    moveRow(world, account, row, 1n);
    markDeleted(world, row);
  }
  markDeleted(world, fulfillment);
}

export function deleteFulfillment(world: World, account: Account, fulfillment: Fulfillment): void {
  refuseClosedPeriod(account, fulfillment.picked_date);
  const returned = alive(account.tables.salesReturns.of(fulfillment.sales_order_id))
    .flatMap((salesReturn) => alive(account.tables.salesReturnRows.of(salesReturn.id)))
    .some((row) => account.tables.fulfillmentRows.get(row.fulfillment_row_id)?.fulfillment_id === fulfillment.id);
  if (returned) throw ruleBroken("Cannot delete a fulfillment that has returned items");

  revertFulfillment(world, account, fulfillment);
  const order = account.tables.salesOrders.live(fulfillment.sales_order_id);
  if (!order) return;
  if (alive(account.tables.fulfillments.of(order.id)).length === 0) order.picked_date = null;
  orderChanged(world, account, order);
}
