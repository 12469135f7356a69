import type { z } from "zod";
import { decodeBody } from "../body.ts";
import { notFound } from "../errors.ts";
import { addItem, deleteItem, emitItem, emitVariant, encodeItem } from "../item.ts";
import {
  createMaterialBody,
  createProductBody,
  createServiceBody,
  patchMaterialBody,
  patchProductBody,
  patchServiceBody,
} from "../item-body.ts";
import { extensions, flag, list, manyIds, numeric, oneId, text, type Filter } from "../list.ts";
import { inPath } from "../look-up.ts";
import { deleted, ok, route, type Call, type Reply, type Route } from "../route.ts";
import type { Item, ItemKind, Variant } from "../state.ts";
import { alive } from "../table.ts";
import { assignDefined, timestamp, touch, type Account, type World } from "../world.ts";

const ofKind = (account: Account, kind: ItemKind): readonly Item[] =>
  account.tables.items.all().filter((item) => item.kind === kind);

function itemInPath(call: Call, kind: ItemKind): Item {
  const item = inPath(call.account.tables.items, call.id);
  if (item.kind !== kind) throw notFound();
  return item;
}

const common: Readonly<Record<string, Filter<Item>>> = {
  ids: manyIds((item) => item.id),
  name: text((item) => item.name),
  uom: text((item) => item.uom),
  category_name: text((item) => item.category_name),
  is_sellable: flag((item) => item.is_sellable),
};

const purchased: Readonly<Record<string, Filter<Item>>> = {
  ...common,
  default_supplier_id: oneId((item) => item.default_supplier_id),
  batch_tracked: flag((item) => item.batch_tracked),
  purchase_uom: text((item) => item.purchase_uom),
  purchase_uom_conversion_rate: numeric((item) => item.purchase_uom_conversion_rate),
};

const filters: Readonly<Record<ItemKind, Readonly<Record<string, Filter<Item>>>>> = {
  product: {
    ...purchased,
    is_producible: flag((item) => item.is_producible),
    is_purchasable: flag((item) => item.is_purchasable),
    is_auto_assembly: flag((item) => item.is_auto_assembly),
    serial_tracked: flag((item) => item.serial_tracked),
    operations_in_sequence: flag((item) => item.operations_in_sequence),
  },
  material: purchased,
  service: common,
};

/** No supplier is ever named, so extending by it shows none. */
const supplier = (call: Call, kind: ItemKind) =>
  kind !== "service" && extensions(call, ["supplier"]).has("supplier") ? { supplier: null } : {};

function listItems(kind: ItemKind) {
  return (call: Call): Reply =>
    list(call, {
      entities: ofKind(call.account, kind),
      encode: (item) => ({ ...encodeItem(call.account, item), ...supplier(call, kind) }),
      archived: (item) => item.archived_at !== null,
      filters: filters[kind],
      ...(kind === "service" ? {} : { extend: ["supplier"] }),
    });
}

type ItemPatch = z.infer<typeof patchProductBody> | z.infer<typeof patchMaterialBody>;

function applyItemPatch(world: World, item: Item, changes: ItemPatch): void {
  const { is_archived, additional_info, configs, ...fields } = changes;
  assignDefined<Item>(item, fields);
  if (configs !== undefined) {
    item.configs = configs.map((config, index) => ({
      id: config.id ?? item.id * 10 + index,
      name: config.name ?? "",
      values: config.values,
    }));
  }
  // Seen on the live API: what the body leaves out is wiped, for products and materials.
  item.additional_info = additional_info ?? "";
  if (is_archived !== undefined) item.archived_at = is_archived ? timestamp(world) : null;
  touch(world, item);
}

function patchItem(kind: "product" | "material", body: z.ZodType<ItemPatch>) {
  return (call: Call): Reply => {
    const changes = decodeBody(body, call.body);
    const item = itemInPath(call, kind);
    applyItemPatch(call.world, item, changes);
    emitItem(call.world, call.account, item, "updated");
    return ok(encodeItem(call.account, item));
  };
}

function patchService(call: Call): Reply {
  const changes = decodeBody(patchServiceBody, call.body);
  const item = itemInPath(call, "service");
  const { sku, sales_price, default_cost, custom_fields, is_archived, additional_info, ...fields } = changes;
  assignDefined<Item>(item, { ...fields, additional_info: additional_info ?? undefined });
  if (is_archived !== undefined) item.archived_at = is_archived ? timestamp(call.world) : null;
  for (const variant of alive(call.account.tables.variants.of(item.id))) {
    assignDefined<Variant>(variant, { sku, sales_price, default_cost, custom_fields });
    touch(call.world, variant);
    emitVariant(call.world, call.account, variant, "updated");
  }
  touch(call.world, item);
  return ok(encodeItem(call.account, item));
}

function removeItem(kind: ItemKind) {
  return (call: Call): Reply => {
    deleteItem(call.world, call.account, itemInPath(call, kind));
    return deleted(call.world);
  };
}

const readItem = (kind: ItemKind) => (call: Call) =>
  ok({ ...encodeItem(call.account, itemInPath(call, kind)), ...supplier(call, kind) });

const made = ({ world, account }: Call, kind: ItemKind, input: Parameters<typeof addItem>[3]): Reply =>
  ok(encodeItem(account, addItem(world, account, kind, input)));

export const itemRoutes: readonly Route[] = [
  route("GET", "/products", listItems("product")),
  route("POST", "/products", (call) => made(call, "product", decodeBody(createProductBody, call.body))),
  route("GET", "/products/{id}", readItem("product")),
  route("PATCH", "/products/{id}", patchItem("product", patchProductBody)),
  route("DELETE", "/products/{id}", removeItem("product")),
  route("GET", "/materials", listItems("material")),
  route("POST", "/materials", (call) => made(call, "material", decodeBody(createMaterialBody, call.body))),
  route("GET", "/materials/{id}", readItem("material")),
  route("PATCH", "/materials/{id}", patchItem("material", patchMaterialBody)),
  route("DELETE", "/materials/{id}", removeItem("material")),
  route("GET", "/services", listItems("service")),
  route("POST", "/services", (call) => made(call, "service", decodeBody(createServiceBody, call.body))),
  route("GET", "/services/{id}", readItem("service")),
  route("PATCH", "/services/{id}", patchService),
  route("DELETE", "/services/{id}", removeItem("service")),
];
