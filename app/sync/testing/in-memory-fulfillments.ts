import { add, zero } from "../../domain/decimal.ts";
import type { Decimal } from "../../domain/decimal.ts";
import type { CallFailure } from "../../domain/failure.ts";
import type { KatanaFulfillment } from "../../domain/fulfillment.ts";
import type { KatanaFulfillmentId, SalesOrderId, SalesOrderRowId } from "../../domain/ids.ts";
import type { ActualSalesOrder } from "../../domain/sales-order.ts";
import type { KatanaFulfillmentCalls, MovedFulfillment } from "../fulfillment-ports.ts";
import type { Answer, KatanaClient } from "../ports.ts";

type KeptFulfillment = KatanaFulfillment & MovedFulfillment;

export interface FulfillmentTables {
  readonly fulfillments: KeptFulfillment[];
  /** Of the fulfillments that are booked next (FUL-8). */
  readonly unitsWithoutBatch: Decimal[];
}

type Call = <Value>(name: keyof KatanaClient, run: () => Value | CallFailure) => Answer<Value>;

/** What is packed and delivered; a fulfillment takes its units off no row, as the planner has to see to that. */
export function createInMemoryFulfillments(
  tables: FulfillmentTables & {
    readonly salesOrders: ActualSalesOrder[];
    readonly fulfilled: Map<SalesOrderRowId, Decimal>;
  },
  call: Call,
  nextId: () => number,
): KatanaFulfillmentCalls {
  const setStatus = (salesOrderId: SalesOrderId): void => {
    const place = tables.salesOrders.findIndex(({ id }) => id === salesOrderId);
    tables.salesOrders.splice(place, 1, { ...tables.salesOrders[place]!, status: "PARTIALLY_DELIVERED" });
  };
  return {
    loadFulfillments: (id) =>
      call("loadFulfillments", () => tables.fulfillments.filter((one) => one.salesOrderId === id && !one.deleted)),
    createFulfillment: ({ salesOrderId, rows, pickedDate, tracking }) =>
      call("createFulfillment", () => {
        const id = nextId() as KatanaFulfillmentId;
        const made = { id, salesOrderId, delivered: true, deleted: false, tracking, rows };
        tables.fulfillments.push({ ...made, shippedAt: pickedDate, updatedAt: pickedDate });
        for (const { rowId, quantity } of rows)
          tables.fulfilled.set(rowId, add(tables.fulfilled.get(rowId) ?? zero, quantity));
        setStatus(salesOrderId);
        return { id, unitsWithoutBatch: tables.unitsWithoutBatch.shift() ?? zero };
      }),
    deliverFulfillment: (id) =>
      call("deliverFulfillment", () => {
        const place = tables.fulfillments.findIndex((one) => one.id === id);
        tables.fulfillments.splice(place, 1, { ...tables.fulfillments[place]!, delivered: true });
        return { id, unitsWithoutBatch: tables.unitsWithoutBatch.shift() ?? zero };
      }),
    listMovedFulfillments: (since) =>
      call("listMovedFulfillments", () => tables.fulfillments.filter(({ updatedAt }) => (updatedAt ?? since) >= since)),
  };
}
