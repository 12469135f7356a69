import { z } from "zod";
import type {
  KatanaCustomerId,
  KatanaLocationId,
  KatanaTaxRateId,
  KatanaVariantId,
  ReturnReasonId,
} from "../../domain/ids.ts";
import type {
  KatanaFactory,
  KatanaLocation,
  KatanaTaxRate,
  KatanaVariant,
  RememberedVariant,
} from "../../domain/sales-order.ts";
import type { KatanaReturnReason } from "../../domain/sales-return.ts";
import { rememberValues } from "./remembered-values.ts";
import type { RememberedValues, Remembering } from "./remembered-values.ts";
import { wireDecimal, wireId } from "./wire-values.ts";

/** The one key of what an account has only one of. */
export const whole = "all";

/** What is remembered of one account, kind by kind. */
export interface ReferenceMemory {
  readonly factory: RememberedValues<KatanaFactory>;
  readonly locations: RememberedValues<readonly KatanaLocation[]>;
  readonly taxRates: RememberedValues<readonly KatanaTaxRate[]>;
  /** By SKU. */
  readonly variants: RememberedValues<readonly KatanaVariant[]>;
  /** By the variant's id: that it exists, products' and services' alike. */
  readonly items: RememberedValues<RememberedVariant>;
  readonly returnReasons: RememberedValues<readonly KatanaReturnReason[]>;
  readonly customers: RememberedValues<KatanaCustomerId>;
}

const factorySchema: z.ZodType<KatanaFactory> = z.object({
  name: z.string(),
  baseCurrency: z.string(),
  defaultDeliveryDays: z.number().nullable(),
  defaultLocationId: wireId<KatanaLocationId>().nullable(),
});
const locationSchema = z.object({ id: wireId<KatanaLocationId>(), name: z.string(), salesAllowed: z.boolean() });
const taxRateSchema = z.object({ id: wireId<KatanaTaxRateId>(), percent: wireDecimal });
const itemSchema = z.object({ id: wireId<KatanaVariantId>(), leadTimeDays: z.number().nullable() });
const returnReasonSchema = z.object({ id: wireId<ReturnReasonId>(), name: z.string() });
const variantSchema = itemSchema.extend({ sku: z.string() });

export const createReferenceMemory = (remembering: Remembering): ReferenceMemory => ({
  factory: rememberValues(remembering, "factory", factorySchema),
  locations: rememberValues(remembering, "locations", z.array(locationSchema)),
  taxRates: rememberValues(remembering, "tax-rates", z.array(taxRateSchema)),
  variants: rememberValues(remembering, "variants", z.array(variantSchema)),
  items: rememberValues(remembering, "items", itemSchema),
  returnReasons: rememberValues(remembering, "return-reasons", z.array(returnReasonSchema)),
  customers: rememberValues(remembering, "customer", wireId<KatanaCustomerId>()),
});
