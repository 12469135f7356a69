import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { OrderSeed, OrderView } from "../../simulators/shopify/control.ts";
import { startFlow, type Flow } from "../support/flow.ts";
import { until } from "../support/until.ts";

const day = 24 * 60 * 60 * 1000;
const daysAgo = (days: number): string => new Date(Date.now() - days * day).toISOString();

let flow: Flow;

beforeAll(async () => {
  flow = await startFlow();
  flow.shop.settings.searchLagMs = 0;
  await flow.imported(flow.place());
});

afterAll(async () => {
  await flow.stop();
});

afterEach(() => {
  expect(flow.katana.refusals(), "requests that Katana does not know").toEqual([]);
});

const ask = (intent: "look-now" | "import-anyway", order: string): Promise<number> =>
  flow.merchant.submit("/app/order-requests", { intent, order });
const importAnyway = (order: string): Promise<number> => ask("import-anyway", order);
const pageOf = (order: OrderView): Promise<string> => flow.merchant.open(`/app/orders/${order.legacyId}`);
const everMade = (order: OrderView) => flow.salesOrdersOf(order, { includeDeleted: true });

/** An order that no webhook tells of. */
const placeUnheard = async (seed: Partial<OrderSeed>): Promise<OrderView> => {
  for (const topic of ["orders/create", "orders/updated", "orders/paid", "fulfillment_orders/order_routing_complete"])
    flow.shopify.deliveries.dropNext(topic);
  const order = flow.place(seed);
  const routed = () => flow.shop.order(order.id).fulfillmentOrders.length > 0;
  await until(routed, { what: "the order is routed" });
  await flow.shopify.deliveries.idle();
  return flow.shop.order(order.id);
};

const keptOut = async (seed: Partial<OrderSeed> = {}): Promise<OrderView> => {
  const order = flow.place({ payment: "pending", ...seed });
  await flow.stands(order, "not-imported");
  return order;
};

describe("[IMP-10] an order that stays out", () => {
  it("comes over when a person says so, once, and the page says who asked", async () => {
    const order = await keptOut();
    expect(await pageOf(order)).toContain("The payment is pending.");
    const statuses = await Promise.all([
      importAnyway(order.name),
      importAnyway(order.legacyId),
      importAnyway(order.id),
    ]);
    expect(statuses).toContain(200);
    await flow.imported(order);
    await flow.stands(order, "in-step");
    expect(everMade(order)).toHaveLength(1);
    const page = await pageOf(order);
    expect(page).toContain("Import anyway was chosen.");
    expect(page).toContain("Shopify user 9001");
    flow.shop.updateNote(order.id, "changed");
    await flow.shopify.deliveries.idle();
    await flow.stands(order, "in-step");
    expect(everMade(order)).toHaveLength(1);
  });

  it("comes over although it is older than the window and Tandem never heard of it", async () => {
    const order = await placeUnheard({ createdAt: daysAgo(40) });
    expect((await flow.standing(order)).status).toBe("unknown");
    const found = await flow.merchant.open(`/app/activity?q=${encodeURIComponent(order.name)}`);
    expect(found).toContain("is in Shopify and not in Katana");
    expect(found).toContain("from when on orders come over");
    expect((await flow.standing(order)).status, "asking writes nothing").toBe("unknown");
    expect(await importAnyway(order.name)).toBe(200);
    await flow.imported(order);
    await flow.stands(order, "in-step");
  });

  it("[IMP-6] is refused when there is nothing to import", async () => {
    const refunded = await keptOut();
    flow.shop.cancelOrder(refunded.id);
    await flow.shopify.deliveries.idle();
    expect(await importAnyway(refunded.name)).toBe(422);
    expect(await importAnyway("#999999")).toBe(422);
    expect(await flow.merchant.submit("/app/order-requests", { intent: "import-anyway" })).toBe(400);
    await flow.stands(refunded, "not-imported");
    expect(everMade(refunded)).toHaveLength(0);
  });

  it("of another shop is neither shown nor imported", async () => {
    expect(await flow.merchant.open("/app/orders/1234567890123")).toContain("No such order");
    expect(await flow.merchant.open("/app/orders/nonsense")).toContain("No such order");
    expect(await importAnyway("1234567890123")).toBe(422);
  });
});

