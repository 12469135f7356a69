import type { OrderView } from "../../simulators/shopify/control.ts";
import { createMerchant } from "../support/merchant.ts";
import { until } from "../support/until.ts";
import { expectAccessible } from "./support/accessible.ts";
import { placeOrder } from "./support/orders.ts";
import { expect, test } from "./support/test.ts";

test.describe.configure({ mode: "serial" });
test.use({ worldOptions: { seed: 6 } });

let kept: OrderView;
let pending: OrderView;

test("[PAG-6] [REC-2] [REC-3] an order in step says so, with both totals and what was done", async ({
  page,
  app,
  world,
  openApp,
}) => {
  await createMerchant(world).setUp();
  kept = placeOrder(world, { quantity: 2, shipping: [{ title: "Express", price: "12.00" }] });
  pending = placeOrder(world, { payment: "pending" });
  await until(() => world.account.salesOrders()[0]?.shipping_fee, { what: "the sales order with its fee" });
  await world.shopify.deliveries.idle();

  await openApp("/app/activity");
  await app.getByRole("link", { name: `Details of ${kept.name}` }).click();
  await expect(app.getByRole("heading", { level: 1, name: kept.name })).toBeVisible();
  await expect(app.getByText("In step", { exact: true })).toBeVisible();
  await expect(app.getByText(`Katana has the order as sales order ${kept.name}.`)).toBeVisible();
  await expect(app.getByRole("link", { name: `Order ${kept.name} in Shopify` })).toHaveAttribute(
    "href",
    `shopify://admin/orders/${kept.legacyId}`,
  );
  await expect(app.getByRole("link", { name: `Sales order ${kept.name} in Katana` })).toBeVisible();
  await expect(app.getByRole("row", { name: /Ceramic mug/ })).toContainText("2");
  await expect(app.getByRole("row", { name: /Shipping: Express/ })).toBeVisible();
  await expect(app.getByText("€12.00 less in Katana")).toBeVisible();
  await expect(app.getByText("-€12.00: the shipping fee, which Katana keeps beside its total")).toBeVisible();
  const timeline = app.getByRole("list").filter({ hasText: "The order was placed in Shopify." });
  await expect(timeline.getByRole("listitem").first()).toContainText(`The order came over as sales order ${kept.name}`);
  await expect(timeline.getByRole("listitem").last()).toContainText("The order was placed in Shopify.");
  await expect(app.getByRole("button", { name: "Import anyway" })).toBeHidden();
  await expectAccessible(page, app);
});

test("[REC-5] Sync now looks again, and is on the timeline", async ({ app, openApp }) => {
  await openApp(`/app/orders/${kept.legacyId}`);
  await app.getByRole("button", { name: "Sync now" }).click();
  await expect(app.getByText("A fresh look at both sides was asked for.")).toBeVisible();
  await expect(app.getByText("Cause: Shopify user 9001")).toBeVisible();
});

test("[IMP-10] [PAG-8] Import anyway asks, by keyboard, and the order comes over", async ({ page, app, openApp }) => {
  await openApp(`/app/orders/${pending.legacyId}`);
  await expect(app.getByText("The payment is pending.").first()).toBeVisible();
  await expect(app.getByText(/To bring unpaid orders over, turn on “Payment pending” orders/)).toBeVisible();
  await expectAccessible(page, app);
  const button = app.getByRole("button", { name: "Import anyway" });
  await button.focus();
  await page.keyboard.press("Enter");
  const dialog = app.getByRole("dialog", { name: `Import ${pending.name} anyway?` });
  await expect(dialog.getByText("The payment is pending.")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(button).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(dialog).toBeVisible();
  await dialog.getByRole("button", { name: "Import anyway" }).click();
  await expect(app.getByText(`The order came over as sales order ${pending.name} with 1 row.`)).toBeVisible();
  await expect(app.getByText("Import anyway was chosen.")).toBeVisible();
  await expect(app.getByText("In step", { exact: true })).toBeVisible();
  await expect(app.getByText("€0.00 – the totals agree")).toBeVisible();
  await expect(button).toBeHidden();
});

test("[IMP-10] [PAG-5] a number that Tandem never heard of is looked up in Shopify", async ({
  page,
  app,
  world,
  openApp,
}) => {
  for (const topic of ["orders/create", "orders/updated", "orders/paid", "fulfillment_orders/order_routing_complete"])
    world.shopify.deliveries.dropNext(topic);
  const old = placeOrder(world, { createdAt: new Date(Date.now() - 40 * 24 * 60 * 60 * 1000).toISOString() });
  await until(() => world.shop.order(old.id).fulfillmentOrders.length > 0, { what: "the order is routed" });
  await expect(async () => {
    await openApp(`/app/activity?q=${encodeURIComponent(old.name)}`);
    await expect(app.getByText(`${old.name} is in Shopify and not in Katana`)).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 20_000 });
  await expect(app.getByText(/from when on orders come over/)).toBeVisible();
  await expectAccessible(page, app);
  await app.getByRole("button", { name: "Import anyway" }).click();
  await app.getByRole("dialog").getByRole("button", { name: "Import anyway" }).click();
  await app.getByRole("link", { name: "Details of" }).click();
  await expect(app.getByText(`The order came over as sales order ${old.name} with 1 row.`)).toBeVisible();

  await openApp(`/app/activity?q=99999`);
  await expect(app.getByText(/Shopify was asked just now and shows none either/)).toBeVisible();
});

test("[PAG-5] chosen orders can be looked at again and imported anyway", async ({ app, world, openApp }) => {
  const third = placeOrder(world, { payment: "pending" });
  await world.shopify.deliveries.idle();
  await expect(async () => {
    await openApp("/app/activity");
    await expect(app.getByRole("row", { name: new RegExp(third.name) })).toContainText("payment is pending", {
      timeout: 2_000,
    });
  }).toPass({ timeout: 20_000 });
  await app
    .getByRole("row", { name: new RegExp(third.name) })
    .getByRole("checkbox")
    .check({ force: true });
  await expect(app.getByRole("button", { name: "Sync now" })).toBeVisible();
  await expect(app.getByRole("button", { name: "Retry" })).toBeHidden();
  await app.getByRole("button", { name: "Import anyway" }).click();
  await app.getByRole("dialog").getByRole("button", { name: "Import anyway" }).click();
  await expect
    .poll(() => world.account.salesOrders().some(({ order_no }) => order_no === third.name), { timeout: 20_000 })
    .toBe(true);
});

test("[IMP-10] [IMP-6] what is refused stays on the page, with why", async ({ page, app, world, openApp }) => {
  const late = placeOrder(world, { payment: "pending" });
  await world.shopify.deliveries.idle();
  const button = app.getByRole("button", { name: "Import anyway" });
  await expect(async () => {
    await openApp(`/app/orders/${late.legacyId}`);
    await expect(button).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 20_000 });
  world.shop.cancelOrder(late.id);
  await button.click();
  await app.getByRole("dialog").getByRole("button", { name: "Import anyway" }).click();
  await expect(app.getByRole("alert")).toContainText(`${late.name}: The order is cancelled.`);
  await expectAccessible(page, app);
});

test("[PAG-6] an id that no order of this store has says so", async ({ page, app, openApp }) => {
  await openApp("/app/orders/1234567890123");
  await expect(app.getByRole("heading", { level: 1, name: "No such order" })).toBeVisible();
  await expectAccessible(page, app);
});
