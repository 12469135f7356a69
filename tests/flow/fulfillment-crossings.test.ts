import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { OrderView } from "../../simulators/shopify/control.ts";
import { startFlow, type Flow } from "../support/flow.ts";
import { createShipping, type ShippedOrder, type Shipping } from "../support/shipping.ts";
import { pause, until } from "../support/until.ts";

let flow: Flow;
let shipping: Shipping;

/** Two whose creates had no effect and no answer. They wait while the other tests run. */
let lost: { readonly inShopify: ShippedOrder; readonly inKatana: ShippedOrder };

beforeAll(async () => {
  flow = await startFlow({ env: { KATANA_POLL_SECONDS: "1" } });
  shipping = createShipping(flow);
  lost = { inShopify: await ofMugs(2), inKatana: await ofMugs(2) };
  const fault = { kind: "drop", when: "before" } as const;
  flow.shopify.faults.add({ match: createInShopify, fault });
  flow.katana.faults.add({ match: createInKatana, fault });
  const { row, salesOrder } = lost.inShopify;
  flow.account.pack(salesOrder.id, { [row]: 2 });
  flow.shop.fulfil(lost.inKatana.order.id);
  await until(() => sentToShopify() + sentToKatana() === 2, { what: "two lost fulfillments" });
});

afterAll(async () => {
  await flow.stop();
});

afterEach(() => {
  expect(flow.katana.refusals(), "requests that Katana does not know").toEqual([]);
});

const mugs = (quantity: number) => ({ variantId: flow.variantId("MUG-CER"), quantity });
const boards = (quantity: number) => ({ variantId: flow.variantId("BOARD-ASH"), quantity });
const ofMugs = (quantity: number): Promise<ShippedOrder> => shipping.imported({ lines: [mugs(quantity)] });

const openOnes = ({ id }: OrderView) =>
  flow.shop.order(id).fulfillmentOrders.filter(({ status }) => !["CLOSED", "CANCELLED", "INCOMPLETE"].includes(status));

const onlyOpenOne = (order: OrderView): string => openOnes(order)[0]?.id ?? "";

const place = (name: string): string => flow.shop.locations().find((one) => one.name === name)?.id ?? "";

/** Units of each fulfillment in Shopify that stands, as `2+1`. */
const unitsInShopify = (order: OrderView): string =>
  shipping
    .inShopify(order)
    .filter(({ status }) => status === "SUCCESS")
    .map(({ lines }) => lines.reduce((units, { quantity }) => units + quantity, 0))
    .join("+");

/** Units of each live fulfillment in Katana, with a P behind what is only packed. */
const unitsInKatana = ({ salesOrder }: ShippedOrder): string =>
  shipping
    .inKatana(salesOrder)
    .map(({ status, sales_order_fulfillment_rows: rows }) => {
      const units = rows.reduce((total, { quantity }) => total + quantity, 0);
      return `${String(units)}${status === "PACKED" ? "P" : ""}`;
    })
    .join("+");

const both = (one: ShippedOrder): string => `${unitsInShopify(one.order)} | ${unitsInKatana(one)}`;

const becomes = (one: ShippedOrder, wanted: string, withinMs = 10_000) =>
  until(() => both(one) === wanted, { what: wanted, seen: () => both(one), withinMs });

const createInShopify = { operation: "TandemCreateFulfillment" };
const createInKatana = { method: "POST", path: /\/sales_order_fulfillments$/ };

const sentToShopify = () =>
  flow.shopify.requests().filter(({ operation }) => operation === createInShopify.operation).length;

const sentToKatana = () =>
  flow.katana
    .requests()
    .filter(({ method, path }) => method === createInKatana.method && path.endsWith("/sales_order_fulfillments"))
    .length;

