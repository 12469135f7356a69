import { z } from "zod";
import { sum } from "../../domain/decimal.ts";
import type { Decimal } from "../../domain/decimal.ts";
import type { KatanaFulfillment } from "../../domain/fulfillment.ts";
import type { FulfillmentRowId, KatanaFulfillmentId, SalesOrderId, SalesOrderRowId } from "../../domain/ids.ts";
import type { MovedFulfillment } from "../../sync/fulfillment-ports.ts";
import { decodeList, decodeOne } from "./decode-answer.ts";
import type { Decode } from "./decode-answer.ts";
import { wireDecimal, wireId, wireInstant, wireText } from "./wire-values.ts";

type DecodedRow = KatanaFulfillment["rows"][number] & {
  readonly id: FulfillmentRowId;
  /** Units that are said to be of no batch; so may be those of goods without batches. */
  readonly ofNoBatch: Decimal;
};
export type DecodedFulfillment = Omit<KatanaFulfillment, "rows"> &
  MovedFulfillment & { readonly rows: readonly DecodedRow[] };

const fulfillmentSchema = z
  .object({
    id: wireId<KatanaFulfillmentId>(),
    sales_order_id: wireId<SalesOrderId>(),
    status: z.string(),
    picked_date: wireInstant.nullish(),
    created_at: wireInstant.nullish(),
    updated_at: wireInstant.nullish(),
    tracking_number: wireText,
    tracking_url: wireText,
    tracking_carrier: wireText,
    // A fulfillment without its rows must not look as if nothing had gone with it.
    sales_order_fulfillment_rows: z.array(
      z.object({
        id: wireId<FulfillmentRowId>(),
        sales_order_row_id: wireId<SalesOrderRowId>(),
        quantity: wireDecimal,
        batch_transactions: z.array(z.object({ batch_id: z.number().nullable(), quantity: wireDecimal })).nullish(),
      }),
    ),
    deleted_at: wireText,
  })
  .transform((wire): DecodedFulfillment => ({
    id: wire.id,
    salesOrderId: wire.sales_order_id,
    delivered: wire.status === "DELIVERED",
    deleted: wire.deleted_at !== null,
    // Katana's examples leave out when one was made.
    shippedAt: wire.created_at ?? wire.picked_date ?? null,
    updatedAt: wire.updated_at ?? null,
    tracking: toTracking(wire.tracking_number, wire.tracking_url, wire.tracking_carrier),
    rows: wire.sales_order_fulfillment_rows.map(({ id, sales_order_row_id, quantity, batch_transactions }) => ({
      id,
      rowId: sales_order_row_id,
      quantity,
      ofNoBatch: sum((batch_transactions ?? []).filter((one) => one.batch_id === null).map((one) => one.quantity)),
    })),
  }));

const toTracking = (
  number: string | null,
  url: string | null,
  carrier: string | null,
): KatanaFulfillment["tracking"] =>
  number === null && url === null && carrier === null ? null : { number, url, carrier };

export const decodeFulfillment: Decode<DecodedFulfillment> = decodeOne(fulfillmentSchema);
export const decodeFulfillments: Decode<readonly DecodedFulfillment[]> = decodeList(fulfillmentSchema);

/** Of which sales order each return is; all that deciding about the sales order needs. */
export const decodeReturnedSalesOrders: Decode<readonly SalesOrderId[]> = decodeList(
  z.object({ sales_order_id: wireId<SalesOrderId>() }).transform(({ sales_order_id }) => sales_order_id),
);
