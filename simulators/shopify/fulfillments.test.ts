import { describe, expect, it } from "vitest";
import { connect, openShop, type Loose } from "./testing/open-shop.ts";

const FULFIL = `mutation ($fulfillment: FulfillmentInput!) { fulfillmentCreate(fulfillment: $fulfillment) {
  fulfillment { id name status displayStatus trackingInfo(first: 5) { company number url } fulfillmentLineItems(first: 5) { nodes { id quantity } } order { displayFulfillmentStatus } }
  userErrors { field message } } }`;

async function withOrder(quantity = 3, more: object = {}) {
  const opened = await openShop();
  const placed = opened.shop.placeOrder({ lines: [{ variantId: opened.variantId("CHAIR-OAK"), quantity }], ...more });
  await opened.settle();
  const order = opened.shop.order(placed.id);
  const [fulfillmentOrder] = order.fulfillmentOrders;
  if (!fulfillmentOrder) throw new Error("not routed");
  return {
    ...opened,
    opened,
    order,
    fulfillmentOrder,
    line: fulfillmentOrder.lines[0]?.id ?? "",
    now: () => opened.shop.order(order.id),
  };
}

const fulfilling = (ids: readonly string[], lines?: readonly object[], more: object = {}) => ({
  fulfillment: {
    lineItemsByFulfillmentOrder: ids.map((fulfillmentOrderId) => ({
      fulfillmentOrderId,
      ...(lines ? { fulfillmentOrderLineItems: lines } : {}),
    })),
    ...more,
  },
});

describe("fulfillmentCreate", () => {
  it("refuses a tracking URL without a scheme as a whole", async () => {
    const { opened, fulfillmentOrder, now } = await withOrder();
    const query = await connect(opened);
    const trackingInfo = { number: "1Z9", url: "www.ups.com/1Z9" };
    const refused: Loose = await query(FULFIL, fulfilling([fulfillmentOrder.id], undefined, { trackingInfo }));
    expect(JSON.stringify(refused.errors)).toContain("Invalid url 'www.ups.com/1Z9', missing scheme");
    expect(now().fulfillments).toEqual([]);
  });

  it("sends part, then the rest, names both and knows carriers", async () => {
    const { opened, fulfillmentOrder, line, now } = await withOrder();
    const query = await connect(opened);
    const trackingInfo = { company: "UPS", number: "1Z9" };
    const first: Loose = await query(
      FULFIL,
      fulfilling([fulfillmentOrder.id], [{ id: line, quantity: 2 }], { trackingInfo }),
    );
    expect(first.data.fulfillmentCreate).toMatchObject({
      fulfillment: {
        name: "#1001-F1",
        status: "SUCCESS",
        trackingInfo: [{ company: "UPS", number: "1Z9", url: "https://www.ups.com/track?tracknum=1Z9" }],
        order: { displayFulfillmentStatus: "PARTIALLY_FULFILLED" },
      },
      userErrors: [],
    });
    const second: Loose = await query(FULFIL, fulfilling([fulfillmentOrder.id]));
    expect(second.data.fulfillmentCreate.fulfillment).toMatchObject({
      name: "#1001-F2",
      order: { displayFulfillmentStatus: "FULFILLED" },
    });
    expect(now()).toMatchObject({ fulfillmentStatus: "FULFILLED", fulfillmentOrders: [{ status: "CLOSED" }] });
  });

  it("makes two of the same call while units remain, and refuses more than remain", async () => {
    const { opened, fulfillmentOrder, line, now } = await withOrder(3);
    const query = await connect(opened);
    const call = (quantity: number) => query(FULFIL, fulfilling([fulfillmentOrder.id], [{ id: line, quantity }]));
    await call(1);
    await call(1);
    const refused: Loose = await call(2);
    expect(refused.data.fulfillmentCreate).toEqual({
      fulfillment: null,
      userErrors: [{ field: ["fulfillment"], message: "Invalid fulfillment order line item quantity requested." }],
    });
    expect(now().fulfillments).toHaveLength(2);
  });

  it("refuses what is on hold, closed, or spread over locations", async () => {
    const { opened, order, fulfillmentOrder, shop } = await withOrder(3);
    const query = await connect(opened);
    const message = async (ids: readonly string[]) =>
      (await query(FULFIL, fulfilling(ids))).data.fulfillmentCreate.userErrors[0].message;
    const numeric = fulfillmentOrder.id.split("/").at(-1);
    shop.hold(order.id);
    expect(await message([fulfillmentOrder.id])).toBe(
      `Fulfillment order ${numeric} has an unfulfillable status= on_hold.`,
    );
    shop.releaseHold(order.id);
    const floor = shop.locations()[1]?.id ?? "";
    const moved = shop.move(order.id, {
      fulfillmentOrderId: fulfillmentOrder.id,
      locationId: floor,
      lines: [{ lineId: order.lines[0]?.id ?? "", quantity: 1 }],
    });
    const open = moved.fulfillmentOrders.filter((one) => one.status === "OPEN").map((one) => one.id);
    expect(await message(open)).toBe("All fulfillment orders must be assigned to a single location");
    expect(await message([fulfillmentOrder.id])).toBe(
      `Fulfillment order ${numeric} has an unfulfillable status= closed.`,
    );
  });

  it("is not for an app without the scope", async () => {
    const { opened, fulfillmentOrder, shop } = await withOrder();
    shop.installation.revoke(["write_merchant_managed_fulfillment_orders"]);
    const query = await connect(opened);
    const answer: Loose = await query(FULFIL, fulfilling([fulfillmentOrder.id]));
    expect(answer.errors[0].extensions.code).toBe("ACCESS_DENIED");
    expect(answer.data.fulfillmentCreate).toBeNull();
  });
});

