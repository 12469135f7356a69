import type { AccountSeed } from "./katana/seed.ts";
import type { ProductSeed, Shop, ShopSeed, TaxSeed } from "./shopify/control.ts";

/** The world that the demo, the browser tests and the bench begin with: a shop, and a Katana account that makes what it sells. */
interface Article {
  readonly title: string;
  readonly sku: string;
  /** As the shop shows it. */
  readonly price: string;
  /** Days the workshop needs. */
  readonly leadTime: number;
  readonly stock: number;
}

const articles: readonly Article[] = [
  { title: "Oak desk lamp", sku: "LAMP-OAK", price: "89.00", leadTime: 5, stock: 40 },
  { title: "Walnut desk lamp", sku: "LAMP-WAL", price: "99.00", leadTime: 5, stock: 25 },
  { title: "Linen shade", sku: "SHADE-LIN", price: "24.90", leadTime: 3, stock: 120 },
  { title: "Wool throw", sku: "THROW-WOOL", price: "129.00", leadTime: 10, stock: 15 },
  { title: "Ceramic mug", sku: "MUG-CER", price: "18.50", leadTime: 4, stock: 200 },
  { title: "Serving board", sku: "BOARD-ASH", price: "45.00", leadTime: 6, stock: 60 },
  { title: "Beeswax candle", sku: "CANDLE-BEE", price: "12.40", leadTime: 2, stock: 300 },
  { title: "Leather notebook", sku: "NOTE-LEA", price: "32.00", leadTime: 7, stock: 80 },
];

const products: readonly ProductSeed[] = articles.map(({ title, sku, price }) => ({
  title,
  vendor: "Tandem Demo",
  variants: [{ sku, price }],
}));

const customers = [
  {
    firstName: "Mari",
    lastName: "Tamm",
    email: "mari.tamm@example.com",
    address: { address1: "Pikk 12", city: "Tallinn", zip: "10123", country: "Estonia", countryCode: "EE" },
  },
  {
    firstName: "Jonas",
    lastName: "Berg",
    email: "jonas.berg@example.com",
    address: { address1: "Storgatan 4", city: "Stockholm", zip: "11123", country: "Sweden", countryCode: "SE" },
  },
  {
    firstName: "Anna",
    lastName: "Kovács",
    email: "anna.kovacs@example.com",
    address: { address1: "Fő utca 7", city: "Budapest", zip: "1011", country: "Hungary", countryCode: "HU" },
  },
  {
    firstName: "Ravi",
    lastName: "Menon",
    email: "ravi.menon@example.com",
    address: {
      company: "Menon Interiors",
      address1: "Kaarl Robert 3",
      city: "Tartu",
      zip: "50090",
      country: "Estonia",
      countryCode: "EE",
    },
  },
].map(({ address, ...person }) => ({
  ...person,
  address: { ...address, firstName: person.firstName, lastName: person.lastName },
}));

export interface SeededShop {
  readonly shop: ShopSeed;
  /** Of every order placed there. */
  readonly taxes: readonly TaxSeed[];
}

/** Prices include 24 % value added tax. */
export const euroShop: SeededShop = {
  shop: {
    domain: "tandem-demo.myshopify.com",
    name: "Tandem Demo",
    currency: "EUR",
    timezone: "Europe/Tallinn",
    settings: { taxesIncluded: true, routingDelayMs: 800 },
    locations: [
      { name: "Tallinn warehouse", fulfillsOnlineOrders: true, countryCode: "EE" },
      { name: "Tartu shop", fulfillsOnlineOrders: true, countryCode: "EE" },
    ],
    products,
    customers,
  },
  taxes: [{ title: "VAT", rate: 0.24 }],
};

/** Tax comes on top: a state's and a county's. */
export const dollarShop: SeededShop = {
  shop: {
    ...euroShop.shop,
    domain: "tandem-west.myshopify.com",
    name: "Tandem West",
    currency: "USD",
    timezone: "America/Los_Angeles",
    settings: { taxesIncluded: false, routingDelayMs: 800 },
    locations: [{ name: "Oakland", fulfillsOnlineOrders: true, countryCode: "US" }],
  },
  taxes: [
    { title: "California State Tax", rate: 0.06 },
    { title: "Alameda County Tax", rate: 0.0425 },
  ],
};

/** Makes what the shops sell, under the same SKUs. Prices there are without tax. */
export const workshop: AccountSeed = {
  name: "Tandem Workshop OÜ",
  currency: "EUR",
  deliveryDays: 14,
  locations: [
    { name: "Tallinn warehouse" },
    { name: "Tartu shop", manufacturingAllowed: false },
    { name: "Raw materials store", salesAllowed: false },
  ],
  defaultSalesLocation: "Tallinn warehouse",
  taxRates: [
    { rate: 24, name: "VAT 24 %", isDefault: true },
    { rate: 9, name: "VAT 9 %" },
    { rate: 0, name: "No tax" },
  ],
  products: articles.map(({ title, sku, price, leadTime, stock }) => ({
    name: title,
    sku,
    price: Math.round((Number(price) / 1.24) * 100) / 100,
    leadTime,
    stock: { "Tallinn warehouse": stock, "Tartu shop": Math.round(stock / 4) },
    producible: true,
  })),
};

/** Orders that were there before the app came: paid, pending, sent, with and without a customer. */
export async function placeEarlierOrders(shop: Shop, taxes: readonly TaxSeed[], now: number): Promise<void> {
  const day = 24 * 60 * 60 * 1000;
  const daysAgo = (days: number): string => new Date(now - days * day).toISOString();
  const variant = (sku: string): string => {
    const found = shop
      .products()
      .flatMap(({ variants }) => variants)
      .find((one) => one.sku === sku);
    if (!found) throw new Error(`The shop sells no ${sku}.`);
    return found.id;
  };
  const people = shop.customers().map(({ id }) => id);
  const standard = [{ title: "Standard shipping", price: "4.90" }];
  const place = (seed: Omit<Parameters<Shop["placeOrder"]>[0], "taxes">) => shop.placeOrder({ taxes, ...seed });

  const sent = place({
    createdAt: daysAgo(9),
    customer: people[0] ?? null,
    shipping: standard,
    lines: [{ variantId: variant("MUG-CER"), quantity: 4 }],
  });
  place({
    createdAt: daysAgo(6),
    customer: people[1] ?? null,
    shipping: standard,
    lines: [
      { variantId: variant("LAMP-OAK"), quantity: 1 },
      { variantId: variant("SHADE-LIN"), quantity: 2, discount: { percent: 10, title: "Shade week" } },
    ],
  });
  place({
    createdAt: daysAgo(4),
    customer: people[2] ?? null,
    payment: "pending",
    shipping: standard,
    lines: [{ variantId: variant("THROW-WOOL"), quantity: 1 }],
  });
  place({
    createdAt: daysAgo(2),
    customer: people[3] ?? null,
    poNumber: "PO-7781",
    note: "Please wrap as a gift.",
    shipping: [{ title: "Express", price: "12.00" }],
    discount: { amount: "15.00", title: "Trade discount" },
    lines: [
      { variantId: variant("BOARD-ASH"), quantity: 3 },
      { variantId: variant("CANDLE-BEE"), quantity: 10 },
      { variantId: variant("NOTE-LEA"), quantity: 2, properties: { Engraving: "R. M." } },
    ],
  });
  // Nothing can be sent before the shop knows from where.
  while (shop.order(sent.id).fulfillmentOrders.length === 0) await new Promise((resolve) => setTimeout(resolve, 50));
  shop.fulfil(sent.id);
}
