import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { OrderSeed, OrderView } from "../../simulators/shopify/control.ts";
import { startFlow, type Flow } from "../support/flow.ts";
import { until } from "../support/until.ts";

let flow: Flow;

beforeAll(async () => {
  flow = await startFlow();
});

afterAll(async () => {
  await flow.stop();
});

afterEach(() => {
  expect(flow.katana.refusals(), "requests that Katana does not know").toEqual([]);
});

const mugs = (quantity = 1) => ({ variantId: flow.variantId("MUG-CER"), quantity });

/** Places an order to which something happens before Tandem hears of it. */
async function placeThen(seed: Partial<OrderSeed>, happen: (order: OrderView) => void): Promise<OrderView> {
  flow.shopify.deliveries.pause();
  const { id } = flow.place(seed);
  await until(() => flow.shop.order(id).fulfillmentOrders.length > 0, { what: "the routing", everyMs: 10 });
  happen(flow.shop.order(id));
  flow.shopify.deliveries.resume();
  return flow.shop.order(id);
}

const whyOut = async (order: OrderView): Promise<readonly string[]> =>
  (await flow.stands(order, "not-imported")).why.map(({ sentence }) => sentence);

describe("[IMP-8] an order that stayed out", () => {
  it("[IMP-4] comes over once its hold is released", async () => {
    const order = await placeThen({}, ({ id }) => flow.shop.hold(id, { reason: "INCORRECT_ADDRESS" }));
    expect(await whyOut(order)).toEqual(["Fulfillment of everything that is left is on hold."]);
    flow.shop.releaseHold(order.id);
    await flow.imported(order);
  });

  it("[IMP-3] comes over once it is paid after all", async () => {
    const order = flow.place({ payment: "expired" });
    expect(await whyOut(order)).toEqual(["The payment authorization has expired."]);
    flow.shop.markAsPaid(order.id);
    await flow.imported(order);
  });

  it("[IMP-6] comes over once something was added to it", async () => {
    const order = await placeThen({ lines: [mugs()] }, ({ id, lines }) =>
      flow.shop.editOrder(id, { remove: [lines[0]?.id ?? ""] }),
    );
    expect(await whyOut(order)).toContain("No item of the order has anything left.");
    flow.shop.editOrder(order.id, { add: [mugs(2)] });
    flow.shop.markAsPaid(order.id);
    expect((await flow.imported(order)).sales_order_rows).toMatchObject([{ quantity: 2 }]);
  });
});

describe("[IMP-4] an order that was fulfilled", () => {
  it("[FUL-11] comes over with all that was sold when that happened while it waited", async () => {
    const popUp = flow.shop.addLocation({ name: "Pop-up" });
    const order = flow.place({ lines: [{ ...mugs(3), locationId: popUp.id }] });
    await until(async () => (await flow.standing(order)).why[0]?.sentence.includes("Pop-up"), { what: "the wait" });
    flow.shop.fulfil(order.id);
    expect(flow.shop.order(order.id)).toMatchObject({ fulfillmentStatus: "FULFILLED", closedAt: expect.any(String) });
    expect(await flow.merchant.matchLocations()).toBe(200);
    const salesOrder = await flow.imported(order);
    expect(salesOrder.sales_order_rows).toMatchObject([{ quantity: 3 }]);
    await flow.stands(order, "in-step");
    expect(flow.account.salesOrder(salesOrder.id)?.status).toBe("DELIVERED");
  });

  it("[FUL-11] comes over with what has gone and what has not when a part was", async () => {
    const order = await placeThen({ lines: [mugs(5)] }, ({ id, lines }) =>
      flow.shop.fulfil(id, { lines: [{ lineId: lines[0]?.id ?? "", quantity: 2 }] }),
    );
    expect((await flow.imported(order)).sales_order_rows).toMatchObject([{ quantity: 5 }]);
    await flow.stands(order, "in-step");
  });

  it("stays out when Tandem hears of it only then", async () => {
    const order = await placeThen({}, ({ id }) => flow.shop.fulfil(id));
    expect(await whyOut(order)).toEqual(["The order is archived.", "The order was already fulfilled in Shopify."]);
  });

  it("[MAP-15] comes over from its store when it was sold there", async () => {
    const store = flow.shop.locations().find(({ name }) => name === "Tartu shop");
    const order = flow.place({ source: "pos", ...(store ? { locationId: store.id } : {}) });
    const location = flow.account.locations().find(({ name }) => name === "Tartu shop");
    expect((await flow.imported(order)).sales_order_rows).toMatchObject([{ location_id: location?.id }]);
  });
});
