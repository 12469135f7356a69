import { Refusal, errorObject, notFound, ruleBroken } from "./errors.ts";
import type { Item, Location, SalesOrder, Variant } from "./state.ts";
import type { Entity, Table } from "./table.ts";
import type { Account, World } from "./world.ts";

/** The entity a path names, or a 404; a deleted one is not found. */
export function inPath<T extends Entity>(table: Table<T>, id: number): T {
  const entity = table.live(id);
  if (!entity) throw notFound();
  return entity;
}

/** The entity a body names, or whatever `unknownReference` says of one that is not there. */
export function inBody<T extends Entity>(world: World, table: Table<T>, reference: { name: string; id: number }): T {
  const entity = table.live(reference.id);
  if (entity) return entity;
  const message = `${reference.name} ${reference.id} does not exist`;
  throw new Refusal(errorObject(world.switches.unknownReference, message));
}

export const customerOf = (world: World, account: Account, id: number) =>
  inBody(world, account.tables.customers, { name: "customer_id", id });

export const variantOf = (world: World, account: Account, id: number): Variant =>
  inBody(world, account.tables.variants, { name: "variant_id", id });

export const taxRateOf = (world: World, account: Account, id: number) =>
  inBody(world, account.tables.taxRates, { name: "tax_rate_id", id });

export const orderOf = (world: World, account: Account, id: number): SalesOrder =>
  inBody(world, account.tables.salesOrders, { name: "sales_order_id", id });

export const locationOf = (world: World, account: Account, id: number, name = "location_id"): Location =>
  inBody(world, account.tables.locations, { name, id });

export function sellingLocationOf(world: World, account: Account, id: number): Location {
  const location = locationOf(world, account, id);
  if (!location.sales_allowed) throw ruleBroken("Location has selling disabled");
  return location;
}

/** The product, material or service behind a variant. */
export function itemOf(account: Account, variantId: number): Item {
  const variant = account.tables.variants.get(variantId);
  const item = variant && account.tables.items.get(variant.item_id);
  if (!item) throw new Error(`Variant ${variantId} has no item.`);
  return item;
}
