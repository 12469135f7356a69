import type { Entities } from "./state.ts";
import { createTable, type Entity } from "./table.ts";
import type { Tables } from "./world.ts";

/** For each kind: the first id less one, so that ids of different kinds are told apart by eye. */
export const firstIds: Readonly<Record<keyof Entities, number>> = {
  locations: 10,
  taxRates: 300,
  customers: 880,
  customerAddresses: 5000,
  items: 2000,
  variants: 500_000,
  salesOrders: 40_000,
  salesOrderRows: 60_000,
  salesOrderAddresses: 7000,
  shippingFees: 9000,
  fulfillments: 80_000,
  fulfillmentRows: 90_000,
  manufacturingOrders: 21_000,
  productions: 26_000,
  batches: 3000,
  serialNumbers: 33_000,
  stock: 0,
  salesReturns: 1200,
  salesReturnRows: 800_000,
  returnReasons: 30,
  webhooks: 120,
};

type Parents = { readonly [Kind in keyof Entities]?: keyof Entities[Kind] };

const parents = {
  customerAddresses: "customer_id",
  variants: "item_id",
  salesOrderRows: "sales_order_id",
  salesOrderAddresses: "sales_order_id",
  shippingFees: "sales_order_id",
  fulfillments: "sales_order_id",
  fulfillmentRows: "fulfillment_id",
  productions: "manufacturing_order_id",
  batches: "variant_id",
  serialNumbers: "variant_id",
  stock: "variant_id",
  salesReturns: "sales_order_id",
  salesReturnRows: "sales_return_id",
} as const satisfies Parents;

export type TableDump = { readonly [Kind in keyof Entities]?: readonly Entities[Kind][] };

export function createTables(dump: TableDump): Tables {
  const table = <Kind extends keyof Entities>(kind: Kind) => {
    const entities: readonly Entities[Kind][] = dump[kind] ?? [];
    const parent: PropertyKey | undefined = Object.entries(parents).find(([name]) => name === kind)?.[1];
    return createTable<Entities[Kind]>(entities, parent as keyof Entities[Kind] | undefined);
  };
  return {
    locations: table("locations"),
    taxRates: table("taxRates"),
    customers: table("customers"),
    customerAddresses: table("customerAddresses"),
    items: table("items"),
    variants: table("variants"),
    salesOrders: table("salesOrders"),
    salesOrderRows: table("salesOrderRows"),
    salesOrderAddresses: table("salesOrderAddresses"),
    shippingFees: table("shippingFees"),
    fulfillments: table("fulfillments"),
    fulfillmentRows: table("fulfillmentRows"),
    manufacturingOrders: table("manufacturingOrders"),
    productions: table("productions"),
    batches: table("batches"),
    serialNumbers: table("serialNumbers"),
    stock: table("stock"),
    salesReturns: table("salesReturns"),
    salesReturnRows: table("salesReturnRows"),
    returnReasons: table("returnReasons"),
    webhooks: table("webhooks"),
  };
}

export function dumpTables(tables: Tables): Readonly<Record<string, readonly Entity[]>> {
  return Object.fromEntries(Object.entries(tables).map(([kind, table]) => [kind, table.all()]));
}
