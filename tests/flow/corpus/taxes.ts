import type { Shape } from "./shape.ts";
import { dollarOrder, euroOrder, row } from "./usual.ts";

/** Tax inside the price, on top of it, in several parts, and none at all. */
export const taxes: readonly Shape[] = [
  {
    says: "[MAP-9] [MAP-10] takes 24 % out of a price that includes it",
    order: ({ variantId }) => ({ lines: [{ variantId: variantId("MUG-CER"), quantity: 2 }] }),
    // 2 x 18.50 = 37.00 with tax; / 1.24 = 29.84.
    becomes: euroOrder({
      deliveryDays: 4,
      rows: [
        row({ of: 1, item: "MUG-CER", quantity: 2, price: "14.9193548387", discount: "0", net: "29.84", tax: 24 }),
      ],
    }),
  },
  {
    says: "[MAP-9] [MAP-10] takes prices as they are and adds up a state's and a county's rate",
    shop: "dollar",
    order: ({ variantId }) => ({ lines: [{ variantId: variantId("MUG-CER"), quantity: 2 }] }),
    becomes: dollarOrder({
      deliveryDays: 4,
      rows: [row({ of: 1, item: "MUG-CER", quantity: 2, price: "18.5", discount: "0", net: "37.00", tax: 10.25 })],
    }),
  },
  {
    says: "[MAP-9] [MAP-10] [MAP-12] knows that a tax-exempt buyer's prices hold no tax, though the shop's do",
    order: ({ variantId }) => ({
      lines: [{ variantId: variantId("LAMP-OAK"), quantity: 1 }],
      shipping: [{ title: "Courier", price: "9.90" }],
      taxExempt: true,
    }),
    becomes: euroOrder({
      deliveryDays: 5,
      rows: [row({ of: 1, item: "LAMP-OAK", quantity: 1, price: "89", discount: "0", net: "89.00", tax: 0 })],
      fee: { description: "Courier", amount: "9.9", tax: 0 },
    }),
  },
  {
    says: "[MAP-10] taxes a line by 9 %, one by 24 % and one by nothing, and the shipping by 24 %",
    order: ({ variantId }) => ({
      lines: [
        { variantId: variantId("BOOK-COOK"), quantity: 2, taxes: [{ title: "VAT", rate: 0.09 }] },
        { variantId: variantId("CANDLE-BEE"), quantity: 3 },
        { variantId: variantId("NOTE-LEA"), quantity: 1, taxes: [] },
      ],
      shipping: [{ title: "Post", price: "4.96" }],
    }),
    becomes: euroOrder({
      // Cookbook 1, candle 2, notebook 7 days.
      deliveryDays: 7,
      rows: [
        // 43.60 / 1.09 = 40.00
        row({ of: 1, item: "BOOK-COOK", quantity: 2, price: "20", discount: "0", net: "40.00", tax: 9 }),
        // 37.20 / 1.24 = 30.00
        row({ of: 2, item: "CANDLE-BEE", quantity: 3, price: "10", discount: "0", net: "30.00", tax: 24 }),
        row({ of: 3, item: "NOTE-LEA", quantity: 1, price: "32", discount: "0", net: "32.00", tax: 0 }),
      ],
      fee: { description: "Post", amount: "4", tax: 24 },
    }),
  },
  {
    says: "[MAP-10] adds up three authorities' rates to 8.875 %",
    shop: "dollar",
    order: ({ variantId }) => ({
      lines: [{ variantId: variantId("THROW-WOOL"), quantity: 1 }],
      shipping: [{ title: "Ground", price: "7.00" }],
      taxes: [
        { title: "New York State", rate: "0.04" },
        { title: "New York City", rate: "0.045" },
        { title: "MCTD", rate: "0.00375" },
      ],
    }),
    becomes: dollarOrder({
      deliveryDays: 10,
      rows: [row({ of: 1, item: "THROW-WOOL", quantity: 1, price: "129", discount: "0", net: "129.00", tax: 8.875 })],
      fee: { description: "Ground", amount: "7", tax: 8.875 },
    }),
  },
  {
    says: "[MAP-10] keeps a rate with three decimals: 14.975 %",
    shop: "dollar",
    order: ({ variantId }) => ({
      lines: [{ variantId: variantId("BOARD-ASH"), quantity: 3 }],
      taxes: [
        { title: "GST", rate: "0.05" },
        { title: "QST", rate: "0.09975" },
      ],
    }),
    becomes: dollarOrder({
      deliveryDays: 6,
      rows: [row({ of: 1, item: "BOARD-ASH", quantity: 3, price: "45", discount: "0", net: "135.00", tax: 14.975 })],
    }),
  },
  {
    says: "[MAP-9] takes two included taxes out together, not one after the other",
    order: ({ variantId }) => ({
      lines: [{ variantId: variantId("LAMP-WAL"), quantity: 1 }],
      taxes: [
        { title: "GST", rate: "0.05" },
        { title: "PST", rate: "0.07" },
      ],
    }),
    // 99.00 / 1.12 = 88.39, not 99.00 / 1.05 / 1.07 = 88.12.
    becomes: euroOrder({
      deliveryDays: 5,
      rows: [
        row({ of: 1, item: "LAMP-WAL", quantity: 1, price: "88.3928571429", discount: "0", net: "88.39", tax: 12 }),
      ],
    }),
  },
  {
    says: "[MAP-9] [MAP-10] an export at a rate of zero is as good as untaxed",
    order: ({ variantId }) => ({
      lines: [{ variantId: variantId("SHADE-LIN"), quantity: 2 }],
      taxes: [{ title: "Export", rate: 0 }],
    }),
    becomes: euroOrder({
      deliveryDays: 3,
      rows: [row({ of: 1, item: "SHADE-LIN", quantity: 2, price: "24.9", discount: "0", net: "49.80", tax: 0 })],
    }),
  },
  {
    says: "[MAP-9] believes the order and not the shop: tax included in a shop that adds it",
    shop: "dollar",
    order: ({ variantId }) => ({
      lines: [{ variantId: variantId("BOARD-ASH"), quantity: 1 }],
      taxesIncluded: true,
      taxes: [{ title: "VAT", rate: 0.2 }],
    }),
    // 45.00 / 1.20
    becomes: dollarOrder({
      deliveryDays: 6,
      rows: [row({ of: 1, item: "BOARD-ASH", quantity: 1, price: "37.5", discount: "0", net: "37.50", tax: 20 })],
    }),
  },
  {
    says: "[MAP-9] believes the order and not the shop: tax on top in a shop that includes it",
    order: ({ variantId }) => ({
      lines: [{ variantId: variantId("BOARD-ASH"), quantity: 1 }],
      shipping: [{ title: "Freight", price: "10.00" }],
      taxesIncluded: false,
    }),
    becomes: euroOrder({
      deliveryDays: 6,
      rows: [row({ of: 1, item: "BOARD-ASH", quantity: 1, price: "45", discount: "0", net: "45.00", tax: 24 })],
      fee: { description: "Freight", amount: "10", tax: 24 },
    }),
  },
  {
    says: "[MAP-9] [MAP-19] comes to the cent for very small prices",
    order: () => ({
      lines: [{ custom: { title: "Felt dot", sku: "CANDLE-BEE", price: "0.10" }, quantity: 3 }],
    }),
    // 0.30 / 1.24 = 0.24
    becomes: euroOrder({
      deliveryDays: 2,
      rows: [
        row({ of: 1, item: "CANDLE-BEE", quantity: 3, price: "0.0806451613", discount: "0", net: "0.24", tax: 24 }),
      ],
    }),
  },
  {
    says: "[MAP-9] [MAP-19] comes to the cent for a thousand units",
    order: ({ variantId }) => ({ lines: [{ variantId: variantId("CANDLE-BEE"), quantity: 1000, price: "0.99" }] }),
    // 990.00 / 1.24 = 798.39
    becomes: euroOrder({
      deliveryDays: 2,
      rows: [
        row({
          of: 1,
          item: "CANDLE-BEE",
          quantity: 1000,
          price: "0.7983870968",
          discount: "0",
          net: "798.39",
          tax: 24,
        }),
      ],
    }),
  },
];
