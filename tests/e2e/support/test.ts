import { expect, test as base, type Browser, type FrameLocator, type Page } from "@playwright/test";
import { startWorld, type World, type WorldOptions } from "../../support/world.ts";
import { launchBrowser, newVisitor } from "./browser.ts";

interface WorkerThings {
  readonly chromium: Browser;
  /** Beyond the admin; set with `test.use`. */
  readonly worldOptions: WorldOptions;
  /** One world for all tests of a file, the admin included. The app is not installed yet. */
  readonly world: World;
}

interface TestThings {
  /** What the browser may complain about in this test besides; set with `test.use`. */
  readonly expectedComplaint: RegExp;
  /** A page whose complaints (console errors, uncaught errors, requests to the outside) fail the test. */
  readonly page: Page;
  /** The app inside the admin's frame. */
  readonly app: FrameLocator;
  /** Opens a page of the app in the admin. */
  readonly openApp: (path?: string) => Promise<void>;
}

/** The browser says so of every answer that is no success; what the page makes of it is what is tested. */
const harmless = [
  /Failed to load resource: the server responded with a status of 4\d\d/,
  // A page that is left while it asks which further pages there are.
  /^Failed to fetch manifest patches TypeError: Failed to fetch/,
  // React's development build compares what the frame proxy changed on the way.
  /^Warning: Prop `%s` did not match\..*"\/__admin\//,
];

export const test = base.extend<TestThings, WorkerThings>({
  chromium: [
    async ({ playwright }, use) => {
      const browser = await launchBrowser(playwright);
      await use(browser);
      await browser.close();
    },
    { scope: "worker" },
  ],
  worldOptions: [{}, { scope: "worker", option: true }],
  world: [
    async ({ worldOptions }, use) => {
      const world = await startWorld({ admin: true, ...worldOptions });
      await use(world);
      await world.stop();
    },
    { scope: "worker", timeout: 60_000 },
  ],
  expectedComplaint: [/(?!)/, { option: true }],
  page: async ({ chromium, viewport, expectedComplaint }, use) => {
    const { context, strays } = await newVisitor(chromium, viewport ?? {});
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error" && ![...harmless, expectedComplaint].some((words) => words.test(message.text())))
        complaints.push(message.text());
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
