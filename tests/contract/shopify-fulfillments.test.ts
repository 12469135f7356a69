import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createShopifyAdmin } from "../../app/adapters/shopify/shopify-admin.ts";
import type { Order } from "../../app/domain/order.ts";
import type { OrderView, Shop } from "../../simulators/shopify/control.ts";
import {
  domainOf,
  graphqlFor,
  idOf,
  newShop,
  openApp,
  orderIn,
  place,
  simulator,
  variantOf,
} from "./support/shopify-contract.ts";

let shop: Shop;
beforeEach(async () => {
  shop = newShop();
  await openApp(shop);
});
afterEach(() => simulator.faults.clear());

const admin = () => createShopifyAdmin({ graphql: graphqlFor(domainOf(shop)) });
const load = async (order: OrderView): Promise<Order> => orderIn(await admin().loadOrder(idOf(order)));
const placed = (quantity = 3): OrderView => place(shop, { lines: [{ variantId: variantOf(shop), quantity }] });

/** What fulfils `quantity` units of the order's only line. */
const fulfillmentOf = ({ fulfillmentOrders }: Order, quantity: number) => {
  const [fulfillmentOrder] = fulfillmentOrders;
  const [line] = fulfillmentOrder?.lines ?? [];
  if (fulfillmentOrder === undefined || line === undefined) throw new Error("The order is not routed");
  return {
    kind: "create-fulfillment",
    katana: null,
    fulfillmentOrders: [{ gid: fulfillmentOrder.gid, lines: [{ gid: line.gid, quantity }] }],
    lines: [],
    tracking: { number: "JD01", url: null, carrier: "DHL Express" },
    notifyCustomer: true,
  } as const;
};

describe("a fulfillment in Shopify", () => {
  it("[FUL-3] [FUL-6] is made of some units, with its tracking, and read back", async () => {
    const order = placed();
    const before = await load(order);
    expect(before.fulfillmentOrders).toMatchObject([
      { isFulfillable: true, deliveryMethod: "SHIPPING", lines: [{ total: 3, remaining: 3 }] },
    ]);
    const made = await admin().createFulfillment(fulfillmentOf(before, 2));
    const after = await load(order);
    expect(after.fulfillments).toMatchObject([
      {
        gid: made.ok ? made.value : "",
        name: "#1001-F1",
        succeeded: true,
        tracking: { number: "JD01", carrier: "DHL Express" },
        lines: [{ quantity: 2 }],
      },
    ]);
    expect(after.fulfillmentOrders).toMatchObject([{ lines: [{ remaining: 1 }] }]);
    expect(shop.order(order.id).fulfillments).toMatchObject([{ notified: true }]);
    const rest = { ...fulfillmentOf(after, 1), tracking: null, notifyCustomer: false };
    expect(await admin().createFulfillment(rest)).toMatchObject({ ok: true });
    expect(shop.order(order.id).fulfillments).toMatchObject([{}, { notified: false, tracking: [] }]);
  });

  it("[FUL-10] is refused with Shopify's words while it is held, and when not enough is left", async () => {
    const order = placed();
    const before = await load(order);
    expect(await admin().createFulfillment(fulfillmentOf(before, 4))).toMatchObject({
      ok: false,
      problem: { kind: "rejected", side: "shopify" },
    });
    shop.hold(order.id);
    expect((await load(order)).fulfillmentOrders).toMatchObject([{ isFulfillable: false }]);
    expect(await admin().createFulfillment(fulfillmentOf(before, 1))).toMatchObject({
      ok: false,
      problem: { kind: "rejected", words: expect.stringContaining("on_hold") },
    });
  });

  it("[FUL-7] tells what the customer fetches", async () => {
    const order = place(shop, { lines: [{ variantId: variantOf(shop), quantity: 1 }], deliveryMethod: "PICK_UP" });
    expect((await load(order)).fulfillmentOrders).toMatchObject([{ deliveryMethod: "PICK_UP" }]);
  });

  it("[FUL-9] is of unknown outcome when Shopify gives no answer", async () => {
    const order = placed();
    const before = await load(order);
    simulator.faults.add({
      match: { operation: "TandemCreateFulfillment" },
      fault: { kind: "drop", when: "after" },
    });
    expect(await admin().createFulfillment(fulfillmentOf(before, 2))).toMatchObject({
      ok: false,
      problem: { kind: "unknown-outcome", side: "shopify" },
    });
    expect((await load(order)).fulfillments).toMatchObject([{ lines: [{ quantity: 2 }] }]);
  });
});
