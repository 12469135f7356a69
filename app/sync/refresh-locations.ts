import type { ShopDomain } from "../domain/ids.ts";
import { ok } from "../domain/result.ts";
import type { Answer, Outside } from "./ports.ts";
import type { LocationRecord, Stores } from "./stores.ts";

/** Takes over Shopify's present list of the shop's locations; matches stay with those that remain. */
export async function refreshLocations(
  outside: Outside,
  stores: Stores,
  shop: ShopDomain,
): Answer<readonly LocationRecord[]> {
  const listed = await outside.shopify(shop).listLocations();
  if (!listed.ok) return listed;
  await stores.locations.refresh(shop, listed.value);
  return ok(await stores.locations.list(shop));
}
