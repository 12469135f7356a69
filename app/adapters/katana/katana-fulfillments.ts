import { toNumber } from "../../domain/decimal.ts";
import { ok } from "../../domain/result.ts";
import type { KatanaFulfillmentCalls } from "../../sync/fulfillment-ports.ts";
import { decodeNothing } from "./decode-answer.ts";
import { decodeFulfillment, decodeFulfillments } from "./decode-fulfillments.ts";
import type { KatanaCalls } from "./katana-calls.ts";

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
    const made = await calls.write({ method: "POST", path: "/sales_order_fulfillments", body }, decodeFulfillment);
    return made.ok ? ok(made.value.id) : made;
  },
  deliverFulfillment: (id) =>
    calls.write(
      { method: "PATCH", path: `/sales_order_fulfillments/${String(id)}`, body: { status: "DELIVERED" } },
      decodeNothing,
    ),
  listMovedFulfillments: (since) => {
    const query = [
      ["updated_at_min", since],
      ["include_deleted", "true"],
    ] as const;
    return calls.readPages({ path: "/sales_order_fulfillments", query }, decodeFulfillments);
  },
});
