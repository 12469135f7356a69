import { z } from "zod";
import { dateTime, decodeBody, digitQuantity, filled, id, looseId, patch } from "../body.ts";
import { ruleBroken } from "../errors.ts";
import { flag, list, manyIds, oneId, oneOf, text } from "../list.ts";
import { inBody, inPath, itemOf, locationOf, variantOf } from "../look-up.ts";
import {
  createManufacturingOrder,
  deleteManufacturingOrder,
  makeToOrder,
  manufacturingChanged,
  produce,
  setManufacturingStatus,
  unlink,
} from "../manufacturing.ts";
import { decimal, toNumber } from "../money.ts";
import { deleted, ok, route, type Call, type Reply, type Route } from "../route.ts";
import { rerankBody, traceability } from "../sales-order-body.ts";
import { orderChanged } from "../sales-order-status.ts";
import type { ManufacturingOrder, Production } from "../state.ts";
import { alive } from "../table.ts";
import { assignDefined, touch, type Account } from "../world.ts";

const STATUSES = ["NOT_STARTED", "BLOCKED", "IN_PROGRESS", "PARTIALLY_COMPLETED", "DONE"] as const;

const plannedQuantity = z.number().min(1e-5).max(1e15);
const actualQuantity = z.number().min(0).max(1e15).nullable();
const batches = z.array(z.strictObject({ batch_id: id, quantity: z.number() }));

const createBody = z.strictObject({
  variant_id: id,
  planned_quantity: plannedQuantity,
  location_id: id,
  status: z.enum(["NOT_STARTED"]).optional(),
  order_no: filled.optional(),
  actual_quantity: actualQuantity.optional(),
  batch_transactions: batches.optional(),
  traceability: traceability.optional(),
  order_created_date: dateTime.optional(),
  production_deadline_date: dateTime.optional(),
  additional_info: filled.nullable().optional(),
});

const patchBody = patch({
  status: z.enum(STATUSES),
  order_no: filled,
  variant_id: id,
  planned_quantity: plannedQuantity,
  actual_quantity: actualQuantity,
  batch_transactions: batches,
  traceability,
  location_id: id,
  order_created_date: dateTime,
  production_deadline_date: dateTime,
  done_date: dateTime,
  additional_info: filled.nullable(),
});

const makeToOrderBody = z.strictObject({ sales_order_row_id: looseId, create_subassemblies: z.boolean().optional() });
const unlinkBody = z.strictObject({ sales_order_row_id: id });

const productionBody = z.strictObject({
  manufacturing_order_id: id,
  completed_quantity: z.number().min(0).max(1e15),
  completed_date: dateTime.optional(),
  is_final: z.boolean().optional(),
  ingredients: z
    .array(
      z.strictObject({
        manufacturing_order_recipe_row_id: z.number(),
        quantity: digitQuantity,
        batch_transactions: batches.optional(),
        traceability: traceability.optional(),
      }),
    )
    .optional(),
  operations: z.array(z.strictObject({ manufacturing_order_operation_id: z.number(), time: digitQuantity })).optional(),
  serial_numbers: z.array(z.number()).optional(),
  batch_transaction: z.strictObject({ batch_id: looseId }).optional(),
  traceability: traceability.optional(),
});

function encode(account: Account, order: ManufacturingOrder) {
  const row =
    order.sales_order_row_id === null ? undefined : account.tables.salesOrderRows.get(order.sales_order_row_id);
  const salesOrder = row && account.tables.salesOrders.get(row.sales_order_id);
  const remaining = decimal(order.planned_quantity) - decimal(order.completed_quantity);
  const productions = alive(account.tables.productions.of(order.id));
  return {
    ...order,
    remaining_quantity: toNumber(remaining > 0n ? remaining : 0n),
    includes_partial_completions: productions.some((production) => !production.is_final),
    serial_numbers: [],
    is_linked_to_sales_order: order.sales_order_row_id !== null,
    sales_order_delivery_deadline: salesOrder?.delivery_date ?? null,
    ingredient_availability: "NO_RECIPE",
    material_cost: 0,
    operations_cost: 0,
    subassemblies_cost: 0,
    total_cost: 0,
    total_planned_time: 0,
    total_actual_time: 0,
  };
}

const encodeProduction = (production: Production) => ({ ...production, ingredients: [], operations: [] });

const listOrders = (call: Call): Reply =>
  list(call, {
    entities: call.account.tables.manufacturingOrders.all(),
    encode: (order) => encode(call.account, order),
    filters: {
      ids: manyIds((order) => order.id),
      status: oneOf(STATUSES, (order) => order.status),
      order_no: text((order) => order.order_no),
      location_id: oneId((order) => order.location_id),
      is_linked_to_sales_order: flag((order) => order.sales_order_row_id !== null),
    },
  });

function nextOrderNo(account: Account): string {
  account.record.lastManufacturingNo += 1;
  return `MO-${account.record.lastManufacturingNo}`;
}

function refuseImpossible(
  call: Call,
  wanted: { readonly variant_id?: number | undefined; readonly location_id?: number | undefined },
) {
  const { world, account } = call;
  if (wanted.variant_id !== undefined) {
    variantOf(world, account, wanted.variant_id);
    if (!itemOf(account, wanted.variant_id).is_producible) throw ruleBroken("Product is not producible");
  }
  if (wanted.location_id !== undefined && !locationOf(world, account, wanted.location_id).manufacturing_allowed) {
    throw ruleBroken("Location has manufacturing disabled");
  }
}

