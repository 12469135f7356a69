import type { NewItem } from "../domain/item.ts";
import { isPerShop } from "../domain/item.ts";
import { failed, ok } from "../domain/result.ts";
import type { Progress, Run, StepOutcome } from "./apply-plan.ts";
import { createOnce } from "./create-once.ts";
import type { KeptItem } from "./item-store.ts";
import type { Answer } from "./ports.ts";
import { nameOf, recall } from "./remembered-items.ts";

/** A product or a service that an order sells and Katana does not have (MAP-6, MAP-7, MAP-18); remembered from then on. */
export async function createItem(run: Run, item: NewItem, progress: Progress): Promise<StepOutcome> {
  const { outside, stores, claim, katana } = run;
  const made = await createOnce<KeptItem>(run, {
    step: item.kind === "product" ? "create-product" : "create-service",
    names: [nameInAccount(run, item)],
    // Loading asked for every SKU. What has none was looked for among what is remembered only.
    looked: hasFindableSku(item),
    find: () => find(run, item),
    send: () => katana.client.createItem(item, claim.shop),
    idOf: ({ id }) => id,
  });
  if (made.kind !== "made") return made;
  const { id, serviceId } = made.value;
  const at = new Date(outside.clock.now()).toISOString();
  await stores.items.remember(katana.accountId, nameOf(outside, claim, item.key), { id, serviceId, at });
  const variantIds = new Map([...progress.variantIds, [item.key, id] as const]);
  return { kind: "done", progress: { ...progress, variantIds } };
}

/** Katana's look-up by SKU shows no services. */
const hasFindableSku = ({ kind, sku }: NewItem): boolean => kind === "product" && sku !== null;

/** Two stores with the same SKU meet in one product (STO-2); a custom item is its shop's, a charge the account's. */
function nameInAccount({ claim }: Run, item: NewItem): string {
  if (hasFindableSku(item)) return `product-sku:${String(item.sku)}`;
  return isPerShop(item.key) ? `item:${claim.shop}:${item.key}` : `item:${item.key}`;
}

async function find(run: Run, item: NewItem): Answer<KeptItem | null> {
  const { outside, stores, claim, katana } = run;
  const { accountId, client } = katana;
  if (!hasFindableSku(item)) {
    const recalled = await recall(outside, stores, { key: item.key, claim, accountId });
    return recalled === null ? client.findItem(item, claim.shop) : ok(recalled);
  }
  const found = await client.findVariants([String(item.sku)]);
  if (!found.ok) return found;
  const [variant, another] = found.value.filter(({ sku }) => sku === item.sku);
  // The next look sees both and says so (MAP-6).
  if (another !== undefined)
    return failed({ kind: "unavailable", side: "katana", words: `two variants with the SKU ${another.sku} appeared` });
  return ok(variant === undefined ? null : { id: variant.id, serviceId: null });
}
