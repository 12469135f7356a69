import type { OrderView } from "../../../simulators/shopify/control.ts";
import type { Shape } from "./shape.ts";
import { euroOrder, row } from "./usual.ts";

const line = (order: OrderView, number: number): string => order.lines[number - 1]?.id ?? "";

/** Orders that were edited, refunded or sent in part before Tandem heard of them. */
export const quantities: readonly Shape[] = [
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
