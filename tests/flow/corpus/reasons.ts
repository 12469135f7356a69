import type { Place, Seed, Shape } from "./shape.ts";
import { euroOrder, row } from "./usual.ts";

const oneMug = ({ variantId }: Place): Seed => ({ lines: [{ variantId: variantId("MUG-CER"), quantity: 1 }] });
const mug = row({ of: 1, item: "MUG-CER", quantity: 1, price: "14.9193548387", discount: "0", net: "14.92", tax: 24 });

/** Which orders come over and which stay out, with all their reasons. */
export const reasons: readonly Shape[] = [
  {
    says: "[IMP-3] an unpaid order stays out",
    order: (place) => ({ ...oneMug(place), payment: "pending" }),
    becomes: { reasons: ["The payment is pending."] },
  },
  {
    says: "[IMP-3] an authorized order stays out",
    order: (place) => ({ ...oneMug(place), payment: "authorized" }),
    becomes: { reasons: ["The payment is authorized and not captured yet."] },
  },
  {
    says: "[IMP-3] an order paid in part stays out",
    order: (place) => ({ ...oneMug(place), payment: "partially_paid" }),
    becomes: { reasons: ["Only part of the order is paid."] },
  },
  {
    says: "[IMP-3] [SET-2] an unpaid order comes over where the shop wants it",
    shop: "lenient",
    order: (place) => ({ ...oneMug(place), payment: "pending" }),
    becomes: euroOrder({ deliveryDays: 4, rows: [mug] }),
  },
  {
    says: "[IMP-3] [SET-2] an authorized order comes over where the shop wants it",
    shop: "lenient",
    order: (place) => ({ ...oneMug(place), payment: "authorized" }),
    becomes: euroOrder({ deliveryDays: 4, rows: [mug] }),
  },
  {
    says: "[IMP-3] an expired authorization never comes over",
    shop: "lenient",
    order: (place) => ({ ...oneMug(place), payment: "expired" }),
    becomes: { reasons: ["The payment authorization has expired."] },
  },
  {
    says: "[IMP-3] a voided payment never comes over",
    shop: "lenient",
    order: (place) => ({ ...oneMug(place), payment: "authorized" }),
    before: ({ shop }, order) => shop.voidPayment(order.id),
    becomes: { reasons: ["The payment was voided."] },
  },
  {
    says: "[IMP-2] money given back without goods changes nothing",
    order: (place) => oneMug(place),
    before: ({ shop }, order) => shop.refund(order.id, { amount: "5.00" }),
    becomes: euroOrder({ deliveryDays: 4, rows: [mug] }),
  },
  {
    says: "[IMP-6] a fully refunded order stays out",
    order: (place) => oneMug(place),
    before: ({ shop }, order) => shop.refund(order.id, { lines: [{ lineId: order.lines[0]?.id ?? "", quantity: 1 }] }),
    becomes: { reasons: ["The order is fully refunded.", "No item of the order has anything left."] },
  },
  {
    says: "[IMP-1] an archived order stays out",
    order: (place) => oneMug(place),
    before: ({ shop }, order) => shop.archive(order.id),
    becomes: { reasons: ["The order is archived."] },
  },
  {
    says: "[IMP-1] [IMP-3] [IMP-6] a cancelled order stays out, with everything that is so about it",
    order: (place) => ({ ...oneMug(place), payment: "pending" }),
    before: ({ shop }, order) => shop.cancelOrder(order.id),
    becomes: {
      reasons: [
        "The order is cancelled.",
        "The order is archived.",
        "The payment was voided.",
        "No item of the order has anything left.",
      ],
    },
  },
  {
    says: "[IMP-4] a fulfilled order stays out",
    order: (place) => oneMug(place),
    before: ({ shop }, order) => {
      shop.settings.autoArchive = false;
      shop.fulfil(order.id);
      shop.settings.autoArchive = true;
    },
    becomes: { reasons: ["The order was already fulfilled in Shopify."] },
  },
  {
    says: "[IMP-4] an order that is held altogether stays out",
    order: (place) => oneMug(place),
    before: ({ shop }, order) => shop.hold(order.id, { reason: "INCORRECT_ADDRESS" }),
    becomes: { reasons: ["Fulfillment of everything that is left is on hold."] },
  },
  {
    says: "[MAP-6] sets an order aside whose SKU two variants carry, and names them",
    order: ({ variantId }) => ({ lines: [{ variantId: variantId("VASE-TWIN"), quantity: 1 }] }),
    becomes: {
      reasons: [
        "2 Katana variants carry the SKU VASE-TWIN (ids VASE-TWIN, VASE-TWIN), so it is not clear which one is meant.",
      ],
    },
  },
  {
    says: "[MAP-14] a currency that Katana does not take is a reason of its own",
    shop: "dollar",
    order: (place) => oneMug(place),
    switches: { multiCurrency: "refuse" },
    becomes: { reasons: ["Katana does not take sales orders in USD."] },
  },
];
