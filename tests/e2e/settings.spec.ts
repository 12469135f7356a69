import { readFile } from "node:fs/promises";
import { createMerchant } from "../support/merchant.ts";
import { expectAccessible } from "./support/accessible.ts";
import { placeOrder } from "./support/orders.ts";
import { expect, test } from "./support/test.ts";

test.describe.configure({ mode: "serial" });
test.use({ worldOptions: { seed: 2 } });

const switches = [
  '"Payment pending" orders',
  "Bring shipping cost as a shipping fee line",
  "Bring order changes from Shopify to Katana",
  "Bring fulfillment location update for each sales order row",
  "Bring order returns from Shopify to Katana",
  "Sync fulfillment status",
];

test("[PAG-2] [SET-1] Discard brings every setting back, and Save keeps every one", async ({
  page,
  app,
  world,
  openApp,
}) => {
  await createMerchant(world).setUp();
  await openApp("/app/settings/orders");
  const boxes = switches.map((name) => app.getByRole("checkbox", { name }));
  const product = app.getByRole("radio", { name: "Product" });
  const bar = page.getByRole("region", { name: "Unsaved changes" });
  await expect(app.getByRole("checkbox", { name: '"Paid" orders' })).toBeDisabled();
  const before = await Promise.all(boxes.map((box) => box.isChecked()));
  const change = async (): Promise<void> => {
    for (const [index, box] of boxes.entries()) await box.setChecked(!before[index]);
    // The radio button itself lies under what is drawn for it.
    await app.getByText("Product", { exact: true }).click();
  };
  const expectChecked = async (changed: boolean): Promise<void> => {
    for (const [index, box] of boxes.entries()) await expect(box).toBeChecked({ checked: before[index] !== changed });
    await expect(product).toBeChecked({ checked: changed });
  };

  await change();
  await bar.getByRole("button", { name: "Discard" }).click();
  await expectChecked(false);
  await expect(bar).toBeHidden();

  await change();
  await bar.getByRole("button", { name: "Save" }).click();
  await expect(app.getByRole("status").getByText("Settings saved")).toBeVisible();
  await expect(bar).toBeHidden();
  await app.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
  await page.reload();
  await expectChecked(true);
});

test("[RET-4] [SET-7] turning returns on asks for what closing them needs, and a no can be taken back", async ({
  page,
  app,
  world,
  openApp,
}) => {
  const title = "Tandem may not close returns in Shopify yet";
  const box = app.getByRole("checkbox", { name: "Bring order returns from Shopify to Katana" });
  const save = page.getByRole("region", { name: "Unsaved changes" }).getByRole("button", { name: "Save" });
  await openApp("/app/settings/orders");
  await box.setChecked(false);
  await save.click();
  await expect(save).toBeHidden();
  await expect(app.getByText(title)).toBeHidden();
  await box.setChecked(true);
  await expect(app.getByText(title)).toBeVisible();
  await save.click();
  await app.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
  await expect(app.getByText(/You did not allow it/)).toBeVisible();
  await expect(box).toBeChecked();
  await expectAccessible(page, app);

  await app.getByRole("button", { name: "Allow closing returns" }).click();
  await app.getByRole("dialog").getByRole("button", { name: "Update" }).click();
  await expect(app.getByRole("status").getByText("Tandem may close returns now")).toBeVisible();
  await expect(app.getByText(title)).toBeHidden();
  expect(world.shop.installation.granted()).toContain("write_returns");
  await world.shopify.deliveries.idle();
  await page.reload();
  await expect(box).toBeChecked();
  await expect(app.getByText(title)).toBeHidden();
});

test("[PAG-3] [PAG-7] names what was matched when Katana cannot be reached", async ({ app, world, openApp }) => {
  const restore = world.katana.faults.add({
    match: { path: /\/locations/ },
    fault: { kind: "status", status: 503 },
    times: Infinity,
  });
  await openApp("/app/settings/locations");
  await expect(app.getByText("Not everything could be loaded")).toBeVisible({ timeout: 20_000 });
  const select = app.getByLabel("Katana location for Tartu shop");
  await expect(select).toBeDisabled();
  await expect(select.locator("option:checked")).toHaveText("Tartu shop");
  restore();
});

test("[CON-7] answers a customer's request for their data", async ({ page, app, world, openApp }) => {
  const [customer] = world.shop.customers();
  placeOrder(world, { customer: customer?.id ?? null });
  await openApp("/app/settings/privacy");
  await expect(app.getByText("No customer has asked")).toBeVisible();
  await expect.poll(() => world.account.salesOrders().length).toBe(1);
  await world.shopify.deliveries.idle();
  world.shop.sendComplianceRequest("customers/data_request", customer?.id ?? "");
  await world.shopify.deliveries.idle();

  await openApp();
  await app.getByRole("link", { name: "Open Privacy" }).click();
  await expect(app.getByRole("heading", { name: "Data request" })).toBeVisible();
  const downloads = page.waitForEvent("download");
  await app.getByRole("button", { name: "Download answer" }).click();
  const file = await downloads;
  const answer: unknown = JSON.parse(await readFile(await file.path(), "utf8"));
  expect(answer).toMatchObject({ orders: [{ orderNumber: "#1001", salesOrder: { number: "#1001" } }] });
  expect(JSON.stringify(answer)).not.toMatch(/Mari|Tamm|Pikk|example\.com/);

  await app.getByRole("button", { name: "Mark as answered" }).click();
  await expect(app.getByText("Answered", { exact: true })).toBeVisible();
  await expect(app.getByRole("button", { name: "Mark as answered" })).toBeHidden();
  await openApp();
  await expect(app.getByRole("heading", { name: "Orders", exact: true })).toBeVisible();
  await expect(app.getByRole("link", { name: "Open Privacy" })).toBeHidden();
});
