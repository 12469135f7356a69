import { describe, expect, it } from "vitest";
import type { OrderSeed } from "./control.ts";
import { connect, openShop, type Opened } from "./testing/open-shop.ts";

const chairs = (opened: Opened, quantity = 2, more: Partial<OrderSeed> = {}): OrderSeed => ({
  lines: [{ variantId: opened.variantId("CHAIR-OAK"), quantity }],
  ...more,
});

async function routed(opened: Opened, seed: OrderSeed) {
  const order = opened.shop.placeOrder(seed);
  await opened.settle();
  return opened.shop.order(order.id);
}

describe("placing an order", () => {
  it("has fulfillment orders only once it is routed, one per location and delivery method", async () => {
    const opened = await openShop({ shop: { settings: { routingDelayMs: 60_000 } } });
    const [, floor] = opened.shop.locations();
    const order = opened.shop.placeOrder({
      lines: [
        { variantId: opened.variantId("CHAIR-OAK"), quantity: 1 },
        { variantId: opened.variantId("TABLE"), quantity: 1, locationId: floor?.id ?? "" },
        { variantId: opened.variantId("PDF"), quantity: 1 },
      ],
    });
    expect(order.fulfillmentOrders).toEqual([]);
    await opened.settle();
    const places = opened.shop.order(order.id).fulfillmentOrders.map((one) => `${one.locationName} ${one.methodType}`);
    expect(places).toEqual(["Warehouse SHIPPING", "Shop floor SHIPPING", "Warehouse NONE"]);
  });

  it("spreads an order discount over the lines, the remainder to the last", async () => {
    const opened = await openShop();
    const custom = (price: string) => ({ custom: { title: "Thing", price }, quantity: 1 });
    const { lines, totals } = opened.shop.placeOrder({
      lines: [custom("10.00"), custom("10.00"), custom("10.00")],
      discount: { code: "TENOFF", amount: "10.00" },
    });
    expect(lines.map((line) => line.discount)).toEqual(["3.33", "3.33", "3.34"]);
    expect(totals).toMatchObject({ subtotal: "20.00", discounts: "10.00", total: "20.00" });
  });

  it("takes the tax out of prices that include it", async () => {
    const opened = await openShop();
    const { totals } = opened.shop.placeOrder(
      chairs(opened, 2, { taxesIncluded: true, taxes: [{ title: "VAT", rate: 0.24 }] }),
    );
    expect(totals).toMatchObject({ subtotal: "100.00", tax: "19.35", total: "100.00" });
  });

  it.each([
    ["paid", "PAID"],
    ["pending", "PENDING"],
    ["authorized", "AUTHORIZED"],
    ["partially_paid", "PARTIALLY_PAID"],
    ["expired", "EXPIRED"],
  ] as const)("%s is shown as %s", async (payment, status) => {
    const opened = await openShop();
    expect(opened.shop.placeOrder(chairs(opened, 1, { payment })).financialStatus).toBe(status);
  });

  it("hands a POS sale over at once, and keeps it open when the shop says so", async () => {
    const opened = await openShop();
    const sale = chairs(opened, 1, { source: "pos", locationId: opened.shop.locations()[1]?.id ?? "" });
    const sold = opened.shop.placeOrder(sale);
    expect(sold).toMatchObject({
      fulfillmentStatus: "FULFILLED",
      fulfillmentOrders: [{ status: "CLOSED", methodType: "RETAIL" }],
    });
    expect(sold.closedAt).not.toBeNull();
    opened.shop.settings.posMarkAsFulfilled = false;
    const kept = await routed(opened, sale);
    expect(kept).toMatchObject({
      fulfillmentStatus: "UNFULFILLED",
      fulfillmentOrders: [{ status: "OPEN", locationName: "Shop floor" }],
    });
  });

  it("needs no fulfillment when nothing but a tip is left to send", async () => {
    const opened = await openShop();
    const order = await routed(opened, chairs(opened, 1, { tip: "5.00" }));
    expect(order.lines.map((line) => line.nonFulfillableQuantity)).toEqual([0, 1]);
    opened.shop.fulfil(order.id);
    expect(opened.shop.order(order.id).fulfillmentStatus).toBe("FULFILLED");
  });
});

