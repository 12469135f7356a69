import AxeBuilder from "@axe-core/playwright";
import { expect, test as base, type Browser, type Page } from "@playwright/test";
import { startAdmin, type Admin } from "../../simulators/admin/admin.ts";
import { watchKatana } from "../../simulators/admin/watch-katana.ts";
import { startKatanaSimulator } from "../../simulators/katana/server.ts";
import { euroShop, placeEarlierOrders, workshop, type SeededShop } from "../../simulators/seed.ts";
import type { OrderView, Shop } from "../../simulators/shopify/control.ts";
import { startShopifySimulator } from "../../simulators/shopify/simulator.ts";
import { launchBrowser, newVisitor } from "./support/browser.ts";

interface Site {
  readonly admin: Admin;
  readonly shop: Shop;
  /** Their ids in Katana. */
  readonly salesOrders: () => readonly number[];
}

/** The admin with both simulators and no app: what it tells an app goes nowhere. */
const test = base.extend<{ page: Page; width: number }, { site: Site; browser: Browser; seeded: SeededShop }>({
  browser: [
    async ({ playwright }, use) => {
      const browser = await launchBrowser(playwright);
      await use(browser);
      await browser.close();
    },
    { scope: "worker" },
  ],
  seeded: [euroShop, { scope: "worker", option: true }],
  site: [
    async ({ seeded }, use) => {
      const url = "http://127.0.0.1:9";
      const app = { clientId: "tandem-development", clientSecret: "secret", url, configuration: "shopify.app.toml" };
      const shopify = await startShopifySimulator({ app });
      const simulator = await startKatanaSimulator();
      const account = simulator.addAccount(workshop);
      const shop = shopify.addShop({ ...seeded.shop, installed: true });
      await placeEarlierOrders(shop, seeded.taxes, shopify.clock.now());
      const sent = shop.orders().find(({ fulfillmentStatus }) => fulfillmentStatus === "FULFILLED");
      if (sent) shop.createReturn(sent.id, { lines: [{ lineId: sent.lines[0]?.id ?? "", quantity: 2 }] });
      const customer = account.addCustomer({ name: "Mari Tamm" });
      const variant = account.variants()[0]?.id ?? 0;
      const packed = account.addSalesOrder({
        order_no: "SO-2",
        customer_id: customer.id,
        sales_order_rows: [{ variant_id: variant, quantity: 3, price_per_unit: 20 }],
      });
      account.makeToOrder(packed.sales_order_rows[0]?.id ?? 0);
      account.pack(packed.id, { [packed.sales_order_rows[0]?.id ?? 0]: 1 });
      account.addSalesOrder({
        order_no: "SO-1",
        customer_id: customer.id,
        sales_order_rows: [{ variant_id: variant, quantity: 2, price_per_unit: 71.77 }],
      });
      const entry = { clientId: app.clientId, name: "Tandem" };
      const katana = { simulator, window: watchKatana(simulator, account) };
      const admin = await startAdmin({
        shopify,
        katana,
        app: entry,
        appTarget: () => url,
        taxes: () => seeded.taxes,
      });
      await use({ admin, shop, salesOrders: () => account.salesOrders().map(({ id }) => id) });
      await admin.stop();
      await simulator.stop();
      await shopify.stop();
    },
    { scope: "worker" },
  ],
  width: [1280, { option: true }],
  page: async ({ browser, width }, use) => {
    const { context } = await newVisitor(browser, { width });
    await use(await context.newPage());
    await context.close();
  },
});

const at = (site: Site, path: string): string => `${site.admin.url}/store/tandem-demo${path}`;

for (const width of [1280, 320]) {
  test.describe(`at ${width} px`, () => {
    test.use({ width });
    test("every page fits and satisfies axe", async ({ page, site }) => {
      const orders = site.shop.orders().map(({ legacyId }) => `/orders/${legacyId}`);
      const pages = ["/orders", "/orders/new", "/products", "/webhooks", "/troubles", "/katana"];
      const paths = [...pages, ...site.salesOrders().map((id) => `/katana/orders/${id}`), ...orders];
      for (const path of paths) {
        await page.goto(at(site, path));
        for (const summary of await page.locator("summary").all()) if (await summary.isVisible()) await summary.click();
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect.soft(overflow, `${path} is wider than the window`).toBeLessThanOrEqual(0);
        const { violations } = await new AxeBuilder({ page })
          .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"])
          .analyze();
        expect
          .soft(violations.map(({ id, nodes }) => `${path}: ${id} ${nodes.map(({ html }) => html).join("\n")}`))
          .toEqual([]);
      }
    });
  });
}

async function placeExample(page: Page, site: Site): Promise<OrderView> {
  await page.goto(at(site, "/orders"));
  await page.getByRole("button", { name: "Place an example order" }).click();
  const said = await page.getByRole("status").innerText();
  const order = site.shop.order(said.split(" ")[0] ?? "");
  await expect.poll(() => site.shop.order(order.name).fulfillmentOrders.length).toBeGreaterThan(0);
  await page.goto(at(site, `/orders/${order.legacyId}`));
  return order;
}