describe("[FUL-10] [FUL-3] what stands in Shopify between an order and its goods", () => {
  it("is waited for while it is scheduled, and fulfilled when its time has come", async () => {
    const one = await ofMugs(1);
    flow.shop.schedule(one.order.id, onlyOpenOne(one.order), new Date(flow.clock.now() + 3_600_000).toISOString());
    flow.account.deliver(one.salesOrder.id);
    const { why } = await flow.stands(one.order, "needs-you");
    expect(why[0]?.sentence).toMatch(/schedule|later/i);
    expect(both(one)).toBe(" | 1");
    flow.shop.schedule(one.order.id, onlyOpenOne(one.order), new Date(flow.clock.now() + 10).toISOString());
    await becomes(one, "1 | 1");
    await flow.stands(one.order, "in-step");
  });

  it("is looked at when its progress changes, whatever else Shopify tells of it", async () => {
    const one = await ofMugs(1);
    const before = shipping.looksAt(one.order);
    flow.shop.reportProgress(one.order.id, onlyOpenOne(one.order));
    await shipping.lookedAt(one.order, before);
  });

  it("goes from where it was moved to", async () => {
    const one = await ofMugs(2);
    const before = shipping.looksAt(one.order);
    flow.shop.move(one.order.id, { fulfillmentOrderId: onlyOpenOne(one.order), locationId: place("Tartu shop") });
    await shipping.lookedAt(one.order, before);
    flow.account.pack(one.salesOrder.id, { [one.row]: 2 });
    await becomes(one, "2 | 2P");
    expect(shipping.inShopify(one.order)).toMatchObject([{ locationId: place("Tartu shop") }]);
  });

  it("goes as one when it was split at one place, and apart when its parts are at two", async () => {
    const together = await ofMugs(3);
    flow.shop.split(together.order.id, onlyOpenOne(together.order), [{ lineId: together.line, quantity: 1 }]);
    expect(openOnes(together.order)).toHaveLength(2);
    flow.account.pack(together.salesOrder.id, { [together.row]: 3 });
    const apart = await ofMugs(3);
    flow.shop.move(apart.order.id, {
      fulfillmentOrderId: onlyOpenOne(apart.order),
      locationId: place("Tartu shop"),
      lines: [{ lineId: apart.line, quantity: 1 }],
    });
    flow.account.pack(apart.salesOrder.id, { [apart.row]: 3 });
    await becomes(together, "3 | 3P");
    await until(() => ["1+2", "2+1"].includes(unitsInShopify(apart.order)), { what: "two fulfillments" });
    await flow.stands(apart.order, "in-step");
    expect(flow.shop.order(apart.order.id).fulfillmentStatus).toBe("FULFILLED");
  });

  it("goes when its parts were merged again", async () => {
    const one = await ofMugs(3);
    flow.shop.split(one.order.id, onlyOpenOne(one.order), [{ lineId: one.line, quantity: 1 }]);
    flow.shop.merge(
      one.order.id,
      openOnes(one.order).map(({ id }) => id),
    );
    flow.account.deliver(one.salesOrder.id);
    await becomes(one, "3 | 3");
  });

  it("goes as far as it is not held, and the rest when it is released", async () => {
    const one = await ofMugs(3);
    flow.shop.hold(one.order.id, { lines: [{ lineId: one.line, quantity: 1 }] });
    flow.account.pack(one.salesOrder.id, { [one.row]: 3 });
    await becomes(one, "2 | 3P");
    const { why } = await flow.stands(one.order, "needs-you");
    expect(why[0]?.sentence).toContain("Shopify holds");
    flow.shop.releaseHold(one.order.id);
    await becomes(one, "2+1 | 3P");
    await flow.stands(one.order, "in-step");
  });
});

