import { expect, it } from "vitest";
import { anOrder, known } from "../domain/testing/build-order.ts";
import { createSyncWorld, theOrder } from "./testing/sync-world.ts";

it("[IMP-8] [REC-1] an order on hold is looked at again by itself, and comes over once its hold is gone", async () => {
  const world = createSyncWorld();
  const hour = 60 * 60 * 1_000;
  const held = await world.look(anOrder({ fulfillmentStatus: known("ON_HOLD") }));
  expect(held).toMatchObject({ status: "not-imported", done: 1, wanted: 1 });
  expect(Date.parse(held.nextTryAt ?? "")).toBe(world.clock.now() + hour);
  world.shopify.orders.set(theOrder.orderId, anOrder());
  expect(await world.lookAgain()).toMatchObject({ status: "not-imported" });
  world.clock.advance(hour);
  expect(await world.lookAgain()).toMatchObject({ status: "in-step", nextTryAt: null });
});
