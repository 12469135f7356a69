import type { LocationSeed, ProductSeed, ShopSeed } from "./control.ts";
import { toMinor } from "./money.ts";
import { makeCustomer } from "./orders/place.ts";
import { defaultSettings, type LocationState, type ProductState, type ShopState } from "./state.ts";
import { idOf, newId, timeNow, wholeSeconds, type Site, type World } from "./world.ts";

const DOMAIN = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/;

export function makeLocation(site: Site, seed: LocationSeed): LocationState {
  const now = timeNow(site);
  const name = seed.fulfillmentService;
  const service =
    name === undefined ? null : { id: newId(site), name, handle: name.toLowerCase().replace(/[^a-z0-9]+/g, "-") };
  const location: LocationState = {
    id: newId(site),
    name: seed.name,
    isActive: seed.isActive ?? true,
    fulfillsOnlineOrders: seed.fulfillsOnlineOrders ?? true,
    service,
    countryCode: seed.countryCode ?? "EE",
    createdAt: now,
    updatedAt: now,
    deactivatedAt: seed.isActive === false ? now : null,
  };
  site.shop.locations.push(location);
  return location;
}

export function makeProduct(site: Site, seed: ProductSeed): ProductState {
  const now = timeNow(site);
  const product: ProductState = {
    id: newId(site),
    title: seed.title,
    vendor: seed.vendor ?? site.shop.name,
    isGiftCard: seed.isGiftCard ?? false,
    createdAt: now,
    updatedAt: now,
    variants: seed.variants.map((variant) => ({
      id: newId(site),
      inventoryItemId: newId(site),
      title: variant.title ?? "Default Title",
      sku: variant.sku ?? null,
      price: toMinor(variant.price, site.shop.currency),
      taxable: variant.taxable ?? !(seed.isGiftCard ?? false),
      requiresShipping: variant.requiresShipping ?? !(seed.isGiftCard ?? false),
      barcode: variant.barcode ?? null,
      locationIds: (variant.locationIds ?? []).flatMap((id) => idOf("Location", id) ?? []),
    })),
  };
  site.shop.products.push(product);
  return product;
}

/** A new shop with what its seed says. */
export function makeShopState(world: World, seed: ShopSeed): ShopState {
  if (!DOMAIN.test(seed.domain)) throw new Error(`"${seed.domain}" is not a myshopify.com domain.`);
  const shop: ShopState = {
    domain: seed.domain,
    id: "0",
    name: seed.name ?? seed.domain.replace(".myshopify.com", ""),
    currency: seed.currency ?? "EUR",
    timezone: seed.timezone ?? "Europe/Tallinn",
    createdAt: wholeSeconds(world.clock.now()),
    ids: seed.ids ?? "usual",
    settings: { ...defaultSettings, ...seed.settings },
    nextOrderNumber: seed.firstOrderNumber ?? 1001,
    locations: [],
    products: [],
    customers: [],
    orders: {},
    installation: { id: "0", installedAt: null, granted: [], uninstalledAt: null, redactDueAt: null },
    subscriptions: [],
    idempotency: {},
    bucket: null,
  };
  const site: Site = { world, shop };
  shop.id = newId(site);
  shop.installation.id = newId(site);
  for (const location of seed.locations ?? [{ name: "Main warehouse" }]) makeLocation(site, location);
  for (const product of seed.products ?? []) makeProduct(site, product);
  for (const customer of seed.customers ?? []) makeCustomer(site, customer);
  return shop;
}
