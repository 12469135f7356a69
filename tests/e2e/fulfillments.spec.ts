import type { FrameLocator } from "@playwright/test";
import type { OrderView } from "../../simulators/shopify/control.ts";
import { createMerchant } from "../support/merchant.ts";
import { until } from "../support/until.ts";
import type { World } from "../support/world.ts";
import { expectAccessible } from "./support/accessible.ts";
import { placeOrder } from "./support/orders.ts";
import { expect, test } from "./support/test.ts";

test.describe.configure({ mode: "serial" });
test.use({ worldOptions: { seed: 8 } });

const card = (app: FrameLocator, name: "Fulfillments" | "Returns") =>
  app.getByRole("table", { name: `${name} in Shopify and in Katana` });
const row = (app: FrameLocator, words: string) => card(app, "Fulfillments").getByRole("row", { name: words });

async function importedOrder(world: World, quantity: number): Promise<OrderView> {
  const { id, name } = placeOrder(world, { quantity });
  await until(() => world.account.salesOrders().some(({ order_no }) => order_no === name), { what: "the sales order" });
  await world.shopify.deliveries.idle();
  return world.shop.order(id);
}

const salesOrderOf = ({ account }: World, { name }: OrderView) => {
  const found = account.salesOrders().find(({ order_no }) => order_no === name);
  if (!found) throw new Error(`Katana has no ${name}.`);
  return found;
};

const fulfillmentsOf = (world: World, order: OrderView) =>
  world.account.fulfillments().filter(({ sales_order_id }) => sales_order_id === salesOrderOf(world, order).id);

let order: OrderView;

test("[PAG-6] [FUL-1] [FUL-6] what was fulfilled in Shopify stands beside its delivery in Katana", async ({
  page,
  app,
  world,
  openApp,
}) => {
  await createMerchant(world).setUp();
  order = await importedOrder(world, 3);
  await openApp(`/app/orders/${order.legacyId}`);
  await expect(app.getByText("Nothing has gone yet, neither in Shopify nor in Katana.")).toBeVisible();

  const line = order.lines[0]?.id ?? "";
  const tracking = { number: "JD01", company: "DHL Express", url: "https://track.example/JD01" };
  world.shop.fulfil(order.id, { lines: [{ lineId: line, quantity: 2 }], tracking });
  await until(() => fulfillmentsOf(world, order).length === 1, { what: "the delivery" });
  await openApp(`/app/orders/${order.legacyId}`);
  const carried = row(app, "Made in Shopify");
  await expect(carried).toContainText("Carried over to Katana");
  await expect(carried.getByRole("cell").first()).toContainText(`${order.name}-F1 · Fulfilled2 × Ceramic mug`);
  await expect(carried.getByRole("cell").last()).toContainText("Delivered2 × Ceramic mug");
  await expect(carried.getByRole("link", { name: "Tracking DHL Express JD01, opens a new tab" })).toHaveCount(2);
  await expectAccessible(page, app);
});

test("[PAG-6] [FUL-2] one that was rejected names the line at fault, and Retry carries it over once that is mended", async ({
  page,
  app,
  world,
  openApp,
}) => {
  const second = await importedOrder(world, 3);
  const [mugs] = salesOrderOf(world, second).sales_order_rows;
  world.account.editRow(mugs?.id ?? 0, { quantity: 2 });
  world.shop.fulfil(second.id);
  await world.shopify.deliveries.idle();
  const rejected = row(app, "Not in Katana");
  await expect(async () => {
    await openApp(`/app/orders/${second.legacyId}`);
    await expect(rejected).toContainText("Katana has not enough left of Ceramic mug", { timeout: 2_000 });
  }).toPass({ timeout: 20_000 });
  await expectAccessible(page, app);
  world.account.editRow(mugs?.id ?? 0, { quantity: 3 });
  await rejected.getByRole("button", { name: `Retry: ${second.name}-F1` }).click();
  await expect(row(app, "Success Carried over to Katana")).toBeVisible();
  expect(fulfillmentsOf(world, second)).toHaveLength(1);
});

test("[PAG-6] [FUL-12] one whose counterpart was deleted in Katana is carried over anew when a person asks", async ({
  app,
  world,
  openApp,
}) => {
  world.account.deleteFulfillment(fulfillmentsOf(world, order)[0]?.id ?? 0);
  await openApp(`/app/orders/${order.legacyId}`);
  await app.getByRole("button", { name: "Sync now" }).click();
  await row(app, "Deleted in Katana")
    .getByRole("button", { name: `Carry over: ${order.name}-F1` })
    .click();
  await expect(row(app, "Success Carried over to Katana")).toBeVisible();
  expect(fulfillmentsOf(world, order)).toHaveLength(1);
});

test("[PAG-6] [FUL-3] [RET-1] what was packed in Katana, and what comes back, have their sides, too", async ({
  page,
  app,
  world,
  openApp,
}) => {
  const third = await importedOrder(world, 2);
  world.account.deliver(salesOrderOf(world, third).id);
  await openApp(`/app/orders/${third.legacyId}`);
  await app.getByRole("button", { name: "Sync now" }).click();
  await expect(row(app, "Made in Katana")).toContainText("Carried over to Shopify");
  const lineId = world.shop.order(third.id).lines[0]?.id ?? "";
  world.shop.createReturn(third.id, { lines: [{ lineId, quantity: 1, reason: "wrong-item" }] });
  await world.shopify.deliveries.idle();
  await openApp(`/app/orders/${third.legacyId}`);
  const returned = card(app, "Returns").getByRole("row", { name: "Made in Shopify" });
  await expect(returned).toContainText(`${third.name}-R1 · Open1 × Ceramic mug`);
  await expect(returned).toContainText("Turn it on in Settings › Orders");
  await expectAccessible(page, app);
});
