import { addressText, type AddressInput } from "./address.ts";
import { preconditionFailed, ruleBroken } from "./errors.ts";
import { fulfillRemainder, refuseClosedPeriod, revertFulfillment } from "./fulfillment.ts";
import { customerOf, sellingLocationOf, taxRateOf, variantOf } from "./look-up.ts";
import { releaseRow } from "./manufacturing.ts";
import { addRow } from "./sales-order-row.ts";
import type { NewOrder, OrderPatch } from "./sales-order-body.ts";
import { emitOrder, fulfillmentsOf, isOpen, orderChanged, rowsOf, setOpenStatus } from "./sales-order-status.ts";
import type { Customer, SalesOrder } from "./state.ts";
import { alive } from "./table.ts";
import { assignDefined, markDeleted, stamp, timestamp, type Account, type World } from "./world.ts";

const DAY_MS = 86_400_000;

function refuseTakenNumber(world: World, account: Account, orderNo: string, self?: SalesOrder): void {
  if (world.switches.duplicateOrderNo === "accept") return;
  const taken = alive(account.tables.salesOrders.all()).some((other) => other !== self && other.order_no === orderNo);
  if (taken) throw ruleBroken(`Sales order number ${orderNo} is already in use`);
}

function refuseForeignCurrency(world: World, account: Account, currency: string): void {
  if (!/^[A-Z]{3}$/.test(currency)) throw ruleBroken(`Currency ${currency} is not supported`);
  if (world.switches.multiCurrency === "allow" || currency === account.record.factory.base_currency_code) return;
  throw ruleBroken("Multi-currency is not enabled for this account");
}

function nextOrderNo(account: Account): string {
  account.record.lastSalesOrderNo += 1;
  return `SO-${account.record.lastSalesOrderNo}`;
}

const asTimestamp = (world: World, text: string): string => timestamp(world, Date.parse(text));

/** Without a delivery date the account's usual days are added. */
function datesOf(world: World, account: Account, input: NewOrder) {
  const created = input.order_created_date ?? timestamp(world);
  const days = Number(account.record.factory.default_so_delivery_time ?? "0");
  const usual = timestamp(world, Date.parse(created) + days * DAY_MS);
  return {
    order_created_date: asTimestamp(world, created),
    delivery_date: asTimestamp(world, input.delivery_date ?? usual),
  };
}

export function addAddress(
  world: World,
  account: Account,
  order: SalesOrder,
  address: AddressInput & { readonly entity_type: "billing" | "shipping" },
) {
  const made = account.tables.salesOrderAddresses.insert({
    ...stamp(world, "salesOrderAddresses"),
    ...addressText(address),
    sales_order_id: order.id,
    entity_type: address.entity_type,
  });
  // A second one of a kind takes over.
  if (address.entity_type === "billing") order.billing_address_id = made.id;
  else order.shipping_address_id = made.id;
  return made;
}

function customersAddresses(account: Account, customer: Customer) {
  const defaults = [customer.default_billing_id, customer.default_shipping_id];
  return alive(account.tables.customerAddresses.of(customer.id)).filter((address) => defaults.includes(address.id));
}

function refuseUnknownReferences(world: World, account: Account, input: NewOrder): void {
  if (input.location_id !== undefined) sellingLocationOf(world, account, input.location_id);
  for (const row of input.sales_order_rows) {
    variantOf(world, account, row.variant_id);
    if (row.tax_rate_id !== undefined) taxRateOf(world, account, row.tax_rate_id);
    if (row.location_id !== undefined) sellingLocationOf(world, account, row.location_id);
  }
}

function insertSalesOrder(
  world: World,
  account: Account,
  input: NewOrder,
  given: Pick<SalesOrder, "customer_id" | "currency" | "source">,
): SalesOrder {
  const {
    customer_ref = null,
    status = "NOT_SHIPPED",
    location_id = account.record.factory.default_sales_location_id,
    tracking_number = null,
    tracking_number_url = null,
    ecommerce_order_type = null,
    ecommerce_store_name = null,
    ecommerce_order_id = null,
    custom_fields = null,
  } = input;
  const head = stamp(world, "salesOrders");
  return account.tables.salesOrders.insert({
    ...head,
    ...given,
    ...datesOf(world, account, input),
    order_no: input.order_no ?? nextOrderNo(account),
    customer_ref,
    status,
    location_id,
    conversion_rate: null,
    conversion_date: null,
    invoicing_status: "notInvoiced",
    picked_date: null,
    additional_info: input.additional_info ?? "",
    tracking_number,
    tracking_number_url,
    billing_address_id: null,
    shipping_address_id: null,
    ecommerce_order_type,
    ecommerce_store_name,
    ecommerce_order_id,
    custom_fields,
    rank: head.id,
    last_manufacturing_no: 0,
  });
}

