import { z } from "zod";
import type { Decimal } from "../../domain/decimal.ts";
import type { FulfillmentRowId, SalesOrderId, SalesOrderRowId } from "../../domain/ids.ts";
import { decodeList } from "./decode-answer.ts";
import type { Decode } from "./decode-answer.ts";
import { wireDecimal, wireId, wireText } from "./wire-values.ts";

/** One packed or delivered part of a sales order. */
interface KatanaFulfillment {
  readonly id: number;
  readonly salesOrderId: SalesOrderId;
  readonly deleted: boolean;
  readonly rows: readonly {
    readonly id: FulfillmentRowId;
    readonly rowId: SalesOrderRowId;
    readonly quantity: Decimal;
  }[];
}

const fulfillmentSchema = z
  .object({
    id: wireId(),
    sales_order_id: wireId<SalesOrderId>(),
    // A fulfillment without its rows must not look as if nothing had gone with it.
    sales_order_fulfillment_rows: z.array(
      z.object({
        id: wireId<FulfillmentRowId>(),
        sales_order_row_id: wireId<SalesOrderRowId>(),
        quantity: wireDecimal,
      }),
    ),
    deleted_at: wireText,
  })
  .transform((wire): KatanaFulfillment => ({
    id: wire.id,
    salesOrderId: wire.sales_order_id,
    deleted: wire.deleted_at !== null,
    rows: wire.sales_order_fulfillment_rows.map(({ id, sales_order_row_id, quantity }) => ({
      id,
      rowId: sales_order_row_id,
      quantity,
    })),
  }));

export const decodeFulfillments: Decode<readonly KatanaFulfillment[]> = decodeList(fulfillmentSchema);

/** Of which sales order each return is; all that deciding about the sales order needs. */
export const decodeReturnedSalesOrders: Decode<readonly SalesOrderId[]> = decodeList(
  z.object({ sales_order_id: wireId<SalesOrderId>() }).transform(({ sales_order_id }) => sales_order_id),
);