describe("payments", () => {
  it("captures, marks as paid and voids", async () => {
    const opened = await openShop();
    const { shop } = opened;
    const authorized = shop.placeOrder(chairs(opened, 2, { payment: "authorized" }));
    expect(shop.capturePayment(authorized.id, "40.00").financialStatus).toBe("PARTIALLY_PAID");
    expect(shop.capturePayment(authorized.id).financialStatus).toBe("PAID");
    const pending = shop.placeOrder(chairs(opened, 2, { payment: "pending" }));
    expect(shop.markAsPaid(pending.id).financialStatus).toBe("PAID");
    expect(() => shop.markAsPaid(pending.id)).toThrow("cannot be marked as paid");
    const voided = shop.placeOrder(chairs(opened, 2, { payment: "authorized" }));
    expect(shop.voidPayment(voided.id)).toMatchObject({ financialStatus: "VOIDED", cancelledAt: null });
    const expired = shop.placeOrder(chairs(opened, 2, { payment: "authorized" }));
    expect(shop.expireAuthorization(expired.id).financialStatus).toBe("EXPIRED");
  });
});

describe("editing", () => {
  it("keeps a line that loses units, adds new lines and replaces the fulfillment order", async () => {
    const opened = await openShop();
    const { shop } = opened;
    const order = await routed(opened, chairs(opened, 3));
    const [line] = order.lines;
    const edited = shop.editOrder(order.id, {
      setQuantity: { [line?.id ?? ""]: 1 },
      add: [{ variantId: opened.variantId("TABLE"), quantity: 2 }],
    });
    expect(edited.lines.map((one) => [one.quantity, one.currentQuantity, one.nonFulfillableQuantity])).toEqual([
      [3, 1, 2],
      [2, 2, 0],
    ]);
    expect(edited.fulfillmentOrders.map((one) => one.status)).toEqual(["CANCELLED", "OPEN"]);
    expect(edited.fulfillmentOrders[1]?.lines.map((one) => one.remaining)).toEqual([1, 2]);
    expect(edited.financialStatus).toBe("PARTIALLY_PAID");
    expect(edited.totals).toMatchObject({ subtotal: "450.00", outstanding: "300.00" });
  });

  it("adds and removes shipping", async () => {
    const opened = await openShop();
    const order = await routed(opened, chairs(opened, 1, { shipping: [{ title: "Post", price: "5.00" }] }));
    const edited = opened.shop.editOrder(order.id, {
      shipping: { remove: [order.shippingLines[0]?.id ?? ""], add: [{ title: "Courier", price: "12.00" }] },
    });
    expect(edited.shippingLines.map((line) => line.title)).toEqual(["Courier"]);
    expect(edited.totals.shipping).toBe("12.00");
  });

  it("refuses what is fulfilled, archived or cancelled, and leaves the order as it was", async () => {
    const opened = await openShop();
    const { shop } = opened;
    const order = await routed(opened, chairs(opened, 2));
    const id = order.lines[0]?.id ?? "";
    shop.fulfil(order.id, { lines: [{ lineId: id, quantity: 1 }] });
    const before = shop.order(order.id);
    const add = [{ variantId: opened.variantId("TABLE"), quantity: 1 }];
    expect(() => shop.editOrder(order.id, { add, setQuantity: { [id]: 0 } })).toThrow(
      "Only unfulfilled units can be removed",
    );
    expect(shop.order(order.id)).toEqual(before);
    shop.archive(order.id);
    expect(() => shop.editOrder(order.id, { add })).toThrow("Archived orders cannot be edited");
  });
});

describe("refunds", () => {
  it("takes unsent units out of the order and its fulfillment orders", async () => {
    const opened = await openShop();
    const order = await routed(opened, chairs(opened, 3, { taxes: [{ title: "VAT", rate: "0.24" }] }));
    const refunded = opened.shop.refund(order.id, { lines: [{ lineId: order.lines[0]?.id ?? "", quantity: 1 }] });
    expect(refunded).toMatchObject({
      financialStatus: "PARTIALLY_REFUNDED",
      refunds: [{ amount: "62.00", lines: [{ restockType: "CANCEL" }] }],
    });
    expect(refunded.lines[0]).toMatchObject({ quantity: 3, currentQuantity: 2, unfulfilledQuantity: 2 });
    expect(refunded.fulfillmentOrders[0]?.lines[0]).toMatchObject({ total: 2, remaining: 2 });
  });

  it("gives money back without touching quantities", async () => {
    const opened = await openShop();
    const order = await routed(opened, chairs(opened, 2));
    const refunded = opened.shop.refund(order.id, { amount: "100.00" });
    expect(refunded.financialStatus).toBe("REFUNDED");
    expect(refunded.lines[0]?.currentQuantity).toBe(2);
    expect(() => opened.shop.refund(order.id, { amount: "0.01" })).toThrow("more than was received");
  });

  it("takes back what was sent without asking for it to be sent again", async () => {
    const opened = await openShop();
    const order = await routed(opened, chairs(opened, 2));
    opened.shop.fulfil(order.id);
    const refunded = opened.shop.refund(order.id, { lines: [{ lineId: order.lines[0]?.id ?? "", quantity: 2 }] });
    expect(refunded.refunds[0]?.lines[0]?.restockType).toBe("RETURN");
    expect(refunded).toMatchObject({ financialStatus: "REFUNDED", fulfillmentStatus: "FULFILLED" });
    expect(refunded.lines[0]).toMatchObject({ currentQuantity: 0, fulfilledQuantity: 2, unfulfilledQuantity: 0 });
  });
});