describe("[IMP-10] an order that came over", () => {
  it("is refused while its sales order exists", async () => {
    const order = flow.place();
    await flow.imported(order);
    await flow.stands(order, "in-step");
    expect(await importAnyway(order.name)).toBe(422);
    expect(everMade(order)).toHaveLength(1);
  });

  it("[IMP-7] [IMP-9] gets a new sales order after its first was deleted in Katana, and only then", async () => {
    const order = flow.place();
    const first = await flow.imported(order);
    await flow.stands(order, "in-step");
    flow.account.deleteSalesOrder(first.id);
    flow.shop.updateNote(order.id, "changed");
    await flow.shopify.deliveries.idle();
    expect(flow.salesOrdersOf(order)).toHaveLength(0);

    expect(await ask("look-now", order.legacyId)).toBe(200);
    expect((await flow.stands(order, "not-imported")).why[0]?.sentence).toMatch(/was deleted/);
    expect(await importAnyway(order.legacyId)).toBe(200);
    const second = await flow.imported(order);
    await flow.stands(order, "in-step");
    expect(second.id).not.toBe(first.id);
    expect(flow.salesOrdersOf(order)).toHaveLength(1);

    // Used up: what is deleted once more stays deleted.
    flow.account.deleteSalesOrder(second.id);
    await ask("look-now", order.legacyId);
    await flow.stands(order, "not-imported");
    flow.shop.updateNote(order.id, "changed again");
    await flow.shopify.deliveries.idle();
    await flow.stands(order, "not-imported");
    expect(everMade(order)).toHaveLength(2);
    const page = await pageOf(order);
    expect(page.match(/was found deleted in Katana\.<\/p>/g)).toHaveLength(2);
  });

  it.each(["before", "after"] as const)("survives a kill %s the create, and is done once", async (when) => {
    const order = flow.place();
    const first = await flow.imported(order);
    await flow.stands(order, "in-step");
    flow.account.deleteSalesOrder(first.id);
    const held = flow.katana.faults.hold(1, when, { method: "POST", path: /^\/sales_orders$/ });
    expect(await importAnyway(order.legacyId)).toBe(200);
    await held.reached;
    await flow.app.kill();
    held.release("discard");
    await flow.app.start();
    await flow.imported(order, 60_000);
    await flow.stands(order, "in-step", 60_000);
    expect(flow.salesOrdersOf(order)).toHaveLength(1);
    expect(everMade(order)).toHaveLength(2);
  });
});

describe("[REC-5] Retry", () => {
  it("starts from what is now on both sides", async () => {
    const { sku, product } = { sku: "TWICE", product: { name: "Twice", price: 10 } };
    flow.account.addProduct({ ...product, sku });
    const other = flow.account.addProduct({ ...product, name: "Twice again", sku });
    flow.shop.addProduct({ title: "Twice", variants: [{ sku, price: "10.00" }] });
    const order = flow.place({ lines: [{ variantId: flow.variantId(sku), quantity: 1 }] });
    const standing = await flow.stands(order, "not-imported");
    expect(standing.why[0]?.sentence).toContain("2 Katana variants carry the SKU TWICE");
    flow.account.deleteVariant(other.variants[0]?.id ?? 0);
    expect(await ask("look-now", order.legacyId)).toBe(200);
    await flow.imported(order);
    await flow.stands(order, "in-step");
    const page = await pageOf(order);
    expect(page).toContain("A fresh look at both sides was asked for.");
    expect(page).toContain("Nothing keeps the order out of Katana any more.");
  });
});

describe("[SET-9] a setting that is saved", () => {
  const save = (importPaymentPending: "on" | "off") =>
    flow.merchant.submit("/app/settings/orders", {
      importPaymentPending,
      bringShippingFee: "on",
      nonPhysicalCustomItems: "service",
      bringOrderChanges: "on",
      bringLocationUpdates: "on",
      bringReturns: "off",
      syncFulfillment: "on",
    });

  it("[SET-2] lets in the pending orders that it kept out, and governs the next ones", async () => {
    const [first, second] = [await keptOut(), await keptOut()];
    expect(await save("on")).toBe(200);
    await flow.imported(first);
    await flow.imported(second);
    await flow.imported(flow.place({ payment: "pending" }));
    expect(await save("off")).toBe(200);
    await keptOut();
    await flow.stands(first, "in-step");
    expect(flow.salesOrdersOf(first)).toHaveLength(1);
  });
});
