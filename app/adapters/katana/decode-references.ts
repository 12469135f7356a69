import { z } from "zod";
import type { KatanaLocationId, KatanaTaxRateId, KatanaVariantId } from "../../domain/ids.ts";
import type { KatanaFactory, KatanaLocation, KatanaTaxRate, KatanaVariant } from "../../domain/sales-order.ts";
import { decodeList, decodeOne } from "./decode-answer.ts";
import type { Decode } from "./decode-answer.ts";
import { wireDays, wireDecimal, wireId, wireText } from "./wire-values.ts";

const deletedAt = z.string().nullish();

const factorySchema = z
  .object({
    display_name: wireText,
    legal_name: wireText,
    base_currency_code: z.string().min(1),
    default_so_delivery_time: wireDays,
    default_sales_location_id: wireId<KatanaLocationId>().nullish(),
  })
  .transform((wire): KatanaFactory => ({
    name: wire.display_name ?? wire.legal_name ?? "Katana",
    baseCurrency: wire.base_currency_code,
    defaultDeliveryDays: wire.default_so_delivery_time,
    defaultLocationId: wire.default_sales_location_id ?? null,
  }));

const locationSchema = z
  .object({
    id: wireId<KatanaLocationId>(),
    name: z.string(),
    sales_allowed: z.boolean().nullish(),
    deleted_at: deletedAt,
  })
  .transform((wire): KatanaLocation | null =>
    wire.deleted_at ? null : { id: wire.id, name: wire.name, salesAllowed: wire.sales_allowed ?? true },
  );

const taxRateSchema = z
  .object({ id: wireId<KatanaTaxRateId>(), rate: wireDecimal })
  .transform((wire): KatanaTaxRate => ({ id: wire.id, percent: wire.rate }));

/** A variant may have no SKU; then it cannot be found by one. */
const variantSchema = z
  .object({
    id: wireId<KatanaVariantId>(),
    sku: z.string().nullish(),
    lead_time: wireDays,
    deleted_at: deletedAt,
  })
  .transform((wire): KatanaVariant | null =>
    wire.deleted_at || !wire.sku ? null : { id: wire.id, sku: wire.sku, leadTimeDays: wire.lead_time },
  );

export const decodeFactory: Decode<KatanaFactory> = decodeOne(factorySchema);
export const decodeTaxRate: Decode<KatanaTaxRate> = decodeOne(taxRateSchema);
export const decodeTaxRates: Decode<readonly KatanaTaxRate[]> = decodeList(taxRateSchema);
/** Null stands for one that was deleted. */
export const decodeLocations: Decode<readonly (KatanaLocation | null)[]> = decodeList(locationSchema);
/** Null stands for one that was deleted or has no SKU. */
export const decodeVariants: Decode<readonly (KatanaVariant | null)[]> = decodeList(variantSchema);
