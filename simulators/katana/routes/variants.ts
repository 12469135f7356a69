import { decodeBody } from "../body.ts";
import { notFound, ruleBroken } from "../errors.ts";
import { addVariant, deleteVariant, emitVariant, encodeItemHead, encodeVariant } from "../item.ts";
import { createVariantBody, patchVariantBody } from "../item-body.ts";
import { extensions, list, manyIds, numeric, oneId, oneOf, text, texts } from "../list.ts";
import { inBody, inPath, itemOf } from "../look-up.ts";
import { deleted, ok, route, type Call, type Reply, type Route } from "../route.ts";
import type { Variant } from "../state.ts";
import { assignDefined, touch } from "../world.ts";

const EXTEND = ["product_or_material"];

function encode(call: Call) {
  const extended = extensions(call, EXTEND).has("product_or_material");
  return (variant: Variant) => ({
    ...encodeVariant(variant),
    ...(extended ? { product_or_material: encodeItemHead(itemOf(call.account, variant.id)) } : {}),
  });
}

/** Services' variants are found under their services only. */
function listVariants(call: Call): Reply {
  const parent = (kind: Variant["type"]) => (variant: Variant) => (variant.type === kind ? variant.item_id : null);
  return list(call, {
    entities: call.account.tables.variants.all().filter((variant) => variant.type !== "service"),
    encode: encode(call),
    archived: (variant) => itemOf(call.account, variant.id).archived_at !== null,
    extend: EXTEND,
    filters: {
      ids: manyIds((variant) => variant.id),
      sku: texts((variant) => [variant.sku]),
      product_id: oneId(parent("product")),
      material_id: oneId(parent("material")),
      type: oneOf(["product", "material"], (variant) => variant.type),
      sales_price: numeric((variant) => variant.sales_price),
      purchase_price: numeric((variant) => variant.purchase_price),
      internal_barcode: text((variant) => variant.internal_barcode),
      registered_barcode: text((variant) => variant.registered_barcode),
      abc_classification: oneOf(["A", "B", "C"], () => null),
      supplier_item_codes: texts((variant) => variant.supplier_item_codes),
    },
  });
}

function variantInPath(call: Call): Variant {
  const variant = inPath(call.account.tables.variants, call.id);
  if (variant.type === "service") throw notFound();
  return variant;
}

function createVariant({ world, account, body }: Call): Reply {
  const { product_id, material_id, ...input } = decodeBody(createVariantBody, body);
  const parentId = product_id ?? material_id;
  if (parentId === undefined || (product_id !== undefined && material_id !== undefined)) {
    throw ruleBroken("Exactly one of product_id and material_id must be given");
  }
  const name = product_id === undefined ? "material_id" : "product_id";
  const item = inBody(world, account.tables.items, { name, id: parentId });
  if (`${item.kind}_id` !== name) throw ruleBroken(`${name} ${parentId} does not exist`);
  return ok(encodeVariant(addVariant(world, account, item, input)));
}

function patchVariant(call: Call): Reply {
  const changes = decodeBody(patchVariantBody, call.body);
  const variant = variantInPath(call);
  assignDefined<Variant>(variant, changes);
  touch(call.world, variant);
  emitVariant(call.world, call.account, variant, "updated");
  return ok(encodeVariant(variant));
}

function removeVariant(call: Call): Reply {
  deleteVariant(call.world, call.account, variantInPath(call));
  return deleted(call.world);
}

export const variantRoutes: readonly Route[] = [
  route("GET", "/variants", listVariants),
  route("POST", "/variants", createVariant),
  route("GET", "/variants/{id}", (call) => ok(encode(call)(variantInPath(call)))),
  route("PATCH", "/variants/{id}", patchVariant),
  route("DELETE", "/variants/{id}", removeVariant),
];
