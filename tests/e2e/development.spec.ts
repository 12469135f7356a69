import { expect, test } from "./support/test.ts";

test.use({ worldOptions: { fromSources: true } });

test("in development a page comes from its sources, hears of edits and works", async ({
  page,
  app,
  openApp,
  world,
}) => {
  await world.install();
  const edits = page.waitForEvent("websocket");
  await openApp("/app/settings/connection");
  expect((await edits).isClosed()).toBe(false);
  // What is typed before React has taken over the page is lost, and that takes longer without a build.
  await expect(async () => {
    await app.getByLabel("Katana API key").fill("not-a-key");
    await app.getByRole("button", { name: "Connect", exact: true }).click();
    await expect(app.getByText(/does not accept this API key/)).toBeVisible({ timeout: 3_000 });
  }).toPass({ timeout: 30_000 });
});
