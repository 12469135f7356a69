import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { openShop } from "./testing/open-shop.ts";

const preload = fileURLToPath(new URL("./preload.mjs", import.meta.url));

it("sends calls for a shop to the simulator and leaves others alone", async () => {
  const opened = await openShop();
  const script = `
    const asked = await fetch("https://sample.myshopify.com/admin/oauth/access_token", { method: "POST", body: "{}" });
    const request = await fetch(new Request("https://sample.myshopify.com/admin/oauth/access_token", { method: "POST", body: "{}" }));
    const other = await fetch("data:text/plain,hello");
    console.log(asked.status, request.status, await other.text());
  `;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--import", preload, "--input-type=module", "--eval", script],
    { env: { ...process.env, SHOPIFY_SIMULATOR_URL: opened.simulator.url } },
  );
  expect(stdout.trim()).toBe("401 401 hello");
  expect(opened.simulator.requests()).toMatchObject([
    { shop: "sample.myshopify.com", status: 401 },
    { shop: "sample.myshopify.com", status: 401 },
  ]);
});