export function createSalesOrder(world: World, account: Account, input: NewOrder, source: string): SalesOrder {
  const customer = customerOf(world, account, input.customer_id);
  refuseUnknownReferences(world, account, input);
  const currency = input.currency ?? customer.currency ?? account.record.factory.base_currency_code;
  refuseForeignCurrency(world, account, currency);
  if (input.order_no !== undefined) refuseTakenNumber(world, account, input.order_no);

  const order = insertSalesOrder(world, account, input, { customer_id: customer.id, currency, source });
  for (const row of input.sales_order_rows) addRow(world, account, order, row);
  const copied = world.switches.copyCustomerAddresses ? customersAddresses(account, customer) : [];
  for (const address of input.addresses ?? copied) addAddress(world, account, order, address);
  emitOrder(world, account, order, "created");
  return order;
}

const LOCKED_ONCE_SHIPPED = [
  "order_no",
  "customer_id",
  "delivery_date",
  "location_id",
  "currency",
  "picked_date",
] as const satisfies readonly (keyof OrderPatch)[];

function refuseLockedFields(order: SalesOrder, changes: OrderPatch): void {
  const locked = isOpen(order) ? undefined : LOCKED_ONCE_SHIPPED.find((field) => changes[field] !== undefined);
  if (locked) throw ruleBroken(`${locked} can only be updated when the sales order status is NOT_SHIPPED or PENDING`);
  const shipped = order.status === "PACKED" || order.status === "DELIVERED";
  if (!shipped && (changes.conversion_rate !== undefined || changes.conversion_date !== undefined)) {
    throw ruleBroken("conversion_rate and conversion_date can only be updated when the status is PACKED or DELIVERED");
  }
}

function refusePatch(world: World, account: Account, order: SalesOrder, changes: OrderPatch): void {
  refuseLockedFields(order, changes);
  if (changes.customer_id !== undefined) customerOf(world, account, changes.customer_id);
  if (changes.order_no !== undefined) refuseTakenNumber(world, account, changes.order_no, order);
  if (changes.currency !== undefined) refuseForeignCurrency(world, account, changes.currency);
  if (changes.location_id !== undefined) {
    sellingLocationOf(world, account, changes.location_id);
    const linked = rowsOf(account, order).some((row) => row.linked_manufacturing_order_id !== null);
    if (linked) throw ruleBroken("location_id cannot be updated while a row has a linked manufacturing order");
  }
  const reopened = changes.status === "PENDING" || changes.status === "NOT_SHIPPED";
  if (reopened && fulfillmentsOf(account, order.id).length > 0) {
    throw ruleBroken("Sales order cannot be reopened while it has fulfillments");
  }
}

export function patchSalesOrder(world: World, account: Account, order: SalesOrder, changes: OrderPatch): void {
  refusePatch(world, account, order, changes);
  const { status, custom_fields, additional_info, ...fields } = changes;
  const moment = (text: string | undefined) => (text === undefined ? undefined : asTimestamp(world, text));
  assignDefined<SalesOrder>(order, {
    ...fields,
    order_created_date: moment(fields.order_created_date),
    delivery_date: moment(fields.delivery_date),
    picked_date: moment(fields.picked_date),
    conversion_date: moment(fields.conversion_date),
  });
  if (custom_fields !== undefined) order.custom_fields = custom_fields && { ...order.custom_fields, ...custom_fields };
  if (additional_info !== undefined) order.additional_info = additional_info;
  else if (world.switches.wipeAdditionalInfo) order.additional_info = "";

  if (status === "PENDING" || status === "NOT_SHIPPED") setOpenStatus(world, account, order, status);
  const ships = status === "PACKED" || status === "DELIVERED";
  if (ships && world.switches.patchStatusShipped === "fulfill") fulfillRemainder(world, account, order, status);
  else orderChanged(world, account, order);
}

export function deleteSalesOrder(world: World, account: Account, order: SalesOrder): void {
  if (alive(account.tables.salesReturns.of(order.id)).length > 0) {
    throw preconditionFailed("Cannot delete sales orders as sales orders have return orders.");
  }
  if (order.invoicing_status !== "notInvoiced") {
    throw preconditionFailed("Cannot delete sales orders as sales orders have invoices.");
  }
  const fulfillments = fulfillmentsOf(account, order.id);
  for (const fulfillment of fulfillments) refuseClosedPeriod(account, fulfillment.picked_date);

  for (const fulfillment of fulfillments) revertFulfillment(world, account, fulfillment);
  for (const row of rowsOf(account, order)) {
    releaseRow(world, account, row);
    markDeleted(world, row);
  }
  for (const address of alive(account.tables.salesOrderAddresses.of(order.id))) markDeleted(world, address);
  for (const fee of alive(account.tables.shippingFees.of(order.id))) markDeleted(world, fee);
  markDeleted(world, order);
  emitOrder(world, account, order, "deleted");
}
