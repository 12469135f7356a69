import { createMerchant } from "../support/merchant.ts";
import { placeOrder } from "./support/orders.ts";
import { expect, test } from "./support/test.ts";

test.describe.configure({ mode: "serial" });
// Without Katana's limit: where it is reached, orders that stood in step wait for their next look.
test.use({ worldOptions: { seed: 3, katanaSwitches: { rateLimit: 5_000 } } });

const many = 55;

test("[PAG-5] pages through more orders than one page holds, filters and searches", async ({ app, world, openApp }) => {
  await createMerchant(world).setUp();
  // Unpaid ones stay out of Katana, so that only pages are waited for here.
  for (let count = 0; count < many; count += 1) placeOrder(world, { payment: "pending" });
  placeOrder(world);
  await expect
    .poll(() => world.account.salesOrders().length, { message: "the paid order comes over", timeout: 45_000 })
    .toBe(1);

  await expect(async () => {
    await world.shopify.deliveries.idle();
    await openApp("/app/activity");
    await expect(app.getByRole("link", { name: `Not imported ${String(many)}` })).toBeVisible({ timeout: 3_000 });
  }).toPass({ timeout: 30_000 });
  await expect(app.getByText("Page 1 of 2")).toBeVisible();
  await expect(app.getByRole("row", { name: /#1056/ })).toContainText("In step");
  await expect(app.getByRole("row", { name: /#1055/ })).toContainText("The payment is pending.");
  await app.getByRole("navigation", { name: "Pages of orders" }).getByRole("link", { name: "Next" }).click();
  await expect(app.getByText("Page 2 of 2")).toBeVisible();
  await expect(app.getByRole("row", { name: /#1001/ })).toBeVisible();
  await expect(app.getByRole("row", { name: /#1055/ })).toBeHidden();

  // While it is looked at once more it stands in another list for a moment; a list shows what was the case when it was opened.
  await expect(async () => {
    await app.getByRole("navigation", { name: "Orders by status" }).getByRole("link", { name: "In step" }).click();
    await expect(app.getByRole("row", { name: /#10/ })).toHaveCount(1, { timeout: 3_000 });
  }).toPass({ timeout: 30_000 });
  await app.getByRole("searchbox", { name: "Order number" }).fill("1042");
  await app.getByRole("searchbox", { name: "Order number" }).press("Enter");
  await app.getByRole("link", { name: "Search all orders" }).click();
  await expect(app.getByRole("row", { name: /#1042/ })).toBeVisible();
});

test.describe("while the app is away", () => {
  test.use({ expectedComplaint: /status of 502|502 Bad Gateway|^SyntaxError/ });

  test("[PAG-7] a page that cannot be loaded says so, and works again when the app is back", async ({
    page,
    app,
    world,
    openApp,
  }) => {
    const menu = page.getByRole("list", { name: "Pages of Tandem" });
    await openApp("/app/activity");
    await expect(app.getByRole("row", { name: /#1056/ })).toBeVisible();
    await menu.getByRole("link", { name: "Settings" }).click();
    await expect(app.getByRole("heading", { name: "Settings" })).toBeVisible();
    await world.app.kill();
    await menu.getByRole("link", { name: "Activity" }).click();
    await expect(app.getByText("Something went wrong in Tandem")).toBeVisible();
    await expect(menu.getByRole("link")).toHaveCount(2);
    await world.app.start();
    await app.getByRole("button", { name: "Try again" }).click();
    await expect(app.getByRole("row", { name: /#1056/ })).toBeVisible();
  });
});
