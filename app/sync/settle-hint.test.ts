import { beforeEach, describe, expect, it } from "vitest";
import type { CallFailure } from "../domain/failure.ts";
import { shopifyLocationId } from "../domain/testing/ids.ts";
import { settleHint } from "./settle-hint.ts";
import { sweep } from "./sweep.ts";
import { acme, createSyncWorld, theOrder, type SyncWorld } from "./testing/sync-world.ts";

const gid = "gid://shopify/FulfillmentOrder/1";
let world: SyncWorld;
beforeEach(() => {
  world = createSyncWorld();
});

const hear = (subject: string) =>
  world.stores.inbox.accept(
    {
      source: "shopify",
      shop: acme,
      topic: "a/topic",
      deliveryId: "one",
      eventId: null,
      triggeredAt: null,
      receivedAt: world.clock.instant(),
    },
    { kind: "open", subject },
  );
const settle = () => settleHint(world.outside, world.stores, 1n);
const entry = () => world.tables.inbox[0];
const away: CallFailure = { kind: "unavailable", side: "shopify", words: "503" };

describe("[REC-1] a hint that names no order", () => {
  it("wakes the order that Shopify names, once", async () => {
    await hear(gid);
    world.shopify.orderIds.set(gid, theOrder.orderId);
    await settle();
    await settle();
    expect([...world.tables.orders.values()]).toMatchObject([{ ...theOrder, wanted: 1 }]);
    expect(world.shopify.calls).toEqual(["findOrderId"]);
  });

  it("is settled with why when Shopify shows no order for it", async () => {
    await hear(gid);
    await settle();
    expect(entry()).toMatchObject({ open: false, result: { failure: "Shopify shows no order for it." } });
  });

  it("is put off, longer each time, when Shopify does not answer", async () => {
    await hear(gid);
    world.shopify.failure = away;
    await settle();
    expect(entry()).toMatchObject({ open: true, attempts: 1, nextTryAt: world.clock.instant(1_000) });
    world.clock.advance(1_000);
    world.tables.woken.splice(0);
    await sweep(world.outside, world.stores);
    expect(world.tables.woken).toEqual(["1"]);
    await settle();
    expect(entry()).toMatchObject({ attempts: 2, nextTryAt: world.clock.instant(2_000) });
  });

  it("is given up with its failure when only a person could mend that", async () => {
    await hear(gid);
    world.shopify.failure = { kind: "unauthorized", side: "shopify", words: "401" };
    await settle();
    expect(entry()).toMatchObject({ open: false, result: { failure: "Failed: unauthorized" } });
  });

  it("asks nobody once the app is uninstalled", async () => {
    await hear(gid);
    await world.stores.shops.recordUninstall(acme, world.clock.instant());
    await settle();
    expect(entry()).toMatchObject({ open: false, result: { failure: "The app is not installed." } });
    expect(world.shopify.calls).toEqual([]);
  });
});

describe("[CON-1] a hint about locations", () => {
  it("takes over Shopify's present list, matches kept", async () => {
    world.shopify.locations = [
      { id: shopifyLocationId("1"), name: "Big warehouse", isActive: true },
      { id: shopifyLocationId("3"), name: "Pop-up", isActive: true },
    ];
    await hear("locations");
    await settle();
    expect(entry()).toMatchObject({ open: false });
    expect(world.tables.locations.get(acme)).toMatchObject([
      { name: "Big warehouse", katana: { id: 11 } },
      { name: "Pop-up", katana: null },
    ]);
  });

  it("is put off when Shopify does not answer, and nothing is lost", async () => {
    await hear("locations");
    world.shopify.failure = away;
    await settle();
    expect(entry()).toMatchObject({ open: true, attempts: 1 });
    expect(world.tables.locations.get(acme)).toHaveLength(2);
  });
});
