import type { AccountSeed } from "../../../simulators/katana/seed.ts";
import { dollarShop, euroShop, workshop, type SeededShop } from "../../../simulators/seed.ts";
import type { ProductSeed } from "../../../simulators/shopify/control.ts";

export type CorpusShop = "euro" | "dollar" | "yen" | "dinar" | "lenient";

/** What shops sell beside the goods of the seeded world. */
const oddities: readonly ProductSeed[] = [
  {
    title: "Gift card",
    isGiftCard: true,
    variants: [{ sku: null, price: "50.00", taxable: false, requiresShipping: false }],
  },
  { title: "Lamp pattern", variants: [{ sku: "PATTERN-PDF", price: "6.20", requiresShipping: false }] },
  { title: "Old stock bowl", variants: [{ sku: null, price: "20.00" }] },
  { title: "Pine shelf", variants: [{ sku: "SHELF-PINE", price: "74.40" }] },
  {
    title: "Felt slippers",
    variants: [
      { title: "38", sku: "SLIP-38", price: "37.20" },
      { title: "44", sku: "SLIP-44", price: "37.20" },
    ],
  },
  { title: "Bean bag", variants: [{ sku: "BEAN-01", price: "62.00" }] },
  { title: "Twin vase", variants: [{ sku: "VASE-TWIN", price: "31.00" }] },
  { title: "Cookbook", variants: [{ sku: "BOOK-COOK", price: "21.80" }] },
  { title: "Sheepskin", variants: [{ sku: "SKIN-SHEEP", price: "124.00" }] },
];

const odd = ({ shop, taxes }: SeededShop): SeededShop => ({
  shop: {
    ...shop,
    settings: { ...shop.settings, routingDelayMs: 30 },
    products: [...(shop.products ?? []), ...oddities],
  },
  taxes,
});

/** Prices in whole yen that include 10 %. */
const yenShop: SeededShop = {
  shop: {
    domain: "tandem-tokyo.myshopify.com",
    name: "Tandem Tokyo",
    currency: "JPY",
    timezone: "Asia/Tokyo",
    settings: { taxesIncluded: true, routingDelayMs: 30 },
    locations: [{ name: "Chiba", fulfillsOnlineOrders: true, countryCode: "JP" }],
    products: [
      { title: "Ceramic mug", variants: [{ sku: "MUG-CER", price: "3200" }] },
      { title: "Linen shade", variants: [{ sku: "SHADE-LIN", price: "4980" }] },
    ],
    customers: [{ firstName: "Aiko", lastName: "Mori", email: "aiko.mori@example.com" }],
  },
  taxes: [{ title: "CT", rate: 0.1 }],
};

/** Prices with three decimals, tax on top. */
const dinarShop: SeededShop = {
  shop: {
    domain: "tandem-manama.myshopify.com",
    name: "Tandem Manama",
    currency: "BHD",
    timezone: "Asia/Bahrain",
    settings: { taxesIncluded: false, routingDelayMs: 30 },
    locations: [{ name: "Manama", fulfillsOnlineOrders: true, countryCode: "BH" }],
    products: [
      { title: "Ceramic mug", variants: [{ sku: "MUG-CER", price: "7.125" }] },
      { title: "Linen shade", variants: [{ sku: "SHADE-LIN", price: "9.875" }] },
    ],
    customers: [{ firstName: "Noor", lastName: "Hasan", email: "noor.hasan@example.com" }],
  },
  taxes: [{ title: "VAT", rate: 0.1 }],
};

const lenientShop: SeededShop = {
  ...odd(euroShop),
  shop: { ...odd(euroShop).shop, domain: "tandem-open.myshopify.com", name: "Tandem Open" },
};

/** `lenient` brings unpaid orders over, no shipping, and custom items without shipping as products. */
export const corpusShops: Readonly<Record<CorpusShop, SeededShop>> = {
  euro: odd(euroShop),
  dollar: odd(dollarShop),
  yen: yenShop,
  dinar: dinarShop,
  lenient: lenientShop,
};

export const lenientSettings: Readonly<Record<string, string>> = {
  ...{ importPaymentPending: "on", bringShippingFee: "off", nonPhysicalCustomItems: "product" },
  ...{ bringOrderChanges: "on", bringLocationUpdates: "on", bringReturns: "off", syncFulfillment: "on" },
};

/** The one Katana account of all shops. Its SKUs are not always those of the shops. */
export const corpusKatana: AccountSeed = {
  ...workshop,
  products: [
    ...(workshop.products ?? []),
    { name: "Bean bag", sku: "Bean-01", price: 50 },
    { name: "Cookbook", sku: "BOOK-COOK", price: 20, leadTime: 1 },
    { name: "Twin vase", sku: "VASE-TWIN", price: 25 },
    { name: "Twin vase, second quality", sku: "VASE-TWIN", price: 15 },
    { name: "Sheepskin, white", sku: "SKIN-SHEEP", price: 100 },
    { name: "Sheepskin, grey", sku: "skin-sheep", price: 100 },
  ],
};
