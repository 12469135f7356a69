import { z } from "zod";
import { compare, sum, zero } from "../../domain/decimal.ts";
import type { Decimal } from "../../domain/decimal.ts";
import type { KatanaVariantId, SalesOrderRowId } from "../../domain/ids.ts";
import type { DecodedFulfillment } from "./decode-fulfillments.ts";
import { decodeList } from "./decode-answer.ts";
import type { KatanaCalls } from "./katana-calls.ts";
import { wireId } from "./wire-values.ts";

const decodeVariants = decodeList(z.object({ id: wireId<SalesOrderRowId>(), variant_id: wireId<KatanaVariantId>() }));
const decodeBatches = decodeList(z.object({ batch_id: z.number() }));

/**
 * FUL-8: of goods that have batches, the units that Katana took from none. Nothing is asked unless it says so of a row; what it does not
 * answer then counts as none, since the goods have gone either way.
 */
export async function unitsWithoutBatch(calls: KatanaCalls, { rows }: DecodedFulfillment): Promise<Decimal> {
  const open = rows.filter(({ ofNoBatch }) => compare(ofNoBatch, zero) > 0);
  if (open.length === 0) return zero;
  const query = open.map(({ rowId }) => ["ids", String(rowId)] as const);
  const listed = await calls.readPages({ path: "/sales_order_rows", query }, decodeVariants);
  if (!listed.ok) return zero;
  const variantIds = [...new Set(listed.value.map(({ variant_id }) => variant_id))];
  const asked = await Promise.all(variantIds.map(async (id) => ((await hasBatches(calls, id)) ? [id] : [])));
  const withBatches = asked.flat();
  const counts = (rowId: SalesOrderRowId): boolean =>
    listed.value.some(({ id, variant_id }) => id === rowId && withBatches.includes(variant_id));
  return sum(open.filter(({ rowId }) => counts(rowId)).map(({ ofNoBatch }) => ofNoBatch));
}

async function hasBatches(calls: KatanaCalls, variantId: KatanaVariantId): Promise<boolean> {
  const query = [
    ["variant_id", String(variantId)],
    ["include_empty", "true"],
    ["limit", "1"],
  ] as const;
  const found = await calls.read({ path: "/batch_stocks", query }, decodeBatches);
  return found.ok && found.value.length > 0;
}
