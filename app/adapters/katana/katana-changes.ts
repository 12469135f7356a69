import { add, zero } from "../../domain/decimal.ts";
import type { Decimal } from "../../domain/decimal.ts";
import type { SalesOrderId, SalesOrderRowId } from "../../domain/ids.ts";
import { ok } from "../../domain/result.ts";
import type { Answer, ChangeCalls } from "../../sync/ports.ts";
import { decodeNothing } from "./decode-answer.ts";
import { decodeFulfillments, decodeReturnedSalesOrders } from "./decode-fulfillments.ts";
import { decodeManufacturingOrder } from "./decode-manufacturing-order.ts";
import { decodeRowId } from "./decode-sales-order.ts";
import { encodeNewRow, encodeRowUpdate } from "./encode-row.ts";
import { encodeFeeUpdate } from "./encode-shipping-fee.ts";
import type { KatanaCalls } from "./katana-calls.ts";
import { isNotFound, removeAt } from "./remove-at.ts";

/** What carries a change of an imported order over: one call for each row, fee and manufacturing order, as Katana takes no more at once. */
export const createChangeCalls = (calls: KatanaCalls): ChangeCalls => ({
  ...createRowCalls(calls),
  ...createFeeCalls(calls),
  ...createManufacturingCalls(calls),
  loadFulfilledQuantities: (salesOrderId) => loadFulfilledQuantities(calls, salesOrderId),
  hasReturns: async ({ id, orderNo }) => {
    // Katana ignores the filter by id; two sales orders may carry one number.
    const query = [["sales_order_no", orderNo]] as const;
    const listed = await calls.readPages({ path: "/sales_returns", query }, decodeReturnedSalesOrders);
    return listed.ok ? ok(listed.value.includes(id)) : listed;
  },
});

const createRowCalls = (calls: KatanaCalls): Pick<ChangeCalls, "createRow" | "updateRow" | "deleteRow"> => ({
  createRow: (salesOrderId, row, ids) => {
    const personal = row.properties.map(({ value }) => value);
    const body = encodeNewRow(salesOrderId, row, ids);
    return calls.write({ method: "POST", path: "/sales_order_rows", body, personal }, decodeRowId);
  },
  updateRow: (id, update) =>
    calls.write(
      { method: "PATCH", path: `/sales_order_rows/${String(id)}`, body: encodeRowUpdate(update) },
      decodeNothing,
    ),
  deleteRow: (id) => removeAt(calls, `/sales_order_rows/${String(id)}`),
});

const createFeeCalls = (calls: KatanaCalls): Pick<ChangeCalls, "updateShippingFee" | "deleteShippingFee"> => ({
  updateShippingFee: (id, fee, taxRateId) =>
    calls.write(
      { method: "PATCH", path: `/sales_order_shipping_fee/${String(id)}`, body: encodeFeeUpdate(fee, taxRateId) },
      decodeNothing,
    ),
  deleteShippingFee: (id) => removeAt(calls, `/sales_order_shipping_fee/${String(id)}`),
});

type ManufacturingCalls = Pick<
  ChangeCalls,
  "loadManufacturingOrder" | "updateManufacturingOrder" | "unlinkManufacturingOrder" | "deleteManufacturingOrder"
>;

const createManufacturingCalls = (calls: KatanaCalls): ManufacturingCalls => ({
  loadManufacturingOrder: async (id) => {
    const loaded = await calls.read({ path: `/manufacturing_orders/${String(id)}` }, decodeManufacturingOrder);
    return isNotFound(loaded) ? ok(null) : loaded;
  },
  updateManufacturingOrder: ({ id, additionalInfo }, plannedQuantity) =>
    calls.write(
      {
        method: "PATCH",
        path: `/manufacturing_orders/${String(id)}`,
        // What is left out is cleared, and empty text is refused.
        body: { planned_quantity: plannedQuantity, additional_info: additionalInfo },
      },
      decodeNothing,
    ),
  unlinkManufacturingOrder: (rowId) =>
    calls.write(
      { method: "POST", path: "/manufacturing_order_unlink", body: { sales_order_row_id: rowId } },
      decodeNothing,
    ),
  deleteManufacturingOrder: (id) => removeAt(calls, `/manufacturing_orders/${String(id)}`),
});

async function loadFulfilledQuantities(
  calls: KatanaCalls,
  salesOrderId: SalesOrderId,
): Answer<ReadonlyMap<SalesOrderRowId, Decimal>> {
  const query = [["sales_order_id", String(salesOrderId)]] as const;
  const listed = await calls.readPages({ path: "/sales_order_fulfillments", query }, decodeFulfillments);
  if (!listed.ok) return listed;
  // One that moved to the next page while the pages were read comes twice.
  const fulfillments = new Map(listed.value.map((one) => [one.id, one])).values();
  const quantities = new Map<SalesOrderRowId, Decimal>();
  for (const one of fulfillments) {
    if (one.deleted || one.salesOrderId !== salesOrderId) continue;
    for (const { rowId, quantity } of one.rows) quantities.set(rowId, add(quantities.get(rowId) ?? zero, quantity));
  }
  return ok(quantities);
}
