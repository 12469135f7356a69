import type { Shape } from "./shape.ts";
import { euroOrder, row } from "./usual.ts";

/** What is sold: goods that Katana knows and does not know, custom items, bundles, gift cards, tips, duties, fees. */
export const items: readonly Shape[] = [
  {
    says: "[MAP-7] makes a product of a custom item that is shipped",
    order: () => ({ lines: [{ custom: { title: "Engraved sign", price: "49.60" }, quantity: 1 }] }),
    becomes: euroOrder({
      deliveryDays: 14,
      rows: [
        row({ of: 1, item: "product: Engraved sign", quantity: 1, price: "40", discount: "0", net: "40.00", tax: 24 }),
      ],
      made: ["product: Engraved sign"],
    }),
  },
  {
    says: "[MAP-7] finds the product of an earlier custom item again, whatever it costs now",
    order: ({ variantId }) => ({
      lines: [
        { custom: { title: "Engraved sign", price: "62.00" }, quantity: 2 },
        { variantId: variantId("MUG-CER"), quantity: 1 },
      ],
    }),
    becomes: euroOrder({
      deliveryDays: 4,
      rows: [
        row({ of: 1, item: "product: Engraved sign", quantity: 2, price: "50", discount: "0", net: "100.00", tax: 24 }),
        row({ of: 2, item: "MUG-CER", quantity: 1, price: "14.9193548387", discount: "0", net: "14.92", tax: 24 }),
      ],
    }),
  },
  {
    says: "[MAP-7] [SET-4] makes a service of a custom item that is not shipped",
    order: ({ variantId }) => ({
      lines: [
        { variantId: variantId("LAMP-OAK"), quantity: 1 },
        { custom: { title: "Assembly at home", price: "40.00", requiresShipping: false }, quantity: 1 },
      ],
    }),
    becomes: euroOrder({
      deliveryDays: 5,
      rows: [
        row({ of: 1, item: "LAMP-OAK", quantity: 1, price: "71.7741935484", discount: "0", net: "71.77", tax: 24 }),
        row({
          of: 2,
          item: "service: Assembly at home",
          quantity: 1,
          price: "32.2580645161",
          discount: "0",
          net: "32.26",
          tax: 24,
        }),
      ],
      made: ["service: Assembly at home"],
    }),
  },
  {
    says: "[MAP-7] [SET-4] makes a product of a custom item that is not shipped where the shop wants that",
    shop: "lenient",
    order: ({ variantId }) => ({
      lines: [
        { variantId: variantId("LAMP-OAK"), quantity: 1 },
        { custom: { title: "Lighting advice", price: "31.00", requiresShipping: false }, quantity: 2 },
      ],
    }),
    becomes: euroOrder({
      deliveryDays: 5,
      rows: [
        row({ of: 1, item: "LAMP-OAK", quantity: 1, price: "71.7741935484", discount: "0", net: "71.77", tax: 24 }),
        row({
          of: 2,
          item: "product: Lighting advice",
          quantity: 2,
          price: "25",
          discount: "0",
          net: "50.00",
          tax: 24,
        }),
      ],
      made: ["product: Lighting advice"],
    }),
  },
  {
    says: "[MAP-6] makes a product, with its SKU, of goods that Katana does not know",
    order: ({ variantId }) => ({ lines: [{ variantId: variantId("SHELF-PINE"), quantity: 1 }] }),
    becomes: euroOrder({
      deliveryDays: 14,
      rows: [row({ of: 1, item: "SHELF-PINE", quantity: 1, price: "60", discount: "0", net: "60.00", tax: 24 })],
      made: ["SHELF-PINE"],
    }),
  },
  {
    says: "[MAP-6] [STO-2] finds in one shop what was made for another by its SKU",
    shop: "lenient",
    order: ({ variantId }) => ({ lines: [{ variantId: variantId("SHELF-PINE"), quantity: 2 }] }),
    becomes: euroOrder({
      deliveryDays: 14,
      rows: [row({ of: 1, item: "SHELF-PINE", quantity: 2, price: "60", discount: "0", net: "120.00", tax: 24 })],
    }),
  },
  {
    says: "[MAP-6] makes a product of goods without a SKU",
    order: ({ variantOf }) => ({ lines: [{ variantId: variantOf("Old stock bowl"), quantity: 1 }] }),
    becomes: euroOrder({
      deliveryDays: 14,
      rows: [
        row({
          of: 1,
          item: "product: Old stock bowl",
          quantity: 1,
          price: "16.1290322581",
          discount: "0",
          net: "16.13",
          tax: 24,
        }),
      ],
      made: ["product: Old stock bowl"],
    }),
  },
  {
    says: "[MAP-6] remembers the product of goods without a SKU",
    order: ({ variantOf }) => ({ lines: [{ variantId: variantOf("Old stock bowl"), quantity: 3 }] }),
    becomes: euroOrder({
      deliveryDays: 14,
      rows: [
        row({
          of: 1,
          item: "product: Old stock bowl",
          quantity: 3,
          price: "16.1290322581",
          discount: "0",
          net: "48.39",
          tax: 24,
        }),
      ],
    }),
  },
  {
    says: "[MAP-6] finds goods whose product was deleted in Shopify by the SKU that the line kept",
    order: ({ shop }) => ({
      lines: [
        {
          variantId:
            shop.addProduct({ title: "Notebook, last year's", variants: [{ sku: "NOTE-LEA", price: "24.80" }] })
              .variants[0]?.id ?? "",
          quantity: 1,
        },
      ],
    }),
    before: ({ shop }) =>
      shop.deleteProduct(shop.products().find(({ title }) => title === "Notebook, last year's")?.id ?? ""),
    becomes: euroOrder({
      deliveryDays: 7,
      rows: [row({ of: 1, item: "NOTE-LEA", quantity: 1, price: "20", discount: "0", net: "20.00", tax: 24 })],
    }),
  },
  {
    says: "[MAP-6] makes a product of each variant, called with the variant's title",
    order: ({ variantId }) => ({
      lines: [
        { variantId: variantId("SLIP-38"), quantity: 1 },
        { variantId: variantId("SLIP-44"), quantity: 1 },
      ],
    }),
    becomes: euroOrder({
      deliveryDays: 14,
      rows: [
        row({ of: 1, item: "SLIP-38", quantity: 1, price: "30", discount: "0", net: "30.00", tax: 24 }),
        row({ of: 2, item: "SLIP-44", quantity: 1, price: "30", discount: "0", net: "30.00", tax: 24 }),
      ],
      made: ["SLIP-38", "SLIP-44"],
    }),
  },
  {
    says: "[MAP-6] takes no SKU for another that differs in case",
    order: ({ variantId }) => ({ lines: [{ variantId: variantId("BEAN-01"), quantity: 1 }] }),
    // Katana has Bean-01.
    becomes: euroOrder({
      deliveryDays: 14,
      rows: [row({ of: 1, item: "BEAN-01", quantity: 1, price: "50", discount: "0", net: "50.00", tax: 24 })],
      made: ["BEAN-01"],
    }),
  },
  {
    says: "[MAP-6] takes the SKU as it is written when Katana has it in another case, too",
    order: ({ variantId }) => ({ lines: [{ variantId: variantId("SKIN-SHEEP"), quantity: 1 }] }),
    becomes: euroOrder({
      deliveryDays: 14,
      rows: [row({ of: 1, item: "SKIN-SHEEP", quantity: 1, price: "100", discount: "0", net: "100.00", tax: 24 })],
    }),
  },
  {
    says: "[MAP-16] keeps two lines of the same goods apart, with their properties",
    order: ({ variantId }) => ({
      lines: [
        { variantId: variantId("MUG-CER"), quantity: 1, properties: { Name: "Ada", _source: "studio" } },
        { variantId: variantId("MUG-CER"), quantity: 2, properties: { Name: "Bo" } },
      ],
    }),
    becomes: euroOrder({
      deliveryDays: 4,
      rows: [
        row({
          of: 1,
          item: "MUG-CER",
          quantity: 1,
          price: "14.9193548387",
          discount: "0",
          net: "14.92",
          tax: 24,
          properties: ["Name: Ada", "_source: studio"],
        }),
        row({
          of: 2,
          item: "MUG-CER",
          quantity: 2,
          price: "14.9193548387",
          discount: "0",
          net: "29.84",
          tax: 24,
          properties: ["Name: Bo"],
        }),
      ],
    }),
  },
  {
    says: "[MAP-6] [MAP-8] takes a bundle for the goods in it",
    order: ({ variantId }) => ({
      lines: [
        {
          variantId: variantId("LAMP-OAK"),
          quantity: 2,
          price: "80.00",
          group: { title: "Reading corner", quantity: 2 },
        },
        {
          variantId: variantId("SHADE-LIN"),
          quantity: 4,
          price: "20.00",
          group: { title: "Reading corner", quantity: 2 },
        },
      ],
    }),
    becomes: euroOrder({
      deliveryDays: 5,
      rows: [
        row({ of: 1, item: "LAMP-OAK", quantity: 2, price: "64.5161290323", discount: "0", net: "129.03", tax: 24 }),
        row({ of: 2, item: "SHADE-LIN", quantity: 4, price: "16.1290322581", discount: "0", net: "64.52", tax: 24 }),
      ],
    }),
  },
  {
    says: "[MAP-18] sells a gift card as a service, beside goods",
    order: ({ variantId, variantOf }) => ({
      lines: [
        { variantId: variantId("MUG-CER"), quantity: 1 },
        { variantId: variantOf("Gift card"), quantity: 1 },
      ],
    }),
    becomes: euroOrder({
      deliveryDays: 4,
      rows: [
        row({ of: 1, item: "MUG-CER", quantity: 1, price: "14.9193548387", discount: "0", net: "14.92", tax: 24 }),
        row({ of: 2, item: "service: Gift card", quantity: 1, price: "50", discount: "0", net: "50.00", tax: 0 }),
      ],
      made: ["service: Gift card"],
    }),
  },
  {
    says: "[MAP-18] a tip is a service",
    order: ({ variantId }) => ({ lines: [{ variantId: variantId("MUG-CER"), quantity: 2 }], tip: "3.50" }),
    becomes: euroOrder({
      deliveryDays: 4,
      rows: [
        row({ of: 1, item: "MUG-CER", quantity: 2, price: "14.9193548387", discount: "0", net: "29.84", tax: 24 }),
        row({ of: 2, item: "service: Tip", quantity: 1, price: "3.5", discount: "0", net: "3.50", tax: 0 }),
      ],
      made: ["service: Tip"],
    }),
  },
  {
    says: "[MAP-18] duties and fees are services that close the total",
    shop: "euro",
    order: ({ variantId }) => ({
      lines: [{ variantId: variantId("LAMP-OAK"), quantity: 1 }],
      duties: "14.20",
      additionalFees: [{ name: "Recycling", price: "1.30" }],
    }),
    becomes: euroOrder({
      deliveryDays: 5,
      rows: [
        row({ of: 1, item: "LAMP-OAK", quantity: 1, price: "71.7741935484", discount: "0", net: "71.77", tax: 24 }),
        row({ of: "duties", item: "service: Duties", quantity: 1, price: "14.2", discount: "0", net: "14.20", tax: 0 }),
        row({
          of: "additional-fees",
          item: "service: Additional fees",
          quantity: 1,
          price: "1.3",
          discount: "0",
          net: "1.30",
          tax: 0,
        }),
      ],
      made: ["service: Duties", "service: Additional fees"],
    }),
  },
  {
    says: "[MAP-18] a gift card that pays changes nothing",
    order: ({ variantId }) => ({ lines: [{ variantId: variantId("MUG-CER"), quantity: 2 }], giftCardPayment: "30.00" }),
    becomes: euroOrder({
      deliveryDays: 4,
      rows: [
        row({ of: 1, item: "MUG-CER", quantity: 2, price: "14.9193548387", discount: "0", net: "29.84", tax: 24 }),
      ],
    }),
  },
];
