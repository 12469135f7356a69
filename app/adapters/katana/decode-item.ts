import { z } from "zod";
import type { KatanaServiceId, KatanaVariantId } from "../../domain/ids.ts";
import type { RememberedVariant } from "../../domain/sales-order.ts";
import type { KatanaItem, NamedVariant } from "../../sync/ports.ts";
import { decodeList, decodeOne } from "./decode-answer.ts";
import type { Decode } from "./decode-answer.ts";
import { wireDays, wireId, wireText } from "./wire-values.ts";

/** A product or service with as much as it takes to recognise it. Tandem's have one variant; of others the first one counts. */
export interface FoundItem extends KatanaItem {
  readonly name: string;
  readonly additionalInfo: string | null;
  readonly deleted: boolean;
}

const variantSchema = z
  .object({ id: wireId<KatanaVariantId>(), lead_time: wireDays, deleted_at: wireText })
  .transform((wire) => ({ id: wire.id, leadTimeDays: wire.lead_time, deleted: wire.deleted_at !== null }));

const itemSchema = z
  .object({
    id: wireId<KatanaServiceId>(),
    name: z.string(),
    additional_info: wireText,
    deleted_at: wireText,
    variants: z.tuple([variantSchema], z.unknown()),
  })
  .transform(({ id, name, additional_info, deleted_at, variants: [{ deleted, ...variant }] }) => ({
    ...variant,
    name,
    additionalInfo: additional_info,
    deleted: deleted || deleted_at !== null,
    itemId: id,
  }));

const productSchema = itemSchema.transform(({ itemId: _product, ...item }): FoundItem => ({
  ...item,
  serviceId: null,
}));
const serviceSchema = itemSchema.transform(({ itemId, ...item }): FoundItem => ({ ...item, serviceId: itemId }));

/** A product that a person left without a variant is none of Tandem's. */
const orNone = <Item>(schema: z.ZodType<Item>): z.ZodType<Item | null> =>
  z.union([z.object({ variants: z.tuple([]) }).transform(() => null), schema]);

export const decodeProduct: Decode<FoundItem> = decodeOne(productSchema);
export const decodeService: Decode<FoundItem> = decodeOne(serviceSchema);
export const decodeProducts: Decode<readonly (FoundItem | null)[]> = decodeList(orNone(productSchema));
export const decodeServices: Decode<readonly (FoundItem | null)[]> = decodeList(orNone(serviceSchema));
/** Null stands for one that was deleted. */
export const decodeVariantsOfItems: Decode<readonly (RememberedVariant | null)[]> = decodeList(
  variantSchema.transform(({ deleted, ...variant }): RememberedVariant | null => (deleted ? null : variant)),
);

const namedVariantSchema = z
  .object({
    id: wireId<KatanaVariantId>(),
    sku: wireText,
    product_or_material: z.object({ name: z.string() }),
  })
  .transform(({ id, sku, product_or_material }): NamedVariant => ({ id, sku, name: product_or_material.name }));

/** Of variants that were asked for with what they belong to. */
export const decodeNamedVariants: Decode<readonly NamedVariant[]> = decodeList(namedVariantSchema);
