import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { CallFailure } from "../domain/failure.ts";
import type { OrderStatus } from "../domain/order-status.ts";
import { aLine, aShippingLine, aTax, anOrder } from "../domain/testing/build-order.ts";
import { decimal, lineId, orderId, shopDomain, shopifyLocationId, variantId } from "../domain/testing/ids.ts";
import { aVariant } from "../domain/testing/build-references.ts";
import { reconcileOrder } from "./reconcile-order.ts";
import { acme, createSyncWorld, theOrder, type SyncWorld } from "./testing/sync-world.ts";

let world: SyncWorld;
beforeEach(() => {
  world = createSyncWorld();
});

const link = () => world.tables.links.get(`${acme}:5501`);
const outcomes = () => world.tables.attempts.map(({ step, outcome }) => [step, outcome]);
const sent = (call: string) => world.katana.calls.filter((name) => name === call).length;

describe("an order that comes over", () => {
  it("[IMP-9] is recorded before it is sent, made, and linked to its sales order", async () => {
    world.katana.onCall = (call) => {
      if (call === "createSalesOrder") expect(outcomes()).toEqual([["create-sales-order", null]]);
    };
    const row = await world.look();
    expect(row).toMatchObject({ status: "in-step", done: 1, wanted: 1, nextTryAt: null, failure: null });
    const [made] = world.katana.salesOrders;
    expect(link()).toMatchObject({ salesOrderId: made?.id, salesOrderNo: "#1001", katanaTotal: "12" });
    expect(outcomes()).toEqual([["create-sales-order", "made"]]);
    expect(world.tables.timeline).toMatchObject([{ kind: "imported", details: { salesOrderNo: "#1001", rows: 1 } }]);
    expect(row.acceptedAt).toBe(world.clock.instant());
  });

  it("[REC-1] is left alone at the next look", async () => {
    await world.look();
    const row = await world.look();
    expect(row.status).toBe("in-step");
    expect(world.katana.salesOrders).toHaveLength(1);
    expect(world.tables.timeline).toHaveLength(1);
  });

  it("is not looked at without an outstanding look, nor while another run holds it", async () => {
    await reconcileOrder(world.outside, world.stores, theOrder);
    await world.stores.orders.want(theOrder, 10);
    await world.stores.orders.claim(theOrder, "somebody else", 40_000);
    await reconcileOrder(world.outside, world.stores, theOrder);
    expect(world.shopify.calls).toEqual([]);
  });

  it("[MAP-4, MAP-10, MAP-12] brings customer, tax rate and fee with it, each once", async () => {
    world.katana.customers.clear();
    world.katana.taxRates.splice(0);
    const row = await world.look(anOrder({ shippingLines: [aShippingLine()] }));
    expect(row.status).toBe("in-step");
    expect(outcomes()).toEqual([
      ["create-tax-rate", "made"],
      ["create-customer", "made"],
      ["create-sales-order", "made"],
      ["create-shipping-fee", "made"],
    ]);
    expect(link()?.agreed).toMatchObject({ shippingFee: { amount: "5" }, shippingFeePending: null });
    expect(world.katana.taxRates).toHaveLength(1);
  });

  it("[MAP-4] finds the one generic customer again for orders without any", async () => {
    await world.look(anOrder({ customer: null }));
    await world.look(anOrder({ id: orderId("5502"), name: "#1002", customer: null }));
    expect(sent("createCustomer")).toBe(1);
    expect(world.katana.salesOrders).toHaveLength(2);
  });

  it("[STO-4] shares a new tax rate with nine others that need it at the same time", async () => {
    world.katana.taxRates.splice(0);
    // What each order loaded beforehand was read before any of them made the rate.
    world.katana.onCall = () => new Promise((resolve) => setImmediate(resolve));
    const ids = Array.from({ length: 10 }, (_, index) => orderId(String(6000 + index)));
    await Promise.all(ids.map((id) => world.look(anOrder({ id, name: `#${id}` }))));
    expect(world.katana.salesOrders).toHaveLength(10);
    expect(world.katana.taxRates).toHaveLength(1);
    expect(sent("createTaxRate")).toBe(1);
  });

  it("[STO-1] keeps stores with the same order id apart", async () => {
    const other = shopDomain("other.myshopify.com");
    world.tables.shops.set(other, { ...world.tables.shops.get(acme)!, domain: other });
    world.tables.connections.set(other, world.tables.connections.get(acme)!);
    world.tables.locations.set(other, world.tables.locations.get(acme)!);
    await world.look();
    await world.look(anOrder(), other);
    expect(world.katana.salesOrders.map(({ storeName }) => storeName)).toEqual([acme, other]);
  });
});

