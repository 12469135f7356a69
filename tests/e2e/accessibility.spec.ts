import AxeBuilder from "@axe-core/playwright";
import type { FrameLocator, Locator, Page } from "@playwright/test";
import { createMerchant } from "../support/merchant.ts";
import { placeOrder } from "./support/orders.ts";
import { expect, test } from "./support/test.ts";

test.describe.configure({ mode: "serial" });
test.use({ worldOptions: { seed: 4 } });

/** The pages that look otherwise before the set-up. */
const firstPaths = ["/app", "/app/activity", "/app/settings/locations", "/app/settings/connection"];
const paths = [...firstPaths, "/app/settings/orders", "/app/settings/privacy", "/app/nowhere"];
const widths = [1280, 320];

interface Visited {
  readonly page: Page;
  readonly app: FrameLocator;
  readonly openApp: (path?: string) => Promise<void>;
}

/** Every page, wide and narrow: nothing for axe to find, and nothing to scroll sideways for. */
async function expectAccessible({ page, app, openApp }: Visited, visited: readonly string[]): Promise<void> {
  for (const path of visited) {
    await openApp(path);
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      await expect(app.getByRole("heading", { level: 1 })).toBeVisible();
      const tooWide = await app.locator("html").evaluate((root) => root.scrollWidth - root.clientWidth);
      expect.soft(tooWide, `${path} at ${String(width)} px is too wide`).toBeLessThanOrEqual(0);
      const { violations } = await new AxeBuilder({ page })
        .include(["#app-frame", "html"])
        .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"])
        .analyze();
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join("\n")}`);
      expect.soft(found, `${path} at ${String(width)} px`).toEqual([]);
    }
  }
}

/** Presses Tab until the focus is there. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 60; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab never reached ${String(target)}.`);
}

test("[PAG-8] every page of a shop that has just installed", async ({ page, app, world, openApp }) => {
  await world.install();
  await expectAccessible({ page, app, openApp }, firstPaths);
});

test("[PAG-8] [PAG-1] a keyboard alone connects, matches and activates", async ({ page, app, world, openApp }) => {
  await openApp();
  const press = async (target: Locator): Promise<void> => {
    await tabTo(page, target);
    await page.keyboard.press("Enter");
  };
  await press(app.getByRole("link", { name: "Connect Katana" }));
  await tabTo(page, app.getByLabel("Katana API key"));
  await page.keyboard.type(world.account.keys()[0] ?? "");
  await page.keyboard.press("Enter");
  await expect(app.getByText("Tandem Workshop OÜ")).toBeVisible();
  await press(app.getByRole("link", { name: "Locations" }));
  await press(app.getByRole("button", { name: "Save proposed matches" }));
  await expect(app.getByRole("status").getByText("Locations saved")).toBeVisible();
  await press(app.getByRole("link", { name: "Orders", exact: true }));
  await press(app.getByRole("button", { name: "Use these settings" }));
  await press(app.getByRole("listitem").getByRole("button", { name: "Activate sync" }));
  await expect(app.getByText("Active", { exact: true }).first()).toBeVisible();
  // Pausing asks; Escape is a no, and leads back to where the question came from.
  const pause = app.getByRole("button", { name: "Pause sync" });
  await press(pause);
  await expect(app.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(app.getByRole("dialog")).toBeHidden();
  await expect(pause).toBeFocused();
});

test("[PAG-8] every page of a shop that is at work", async ({ page, app, world, openApp }) => {
  await createMerchant(world).setUp();
  const [customer] = world.shop.customers();
  placeOrder(world, { customer: customer?.id ?? null });
  placeOrder(world, { payment: "pending" });
  world.shop.sendComplianceRequest("customers/data_request", customer?.id ?? "");
  await expect.poll(() => world.account.salesOrders().length, { timeout: 20_000 }).toBe(1);
  await world.shopify.deliveries.idle();
  await expectAccessible({ page, app, openApp }, paths);
});
