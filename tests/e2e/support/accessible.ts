import AxeBuilder from "@axe-core/playwright";
import type { FrameLocator, Page } from "@playwright/test";
import { expect } from "./test.ts";

/** Wide and narrow: nothing for axe to find, and nothing to scroll sideways for. */
export async function expectAccessible(page: Page, app: FrameLocator): Promise<void> {
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 900 });
    await expect(app.getByRole("heading", { level: 1 })).toBeVisible();
    const tooWide = await app.locator("html").evaluate((root) => root.scrollWidth - root.clientWidth);
    expect.soft(tooWide, `at ${String(width)} px it is too wide`).toBeLessThanOrEqual(0);
    const { violations } = await new AxeBuilder({ page })
      .include(["#app-frame", "html"])
      .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"])
      .analyze();
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join("\n")}`);
    expect.soft(found, `at ${String(width)} px`).toEqual([]);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}
