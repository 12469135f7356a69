import { z } from "zod";
import { date, decodeBody, digitQuantity, filled, looseId, patch } from "../body.ts";
import { ruleBroken } from "../errors.ts";
import { from, list, manyIds, oneId, oneOf, text, until } from "../list.ts";
import { inBody, inPath, locationOf, orderOf } from "../look-up.ts";
import { decimal, toExactText, toText } from "../money.ts";
import { deleted, ok, route, type Call, type Reply, type Route } from "../route.ts";
import {
  deleteReturn,
  netPerUnit,
  returnable,
  returnablesOf,
  setReturnStatus,
  unassignedBatches,
} from "../sales-return.ts";
import type { FulfillmentRow, SalesReturn, SalesReturnRow } from "../state.ts";
import { alive } from "../table.ts";
import { assignDefined, markDeleted, stamp, touch, type Account } from "../world.ts";

const STATUSES = ["NOT_RETURNED", "RETURNED_ALL", "RESTOCKED_ALL"] as const;
const REFUND_STATUSES = ["NOT_REFUNDED", "REFUNDED", "PARTIALLY_REFUNDED"];

const tracking = {
  tracking_number: filled.max(256).nullable().optional(),
  tracking_number_url: filled.max(2048).nullable().optional(),
  tracking_carrier: filled.max(256).nullable().optional(),
  tracking_method: filled.max(256).nullable().optional(),
};

const createBody = z.strictObject({
  sales_order_id: looseId,
  return_location_id: looseId,
  order_no: filled.optional(),
  order_created_date: date.optional(),
  additional_info: z.string().max(255).optional(),
  ...tracking,
});

const patchBody = patch({
  order_no: filled,
  order_created_date: date,
  return_location_id: looseId,
  additional_info: z.string().max(255).nullable(),
  return_date: date,
  status: z.enum(STATUSES),
  ...tracking,
});

const createRowBody = z.strictObject({
  sales_return_id: looseId,
  variant_id: looseId,
  fulfillment_row_id: looseId,
  quantity: digitQuantity,
  restock_location_id: looseId.optional(),
  reason_id: looseId.nullable().optional(),
});

const patchRowBody = patch({
  quantity: digitQuantity,
  restock_location_id: looseId,
  reason_id: looseId,
  batch_transactions: z.array(z.strictObject({ batch_id: looseId, quantity: z.number() })),
});

const midnight = (day: string): string => `${day}T00:00:00.000Z`;

function encode(account: Account, { deleted_at: _never, ...salesReturn }: SalesReturn) {
  const order = account.tables.salesOrders.get(salesReturn.sales_order_id);
  return { ...salesReturn, customer_id: order?.customer_id ?? null, currency: order?.currency ?? null };
}

const encodeRow = ({ deleted_at: _never, ...row }: SalesReturnRow) => ({
  ...row,
  quantity: toExactText(decimal(row.quantity), 2),
  net_price_per_unit: toText(decimal(row.net_price_per_unit), 10),
});

/** Filters by `sales_order_no`; `sales_order_id` is ignored, as it was seen to be. */
const listReturns = (call: Call): Reply =>
  list(call, {
    entities: call.account.tables.salesReturns.all(),
    encode: (salesReturn) => encode(call.account, salesReturn),
    deletedOnRequest: false,
    filters: {
      ids: manyIds((salesReturn) => salesReturn.id),
      return_location_id: oneId((salesReturn) => salesReturn.return_location_id),
      order_no: text((salesReturn) => salesReturn.order_no),
      sales_order_no: text(
        (salesReturn) => call.account.tables.salesOrders.get(salesReturn.sales_order_id)?.order_no ?? null,
      ),
      status: oneOf(STATUSES, (salesReturn) => salesReturn.status),
      refund_status: oneOf(REFUND_STATUSES, (salesReturn) => salesReturn.refund_status),
      order_created_date_min: from((salesReturn) => salesReturn.order_created_date),
      order_created_date_max: until((salesReturn) => salesReturn.order_created_date),
      order_return_date_min: from((salesReturn) => salesReturn.return_date),
      order_return_date_max: until((salesReturn) => salesReturn.return_date),
    },
  });

