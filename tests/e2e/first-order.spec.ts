import { expect, test } from "./support/test.ts";

test.describe.configure({ mode: "serial" });

const store = "/store/tandem-demo";

test("[PAG-4] [CON-2] installs, refuses a wrong key in words, and connects with the right one", async ({
  page,
  app,
  world,
  openApp,
}) => {
  await openApp();
  await expect(page.getByRole("heading", { name: "Install Tandem" })).toBeVisible();
  await expect(page.getByText("read_orders", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Install" }).click();
  await expect(app.getByText("Not connected").first()).toBeVisible();
  await expect(page.getByRole("list", { name: "Pages of Tandem" }).getByRole("link")).toHaveText([
    "Activity",
    "Settings",
  ]);

  await openApp("/app/settings/connection");
  const key = app.getByLabel("Katana API key");
  await key.fill("not-a-key");
  await app.getByRole("button", { name: "Connect", exact: true }).click();
  await expect(app.getByText(/does not accept this API key/)).toBeVisible();
  await expect(key).toHaveAttribute("aria-invalid", "true");
  // Nothing was stored: the app opens as before, and the next key starts from nothing.
  await openApp();
  await expect(app.getByText("0 of 4 steps done")).toBeVisible();
  expect(
    world.app
      .logs()
      .map((event) => JSON.stringify(event))
      .join(),
  ).not.toContain("not-a-key");

  await page.goto(`${world.admin?.url}${store}/katana`);
  const right = await page.locator("#katana-key").innerText();
  await openApp("/app/settings/connection");
  await expect(app.getByLabel("Katana API key")).toHaveValue("");
  await app.getByLabel("Katana API key").fill(right);
  await app.getByRole("button", { name: "Connect", exact: true }).click();
  await expect(app.getByText("Tandem Workshop OÜ")).toBeVisible();
});

test("[PAG-3] matches the locations", async ({ app, openApp }) => {
  await openApp("/app/settings/locations");
  await app.getByRole("button", { name: "Save proposed matches" }).click();
  await expect(app.getByRole("status").getByText("Locations saved")).toBeVisible();
});

test("[PAG-1] [PAG-2] asks once whether the settings are right, and not again", async ({ app, openApp }) => {
  await openApp();
  await expect(app.getByText("2 of 4 steps done")).toBeVisible();
  await openApp("/app/settings/orders");
  await app.getByRole("button", { name: "Use these settings" }).click();
  await expect(app.getByText("3 of 4 steps done")).toBeVisible();
  await openApp("/app/settings/orders");
  await expect(app.getByRole("checkbox", { name: /Payment pending/ })).toBeVisible();
  await expect(app.getByRole("button", { name: "Use these settings" })).toBeHidden();
});

test("[PAG-2] shows the save bar in the admin, discards and saves through it", async ({ page, app, openApp }) => {
  await openApp("/app/settings/orders");
  const pending = app.getByRole("checkbox", { name: /Payment pending/ });
  const bar = page.getByRole("region", { name: "Unsaved changes" });
  await pending.check();
  await bar.getByRole("button", { name: "Discard" }).click();
  await expect(pending).not.toBeChecked();
  await expect(bar).toBeHidden();

  await pending.check();
  await page.getByRole("list", { name: "Pages of Tandem" }).getByRole("link", { name: "Activity" }).click();
  await app.getByRole("dialog").getByRole("button", { name: "Stay" }).click();
  await bar.getByRole("button", { name: "Save" }).click();
  await expect(bar).toBeHidden();
  await openApp("/app/settings/orders");
  await expect(pending).toBeChecked();
});

test("[CON-4] [PAG-5] activates, and an order placed in the admin arrives in Katana to the cent", async ({
  page,
  app,
  world,
  openApp,
}) => {
  await openApp();
  await app.getByRole("button", { name: "Activate sync" }).first().click();
  await expect(app.getByText("Active", { exact: true }).first()).toBeVisible();

  await page.goto(`${world.admin?.url}${store}/orders/new`);
  await page.getByLabel("Quantity of Oak desk lamp").fill("2");
  await page.getByLabel("Discount on Oak desk lamp").fill("10%");
  await page.getByLabel("Quantity of Beeswax candle").fill("3");
  await page.getByRole("button", { name: "Place order" }).click();
  await expect(page.getByText("#1001 was placed.")).toBeVisible();
  const row = page.getByRole("table", { name: "Orders" }).getByRole("row", { name: /#1001/ });
  await expect(row).toContainText("Not shipped", { timeout: 20_000 });

  // The fee is a call of its own, after the sales order is there.
  await expect.poll(() => Number(world.account.salesOrders()[0]?.shipping_fee?.amount).toFixed(2)).toBe("3.95");
  const orders = world.account.salesOrders();
  expect(orders).toHaveLength(1);
  const placed = world.shop.order("#1001");
  expect(orders[0]).toMatchObject({
    order_no: "#1001",
    currency: "EUR",
    ecommerce_order_type: "shopify",
    ecommerce_store_name: "tandem-demo.myshopify.com",
    ecommerce_order_id: placed.legacyId,
  });
  const rows = orders[0]?.sales_order_rows ?? [];
  // 2 × 89.00 less 10 %, and 3 × 12.40, both with 24 % inside: 160.20 / 1.24 and 37.20 / 1.24.
  expect(rows.map(({ quantity, total }) => [quantity, total.toFixed(2)])).toEqual([
    [2, "129.19"],
    [3, "30.00"],
  ]);

  await openApp("/app/activity");
  const listed = app.getByRole("row", { name: /#1001/ });
  await expect(listed).toContainText("In step");
  await expect(listed).toContainText("Katana has it as sales order #1001.");
  const shown = page.context().waitForEvent("page");
  await listed.getByRole("link", { name: "Sales order #1001 in Katana" }).click();
  const katana = await shown;
  await expect(katana.getByRole("table", { name: "Rows of #1001" })).toContainText("Oak desk lamp");
  await katana.close();
  await listed.getByRole("link", { name: "Order #1001 in Shopify" }).click();
  await expect(page).toHaveURL(`${world.admin?.url}${store}/orders/${placed.legacyId}`);

  await openApp();
  await expect(app.getByText(/Order #1001 as sales order #1001/)).toBeVisible();
  await expect(app.getByText("The one order that Tandem knows is counted here.")).toBeVisible();
});

test("leads back into the admin when it is opened outside", async ({ page, world }) => {
  const address = world.shop.installation.openAppUrl("/app", { idToken: false }).replace("embedded=1", "embedded=0");
  await page.goto(address);
  await expect(page).toHaveURL(`${world.admin?.url}${store}/apps/tandem-development/app`);
});

test("opens without a session token by way of the bounce page", async ({ page, app, world, openApp }) => {
  await openApp();
  await page
    .locator("#app-frame")
    .evaluate(
      (frame, address) => frame.setAttribute("src", address),
      world.shop.installation.openAppUrl("/app/activity", { idToken: false }),
    );
  await expect(app.getByRole("heading", { name: "Activity" })).toBeVisible();
});

test("[CON-7] can be uninstalled and installed again", async ({ page, app, openApp }) => {
  await openApp();
  page.on("dialog", (dialog) => void dialog.accept());
  await page.getByRole("button", { name: "Uninstall" }).click();
  await expect(page.getByText("Tandem was uninstalled.")).toBeVisible();
  await openApp();
  await page.getByRole("button", { name: "Install" }).click();
  await expect(app.getByText("Not connected").first()).toBeVisible();
});
