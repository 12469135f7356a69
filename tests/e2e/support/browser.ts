import { existsSync } from "node:fs";
import type { Browser, BrowserContext, BrowserType } from "@playwright/test";

/** The Shopify library turns headless browsers away by their name. */
const ordinaryBrowser =
  "Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36";

/** Playwright's own Chromium if it is installed, else the one of the npm package, which needs no system packages on Linux x64. */
export async function launchBrowser({ chromium }: { readonly chromium: BrowserType }): Promise<Browser> {
  if (existsSync(chromium.executablePath())) return chromium.launch();
  const { default: packaged } = await import("@sparticuz/chromium");
  // Its own arguments are for a single process and without web security; these keep what a real browser enforces.
  return chromium.launch({
    executablePath: await packaged.executablePath(),
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
}

/** A fresh visitor. Whatever the pages ask of the internet fails the test that asked. */
export async function newVisitor(
  browser: Browser,
  { width = 1280, height = 900 } = {},
): Promise<{ readonly context: BrowserContext; readonly strays: readonly string[] }> {
  const context = await browser.newContext({ userAgent: ordinaryBrowser, viewport: { width, height } });
  const strays: string[] = [];
  await context.route(
    (url) => url.hostname !== "127.0.0.1",
    (route) => {
      strays.push(route.request().url());
      return route.abort();
    },
  );
  return { context, strays };
}
