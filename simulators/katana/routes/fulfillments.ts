import { z } from "zod";
import { dateTime, decodeBody, filled, id, patch, quantity } from "../body.ts";
import { encodeFulfillment } from "../encode-fulfillment.ts";
import { ruleBroken } from "../errors.ts";
import {
  createFulfillment,
  deleteFulfillment,
  refuseClosedPeriod,
  setFulfillmentStatus,
  type NewFulfillmentRow,
} from "../fulfillment.ts";
import { from, list, oneId, oneOf, text } from "../list.ts";
import { inBody, inPath, orderOf } from "../look-up.ts";
import { deleted, ok, route, type Call, type Reply, type Route } from "../route.ts";
import { traceability } from "../sales-order-body.ts";
import { tracesOf } from "../sales-order-row.ts";
import { orderChanged } from "../sales-order-status.ts";
import type { Fulfillment, SalesOrder, Trace } from "../state.ts";
import { assignDefined, timestamp, touch } from "../world.ts";

const status = z.enum(["PACKED", "DELIVERED"]);
const rate = z.number().min(0).max(1e12).nullable();

const rowBody = z.strictObject({
  sales_order_row_id: id,
  quantity,
  traceability: traceability.optional(),
  batch_transactions: z.array(z.strictObject({ batch_id: id.nullable(), quantity: z.number() })).optional(),
  serial_numbers: z.array(z.number()).optional(),
});

const createBody = z.strictObject({
  sales_order_id: id,
  status,
  sales_order_fulfillment_rows: z.array(rowBody).min(1),
  picked_date: dateTime.optional(),
  conversion_rate: rate.optional(),
  conversion_date: dateTime.nullable().optional(),
  tracking_number: z.string().max(256).nullable().optional(),
  tracking_url: z.string().max(2048).nullable().optional(),
  tracking_carrier: z.string().nullable().optional(),
  tracking_method: z.string().nullable().optional(),
});

const patchBody = patch({
  status,
  picked_date: dateTime,
  conversion_rate: rate,
  conversion_date: dateTime.nullable(),
  tracking_number: filled.max(256).nullable(),
  tracking_url: filled.max(2048).nullable(),
  tracking_carrier: filled.nullable(),
  tracking_method: filled.nullable(),
  packer_id: id,
});

/** The newer way of naming batches and serial numbers wins over the two older ones. */
function traces(input: z.infer<typeof rowBody>): readonly Trace[] | undefined {
  if (input.traceability) return tracesOf(input.traceability, input.quantity);
  if (!input.batch_transactions && !input.serial_numbers) return undefined;
  const serials = (input.serial_numbers ?? []).map((serial_number_id) => ({ serial_number_id, quantity: 1 }));
  return [...tracesOf(input.batch_transactions ?? [], input.quantity), ...tracesOf(serials, 1)];
}

function rowsOfBody(call: Call, order: SalesOrder, input: z.infer<typeof createBody>): readonly NewFulfillmentRow[] {
  const { world, account } = call;
  return input.sales_order_fulfillment_rows.map((wanted) => {
    const reference = { name: "sales_order_row_id", id: wanted.sales_order_row_id };
    const row = inBody(world, account.tables.salesOrderRows, reference);
    if (row.sales_order_id !== order.id) throw ruleBroken(`Sales order row ${row.id} belongs to another sales order`);
    if (wanted.quantity === 0) throw ruleBroken("quantity must be greater than 0");
    return { row, quantity: wanted.quantity, traces: traces(wanted) };
  });
}

function postFulfillment(call: Call): Reply {
  const { world, account } = call;
  const input = decodeBody(createBody, call.body);
  const order = orderOf(world, account, input.sales_order_id);
  const made = createFulfillment(world, account, order, {
    status: input.status,
    rows: rowsOfBody(call, order, input),
    pickedDate: input.picked_date === undefined ? undefined : timestamp(world, Date.parse(input.picked_date)),
    conversionRate: input.conversion_rate,
    conversionDate: input.conversion_date,
    trackingNumber: input.tracking_number,
    trackingUrl: input.tracking_url,
    trackingCarrier: input.tracking_carrier,
    trackingMethod: input.tracking_method,
  });
  return ok(encodeFulfillment(account, made));
}

function patchFulfillment({ world, account, id: fulfillmentId, body }: Call): Reply {
  const { status: wanted, picked_date, ...fields } = decodeBody(patchBody, body);
  const fulfillment = inPath(account.tables.fulfillments, fulfillmentId);
  const order = inPath(account.tables.salesOrders, fulfillment.sales_order_id);
  if (picked_date !== undefined) {
    refuseClosedPeriod(account, picked_date);
    fulfillment.picked_date = timestamp(world, Date.parse(picked_date));
  }
  assignDefined<Fulfillment>(fulfillment, fields);
  touch(world, fulfillment);
  const moved = wanted !== undefined && wanted !== fulfillment.status;
  if (moved) setFulfillmentStatus(world, account, fulfillment, wanted);
  const trackingOnly = !moved && picked_date === undefined;
  orderChanged(world, account, order, { silent: trackingOnly && !world.switches.trackingEditRaisesUpdated });
  return ok(encodeFulfillment(account, fulfillment));
}

function removeFulfillment({ world, account, id: fulfillmentId }: Call): Reply {
  deleteFulfillment(world, account, inPath(account.tables.fulfillments, fulfillmentId));
  return deleted(world);
}

/** There is no `ids` filter. */
const listFulfillments = (call: Call): Reply =>
  list(call, {
    entities: call.account.tables.fulfillments.all(),
    encode: (fulfillment) => encodeFulfillment(call.account, fulfillment),
    filters: {
      sales_order_id: oneId((fulfillment) => fulfillment.sales_order_id),
      status: oneOf(["PACKED", "DELIVERED"], (fulfillment) => fulfillment.status),
      invoice_status: oneOf(["INVOICED", "NOT_INVOICED"], (fulfillment) => fulfillment.invoice_status),
      picked_date_min: from((fulfillment) => fulfillment.picked_date),
      tracking_number: text((fulfillment) => fulfillment.tracking_number),
      tracking_url: text((fulfillment) => fulfillment.tracking_url),
      tracking_carrier: text((fulfillment) => fulfillment.tracking_carrier),
      tracking_method: text((fulfillment) => fulfillment.tracking_method),
    },
  });

export const fulfillmentRoutes: readonly Route[] = [
  route("GET", "/sales_order_fulfillments", listFulfillments),
  route("POST", "/sales_order_fulfillments", postFulfillment),
  route("GET", "/sales_order_fulfillments/{id}", ({ account, id: fulfillmentId }) =>
    ok(encodeFulfillment(account, inPath(account.tables.fulfillments, fulfillmentId))),
  ),
  route("PATCH", "/sales_order_fulfillments/{id}", patchFulfillment),
  route("DELETE", "/sales_order_fulfillments/{id}", removeFulfillment),
];
