import type { ShopDomain } from "../domain/ids.ts";
import { defaultSettings } from "../domain/settings.ts";
import { stateOfShop } from "./activate.ts";
import type { ShopRecord, Stores } from "./stores.ts";
import type { ShopView } from "./views.ts";

/** The install was recorded before any page was shown; a shop without a record was redacted a moment ago. */
export async function knownShop(stores: Stores, shop: ShopDomain): Promise<ShopRecord> {
  return (
    (await stores.shops.find(shop)) ?? {
      domain: shop,
      name: shop,
      timezone: "UTC",
      installedAt: new Date(0).toISOString(),
      uninstalledAt: null,
      settings: defaultSettings,
      grantedScopes: [],
      settingsReviewed: false,
      activation: { firstActivatedAt: null, activatedAt: null, pausedAt: null },
      fulfillmentSyncedSince: null,
    }
  );
}

/** What every page says of the shop (CON-1). */
export const shopView = async (stores: Stores, record: ShopRecord): Promise<ShopView> => ({
  shop: record.domain,
  name: record.name,
  timezone: record.timezone,
  state: await stateOfShop(stores, record),
});
