import type { Shape } from "./shape.ts";
import { euroOrder, row } from "./usual.ts";

/** Shipping lines: one, several, removed, given back, untaxed. */
export const shipping: readonly Shape[] = [
  {
    says: "[MAP-12] makes one fee, without tax, called like the shipping",
    order: ({ variantId }) => ({
      lines: [{ variantId: variantId("MUG-CER"), quantity: 1 }],
      shipping: [{ title: "Standard shipping", price: "4.90" }],
    }),
    // 4.90 / 1.24 = 3.95
    becomes: euroOrder({
      deliveryDays: 4,
      rows: [
        row({ of: 1, item: "MUG-CER", quantity: 1, price: "14.9193548387", discount: "0", net: "14.92", tax: 24 }),
      ],
      fee: { description: "Standard shipping", amount: "3.95", tax: 24 },
    }),
  },
  {
    says: "[MAP-12] adds several shipping lines up, each rounded by itself",
    order: ({ variantId }) => ({
      lines: [{ variantId: variantId("THROW-WOOL"), quantity: 1 }],
      shipping: [
        { title: "Pallet", price: "39.00" },
        { title: "Lift", price: "14.90" },
        { title: "Insurance", price: "3.10" },
      ],
    }),
    // 31.45 + 12.02 + 2.50
    becomes: euroOrder({
      deliveryDays: 10,
      rows: [
        row({ of: 1, item: "THROW-WOOL", quantity: 1, price: "104.0322580645", discount: "0", net: "104.03", tax: 24 }),
      ],
      fee: { description: "Pallet, Lift, Insurance", amount: "45.97", tax: 24 },
    }),
  },
  {
    says: "[MAP-12] leaves out a shipping line that was removed",
    order: ({ variantId }) => ({
      lines: [{ variantId: variantId("MUG-CER"), quantity: 1 }],
      shipping: [
        { title: "Courier", price: "12.40" },
        { title: "Gift wrap", price: "6.20" },
      ],
    }),
    before: ({ shop }, order) => shop.editOrder(order.id, { shipping: { remove: [order.shippingLines[0]?.id ?? ""] } }),
    becomes: euroOrder({
      deliveryDays: 4,
      rows: [
        row({ of: 1, item: "MUG-CER", quantity: 1, price: "14.9193548387", discount: "0", net: "14.92", tax: 24 }),
      ],
      fee: { description: "Gift wrap", amount: "5", tax: 24 },
    }),
  },
  {
    says: "[MAP-12] knows no fee once the only shipping line was removed",
    order: ({ variantId }) => ({
      lines: [{ variantId: variantId("MUG-CER"), quantity: 1 }],
      shipping: [{ title: "Courier", price: "12.40" }],
    }),
    before: ({ shop }, order) => shop.editOrder(order.id, { shipping: { remove: [order.shippingLines[0]?.id ?? ""] } }),
    becomes: euroOrder({
      deliveryDays: 4,
      rows: [
        row({ of: 1, item: "MUG-CER", quantity: 1, price: "14.9193548387", discount: "0", net: "14.92", tax: 24 }),
      ],
    }),
  },
  {
    says: "[IMP-2] [MAP-12] asks for what is left of shipping that was given back in part",
    order: ({ variantId }) => ({
      lines: [{ variantId: variantId("MUG-CER"), quantity: 1 }],
      shipping: [{ title: "Courier", price: "12.40" }],
    }),
    before: ({ shop }, order) => shop.refund(order.id, { shipping: "6.20" }),
    becomes: euroOrder({
      deliveryDays: 4,
      rows: [
        row({ of: 1, item: "MUG-CER", quantity: 1, price: "14.9193548387", discount: "0", net: "14.92", tax: 24 }),
      ],
      fee: { description: "Courier", amount: "5", tax: 24 },
    }),
  },
  {
    says: "[MAP-12] taxes untaxed shipping with nothing, whatever the goods bear",
    order: ({ variantId }) => ({
      lines: [{ variantId: variantId("MUG-CER"), quantity: 1 }],
      shipping: [{ title: "Parcel locker", price: "3.00", taxes: [] }],
    }),
    becomes: euroOrder({
      deliveryDays: 4,
      rows: [
        row({ of: 1, item: "MUG-CER", quantity: 1, price: "14.9193548387", discount: "0", net: "14.92", tax: 24 }),
      ],
      fee: { description: "Parcel locker", amount: "3", tax: 0 },
    }),
  },
  {
    says: "[MAP-12] [MAP-19] [SET-3] leaves the shipping in Shopify with the setting off",
    shop: "lenient",
    order: ({ variantId }) => ({
      lines: [{ variantId: variantId("MUG-CER"), quantity: 1 }],
      shipping: [{ title: "Standard shipping", price: "4.90" }],
    }),
    becomes: euroOrder({
      deliveryDays: 4,
      rows: [
        row({ of: 1, item: "MUG-CER", quantity: 1, price: "14.9193548387", discount: "0", net: "14.92", tax: 24 }),
      ],
      told: [
        "The order's total in Shopify is €23.40 and the sales order's in Katana €18.50: −€4.90 (shipping that was not brought over).",
      ],
    }),
  },
];
