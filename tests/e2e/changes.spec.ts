import type { FrameLocator, Page } from "@playwright/test";
import type { OrderView } from "../../simulators/shopify/control.ts";
import { createMerchant } from "../support/merchant.ts";
import { until } from "../support/until.ts";
import type { World } from "../support/world.ts";
import { expectAccessible } from "./support/accessible.ts";
import { placeOrder, variantOf } from "./support/orders.ts";
import { expect, test } from "./support/test.ts";

test.describe.configure({ mode: "serial" });
test.use({ worldOptions: { seed: 7 } });

const store = "/store/tandem-demo";
const group = (page: Page, title: string) =>
  page.locator("details", { has: page.locator("summary", { hasText: title }) });
const row = (app: FrameLocator, title: string) =>
  app.getByRole("table", { name: /^Rows of the order/ }).getByRole("row", { name: new RegExp(title) });

let order: OrderView;

const salesOrderIn = (world: World) => {
  const found = world.account.salesOrders().find(({ order_no }) => order_no === order.name);
  if (!found) throw new Error(`Katana has no ${order.name}.`);
  return found;
};

async function editLines(page: Page, world: World, quantities: Readonly<Record<string, string>>): Promise<void> {
  await page.goto(`${world.admin?.url}${store}/orders/${order.legacyId}`);
  const form = group(page, "Edit lines");
  await form.locator("summary").click();
  for (const [title, quantity] of Object.entries(quantities))
    await form.getByRole("spinbutton", { name: title }).fill(quantity);
  await form.getByRole("button", { name: "Save edit" }).click();
  await expect(page.getByRole("status")).toHaveText(`${order.name} was edited.`);
}

test("[CHG-2] [CHG-4] [REC-3] an edit in the admin changes the rows in Katana, and the page of the order tells", async ({
  page,
  app,
  world,
  openApp,
}) => {
  await createMerchant(world).setUp();
  order = placeOrder(world, {
    lines: ["MUG-CER", "BOARD-ASH"].map((sku) => ({ variantId: variantOf(world, sku), quantity: 2 })),
  });
  await until(() => world.account.salesOrders().length > 0, { what: "the sales order" });
  await world.shopify.deliveries.idle();

  await editLines(page, world, { "Ceramic mug": "5", "Serving board": "0" });
  await expect
    .poll(() => salesOrderIn(world).sales_order_rows.map(({ quantity }) => quantity), { timeout: 20_000 })
    .toEqual([5]);

  await expect(async () => {
    await openApp(`/app/orders/${order.legacyId}`);
    await expect(app.getByText("The row of Ceramic mug was changed: quantity 2 → 5.")).toBeVisible({ timeout: 3_000 });
  }).toPass({ timeout: 30_000 });
  await expect(app.getByText("The row of 2 × Serving board was deleted.")).toBeVisible();
  await expect(app.getByText("In step", { exact: true })).toBeVisible();
  await expect(row(app, "Ceramic mug")).toContainText("Same on both sides");
});

test("[CHG-1] what a person changed and added in Katana stands out, with what becomes of it", async ({
  page,
  app,
  world,
  openApp,
}) => {
  await page.goto(`${world.admin?.url}/katana/salesorder/${String(salesOrderIn(world).id)}`);
  const change = group(page, "Change the row of Ceramic mug");
  await change.locator("summary").click();
  await change.getByLabel("Price, no tax").fill("12.50");
  await change.getByRole("button", { name: "Save row" }).click();
  await group(page, "Add a row").locator("summary").click();
  await group(page, "Add a row").getByLabel("Item").selectOption("Wool throw");
  await page.getByRole("button", { name: "Add row" }).click();
  await expect(page.getByRole("status")).toHaveText("A row of Wool throw was added in Katana.");

  await openApp(`/app/orders/${order.legacyId}`);
  await expect(row(app, "Ceramic mug")).toContainText("Changed by somebody in Katana. Tandem leaves that as it is.");
  await expect(row(app, "Wool throw")).toContainText("Added by somebody in Katana. Tandem leaves it alone.");
});

test("[CHG-7] [PAG-6] a change of what is packed is a block with its choices, gone once the packing is undone", async ({
  page,
  app,
  world,
  openApp,
}) => {
  const address = `${world.admin?.url}${store}/katana/orders/${String(salesOrderIn(world).id)}`;
  await page.goto(address);
  const ship = group(page, "Pack or deliver");
  await ship.locator("summary").click();
  await ship.getByLabel("Ceramic mug").fill("1");
  await ship.getByLabel("Wool throw").fill("0");
  await ship.getByRole("button", { name: "Pack" }).click();
  await expect(page.getByRole("status")).toHaveText("Packed.");
  await editLines(page, world, { "Ceramic mug": "6" });

  const block = app.getByText(/Ceramic mug changed in Shopify \(quantity 5 → 6\), but part of it is packed/).first();
  await expect(async () => {
    await openApp(`/app/orders/${order.legacyId}`);
    await expect(block).toBeVisible({ timeout: 3_000 });
  }).toPass({ timeout: 30_000 });
  await expect(app.getByText("Needs you", { exact: true })).toBeVisible();
  await expect(row(app, "Ceramic mug")).toContainText("Changed in Shopify, and otherwise in Katana.");
  await expect(app.getByRole("link", { name: "Order in Shopify" })).toBeVisible();
  await expect(app.getByRole("link", { name: "Sales order in Katana" }).last()).toBeVisible();
  await expectAccessible(page, app);

  await page.goto(address);
  await page.getByRole("button", { name: "Undo it" }).click();
  await openApp(`/app/orders/${order.legacyId}`);
  await app.getByRole("button", { name: "Sync now" }).last().click();
  await expect
    .poll(() => salesOrderIn(world).sales_order_rows.find(({ quantity }) => quantity === 6), { timeout: 20_000 })
    .toBeTruthy();
  await expect(app.getByText("A person is no longer needed.")).toBeVisible({ timeout: 20_000 });
  await expect(app.getByText("In step", { exact: true })).toBeVisible();
});

test("[CHG-5] [IMP-7] a cancelled order loses its sales order, and both pages say so", async ({
  page,
  app,
  world,
  openApp,
}) => {
  const { id } = salesOrderIn(world);
  await page.goto(`${world.admin?.url}${store}/orders/${order.legacyId}`);
  await group(page, "Cancel order").locator("summary").click();
  await page.getByRole("button", { name: "Cancel order" }).click();
  await expect.poll(() => world.account.salesOrder(id)?.deleted_at ?? null, { timeout: 20_000 }).not.toBeNull();

  await expect(async () => {
    await openApp(`/app/orders/${order.legacyId}`);
    await expect(app.getByText("Not imported", { exact: true })).toBeVisible({ timeout: 3_000 });
  }).toPass({ timeout: 30_000 });
  const deleted = `The order came over as ${order.name}, and Tandem deleted that sales order because the order was cancelled.`;
  await expect(app.getByText(deleted, { exact: true }).first()).toBeVisible();
  await expect(app.getByText("The sales order was deleted. This is what it said")).toBeVisible();
  await expectAccessible(page, app);
  await openApp("/app/activity");
  await expect(app.getByRole("row", { name: order.name })).toContainText(`${order.name}, deleted`);
});
