import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, FrameLocator, Page } from "@playwright/test";
import { expect, test as base } from "@playwright/test";
import { startAdmin, type Admin } from "../../simulators/admin/admin.ts";
import { euroShop, type SeededShop } from "../../simulators/seed.ts";
import { startShopifySimulator } from "../../simulators/shopify/simulator.ts";
import { launchBrowser, newVisitor } from "./support/browser.ts";

/** A small app of plain HTML that uses what App Bridge offers; it answers what it was asked with. */
const appPage = `<!doctype html><html lang="en"><head><title>App</title>
<script data-api-key="tandem-development" src="https://cdn.shopify.com/shopifycloud/app-bridge.js"></script></head><body>
<ui-nav-menu><a href="/app" rel="home">Home</a><a href="/app/second">Second</a></ui-nav-menu>
<ui-title-bar title="Thing 7"><button variant="primary" onclick="document.title='pressed'">Publish</button></ui-title-bar>
<h1>Page</h1><output id="out"></output>
<a id="order" href="shopify://admin/orders">Orders of the shop</a>
<ui-save-bar id="bar" discardConfirmation><button variant="primary" onclick="out('saved')">Save</button><button onclick="out('discarded')">Discard</button></ui-save-bar>
<ui-modal id="modal"><ui-title-bar title="Sure?"><button variant="primary" onclick="out('agreed')">Agree</button></ui-title-bar></ui-modal>
<form data-save-bar onsubmit="event.preventDefault(); out('submitted ' + new FormData(this).get('name'))"><label>Name <input name="name" value="old"></label></form>
<script>
  const out = (text) => document.getElementById("out").textContent = text;
  document.getElementById("modal").content.append("Think twice.");
  addEventListener("shopify:navigate", (event) => out("navigate " + event.target.getAttribute("href")));
</script></body></html>`;

interface Things {
  readonly site: {
    readonly admin: Admin;
    readonly asked: { readonly path: string; readonly headers: IncomingMessage["headers"] }[];
  };
  readonly browser: Browser;
  readonly seeded: SeededShop;
}

function startApp(asked: { path: string; headers: IncomingMessage["headers"] }[]): Promise<Server> {
  let refused = false;
  const app = createServer((request, response) => {
    const path = request.url ?? "/";
    asked.push({ path, headers: request.headers });
    if (path.startsWith("/app/api")) {
      // The first token counts as expired.
      const status = refused ? 200 : 401;
      refused = true;
      response.writeHead(status, { "X-Shopify-Retry-Invalid-Session-Request": "1" }).end("answered");
      return;
    }
    response.setHeader("Content-Security-Policy", "frame-ancestors https://admin.shopify.com");
    response.setHeader("Content-Type", "text/html; charset=utf-8").end(appPage);
  });
  return new Promise((resolve) => app.listen(0, "127.0.0.1", () => resolve(app)));
}

const test = base.extend<{ visit: { page: Page; app: FrameLocator } }, Things>({
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
      const asked: Things["site"]["asked"] = [];
      const app = await startApp(asked);
      const url = `http://127.0.0.1:${(app.address() as AddressInfo).port}`;
      const identity = {
        clientId: "tandem-development",
        clientSecret: "secret",
        url,
        configuration: "shopify.app.toml",
      };
      const shopify = await startShopifySimulator({ app: identity });
      shopify.addShop({ ...seeded.shop, installed: true });
      const entry = { clientId: identity.clientId, name: "Tandem" };
      const admin = await startAdmin({ shopify, app: entry, appTarget: () => url, taxes: () => [] });
      shopify.setApp({ url: admin.appUrl });
      await use({ admin, asked });
      await admin.stop();
      await shopify.stop();
      app.close();
    },
    { scope: "worker" },
  ],
  visit: async ({ browser, site }, use) => {
    const { context, strays } = await newVisitor(browser);
    const page = await context.newPage();
    await page.goto(`${site.admin.url}/store/tandem-demo/apps/tandem-development/app`);
    const app = page.frameLocator("#app-frame");
    await expect(app.getByRole("heading", { name: "Page" })).toBeVisible();
    await use({ page, app });
    await context.close();
    expect(strays).toEqual([]);
  },
});

const inApp = (app: FrameLocator, script: string): Promise<unknown> =>
  app.locator("body").evaluate((_body, code) => (0, eval)(code) as unknown, script);

test("shows the app's menu and title bar in the admin, and hands presses back", async ({ visit: { page, app } }) => {
  const menu = page.getByRole("list", { name: "Pages of Tandem" });
  await expect(menu.getByRole("link")).toHaveText(["Second"]);
  await menu.getByRole("link", { name: "Second" }).click();
  await expect(app.locator("#out")).toHaveText("navigate /app/second");
  await expect(page.getByRole("heading", { name: "Thing 7" })).toBeVisible();
  await page.getByRole("button", { name: "Publish" }).click();
  await expect.poll(() => inApp(app, "document.title")).toBe("pressed");
});