describe("[FUL-9] shipments that cross", () => {
  it("of different units are both carried over", async () => {
    const one = await ofMugs(3);
    flow.shopify.deliveries.pause();
    flow.shop.fulfil(one.order.id, { lines: [{ lineId: one.line, quantity: 1 }] });
    flow.account.pack(one.salesOrder.id, { [one.row]: 2 });
    flow.shopify.deliveries.resume();
    await becomes(one, "1+2 | 2P+1");
    await flow.stands(one.order, "in-step");
  });

  it("of more units together than there are need a person, and nothing goes twice", async () => {
    const one = await ofMugs(3);
    flow.shopify.deliveries.pause();
    flow.shop.fulfil(one.order.id, { lines: [{ lineId: one.line, quantity: 1 }] });
    flow.account.pack(one.salesOrder.id, { [one.row]: 3 });
    flow.shopify.deliveries.resume();
    await flow.stands(one.order, "needs-you");
    await flow.merchant.syncNow(one.order);
    await flow.stands(one.order, "needs-you");
    expect(both(one)).toBe("1 | 3P");
  });

  it("of the same units in two different parcels are two", async () => {
    const one = await ofMugs(4);
    flow.shopify.deliveries.pause();
    const tracking = { number: "AAA", company: "UPS", url: null };
    flow.shop.fulfil(one.order.id, { lines: [{ lineId: one.line, quantity: 2 }], tracking });
    flow.account.pack(one.salesOrder.id, { [one.row]: 2 }, { number: "BBB", carrier: "UPS" });
    flow.shopify.deliveries.resume();
    await becomes(one, "2+2 | 2P+2");
    await flow.stands(one.order, "in-step");
  });

  it("packed again after a deletion make no second one in Shopify", async () => {
    const one = await ofMugs(2);
    flow.account.pack(one.salesOrder.id, { [one.row]: 2 });
    await becomes(one, "2 | 2P");
    await flow.stands(one.order, "in-step");
    flow.account.deleteFulfillment(shipping.inKatana(one.salesOrder)[0]?.id ?? 0);
    await flow.stands(one.order, "needs-you");
    const before = sentToShopify();
    flow.account.pack(one.salesOrder.id, { [one.row]: 2 });
    await flow.stands(one.order, "in-step");
    expect(shipping.inShopify(one.order)).toMatchObject([{ status: "SUCCESS" }]);
    expect(sentToShopify()).toBe(before);
  });
});

describe("[FUL-5] [FUL-6] what is done afterwards on one side", () => {
  it("leaves the other as it is: tracking changed on either side, a fulfillment cancelled in Shopify", async () => {
    const one = await ofMugs(3);
    const tracking = { number: "1Z", company: "UPS", url: null };
    const [own] = flow.shop.fulfil(one.order.id, { lines: [{ lineId: one.line, quantity: 1 }], tracking });
    await becomes(one, "1 | 1");
    flow.account.pack(one.salesOrder.id, { [one.row]: 2 }, { number: "JD", carrier: "DHL Express" });
    await becomes(one, "1+2 | 1+2P");
    await flow.stands(one.order, "in-step");
    const [mirrored, packed] = shipping.inKatana(one.salesOrder);
    flow.account.setTracking(mirrored?.id ?? 0, { number: "changed in Katana" });
    flow.account.setTracking(packed?.id ?? 0, { number: "changed in Katana" });
    for (const { id } of shipping.inShopify(one.order))
      flow.shop.updateTracking(id, { number: "changed in Shopify", company: "UPS", url: null });
    const before = shipping.looksAt(one.order);
    flow.shop.cancelFulfillment(own?.id ?? "");
    await shipping.lookedAt(one.order, before);
    await flow.merchant.syncNow(one.order);
    await shipping.lookedAt(one.order, before + 1);
    expect(both(one)).toBe("2 | 1+2P");
    expect(shipping.inKatana(one.salesOrder).map((each) => each.tracking_number)).toEqual(
      Array.from({ length: 2 }, () => "changed in Katana"),
    );
    const numbers = shipping.inShopify(one.order).flatMap((each) => each.tracking.map(({ number }) => number));
    expect(new Set(numbers)).toEqual(new Set(["changed in Shopify"]));
  });

  it("is not made again after Tandem's own fulfillment was cancelled in Shopify", async () => {
    const one = await ofMugs(2);
    flow.account.deliver(one.salesOrder.id);
    await becomes(one, "2 | 2");
    await flow.stands(one.order, "in-step");
    const before = shipping.looksAt(one.order);
    flow.shop.cancelFulfillment(shipping.inShopify(one.order)[0]?.id ?? "");
    await shipping.lookedAt(one.order, before);
    await flow.merchant.syncNow(one.order);
    await shipping.lookedAt(one.order, before + 1);
    expect(both(one)).toBe(" | 2");
  });
});

