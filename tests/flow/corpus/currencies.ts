import type { Shape } from "./shape.ts";
import { dinarOrder, dollarOrder, euroOrder, row, yenOrder } from "./usual.ts";

/** Currencies without cents, with three decimals, of the customer's own choice, and one that Katana refuses. */
export const currencies: readonly Shape[] = [
  {
    says: "[MAP-9] [MAP-12] [MAP-14] [MAP-19] yen come to the yen",
    shop: "yen",
    order: ({ variantId }) => ({
      lines: [{ variantId: variantId("MUG-CER"), quantity: 3 }],
      shipping: [{ title: "Yamato", price: "800" }],
    }),
    // 9600 / 1.1 = 8727; 800 / 1.1 = 727.
    becomes: yenOrder({
      deliveryDays: 4,
      rows: [
        row({ of: 1, item: "MUG-CER", quantity: 3, price: "2909.0909090909", discount: "0", net: "8727", tax: 10 }),
      ],
      fee: { description: "Yamato", amount: "727", tax: 10 },
    }),
  },
  {
    says: "[MAP-10] [MAP-11] [MAP-14] yen at a reduced rate, with a discount",
    shop: "yen",
    order: ({ variantId }) => ({
      lines: [
        { variantId: variantId("SHADE-LIN"), quantity: 2, discount: { percent: 15, title: "Spring" } },
        { variantId: variantId("MUG-CER"), quantity: 1, taxes: [{ title: "CT reduced", rate: 0.08 }] },
      ],
    }),
    // 9960 - 1494 = 8466; / 1.1 = 7696. 3200 / 1.08 = 2963.
    becomes: yenOrder({
      deliveryDays: 4,
      rows: [
        row({
          of: 1,
          item: "SHADE-LIN",
          quantity: 2,
          price: "4527.2727272727",
          discount: "1359",
          net: "7696",
          tax: 10,
        }),
        row({ of: 2, item: "MUG-CER", quantity: 1, price: "2962.962962963", discount: "0", net: "2963", tax: 8 }),
      ],
    }),
  },
  {
    says: "[MAP-11] [MAP-14] [MAP-19] dinars come to the fils",
    shop: "dinar",
    order: ({ variantId }) => ({
      lines: [
        { variantId: variantId("MUG-CER"), quantity: 3, discount: { amount: "0.375", title: "Opening" } },
        { variantId: variantId("SHADE-LIN"), quantity: 1 },
      ],
      shipping: [{ title: "Aramex", price: "1.250" }],
    }),
    becomes: dinarOrder({
      deliveryDays: 4,
      rows: [
        row({ of: 1, item: "MUG-CER", quantity: 3, price: "7.125", discount: "0.375", net: "21.000", tax: 10 }),
        row({ of: 2, item: "SHADE-LIN", quantity: 1, price: "9.875", discount: "0", net: "9.875", tax: 10 }),
      ],
      fee: { description: "Aramex", amount: "1.25", tax: 10 },
    }),
  },
  {
    says: "[MAP-14] an order paid in another currency is in the shop's",
    order: ({ variantId }) => ({
      lines: [{ variantId: variantId("LAMP-OAK"), quantity: 1, discount: { percent: 10, title: "Lamp week" } }],
      shipping: [{ title: "Worldwide", price: "24.80" }],
      presentment: { currency: "JPY", rate: "161.37" },
    }),
    becomes: euroOrder({
      deliveryDays: 5,
      rows: [
        row({ of: 1, item: "LAMP-OAK", quantity: 1, price: "71.7741935484", discount: "7.17", net: "64.60", tax: 24 }),
      ],
      fee: { description: "Worldwide", amount: "20", tax: 24 },
    }),
  },
  {
    says: "[MAP-14] another currency than Katana's comes over as it is",
    shop: "dollar",
    order: ({ variantId }) => ({ lines: [{ variantId: variantId("NOTE-LEA"), quantity: 1 }] }),
    becomes: dollarOrder({
      deliveryDays: 7,
      rows: [row({ of: 1, item: "NOTE-LEA", quantity: 1, price: "32", discount: "0", net: "32.00", tax: 10.25 })],
    }),
  },
  {
    says: "[MAP-19] paying in cash, rounded, changes nothing",
    order: ({ variantId }) => ({
      lines: [{ variantId: variantId("MUG-CER"), quantity: 1, price: "18.48" }],
      cashRounding: "0.02",
      paymentGateway: "cash",
    }),
    becomes: euroOrder({
      deliveryDays: 4,
      rows: [
        row({ of: 1, item: "MUG-CER", quantity: 1, price: "14.9032258065", discount: "0", net: "14.90", tax: 24 }),
      ],
    }),
  },
];