function postReturn({ world, account, body }: Call): Reply {
  const input = decodeBody(createBody, body);
  const order = orderOf(world, account, input.sales_order_id);
  locationOf(world, account, input.return_location_id, "return_location_id");
  const head = stamp(world, "salesReturns");
  if (input.order_no === undefined) account.record.lastReturnNo += 1;
  const salesReturn = account.tables.salesReturns.insert({
    ...head,
    sales_order_id: order.id,
    order_no: input.order_no ?? `RO-${account.record.lastReturnNo}`,
    status: "NOT_RETURNED",
    refund_status: "NOT_REFUNDED",
    return_location_id: input.return_location_id,
    order_created_date: input.order_created_date ? midnight(input.order_created_date) : head.created_at,
    return_date: null,
    additional_info: input.additional_info ?? "",
    tracking_number: input.tracking_number ?? null,
    tracking_number_url: input.tracking_number_url ?? null,
    tracking_carrier: input.tracking_carrier ?? null,
    tracking_method: input.tracking_method ?? null,
  });
  return ok(encode(account, salesReturn));
}

function patchReturn({ world, account, id, body }: Call): Reply {
  const changes = decodeBody(patchBody, body);
  const salesReturn = inPath(account.tables.salesReturns, id);
  const { status, return_date, order_created_date, additional_info, ...fields } = changes;
  const onlyStatus = Object.keys(changes).every((key) => key === "status");
  if (salesReturn.status === "RESTOCKED_ALL" && !onlyStatus) {
    throw ruleBroken("Only status can be updated when the sales return is RESTOCKED_ALL");
  }
  if (fields.return_location_id !== undefined) {
    locationOf(world, account, fields.return_location_id, "return_location_id");
  }
  const returned = return_date === undefined ? undefined : midnight(return_date);
  if (status !== undefined && status !== salesReturn.status) {
    setReturnStatus(world, account, salesReturn, { status, date: returned });
  }
  assignDefined<SalesReturn>(salesReturn, {
    ...fields,
    return_date: returned,
    additional_info: additional_info === null ? "" : additional_info,
    order_created_date: order_created_date === undefined ? undefined : midnight(order_created_date),
  });
  touch(world, salesReturn);
  return ok(encode(account, salesReturn));
}

function removeReturn({ world, account, id }: Call): Reply {
  deleteReturn(world, account, inPath(account.tables.salesReturns, id));
  return deleted(world);
}

function sentRow(account: Account, orderId: number, fulfillmentRowId: number): FulfillmentRow | undefined {
  const row = account.tables.fulfillmentRows.live(fulfillmentRowId);
  const sent = row && account.tables.fulfillments.live(row.fulfillment_id);
  return sent?.sales_order_id === orderId ? row : undefined;
}

function refuseQuantity(
  account: Account,
  sent: FulfillmentRow,
  quantity: number | string,
  row?: SalesReturnRow,
): string {
  const wanted = decimal(quantity);
  if (wanted <= 0n) throw ruleBroken("quantity must be greater than 0");
  if (wanted > returnable(account, sent, row)) throw ruleBroken("quantity exceeds the quantity available for return");
  return toExactText(wanted, 0);
}

function refuseReason(call: Call, reasonId: number | null | undefined): void {
  if (reasonId === null || reasonId === undefined) return;
  inBody(call.world, call.account.tables.returnReasons, { name: "reason_id", id: reasonId });
}

function postRow(call: Call): Reply {
  const { world, account } = call;
  const input = decodeBody(createRowBody, call.body);
  const reference = { name: "sales_return_id", id: input.sales_return_id };
  const salesReturn = inBody(world, account.tables.salesReturns, reference);
  const sent = sentRow(account, salesReturn.sales_order_id, input.fulfillment_row_id);
  if (sent?.variant_id !== input.variant_id) {
    throw ruleBroken(
      `fulfillment_row_id ${input.fulfillment_row_id} is no fulfilled row of the sales order with this variant`,
    );
  }
  if (salesReturn.status !== "NOT_RETURNED")
    throw ruleBroken("Rows can only be added to a sales return that is NOT_RETURNED");
  if (input.restock_location_id !== undefined)
    locationOf(world, account, input.restock_location_id, "restock_location_id");
  refuseReason(call, input.reason_id);
  const orderRow = account.tables.salesOrderRows.get(sent.sales_order_row_id);
  const row = account.tables.salesReturnRows.insert({
    ...stamp(world, "salesReturnRows"),
    sales_return_id: salesReturn.id,
    variant_id: sent.variant_id,
    fulfillment_row_id: sent.id,
    sales_order_row_id: sent.sales_order_row_id,
    quantity: refuseQuantity(account, sent, input.quantity),
    net_price_per_unit: orderRow ? netPerUnit(orderRow) : "0",
    reason_id: input.reason_id ?? null,
    restock_location_id: input.restock_location_id ?? sent.location_id,
    batch_transactions: [],
  });
  touch(world, salesReturn);
  return ok(encodeRow(row));
}

