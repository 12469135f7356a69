import { z } from "zod";
import type { ManufacturingOrderId, SalesOrderRowId } from "../../domain/ids.ts";
import type { ManufacturingOrder } from "../../domain/manufacturing-order.ts";
import { decodeOne } from "./decode-answer.ts";
import type { Decode } from "./decode-answer.ts";
import { wireDecimal, wireId, wireText } from "./wire-values.ts";

const manufacturingOrderSchema = z
  .object({
    id: wireId<ManufacturingOrderId>(),
    status: z.string(),
    planned_quantity: wireDecimal,
    sales_order_row_id: wireId<SalesOrderRowId>().nullish(),
    additional_info: wireText,
    deleted_at: wireText,
  })
  .transform((wire): ManufacturingOrder | null =>
    wire.deleted_at === null
      ? {
          id: wire.id,
          status: wire.status,
          plannedQuantity: wire.planned_quantity,
          rowId: wire.sales_order_row_id ?? null,
          additionalInfo: wire.additional_info,
        }
      : null,
  );

/** Null for one that was deleted. */
export const decodeManufacturingOrder: Decode<ManufacturingOrder | null> = decodeOne(manufacturingOrderSchema);
