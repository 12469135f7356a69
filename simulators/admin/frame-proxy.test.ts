import { createHmac, randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { startFrameProxy, type AppInstallation, type FrameProxy } from "./frame-proxy.ts";

const adminOrigin = "http://127.0.0.1:4000";
const shop = "tandem-demo.myshopify.com";
const running: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const stop of running.splice(0).toReversed()) await stop();
});

function installation(): AppInstallation {
  let granted: readonly string[] = ["read_orders"];
  return {
    installed: () => true,
    idToken: () => "an.id.token",
    granted: () => granted,
    declared: () => ({ required: ["read_orders"], optional: ["write_returns"] }),
    grant: (optional = []) => void (granted = [...granted, ...optional]),
    revoke: (scopes) => void (granted = granted.filter((scope) => !scopes.includes(scope))),
  };
}

async function readAll(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

type Answer = (request: IncomingMessage, response: ServerResponse) => unknown;

const addressOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

async function proxied(answer: Answer): Promise<FrameProxy> {
  const app = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => app.listen(0, "127.0.0.1", resolve));
  running.push(() => new Promise((resolve) => app.close(resolve)));
  const installed = installation();
  const proxy = await startFrameProxy({
    target: () => addressOf(app),
    adminOrigin: () => adminOrigin,
    installation: (domain) => (domain === shop ? installed : null),
  });
  running.push(proxy.stop);
  return proxy;
}

describe("the proxy before the app", () => {
  it("hands webhooks on byte for byte, signature included", async () => {
    const bodies = [
      randomBytes(70_000),
      Buffer.from('{"note":"Käse \\u00e9 ☕","id":9007199254740993}\r\n'),
      Buffer.alloc(0),
    ];
    const seen: { body: Buffer; hmac: string | undefined; type: string | undefined }[] = [];
    const proxy = await proxied(async (request, response) => {
      const hmac = request.headers["x-shopify-hmac-sha256"]?.toString();
      seen.push({ body: await readAll(request), hmac, type: request.headers["content-type"] });
      response.end();
    });
    for (const body of bodies) {
      const hmac = createHmac("sha256", "secret").update(body).digest("base64");
      const headers = { "Content-Type": "application/json", "X-Shopify-Hmac-SHA256": hmac };
      await fetch(`${proxy.url}/webhooks/shopify`, { method: "POST", body, headers });
      expect(seen.at(-1)).toEqual({ body, hmac, type: "application/json" });
    }
  });

  it("hands answers that are no pages on byte for byte, compressed ones too", async () => {
    const script = gzipSync(`load("https://cdn.shopify.com/shopifycloud/app-bridge.js")`);
    const proxy = await proxied((_request, response) => {
      response.writeHead(200, { "Content-Type": "text/javascript", "Content-Encoding": "gzip" }).end(script);
    });
    const answer = await fetch(`${proxy.url}/assets/app.js`);
    expect(await answer.text()).toBe(`load("https://cdn.shopify.com/shopifycloud/app-bridge.js")`);
  });

  it("lets the simulated admin frame what Shopify's admin may frame", async () => {
    const proxy = await proxied((_request, response) => {
      response.setHeader("Content-Security-Policy", "frame-ancestors https://admin.shopify.com; script-src 'self'");
      response.end();
    });
    const answer = await fetch(proxy.url);
    expect(answer.headers.get("content-security-policy")).toBe(
      `frame-ancestors https://admin.shopify.com ${adminOrigin}; script-src 'self'`,
    );
  });

  it("frames nothing that nobody may frame", async () => {
    const proxy = await proxied((_request, response) => {
      response.setHeader("Content-Security-Policy", "frame-ancestors 'none'");
      response.end();
    });
    expect((await fetch(proxy.url)).headers.get("content-security-policy")).toBe("frame-ancestors 'none'");
  });

  it("swaps App Bridge in pages and in the header that preloads it", async () => {
    const proxy = await proxied((_request, response) => {
      response.setHeader("Link", '<https://cdn.shopify.com/shopifycloud/app-bridge.js>; rel="preload"; as="script";');
      response.setHeader("Content-Type", "text/html; charset=utf-8");
      response.write(
        '<link href="https://cdn.shopify.com/static/fonts/inter/v4/styles.css"><p>Fő utca</p><script src="https://cdn.shop',
      );
      setTimeout(() => response.end('ify.com/shopifycloud/app-bridge.js"></script>'), 20);
    });
    const answer = await fetch(proxy.url, { headers: { Accept: "text/html" } });
    expect(answer.headers.get("link")).toBe('</__admin/app-bridge.js>; rel="preload"; as="script";');
    expect(await answer.text()).toBe(
      '<link href="/__admin/cdn/static/fonts/inter/v4/styles.css"><p>Fő utca</p><script src="/__admin/app-bridge.js"></script>',
    );
  });

  it("leads into the simulated admin where the app leads into Shopify's", async () => {
    const proxy = await proxied((_request, response) => {
      response.writeHead(302, { Location: "https://admin.shopify.com/store/tandem-demo/apps/key?x=1" }).end();
    });
    const answer = await fetch(proxy.url, { redirect: "manual" });
    expect(answer.headers.get("location")).toBe(`${adminOrigin}/store/tandem-demo/apps/key?x=1`);
  });

  it("serves the stand-in for App Bridge and nothing of the CDN", async () => {
    const proxy = await proxied((_request, response) => response.end("the app"));
    const bridge = await (await fetch(`${proxy.url}/__admin/app-bridge.js`)).text();
    expect(bridge).toContain(adminOrigin);
    expect(bridge).toContain("ui-save-bar");
    expect(await (await fetch(`${proxy.url}/__admin/cdn/static/fonts/inter/v4/styles.css`)).text()).toBe("");
  });

  it("gives session tokens for shops that have the app only", async () => {
    const proxy = await proxied((_request, response) => response.end());
    expect(await (await fetch(`${proxy.url}/__admin/id-token?shop=${shop}`)).text()).toBe("an.id.token");
    expect((await fetch(`${proxy.url}/__admin/id-token?shop=other.myshopify.com`)).status).toBe(403);
  });

  it("grants further scopes", async () => {
    const proxy = await proxied((_request, response) => response.end());
    const answer = await fetch(`${proxy.url}/__admin/scopes/grant?shop=${shop}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ scopes: ["write_returns"] }),
    });
    expect(await answer.json()).toEqual({
      granted: ["read_orders", "write_returns"],
      required: ["read_orders"],
      optional: ["write_returns"],
    });
  });

  it("says so while the app does not answer", async () => {
    const proxy = await startFrameProxy({
      target: () => "http://127.0.0.1:9",
      adminOrigin: () => adminOrigin,
      installation: () => null,
    });
    running.push(proxy.stop);
    const answer = await fetch(`${proxy.url}/app`);
    expect(answer.status).toBe(502);
    expect(await answer.text()).toContain("The app is not answering yet");
  });
});