function patchRow(call: Call): Reply {
  const { world, account } = call;
  const changes = decodeBody(patchRowBody, call.body);
  const row = inPath(account.tables.salesReturnRows, call.id);
  const salesReturn = inPath(account.tables.salesReturns, row.sales_return_id);
  if (salesReturn.status === "RESTOCKED_ALL") throw ruleBroken("Rows of a restocked sales return cannot be updated");
  const early = changes.quantity !== undefined || changes.reason_id !== undefined;
  if (early && salesReturn.status !== "NOT_RETURNED") {
    throw ruleBroken("quantity and reason_id can only be updated when the sales return is NOT_RETURNED");
  }
  if (changes.restock_location_id !== undefined) {
    locationOf(world, account, changes.restock_location_id, "restock_location_id");
  }
  refuseReason(call, changes.reason_id);
  const sent = account.tables.fulfillmentRows.live(row.fulfillment_row_id);
  const quantity =
    changes.quantity !== undefined && sent ? refuseQuantity(account, sent, changes.quantity, row) : undefined;
  assignDefined<SalesReturnRow>(row, { ...changes, quantity });
  touch(world, row);
  touch(world, salesReturn);
  return ok(encodeRow(row));
}

function removeRow({ world, account, id }: Call): Reply {
  const row = inPath(account.tables.salesReturnRows, id);
  const salesReturn = inPath(account.tables.salesReturns, row.sales_return_id);
  if (salesReturn.status !== "NOT_RETURNED")
    throw ruleBroken("Rows can only be deleted while the sales return is NOT_RETURNED");
  markDeleted(world, row);
  touch(world, salesReturn);
  return deleted(world);
}

const listRows = (call: Call): Reply =>
  list(call, {
    entities: call.account.tables.salesReturnRows.all(),
    encode: encodeRow,
    deletedOnRequest: false,
    filters: {
      ids: manyIds((row) => row.id),
      sales_return_id: oneId((row) => row.sales_return_id),
      variant_id: oneId((row) => row.variant_id),
      sales_order_row_id: oneId((row) => row.sales_order_row_id),
      reason_id: oneId((row) => row.reason_id),
      restock_location_id: oneId((row) => row.restock_location_id),
    },
  });

function listReturnables({ account, id }: Call): Reply {
  const order = inPath(account.tables.salesOrders, id);
  return ok(
    returnablesOf(account, order.id).map(({ row, orderRow, available }) => ({
      variant_id: row.variant_id,
      fulfillment_row_id: row.id,
      available_for_return_quantity: toExactText(available, 0),
      net_price_per_unit: toText(decimal(netPerUnit(orderRow)), 10),
      location_id: row.location_id,
      quantity_sold: toText(decimal(row.quantity), 20),
    })),
  );
}

export const salesReturnRoutes: readonly Route[] = [
  route("GET", "/sales_returns", listReturns),
  route("POST", "/sales_returns", postReturn),
  route("GET", "/sales_returns/return_reasons", ({ account }) =>
    ok(alive(account.tables.returnReasons.all()).map(({ id, name }) => ({ id, name }))),
  ),
  route("GET", "/sales_returns/{id}", ({ account, id }) =>
    ok(encode(account, inPath(account.tables.salesReturns, id))),
  ),
  route("PATCH", "/sales_returns/{id}", patchReturn),
  route("DELETE", "/sales_returns/{id}", removeReturn),
  route("GET", "/sales_return_rows", listRows),
  route("POST", "/sales_return_rows", postRow),
  route("GET", "/sales_return_rows/{id}", ({ account, id }) =>
    ok(encodeRow(inPath(account.tables.salesReturnRows, id))),
  ),
  route("PATCH", "/sales_return_rows/{id}", patchRow),
  route("DELETE", "/sales_return_rows/{id}", removeRow),
  route("GET", "/sales_return_rows/{id}/unassigned_batch_transactions", ({ account, id }) =>
    ok(unassignedBatches(account, inPath(account.tables.salesReturnRows, id))),
  ),
  route("GET", "/sales_orders/{id}/returnable_items", listReturnables),
];