test("sends a session token along, and a fresh one when it was refused", async ({ visit: { app }, site }) => {
  const answer = await inApp(app, "fetch('/app/api', { method: 'POST', body: 'x' }).then((answer) => answer.status)");
  expect(answer).toBe(200);
  const calls = site.asked.filter(({ path }) => path.startsWith("/app/api"));
  expect(calls).toHaveLength(2);
  const tokens = calls.map(({ headers }) => headers.authorization);
  for (const token of tokens) expect(token).toMatch(/^Bearer [\w-]+\.[\w-]+\.[\w-]+$/);
  expect(tokens[0]).not.toBe(tokens[1]);
});

test("shows the save bar, saves, and asks before it discards or leaves", async ({ visit: { page, app } }) => {
  const bar = page.getByRole("region", { name: "Unsaved changes" });
  await inApp(app, "shopify.saveBar.show('bar')");
  await bar.getByRole("button", { name: "Save" }).click();
  await expect(app.locator("#out")).toHaveText("saved");

  await bar.getByRole("button", { name: "Discard" }).click();
  await app
    .getByRole("dialog", { name: "Discard all unsaved changes?" })
    .getByRole("button", { name: "Continue editing" })
    .click();
  await expect(app.locator("#out")).toHaveText("saved");
  await bar.getByRole("button", { name: "Discard" }).click();
  await app.getByRole("button", { name: "Discard changes" }).click();
  await expect(app.locator("#out")).toHaveText("discarded");

  await page.getByRole("list", { name: "Pages of Tandem" }).getByRole("link", { name: "Second" }).click();
  await app
    .getByRole("dialog", { name: "Leave page with unsaved changes?" })
    .getByRole("button", { name: "Leave page" })
    .click();
  await expect(app.locator("#out")).toHaveText("navigate /app/second");
  await expect(bar).toBeHidden();
});

test("makes a save bar for a form that wants one", async ({ visit: { page, app } }) => {
  const bar = page.getByRole("region", { name: "Unsaved changes" });
  const name = app.getByLabel("Name");
  await name.fill("new");
  await expect(bar).toBeVisible();
  await bar.getByRole("button", { name: "Discard" }).click();
  await expect(name).toHaveValue("old");
  await expect(bar).toBeHidden();
  await name.fill("newer");
  await bar.getByRole("button", { name: "Save" }).click();
  await expect(app.locator("#out")).toHaveText("submitted newer");
  await expect(bar).toBeHidden();
});

test("opens a modal that keyboard and screen reader understand", async ({ visit: { page, app } }) => {
  await inApp(app, "shopify.modal.show('modal')");
  const dialog = app.getByRole("dialog", { name: "Sure?" });
  await expect(dialog).toContainText("Think twice.");
  await dialog.getByRole("button", { name: "Agree" }).click();
  await expect(app.locator("#out")).toHaveText("agreed");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
});

test("says toasts aloud", async ({ visit: { app } }) => {
  await inApp(app, "shopify.toast.show('Stored')");
  const toast = app.getByRole("status").getByText("Stored");
  await expect(toast).toBeVisible();
  await app.getByRole("button", { name: "Dismiss" }).click();
  await expect(toast).toBeHidden();
});

test("asks the merchant for further scopes", async ({ visit: { app } }) => {
  const asking = inApp(app, "shopify.scopes.request(['write_returns']).then(({ result }) => result)");
  await app.getByRole("dialog").getByRole("button", { name: "Update" }).click();
  expect(await asking).toBe("granted-all");
  expect(await inApp(app, "shopify.scopes.query().then(({ granted }) => granted)")).toContain("write_returns");
  expect(await inApp(app, "shopify.scopes.query().then(({ optional }) => optional)")).toEqual(["write_returns"]);
  await expect(inApp(app, "shopify.scopes.request(['write_orders'])")).rejects.toThrow(/not an optional scope/);
});

test("leads links into the admin to the simulated one", async ({ visit: { page, app }, site }) => {
  await app.getByRole("link", { name: "Orders of the shop" }).click();
  await expect(page).toHaveURL(`${site.admin.url}/store/tandem-demo/orders`);
});

test("refuses what it does not know", async ({ visit: { app } }) => {
  await expect(inApp(app, "shopify.resourcePicker({ type: 'product' })")).rejects.toThrow(
    /does not know shopify.resourcePicker/,
  );
});
