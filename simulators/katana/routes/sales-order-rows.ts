import { decodeBody } from "../body.ts";
import { encodeRow, rowAvailability } from "../encode-sales-order.ts";
import { encodeVariant } from "../item.ts";
import { extensions, list, manyIds, oneId, oneOf } from "../list.ts";
import { inPath, orderOf } from "../look-up.ts";
import { deleted, ok, route, type Call, type Reply, type Route } from "../route.ts";
import { createRowBody, patchRowBody } from "../sales-order-body.ts";
import { createRow, deleteRow, patchRow } from "../sales-order-row.ts";
import { search, type SearchField } from "../search.ts";
import type { SalesOrder, SalesOrderRow } from "../state.ts";

const EXTEND = ["variant"];

function encoded(call: Call) {
  const extended = extensions(call, EXTEND).has("variant");
  return (row: SalesOrderRow) => {
    const variant = extended ? call.account.tables.variants.get(row.variant_id) : undefined;
    return { ...encodeRow(call.account, row), ...(variant ? { variant: encodeVariant(variant) } : {}) };
  };
}

const listRows = (call: Call): Reply =>
  list(call, {
    entities: call.account.tables.salesOrderRows.all(),
    encode: encoded(call),
    extend: EXTEND,
    filters: {
      ids: manyIds((row) => row.id),
      sales_order_ids: manyIds((row) => row.sales_order_id),
      variant_id: oneId((row) => row.variant_id),
      tax_rate_id: oneId((row) => row.tax_rate_id),
      linked_manufacturing_order_id: oneId((row) => row.linked_manufacturing_order_id),
      location_id: oneId((row) => row.location_id),
      product_availability: oneOf(["IN_STOCK", "EXPECTED", "PICKED", "NOT_AVAILABLE", "NOT_APPLICABLE"], (row) =>
        rowAvailability(call.account, row),
      ),
    },
  });

const number = (value: (row: SalesOrderRow) => number | null): SearchField<SalesOrderRow> => ({
  type: "number",
  value,
});
const string = (value: (row: SalesOrderRow) => string | null): SearchField<SalesOrderRow> => ({
  type: "string",
  value,
});
const date = (value: (row: SalesOrderRow) => string | null): SearchField<SalesOrderRow> => ({ type: "date", value });

function searchFields({ tables }: Call["account"], call: Call): Readonly<Record<string, SearchField<SalesOrderRow>>> {
  const order = (row: SalesOrderRow): SalesOrder | undefined => tables.salesOrders.get(row.sales_order_id);
  return {
    id: number((row) => row.id),
    sales_order_id: number((row) => row.sales_order_id),
    variant_id: number((row) => row.variant_id),
    location_id: number((row) => row.location_id),
    tax_rate_id: number((row) => row.tax_rate_id),
    quantity: number((row) => row.quantity),
    price_per_unit: number((row) => Number(row.price_per_unit)),
    total_discount: number((row) => Number(row.total_discount)),
    tax_rate: number((row) => tables.taxRates.get(row.tax_rate_id ?? 0)?.rate ?? null),
    currency: string((row) => order(row)?.currency ?? null),
    product_availability: string((row) => rowAvailability(call.account, row)),
    created_at: date((row) => row.created_at),
    updated_at: date((row) => row.updated_at),
    delivery_date: date((row) => order(row)?.delivery_date ?? null),
    shipping_date: date((row) => order(row)?.picked_date ?? null),
  };
}

function searchRows(call: Call): Reply {
  const { account } = call;
  return search(call, {
    entities: account.tables.salesOrderRows.all(),
    fields: searchFields(account, call),
    encode: (row) => encodeRow(account, row),
  });
}

function postRow({ world, account, body }: Call): Reply {
  const input = decodeBody(createRowBody, body);
  const order = orderOf(world, account, input.sales_order_id);
  return ok(encodeRow(account, createRow(world, account, order, input)));
}

function editRow({ world, account, id, body }: Call): Reply {
  const changes = decodeBody(patchRowBody, body);
  const row = inPath(account.tables.salesOrderRows, id);
  patchRow(world, account, row, changes);
  return ok(encodeRow(account, row));
}

function removeRow({ world, account, id }: Call): Reply {
  deleteRow(world, account, inPath(account.tables.salesOrderRows, id));
  return deleted(world);
}

export const salesOrderRowRoutes: readonly Route[] = [
  route("GET", "/sales_order_rows", listRows),
  route("POST", "/sales_order_rows", postRow),
  route("POST", "/sales_order_rows/search", searchRows),
  route("GET", "/sales_order_rows/{id}", (call) =>
    ok(encoded(call)(inPath(call.account.tables.salesOrderRows, call.id))),
  ),
  route("PATCH", "/sales_order_rows/{id}", editRow),
  route("DELETE", "/sales_order_rows/{id}", removeRow),
];