describe("an order number that Katana has already", () => {
  it("[MAP-1] gets the shop's handle appended, in a second recorded create", async () => {
    world.katana.takenNumbers.add("#1001");
    const row = await world.look();
    expect(row.status).toBe("in-step");
    expect(link()?.salesOrderNo).toBe("#1001 (acme)");
    expect(outcomes()).toEqual([
      ["create-sales-order", "refused"],
      ["create-sales-order", "made"],
    ]);
  });

  it("[MAP-1, CHG-12] is a block with Katana's words when that one is taken too", async () => {
    world.katana.takenNumbers.add("#1001").add("#1001 (acme)");
    const row = await world.look();
    expect(row.status).toBe("needs-you");
    expect(row.blocks).toEqual([
      { kind: "katana-refused", step: "create-sales-order", words: "order_no has already been taken." },
    ]);
    expect(link()).toBeUndefined();
  });
});

describe("an order that stays out", () => {
  it("[IMP-1, IMP-3] is refused with all its reasons and asks Katana nothing", async () => {
    const row = await world.look(
      anOrder({
        cancelledAt: "2026-11-10T09:30:00Z",
        financialStatus: { known: true, value: "PENDING" },
        createdAt: "2026-10-01T09:00:00Z",
      }),
    );
    expect(row.status).toBe("not-imported");
    expect(row.reasons.map(({ kind }) => kind)).toEqual(["cancelled", "payment-pending", "created-before-activation"]);
    expect(row.acceptedAt).toBeNull();
    expect(world.katana.calls).toEqual([]);
    expect(world.tables.timeline).toMatchObject([{ kind: "judged", details: { before: [], after: row.reasons } }]);
  });

  it("[IMP-8] comes over once it is paid", async () => {
    await world.look(anOrder({ financialStatus: { known: true, value: "PENDING" } }));
    const row = await world.look();
    expect(row).toMatchObject({ status: "in-step", reasons: [] });
    expect(world.tables.timeline.map(({ kind }) => kind)).toEqual(["judged", "imported", "judged"]);
  });

  it("[MAP-6] is refused when two variants carry its SKU", async () => {
    world.katana.variants = [aVariant(), aVariant({ id: variantId(502) })];
    const row = await world.look();
    expect(row.reasons).toEqual([{ kind: "ambiguous-sku", sku: "CHAIR", variantIds: [501, 502] }]);
    expect(world.katana.salesOrders).toEqual([]);
  });

  it("[CON-1] says that syncing is off while the shop never activated", async () => {
    const record = world.tables.shops.get(acme)!;
    world.tables.shops.set(acme, {
      ...record,
      activation: { firstActivatedAt: null, activatedAt: null, pausedAt: null },
    });
    expect(await world.look()).toMatchObject({ status: "not-imported", reasons: [{ kind: "not-active" }] });
  });

  it("[CON-5] waits out a pause and is still wanted after it", async () => {
    const record = world.tables.shops.get(acme)!;
    const unmatched = world.tables.locations.get(acme)!.map((location) => ({ ...location, katana: null }));
    world.tables.locations.set(acme, unmatched);
    await world.look();
    await world.stores.shops.saveActivation(
      acme,
      { ...record.activation, pausedAt: world.clock.instant() },
      world.clock.instant(),
    );
    // Pausing by itself asks for no look.
    expect(await world.lookAgain()).toMatchObject({ status: "waiting", reasons: [] });
    await world.stores.orders.want(theOrder, 10);
    expect((await world.lookAgain()).reasons).toEqual([{ kind: "not-active" }]);
    world.clock.advance(60_000);
    const resumed = { ...record.activation, activatedAt: world.clock.instant() };
    await world.stores.shops.saveActivation(acme, resumed, world.clock.instant());
    expect(await world.lookAgain()).toMatchObject({ status: "waiting", reasons: [] });
  });

  it("[CON-7] is not read at all once the app is uninstalled, and a linked one keeps its standing", async () => {
    await world.look();
    await world.stores.shops.recordUninstall(acme, world.clock.instant());
    world.shopify.calls.splice(0);
    expect(await world.look()).toMatchObject({ status: "in-step", reasons: [] });
    expect(await world.look(anOrder({ id: orderId("5502") }))).toMatchObject({
      status: "not-imported",
      reasons: [{ kind: "not-active" }],
    });
    expect(world.shopify.calls).toEqual([]);
  });
});