describe("cancelling a fulfillment", () => {
  it("makes a new fulfillment order for one that was closed", async () => {
    const { shop, order, now } = await withOrder(2);
    const [sent] = shop.fulfil(order.id);
    shop.cancelFulfillment(sent?.id ?? "");
    expect(now()).toMatchObject({
      fulfillmentStatus: "UNFULFILLED",
      fulfillmentOrders: [{ status: "CLOSED" }, { status: "OPEN" }],
    });
    expect(() => shop.cancelFulfillment(sent?.id ?? "")).toThrow("already been cancelled");
  });

  it("gives units back to one that is still open, and refuses what came back", async () => {
    const { shop, order, now } = await withOrder(2);
    const lineId = order.lines[0]?.id ?? "";
    const [sent] = shop.fulfil(order.id, { lines: [{ lineId, quantity: 1 }] });
    shop.cancelFulfillment(sent?.id ?? "");
    expect(now().fulfillmentOrders.map((one) => one.lines[0]?.remaining)).toEqual([2]);
    const [again] = shop.fulfil(order.id);
    shop.createReturn(order.id, { lines: [{ lineId, quantity: 1 }] });
    expect(() => shop.cancelFulfillment(again?.id ?? "")).toThrow("have been returned");
  });
});

describe("rearranging fulfillment orders", () => {
  it("holds part by splitting, and is on hold only when all of it is", async () => {
    const { shop, order, now } = await withOrder(3);
    const lineId = order.lines[0]?.id ?? "";
    shop.hold(order.id, { fulfillmentOrderId: order.fulfillmentOrders[0]?.id ?? "", lines: [{ lineId, quantity: 1 }] });
    expect(now().fulfillmentOrders.map((one) => [one.status, one.lines[0]?.remaining])).toEqual([
      ["ON_HOLD", 1],
      ["OPEN", 2],
    ]);
    expect(now().fulfillmentStatus).toBe("UNFULFILLED");
    shop.hold(order.id);
    expect(now().fulfillmentStatus).toBe("ON_HOLD");
    shop.releaseHold(order.id);
    expect(now().fulfillmentStatus).toBe("UNFULFILLED");
  });

  it("moves to new ids and closes the original", async () => {
    const { shop, order, fulfillmentOrder, now } = await withOrder(3);
    shop.move(order.id, { fulfillmentOrderId: fulfillmentOrder.id, locationId: shop.locations()[1]?.id ?? "" });
    expect(now().fulfillmentOrders.map((one) => [one.status, one.locationName])).toEqual([
      ["CLOSED", "Warehouse"],
      ["OPEN", "Shop floor"],
    ]);
    expect(() =>
      shop.move(order.id, { fulfillmentOrderId: fulfillmentOrder.id, locationId: shop.locations()[1]?.id ?? "" }),
    ).toThrow("closed");
  });

  it("refuses a location that does not stock the goods", async () => {
    const opened = await openShop();
    const { shop } = opened;
    const [warehouse, floor] = shop.locations();
    shop.updateVariant(opened.variantId("TABLE"), { locationIds: [warehouse?.id ?? ""] });
    const order = shop.placeOrder({ lines: [{ variantId: opened.variantId("TABLE"), quantity: 1 }] });
    await opened.settle();
    const fulfillmentOrderId = shop.order(order.id).fulfillmentOrders[0]?.id ?? "";
    expect(() => shop.move(order.id, { fulfillmentOrderId, locationId: floor?.id ?? "" })).toThrow("stocked");
  });

  it("splits, merges, schedules until the time has come, and starts work", async () => {
    const { shop, order, fulfillmentOrder, now, simulator } = await withOrder(3);
    const open = () => now().fulfillmentOrders.filter((one) => one.status === "OPEN");
    shop.split(order.id, fulfillmentOrder.id, [{ lineId: order.lines[0]?.id ?? "", quantity: 1 }]);
    expect(open().map((one) => one.lines[0]?.remaining)).toEqual([2, 1]);
    shop.merge(
      order.id,
      open().map((one) => one.id),
    );
    expect(open().map((one) => one.lines[0]?.remaining)).toEqual([3]);
    const id = open()[0]?.id ?? "";
    shop.schedule(order.id, id, new Date(simulator.clock.now() + 60_000).toISOString());
    expect(now().fulfillmentStatus).toBe("SCHEDULED");
    simulator.clock.advance(60_001);
    expect(now().fulfillmentStatus).toBe("UNFULFILLED");
    shop.reportProgress(order.id, id);
    expect(now().fulfillmentStatus).toBe("IN_PROGRESS");
  });

  it("prepares a pickup once; picked up is an ordinary fulfillment", async () => {
    const { shop, order, now } = await withOrder(1, { deliveryMethod: "PICK_UP" });
    expect(shop.prepareForPickup(order.id).fulfillmentOrders[0]?.status).toBe("OPEN");
    expect(() => shop.prepareForPickup(order.id)).toThrow("no line items to prepare");
    shop.fulfil(order.id);
    expect(now().fulfillments[0]?.displayStatus).toBe("PICKED_UP");
  });

  it("keeps a deleted location's name, not its link", async () => {
    const { opened, shop, order } = await withOrder(1);
    shop.deleteLocation(shop.locations()[0]?.id ?? "");
    const query = await connect(opened);
    const text =
      "query ($id: ID!) { order(id: $id) { fulfillmentOrders(first: 1) { nodes { assignedLocation { name location { id } } } } } }";
    const answer = await query(text, { id: order.id });
    expect(answer.data.order.fulfillmentOrders.nodes[0].assignedLocation).toEqual({
      name: "Warehouse",
      location: null,
    });
  });
});