describe("rows and lines that do not match one to one", () => {
  it("[FUL-1] a tip goes along with the last goods", async () => {
    const one = await shipping.imported({ lines: [mugs(2)], tip: "2.00" });
    flow.shop.fulfil(one.order.id, { lines: [{ lineId: one.line, quantity: 1 }] });
    await becomes(one, "1 | 1");
    flow.shop.fulfil(one.order.id);
    await becomes(one, "1+1 | 1+2");
    expect(flow.account.salesOrder(one.salesOrder.id)?.status).toBe("DELIVERED");
  });

  it("[FUL-1] [FUL-3] a row that a person split goes as one", async () => {
    const one = await ofMugs(3);
    flow.account.editRow(one.row, { quantity: 1 });
    flow.account.addRow(one.salesOrder.id, { variant_id: flow.katanaVariantId("MUG-CER"), quantity: 2 });
    flow.shop.fulfil(one.order.id);
    await becomes(one, "3 | 3");
    expect(shipping.inKatana(one.salesOrder)[0]?.sales_order_fulfillment_rows).toHaveLength(2);
    expect(flow.account.salesOrder(one.salesOrder.id)?.status).toBe("DELIVERED");
  });

  it("[FUL-4] [FUL-10] a row that a person added goes alone, and stops no other", async () => {
    const one = await shipping.imported({ lines: [mugs(1), boards(1)] });
    const added = flow.account.addRow(one.salesOrder.id, { variant_id: flow.katanaVariantId("LAMP-OAK"), quantity: 1 });
    flow.account.pack(one.salesOrder.id, { [added]: 1, [one.row]: 1 });
    await becomes(one, "1 | 2P");
    flow.account.deliver(one.salesOrder.id);
    await becomes(one, "1+1 | 2+1");
    await flow.stands(one.order, "in-step");
  });
});

it("[FUL-8] [REC-3] the oldest batches go first, and what no batch held is told", async () => {
  const { variants } = flow.account.addProduct({ name: "Soap", sku: "SOAP", batchTracked: true });
  const [variantId, locationId] = [variants[0]?.id ?? 0, flow.account.locations()[0]?.id ?? 0];
  const [newer, older] = ["2026-02-01", "2026-01-01"].map((day) => {
    const { id } = flow.account.addBatch({ variantId, number: day, createdAt: `${day}T00:00:00.000Z` });
    flow.account.addStock({ variantId, locationId, batchId: id, quantity: 2 });
    return id;
  });
  const { variants: sold } = flow.shop.addProduct({ title: "Soap", variants: [{ sku: "SOAP", price: "4.00" }] });
  const one = await shipping.imported({ lines: [{ variantId: sold[0]?.id ?? "", quantity: 5 }] });
  flow.shop.fulfil(one.order.id, { lines: [{ lineId: one.line, quantity: 3 }] });
  await becomes(one, "3 | 3");
  flow.shop.fulfil(one.order.id);
  await becomes(one, "3+2 | 3+2");
  const taken = shipping.inKatana(one.salesOrder).map(({ sales_order_fulfillment_rows: [row] }) => row);
  expect(taken.map((row) => row?.batch_transactions)).toEqual([
    [
      { batch_id: older, quantity: 2 },
      { batch_id: newer, quantity: 1 },
    ],
    [
      { batch_id: newer, quantity: 1 },
      { batch_id: null, quantity: 1 },
    ],
  ]);
  const page = () => flow.merchant.open(`/app/orders/${one.order.legacyId}`);
  await until(async () => (await page()).includes("1 unit went without a batch"), { what: "the timeline" });
});

it("[CHG-6] [FUL-7] a pickup order that was delivered and archived keeps its sales order", async () => {
  const one = await shipping.imported({ lines: [mugs(1)], deliveryMethod: "PICK_UP" });
  flow.account.deliver(one.salesOrder.id);
  await until(async () => (await shipping.said(one.order)).includes("is for pickup"), { what: "the notice" });
  const before = shipping.looksAt(one.order);
  flow.shop.archive(one.order.id);
  await shipping.lookedAt(one.order, before);
  expect(flow.account.salesOrder(one.salesOrder.id)).toMatchObject({ status: "DELIVERED", deleted_at: null });
  expect(both(one)).toBe(" | 1");
});

