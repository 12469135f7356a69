import type { FulfillmentRowId, SalesOrderId, SalesOrderRowId } from "../../domain/ids.ts";
import { ok } from "../../domain/result.ts";
import type { DesiredReturnRow, Returnable } from "../../domain/sales-return.ts";
import type { ReturnRowChanges } from "../../domain/return-step.ts";
import type { Answer, NewSalesReturn, ReturnCalls } from "../../sync/ports.ts";
import { decodeNothing } from "./decode-answer.ts";
import { decodeFulfillments } from "./decode-fulfillments.ts";
import {
  decodeReturnables,
  decodeReturnReasons,
  decodeSalesReturnId,
  decodeSalesReturnRowId,
  decodeSalesReturnRows,
  decodeSalesReturns,
  type SalesReturnHead,
} from "./decode-sales-returns.ts";
import type { KatanaCalls } from "./katana-calls.ts";
import { removeAt } from "./remove-at.ts";

/** What carries the returns of an order over. Katana takes a sales return and each of its rows by calls of their own. */
export const createReturnCalls = (calls: KatanaCalls): ReturnCalls => ({
  ...createReturnReads(calls),
  createSalesReturn: (salesReturn) =>
    calls.write({ method: "POST", path: "/sales_returns", body: encodeReturn(salesReturn) }, decodeSalesReturnId),
  createSalesReturnRow: (id, row) =>
    calls.write(
      { method: "POST", path: "/sales_return_rows", body: { sales_return_id: id, ...encodeRow(row) } },
      decodeSalesReturnRowId,
    ),
  updateSalesReturnRow: (id, changes) =>
    calls.write(
      { method: "PATCH", path: `/sales_return_rows/${String(id)}`, body: encodeChanges(changes) },
      decodeNothing,
    ),
  deleteSalesReturnRow: (id) => removeAt(calls, `/sales_return_rows/${String(id)}`),
  setSalesReturnStatus: ({ id, additionalInfo }, status) =>
    calls.write(
      {
        method: "PATCH",
        path: `/sales_returns/${String(id)}`,
        // Katana clears it elsewhere when a change leaves it out; the return is known by it.
        body: { status, additional_info: additionalInfo },
      },
      decodeNothing,
    ),
  deleteSalesReturn: (id) => removeAt(calls, `/sales_returns/${String(id)}`),
});

type ReturnReads = Pick<
  ReturnCalls,
  "findSalesReturns" | "loadReturnables" | "listReturnReasons" | "listChangedReturns"
>;

const createReturnReads = (calls: KatanaCalls): ReturnReads => ({
  findSalesReturns: async ({ salesOrderId, ids, orderNos }) => {
    const heads: SalesReturnHead[] = [];
    const queries = [
      ...(ids.length === 0 ? [] : [ids.map((id) => ["ids", String(id)] as const)]),
      ...orderNos.map((orderNo) => [["order_no", orderNo] as const]),
    ];
    for (const query of queries) {
      const listed = await calls.readPages({ path: "/sales_returns", query }, decodeSalesReturns);
      if (!listed.ok) return listed;
      heads.push(...listed.value.filter((one) => one.salesOrderId === salesOrderId));
    }
    const once = [...new Map(heads.map((head) => [head.id, head] as const)).values()];
    const loaded = await Promise.all(once.map((head) => withRows(calls, head)));
    const failure = loaded.find((one) => !one.ok);
    return failure ?? ok(loaded.flatMap((one) => (one.ok ? [one.value] : [])));
  },
  loadReturnables: (salesOrderId) => loadReturnables(calls, salesOrderId),
  listReturnReasons: () => calls.read({ path: "/sales_returns/return_reasons" }, decodeReturnReasons),
  listChangedReturns: (since) =>
    calls.readPages({ path: "/sales_returns", query: [["updated_at_min", since]] }, decodeSalesReturns),
});

async function withRows(calls: KatanaCalls, { salesOrderId: _known, updatedAt: _unused, ...head }: SalesReturnHead) {
  const query = [["sales_return_id", String(head.id)]] as const;
  const rows = await calls.readPages({ path: "/sales_return_rows", query }, decodeSalesReturnRows);
  return rows.ok ? ok({ ...head, rows: rows.value }) : rows;
}

/** Katana lists what can come back by the row of its fulfillment; which row of the sales order that is, the fulfillment tells. */
async function loadReturnables(calls: KatanaCalls, salesOrderId: SalesOrderId): Answer<readonly Returnable[]> {
  const id = String(salesOrderId);
  const [items, fulfillments] = await Promise.all([
    calls.read({ path: `/sales_orders/${id}/returnable_items` }, decodeReturnables),
    calls.readPages({ path: "/sales_order_fulfillments", query: [["sales_order_id", id]] }, decodeFulfillments),
  ]);
  if (!items.ok) return items;
  if (!fulfillments.ok) return fulfillments;
  const rowIds = new Map<FulfillmentRowId, SalesOrderRowId>(
    fulfillments.value.flatMap(({ rows }) => rows.map((row) => [row.id, row.rowId] as const)),
  );
  return ok(
    items.value.flatMap((item) => {
      const rowId = rowIds.get(item.fulfillmentRowId);
      return rowId === undefined ? [] : [{ ...item, rowId }];
    }),
  );
}

const encodeReturn = ({ salesOrderId, locationId, orderNo, createdAt, additionalInfo }: NewSalesReturn) => ({
  sales_order_id: salesOrderId,
  return_location_id: locationId,
  order_no: orderNo,
  // Katana takes a day here, and no more.
  order_created_date: createdAt.slice(0, 10),
  additional_info: additionalInfo,
});

const encodeRow = ({ fulfillmentRowId, variantId, quantity, reasonId, restockLocationId }: DesiredReturnRow) => ({
  variant_id: variantId,
  fulfillment_row_id: fulfillmentRowId,
  quantity,
  ...(reasonId === null ? {} : { reason_id: reasonId }),
  ...(restockLocationId === null ? {} : { restock_location_id: restockLocationId }),
});

const encodeChanges = ({ quantity, reasonId, restockLocationId }: ReturnRowChanges) => ({
  ...(quantity === undefined ? {} : { quantity }),
  ...(reasonId === undefined ? {} : { reason_id: reasonId }),
  ...(restockLocationId === undefined ? {} : { restock_location_id: restockLocationId }),
});
