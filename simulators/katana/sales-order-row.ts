import type { z } from "zod";
import { ruleBroken } from "./errors.ts";
import { sellingLocationOf, taxRateOf, variantOf } from "./look-up.ts";
import { followQuantity, linkedManufacturingOrder, releaseRow } from "./manufacturing.ts";
import { decimal, toExactText } from "./money.ts";
import type { createRowBody, NewRow, patchRowBody, TraceabilityInput } from "./sales-order-body.ts";
import { isOpen, orderChanged, rowsOf, shippedQuantity } from "./sales-order-status.ts";
import { keptDiscount, keptPrice } from "./sales-order-total.ts";
import type { SalesOrder, SalesOrderRow, Trace } from "./state.ts";
import { alive } from "./table.ts";
import { assignDefined, markDeleted, stamp, touch, type Account, type World } from "./world.ts";

const defaultTaxRate = (account: Account): number | null =>
  alive(account.tables.taxRates.all()).find((rate) => rate.is_default_sales)?.id ?? null;

/** Adds a row without asking whether the order still takes one. */
export function addRow(world: World, account: Account, order: SalesOrder, input: NewRow): SalesOrderRow {
  const variant = variantOf(world, account, input.variant_id);
  return account.tables.salesOrderRows.insert({
    ...stamp(world, "salesOrderRows"),
    sales_order_id: order.id,
    variant_id: variant.id,
    quantity: input.quantity,
    tax_rate_id: input.tax_rate_id ?? defaultTaxRate(account),
    location_id: input.location_id ?? order.location_id,
    price_per_unit: keptPrice(input.price_per_unit ?? variant.sales_price ?? 0),
    total_discount: keptDiscount(world.switches, input.total_discount ?? 0),
    attributes: input.attributes ?? [],
    traceability: [],
    linked_manufacturing_order_id: null,
    custom_fields: input.custom_fields ?? null,
  });
}

export function createRow(
  world: World,
  account: Account,
  order: SalesOrder,
  input: z.infer<typeof createRowBody>,
): SalesOrderRow {
  variantOf(world, account, input.variant_id);
  if (input.tax_rate_id !== undefined) taxRateOf(world, account, input.tax_rate_id);
  if (input.location_id !== undefined) sellingLocationOf(world, account, input.location_id);
  if (!isOpen(order)) throw ruleBroken("Sales order rows can only be added when the status is NOT_SHIPPED or PENDING");
  const row = addRow(world, account, order, input);
  orderChanged(world, account, order);
  return row;
}

function orderOfRow(account: Account, row: SalesOrderRow): SalesOrder {
  const order = account.tables.salesOrders.live(row.sales_order_id);
  if (!order) throw new Error(`Row ${row.id} belongs to no order.`);
  return order;
}

/** A row of which anything was packed or delivered is closed; its neighbours may still be open. */
function rowIsOpen(world: World, account: Account, row: SalesOrderRow): boolean {
  if (isOpen(orderOfRow(account, row))) return true;
  return world.switches.rowEditsOnPartlyShipped === "allow" && shippedQuantity(account, row) === 0n;
}

export function tracesOf(input: TraceabilityInput, fallback: number): readonly Trace[] {
  return input.map((trace) => ({
    batch_id: trace.batch_id ?? null,
    serial_number_id: trace.serial_number_id ?? null,
    bin_location_id: trace.bin_location_id ?? null,
    quantity: toExactText(decimal(trace.quantity ?? fallback), 5),
  }));
}

type RowPatch = z.infer<typeof patchRowBody>;

/** The newer way of allocating stock wins over the two older ones. */
function allocation(changes: RowPatch, row: SalesOrderRow): readonly Trace[] | undefined {
  if (changes.traceability) return tracesOf(changes.traceability, row.quantity);
  if (!changes.batch_transactions && !changes.serial_number_transactions) return undefined;
  const serials = (changes.serial_number_transactions ?? []).filter((serial) => serial.quantity !== 0);
  return [
    ...tracesOf(changes.batch_transactions ?? [], row.quantity),
    ...tracesOf(
      serials.map(({ serial_number_id }) => ({ serial_number_id, quantity: 1 })),
      1,
    ),
  ];
}

const OPEN_ONLY = ["quantity", "variant_id", "tax_rate_id", "price_per_unit", "total_discount", "location_id"] as const;

function refusePatch(world: World, account: Account, row: SalesOrderRow, changes: RowPatch): void {
  if (changes.variant_id !== undefined) variantOf(world, account, changes.variant_id);
  if (changes.tax_rate_id !== undefined) taxRateOf(world, account, changes.tax_rate_id);
  if (changes.location_id !== undefined) sellingLocationOf(world, account, changes.location_id);
  const locked = OPEN_ONLY.find((field) => changes[field] !== undefined);
  if (locked && !rowIsOpen(world, account, row)) {
    throw ruleBroken(`${locked} can only be updated when the sales order row is not shipped`);
  }
  const moved = changes.location_id !== undefined && changes.location_id !== row.location_id;
  if (moved && linkedManufacturingOrder(account, row)) {
    throw ruleBroken("location_id cannot be updated when the row has a linked manufacturing order");
  }
}

export function patchRow(world: World, account: Account, row: SalesOrderRow, changes: RowPatch): void {
  refusePatch(world, account, row, changes);
  const { price_per_unit, total_discount, custom_fields } = changes;
  const resized = changes.quantity !== undefined && changes.quantity !== row.quantity;
  const replaced = changes.variant_id !== undefined && changes.variant_id !== row.variant_id;
  const traces = allocation(changes, row);
  assignDefined<SalesOrderRow>(row, {
    quantity: changes.quantity,
    variant_id: changes.variant_id,
    tax_rate_id: changes.tax_rate_id,
    location_id: changes.location_id,
    attributes: changes.attributes,
    price_per_unit: price_per_unit === undefined ? undefined : keptPrice(price_per_unit),
    total_discount: total_discount === undefined ? undefined : keptDiscount(world.switches, total_discount),
    traceability: traces,
  });
  if (custom_fields !== undefined) row.custom_fields = custom_fields && { ...row.custom_fields, ...custom_fields };
  if (replaced) releaseRow(world, account, row);
  else if (resized) followQuantity(world, account, row);
  touch(world, row);
  orderChanged(world, account, orderOfRow(account, row));
}

export function deleteRow(world: World, account: Account, row: SalesOrderRow): void {
  const order = orderOfRow(account, row);
  if (!rowIsOpen(world, account, row)) throw ruleBroken("Sales order row can only be deleted when it is not shipped");
  if (world.switches.deleteLastRow === "refuse" && rowsOf(account, order).length === 1) {
    throw ruleBroken("The last row of a sales order cannot be deleted");
  }
  releaseRow(world, account, row);
  markDeleted(world, row);
  orderChanged(world, account, order);
}