describe("cancelling, archiving, deleting", () => {
  it("cancels what was not sent and refunds", async () => {
    const opened = await openShop();
    const order = await routed(opened, chairs(opened, 2));
    const cancelled = opened.shop.cancelOrder(order.id);
    expect(cancelled).toMatchObject({
      financialStatus: "REFUNDED",
      fulfillmentOrders: [{ status: "CANCELLED" }],
      lines: [{ currentQuantity: 0 }],
    });
    expect(cancelled.closedAt).not.toBeNull();
    expect(() => opened.shop.cancelOrder(order.id)).toThrow("already been canceled");
  });

  it("keeps the money when told, and voids what was never received", async () => {
    const opened = await openShop({ shop: { settings: { cancelArchives: false } } });
    const paid = await routed(opened, chairs(opened, 2));
    expect(opened.shop.cancelOrder(paid.id, { refund: false })).toMatchObject({
      financialStatus: "PAID",
      closedAt: null,
    });
    const authorized = await routed(opened, chairs(opened, 2, { payment: "authorized" }));
    expect(opened.shop.cancelOrder(authorized.id).financialStatus).toBe("VOIDED");
  });

  it("archives by itself once paid and fulfilled, unless the shop says otherwise", async () => {
    const opened = await openShop();
    const order = await routed(opened, chairs(opened));
    opened.shop.fulfil(order.id);
    expect(opened.shop.order(order.id).closedAt).not.toBeNull();
    expect(opened.shop.unarchive(order.id).closedAt).toBeNull();
    opened.shop.settings.autoArchive = false;
    const kept = await routed(opened, chairs(opened));
    opened.shop.fulfil(kept.id);
    expect(opened.shop.order(kept.id).closedAt).toBeNull();
  });

  it("deletes only what is cancelled, archived or a test", async () => {
    const opened = await openShop();
    const order = await routed(opened, chairs(opened));
    expect(() => opened.shop.deleteOrder(order.id)).toThrow("can be deleted");
    opened.shop.archive(order.id);
    opened.shop.deleteOrder(order.id);
    const query = await connect(opened);
    expect((await query("query ($id: ID!) { order(id: $id) { id } }", { id: order.id })).data.order).toBeNull();
  });

  it("keeps what a line was called when its product is gone", async () => {
    const opened = await openShop();
    const order = await routed(opened, chairs(opened));
    opened.shop.deleteProduct(opened.shop.products()[0]?.id ?? "");
    const query = await connect(opened);
    const text =
      "query ($id: ID!) { order(id: $id) { lineItems(first: 1) { nodes { sku title variant { id } product { id } } } } }";
    expect((await query(text, { id: order.id })).data.order.lineItems.nodes).toEqual([
      { sku: "CHAIR-OAK", title: "Chair", variant: null, product: null },
    ]);
  });
});

it("comes back from its dump as it was", async () => {
  const opened = await openShop({ shop: { settings: { routingDelayMs: 60_000 } } });
  const order = opened.shop.placeOrder(chairs(opened));
  const state: unknown = JSON.parse(JSON.stringify(opened.simulator.dump()));
  const other = await openShop({ state, shop: { domain: "second.myshopify.com" } });
  const shop = other.simulator.shop(opened.shop.domain);
  expect(shop.order("#1001")).toEqual(order);
  other.simulator.clock.advance(60_000);
  expect(shop.order(order.id).fulfillmentOrders).toHaveLength(1);
});
