import { decimalFromInteger, parseDecimal, zero } from "../../domain/decimal.ts";
import type { Decimal } from "../../domain/decimal.ts";
import type { CallFailure } from "../../domain/failure.ts";
import type { SalesOrderId, SalesOrderRowId } from "../../domain/ids.ts";
import type { ManufacturingOrder } from "../../domain/manufacturing-order.ts";
import type { ActualRow, ActualSalesOrder, DesiredRow } from "../../domain/sales-order.ts";
import type { Answer, ChangeCalls, KatanaClient, ResolvedIds, RowUpdate } from "../ports.ts";
import { variantIdOf } from "../resolve-variant.ts";

/** What an account in memory keeps beside its sales orders, once they changed. */
export interface ChangeTables {
  readonly salesOrders: ActualSalesOrder[];
  readonly manufacturingOrders: ManufacturingOrder[];
  /** Packed and delivered units by row. */
  readonly fulfilled: Map<SalesOrderRowId, Decimal>;
  /** Sales orders with a return. */
  readonly returned: Set<SalesOrderId>;
  /** Whether a manufacturing order that was not started follows its row by itself. */
  manufacturingFollows: boolean;
}

export type Call = <Value>(name: keyof KatanaClient, run: () => Value | CallFailure) => Answer<Value>;

const gone: CallFailure = { kind: "rejected", side: "katana", status: 404, words: "Not found" };

/** Row, fee and manufacturing order changes of an account in memory. */
export function createInMemoryChanges(tables: ChangeTables, call: Call, nextId: () => number): ChangeCalls {
  const rows = rowsOf(tables);
  const fees = feesOf(tables);
  const manufacturing = manufacturingOf(tables, rows);
  return {
    createRow: (salesOrderId, row, ids) =>
      call("createRow", () => rows.add(salesOrderId, newRow(nextId() as SalesOrderRowId, row, ids))),
    updateRow: (id, update) =>
      call("updateRow", () => {
        if (!rows.change(id, update)) return gone;
        if (update.quantity !== undefined) manufacturing.follow(id, update.quantity);
        return null;
      }),
    deleteRow: (id) => call("deleteRow", () => rows.remove(id)),
    updateShippingFee: (id, { amount, description }) =>
      call("updateShippingFee", () => fees.set(id, { id, amount, description })),
    deleteShippingFee: (id) => call("deleteShippingFee", () => fees.set(id, null)),
    loadManufacturingOrder: (id) =>
      call("loadManufacturingOrder", () => tables.manufacturingOrders.find((one) => one.id === id) ?? null),
    updateManufacturingOrder: ({ id, additionalInfo }, quantity) =>
      call("updateManufacturingOrder", () =>
        manufacturing.change(id, { additionalInfo, plannedQuantity: inDecimals(quantity) }),
      ),
    unlinkManufacturingOrder: (rowId) => call("unlinkManufacturingOrder", () => manufacturing.unlink(rowId)),
    deleteManufacturingOrder: (id) => call("deleteManufacturingOrder", () => manufacturing.remove(id)),
    loadFulfilledQuantities: (id) =>
      call("loadFulfilledQuantities", () => {
        const own = new Set(tables.salesOrders.find((one) => one.id === id)?.rows.map((row) => row.id));
        return new Map([...tables.fulfilled].filter(([rowId]) => own.has(rowId)));
      }),
    hasReturns: ({ id }) => call("hasReturns", () => tables.returned.has(id)),
  };
}

const inDecimals = (quantity: number): Decimal =>
  Number.isInteger(quantity) ? decimalFromInteger(quantity) : (parseDecimal(String(quantity)) ?? zero);

const newRow = (
  id: SalesOrderRowId,
  row: DesiredRow,
  ids: Pick<ResolvedIds, "taxRateIds" | "variantIds">,
): ActualRow => ({
  id,
  variantId: variantIdOf(row.variant, ids),
  quantity: inDecimals(row.quantity),
  pricePerUnit: row.pricePerUnit,
  discount: row.discount,
  taxRateId: ids.taxRateIds.get(row.taxPercent) ?? null,
  locationId: row.locationId,
  manufacturingOrderId: null,
  total: null,
  key: row.key,
});

function rowsOf({ salesOrders }: ChangeTables) {
  const edit = (belongs: (one: ActualSalesOrder) => boolean, rows: (one: ActualSalesOrder) => readonly ActualRow[]) => {
    const place = salesOrders.findIndex((one) => !one.deleted && belongs(one));
    const found = salesOrders[place];
    if (found !== undefined) salesOrders.splice(place, 1, { ...found, rows: rows(found) });
    return found !== undefined;
  };
  const has = (id: SalesOrderRowId) => (one: ActualSalesOrder) => one.rows.some((row) => row.id === id);
  return {
    add: (salesOrderId: SalesOrderId, row: ActualRow) =>
      edit(
        ({ id }) => id === salesOrderId,
        (one) => [...one.rows, row],
      )
        ? row.id
        : gone,
    change: (
      id: SalesOrderRowId,
      { quantity, ...update }: RowUpdate & Partial<Pick<ActualRow, "manufacturingOrderId">>,
    ) =>
      edit(has(id), (one) =>
        one.rows.map((row) =>
          row.id === id
            ? { ...row, ...update, quantity: quantity === undefined ? row.quantity : inDecimals(quantity) }
            : row,
        ),
      ),
    remove: (id: SalesOrderRowId) => {
      edit(has(id), (one) => one.rows.filter((row) => row.id !== id));
      return null;
    },
  };
}

function feesOf({ salesOrders }: ChangeTables) {
  return {
    set: (id: number, fee: ActualSalesOrder["shippingFee"]) => {
      const place = salesOrders.findIndex((one) => one.shippingFee?.id === id);
      const found = salesOrders[place];
      if (found === undefined) return fee === null ? null : gone;
      salesOrders.splice(place, 1, { ...found, shippingFee: fee });
      return null;
    },
  };
}

function manufacturingOf(tables: ChangeTables, rows: ReturnType<typeof rowsOf>) {
  const { manufacturingOrders: orders } = tables;
  const change = (id: number, fields: Partial<ManufacturingOrder>) => {
    const place = orders.findIndex((one) => one.id === id);
    const found = orders[place];
    if (found === undefined) return gone;
    orders.splice(place, 1, { ...found, ...fields });
    return null;
  };
  return {
    change,
    follow: (rowId: SalesOrderRowId, quantity: number) => {
      const linked = orders.find((one) => one.rowId === rowId && one.status === "NOT_STARTED");
      if (linked && tables.manufacturingFollows) change(linked.id, { plannedQuantity: inDecimals(quantity) });
    },
    unlink: (rowId: SalesOrderRowId) => {
      const linked = orders.find((one) => one.rowId === rowId);
      if (linked === undefined) return gone;
      rows.change(rowId, { manufacturingOrderId: null });
      return change(linked.id, { rowId: null });
    },
    remove: (id: number) => {
      const [removed] = orders.splice(
        orders.findIndex((one) => one.id === id),
        1,
      );
      if (removed?.rowId) rows.change(removed.rowId, { manufacturingOrderId: null });
      return null;
    },
  };
}
