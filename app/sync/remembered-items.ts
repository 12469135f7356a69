import type { ItemKey } from "../domain/ids.ts";
import { isPerShop } from "../domain/item.ts";
import { ok } from "../domain/result.ts";
import type { RememberedVariant } from "../domain/sales-order.ts";
import type { ItemName, KeptItem } from "./item-store.ts";
import type { Answer, KatanaAccess, KatanaClient, Outside } from "./ports.ts";
import type { Claim, Stores } from "./stores.ts";

/** What a thing goes by in the tables: a charge belongs to the whole account, and no title is kept. */
export const nameOf = (outside: Outside, { shop }: Pick<Claim, "shop">, key: ItemKey): ItemName => ({
  shop: isPerShop(key) ? shop : "",
  key: outside.digest(key),
});

export interface Remembering {
  readonly claim: Pick<Claim, "shop">;
  readonly accountId: KatanaAccess["accountId"];
  /** Answers from memory or asks Katana, as the look wants it. */
  readonly client: KatanaClient;
}

/** The variants that were made or chosen for these things earlier (MAP-6). One that Katana no longer has is forgotten. */
export async function loadRemembered(
  outside: Outside,
  { items }: Pick<Stores, "items">,
  { keys, claim, accountId, client }: Remembering & { readonly keys: readonly ItemKey[] },
): Answer<ReadonlyMap<ItemKey, RememberedVariant>> {
  const names = new Map(keys.map((key) => [key, nameOf(outside, claim, key)] as const));
  const kept = keys.length === 0 ? new Map<string, never>() : await items.load(accountId, [...names.values()]);
  if (kept.size === 0) return ok(new Map());
  const found = await client.findRemembered([...kept.values()]);
  if (!found.ok) return found;
  const existing = new Map(found.value.map((variant) => [variant.id, variant]));
  const remembered = new Map<ItemKey, RememberedVariant>();
  for (const [key, name] of names) {
    const item = kept.get(name.key);
    const variant = item && existing.get(item.id);
    if (variant) remembered.set(key, variant);
    else if (item) await items.forget(accountId, name, item.id);
  }
  return ok(remembered);
}

/** Whatever another order remembered since; what was gone from Katana was forgotten when this order was loaded. */
export async function recall(
  outside: Outside,
  { items }: Pick<Stores, "items">,
  { key, claim, accountId }: Omit<Remembering, "client"> & { readonly key: ItemKey },
): Promise<KeptItem | null> {
  const name = nameOf(outside, claim, key);
  return (await items.load(accountId, [name])).get(name.key) ?? null;
}
