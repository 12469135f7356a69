import { newKey, type Accounts } from "./accounts.ts";
import { addItem } from "./item.ts";
import { decimal } from "./money.ts";
import { moveStock } from "./stock.ts";
import { addTaxRate } from "./routes/account.ts";
import type { Factory, Item, Location } from "./state.ts";
import { createTables } from "./tables.ts";
import { alive } from "./table.ts";
import { stamp, type Account, type World } from "./world.ts";

export interface LocationSeed {
  readonly name: string;
  readonly salesAllowed?: boolean;
  readonly manufacturingAllowed?: boolean;
  readonly purchaseAllowed?: boolean;
  readonly address?: Readonly<Record<string, unknown>>;
}

export interface VariantSeed {
  readonly sku?: string;
  readonly price?: number;
  /** Days. */
  readonly leadTime?: number;
  /** Units at the default location, or at locations by name. */
  readonly stock?: number | Readonly<Record<string, number>>;
  readonly options?: Readonly<Record<string, string>>;
}

/** With `variants`, its own variant fields are left alone; without, they make the one variant. */
export interface ProductSeed extends VariantSeed {
  readonly name: string;
  readonly variants?: readonly VariantSeed[];
  readonly producible?: boolean;
  readonly sellable?: boolean;
  readonly batchTracked?: boolean;
  readonly serialTracked?: boolean;
  readonly uom?: string;
}

export interface TaxRateSeed {
  /** Percent. */
  readonly rate: number;
  readonly name?: string;
  readonly isDefault?: boolean;
}

export interface AccountSeed {
  readonly name?: string;
  readonly currency?: string;
  /** Days until delivery unless a sales order says otherwise. */
  readonly deliveryDays?: number | null;
  readonly keys?: readonly string[];
  /** The first is the primary one and the default for sales, unless `defaultSalesLocation` names another. */
  readonly locations?: readonly LocationSeed[];
  readonly defaultSalesLocation?: string;
  readonly taxRates?: readonly TaxRateSeed[];
  readonly products?: readonly ProductSeed[];
  readonly services?: readonly { readonly name: string; readonly sku?: string; readonly price?: number }[];
  readonly owner?: { readonly firstName: string; readonly lastName: string; readonly email: string };
}

const RETURN_REASONS = [
  "Defective or damaged",
  "Incorrect spec",
  "Warranty",
  "Wrong item",
  "Dissatisfied",
  "Other",
] as const;

export function addLocation(world: World, account: Account, seed: LocationSeed): Location {
  const head = stamp(world, "locations");
  return account.tables.locations.insert({
    ...head,
    name: seed.name,
    legal_name: account.record.factory.legal_name,
    is_primary: account.tables.locations.all().length === 0,
    sales_allowed: seed.salesAllowed ?? true,
    manufacturing_allowed: seed.manufacturingAllowed ?? true,
    purchase_allowed: seed.purchaseAllowed ?? true,
    address: seed.address ? { id: head.id * 100, ...seed.address } : null,
  });
}

function putInStock(world: World, account: Account, variantId: number, stock: VariantSeed["stock"]): void {
  if (stock === undefined) return;
  const locations = alive(account.tables.locations.all());
  const primary = locations.find((location) => location.id === account.record.factory.default_sales_location_id);
  const amounts = typeof stock === "number" ? { [primary?.name ?? ""]: stock } : stock;
  for (const [name, quantity] of Object.entries(amounts)) {
    const location = locations.find((candidate) => candidate.name === name);
    if (!location) throw new Error(`No location is called ${JSON.stringify(name)}.`);
    moveStock(world, account, { variantId, locationId: location.id, batchId: null, change: decimal(quantity) });
  }
}

export function addProduct(world: World, account: Account, seed: ProductSeed): Item {
  const variants = seed.variants ?? [seed];
  const options = [...new Set(variants.flatMap((variant) => Object.keys(variant.options ?? {})))];
  const item = addItem(world, account, "product", {
    name: seed.name,
    uom: seed.uom,
    is_producible: seed.producible,
    is_sellable: seed.sellable,
    batch_tracked: seed.batchTracked,
    serial_tracked: seed.serialTracked,
    configs: options.map((name) => ({
      name,
      values: [...new Set(variants.flatMap((variant) => variant.options?.[name] ?? []))],
    })),
    variants: variants.map((variant) => ({
      sku: variant.sku,
      sales_price: variant.price,
      lead_time: variant.leadTime,
      config_attributes: Object.entries(variant.options ?? {}).map(([config_name, config_value]) => ({
        config_name,
        config_value,
      })),
    })),
  });
  account.tables.variants.of(item.id).forEach((made, index) => {
    putInStock(world, account, made.id, variants[index]?.stock);
  });
  return item;
}

function newFactory(seed: AccountSeed): Factory {
  const name = seed.name ?? "Simulated Factory";
  const days = seed.deliveryDays === undefined ? 14 : seed.deliveryDays;
  return {
    legal_name: name,
    display_name: name,
    legal_address: { line_1: null, line_2: null, city: null, state: null, zip: null, country: null },
    base_currency_code: seed.currency ?? "EUR",
    default_so_delivery_time: days === null ? null : String(days),
    default_po_lead_time: "14",
    default_sales_location_id: null,
    default_manufacturing_location_id: null,
    default_purchases_location_id: null,
    inventory_closing_date: null,
  };
}

function addLocations(world: World, account: Account, seed: AccountSeed): void {
  const made = (seed.locations ?? [{ name: "Main location" }]).map((location) => addLocation(world, account, location));
  const wanted = seed.defaultSalesLocation;
  const sales =
    wanted === undefined ? made.find((location) => location.sales_allowed) : made.find(({ name }) => name === wanted);
  if (wanted !== undefined && !sales) throw new Error(`No location is called ${JSON.stringify(wanted)}.`);
  const { factory } = account.record;
  factory.default_sales_location_id = sales?.id ?? null;
  factory.default_manufacturing_location_id = made.find((location) => location.manufacturing_allowed)?.id ?? null;
  factory.default_purchases_location_id = made.find((location) => location.purchase_allowed)?.id ?? null;
}

export function createAccount(world: World, accounts: Accounts, seed: AccountSeed): Account {
  const id = accounts.nextAccountId();
  const owner = seed.owner ?? { firstName: "Kim", lastName: "Maker", email: `owner-${id}@factory.example` };
  const account: Account = {
    record: {
      id,
      owner: { id: id * 10, ...owner },
      keys: (seed.keys ?? [newKey(world)]).map((key) => ({ key, name: "Seeded key", revoked: false })),
      apiAccess: true,
      factory: newFactory(seed),
      lastSalesOrderNo: 0,
      lastReturnNo: 0,
      lastManufacturingNo: 0,
    },
    tables: createTables({}),
  };
  accounts.add(account);
  addLocations(world, account, seed);
  for (const { rate, name, isDefault } of seed.taxRates ?? []) {
    addTaxRate(world, account, { rate, name }).is_default_sales = isDefault ?? false;
  }
  for (const name of RETURN_REASONS) {
    account.tables.returnReasons.insert({ ...stamp(world, "returnReasons"), name });
  }
  for (const product of seed.products ?? []) addProduct(world, account, product);
  for (const { name, sku, price } of seed.services ?? []) {
    addItem(world, account, "service", { name, variants: [{ sku, sales_price: price }] });
  }
  return account;
}
