import { itemOf } from "./look-up.ts";
import { linkedManufacturingOrder } from "./manufacturing.ts";
import { decimal, toExactText, toNumber, toText } from "./money.ts";
import { rowsOf, shippedQuantity } from "./sales-order-status.ts";
import { feeOf, inBaseCurrency, orderTotal, rowTotal } from "./sales-order-total.ts";
import type { SalesOrder, SalesOrderAddress, SalesOrderRow, ShippingFee, Trace } from "./state.ts";
import { inStock } from "./stock.ts";
import { alive } from "./table.ts";
import type { Account, World } from "./world.ts";

export const batchTransactions = (traces: readonly Trace[]) =>
  traces
    .filter((trace) => trace.serial_number_id === null)
    .map((trace) => ({ batch_id: trace.batch_id, quantity: toNumber(decimal(trace.quantity)) }));

export const serialNumbers = (traces: readonly Trace[]): readonly number[] =>
  traces.flatMap((trace) => (trace.serial_number_id === null ? [] : [trace.serial_number_id]));

type Availability = "IN_STOCK" | "EXPECTED" | "PICKED" | "NOT_AVAILABLE" | "NOT_APPLICABLE";

/** Every row is judged by itself: stock is not shared out between orders. */
export function rowAvailability(account: Account, row: SalesOrderRow): Availability {
  if (itemOf(account, row.variant_id).kind === "service") return "NOT_APPLICABLE";
  const left = decimal(row.quantity) - shippedQuantity(account, row);
  if (left <= 0n) return "PICKED";
  if (row.location_id === null) return "NOT_AVAILABLE";
  if (inStock(account, { variantId: row.variant_id, locationId: row.location_id }) >= left) return "IN_STOCK";
  return linkedManufacturingOrder(account, row) ? "EXPECTED" : "NOT_AVAILABLE";
}

function orderAvailability(account: Account, rows: readonly SalesOrderRow[]): Availability {
  const found = new Set(rows.map((row) => rowAvailability(account, row)));
  const worstFirst: readonly Availability[] = ["NOT_AVAILABLE", "EXPECTED", "IN_STOCK", "PICKED"];
  return worstFirst.find((availability) => found.has(availability)) ?? "NOT_APPLICABLE";
}

export function productionStatus(account: Account, order: SalesOrder): string {
  const rows = rowsOf(account, order);
  const statuses = rows.flatMap((row) => linkedManufacturingOrder(account, row)?.status ?? []);
  if (statuses.length === 0) {
    return rows.some((row) => itemOf(account, row.variant_id).is_producible) ? "NONE" : "NOT_APPLICABLE";
  }
  if (statuses.every((status) => status === "DONE")) return "DONE";
  if (statuses.includes("BLOCKED")) return "BLOCKED";
  return statuses.every((status) => status === "NOT_STARTED") ? "NOT_STARTED" : "IN_PROGRESS";
}

export function encodeRow(account: Account, row: SalesOrderRow) {
  const order = account.tables.salesOrders.get(row.sales_order_id);
  if (!order) throw new Error(`Row ${row.id} belongs to no order.`);
  const total = rowTotal(row);
  return {
    id: row.id,
    sales_order_id: row.sales_order_id,
    variant_id: row.variant_id,
    quantity: row.quantity,
    tax_rate_id: row.tax_rate_id,
    location_id: row.location_id,
    product_availability: rowAvailability(account, row),
    product_expected_date: null,
    price_per_unit: toText(decimal(row.price_per_unit), 10),
    price_per_unit_in_base_currency: inBaseCurrency(order, decimal(row.price_per_unit)),
    total: toNumber(total),
    total_in_base_currency: inBaseCurrency(order, total),
    total_discount: toExactText(decimal(row.total_discount), 2),
    cogs_value: "0.0000000000",
    attributes: row.attributes,
    batch_transactions: batchTransactions(row.traceability),
    serial_numbers: serialNumbers(row.traceability),
    traceability: row.traceability,
    linked_manufacturing_order_id: row.linked_manufacturing_order_id,
    conversion_rate: order.conversion_rate,
    conversion_date: order.conversion_date,
    custom_fields: row.custom_fields,
    created_at: row.created_at,
    updated_at: row.updated_at,
    deleted_at: row.deleted_at,
  };
}

export const encodeFee = (fee: ShippingFee) => ({
  id: fee.id,
  sales_order_id: fee.sales_order_id,
  description: fee.description,
  amount: toText(decimal(fee.amount), 10),
  tax_rate_id: fee.tax_rate_id,
  created_at: fee.created_at,
  updated_at: fee.updated_at,
  deleted_at: fee.deleted_at,
});

export const encodeAddress = (address: SalesOrderAddress) => ({ ...address });

/** "No fee" is said in three ways on the live API. */
function shippingFee(world: World, account: Account, order: SalesOrder): { readonly shipping_fee?: unknown } {
  const fee = feeOf(account, order);
  if (fee) {
    const { id, sales_order_id, description, amount, tax_rate_id } = encodeFee(fee);
    return { shipping_fee: { id, sales_order_id, description, amount, tax_rate_id } };
  }
  const { noShippingFee } = world.switches;
  const way = noShippingFee === "random" ? world.random.pick(["null", "empty", "missing"]) : noShippingFee;
  if (way === "missing") return {};
  return { shipping_fee: way === "null" ? null : {} };
}

/** Deleted rows stay hidden, even of a deleted order. */
export function encodeSalesOrder(world: World, account: Account, order: SalesOrder) {
  const rows = rowsOf(account, order);
  const total = orderTotal(world, account, order);
  return {
    id: order.id,
    order_no: order.order_no,
    customer_id: order.customer_id,
    customer_ref: order.customer_ref,
    source: order.source,
    status: order.status,
    currency: order.currency,
    conversion_rate: order.conversion_rate,
    conversion_date: order.conversion_date,
    invoicing_status: order.invoicing_status,
    total: toNumber(total),
    total_in_base_currency: inBaseCurrency(order, total),
    additional_info: order.additional_info,
    order_created_date: order.order_created_date,
    delivery_date: order.delivery_date,
    picked_date: order.picked_date,
    location_id: order.location_id,
    product_availability: orderAvailability(account, rows),
    product_expected_date: null,
    ingredient_availability: "NOT_APPLICABLE",
    ingredient_expected_date: null,
    production_status: productionStatus(account, order),
    tracking_number: order.tracking_number,
    tracking_number_url: order.tracking_number_url,
    billing_address_id: order.billing_address_id,
    shipping_address_id: order.shipping_address_id,
    ecommerce_order_type: order.ecommerce_order_type,
    ecommerce_store_name: order.ecommerce_store_name,
    ecommerce_order_id: order.ecommerce_order_id,
    custom_fields: order.custom_fields,
    linked_manufacturing_order_id:
      rows.find((row) => row.linked_manufacturing_order_id)?.linked_manufacturing_order_id ?? null,
    ...shippingFee(world, account, order),
    addresses: alive(account.tables.salesOrderAddresses.of(order.id)).map(encodeAddress),
    sales_order_rows: rows.map((row) => encodeRow(account, row)),
    created_at: order.created_at,
    updated_at: order.updated_at,
    deleted_at: order.deleted_at,
  };
}
