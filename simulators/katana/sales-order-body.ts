import { z } from "zod";
import { amount, customFields, dateTime, filled, id, looseId, patch, quantity } from "./body.ts";

const text = z.string().nullable().optional();

export const addressTexts = {
  first_name: text,
  last_name: text,
  company: text,
  phone: text,
  line_1: text,
  line_2: text,
  city: text,
  state: text,
  zip: text,
  country: text,
};

export const entityType = z.enum(["billing", "shipping"]);

const attributes = z.array(z.strictObject({ key: z.string(), value: z.string() }));

const newRow = {
  quantity,
  variant_id: id,
  tax_rate_id: id.optional(),
  location_id: id.optional(),
  attributes: attributes.optional(),
  total_discount: amount.optional(),
  price_per_unit: amount.optional(),
  custom_fields: customFields.optional(),
};

const newRowBody = z.strictObject(newRow);
export type NewRow = z.infer<typeof newRowBody>;

export const createRowBody = z.strictObject({ ...newRow, sales_order_id: id });

export const traceability = z.array(
  z.strictObject({
    batch_id: looseId.nullable().optional(),
    serial_number_id: looseId.nullable().optional(),
    bin_location_id: looseId.nullable().optional(),
    quantity: z
      .union([z.number(), z.string().regex(/^(-|)[0-9]+?\.?[0-9]*$/)])
      .refine((value) => Number(value) !== 0, {
        message: "must NOT be valid",
        params: { code: "not", info: {} },
      })
      .optional(),
  }),
);
export type TraceabilityInput = z.infer<typeof traceability>;

export const patchRowBody = patch({
  quantity,
  variant_id: id,
  tax_rate_id: id,
  location_id: id,
  price_per_unit: amount,
  total_discount: amount,
  attributes,
  custom_fields: customFields,
  traceability,
  batch_transactions: z.array(z.strictObject({ batch_id: id, quantity: z.number().optional() })),
  serial_number_transactions: z.array(
    z.strictObject({ serial_number_id: id, quantity: z.int().min(0).max(1).optional() }),
  ),
});

export const createOrderBody = z.strictObject({
  customer_id: looseId,
  sales_order_rows: z.array(newRowBody).min(1),
  order_no: filled.optional(),
  customer_ref: z.string().max(255).nullable().optional(),
  order_created_date: dateTime.optional(),
  delivery_date: dateTime.optional(),
  location_id: looseId.optional(),
  status: z.enum(["PENDING", "NOT_SHIPPED"]).optional(),
  currency: z.string().optional(),
  additional_info: text,
  tracking_number: z.string().max(256).nullable().optional(),
  tracking_number_url: z.string().max(2048).nullable().optional(),
  addresses: z.array(z.strictObject({ ...addressTexts, entity_type: entityType })).optional(),
  ecommerce_order_type: filled.nullable().optional(),
  ecommerce_store_name: filled.nullable().optional(),
  ecommerce_order_id: filled.nullable().optional(),
  custom_fields: customFields.optional(),
});
export type NewOrder = z.infer<typeof createOrderBody>;

export const patchOrderBody = patch({
  order_no: filled,
  customer_id: id,
  customer_ref: z.string().max(255).nullable(),
  order_created_date: dateTime,
  delivery_date: dateTime,
  picked_date: dateTime,
  location_id: id,
  status: z.enum(["PENDING", "NOT_SHIPPED", "PACKED", "DELIVERED"]),
  currency: z.string(),
  conversion_rate: z.number(),
  conversion_date: dateTime,
  additional_info: z.string().nullable(),
  tracking_number: z.string().min(1).max(256).nullable(),
  tracking_number_url: z.string().min(1).max(2048).nullable(),
  custom_fields: customFields,
});
export type OrderPatch = z.infer<typeof patchOrderBody>;

const place = z.strictObject({ before_id: id });
export const rerankBody = z.strictObject({ order_ids: z.array(id).min(1).max(1), place });
