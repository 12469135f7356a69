import type { Activation } from "../domain/activation.ts";
import type { ShopDomain } from "../domain/ids.ts";
import { canActivate, shopState, type ShopState } from "../domain/shop-state.ts";
import type { Outside } from "./ports.ts";
import type { ShopRecord, Stores } from "./stores.ts";
import type { FormOutcome } from "./views.ts";

/** CON-1, from what is kept. */
export async function stateOfShop(stores: Stores, shop: ShopRecord): Promise<ShopState> {
  const [connection, locations] = await Promise.all([
    stores.connections.find(shop.domain),
    stores.locations.list(shop.domain),
  ]);
  return shopState({
    connected: connection !== null,
    unmatchedActiveLocations: locations.filter(({ isActive, katana }) => isActive && katana === null).length,
    activation: shop.activation,
  });
}

/** CON-4. The instant is recorded; every order is judged anew against it. */
export async function activate(outside: Outside, stores: Stores, shop: ShopDomain): Promise<FormOutcome> {
  const record = await stores.shops.find(shop);
  if (record === null) return { ok: false, field: "activation", words: "Open Tandem from the Shopify admin first." };
  const state = await stateOfShop(stores, record);
  if (state === "active") return { ok: true };
  if (!canActivate(state)) return { ok: false, field: "activation", words: whatIsMissing(state) };
  const at = now(outside);
  const activation: Activation = {
    firstActivatedAt: record.activation.firstActivatedAt ?? at,
    activatedAt: at,
    pausedAt: null,
  };
  await stores.shops.saveActivation(shop, activation, at);
  outside.log("shop.activated", { shop });
  return { ok: true };
}

const whatIsMissing = (state: ShopState): string =>
  state === "not-connected"
    ? "Connect Katana first, under Settings › Connection."
    : "Match every Shopify location to a Katana location first, under Settings › Locations.";

/** CON-5 */
export async function pause(outside: Outside, stores: Stores, shop: ShopDomain): Promise<void> {
  const record = await stores.shops.find(shop);
  if (record === null || record.activation.activatedAt === null || record.activation.pausedAt !== null) return;
  const at = now(outside);
  await stores.shops.saveActivation(shop, { ...record.activation, pausedAt: at }, at);
  outside.log("shop.paused", { shop });
}

const now = ({ clock }: Outside): string => new Date(clock.now()).toISOString();
