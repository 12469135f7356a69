// Draws docs/images/activity.png from a simulated world with orders of many kinds. With --all <directory>: every page, wide and narrow, to look at.
import { spawnSync } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { pinnedNode, root, setUp } from "./setup.mjs";

const pages = {
  home: "/app",
  activity: "/app/activity",
  "activity-needs-you": "/app/activity?status=needs-you",
  "activity-nothing-found": "/app/activity?q=9999",
  orders: "/app/settings/orders",
  locations: "/app/settings/locations",
  connection: "/app/settings/connection",
  privacy: "/app/settings/privacy",
  nowhere: "/app/nowhere",
};

/** Every order's page, by the order's name. */
const orderPages = (orders) =>
  Object.fromEntries(orders.map(({ name, legacyId }) => [`order-${name.replace("#", "")}`, `/app/orders/${legacyId}`]));

async function draw() {
  // The world is TypeScript, which the pinned Node runs as it is.
  const [{ chromium }, { launchBrowser, newVisitor }, { startWorld }, { createMerchant }, { placeShowcase }] =
    await Promise.all([
      import("@playwright/test"),
      import("../tests/e2e/support/browser.ts"),
      import("../tests/support/world.ts"),
      import("../tests/support/merchant.ts"),
      import("../tests/e2e/support/showcase.ts"),
    ]);
  const world = await startWorld({ admin: true, katanaSwitches: { rateLimit: 5_000 } });
  const browser = await launchBrowser({ chromium });
  const shoot = async ({ path, width, height, file }) => {
    const { context } = await newVisitor(browser, { width, height });
    const page = await context.newPage();
    await page.goto(`${world.admin.url}/store/tandem-demo/apps/tandem-development${path}`);
    await page.frameLocator("#app-frame").getByRole("heading", { level: 1 }).waitFor();
    await page.waitForTimeout(800);
    await page.screenshot({ path: file });
    await context.close();
    console.log(file);
  };
  const shootAll = async (directory, stage) => {
    await mkdir(directory, { recursive: true });
    for (const [name, path] of Object.entries({ ...pages, ...orderPages(world.shop.orders()) }))
      for (const width of [1280, 320])
        await shoot({
          path,
          width,
          height: path.includes("/orders/") ? 3000 : 1200,
          file: join(directory, `${stage}-${name}-${width}.png`),
        });
  };
  try {
    const all = process.argv.indexOf("--all");
    const directory = all === -1 ? null : (process.argv[all + 1] ?? "screenshots");
    await world.install();
    if (directory !== null) await shootAll(directory, "first");
    await createMerchant(world).setUp();
    await placeShowcase(world);
    if (directory !== null) await shootAll(directory, "active");
    else {
      const file = join(root, "docs", "images", "activity.png");
      await mkdir(join(root, "docs", "images"), { recursive: true });
      await shoot({ path: "/app/activity", width: 1200, height: 800, file });
    }
  } finally {
    await browser.close();
    await world.stop();
  }
}

if (Number(process.versions.node.split(".")[0]) < 24) {
  await setUp({ build: true });
  const again = spawnSync(pinnedNode(), [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: "inherit",
  });
  process.exitCode = again.status ?? 1;
} else await draw();
