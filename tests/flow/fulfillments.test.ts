import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { startFlow, type Flow } from "../support/flow.ts";
import { createShipping, type ShippedOrder, type Shipping } from "../support/shipping.ts";
import { until } from "../support/until.ts";

let flow: Flow;
let shipping: Shipping;

beforeAll(async () => {
  flow = await startFlow({ env: { KATANA_POLL_SECONDS: "1" } });
  shipping = createShipping(flow);
});

afterAll(async () => {
  await flow.stop();
});

afterEach(() => {
  expect(flow.katana.refusals(), "requests that Katana does not know").toEqual([]);
});

const mugs = (quantity = 1) => ({ variantId: flow.variantId("MUG-CER"), quantity });

const importedOrder = (quantity = 3): Promise<ShippedOrder> => shipping.imported({ lines: [mugs(quantity)] });

describe("Shopify to Katana", () => {
  it("[FUL-1] [FUL-6] delivers part after part, each with its tracking", async () => {
    const { order, salesOrder, line, row } = await importedOrder(3);
    const tracking = { number: "1Z", company: "UPS", url: null };
    flow.shop.fulfil(order.id, { lines: [{ lineId: line, quantity: 2 }], tracking });
    await shipping.delivered(salesOrder);
    expect(shipping.inKatana(salesOrder)).toMatchObject([
      {
        status: "DELIVERED",
        tracking_number: "1Z",
        tracking_carrier: "UPS",
        sales_order_fulfillment_rows: [{ sales_order_row_id: row, quantity: 2 }],
      },
    ]);
    expect(flow.account.salesOrder(salesOrder.id)?.status).toBe("PARTIALLY_DELIVERED");
    const [first] = shipping.inShopify(order);
    flow.shop.updateTracking(first?.id ?? "", { ...tracking, number: "2Z" });
    flow.shop.fulfil(order.id);
    await shipping.delivered(salesOrder, 2);
    expect(flow.account.salesOrder(salesOrder.id)?.status).toBe("DELIVERED");
    expect(shipping.inKatana(salesOrder).map(({ tracking_number }) => tracking_number)).toContain("1Z");
    await flow.stands(order, "in-step");
  });

  it("[FUL-2] rejects a fulfillment whole, names its line, and carries it over once that is mended", async () => {
    const { order, salesOrder, row } = await importedOrder(3);
    flow.account.editRow(row, { quantity: 2 });
    flow.shop.fulfil(order.id);
    const { why } = await flow.stands(order, "needs-you");
    expect(why[0]?.sentence).toContain("has not enough left of");
    expect(shipping.inKatana(salesOrder)).toEqual([]);
    flow.account.editRow(row, { quantity: 3 });
    await flow.merchant.syncNow(order);
    await shipping.delivered(salesOrder);
    await flow.stands(order, "in-step");
  });

  it("[FUL-5] reverts nothing when a fulfillment is cancelled, and takes the same goods sent again for the same", async () => {
    const { order, salesOrder } = await importedOrder(2);
    const [gone] = flow.shop.fulfil(order.id);
    await shipping.delivered(salesOrder);
    flow.shop.cancelFulfillment(gone?.id ?? "");
    const before = shipping.looksAt(order);
    flow.shop.fulfil(order.id, { tracking: { number: "3Z", company: "UPS", url: null } });
    await shipping.lookedAt(order, before);
    expect(shipping.inKatana(salesOrder)).toMatchObject([{ status: "DELIVERED" }]);
    await flow.stands(order, "in-step");
  });

  it("[FUL-8] leaves batches to Katana, which takes the oldest first", async () => {
    const { order, salesOrder } = await importedOrder(1);
    flow.shop.fulfil(order.id);
    await shipping.delivered(salesOrder);
    const sent = flow.katana
      .requests()
      .findLast(({ path, method }) => method === "POST" && path.includes("fulfillments"));
    expect(JSON.stringify(sent)).not.toMatch(/batch|traceability/);
  });

  it("[FUL-11] mirrors what had gone before the order came over", async () => {
    flow.shopify.deliveries.pause();
    const order = flow.place({ lines: [mugs(3)] });
    await until(() => flow.shop.order(order.id).fulfillmentOrders.length > 0, { what: "the routing", everyMs: 10 });
    const line = flow.shop.order(order.id).lines[0]?.id ?? "";
    flow.shop.fulfil(order.id, { lines: [{ lineId: line, quantity: 1 }] });
    flow.shopify.deliveries.resume();
    const salesOrder = await flow.imported(order);
    await shipping.delivered(salesOrder);
    expect(shipping.inKatana(salesOrder)).toMatchObject([{ sales_order_fulfillment_rows: [{ quantity: 1 }] }]);
  });

  it("[IMP-4] an in-store sale comes over delivered", async () => {
    const order = flow.place({ source: "pos", lines: [mugs(1)] });
    const salesOrder = await flow.imported(order);
    await shipping.delivered(salesOrder);
    expect(flow.account.salesOrder(salesOrder.id)?.status).toBe("DELIVERED");
  });
});

