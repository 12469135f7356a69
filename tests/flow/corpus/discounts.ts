import type { Shape } from "./shape.ts";
import { dollarOrder, euroOrder, row } from "./usual.ts";

/** Discounts of lines, of the order and of the shipping, and what is given away. */
export const discounts: readonly Shape[] = [
  {
    says: "[MAP-11] takes ten percent off a line as an amount without tax",
    order: ({ variantId }) => ({
      lines: [{ variantId: variantId("LAMP-OAK"), quantity: 1, discount: { percent: 10, title: "Lamp week" } }],
    }),
    // 89.00 - 8.90 = 80.10; / 1.24 = 64.60. 71.77 - 64.60 = 7.17.
    becomes: euroOrder({
      deliveryDays: 5,
      rows: [
        row({ of: 1, item: "LAMP-OAK", quantity: 1, price: "71.7741935484", discount: "7.17", net: "64.60", tax: 24 }),
      ],
    }),
  },
  {
    says: "[MAP-11] takes the amount of a code off a line whose tax comes on top",
    shop: "dollar",
    order: ({ variantId }) => ({
      lines: [{ variantId: variantId("SHADE-LIN"), quantity: 3, discount: { code: "SHADY", amount: "4.70" } }],
    }),
    becomes: dollarOrder({
      deliveryDays: 3,
      rows: [row({ of: 1, item: "SHADE-LIN", quantity: 3, price: "24.9", discount: "4.7", net: "70.00", tax: 10.25 })],
    }),
  },
  {
    says: "[MAP-11] follows Shopify where an order's ten euros do not divide by three",
    order: ({ variantId }) => ({
      lines: [
        { variantId: variantId("MUG-CER"), quantity: 1 },
        { variantId: variantId("MUG-CER"), quantity: 1 },
        { variantId: variantId("MUG-CER"), quantity: 1 },
      ],
      discount: { code: "TENOFF", amount: "10.00" },
    }),
    // Shopify gives 3.33, 3.33 and 3.34: 15.17, 15.17 and 15.16 with tax.
    becomes: euroOrder({
      deliveryDays: 4,
      rows: [
        row({ of: 1, item: "MUG-CER", quantity: 1, price: "14.9193548387", discount: "2.69", net: "12.23", tax: 24 }),
        row({ of: 2, item: "MUG-CER", quantity: 1, price: "14.9193548387", discount: "2.69", net: "12.23", tax: 24 }),
        row({ of: 3, item: "MUG-CER", quantity: 1, price: "14.9193548387", discount: "2.69", net: "12.23", tax: 24 }),
      ],
    }),
  },
  {
    says: "[MAP-11] takes a percentage off the order line by line",
    order: ({ variantId }) => ({
      lines: [
        { variantId: variantId("LAMP-WAL"), quantity: 2 },
        { variantId: variantId("SHADE-LIN"), quantity: 2 },
      ],
      discount: { code: "FIFTEEN", percent: 15 },
    }),
    // 247.80 x 15 % = 37.17: 29.70 of 198.00 and 7.47 of 49.80.
    becomes: euroOrder({
      deliveryDays: 5,
      rows: [
        row({
          of: 1,
          item: "LAMP-WAL",
          quantity: 2,
          price: "79.8387096774",
          discount: "23.95",
          net: "135.73",
          tax: 24,
        }),
        row({ of: 2, item: "SHADE-LIN", quantity: 2, price: "20.0806451613", discount: "6.02", net: "34.14", tax: 24 }),
      ],
    }),
  },
  {
    says: "[MAP-11] adds a line's own discount to its share of the order's",
    shop: "dollar",
    order: ({ variantId }) => ({
      lines: [
        { variantId: variantId("NOTE-LEA"), quantity: 2, discount: { percent: 25, title: "Paper days" } },
        { variantId: variantId("BOARD-ASH"), quantity: 1 },
      ],
      discount: { amount: "9.30", title: "Welcome back", kind: "manual" },
    }),
    // 64.00 - 16.00 = 48.00 beside 45.00: of 9.30 the first bears 4.80, the second 4.50.
    becomes: dollarOrder({
      deliveryDays: 7,
      rows: [
        row({ of: 1, item: "NOTE-LEA", quantity: 2, price: "32", discount: "20.8", net: "43.20", tax: 10.25 }),
        row({ of: 2, item: "BOARD-ASH", quantity: 1, price: "45", discount: "4.5", net: "40.50", tax: 10.25 }),
      ],
    }),
  },
  {
    says: "[MAP-11] takes a script's discount like any other",
    order: ({ variantId }) => ({
      lines: [
        {
          variantId: variantId("CANDLE-BEE"),
          quantity: 5,
          discount: { amount: "12.40", title: "Five for four", kind: "script" },
        },
      ],
    }),
    // 62.00 - 12.40 = 49.60; / 1.24 = 40.00
    becomes: euroOrder({
      deliveryDays: 2,
      rows: [row({ of: 1, item: "CANDLE-BEE", quantity: 5, price: "10", discount: "10", net: "40.00", tax: 24 })],
    }),
  },
  {
    says: "[MAP-11] brings a line that is given away over for nothing",
    order: ({ variantId }) => ({
      lines: [
        { variantId: variantId("LAMP-OAK"), quantity: 1 },
        { variantId: variantId("MUG-CER"), quantity: 1, discount: { percent: 100, title: "A mug on us" } },
      ],
    }),
    // 18.50 / 1.24 is a little less than 14.92, and no discount may be more than what it is taken from: the price is rounded up to it.
    becomes: euroOrder({
      deliveryDays: 5,
      rows: [
        row({ of: 1, item: "LAMP-OAK", quantity: 1, price: "71.7741935484", discount: "0", net: "71.77", tax: 24 }),
        row({ of: 2, item: "MUG-CER", quantity: 1, price: "14.92", discount: "14.92", net: "0.00", tax: 24 }),
      ],
    }),
  },
  {
    says: "[IMP-2] [MAP-11] [MAP-12] brings a whole order over that costs nothing",
    shop: "dollar",
    order: ({ variantId }) => ({
      lines: [{ variantId: variantId("MUG-CER"), quantity: 2 }],
      discount: { code: "FRIENDS", percent: 100 },
    }),
    becomes: dollarOrder({
      deliveryDays: 4,
      rows: [row({ of: 1, item: "MUG-CER", quantity: 2, price: "18.5", discount: "37", net: "0.00", tax: 10.25 })],
    }),
  },
  {
    says: "[MAP-9] [MAP-11] a price of zero is no discount",
    order: ({ variantId }) => ({
      lines: [
        { variantId: variantId("MUG-CER"), quantity: 1 },
        { variantId: variantId("CANDLE-BEE"), quantity: 1, price: "0.00" },
      ],
    }),
    becomes: euroOrder({
      deliveryDays: 4,
      rows: [
        row({ of: 1, item: "MUG-CER", quantity: 1, price: "14.9193548387", discount: "0", net: "14.92", tax: 24 }),
        row({ of: 2, item: "CANDLE-BEE", quantity: 1, price: "0", discount: "0", net: "0.00", tax: 24 }),
      ],
    }),
  },
  {
    says: "[MAP-12] takes the discount off the shipping",
    order: ({ variantId }) => ({
      lines: [{ variantId: variantId("MUG-CER"), quantity: 1 }],
      shipping: [{ title: "Express", price: "12.40", discount: { percent: 50, title: "Half the way" } }],
    }),
    // 6.20 / 1.24
    becomes: euroOrder({
      deliveryDays: 4,
      rows: [
        row({ of: 1, item: "MUG-CER", quantity: 1, price: "14.9193548387", discount: "0", net: "14.92", tax: 24 }),
      ],
      fee: { description: "Express", amount: "5", tax: 24 },
    }),
  },
  {
    says: "[MAP-12] keeps the fee of shipping that was given away, at nothing",
    order: ({ variantId }) => ({
      lines: [{ variantId: variantId("MUG-CER"), quantity: 1 }],
      shipping: [{ title: "Standard", price: "4.90", discount: { code: "FREESHIP", percent: 100 } }],
    }),
    becomes: euroOrder({
      deliveryDays: 4,
      rows: [
        row({ of: 1, item: "MUG-CER", quantity: 1, price: "14.9193548387", discount: "0", net: "14.92", tax: 24 }),
      ],
      fee: { description: "Standard", amount: "0", tax: 24 },
    }),
  },
  {
    says: "[MAP-11] [MAP-19] a third off three units comes to the cent",
    shop: "dollar",
    order: ({ variantId }) => ({
      lines: [
        {
          variantId: variantId("CANDLE-BEE"),
          quantity: 3,
          price: "9.99",
          discount: { percent: 33.33, title: "A third" },
        },
      ],
    }),
    // 29.97 x 33.33 % = 9.989, which Shopify rounds to 9.99.
    becomes: dollarOrder({
      deliveryDays: 2,
      rows: [
        row({ of: 1, item: "CANDLE-BEE", quantity: 3, price: "9.99", discount: "9.99", net: "19.98", tax: 10.25 }),
      ],
    }),
  },
];
