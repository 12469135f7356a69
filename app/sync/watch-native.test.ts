import { beforeEach, expect, it } from "vitest";
import { anOrder } from "../domain/testing/build-order.ts";
import { orderId, salesOrderId } from "../domain/testing/ids.ts";
import { createPages } from "./pages.ts";
import { sweepOrders } from "./sweep-orders.ts";
import { acme, createSyncWorld, type SyncWorld } from "./testing/sync-world.ts";

const hour = 60 * 60 * 1000;

let world: SyncWorld;
beforeEach(() => {
  world = createSyncWorld();
});

const asked = () => world.katana.calls.filter((name) => name === "findSalesOrdersOf").length;
/** A search for orders some time later. */
const sweepAfter = async (ms: number) => {
  world.clock.advance(ms);
  await sweepOrders(world.outside, world.stores);
};
const alerts = async () => (await createPages(world.outside, world.stores, { katanaWebUrl: "" }).home(acme)).alerts;
const native = () => {
  const [made] = world.katana.salesOrders;
  if (!made) throw new Error("Nothing was made");
  return { ...made, id: salesOrderId(77), storeName: "Acme Shop", createdAt: world.clock.instant() };
};

it("[CON-6] asks Katana once an hour about the orders that came over, and nothing while there are none", async () => {
  await sweepAfter(2 * hour);
  await world.look();
  await sweepAfter(hour / 2);
  expect(asked()).toBe(0);
  await sweepAfter(hour);
  await sweepAfter(hour);
  expect(asked()).toBe(1);
  expect(await alerts()).toEqual([]);
});

it("[CON-6] asks at once when there are a hundred", async () => {
  for (let id = 1; id <= 100; id += 1) {
    await world.look(anOrder({ id: orderId(String(id)), name: `#${String(id)}` }));
  }
  await sweepAfter(5 * 60_000);
  expect(asked()).toBe(1);
});

it("[CON-6] warns that the native integration is on when it made one beside Tandem's own", async () => {
  await world.look();
  world.katana.salesOrders.push(native());
  await sweepAfter(hour);
  expect(await alerts()).toMatchObject([{ kind: "native-integration-on" }]);
});

it("[CON-6] asks again after Katana did not answer", async () => {
  await world.look();
  world.katana.salesOrders.push(native());
  world.katana.trouble("findSalesOrdersOf", { failure: { kind: "unavailable", side: "katana", words: "503" } });
  await sweepAfter(hour);
  expect(await alerts()).toEqual([]);
  await sweepAfter(hour);
  expect(await alerts()).toMatchObject([{ kind: "native-integration-on" }]);
});
