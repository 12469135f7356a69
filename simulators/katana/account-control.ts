import { newKey } from "./accounts.ts";
import { encodeFulfillment } from "./encode-fulfillment.ts";
import { encodeItem } from "./item.ts";
import { toExactText } from "./money.ts";
import { createPerson, type Person } from "./person.ts";
import type * as State from "./state.ts";
import { inStock } from "./stock.ts";
import { alive, type Entity, type Table } from "./table.ts";
import { viewSalesOrder, type SalesOrderView } from "./view.ts";
import type { Account, World } from "./world.ts";

export type ItemView = ReturnType<typeof encodeItem>;
export type FulfillmentView = ReturnType<typeof encodeFulfillment>;
export type ReturnView = State.SalesReturn & { readonly rows: readonly State.SalesReturnRow[] };

export interface Look {
  readonly includeDeleted?: boolean;
}

/** One account seen from within: what it holds, and what a person does in it. All that is handed out is a copy. */
export interface KatanaAccount extends Person {
  readonly id: number;
  addKey(name?: string): string;
  revokeKey(key: string): void;
  keys(): readonly string[];
  /** A plan without the API answers 403 to good keys. */
  setApiAccess(allowed: boolean): void;
  factory(): State.Factory;
  salesOrders(look?: Look): readonly SalesOrderView[];
  /** Deleted ones too; undefined if there never was one. */
  salesOrder(id: number): SalesOrderView | undefined;
  customers(look?: Look): readonly State.Customer[];
  products(look?: Look): readonly ItemView[];
  services(look?: Look): readonly ItemView[];
  variants(look?: Look): readonly State.Variant[];
  taxRates(look?: Look): readonly State.TaxRate[];
  locations(look?: Look): readonly State.Location[];
  manufacturingOrders(look?: Look): readonly State.ManufacturingOrder[];
  fulfillments(look?: Look): readonly FulfillmentView[];
  returns(look?: Look): readonly ReturnView[];
  webhooks(): readonly State.Webhook[];
  /** Decimal text. */
  stock(variantId: number, locationId: number): string;
}

export function createKatanaAccount(world: World, account: Account, changed: (what: string) => void): KatanaAccount {
  const { record, tables } = account;

  const seen = <T extends Entity>(table: Table<T>, { includeDeleted = false }: Look = {}): readonly T[] =>
    includeDeleted ? table.all() : alive(table.all());
  const copies = <T extends Entity>(table: Table<T>, look?: Look): readonly T[] =>
    seen(table, look).map((entity) => structuredClone(entity));
  const items = (kind: State.ItemKind, look?: Look) =>
    seen(tables.items, look)
      .filter((item) => item.kind === kind)
      .map((item) => structuredClone(encodeItem(account, item)));
  const view = (order: State.SalesOrder): SalesOrderView => structuredClone(viewSalesOrder(world, account, order));

  return {
    ...createPerson(world, account, changed),
    id: record.id,
    addKey(name = "Key") {
      const key = newKey(world);
      record.keys.push({ key, name, revoked: false });
      changed("key added");
      return key;
    },
    revokeKey(secret) {
      const key = record.keys.find((candidate) => candidate.key === secret);
      if (!key) throw new Error("This account has no such key.");
      key.revoked = true;
      changed("key revoked");
    },
    keys: () => record.keys.filter((key) => !key.revoked).map(({ key }) => key),
    setApiAccess(allowed) {
      record.apiAccess = allowed;
      changed("plan changed");
    },
    factory: () => structuredClone(record.factory),
    salesOrders: (look) => seen(tables.salesOrders, look).map(view),
    salesOrder(id) {
      const order = tables.salesOrders.get(id);
      return order && view(order);
    },
    customers: (look) => copies(tables.customers, look),
    products: (look) => items("product", look),
    services: (look) => items("service", look),
    variants: (look) => copies(tables.variants, look),
    taxRates: (look) => copies(tables.taxRates, look),
    locations: (look) => copies(tables.locations, look),
    manufacturingOrders: (look) => copies(tables.manufacturingOrders, look),
    fulfillments: (look) =>
      seen(tables.fulfillments, look).map((fulfillment) => structuredClone(encodeFulfillment(account, fulfillment))),
    returns: (look) =>
      copies(tables.salesReturns, look).map((salesReturn) => ({
        ...salesReturn,
        rows: alive(tables.salesReturnRows.of(salesReturn.id)).map((row) => ({ ...row })),
      })),
    webhooks: () => copies(tables.webhooks),
    stock: (variantId, locationId) => toExactText(inStock(account, { variantId, locationId }), 0),
  };
}
