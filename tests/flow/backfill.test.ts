import { afterEach, describe, expect, it } from "vitest";
import type { OrderView } from "../../simulators/shopify/control.ts";
import { startFlow, type Flow } from "../support/flow.ts";
import { pause, until } from "../support/until.ts";

let flow: Flow;
afterEach(() => flow.stop());

const dayMs = 24 * 60 * 60 * 1000;

/** Orders placed over the last days, the newest first, as Shopify keeps them. Nobody was told of them. */
function placeHistory(count: number, days: number): OrderView[] {
  return Array.from({ length: count }, (_, index) => {
    const ago = (index * days * dayMs) / count + 60_000;
    return flow.place({ createdAt: new Date(flow.clock.now() - ago).toISOString() });
  });
}

const imported = () => flow.account.salesOrders({ includeDeleted: true }).length;
const calls = (path: RegExp, method = "POST") =>
  flow.katana.requests().filter((request) => request.method === method && path.test(request.path)).length;

describe("[IMP-5] [CON-4] a first activation", () => {
  it("brings over the orders of 14 days, each once, although the app is killed twice meanwhile", async () => {
    flow = await startFlow({ setUp: false });
    flow.shopify.deliveries.dropNext(undefined, 10_000);
    const recent = placeHistory(120, 13.9);
    const old = flow.place({ createdAt: new Date(flow.clock.now() - 20 * dayMs).toISOString() });
    flow.shop.settings.searchLagMs = 0;
    await flow.merchant.setUp();
    for (const stopAt of [20, 60]) {
      await until(() => imported() >= stopAt, { what: `${String(stopAt)} sales orders`, withinMs: 60_000 });
      await flow.app.restart();
    }
    await until(() => imported() >= recent.length, { what: "all sales orders", withinMs: 120_000 });
    await until(async () => (await flow.merchant.open("/app")).includes("Every order is accounted for"), {
      what: "the end of the backfill",
      withinMs: 60_000,
    });
    for (const order of recent) expect(flow.salesOrdersOf(order, { includeDeleted: true })).toHaveLength(1);
    expect(imported()).toBe(recent.length);
    expect(flow.salesOrdersOf(old)).toEqual([]);
    // At most one look-up for a hundred orders, and one more for each process that began one.
    expect(calls(/\/sales_orders\/search$/)).toBeLessThanOrEqual(4);
  });
});

/** What Katana's own Shopify integration makes of an order: its own store name, and nothing of Tandem's on the rows. */
const makeNatively = (order: OrderView, quantity = 1) =>
  flow.account.addSalesOrder(
    {
      order_no: `native ${order.name}`,
      customer_id: flow.account.customers()[0]?.id ?? 0,
      ecommerce_order_type: "shopify",
      ecommerce_store_name: "Sample Store",
      ecommerce_order_id: order.legacyId,
      sales_order_rows: [{ variant_id: flow.katanaVariantId("MUG-CER"), quantity, price_per_unit: 7 }],
    },
    "shopify",
  );

describe("[CON-6] sales orders that Katana's own Shopify integration made", () => {
  it("[FUL-3] are taken over with what has gone, deleted ones count as imported, and no second one is made", async () => {
    flow = await startFlow({ setUp: false });
    flow.shop.settings.searchLagMs = 0;
    flow.shopify.deliveries.dropNext(undefined, 10_000);
    const [live, shipped, deleted, different, plain] = placeHistory(5, 8);
    if (!live || !shipped || !deleted || !different || !plain) throw new Error("Five orders were placed");
    flow.account.addCustomer({ name: "Native customer" });
    const made = makeNatively(live);
    flow.account.deliver(makeNatively(shipped).id);
    flow.account.deleteSalesOrder(makeNatively(deleted).id);
    makeNatively(different, 3);
    await flow.merchant.setUp();
    await flow.imported(plain);
    expect((await flow.stands(live, "in-step")).salesOrder?.id).toBe(made.id);
    const { why } = await flow.stands(deleted, "not-imported");
    expect(why[0]?.sentence).toMatch(/deleted/);
    const block = await flow.stands(different, "needs-you");
    expect(block.why[0]?.sentence).toMatch(/no row for 1 × MUG-CER; no line for 3 × MUG-CER/);
    await flow.stands(shipped, "in-step");
    expect(flow.shop.order(shipped.id).fulfillments).toHaveLength(1);
    for (const order of [live, shipped, deleted, different, plain])
      expect(flow.salesOrdersOf(order, { includeDeleted: true })).toHaveLength(1);
    expect(calls(/\/sales_orders\/search$/)).toBeLessThanOrEqual(2);
  });
});

describe("[REC-1] the search for what Shopify did not tell", () => {
  it("brings over an order of which nothing was ever told, and sees the last change of another", async () => {
    flow = await startFlow({ env: { ORDER_SWEEP_SECONDS: "2" } });
    const known = flow.place();
    await flow.imported(known);
    await flow.stands(known, "in-step");
    flow.shopify.deliveries.dropNext(undefined, 10_000);
    const untold = flow.place();
    flow.shop.cancelOrder(known.id);
    await flow.imported(untold);
    const { why } = await flow.stands(known, "not-imported");
    expect(why.map(({ sentence }) => sentence).join(" ")).toMatch(/cancelled/);
    expect(flow.salesOrdersOf(known)).toEqual([]);
    // What is known costs Katana nothing, however often it is searched for.
    await flow.stands(untold, "in-step");
    const before = flow.katana.requests().length;
    await pause(6_000);
    expect(flow.katana.requests()).toHaveLength(before);
  });
});
