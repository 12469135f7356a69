import type { Shape } from "./shape.ts";
import { euroOrder, row } from "./usual.ts";

const mug = row({ of: 1, item: "MUG-CER", quantity: 1, price: "14.9193548387", discount: "0", net: "14.92", tax: 24 });

/** Where orders come from and where they are sent from. */
export const places: readonly Shape[] = [
  {
    says: "[MAP-15] takes each row from where Shopify sends it",
    order: ({ variantId, location }) => ({
      lines: [
        { variantId: variantId("MUG-CER"), quantity: 1 },
        { variantId: variantId("SHADE-LIN"), quantity: 1, locationId: location("Tartu shop").id },
      ],
    }),
    becomes: euroOrder({
      deliveryDays: 4,
      rows: [
        mug,
        row({
          of: 2,
          item: "SHADE-LIN",
          quantity: 1,
          price: "20.0806451613",
          discount: "0",
          net: "20.08",
          tax: 24,
          at: "Tartu shop",
        }),
      ],
    }),
  },
  {
    says: "[MAP-15] takes a line that is split from where most of it is",
    order: ({ variantId }) => ({ lines: [{ variantId: variantId("MUG-CER"), quantity: 5 }] }),
    before: ({ shop, location }, order) => {
      const [from] = order.fulfillmentOrders;
      const lines = [{ lineId: order.lines[0]?.id ?? "", quantity: 3 }];
      shop.move(order.id, { fulfillmentOrderId: from?.id ?? "", locationId: location("Tartu shop").id, lines });
    },
    becomes: euroOrder({
      deliveryDays: 4,
      rows: [
        row({
          of: 1,
          item: "MUG-CER",
          quantity: 5,
          price: "14.9193548387",
          discount: "0",
          net: "74.60",
          tax: 24,
          at: "Tartu shop",
        }),
      ],
    }),
  },
  {
    says: "[IMP-1] a draft order that was completed is an order",
    order: ({ variantId }) => ({
      lines: [{ variantId: variantId("MUG-CER"), quantity: 1 }],
      source: "shopify_draft_order",
    }),
    becomes: euroOrder({ deliveryDays: 4, rows: [mug] }),
  },
  {
    says: "[MAP-15] an order that is picked up comes from the shop where that happens",
    order: ({ variantId, location }) => ({
      lines: [{ variantId: variantId("MUG-CER"), quantity: 1 }],
      deliveryMethod: "PICK_UP",
      locationId: location("Tartu shop").id,
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
          at: "Tartu shop",
        }),
      ],
    }),
  },
  {
    says: "[MAP-15] an order that is delivered nearby is like any other",
    order: ({ variantId }) => ({
      lines: [{ variantId: variantId("MUG-CER"), quantity: 1 }],
      deliveryMethod: "LOCAL",
      shipping: [{ title: "Bicycle", price: "6.20" }],
    }),
    becomes: euroOrder({
      deliveryDays: 4,
      rows: [mug],
      fee: { description: "Bicycle", amount: "5", tax: 24 },
    }),
  },
  {
    says: "[IMP-4] [MAP-15] what was sold over the counter comes over although it is gone",
    order: ({ variantId, location }) => ({
      lines: [{ variantId: variantId("MUG-CER"), quantity: 1 }],
      source: "pos",
      locationId: location("Tartu shop").id,
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
          at: "Tartu shop",
        }),
      ],
    }),
  },
  {
    says: "[IMP-4] [MAP-15] what was sold in a store and is shipped later comes over",
    order: ({ variantId, location }) => ({
      lines: [{ variantId: variantId("MUG-CER"), quantity: 1 }],
      source: "pos",
      deliveryMethod: "SHIPPING",
      locationId: location("Tartu shop").id,
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
          at: "Tartu shop",
        }),
      ],
    }),
  },
  {
    says: "[MAP-1] a number that Katana has already gets the shop's handle",
    shop: "lenient",
    // Both euro shops began with #1001.
    order: ({ variantId }) => ({ lines: [{ variantId: variantId("MUG-CER"), quantity: 1 }] }),
    switches: { duplicateOrderNo: "refuse" },
    becomes: euroOrder({ orderNo: "{name} (tandem-open)", deliveryDays: 4, rows: [mug] }),
  },
  {
    says: "[MAP-1] a name with the shop's own prefix comes over as it is",
    order: ({ shop, variantId }) => {
      shop.settings.orderNamePrefix = "EN-";
      return { lines: [{ variantId: variantId("MUG-CER"), quantity: 1 }] };
    },
    before: ({ shop }) => void (shop.settings.orderNamePrefix = "#"),
    becomes: euroOrder({ deliveryDays: 4, rows: [mug] }),
  },
  {
    says: "[IMP-4] an order that is held in part comes over whole",
    order: ({ variantId }) => ({ lines: [{ variantId: variantId("MUG-CER"), quantity: 4 }] }),
    before: ({ shop }, order) =>
      shop.hold(order.id, { lines: [{ lineId: order.lines[0]?.id ?? "", quantity: 1 }], reason: "OTHER" }),
    becomes: euroOrder({
      deliveryDays: 4,
      rows: [
        row({ of: 1, item: "MUG-CER", quantity: 4, price: "14.9193548387", discount: "0", net: "59.68", tax: 24 }),
      ],
    }),
  },
];
