import { decodeBody } from "../body.ts";
import { encodeSalesOrder, productionStatus } from "../encode-sales-order.ts";
import { list, manyIds, oneId, oneOf, text, type Filter } from "../list.ts";
import { inPath, orderOf } from "../look-up.ts";
import { deleted, ok, route, type Call, type Reply, type Route } from "../route.ts";
import { createOrderBody, patchOrderBody, rerankBody } from "../sales-order-body.ts";
import { createSalesOrder, deleteSalesOrder, patchSalesOrder } from "../sales-order.ts";
import { search, type SearchField } from "../search.ts";
import type { SalesOrder } from "../state.ts";
import { touch } from "../world.ts";

const AVAILABILITIES = ["IN_STOCK", "EXPECTED", "PICKED", "NOT_AVAILABLE", "NOT_APPLICABLE"];
const INGREDIENTS = ["PROCESSED", "IN_STOCK", "NOT_AVAILABLE", "EXPECTED", "NO_RECIPE", "NOT_APPLICABLE"];
const PRODUCTION = ["NOT_STARTED", "NONE", "NOT_APPLICABLE", "IN_PROGRESS", "BLOCKED", "DONE"];

const encoded = (call: Call) => (order: SalesOrder) => encodeSalesOrder(call.world, call.account, order);

const availability = (call: Call) => (order: SalesOrder) => encoded(call)(order).product_availability;

function filters(call: Call): Readonly<Record<string, Filter<SalesOrder>>> {
  return {
    ids: manyIds((order) => order.id),
    order_no: text((order) => order.order_no),
    source: text((order) => order.source),
    customer_id: oneId((order) => order.customer_id),
    location_id: oneId((order) => order.location_id),
    status: text((order) => order.status),
    currency: text((order) => order.currency),
    invoicing_status: text((order) => order.invoicing_status),
    product_availability: oneOf(AVAILABILITIES, availability(call)),
    ingredient_availability: oneOf(INGREDIENTS, () => "NOT_APPLICABLE"),
    production_status: oneOf(PRODUCTION, (order) => productionStatus(call.account, order)),
    ecommerce_order_type: text((order) => order.ecommerce_order_type),
    ecommerce_store_name: text((order) => order.ecommerce_store_name),
    ecommerce_order_id: text((order) => order.ecommerce_order_id),
  };
}

const listSalesOrders = (call: Call): Reply =>
  list(call, { entities: call.account.tables.salesOrders.all(), encode: encoded(call), filters: filters(call) });

const number = (value: (order: SalesOrder) => number | null): SearchField<SalesOrder> => ({ type: "number", value });
const string = (value: (order: SalesOrder) => string | null): SearchField<SalesOrder> => ({ type: "string", value });
const date = (value: (order: SalesOrder) => string | null): SearchField<SalesOrder> => ({ type: "date", value });

const searchFields = (call: Call): Readonly<Record<string, SearchField<SalesOrder>>> => ({
  id: number((order) => order.id),
  order_no: string((order) => order.order_no),
  customer_id: number((order) => order.customer_id),
  customer_ref: string((order) => order.customer_ref),
  location_id: number((order) => order.location_id),
  status: string((order) => order.status),
  invoicing_status: string((order) => order.invoicing_status),
  production_status: string((order) => productionStatus(call.account, order)),
  source: string((order) => order.source),
  currency: string((order) => order.currency),
  product_availability: string(availability(call)),
  ingredient_availability: string(() => "NOT_APPLICABLE"),
  ecommerce_order_type: string((order) => order.ecommerce_order_type),
  ecommerce_store_name: string((order) => order.ecommerce_store_name),
  ecommerce_order_id: string((order) => order.ecommerce_order_id),
  tracking_number: string((order) => order.tracking_number),
  created_at: date((order) => order.created_at),
  updated_at: date((order) => order.updated_at),
  order_created_date: date((order) => order.order_created_date),
  delivery_date: date((order) => order.delivery_date),
  picked_date: date((order) => order.picked_date),
});

const searchSalesOrders = (call: Call): Reply =>
  search(call, {
    entities: call.account.tables.salesOrders.all(),
    fields: searchFields(call),
    encode: encoded(call),
  });

function patchOrder(call: Call): Reply {
  const changes = decodeBody(patchOrderBody, call.body);
  const order = inPath(call.account.tables.salesOrders, call.id);
  patchSalesOrder(call.world, call.account, order, changes);
  return ok(encoded(call)(order));
}

function removeOrder(call: Call): Reply {
  deleteSalesOrder(call.world, call.account, inPath(call.account.tables.salesOrders, call.id));
  return deleted(call.world);
}

/** Ranks are real numbers: there is always room between two. */
function rerank({ world, account, body }: Call): Reply {
  const { order_ids, place } = decodeBody(rerankBody, body);
  const before = orderOf(world, account, place.before_id);
  const ranks = account.tables.salesOrders.all().map((order) => order.rank);
  const previous = Math.max(0, ...ranks.filter((rank) => rank < before.rank));
  for (const id of order_ids) {
    const order = orderOf(world, account, id);
    order.rank = (previous + before.rank) / 2;
    touch(world, order);
  }
  return ok({ order_ids, place });
}

export const salesOrderRoutes: readonly Route[] = [
  route("GET", "/sales_orders", listSalesOrders),
  route("POST", "/sales_orders", (call) =>
    ok(encoded(call)(createSalesOrder(call.world, call.account, decodeBody(createOrderBody, call.body), "API"))),
  ),
  route("POST", "/sales_orders/search", searchSalesOrders),
  route("GET", "/sales_orders/{id}", (call) => ok(encoded(call)(inPath(call.account.tables.salesOrders, call.id)))),
  route("PATCH", "/sales_orders/{id}", patchOrder),
  route("DELETE", "/sales_orders/{id}", removeOrder),
  route("POST", "/sales_order_rerank", rerank),
];
