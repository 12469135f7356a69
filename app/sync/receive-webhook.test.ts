import { beforeEach, describe, expect, it, vi } from "vitest";
import { orderId } from "../domain/testing/ids.ts";
import type { Hint } from "./hint.ts";
import { receiveWebhook } from "./receive-webhook.ts";
import type { Delivery } from "./stores.ts";
import { acme, createSyncWorld, theOrder, type SyncWorld } from "./testing/sync-world.ts";

let world: SyncWorld;
beforeEach(() => {
  world = createSyncWorld();
});

const delivery = (overrides: Partial<Delivery> = {}): Delivery => ({
  source: "shopify",
  shop: acme,
  topic: "a/topic",
  deliveryId: "one",
  eventId: null,
  triggeredAt: world.clock.instant(),
  receivedAt: world.clock.instant(),
  ...overrides,
});
const receive = (hint: Hint, overrides: Partial<Delivery> = {}) =>
  receiveWebhook(world.outside, world.stores, delivery(overrides), hint);
const shop = () => world.tables.shops.get(acme);
const privacy = (request: Extract<Hint, { kind: "privacy" }>["request"]): Hint => ({
  kind: "privacy",
  request,
  customerId: "7001",
  orderIds: [orderId("5501")],
});

describe("[REC-1] a webhook", () => {
  it("about an order has it looked at, once however often it is repeated", async () => {
    await receive({ kind: "order", orderId: theOrder.orderId });
    await receive({ kind: "order", orderId: theOrder.orderId });
    expect([...world.tables.orders.values()]).toMatchObject([{ ...theOrder, wanted: 1, priority: 10 }]);
    expect(world.shopify.calls).toEqual([]);
  });

  it.each([
    [{ kind: "find-order", gid: "gid://shopify/Return/1" }, "gid://shopify/Return/1"],
    [{ kind: "locations" }, "locations"],
  ] as const)("that names no order stays open: %o", async (hint, subject) => {
    await receive(hint);
    expect(world.tables.inbox).toMatchObject([{ note: { kind: "open", subject }, open: true }]);
    expect(world.tables.woken).toEqual(["1"]);
  });

  it.each([
    [{ kind: "unknown-topic" }, "Tandem does not know this topic."],
    [{ kind: "unreadable", why: "The body is not JSON." }, "The body is not JSON."],
  ] as const)("that says nothing is kept with why: %o", async (hint, failure) => {
    await receive(hint);
    expect(world.tables.inbox).toMatchObject([{ note: { kind: "failed", failure }, open: false }]);
    expect(world.tables.woken).toEqual([]);
  });

  it("of new scopes has them kept", async () => {
    await receive({ kind: "scopes", granted: ["read_orders"] });
    expect(world.tables.scopes.get(acme)).toEqual(["read_orders"]);
    expect(world.tables.inbox).toMatchObject([{ open: false }]);
  });
});

describe("[CON-7] an uninstall notice", () => {
  it("stops the shop's work and forgets its credentials", async () => {
    await receive({ kind: "uninstalled" });
    expect(shop()).toMatchObject({ uninstalledAt: world.clock.instant() });
    expect(world.tables.connections.size).toBe(0);
  });

  it("that is older than the latest install is recorded and ignored", async () => {
    const triggeredAt = world.clock.instant();
    world.clock.advance(60_000);
    await world.stores.shops.recordUninstall(acme, world.clock.instant());
    await world.stores.shops.recordInstall(acme, world.clock.instant(), null);
    await receive({ kind: "uninstalled" }, { triggeredAt });
    expect(shop()).toMatchObject({ uninstalledAt: null });
    expect(world.tables.inbox).toHaveLength(1);
  });

  it("without the instant of its event counts from its arrival", async () => {
    await receive({ kind: "uninstalled" }, { triggeredAt: null });
    expect(shop()?.uninstalledAt).not.toBeNull();
  });

  it("of a shop nobody knows changes nothing", async () => {
    world.tables.shops.clear();
    await receive({ kind: "uninstalled" });
    expect(shop()).toBeUndefined();
  });

  it("that was interrupted is done by its repetition, and not a third time", async () => {
    const record = vi.spyOn(world.stores.shops, "recordUninstall").mockRejectedValueOnce(new Error("killed"));
    await expect(receive({ kind: "uninstalled" })).rejects.toThrow("killed");
    expect(shop()?.uninstalledAt).toBeNull();
    await receive({ kind: "uninstalled" });
    expect(shop()?.uninstalledAt).not.toBeNull();
    await receive({ kind: "uninstalled" });
    expect(record).toHaveBeenCalledTimes(2);
  });
});

describe("[CON-7] a compliance webhook", () => {
  it("that asks for a customer's data is kept until it is answered", async () => {
    await receive(privacy("customers/data_request"));
    expect(world.tables.privacy).toMatchObject([{ request: { customerId: "7001" }, settled: false }]);
  });

  it("that asks to forget a customer is settled at once", async () => {
    await receive(privacy("customers/redact"));
    expect(world.tables.privacy).toMatchObject([{ settled: true }]);
  });

  it("that asks to forget a shop deletes what is kept of an uninstalled one", async () => {
    await world.look();
    await world.stores.shops.recordUninstall(acme, world.clock.instant());
    await receive(privacy("shop/redact"));
    expect(shop()).toBeUndefined();
    expect(world.tables.orders.size).toBe(0);
    await receive(privacy("shop/redact"), { deliveryId: "two" });
    expect(world.log.filter(({ event }) => event === "shop.forgotten")).toHaveLength(2);
  });

  it("that asks to forget a shop leaves one that came back", async () => {
    await receive(privacy("shop/redact"));
    expect(shop()).toBeDefined();
  });
});
