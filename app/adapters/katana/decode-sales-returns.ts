import { z } from "zod";
import type { Decimal } from "../../domain/decimal.ts";
import type {
  FulfillmentRowId,
  KatanaLocationId,
  KatanaVariantId,
  ReturnReasonId,
  SalesOrderId,
  SalesOrderRowId,
  SalesReturnId,
  SalesReturnRowId,
} from "../../domain/ids.ts";
import type {
  ActualReturn,
  ActualReturnRow,
  KatanaReturnReason,
  SalesReturnStatus,
} from "../../domain/sales-return.ts";
import { decodeList, decodeOne } from "./decode-answer.ts";
import type { Decode } from "./decode-answer.ts";
import { wireDecimal, wireId, wireInstant, wireText } from "./wire-values.ts";

export interface SalesReturnHead extends Omit<ActualReturn, "rows"> {
  readonly salesOrderId: SalesOrderId;
  readonly updatedAt: string | null;
}

/** What nobody knew yet is left alone, as is what is restocked. */
const status = z
  .string()
  .transform((text): SalesReturnStatus =>
    text === "NOT_RETURNED" || text === "RETURNED_ALL" ? text : "RESTOCKED_ALL",
  );

const headSchema = z
  .object({
    id: wireId<SalesReturnId>(),
    sales_order_id: wireId<SalesOrderId>(),
    status,
    additional_info: wireText,
    updated_at: wireInstant.nullish(),
  })
  .transform((wire): SalesReturnHead => ({
    id: wire.id,
    salesOrderId: wire.sales_order_id,
    status: wire.status,
    additionalInfo: wire.additional_info ?? "",
    updatedAt: wire.updated_at ?? null,
  }));

const rowSchema = z
  .object({
    id: wireId<SalesReturnRowId>(),
    fulfillment_row_id: wireId<FulfillmentRowId>(),
    sales_order_row_id: wireId<SalesOrderRowId>(),
    variant_id: wireId<KatanaVariantId>(),
    quantity: wireDecimal,
    reason_id: wireId<ReturnReasonId>().nullish(),
    restock_location_id: wireId<KatanaLocationId>().nullish(),
  })
  .transform((wire): ActualReturnRow => ({
    id: wire.id,
    fulfillmentRowId: wire.fulfillment_row_id,
    rowId: wire.sales_order_row_id,
    variantId: wire.variant_id,
    quantity: wire.quantity,
    reasonId: wire.reason_id ?? null,
    restockLocationId: wire.restock_location_id ?? null,
  }));

interface ReturnableItem {
  readonly fulfillmentRowId: FulfillmentRowId;
  readonly variantId: KatanaVariantId;
  readonly available: Decimal;
  readonly locationId: KatanaLocationId;
}

const returnableSchema = z
  .object({
    fulfillment_row_id: wireId<FulfillmentRowId>(),
    variant_id: wireId<KatanaVariantId>(),
    available_for_return_quantity: wireDecimal,
    location_id: wireId<KatanaLocationId>(),
  })
  .transform((wire): ReturnableItem => ({
    fulfillmentRowId: wire.fulfillment_row_id,
    variantId: wire.variant_id,
    available: wire.available_for_return_quantity,
    locationId: wire.location_id,
  }));

const reasonSchema = z.object({ id: wireId<ReturnReasonId>(), name: z.string() });

export const decodeSalesReturns: Decode<readonly SalesReturnHead[]> = decodeList(headSchema);
export const decodeSalesReturnRows: Decode<readonly ActualReturnRow[]> = decodeList(rowSchema);
export const decodeReturnables: Decode<readonly ReturnableItem[]> = decodeList(returnableSchema);
export const decodeReturnReasons: Decode<readonly KatanaReturnReason[]> = decodeList(reasonSchema);
export const decodeSalesReturnId: Decode<SalesReturnId> = decodeOne(
  z.object({ id: wireId<SalesReturnId>() }).transform(({ id }) => id),
);
export const decodeSalesReturnRowId: Decode<SalesReturnRowId> = decodeOne(
  z.object({ id: wireId<SalesReturnRowId>() }).transform(({ id }) => id),
);
