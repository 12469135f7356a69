import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { OrderView } from "../../simulators/shopify/control.ts";
import { startFlow, type Flow } from "../support/flow.ts";
import { pause, until } from "../support/until.ts";

/** On a PostgreSQL server, with one process that serves and two that work. Katana takes 60 requests a minute, as it really does. */
let flow: Flow;

/** Waits until Katana counts anew, and the app with it: what is timed next is not waiting for requests. */
async function newBudget(): Promise<void> {
  const [budget] = await flow.rows("SELECT window_ends_at FROM katana_budget");
  const endsAt = (budget?.["window_ends_at"] as Date | undefined)?.getTime() ?? 0;
  await pause(Math.max(endsAt - Date.now(), 0) + 500);
}

beforeAll(async () => {
  flow = await startFlow({ kind: "server", processes: { web: 1, worker: 2 }, katanaSwitches: { rateLimit: 60 } });
  flow.shop.settings.routingDelayMs = 50;
});

afterAll(async () => {
  await flow.stop();
});

afterEach(() => {
  expect(flow.katana.refusals(), "requests that Katana does not know").toEqual([]);
  expect(
    flow.katana.requests().filter(({ status }) => status === 429),
    "requests beyond the budget",
  ).toEqual([]);
});

const workers = () => flow.app.all.slice(1);
const importedBy = (order: OrderView) =>
  workers().findIndex((worker) =>
    worker.logs().some(({ msg, orderId }) => msg === "order.imported" && orderId === order.legacyId),
  );
const isImportedOnce = (order: OrderView): void => {
  expect(flow.salesOrdersOf(order, { includeDeleted: true }), order.name).toHaveLength(1);
  const made = flow.app.logs().filter(({ msg, orderId }) => msg === "order.imported" && orderId === order.legacyId);
  expect(made.length, order.name).toBeLessThanOrEqual(1);
};

describe("on a PostgreSQL server with two workers", { timeout: 300_000 }, () => {
  it("[IMP-2] [IMP-9] [MAP-9] [MAP-11] [MAP-12] one order goes through to the cent", async () => {
    const order = flow.place({
      lines: [{ variantId: flow.variantId("LAMP-OAK"), quantity: 2, discount: { percent: 10, title: "Lamp week" } }],
      shipping: [{ title: "Express", price: "12.00" }],
      poNumber: "PO-7",
      note: "Ring twice.",
    });
    const salesOrder = await flow.imported(order);
    // 178.00 - 17.80 = 160.20 with tax, 129.19 without; 2 x 89.00 / 1.24 = 143.55.
    expect(salesOrder).toMatchObject({
      order_no: order.name,
      customer_ref: "PO-7",
      additional_info: "Ring twice.",
      ecommerce_order_id: order.legacyId,
      sales_order_rows: [{ quantity: 2, price_per_unit: "71.7741935484", total_discount: "14.36" }],
      shipping_fee: { description: "Express", amount: "9.6800000000" },
    });
    await flow.stands(order, "in-step");
    isImportedOnce(order);
    expect(await flow.merchant.open("/app/activity")).toContain(order.name);
  });

  it("[IMP-7] [IMP-11] [REC-1] twenty at once, shuffled and each webhook twice, are imported once each by both workers", async () => {
    flow.shopify.deliveries.set({ shuffle: true, duplicate: 1 });
    const orders = Array.from({ length: 20 }, (_, n) =>
      flow.place({ customer: n % 4 === 0 ? null : (flow.shop.customers()[n % 4]?.id ?? null) }),
    );
    // Together they may need more than one minute's requests.
    for (const order of orders) await flow.imported(order, 150_000);
    for (const order of orders) await flow.stands(order, "in-step");
    await flow.shopify.deliveries.idle();
    flow.shopify.deliveries.set({ shuffle: false, duplicate: 0 });
    orders.forEach(isImportedOnce);
    expect(new Set(orders.map(importedBy))).toEqual(new Set([0, 1]));
    // In step, an order may still be owed the look of a webhook that came last.
    const unsettled = "SELECT order_id FROM tracked_order WHERE done <> wanted OR lease_holder IS NOT NULL";
    await until(async () => (await flow.rows(unsettled)).length === 0, { what: "every look to be over" });
  });

  it("[IMP-7] [IMP-9] [REC-1] a worker killed while Katana answers leaves its orders to the other, within a minute", async () => {
    await newBudget();
    const [first, second] = workers();
    // With the other one away it is certain who has the orders.
    await second?.stop();
    const customer = { firstName: "Tak", lastName: "Over", email: "taken.over@example.com" };
    const holdNext = (path: RegExp) => flow.katana.faults.hold(1, "after", { method: "POST", path });
    const atCustomer = holdNext(/^\/customers$/);
    const withoutCustomer = flow.place({ customer });
    await atCustomer.reached;
    const atCreate = holdNext(/^\/sales_orders$/);
    const withoutAnswer = flow.place();
    await atCreate.reached;
    await second?.start();
    await first?.kill();
    const killedAt = Date.now();
    atCustomer.release("discard");
    atCreate.release("discard");

    for (const order of [withoutCustomer, withoutAnswer]) {
      await flow.stands(order, "in-step", Math.max(killedAt + 60_000 - Date.now(), 0));
      isImportedOnce(order);
    }
    expect(flow.account.customers().filter(({ email }) => email === customer.email)).toHaveLength(1);
    await first?.start();
  });

  it("[REC-1] asks for one new token when it has run out, however many need it at once", async () => {
    const tokens = () =>
      flow.shopify.requests().filter(({ path }) => path.endsWith("/admin/oauth/access_token")).length;
    await newBudget();
    const before = tokens();
    await flow.rows("UPDATE session SET expires = now() - interval '1 minute'");
    const orders = Array.from({ length: 6 }, () => flow.place());
    for (const order of orders) await flow.imported(order, 30_000);
    expect(tokens()).toBe(before + 1);
  });
});
