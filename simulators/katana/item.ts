import type { Item, ItemKind, Variant } from "./state.ts";
import { alive } from "./table.ts";
import { markDeleted, stamp, type Account, type World } from "./world.ts";

type Some<T> = { readonly [Key in keyof T]?: T[Key] | undefined };

export type NewVariant = Some<Omit<Variant, "id" | "item_id" | "type">>;
export type NewItem = Some<Omit<Item, "id" | "kind" | "name" | "configs">> & {
  readonly name: string;
  readonly variants: readonly NewVariant[];
  readonly configs?: readonly { readonly name: string; readonly values: readonly string[] }[] | undefined;
};

export function addVariant(world: World, account: Account, item: Item, input: NewVariant): Variant {
  const variant = account.tables.variants.insert({
    ...stamp(world, "variants"),
    item_id: item.id,
    type: item.kind,
    sku: input.sku ?? null,
    sales_price: input.sales_price ?? null,
    purchase_price: input.purchase_price ?? null,
    default_cost: input.default_cost ?? null,
    lead_time: input.lead_time ?? null,
    minimum_order_quantity: input.minimum_order_quantity ?? null,
    internal_barcode: input.internal_barcode ?? null,
    registered_barcode: input.registered_barcode ?? null,
    supplier_item_codes: input.supplier_item_codes ?? [],
    config_attributes: input.config_attributes ?? [],
    custom_fields: input.custom_fields ?? [],
  });
  emitVariant(world, account, variant, "created");
  return variant;
}

export function emitVariant(
  world: World,
  account: Account,
  variant: Variant,
  what: "created" | "updated" | "deleted",
): void {
  // Services have no events, and neither have their variants.
  if (variant.type !== "service") world.emit(account, { action: `variant.${what}`, id: variant.id });
}

export function emitItem(world: World, account: Account, item: Item, what: "created" | "updated" | "deleted"): void {
  if (item.kind !== "service") world.emit(account, { action: `${item.kind}.${what}`, id: item.id });
}

export function addItem(world: World, account: Account, kind: ItemKind, input: NewItem): Item {
  const head = stamp(world, "items");
  const product = kind === "product";
  const item = account.tables.items.insert({
    ...head,
    kind,
    name: input.name,
    uom: input.uom ?? "pcs",
    category_name: input.category_name ?? null,
    is_sellable: input.is_sellable ?? kind !== "material",
    is_producible: input.is_producible ?? false,
    is_purchasable: input.is_purchasable ?? kind !== "service",
    is_auto_assembly: input.is_auto_assembly ?? false,
    batch_tracked: input.batch_tracked ?? false,
    serial_tracked: product && (input.serial_tracked ?? false),
    operations_in_sequence: product && (input.operations_in_sequence ?? false),
    default_supplier_id: input.default_supplier_id ?? null,
    purchase_uom: input.purchase_uom ?? null,
    purchase_uom_conversion_rate: input.purchase_uom_conversion_rate ?? null,
    additional_info: input.additional_info ?? "",
    custom_field_collection_id: input.custom_field_collection_id ?? null,
    configs: (input.configs ?? []).map((config, index) => ({ id: head.id * 10 + index, ...config })),
    archived_at: null,
  });
  emitItem(world, account, item, "created");
  for (const variant of input.variants) addVariant(world, account, item, variant);
  return item;
}

export function deleteVariant(world: World, account: Account, variant: Variant): void {
  markDeleted(world, variant);
  emitVariant(world, account, variant, "deleted");
}

export function deleteItem(world: World, account: Account, item: Item): void {
  for (const variant of alive(account.tables.variants.of(item.id))) deleteVariant(world, account, variant);
  markDeleted(world, item);
  emitItem(world, account, item, "deleted");
}

/** Which parent a variant names: its item's id under the name of the kind. */
function parentIds(variant: Variant) {
  const id = (kind: ItemKind) => (variant.type === kind ? variant.item_id : null);
  return { product_id: id("product"), material_id: id("material") };
}

export function encodeVariant(variant: Variant) {
  const { item_id, default_cost, type, ...common } = variant;
  if (type === "service") {
    const { id, sku, sales_price, custom_fields, created_at, updated_at, deleted_at } = common;
    return {
      id,
      sku,
      type,
      sales_price,
      default_cost,
      service_id: item_id,
      custom_fields,
      created_at,
      updated_at,
      deleted_at,
    };
  }
  return { ...common, type, ...parentIds(variant) };
}

const serviceHidden = [
  "is_producible",
  "is_purchasable",
  "is_auto_assembly",
  "batch_tracked",
  "serial_tracked",
  "operations_in_sequence",
  "default_supplier_id",
  "purchase_uom",
  "purchase_uom_conversion_rate",
  "configs",
];
const materialHidden = ["is_producible", "is_purchasable", "is_auto_assembly"];
const hidden: Readonly<Record<ItemKind, readonly string[]>> = {
  product: [],
  material: materialHidden,
  service: serviceHidden,
};

/** Without its variants, as a variant shows it when extended. */
export function encodeItemHead(item: Item) {
  const { kind, id, name, ...fields } = item;
  const shown = Object.entries(fields).filter(([field]) => !hidden[kind].includes(field));
  return { id, name, type: kind, ...Object.fromEntries(shown) };
}

export function encodeItem(account: Account, item: Item) {
  return { ...encodeItemHead(item), variants: alive(account.tables.variants.of(item.id)).map(encodeVariant) };
}
