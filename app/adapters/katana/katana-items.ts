import type { KatanaServiceId, KatanaVariantId, ShopDomain } from "../../domain/ids.ts";
import type { NewItem } from "../../domain/item.ts";
import { ok } from "../../domain/result.ts";
import type { RememberedVariant } from "../../domain/sales-order.ts";
import type { Answer, KatanaClient, KatanaItem, NamedVariant } from "../../sync/ports.ts";
import {
  decodeNamedVariants,
  decodeProduct,
  decodeProducts,
  decodeService,
  decodeServices,
  decodeVariantsOfItems,
  type FoundItem,
} from "./decode-item.ts";
import { encodeItem, markOf } from "./encode-item.ts";
import type { KatanaCalls } from "./katana-calls.ts";

/** What Katana takes in one look-up by id without trouble. */
const mostIds = 200;

/** Products and services: whatever is sold and had to be made in Katana first. */
export const createItemCalls = (
  calls: KatanaCalls,
): Pick<KatanaClient, "findRemembered" | "nameVariants" | "findItem" | "createItem"> => ({
  findRemembered: (items) => findRemembered(calls, items),
  nameVariants: (ids) => nameVariants(calls, ids),
  findItem: (item, shop) => findItem(calls, item, shop),
  createItem: async (item, shop) => {
    const write = { method: "POST", body: encodeItem(item, shop), personal: personalTexts(item) } as const;
    const made = await (item.kind === "product"
      ? calls.write({ ...write, path: "/products" }, decodeProduct)
      : calls.write({ ...write, path: "/services" }, decodeService));
    return made.ok ? ok(asItem(made.value)) : made;
  },
});

/** Katana shows the variants of services with their service only. */
async function findRemembered(
  calls: KatanaCalls,
  items: readonly { readonly id: KatanaVariantId; readonly serviceId: KatanaServiceId | null }[],
): Answer<readonly RememberedVariant[]> {
  const found: RememberedVariant[] = [];
  for (const ids of batches(items.filter(({ serviceId }) => serviceId === null).map(({ id }) => id))) {
    const answer = await calls.readPages({ path: "/variants", query: idsQuery(ids) }, decodeVariantsOfItems);
    if (!answer.ok) return answer;
    found.push(...answer.value.filter((variant) => variant !== null));
  }
  for (const ids of batches(items.map(({ serviceId }) => serviceId).filter((id) => id !== null))) {
    const answer = await calls.readPages({ path: "/services", query: idsQuery(ids) }, decodeServices);
    if (!answer.ok) return answer;
    found.push(...present(answer.value).map(({ id, leadTimeDays }) => ({ id, leadTimeDays })));
  }
  const asked = new Set(items.map(({ id }) => id));
  return ok(found.filter(({ id }) => asked.has(id)));
}

async function nameVariants(calls: KatanaCalls, ids: readonly KatanaVariantId[]): Answer<readonly NamedVariant[]> {
  const found: NamedVariant[] = [];
  for (const batch of batches(ids)) {
    const query = [...idsQuery(batch), ["extend", "product_or_material"] as const];
    const answer = await calls.readPages({ path: "/variants", query }, decodeNamedVariants);
    if (!answer.ok) return answer;
    found.push(...answer.value);
  }
  return ok(found.filter(({ id }) => ids.includes(id)));
}

/** By its name and the mark it was made with; of several every look-up settles on the same one. */
async function findItem(calls: KatanaCalls, item: NewItem, shop: ShopDomain): Answer<KatanaItem | null> {
  const query = [["name", item.name]] as const;
  const answer = await (item.kind === "product"
    ? calls.readPages({ path: "/products", query, personal: personalTexts(item) }, decodeProducts)
    : calls.readPages({ path: "/services", query, personal: personalTexts(item) }, decodeServices));
  if (!answer.ok) return answer;
  const mark = markOf(item, shop);
  const [oldest] = present(answer.value)
    .filter((found) => found.name === item.name && found.additionalInfo === mark)
    .toSorted((a, b) => a.id - b.id);
  return ok(oldest === undefined ? null : asItem(oldest));
}

const asItem = ({ id, leadTimeDays, serviceId }: FoundItem): KatanaItem => ({ id, leadTimeDays, serviceId });

const present = (items: readonly (FoundItem | null)[]): readonly FoundItem[] =>
  items.filter((item) => item !== null).filter(({ deleted }) => !deleted);

const idsQuery = (ids: readonly number[]) => ids.map((id) => ["ids", String(id)] as const);

const batches = (ids: readonly number[]): readonly (readonly number[])[] =>
  Array.from({ length: Math.ceil(ids.length / mostIds) }, (_none, index) =>
    ids.slice(index * mostIds, (index + 1) * mostIds),
  );

/** A custom item is called whatever a person typed. */
const personalTexts = (item: NewItem): readonly string[] => (item.sku === null ? [item.name] : []);