describe("an order that waits", () => {
  it("[MAP-15] waits for routing until two minutes are over, then takes Katana's default location", async () => {
    const row = await world.look(anOrder({ createdAt: "2026-11-10T09:59:30Z", fulfillmentOrders: [] }));
    expect(row).toMatchObject({
      status: "waiting",
      waits: [{ kind: "routing" }],
      nextTryAt: "2026-11-10T10:01:30.000Z",
    });
    world.clock.advance(90_000);
    const late = await world.lookAgain();
    expect(late).toMatchObject({ status: "in-step", notices: [{ kind: "default-location-used" }], nextTryAt: null });
  });

  it("[CON-1, PAG-3] waits for the match of its location", async () => {
    world.tables.locations.set(acme, []);
    expect(await world.look()).toMatchObject({ status: "waiting", waits: [{ kind: "location-unmatched" }] });
    expect(world.katana.calls).toEqual([]);
  });

  it("[REC-2] waits visibly when it may come over and Katana is not connected", async () => {
    world.tables.connections.delete(acme);
    expect(await world.look()).toMatchObject({ status: "waiting", waits: [{ kind: "katana-not-read" }] });
  });

  it("[REC-2] waits visibly when it owes its fee and Katana is not connected", async () => {
    world.katana.trouble("createShippingFee", { failure: { kind: "unavailable", side: "katana", words: "503" } });
    await world.look(anOrder({ shippingLines: [aShippingLine()] }));
    world.tables.connections.delete(acme);
    world.clock.advance(1_000);
    expect(await world.lookAgain()).toMatchObject({ status: "waiting", waits: [{ kind: "katana-not-read" }] });
  });
});

describe("an order that Shopify does not show", () => {
  it("[REC-7] becomes a block and changes nothing in Katana", async () => {
    await world.look();
    world.shopify.orders.clear();
    await world.stores.orders.want(theOrder, 10);
    const row = await world.lookAgain();
    expect(row).toMatchObject({ status: "needs-you", blocks: [{ kind: "not-shown-by-shopify" }] });
    expect(world.katana.salesOrders).toMatchObject([{ deleted: false }]);
    expect(row.order?.name).toBe("#1001");
  });
});

describe("an order that was changed after it came over", () => {
  const changed = anOrder({ lines: [aLine({ orderedQuantity: 2 })] });

  it("[CHG-13] is not a block with order changes off, nor after they are turned on again", async () => {
    await world.look();
    const record = world.tables.shops.get(acme)!;
    const off = { ...record.settings, bringOrderChanges: false };
    await world.stores.shops.saveSettings(acme, off, world.clock.instant());
    expect(await world.look(changed)).toMatchObject({ status: "in-step", blocks: [] });
    await world.stores.shops.saveSettings(acme, record.settings, world.clock.instant());
    expect(await world.look(changed)).toMatchObject({ status: "in-step", blocks: [] });
  });
});

