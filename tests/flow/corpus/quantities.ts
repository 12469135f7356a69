import type { OrderView } from "../../../simulators/shopify/control.ts";
import type { Shape } from "./shape.ts";
import { dollarOrder, euroOrder, row } from "./usual.ts";

const line = (order: OrderView, number: number): string => order.lines[number - 1]?.id ?? "";

/** Orders that were edited, refunded or sent in part before Tandem heard of them. */
export const quantities: readonly Shape[] = [
  {
    says: "[MAP-8] asks for what an edit left of a line",
    order: ({ variantId }) => ({ lines: [{ variantId: variantId("MUG-CER"), quantity: 5 }] }),
    before: ({ shop }, order) => shop.editOrder(order.id, { setQuantity: { [line(order, 1)]: 3 } }),
    becomes: euroOrder({
      deliveryDays: 4,
      rows: [
        row({ of: 1, item: "MUG-CER", quantity: 3, price: "14.9193548387", discount: "0", net: "44.76", tax: 24 }),
      ],
    }),
  },
  {
    says: "[MAP-8] asks for the units that an edit added",
    shop: "lenient",
    order: ({ variantId }) => ({ lines: [{ variantId: variantId("MUG-CER"), quantity: 1 }] }),
    before: ({ shop }, order) => shop.editOrder(order.id, { setQuantity: { [line(order, 1)]: 4 } }),
    becomes: euroOrder({
      deliveryDays: 4,
      rows: [
        row({ of: 1, item: "MUG-CER", quantity: 4, price: "14.9193548387", discount: "0", net: "59.68", tax: 24 }),
      ],
    }),
  },
  {
    says: "[MAP-8] makes no row of a line that was removed",
    order: ({ variantId }) => ({
      lines: [
        { variantId: variantId("THROW-WOOL"), quantity: 1 },
        { variantId: variantId("MUG-CER"), quantity: 2 },
      ],
    }),
    before: ({ shop }, order) => shop.editOrder(order.id, { remove: [line(order, 1)] }),
    becomes: euroOrder({
      deliveryDays: 4,
      rows: [
        row({ of: 2, item: "MUG-CER", quantity: 2, price: "14.9193548387", discount: "0", net: "29.84", tax: 24 }),
      ],
    }),
  },
  {
    says: "[IMP-3] [MAP-8] makes a row of a line that an edit added, unpaid as it is",
    shop: "lenient",
    order: ({ variantId }) => ({ lines: [{ variantId: variantId("MUG-CER"), quantity: 1 }] }),
    before: ({ shop, variantId }, order) =>
      shop.editOrder(order.id, { add: [{ variantId: variantId("BOARD-ASH"), quantity: 2 }] }),
    becomes: euroOrder({
      deliveryDays: 6,
      rows: [
        row({ of: 1, item: "MUG-CER", quantity: 1, price: "14.9193548387", discount: "0", net: "14.92", tax: 24 }),
        row({ of: 2, item: "BOARD-ASH", quantity: 2, price: "36.2903225806", discount: "0", net: "72.58", tax: 24 }),
      ],
    }),
  },
  {
    says: "[IMP-2] [MAP-8] asks for what a refund before sending left",
    order: ({ variantId }) => ({ lines: [{ variantId: variantId("CANDLE-BEE"), quantity: 6 }] }),
    before: ({ shop }, order) => shop.refund(order.id, { lines: [{ lineId: line(order, 1), quantity: 2 }] }),
    becomes: euroOrder({
      deliveryDays: 2,
      rows: [row({ of: 1, item: "CANDLE-BEE", quantity: 4, price: "10", discount: "0", net: "40.00", tax: 24 })],
    }),
  },
  {
    says: "[MAP-8] [MAP-11] shares the discount out over what is left",
    shop: "dollar",
    order: ({ variantId }) => ({
      lines: [{ variantId: variantId("BOARD-ASH"), quantity: 4, discount: { percent: 20, title: "Kitchen week" } }],
    }),
    before: ({ shop }, order) => shop.refund(order.id, { lines: [{ lineId: line(order, 1), quantity: 1 }] }),
    // 36.00 of discount for four: 27.00 for three.
    becomes: dollarOrder({
      deliveryDays: 6,
      rows: [row({ of: 1, item: "BOARD-ASH", quantity: 3, price: "45", discount: "27", net: "108.00", tax: 10.25 })],
    }),
  },
  {
    says: "[MAP-8] [MAP-11] shares out a discount that does not divide, to the cent that Shopify charges",
    shop: "dollar",
    order: ({ variantId }) => ({
      lines: [{ variantId: variantId("CANDLE-BEE"), quantity: 3, discount: { amount: "10.00", title: "Ten off" } }],
    }),
    before: ({ shop }, order) => shop.refund(order.id, { lines: [{ lineId: line(order, 1), quantity: 1 }] }),
    // 37.20 - 10.00 = 27.20 for three. The subtotal that Shopify shows for the two left: 24.80 - 6.67 = 18.13.
    becomes: dollarOrder({
      deliveryDays: 2,
      rows: [
        row({ of: 1, item: "CANDLE-BEE", quantity: 2, price: "12.4", discount: "6.67", net: "18.13", tax: 10.25 }),
      ],
    }),
  },
  {
    says: "[MAP-8] makes no row of a line that was refunded, and keeps the others",
    order: ({ variantId }) => ({
      lines: [
        { variantId: variantId("NOTE-LEA"), quantity: 1 },
        { variantId: variantId("SHADE-LIN"), quantity: 1 },
      ],
    }),
    before: ({ shop }, order) => shop.refund(order.id, { lines: [{ lineId: line(order, 1), quantity: 1 }] }),
    becomes: euroOrder({
      deliveryDays: 3,
      rows: [
        row({ of: 2, item: "SHADE-LIN", quantity: 1, price: "20.0806451613", discount: "0", net: "20.08", tax: 24 }),
      ],
    }),
  },
  {
    says: "[IMP-4] [MAP-8] asks for what has gone and what is still to go",
    order: ({ variantId }) => ({ lines: [{ variantId: variantId("MUG-CER"), quantity: 5 }] }),
    before: ({ shop }, order) => shop.fulfil(order.id, { lines: [{ lineId: line(order, 1), quantity: 2 }] }),
    becomes: euroOrder({
      deliveryDays: 4,
      rows: [
        row({ of: 1, item: "MUG-CER", quantity: 5, price: "14.9193548387", discount: "0", net: "74.60", tax: 24 }),
      ],
    }),
  },
  {
    says: "[MAP-8] [MAP-19] keeps units that were refunded after they were sent",
    order: ({ variantId }) => ({ lines: [{ variantId: variantId("CANDLE-BEE"), quantity: 5 }] }),
    before: ({ shop }, order) => {
      shop.fulfil(order.id, { lines: [{ lineId: line(order, 1), quantity: 3 }] });
      shop.refund(order.id, { lines: [{ lineId: line(order, 1), quantity: 1, restockType: "RETURN" }] });
    },
    // Three have gone, two are to go; that one of the three was paid back does not bring it back.
    becomes: euroOrder({
      deliveryDays: 2,
      rows: [row({ of: 1, item: "CANDLE-BEE", quantity: 5, price: "10", discount: "0", net: "50.00", tax: 24 })],
      told: [
        "The order's total in Shopify is €49.60 and the sales order's in Katana €62.00: +€12.40 (units refunded after they were sent).",
      ],
    }),
  },
  {
    says: "[MAP-8] asks for what has gone, and no more, of a line whose rest was removed",
    order: ({ variantId }) => ({
      lines: [
        { variantId: variantId("MUG-CER"), quantity: 4 },
        { variantId: variantId("SHADE-LIN"), quantity: 1 },
      ],
    }),
    before: ({ shop }, order) => {
      shop.fulfil(order.id, { lines: [{ lineId: line(order, 1), quantity: 1 }] });
      shop.editOrder(order.id, { remove: [line(order, 1)] });
    },
    becomes: euroOrder({
      deliveryDays: 4,
      rows: [
        row({ of: 1, item: "MUG-CER", quantity: 1, price: "14.9193548387", discount: "0", net: "14.92", tax: 24 }),
        row({ of: 2, item: "SHADE-LIN", quantity: 1, price: "20.0806451613", discount: "0", net: "20.08", tax: 24 }),
      ],
    }),
  },
  {
    says: "[MAP-8] a fulfillment that was cancelled has sent nothing",
    order: ({ variantId }) => ({ lines: [{ variantId: variantId("MUG-CER"), quantity: 3 }] }),
    before: ({ shop }, order) => {
      const [sent] = shop.fulfil(order.id, { lines: [{ lineId: line(order, 1), quantity: 2 }] });
      shop.cancelFulfillment(sent?.id ?? "");
    },
    becomes: euroOrder({
      deliveryDays: 4,
      rows: [
        row({ of: 1, item: "MUG-CER", quantity: 3, price: "14.9193548387", discount: "0", net: "44.76", tax: 24 }),
      ],
    }),
  },
  {
    says: "[IMP-6] stays out when nothing is left on any line",
    order: ({ variantId }) => ({
      lines: [{ variantId: variantId("MUG-CER"), quantity: 1 }],
      shipping: [{ title: "Courier", price: "12.40" }],
    }),
    before: ({ shop }, order) => shop.refund(order.id, { lines: [{ lineId: line(order, 1), quantity: 1 }] }),
    becomes: { reasons: ["No item of the order has anything left."] },
  },
];
