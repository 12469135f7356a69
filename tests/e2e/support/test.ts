import { expect, test as base, type Browser, type FrameLocator, type Page } from "@playwright/test";
import { startWorld, type World } from "../../support/world.ts";
import { launchBrowser, newVisitor } from "./browser.ts";

interface WorkerThings {
  readonly chromium: Browser;
  /** One world for all tests of a file, the admin included. The app is not installed yet. */
  readonly world: World;
}

interface TestThings {
  /** A page whose complaints (console errors, uncaught errors, requests to the outside) fail the test. */
  readonly page: Page;
  /** The app inside the admin's frame. */
  readonly app: FrameLocator;
  /** Opens a page of the app in the admin. */
  readonly openApp: (path?: string) => Promise<void>;
  readonly viewport: { readonly width: number; readonly height: number };
}

/** The browser says so of every answer that is no success; what the page makes of it is what is tested. */
const harmless = /Failed to load resource: the server responded with a status of 4\d\d/;

export const test = base.extend<TestThings, WorkerThings>({
  chromium: [
    async ({}, use) => {
      const browser = await launchBrowser();
      await use(browser);
      await browser.close();
    },
    { scope: "worker" },
  ],
  world: [
    async ({}, use) => {
      const world = await startWorld({ admin: true });
      await use(world);
      await world.stop();
    },
    { scope: "worker", timeout: 60_000 },
  ],
  viewport: [{ width: 1280, height: 900 }, { option: true }],
  page: async ({ chromium, viewport }, use) => {
    const { context, strays } = await newVisitor(chromium, viewport);
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error" && !harmless.test(message.text())) complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(String(error)));
    await use(page);
    await context.close();
    expect(strays, "requests to the outside").toEqual([]);
    expect(complaints, "what the browser complained about").toEqual([]);
  },
  app: async ({ page }, use) => use(page.frameLocator("#app-frame")),
  openApp: async ({ page, world }, use) =>
    use(async (path = "/app") => {
      const store = world.shop.domain.replace(".myshopify.com", "");
      await page.goto(`${world.admin?.url}/store/${store}/apps/tandem-development${path}`);
    }),
});

export { expect };