it("[FUL-7] [FUL-9] a pickup order packed in two parts and fetched at once counts once", async () => {
  const one = await shipping.imported({ lines: [mugs(6)], deliveryMethod: "PICK_UP" });
  flow.account.pack(one.salesOrder.id, { [one.row]: 3 });
  flow.account.pack(one.salesOrder.id, { [one.row]: 2 });
  await until(async () => (await shipping.said(one.order)).includes("is for pickup"), { what: "the notice" });
  flow.shop.fulfil(one.order.id, { lines: [{ lineId: one.order.lines[0]?.id ?? "", quantity: 5 }] });
  await becomes(one, "5 | 3+2");
  await flow.stands(one.order, "in-step");
});

it("[FUL-5] [FUL-9] goods sent anew in another quantity count once", async () => {
  const one = await ofMugs(5);
  const lineId = one.order.lines[0]?.id ?? "";
  const [first] = flow.shop.fulfil(one.order.id, { lines: [{ lineId, quantity: 4 }] });
  await becomes(one, "4 | 4");
  flow.shop.cancelFulfillment(first?.id ?? "");
  flow.shop.fulfil(one.order.id, { lines: [{ lineId, quantity: 3 }] });
  await flow.stands(one.order, "in-step");
  flow.shop.fulfil(one.order.id, { lines: [{ lineId, quantity: 2 }] });
  await becomes(one, "3+2 | 4+1");
});

describe("[FUL-9] [REC-6] a fulfillment whose answer was lost", () => {
  it("after it took effect in Shopify is looked for, and not sent again", async () => {
    const one = await ofMugs(2);
    const before = sentToShopify();
    flow.shopify.faults.add({ match: createInShopify, fault: { kind: "drop", when: "after" } });
    flow.account.pack(one.salesOrder.id, { [one.row]: 2 });
    await becomes(one, "2 | 2P");
    await flow.stands(one.order, "in-step");
    expect(sentToShopify() - before).toBe(1);
  });

  it("after it took effect in Katana is looked for, and not sent again", async () => {
    const one = await ofMugs(2);
    const before = sentToKatana();
    flow.katana.faults.add({ match: createInKatana, fault: { kind: "drop", when: "after" } });
    flow.shop.fulfil(one.order.id);
    await becomes(one, "2 | 2");
    await flow.stands(one.order, "in-step");
    expect(sentToKatana() - before).toBe(1);
  });

  it("before it took effect is sent again once it cannot take effect any more", async () => {
    await becomes(lost.inShopify, "2 | 2P", 40_000);
    await becomes(lost.inKatana, "2 | 2", 40_000);
    await flow.stands(lost.inShopify.order, "in-step");
    await flow.stands(lost.inKatana.order, "in-step");
  }, 50_000);
});

it("[IMP-4] [FUL-12] with the setting off an in-store sale comes over and stays open", async () => {
  const settings = {
    ...{ importPaymentPending: "off", bringShippingFee: "on", nonPhysicalCustomItems: "service" },
    ...{ bringOrderChanges: "on", bringLocationUpdates: "on", bringReturns: "off" },
  };
  await flow.merchant.submit("/app/settings/orders", { ...settings, syncFulfillment: "off" });
  await pause(1_100);
  const asked = () => flow.katana.requests().filter(({ path }) => path.includes("fulfillments")).length;
  const before = asked();
  const order = flow.place({ source: "pos", lines: [mugs(1)] });
  const salesOrder = await flow.imported(order);
  await flow.stands(order, "in-step");
  expect(flow.account.salesOrder(salesOrder.id)?.status).toBe("NOT_SHIPPED");
  expect(asked()).toBe(before);
  await flow.merchant.submit("/app/settings/orders", { ...settings, syncFulfillment: "on" });
});