function postOrder(call: Call): Reply {
  const { world, account } = call;
  const input = decodeBody(createBody, call.body);
  refuseImpossible(call, input);
  const order = createManufacturingOrder(world, account, {
    ...input,
    order_no: input.order_no ?? nextOrderNo(account),
    additional_info: input.additional_info ?? undefined,
  });
  order.batch_transactions = input.batch_transactions ?? [];
  return ok(encode(account, order));
}

const LOCKED_ONCE_DONE = [
  "variant_id",
  "planned_quantity",
  "actual_quantity",
  "location_id",
  "order_no",
  "production_deadline_date",
  "batch_transactions",
  "traceability",
] as const;

function patchOrder(call: Call): Reply {
  const { world, account } = call;
  const changes = decodeBody(patchBody, call.body);
  const order = inPath(account.tables.manufacturingOrders, call.id);
  const locked = order.status === "DONE" ? LOCKED_ONCE_DONE.find((field) => changes[field] !== undefined) : undefined;
  if (locked) throw ruleBroken(`${locked} cannot be updated when the manufacturing order is DONE`);
  refuseImpossible(call, changes);
  const { status, done_date, additional_info, traceability: traces, ...fields } = changes;
  assignDefined<ManufacturingOrder>(order, fields);
  if (traces) {
    order.batch_transactions = traces.flatMap(({ batch_id, quantity }) =>
      batch_id ? [{ batch_id, quantity: Number(quantity ?? order.planned_quantity) }] : [],
    );
  }
  // Seen on the live API: what the body leaves out is wiped.
  order.additional_info = additional_info ?? "";
  if (done_date !== undefined && order.status === "DONE") order.done_date = done_date;
  if (status !== undefined && status !== order.status) {
    setManufacturingStatus(world, account, order, { status, doneDate: done_date });
  } else manufacturingChanged(world, account, order);
  return ok(encode(account, order));
}

function removeOrder({ world, account, id: orderId }: Call): Reply {
  deleteManufacturingOrder(world, account, inPath(account.tables.manufacturingOrders, orderId));
  return deleted(world);
}

function postMakeToOrder({ world, account, body }: Call): Reply {
  const { sales_order_row_id } = decodeBody(makeToOrderBody, body);
  const row = inBody(world, account.tables.salesOrderRows, { name: "sales_order_row_id", id: sales_order_row_id });
  const salesOrder = inPath(account.tables.salesOrders, row.sales_order_id);
  const order = makeToOrder(world, account, salesOrder, row);
  orderChanged(world, account, salesOrder);
  return ok(encode(account, order));
}

function postUnlink({ world, account, body }: Call): Reply {
  const { sales_order_row_id } = decodeBody(unlinkBody, body);
  const row = inBody(world, account.tables.salesOrderRows, { name: "sales_order_row_id", id: sales_order_row_id });
  if (row.linked_manufacturing_order_id === null) throw ruleBroken("Sales order row has no linked manufacturing order");
  unlink(world, account, row);
  orderChanged(world, account, inPath(account.tables.salesOrders, row.sales_order_id));
  return { status: 204 };
}

function postProduction({ world, account, body }: Call): Reply {
  const input = decodeBody(productionBody, body);
  const reference = { name: "manufacturing_order_id", id: input.manufacturing_order_id };
  const order = inBody(world, account.tables.manufacturingOrders, reference);
  if (order.status === "DONE") throw ruleBroken("Manufacturing order is already DONE");
  // Nothing here has a recipe, so no such row exists.
  const [ingredient] = input.ingredients ?? [];
  if (ingredient) throw ruleBroken(`recipe row ${ingredient.manufacturing_order_recipe_row_id} does not exist`);
  const [operation] = input.operations ?? [];
  if (operation) throw ruleBroken(`operation ${operation.manufacturing_order_operation_id} does not exist`);
  const batchId = input.batch_transaction?.batch_id;
  if (batchId !== undefined) order.batch_transactions = [{ batch_id: batchId, quantity: input.completed_quantity }];
  const made = produce(world, account, order, {
    quantity: input.completed_quantity,
    date: input.completed_date,
    isFinal: input.is_final ?? false,
  });
  return ok(encodeProduction(made));
}

function rerank({ world, account, body }: Call): Reply {
  const { order_ids, place } = decodeBody(rerankBody, body);
  const table = account.tables.manufacturingOrders;
  const before = inBody(world, table, { name: "before_id", id: place.before_id });
  for (const orderId of order_ids) {
    const order = inBody(world, table, { name: "order_ids", id: orderId });
    order.rank = before.rank - 0.5;
    touch(world, order);
  }
  return ok({ order_ids, place });
}

export const manufacturingRoutes: readonly Route[] = [
  route("GET", "/manufacturing_orders", listOrders),
  route("POST", "/manufacturing_orders", postOrder),
  route("GET", "/manufacturing_orders/{id}", ({ account, id: orderId }) =>
    ok(encode(account, inPath(account.tables.manufacturingOrders, orderId))),
  ),
  route("PATCH", "/manufacturing_orders/{id}", patchOrder),
  route("DELETE", "/manufacturing_orders/{id}", removeOrder),
  route("POST", "/manufacturing_order_make_to_order", postMakeToOrder),
  route("POST", "/manufacturing_order_unlink", postUnlink),
  route("POST", "/manufacturing_order_productions", postProduction),
  route("POST", "/manufacturing_order_rerank", rerank),
];
