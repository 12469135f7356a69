import { beforeEach, describe, expect, it } from "vitest";
import type { CallFailure } from "../domain/failure.ts";
import { anOrder } from "../domain/testing/build-order.ts";
import { orderId } from "../domain/testing/ids.ts";
import { sweepOrders } from "./sweep-orders.ts";
import { acme, createSyncWorld, theOrder, type SyncWorld } from "./testing/sync-world.ts";

let world: SyncWorld;
beforeEach(() => {
  world = createSyncWorld();
  world.tables.shops.set(acme, {
    ...world.tables.shops.get(acme)!,
    activation: { firstActivatedAt: world.clock.instant(), activatedAt: world.clock.instant(), pausedAt: null },
  });
});

const sweep = () => sweepOrders(world.outside, world.stores);
const place = (id = "5501", updatedAt = world.clock.instant()) =>
  world.shopify.orders.set(orderId(id), anOrder({ id: orderId(id), createdAt: world.clock.instant(), updatedAt }));
const wanted = (id = "5501") => world.tables.orders.get(`${acme}:${id}`)?.wanted ?? 0;
const nextTurn = () => world.clock.advance(300_000);

describe("[REC-1] the search for what Shopify did not tell", () => {
  it("finds an order that nobody told of, and asks for a look behind live work", async () => {
    place();
    await sweep();
    expect(world.tables.orders.get(`${acme}:5501`)).toMatchObject({ wanted: 1, priority: 5 });
  });

  it("comes every five minutes and reaches a quarter of an hour further back", async () => {
    await sweep();
    place("1", world.clock.instant(-14 * 60_000));
    await sweep();
    expect(wanted("1")).toBe(0);
    nextTurn();
    await sweep();
    expect(wanted("1")).toBe(1);
    place("2", world.clock.instant(-21 * 60_000));
    nextTurn();
    await sweep();
    expect(wanted("2")).toBe(0);
  });

  it("asks for no look at what was seen as it is, and asks Katana nothing", async () => {
    place();
    world.clock.advance(10_000);
    await world.look(world.shopify.orders.get(theOrder.orderId));
    world.katana.calls.splice(0);
    for (let turn = 0; turn < 3; turn += 1) {
      nextTurn();
      await sweep();
    }
    expect(wanted()).toBe(1);
    expect(world.katana.calls).toEqual([]);
  });

  it("finds the change whose webhook was lost, the last of its order", async () => {
    place();
    world.clock.advance(10_000);
    await world.look(world.shopify.orders.get(theOrder.orderId));
    place("5501", world.clock.instant());
    nextTurn();
    await sweep();
    expect(wanted()).toBe(2);
  });

  it("looks once more at an order that was read in the moment of its change", async () => {
    place();
    await world.look(world.shopify.orders.get(theOrder.orderId));
    nextTurn();
    await sweep();
    expect(wanted()).toBe(2);
    await world.lookAgain();
    nextTurn();
    await sweep();
    expect(wanted()).toBe(2);
  });

  it("leaves an order alone whose look is outstanding", async () => {
    place();
    await world.stores.orders.want(theOrder, 10);
    await sweep();
    expect(wanted()).toBe(1);
  });

  it("reads all pages", async () => {
    world.shopify.pageSize = 2;
    for (const id of ["1", "2", "3", "4", "5"]) place(id);
    await sweep();
    expect(["1", "2", "3", "4", "5"].map((id) => wanted(id))).toEqual([1, 1, 1, 1, 1]);
  });

  it("begins anew after a failure, and loses nothing by it", async () => {
    const away: CallFailure = { kind: "unavailable", side: "shopify", words: "Shopify answered 503." };
    place();
    world.shopify.failure = away;
    await sweep();
    world.shopify.failure = { kind: "unauthorized", side: "shopify", words: "no" };
    world.clock.advance(1_000);
    await sweep();
    world.shopify.failure = null;
    await sweep();
    expect(wanted()).toBe(0);
    nextTurn();
    await sweep();
    expect(wanted()).toBe(1);
  });

  it("has no place of its own once the shop was forgotten", async () => {
    await world.stores.sweeps.due(world.clock.instant());
    world.stores.sweeps.find = () => Promise.resolve(null);
    await sweep();
    expect(world.shopify.calls).toEqual([]);
  });
});