test("edits, fulfils and takes back an order", async ({ page, site }) => {
  const order = await placeExample(page, site);
  const group = (title: string) => page.locator("details", { has: page.locator("summary", { hasText: title }) });

  await group("Edit lines").locator("summary").click();
  await group("Edit lines").getByRole("spinbutton").first().fill("4");
  await group("Edit lines").getByRole("button", { name: "Save edit" }).click();
  await expect(page.getByRole("status")).toHaveText(`${order.name} was edited.`);
  expect(site.shop.order(order.name).lines[0]?.currentQuantity).toBe(4);

  await group("Fulfil").locator("summary").click();
  await group("Fulfil").getByRole("button", { name: "Fulfil" }).click();
  await expect(page.getByRole("status")).toContainText("one fulfillment was made");

  const returning = group("Return").last();
  await returning.locator("summary").click();
  await returning.getByRole("spinbutton").first().fill("1");
  await returning.getByRole("button", { name: "Create return" }).click();
  await expect(page.getByRole("status")).toContainText("is open");
  await page.getByRole("button", { name: "All came back" }).click();
  await expect(page.getByRole("status")).toContainText("was processed");
  expect(site.shop.order(order.name).returns[0]?.status).toBe("CLOSED");

  await returning.locator("summary").click();
  await returning.getByRole("spinbutton").first().fill("2");
  await returning.getByRole("button", { name: "Create return" }).click();
  await group("Some of it came back").locator("summary").click();
  await group("Some of it came back").getByRole("spinbutton").fill("1");
  await group("Some of it came back").getByLabel("What became of it").selectOption("Came back, not restocked");
  await group("Some of it came back").getByRole("button", { name: "Process" }).click();
  await expect(page.getByRole("status")).toContainText("was processed");
  const [, second] = site.shop.order(order.name).returns;
  expect([second?.status, second?.lines[0]?.processedQuantity]).toEqual(["OPEN", 1]);
});

test("cancels an order, and says in words what cannot be done", async ({ page, site }) => {
  const order = await placeExample(page, site);
  await page.locator("summary", { hasText: "Cancel order" }).click();
  await page.getByRole("button", { name: "Cancel order" }).click();
  await expect(page.getByRole("status")).toHaveText(`${order.name} was cancelled.`);

  await page.goto(at(site, "/orders/new"));
  await page.getByRole("button", { name: "Place order" }).click();
  await expect(page.getByRole("alert")).toHaveText("Give at least one product a quantity.");
});

test("lets a person change, make, pack, deliver and invoice a sales order in Katana", async ({ page, site }) => {
  await page.goto(at(site, "/katana"));
  await page.getByRole("link", { name: "SO-1" }).click();
  const rows = page.getByRole("table", { name: "Rows of SO-1" });
  const group = (title: string) => page.locator("details", { has: page.locator("summary", { hasText: title }) });
  const open = async (title: string): Promise<void> => group(title).locator("summary").click();
  const said = page.getByRole("status");

  await open("Change the row of");
  await group("Change the row of").getByLabel("Quantity").fill("5");
  await group("Change the row of").getByRole("button", { name: "Save row" }).click();
  await expect(said).toContainText("was changed in Katana");
  await expect(rows.getByRole("cell", { name: "5", exact: true })).toBeVisible();

  await open("Change the row of");
  await page.getByRole("button", { name: "Make to order" }).click();
  await expect(rows).toContainText("Not started");
  await open("Change the row of");
  await page.getByLabel(/Status of the manufacturing order/).selectOption("In progress");
  await group("Change the row of").getByRole("button", { name: "Set" }).click();
  await expect(rows).toContainText("In progress");

  await open("Pack or deliver");
  await group("Pack or deliver").getByRole("spinbutton").fill("2");
  await group("Pack or deliver").getByLabel("Tracking number").fill("TRACK-1");
  await group("Pack or deliver").getByRole("button", { name: "Pack" }).click();
  await expect(said).toHaveText("Packed.");
  await expect(rows).toContainText("3 to go");
  await expect(page.getByText(/2 × .* · TRACK-1/)).toBeVisible();
  await page.getByLabel(/Status of the fulfillment/).selectOption("Delivered");
  await page
    .locator("form", { has: page.getByLabel(/Status of the fulfillment/) })
    .getByRole("button")
    .click();
  await expect(page.getByText("Partially delivered")).toBeVisible();

  await page.getByLabel("Invoicing").selectOption("Invoiced");
  await page
    .locator("form", { has: page.getByLabel("Invoicing") })
    .getByRole("button")
    .click();
  await expect(said).toHaveText("Invoicing was changed.");
  await expect(page.locator(".badge", { hasText: "Invoiced" })).toBeVisible();
});

test("takes no forms from other pages", async ({ site }) => {
  const answer = await fetch(at(site, "/orders/example"), {
    method: "POST",
    headers: { Origin: "https://elsewhere.example" },
  });
  expect(answer.status).toBe(403);
});
