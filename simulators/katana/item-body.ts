import { z } from "zod";
import { filled, id, patch } from "./body.ts";

const price = z.number().min(0).max(1e11).nullable();
const barcode = z.string().min(3).max(40);
const uom = filled.max(7);
const configAttributes = z.array(z.strictObject({ config_name: z.string(), config_value: z.string() }));
const variantFields = z.array(z.strictObject({ field_name: z.string(), field_value: z.string() })).max(3);
const MAX = 2_147_483_647;
const leadTime = z.number().min(0).max(MAX).nullable();
const codes = z.array(filled.max(40));

const nestedVariant = {
  sku: filled.optional(),
  purchase_price: price.optional(),
  internal_barcode: barcode.optional(),
  registered_barcode: barcode.optional(),
  supplier_item_codes: codes.optional(),
  config_attributes: configAttributes.min(1).optional(),
  custom_fields: variantFields.optional(),
  lead_time: leadTime.optional(),
  minimum_order_quantity: leadTime.optional(),
};

const configs = z
  .array(z.strictObject({ name: z.string(), values: z.array(z.string()) }))
  .min(1)
  .max(10);
const knownConfigs = z
  .array(z.strictObject({ id: z.number().optional(), name: z.string().optional(), values: z.array(z.string()) }))
  .min(1)
  .max(10);

const itemCommon = {
  name: filled,
  uom: uom.optional(),
  category_name: filled.optional(),
  is_sellable: z.boolean().optional(),
  additional_info: z.string().optional(),
  custom_field_collection_id: z.number().nullable().optional(),
};

const purchased = {
  default_supplier_id: z.int().optional(),
  purchase_uom: uom.nullable().optional(),
  purchase_uom_conversion_rate: z.number().max(1e12).optional(),
  batch_tracked: z.boolean().optional(),
  configs: configs.optional(),
};

export const createProductBody = z.strictObject({
  ...itemCommon,
  ...purchased,
  is_producible: z.boolean().optional(),
  is_purchasable: z.boolean().optional(),
  is_auto_assembly: z.boolean().optional(),
  serial_tracked: z.boolean().optional(),
  operations_in_sequence: z.boolean().optional(),
  variants: z.array(z.strictObject({ ...nestedVariant, sales_price: price.optional() })).min(1),
});

export const createMaterialBody = z.strictObject({
  ...itemCommon,
  ...purchased,
  name: z.string(),
  category_name: z.string().optional(),
  variants: z.array(z.strictObject({ ...nestedVariant, sku: z.string().optional() })).min(1),
});

export const createServiceBody = z.strictObject({
  ...itemCommon,
  variants: z
    .array(
      z.strictObject({
        sku: filled.optional(),
        sales_price: price.optional(),
        default_cost: price.optional(),
        custom_fields: variantFields.optional(),
      }),
    )
    .min(1)
    .max(1),
});

const patchCommon = {
  name: filled.max(256),
  uom,
  category_name: filled.max(35).nullable(),
  is_sellable: z.boolean(),
  is_archived: z.boolean(),
  additional_info: filled.nullable(),
  custom_field_collection_id: z.number().nullable(),
};

const patchPurchased = {
  default_supplier_id: id.nullable(),
  purchase_uom: uom.nullable(),
  purchase_uom_conversion_rate: z.number().min(0).max(MAX).nullable(),
  batch_tracked: z.boolean(),
  configs: knownConfigs,
};

export const patchProductBody = patch({
  ...patchCommon,
  ...patchPurchased,
  is_producible: z.boolean(),
  is_purchasable: z.boolean(),
  is_auto_assembly: z.boolean(),
  serial_tracked: z.boolean(),
  operations_in_sequence: z.boolean(),
});

export const patchMaterialBody = patch({ ...patchCommon, ...patchPurchased });

/** A service carries its one variant's fields itself. */
export const patchServiceBody = patch({
  ...patchCommon,
  name: z.string(),
  uom: z.string(),
  custom_field_collection_id: id.nullable(),
  default_cost: z.number().nullable(),
  sales_price: z.number().nullable(),
  sku: filled.nullable(),
  custom_fields: z.array(z.strictObject({ field_name: z.string(), field_value: z.string() })),
});

export const createVariantBody = z.strictObject({
  product_id: z.number().max(MAX).optional(),
  material_id: z.number().max(MAX).optional(),
  sku: z.string().optional(),
  sales_price: price.optional(),
  purchase_price: price.optional(),
  supplier_item_codes: z.array(z.string()).min(1).optional(),
  internal_barcode: barcode.optional(),
  registered_barcode: z.string().max(120).optional(),
  config_attributes: configAttributes.min(1).optional(),
  custom_fields: variantFields.optional(),
  lead_time: leadTime.optional(),
  minimum_order_quantity: leadTime.optional(),
});

export const patchVariantBody = patch({
  sku: filled.nullable(),
  sales_price: price,
  purchase_price: price,
  supplier_item_codes: z.array(z.string()),
  internal_barcode: barcode.nullable(),
  registered_barcode: filled.max(120).nullable(),
  config_attributes: z.array(z.strictObject({ config_name: filled, config_value: filled })),
  custom_fields: z.array(z.strictObject({ field_name: z.string(), field_value: z.string() })),
  lead_time: leadTime,
  minimum_order_quantity: leadTime,
});
