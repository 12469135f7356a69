import type { KatanaSwitches } from "../../../simulators/katana/switches.ts";
import type { LocationView, OrderSeed, OrderView, Shop } from "../../../simulators/shopify/control.ts";
import type { CorpusShop } from "./shops.ts";

/** The shop that an order is placed in. */
export interface Place {
  readonly shop: Shop;
  readonly variantId: (sku: string) => string;
  /** The variant of a product by its title, for those without a SKU. */
  readonly variantOf: (title: string) => string;
  readonly location: (name: string) => LocationView;
}

export type Seed = Omit<OrderSeed, "taxes"> & Partial<Pick<OrderSeed, "taxes">>;

/**
 * One kind of order that real shops have, and what has to become of it. The expectation is worked out by hand from the rules and from
 * what Shopify and Katana say of their fields, never by the app's code.
 */
export interface Shape {
  /** Begins with the ids of the rules that it proves. */
  readonly says: string;
  /** Default `euro`. */
  readonly shop?: CorpusShop;
  readonly order: (place: Place) => Seed;
  /** What happens to the order before Tandem hears of it. */
  readonly before?: (place: Place, order: OrderView) => void;
  readonly switches?: Partial<KatanaSwitches>;
  readonly becomes: ExpectedSalesOrder | StaysOut;
}

/** The order is not imported, for all of these reasons. */
export interface StaysOut {
  readonly reasons: readonly string[];
}

/** A sales order as Katana shows it, said with names instead of ids. What is not there is null or empty, never left out. */
export interface ExpectedSalesOrder {
  /** `{name}` stands for the order's name. */
  readonly orderNo: string;
  readonly customer: string;
  readonly currency: string;
  /** From the order's creation. */
  readonly deliveryDays: number;
  readonly reference: string | null;
  readonly info: string | null;
  /** First and last name, company, lines, zip and city, state, country, phone: those that are there. */
  readonly billTo: string | null;
  readonly shipTo: string | null;
  readonly rows: readonly ExpectedRow[];
  readonly fee: { readonly description: string; readonly amount: string; readonly tax: number } | null;
  /** The items that Katana had not had before, as rows name them. */
  readonly made: readonly string[];
  /** What is worth telling about the order once it is in step. */
  readonly told: readonly string[];
}

export interface ExpectedRow {
  /** Number of the order's line, 1 for the first; else what the row stands for. */
  readonly of: number | string;
  /** The variant's SKU, else `product: ` or `service: ` and its name. */
  readonly item: string;
  readonly quantity: number;
  /** Per unit, without tax, before discount; ten decimals at most, without trailing zeros. */
  readonly price: string;
  /** Of the whole row, without tax. */
  readonly discount: string;
  /** The whole row after discount, without tax, to the minor unit. */
  readonly net: string;
  /** Percent. */
  readonly tax: number;
  readonly at: string;
  /** The line's properties as `key: value`. */
  readonly properties: readonly string[];
}
