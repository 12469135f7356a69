import type { Shape } from "./shape.ts";
import { euroOrder, row } from "./usual.ts";

/** What is sold: goods that Katana knows and does not know, custom items, bundles, gift cards, tips, duties, fees. */
export const items: readonly Shape[] = [
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