describe("[REC-6] a failed call", () => {
  const words = "said so";
  const kinds: readonly [CallFailure, OrderStatus, number | null][] = [
    [{ kind: "rate-limited", side: "shopify", retryAfterMs: 2_500 }, "waiting", 2_500],
    [{ kind: "unavailable", side: "shopify", words }, "retrying", 1_000],
    [{ kind: "unauthorized", side: "shopify", words }, "needs-you", null],
    [{ kind: "rejected", side: "shopify", status: 404, words }, "needs-you", null],
    [{ kind: "unreadable", side: "shopify", path: "order.id", words }, "needs-you", null],
  ];

  it.each(kinds)("of kind $kind to Shopify leaves the order with its next try", async (failure, status, delayMs) => {
    world.shopify.failure = failure;
    const row = await world.look();
    expect(row).toMatchObject({ status, failure, done: delayMs === null ? 1 : 0 });
    expect(row.nextTryAt).toBe(delayMs === null ? null : world.clock.instant(delayMs));
    world.shopify.failure = null;
    await world.lookAgain();
    expect(world.katana.salesOrders).toEqual([]);
    world.clock.advance(delayMs ?? 0);
    if (delayMs === null) await world.stores.orders.want(theOrder, 10);
    expect(await world.lookAgain()).toMatchObject({ status: "in-step", failure: null, attempts: 0 });
  });

  it.each(["loadFactory", "listTaxRates", "findVariants", "findCustomer"] as const)(
    "of Katana's %s sends nothing",
    async (call) => {
      world.katana.trouble(call, { failure: { kind: "unavailable", side: "katana", words } });
      expect(await world.look()).toMatchObject({ status: "retrying", failure: { side: "katana" }, acceptedAt: null });
      expect(world.tables.attempts).toEqual([]);
    },
  );

  it("[REC-6] asks nobody again while Katana is away, until a try is due or a person asks", async () => {
    const { connections, requests } = world.stores;
    world.katana.trouble("findVariants", { failure: { kind: "unavailable", side: "katana", words } });
    await world.look();
    for (let call = 0; call < 4; call += 1) await connections.recordNoAnswer(acme, words, world.clock.instant());
    // Were Shopify asked, it would fail differently.
    world.shopify.failure = { kind: "unavailable", side: "shopify", words };
    world.clock.advance(1_500);
    expect(await world.lookAgain()).toMatchObject({ status: "retrying", failure: { side: "katana" }, attempts: 2 });
    await requests.lookNow([theOrder], "a person", world.clock.instant());
    expect(await world.lookAgain()).toMatchObject({ failure: { side: "shopify" } });
  });

  it("comes again after growing delays", async () => {
    world.shopify.failure = { kind: "unavailable", side: "shopify", words };
    await world.look();
    world.clock.advance(1_000);
    expect((await world.lookAgain()).nextTryAt).toBe(world.clock.instant(2_000));
    world.clock.advance(2_000);
    expect((await world.lookAgain()).nextTryAt).toBe(world.clock.instant(4_000));
  });

  it.each([
    ["rate-limited", { kind: "rate-limited", side: "katana", retryAfterMs: 5_000 }],
    ["unavailable", { kind: "unavailable", side: "katana", words }],
    ["unauthorized", { kind: "unauthorized", side: "katana", words }],
  ] as const)("to create the sales order, when %s, counts as not sent", async (_kind, failure) => {
    world.katana.trouble("createSalesOrder", { failure });
    await world.look();
    expect(outcomes()).toEqual([["create-sales-order", "not-sent"]]);
    world.clock.advance(5_000);
    await world.stores.orders.want(theOrder, 10);
    expect(await world.lookAgain()).toMatchObject({ status: "in-step" });
    expect(sent("findSalesOrders")).toBe(0);
  });

  it("[CHG-12] that Katana refuses is a block in its own words, tried again when something changed", async () => {
    const refusal: CallFailure = {
      kind: "rejected",
      side: "katana",
      status: 422,
      words: "delivery_date is in a closed period.",
    };
    world.katana.trouble("createSalesOrder", { failure: refusal });
    expect(await world.look()).toMatchObject({
      status: "needs-you",
      blocks: [{ kind: "katana-refused", step: "create-sales-order", words: "delivery_date is in a closed period." }],
      nextTryAt: null,
    });
    expect(await world.look()).toMatchObject({ status: "in-step", blocks: [] });
  });

  it("[MAP-14] for want of multi-currency is a reason, and the order counts as accepted", async () => {
    const refusal = { kind: "rejected", side: "katana", status: 422, words: "Multi-currency is not enabled" } as const;
    world.katana.trouble("createSalesOrder", { failure: refusal });
    expect(await world.look(anOrder({ currency: "SEK" }))).toMatchObject({
      status: "not-imported",
      reasons: [{ kind: "currency-refused", currency: "SEK" }],
      acceptedAt: expect.any(String),
      nextTryAt: null,
    });
    expect(await world.look(anOrder({ currency: "SEK" }))).toMatchObject({ status: "in-step", reasons: [] });
  });

  it("[REC-6] of something that is gone from Katana is tried once more from fresh state, then believed", async () => {
    const gone = { kind: "rejected", side: "katana", status: 422, words: "variant_id 501 does not exist" } as const;
    world.katana.trouble("createSalesOrder", { failure: gone });
    expect(await world.look()).toMatchObject({ status: "retrying", failure: { kind: "unavailable" } });
    world.clock.advance(1_000);
    world.katana.trouble("createSalesOrder", { failure: { ...gone, status: 404, words: "Not found" } });
    expect(await world.lookAgain()).toMatchObject({ status: "needs-you", blocks: [{ kind: "katana-refused" }] });
    world.clock.advance(600_000);
    world.katana.trouble("createSalesOrder", { failure: { ...gone, status: 404, words: "Not found" } });
    expect(await world.look()).toMatchObject({ status: "retrying" });
    world.clock.advance(1_000);
    expect(await world.lookAgain()).toMatchObject({ status: "in-step" });
  });

  it.each(["createCustomer", "createTaxRate"] as const)("of %s stops before the sales order", async (call) => {
    world.katana.customers.clear();
    world.katana.taxRates.splice(0);
    world.katana.trouble(call, { failure: { kind: "rejected", side: "katana", status: 422, words } });
    expect(await world.look()).toMatchObject({ status: "needs-you", failure: { kind: "rejected" } });
    expect(world.katana.salesOrders).toEqual([]);
  });

  it("[IMP-11] inside Tandem is thrown, and the order is tried again", async () => {
    world.shopify.onCall = () => {
      throw new Error("a bug");
    };
    await expect(world.look()).rejects.toThrow("a bug");
    expect(world.tables.orders.get(`${acme}:5501`)).toMatchObject({
      status: "retrying",
      failure: { kind: "internal" },
      nextTryAt: world.clock.instant(1_000),
      leaseHolder: null,
    });
    world.shopify.onCall = () => undefined;
    world.clock.advance(1_000);
    expect(await world.lookAgain()).toMatchObject({ status: "in-step" });
  });
});