describe("Katana to Shopify", () => {
  it("[FUL-3] [FUL-6] fulfils what was packed, once, and tells the customer", async () => {
    const { order, salesOrder, row } = await importedOrder(3);
    flow.account.pack(salesOrder.id, { [row]: 2 }, { number: "JD01", carrier: "DHL Express", url: "dhl.com/JD01" });
    await shipping.fulfilled(order);
    expect(shipping.inShopify(order)).toMatchObject([
      {
        status: "SUCCESS",
        notified: true,
        tracking: [{ number: "JD01", company: "DHL Express", url: "https://dhl.com/JD01" }],
        lines: [{ quantity: 2 }],
      },
    ]);
    flow.account.setFulfillmentStatus(shipping.inKatana(salesOrder)[0]?.id ?? 0, "DELIVERED");
    flow.account.deliver(salesOrder.id);
    await shipping.fulfilled(order, 2);
    expect(flow.shop.order(order.id).fulfillmentStatus).toBe("FULFILLED");
    await flow.stands(order, "in-step");
    expect(shipping.inKatana(salesOrder)).toHaveLength(2);
  });

  it("[FUL-3] goes on by the poll alone where Katana does not take the webhook, and says so", async () => {
    // This Katana takes https addresses only, as the real one does, and the app is not at one.
    expect(flow.account.webhooks()).toEqual([]);
    const page = await flow.merchant.open("/app/settings/connection");
    expect(page).toContain("but does not take Tandem’s address");
  });

  it("[FUL-4] fulfils what is left once all of the sales order is delivered", async () => {
    const { order, salesOrder, row } = await importedOrder(3);
    flow.account.editRow(row, { quantity: 2 });
    flow.account.deliver(salesOrder.id);
    await shipping.fulfilled(order, 2);
    expect(flow.shop.order(order.id)).toMatchObject({
      fulfillmentStatus: "FULFILLED",
      fulfillments: [{ lines: [{ quantity: 2 }] }, { notified: false, lines: [{ quantity: 1 }] }],
    });
  });

  it("[FUL-7] sends nothing of a pickup order, and closes it once it is picked up", async () => {
    const order = flow.place({ lines: [mugs(2)], deliveryMethod: "PICK_UP" });
    const salesOrder = await flow.imported(order);
    flow.account.pack(salesOrder.id);
    await until(async () => (await shipping.said(order)).includes("is for pickup"), { what: "the notice" });
    expect(shipping.inShopify(order)).toEqual([]);
    flow.shop.fulfil(order.id);
    await until(() => shipping.inKatana(salesOrder)[0]?.status === "DELIVERED", { what: "the delivery" });
    expect(shipping.inKatana(salesOrder)).toHaveLength(1);
    expect(shipping.inShopify(order)).toHaveLength(1);
  });

  it("[FUL-9] takes the same goods sent on both sides for the same, and goods packed again after a deletion, too", async () => {
    const { order, salesOrder } = await importedOrder(2);
    flow.shopify.deliveries.pause();
    flow.shop.fulfil(order.id);
    flow.account.pack(salesOrder.id);
    flow.shopify.deliveries.resume();
    await until(() => shipping.inKatana(salesOrder)[0]?.status === "DELIVERED", { what: "one movement of goods" });
    expect(shipping.inShopify(order)).toHaveLength(1);
    flow.account.deleteFulfillment(shipping.inKatana(salesOrder)[0]?.id ?? 0);
    await flow.stands(order, "needs-you");
    flow.account.pack(salesOrder.id);
    await flow.stands(order, "in-step");
    expect(shipping.inShopify(order)).toMatchObject([{ status: "SUCCESS" }]);
    expect(shipping.inKatana(salesOrder)).toMatchObject([{ status: "DELIVERED" }]);
  });

  it("[FUL-10] waits for a hold to be released, and minds no row that a person added", async () => {
    const { order, salesOrder } = await importedOrder(1);
    flow.shop.hold(order.id);
    flow.account.addRow(salesOrder.id, { variant_id: flow.katanaVariantId("MUG-CER"), quantity: 1 });
    flow.account.deliver(salesOrder.id);
    const { why } = await flow.stands(order, "needs-you");
    expect(why[0]?.sentence).toContain("Shopify holds");
    flow.shop.releaseHold(order.id);
    await shipping.fulfilled(order);
    await flow.stands(order, "in-step");
  });
});

const settings = (syncFulfillment: "on" | "off") => ({
  importPaymentPending: "off",
  bringShippingFee: "on",
  nonPhysicalCustomItems: "service",
  bringOrderChanges: "on",
  bringLocationUpdates: "on",
  bringReturns: "off",
  syncFulfillment,
});

it("[FUL-12] [SET-8] nothing travels while the setting is off, and what was made then stays where it is", async () => {
  const first = await importedOrder(2);
  const second = await importedOrder(2);
  expect(await flow.merchant.submit("/app/settings/orders", settings("off"))).toBe(200);
  const [before, asked] = [shipping.looksAt(first.order), flow.katana.requests().length];
  flow.shop.fulfil(first.order.id);
  flow.account.pack(second.salesOrder.id);
  await shipping.lookedAt(first.order, before);
  expect(flow.katana.requests().slice(asked)).toEqual([]);
  expect(await flow.merchant.submit("/app/settings/orders", settings("on"))).toBe(200);
  await flow.merchant.syncNow(first.order);
  await until(async () => (await shipping.said(first.order)).includes("was made while"), { what: "the notice" });
  expect(shipping.inKatana(first.salesOrder)).toEqual([]);
  expect(shipping.inShopify(second.order)).toEqual([]);
  const orders = [first, second].map(({ order }) => order.legacyId);
  for (const order of orders)
    expect(await flow.merchant.submit("/app/order-requests", { intent: "carry-over", order })).toBe(200);
  await shipping.delivered(first.salesOrder);
  await shipping.fulfilled(second.order);
  expect(shipping.inShopify(second.order)).toMatchObject([{ notified: false }]);
});
