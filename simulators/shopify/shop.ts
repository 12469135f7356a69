import type { Shop } from "./control.ts";
import { createInstallation } from "./installation.ts";
import { fulfilEverything } from "./fulfillments/fulfil.ts";
import {
  describeCustomer,
  describeFulfillment,
  describeLocation,
  describeOrder,
  describeProduct,
} from "./order-summary.ts";
import { makeCustomer, placeOrder } from "./orders/place.ts";
import { makeLocation, makeProduct } from "./seed.ts";
import { gid, requireOrder, type Site } from "./world.ts";

export function createShop(site: Site): Shop {
  const { shop } = site;
  const first = {
    domain: shop.domain,
    id: gid("Shop", shop.id),
    name: shop.name,
    currency: shop.currency,
    timezone: shop.timezone,
    settings: shop.settings,
    installation: createInstallation(site),
    locations: () => shop.locations.map(describeLocation),
    addLocation: (seed: Parameters<Shop["addLocation"]>[0]) => describeLocation(makeLocation(site, seed)),
    products: () => shop.products.map((product) => describeProduct(site, product)),
    addProduct: (seed: Parameters<Shop["addProduct"]>[0]) => describeProduct(site, makeProduct(site, seed)),
    customers: () => shop.customers.map(describeCustomer),
    addCustomer: (seed: Parameters<Shop["addCustomer"]>[0]) => describeCustomer(makeCustomer(site, seed)),
    orders: () => Object.values(shop.orders).map((order) => describeOrder(site, order)),
    order: (id: string) => describeOrder(site, requireOrder(site, id)),
    placeOrder: (seed: Parameters<Shop["placeOrder"]>[0]) => describeOrder(site, placeOrder(site, seed)),
    fulfil: (id: string) => {
      const order = requireOrder(site, id);
      return fulfilEverything(site, order, {}).map((one) => describeFulfillment(order, one));
    },
  };
  return first as unknown as Shop;
}
