import { compare, decimalFromInteger, subtract, sum } from "../../domain/decimal.ts";
import type { CallFailure } from "../../domain/failure.ts";
import type { FulfillmentRowId, SalesOrderId, SalesReturnId, SalesReturnRowId } from "../../domain/ids.ts";
import type { ActualReturn, ActualReturnRow, KatanaReturnReason, Returnable } from "../../domain/sales-return.ts";
import type { ReturnCalls } from "../ports.ts";
import type { Call } from "./in-memory-changes.ts";

interface KeptReturn extends ActualReturn {
  readonly orderNo: string;
  readonly salesOrderId: SalesOrderId;
  readonly updatedAt: string | null;
}

/** What an account in memory keeps of returns. */
export interface ReturnTables {
  readonly salesReturns: KeptReturn[];
  /** What was delivered, whatever of it came back. */
  readonly returnables: Returnable[];
  readonly returnReasons: KatanaReturnReason[];
}

const refused = (words: string): CallFailure => ({ kind: "rejected", side: "katana", status: 422, words });

/** Returns of an account in memory, as strict as Katana where a plan could go wrong. */
export function createInMemoryReturns(tables: ReturnTables, call: Call, nextId: () => number): ReturnCalls {
  const { salesReturns } = tables;
  const free = ({ fulfillmentRowId, available }: Returnable, except?: SalesReturnRowId) => {
    const rows = salesReturns.flatMap(({ rows }) => rows).filter((row) => row.fulfillmentRowId === fulfillmentRowId);
    return subtract(available, sum(rows.filter(({ id }) => id !== except).map(({ quantity }) => quantity)));
  };
  const isTooMuch = (id: FulfillmentRowId, quantity: number, except?: SalesReturnRowId): boolean => {
    const returnable = tables.returnables.find(({ fulfillmentRowId }) => fulfillmentRowId === id);
    return returnable === undefined || compare(decimalFromInteger(quantity), free(returnable, except)) > 0;
  };
  const change = (has: (one: KeptReturn) => boolean, changed: (one: KeptReturn) => KeptReturn): null | CallFailure => {
    const place = salesReturns.findIndex(has);
    const found = salesReturns[place];
    if (found === undefined) return refused("There is no such return.");
    salesReturns.splice(place, 1, changed(found));
    return null;
  };
  const hasRow = (id: SalesReturnRowId) => (one: KeptReturn) => one.rows.some((row) => row.id === id);
  const rowOf = (id: SalesReturnRowId) => salesReturns.flatMap(({ rows }) => rows).find((row) => row.id === id);
  return {
    findSalesReturns: ({ salesOrderId, ids, orderNos }) =>
      call("findSalesReturns", () =>
        salesReturns.filter(
          (one) => one.salesOrderId === salesOrderId && (ids.includes(one.id) || orderNos.includes(one.orderNo)),
        ),
      ),
    loadReturnables: () =>
      call("loadReturnables", () =>
        tables.returnables
          .map((one) => ({ ...one, available: free(one) }))
          .filter(({ available }) => compare(available, decimalFromInteger(0)) > 0),
      ),
    listReturnReasons: () => call("listReturnReasons", () => [...tables.returnReasons]),
    createSalesReturn: ({ salesOrderId, orderNo, additionalInfo }) =>
      call("createSalesReturn", () => {
        const id = nextId() as SalesReturnId;
        salesReturns.push({
          id,
          salesOrderId,
          orderNo,
          additionalInfo,
          status: "NOT_RETURNED",
          updatedAt: null,
          rows: [],
        });
        return id;
      }),
    createSalesReturnRow: (salesReturnId, { quantity, ...desired }) =>
      call("createSalesReturnRow", () => {
        if (isTooMuch(desired.fulfillmentRowId, quantity)) return refused("quantity exceeds what can come back.");
        const id = nextId() as SalesReturnRowId;
        const rowId = tables.returnables.find((one) => one.fulfillmentRowId === desired.fulfillmentRowId)!.rowId;
        const row: ActualReturnRow = { ...desired, id, rowId, quantity: decimalFromInteger(quantity) };
        return (
          change(
            (one) => one.id === salesReturnId,
            (one) => ({ ...one, rows: [...one.rows, row] }),
          ) ?? id
        );
      }),
    updateSalesReturnRow: (id, { quantity, ...changes }) =>
      call("updateSalesReturnRow", () => {
        const row = rowOf(id);
        if (row && quantity !== undefined && isTooMuch(row.fulfillmentRowId, quantity, id))
          return refused("quantity exceeds what can come back.");
        const units = quantity === undefined ? {} : { quantity: decimalFromInteger(quantity) };
        return change(hasRow(id), (one) => ({
          ...one,
          rows: one.rows.map((other) => (other.id === id ? { ...other, ...changes, ...units } : other)),
        }));
      }),
    deleteSalesReturnRow: (id) =>
      call("deleteSalesReturnRow", () => {
        change(hasRow(id), (one) => ({ ...one, rows: one.rows.filter((row) => row.id !== id) }));
        return null;
      }),
    setSalesReturnStatus: ({ id, additionalInfo }, status) =>
      call("setSalesReturnStatus", () =>
        change(
          (one) => one.id === id,
          (one) => ({ ...one, status, additionalInfo }),
        ),
      ),
    deleteSalesReturn: (id) =>
      call("deleteSalesReturn", () => {
        const place = salesReturns.findIndex((one) => one.id === id);
        if (place >= 0) salesReturns.splice(place, 1);
        return null;
      }),
    listChangedReturns: () => call("listChangedReturns", () => [...salesReturns]),
  };
}
