import type { ShopDomain } from "../domain/ids.ts";
import type { Outside } from "./ports.ts";
import { refreshLocations } from "./refresh-locations.ts";
import type { Stores } from "./stores.ts";

/**
 * After each token exchange: the shop is known from now on, with its name, currency, time zone, granted scopes and locations. It runs again
 * at every later exchange, so all of it may be repeated. What Shopify does not answer now is filled in at the next one.
 */
export async function recordInstall(outside: Outside, stores: Stores, shop: ShopDomain): Promise<void> {
  const at = new Date(outside.clock.now()).toISOString();
  await stores.shops.recordInstall(shop, at, null);
  const details = await outside.shopify(shop).loadShop();
  if (details.ok) await stores.shops.recordInstall(shop, at, details.value);
  const located = await refreshLocations(outside, stores, shop);
  outside.log("shop.opened", { shop, details: details.ok, locations: located.ok });
}
