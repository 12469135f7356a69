import { z } from "zod";
import { zero } from "../../domain/decimal.ts";
import type {
  KatanaLocationId,
  KatanaTaxRateId,
  KatanaVariantId,
  ManufacturingOrderId,
  OrderId,
  SalesOrderId,
  SalesOrderRowId,
  ShippingFeeId,
} from "../../domain/ids.ts";
import type { ActualRow, ActualSalesOrder, Invoicing } from "../../domain/sales-order.ts";
import { decodeList, decodeOne } from "./decode-answer.ts";
import type { Decode } from "./decode-answer.ts";
import { decodeRowKey } from "./row-attributes.ts";
import { wireDecimal, wireId, wireInstant, wireText } from "./wire-values.ts";

const attributesSchema = z.array(z.object({ key: z.string(), value: z.unknown() })).nullish();

const rowSchema = z.object({
  id: wireId<SalesOrderRowId>(),
  variant_id: wireId<KatanaVariantId>(),
  quantity: wireDecimal,
  price_per_unit: wireDecimal.nullish(),
  total_discount: wireDecimal.nullish(),
  tax_rate_id: wireId<KatanaTaxRateId>().nullish(),
  location_id: wireId<KatanaLocationId>().nullish(),
  linked_manufacturing_order_id: wireId<ManufacturingOrderId>().nullish(),
  total: wireDecimal.nullish(),
  attributes: attributesSchema,
  deleted_at: z.string().nullish(),
});

const feeSchema = z.object({ id: wireId<ShippingFeeId>(), amount: wireDecimal, description: wireText });

/** Katana says "no fee" as null, as `{}` and by leaving it out. */
const feeOrNoneSchema = z.preprocess(
  (fee) => (typeof fee === "object" && fee !== null && Object.keys(fee).length === 0 ? null : fee),
  feeSchema.nullish(),
);

const salesOrderSchema = z
  .object({
    id: wireId<SalesOrderId>(),
    order_no: z.string(),
    status: z.string(),
    invoicing_status: wireText,
    created_at: wireInstant,
    deleted_at: z.string().nullish(),
    ecommerce_order_type: wireText,
    ecommerce_order_id: wireText,
    ecommerce_store_name: wireText,
    currency: wireText,
    total: wireDecimal.nullish(),
    sales_order_rows: z.array(rowSchema).nullish(),
    shipping_fee: feeOrNoneSchema,
  })
  .transform((wire, context): ActualSalesOrder => {
    const deleted = isSet(wire.deleted_at);
    // A live sales order always shows its rows; without them it must not look as if it had none.
    if (!deleted && !wire.sales_order_rows) {
      context.addIssue({ code: "custom", path: ["sales_order_rows"], message: "expected the rows" });
      return z.NEVER;
    }
    return {
      id: wire.id,
      orderNo: wire.order_no,
      status: wire.status,
      invoicing: toInvoicing(wire.invoicing_status),
      createdAt: wire.created_at,
      deleted,
      shopifyOrderId: toOrderId(wire.ecommerce_order_type, wire.ecommerce_order_id),
      storeName: wire.ecommerce_store_name,
      currency: wire.currency,
      total: wire.total ?? null,
      rows: (wire.sales_order_rows ?? []).filter((row) => !isSet(row.deleted_at)).map(toRow),
      shippingFee: wire.shipping_fee ?? null,
    };
  });

function toRow(wire: z.output<typeof rowSchema>): ActualRow {
  return {
    id: wire.id,
    variantId: wire.variant_id,
    quantity: wire.quantity,
    pricePerUnit: wire.price_per_unit ?? zero,
    discount: wire.total_discount ?? zero,
    taxRateId: wire.tax_rate_id ?? null,
    locationId: wire.location_id ?? null,
    manufacturingOrderId: wire.linked_manufacturing_order_id ?? null,
    total: wire.total ?? null,
    key: decodeRowKey(wire.attributes ?? []),
  };
}

/** What is missing was never invoiced. */
function toInvoicing(status: string | null): Invoicing {
  switch (status) {
    case null:
    case "notInvoiced":
      return "not-invoiced";
    case "partiallyInvoiced":
      return "partly-invoiced";
    default:
      return "invoiced";
  }
}

const isSet = (instant: string | null | undefined): boolean =>
  instant !== null && instant !== undefined && instant !== "";

/** Other shops' systems keep their ids in the same field. */
function toOrderId(type: string | null, id: string | null): OrderId | null {
  if (type?.toLowerCase() !== "shopify" || id === null || !/^\d+$/.test(id)) return null;
  return id as OrderId;
}

export const decodeSalesOrder: Decode<ActualSalesOrder> = decodeOne(salesOrderSchema);
export const decodeSalesOrders: Decode<readonly ActualSalesOrder[]> = decodeList(salesOrderSchema);

/** The answer to a new row. */
export const decodeRowId: Decode<SalesOrderRowId> = decodeOne(
  z.object({ id: wireId<SalesOrderRowId>() }).transform(({ id }) => id),
);

/** The answer to a new shipping fee. */
export const decodeShippingFeeId: Decode<ShippingFeeId> = decodeOne(
  z.object({ id: wireId<ShippingFeeId>() }).transform(({ id }) => id),
);