describe("a lease that was lost", () => {
  afterEach(() => vi.useRealTimers());

  it("lets nothing be sent and nothing be written", async () => {
    world.katana.onCall = (call) => {
      if (call === "findVariants") world.tables.leasesAreLost = true;
    };
    const row = await world.look();
    expect(world.katana.salesOrders).toEqual([]);
    expect(row).toMatchObject({ status: "waiting", done: 0, leaseHolder: "holder 1" });
    expect(world.log).toContainEqual({ event: "order.lease-lost", fields: theOrder });
  });

  it("[IMP-9] leaves its recorded create to whoever takes over, who looks first", async () => {
    world.katana.onCall = (call) => {
      if (call === "findVariants") world.tables.leasesAreLost = true;
    };
    await world.look();
    world.tables.leasesAreLost = false;
    world.katana.onCall = () => undefined;
    expect(outcomes()).toEqual([["create-sales-order", null]]);
    world.clock.advance(40_000);
    expect(await world.lookAgain()).toMatchObject({ status: "waiting", waits: [{ kind: "unknown-create" }] });
    expect(sent("createSalesOrder")).toBe(0);
  });

  it("is renewed while a call takes its time", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    let goOn = () => undefined as void;
    world.shopify.onCall = () => new Promise((resolve) => (goOn = resolve));
    const looking = world.look();
    await new Promise((resolve) => setImmediate(resolve));
    world.clock.advance(30_000);
    vi.advanceTimersByTime(10_000);
    await new Promise((resolve) => setImmediate(resolve));
    world.clock.advance(30_000);
    goOn();
    expect(await looking).toMatchObject({ status: "in-step" });
  });

  it("says so in the log when it cannot be renewed", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    let goOn = () => undefined as void;
    world.shopify.onCall = () => new Promise((resolve) => (goOn = resolve));
    const renew = vi.spyOn(world.stores.orders, "renew").mockRejectedValueOnce(new Error("away"));
    const looking = world.look();
    await new Promise((resolve) => setImmediate(resolve));
    vi.advanceTimersByTime(10_000);
    await new Promise((resolve) => setImmediate(resolve));
    goOn();
    await looking;
    expect(renew).toHaveBeenCalled();
    expect(world.log.map(({ event }) => event)).toContain("lease.renew-failed");
  });
});

describe("a location that was split", () => {
  it("[MAP-15] gives each row its own matched location", async () => {
    const lines = [aLine(), aLine({ id: lineId("102"), taxLines: [aTax("20")] })];
    const at = (id: string, index: number) => ({
      gid: `gid://shopify/FulfillmentOrder/${id}`,
      status: { known: true, value: "OPEN" } as const,
      locationId: shopifyLocationId(id),
      locationName: id,
      deliveryMethod: "SHIPPING",
      isFulfillable: true,
      lines: [
        {
          gid: `gid://shopify/FulfillmentOrderLineItem/${String(index)}`,
          lineId: lines[index]!.id,
          total: 1,
          remaining: 1,
        },
      ],
    });
    await world.look(anOrder({ lines, fulfillmentOrders: [at("1", 0), at("2", 1)] }));
    const rows = link()?.agreed.rows ?? [];
    expect(rows.map(({ locationId, taxPercent }) => [locationId, taxPercent])).toEqual([
      [11, decimal("20")],
      [12, decimal("20")],
    ]);
  });
});
