import type { Shop } from "../control.ts";
import { describeCustomer, describeLocation, describeProduct } from "../order-summary.ts";
import { toMinor } from "../money.ts";
import { findVariant } from "../orders/line.ts";
import { makeCustomer } from "../orders/place.ts";
import { makeLocation, makeProduct } from "../seed.ts";
import type { LocationState } from "../state.ts";
import { emit } from "../webhooks/emit.ts";
import { numeric, type Json } from "../webhooks/json.ts";
import { deleteEvent } from "../webhooks/order-events.ts";
import { gid, idOf, timeNow, type Site } from "../world.ts";

type CatalogControls = Pick<
  Shop,
  | "locations"
  | "addLocation"
  | "renameLocation"
  | "deactivateLocation"
  | "activateLocation"
  | "deleteLocation"
  | "products"
  | "addProduct"
  | "updateVariant"
  | "deleteProduct"
  | "deleteVariant"
  | "customers"
  | "addCustomer"
>;

const locationPayload = (location: LocationState): Json => ({
  id: numeric(location.id),
  admin_graphql_api_id: gid("Location", location.id),
  name: location.name,
  active: location.isActive,
  country_code: location.countryCode,
  created_at: location.createdAt,
  updated_at: location.updatedAt,
});

const tellLocation = (site: Site, location: LocationState, action: string): void =>
  emit(site, [{ topic: `locations/${action}`, resource: location.id, payload: locationPayload(location) }]);

function changeLocation(site: Site, reference: string, action: string, changed: Partial<LocationState>): void {
  const location = site.shop.locations.find((one) => one.id === idOf("Location", reference));
  if (!location) throw new Error(`There is no location ${reference}.`);
  Object.assign(location, changed, { updatedAt: timeNow(site) });
  tellLocation(site, location, action);
}

function deleteLocation(site: Site, reference: string): void {
  const id = idOf("Location", reference) ?? "";
  site.shop.locations = site.shop.locations.filter((one) => one.id !== id);
  // Fulfillment orders keep the name of a location that is gone, not the link to it.
  for (const order of Object.values(site.shop.orders)) {
    for (const one of order.fulfillmentOrders) if (one.locationId === id) one.locationId = null;
  }
  emit(site, [deleteEvent("locations/delete", id)]);
}

function updateVariant(site: Site, reference: string, changed: Parameters<Shop["updateVariant"]>[1]): void {
  const found = findVariant(site, reference);
  if (!found) throw new Error(`There is no variant ${reference}.`);
  const { price, locationIds, ...rest } = changed;
  Object.assign(found.variant, rest);
  if (price !== undefined) found.variant.price = toMinor(price, site.shop.currency);
  if (locationIds) found.variant.locationIds = locationIds.flatMap((id) => idOf("Location", id) ?? []);
  tellProduct(site, found.product.id, "update");
}

const tellProduct = (site: Site, id: string, action: string): void =>
  emit(site, [
    {
      topic: `products/${action}`,
      resource: id,
      payload: { id: numeric(id), admin_graphql_api_id: gid("Product", id) },
    },
  ]);

function deleteProduct(site: Site, reference: string): void {
  const id = idOf("Product", reference) ?? "";
  site.shop.products = site.shop.products.filter((product) => product.id !== id);
  emit(site, [deleteEvent("products/delete", id)]);
}

function deleteVariant(site: Site, reference: string): void {
  const found = findVariant(site, reference);
  if (!found) throw new Error(`There is no variant ${reference}.`);
  const { product, variant } = found;
  if (product.variants.length === 1) throw new Error(`${product.title} has no other variant.`);
  product.variants = product.variants.filter((one) => one !== variant);
  tellProduct(site, product.id, "update");
}

/** What the merchant has: locations, products, customers. */
export function catalogControls(site: Site): CatalogControls {
  const { shop } = site;
  return {
    locations: () => shop.locations.map(describeLocation),
    addLocation(seed) {
      const location = makeLocation(site, seed);
      tellLocation(site, location, "create");
      return describeLocation(location);
    },
    renameLocation: (id, name) => changeLocation(site, id, "update", { name }),
    deactivateLocation: (id) =>
      changeLocation(site, id, "deactivate", { isActive: false, deactivatedAt: timeNow(site) }),
    activateLocation: (id) => changeLocation(site, id, "activate", { isActive: true, deactivatedAt: null }),
    deleteLocation: (id) => deleteLocation(site, id),
    products: () => shop.products.map((product) => describeProduct(site, product)),
    addProduct(seed) {
      const product = makeProduct(site, seed);
      tellProduct(site, product.id, "create");
      return describeProduct(site, product);
    },
    updateVariant: (id, changed) => updateVariant(site, id, changed),
    deleteProduct: (id) => deleteProduct(site, id),
    deleteVariant: (id) => deleteVariant(site, id),
    customers: () => shop.customers.map(describeCustomer),
    addCustomer(seed) {
      const customer = makeCustomer(site, seed);
      site.world.changed();
      return describeCustomer(customer);
    },
  };
}
