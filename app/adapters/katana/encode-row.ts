import { toNumber } from "../../domain/decimal.ts";
import type { Decimal } from "../../domain/decimal.ts";
import type { KatanaTaxRateId, KatanaVariantId, SalesOrderId } from "../../domain/ids.ts";
import type { DesiredRow } from "../../domain/sales-order.ts";
import type { ResolvedIds, RowUpdate } from "../../sync/ports.ts";
import { variantIdOf } from "../../sync/resolve-variant.ts";
import { encodeRowAttributes } from "./row-attributes.ts";

/** Katana's ids for what a row names by meaning. */
type RowIds = Pick<ResolvedIds, "taxRateIds" | "variantIds">;

/** One of a new sales order's rows. */
export const encodeRow = (row: DesiredRow, ids: RowIds) =>
  encode(row, variantIdOf(row.variant, ids), taxRateIdOf(row.taxPercent, ids));

/** The body of `POST /sales_order_rows`. */
export const encodeNewRow = (salesOrderId: SalesOrderId, row: DesiredRow, ids: RowIds) => ({
  sales_order_id: salesOrderId,
  ...encodeRow(row, ids),
});

/** The body of `PATCH /sales_order_rows/{id}`: only what changes, since Katana takes a field of a shipped row as a change of it. */
export const encodeRowUpdate = ({ quantity, pricePerUnit, discount, taxRateId, locationId }: RowUpdate) => ({
  ...(quantity === undefined ? {} : { quantity }),
  ...(pricePerUnit === undefined ? {} : { price_per_unit: toNumber(pricePerUnit) }),
  ...(discount === undefined ? {} : { total_discount: toNumber(discount) }),
  ...(taxRateId === undefined ? {} : { tax_rate_id: taxRateId }),
  ...(locationId === undefined ? {} : { location_id: locationId }),
});

const encode = (row: DesiredRow, variantId: KatanaVariantId, taxRateId: KatanaTaxRateId) => ({
  variant_id: variantId,
  quantity: row.quantity,
  price_per_unit: toNumber(row.pricePerUnit),
  total_discount: toNumber(row.discount),
  tax_rate_id: taxRateId,
  ...(row.locationId === null ? {} : { location_id: row.locationId }),
  attributes: encodeRowAttributes(row.key, row.properties),
});

function taxRateIdOf(percent: Decimal, { taxRateIds }: RowIds): KatanaTaxRateId {
  const id = taxRateIds.get(percent);
  // Whoever resolved the ids left one out: a bug, and better found before Katana puts its default tax on the row.
  if (id === undefined) throw new Error(`No Katana tax rate was resolved for ${percent} %`);
  return id;
}
