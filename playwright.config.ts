import { defineConfig } from "@playwright/test";

/**
 * Browser tests: the built app (`npm run build` before), both simulators, Chromium. Each file starts a world of its own.
 * Where the machine has no browser, the one inside @sparticuz/chromium is used; see tests/e2e/support/browser.ts.
 */
export default defineConfig({
  testDir: "tests/e2e",
  // A world is two simulators, a database and the app: two cores bear one at a time.
  workers: 1,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  use: { viewport: { width: 1280, height: 900 } },
  reporter: [["list"]],
  outputDir: "test-results",
});
