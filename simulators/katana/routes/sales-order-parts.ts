import { z } from "zod";
import { decodeBody, id, patch } from "../body.ts";
import { ruleBroken } from "../errors.ts";
import { encodeAddress, encodeFee } from "../encode-sales-order.ts";
import { list, manyIds, oneId, text } from "../list.ts";
import { inPath, orderOf, taxRateOf } from "../look-up.ts";
import { decimal, toExactText } from "../money.ts";
import { deleted, ok, route, type Call, type Reply, type Route } from "../route.ts";
import { addAddress } from "../sales-order.ts";
import { addressTexts, entityType } from "../sales-order-body.ts";
import { isOpen, orderChanged } from "../sales-order-status.ts";
import { feeOf } from "../sales-order-total.ts";
import type { SalesOrder, SalesOrderAddress, ShippingFee } from "../state.ts";
import { assignDefined, markDeleted, stamp, touch, type Account, type World } from "../world.ts";
import { addressFilters } from "./customers.ts";

const feeAmount = z.string();

const createFeeBody = z.strictObject({
  sales_order_id: z.number(),
  amount: feeAmount,
  description: z.string().optional(),
  tax_rate_id: z.number().optional(),
});

const patchFeeBody = z.strictObject({
  amount: feeAmount,
  description: z.string().optional(),
  tax_rate_id: z.number().optional(),
});

const createAddressBody = z.strictObject({ ...addressTexts, entity_type: entityType, sales_order_id: id });
const patchAddressBody = patch(addressTexts);

/** Katana keeps ten decimals. */
function keptAmount(amount: string): string {
  if (!/^\d+(\.\d+)?$/.test(amount.trim())) throw ruleBroken(`amount ${JSON.stringify(amount)} is not an amount`);
  return toExactText(decimal(amount), 0);
}

function orderOfPart(account: Account, part: { readonly sales_order_id: number }): SalesOrder {
  const order = account.tables.salesOrders.live(part.sales_order_id);
  if (!order) throw new Error(`Sales order ${part.sales_order_id} is gone, its parts are not.`);
  return order;
}

function refuseShipped(order: SalesOrder, what: string): void {
  if (!isOpen(order))
    throw ruleBroken(`${what} can only be changed when the sales order status is NOT_SHIPPED or PENDING`);
}

/** Whether these raise `sales_order.updated` is a switch; the order's `updated_at` moves in any case. */
function partChanged(world: World, account: Account, order: SalesOrder): void {
  orderChanged(world, account, order, { silent: !world.switches.feeAndAddressRaiseUpdated });
}

function postFee({ world, account, body }: Call): Reply {
  const input = decodeBody(createFeeBody, body);
  const order = orderOf(world, account, input.sales_order_id);
  if (input.tax_rate_id !== undefined) taxRateOf(world, account, input.tax_rate_id);
  refuseShipped(order, "Shipping fee");
  if (feeOf(account, order)) throw ruleBroken("Sales order already has a shipping fee");
  const amount = keptAmount(input.amount);
  const fee = account.tables.shippingFees.insert({
    ...stamp(world, "shippingFees"),
    sales_order_id: order.id,
    description: input.description ?? null,
    amount,
    tax_rate_id: input.tax_rate_id ?? null,
  });
  partChanged(world, account, order);
  return ok(encodeFee(fee));
}

function editFee({ world, account, id: feeId, body }: Call): Reply {
  const changes = decodeBody(patchFeeBody, body);
  const fee = inPath(account.tables.shippingFees, feeId);
  const order = orderOfPart(account, fee);
  if (changes.tax_rate_id !== undefined) taxRateOf(world, account, changes.tax_rate_id);
  refuseShipped(order, "Shipping fee");
  assignDefined<ShippingFee>(fee, { ...changes, amount: keptAmount(changes.amount) });
  touch(world, fee);
  partChanged(world, account, order);
  return ok(encodeFee(fee));
}

function removeFee({ world, account, id: feeId }: Call): Reply {
  const fee = inPath(account.tables.shippingFees, feeId);
  const order = orderOfPart(account, fee);
  refuseShipped(order, "Shipping fee");
  markDeleted(world, fee);
  partChanged(world, account, order);
  return deleted(world);
}

const listFees = (call: Call): Reply =>
  list(call, {
    entities: call.account.tables.shippingFees.all(),
    encode: encodeFee,
    filters: { sales_order_id: oneId((fee) => fee.sales_order_id) },
  });

function refuseDelivered(order: SalesOrder): void {
  if (order.status === "DELIVERED") throw ruleBroken("Addresses cannot be changed once the sales order is delivered");
}

function postAddress({ world, account, body }: Call): Reply {
  const input = decodeBody(createAddressBody, body);
  const order = orderOf(world, account, input.sales_order_id);
  refuseDelivered(order);
  const address = addAddress(world, account, order, input);
  partChanged(world, account, order);
  return ok(encodeAddress(address));
}

function editAddress({ world, account, id: addressId, body }: Call): Reply {
  const changes = decodeBody(patchAddressBody, body);
  const address = inPath(account.tables.salesOrderAddresses, addressId);
  const order = orderOfPart(account, address);
  refuseDelivered(order);
  assignDefined<SalesOrderAddress>(address, changes);
  touch(world, address);
  partChanged(world, account, order);
  return ok(encodeAddress(address));
}

function removeAddress({ world, account, id: addressId }: Call): Reply {
  const address = inPath(account.tables.salesOrderAddresses, addressId);
  const order = orderOfPart(account, address);
  refuseDelivered(order);
  markDeleted(world, address);
  if (order.billing_address_id === address.id) order.billing_address_id = null;
  if (order.shipping_address_id === address.id) order.shipping_address_id = null;
  partChanged(world, account, order);
  return deleted(world);
}

const listAddresses = (call: Call): Reply =>
  list(call, {
    entities: call.account.tables.salesOrderAddresses.all(),
    encode: encodeAddress,
    filters: {
      ids: manyIds((address) => address.id),
      sales_order_ids: manyIds((address) => address.sales_order_id),
      entity_type: text((address) => address.entity_type),
      ...addressFilters<SalesOrderAddress>(),
    },
  });

export const salesOrderPartRoutes: readonly Route[] = [
  route("GET", "/sales_order_shipping_fee", listFees),
  route("POST", "/sales_order_shipping_fee", postFee),
  route("GET", "/sales_order_shipping_fee/{id}", (call) =>
    ok(encodeFee(inPath(call.account.tables.shippingFees, call.id))),
  ),
  route("PATCH", "/sales_order_shipping_fee/{id}", editFee),
  route("DELETE", "/sales_order_shipping_fee/{id}", removeFee),
  route("GET", "/sales_order_addresses", listAddresses),
  route("POST", "/sales_order_addresses", postAddress),
  route("PATCH", "/sales_order_addresses/{id}", editAddress),
  route("DELETE", "/sales_order_addresses/{id}", removeAddress),
];
