import { toNumber } from "../../domain/decimal.ts";
import { ok } from "../../domain/result.ts";
import type { BookedFulfillment, KatanaFulfillmentCalls } from "../../sync/fulfillment-ports.ts";
import { decodeFulfillment, decodeFulfillments } from "./decode-fulfillments.ts";
import type { KatanaCalls } from "./katana-calls.ts";
import type { Answer } from "../../sync/ports.ts";
import { unitsWithoutBatch } from "./units-without-batch.ts";

type NewFulfillment = Parameters<KatanaFulfillmentCalls["createFulfillment"]>[0];

/** Katana refuses an unknown or empty text, so only what there is goes along. Batches are left to Katana, which takes the oldest (FUL-8). */
const encodeFulfillment = ({ salesOrderId, rows, pickedDate, tracking }: NewFulfillment) => ({
  sales_order_id: salesOrderId,
  status: "DELIVERED",
  picked_date: pickedDate,
  sales_order_fulfillment_rows: rows.map(({ rowId, quantity }) => ({
    sales_order_row_id: rowId,
    quantity: toNumber(quantity),
  })),
  ...(tracking?.number == null ? {} : { tracking_number: tracking.number.slice(0, 256) }),
  ...(tracking?.url == null ? {} : { tracking_url: tracking.url.slice(0, 2048) }),
  ...(tracking?.carrier == null ? {} : { tracking_carrier: tracking.carrier }),
});

/** What is packed and delivered of sales orders. */
export const createFulfillmentCalls = (calls: KatanaCalls): KatanaFulfillmentCalls => ({
  loadFulfillments: async (salesOrderId) => {
    const query = [["sales_order_id", String(salesOrderId)]] as const;
    const listed = await calls.readPages({ path: "/sales_order_fulfillments", query }, decodeFulfillments);
    if (!listed.ok) return listed;
    // One that moved to the next page while the pages were read comes twice, and a filter that Katana ignores brings others.
    const own = listed.value.filter((one) => !one.deleted && one.salesOrderId === salesOrderId);
    return ok([...new Map(own.map((one) => [one.id, one])).values()]);
  },
  createFulfillment: async (fulfillment) => {
    const body = encodeFulfillment(fulfillment);
    return booked(calls, { method: "POST", path: "/sales_order_fulfillments", body });
  },
  deliverFulfillment: (id) => {
    const path = `/sales_order_fulfillments/${String(id)}`;
    return booked(calls, { method: "PATCH", path, body: { status: "DELIVERED" } });
  },
  listMovedFulfillments: (since) => {
    const query = [
      ["updated_at_min", since],
      ["include_deleted", "true"],
    ] as const;
    return calls.readPages({ path: "/sales_order_fulfillments", query }, decodeFulfillments);
  },
});

async function booked(calls: KatanaCalls, write: Parameters<KatanaCalls["write"]>[0]): Answer<BookedFulfillment> {
  const made = await calls.write(write, decodeFulfillment);
  return made.ok ? ok({ id: made.value.id, unitsWithoutBatch: await unitsWithoutBatch(calls, made.value) }) : made;
}
