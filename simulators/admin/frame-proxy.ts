import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createProxyMiddleware } from "http-proxy-middleware";
import type { Installation } from "../shopify/control.ts";
import { answerAppBridge } from "./answer-app-bridge.ts";
import { rewriteText } from "./rewrite-text.ts";

export interface FrameProxyOptions {
  /** Where the app answers. Asked for on every request, so that it may move or start later. */
  readonly target: () => string;
  /** Origin of the simulated admin, which may frame the app: `http://127.0.0.1:4000`. */
  readonly adminOrigin: () => string;
  /** The app's installation in a shop, by the shop's domain; null when there is no such shop. */
  readonly installation: (shop: string) => AppInstallation | null;
  /** Default 0: a free one. */
  readonly port?: number;
}

/** What App Bridge asks of the admin. */
export type AppInstallation = Pick<Installation, "installed" | "idToken" | "granted" | "declared" | "grant" | "revoke">;

export interface FrameProxy {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

const CDN = "https://cdn.shopify.com/";
const APP_BRIDGE = `${CDN}shopifycloud/app-bridge.js`;
const REAL_ADMIN = "https://admin.shopify.com";

/** What pages load from Shopify's CDN is fetched from the proxy instead: App Bridge from its stand-in, all else as nothing. */
const inPages = [
  { from: APP_BRIDGE, to: "/__admin/app-bridge.js" },
  { from: CDN, to: "/__admin/cdn/" },
];

const bridgeScript = ["app-bridge-words.js", "app-bridge.js"]
  .map((name) => readFileSync(new URL(`./browser/${name}`, import.meta.url), "utf8"))
  .join("\n");

/**
 * Stands between a browser (and webhooks) and the app, which stays as it is: Shopify's headers let only the real admin frame it.
 * Bodies pass byte for byte; of the answers only HTML and the headers that name the real admin or its CDN are changed.
 */
export async function startFrameProxy(options: FrameProxyOptions): Promise<FrameProxy> {
  const proxy = createProxyMiddleware({
    target: "http://127.0.0.1:9",
    router: () => options.target(),
    changeOrigin: false,
    xfwd: true,
    selfHandleResponse: true,
    on: {
      // A page that came compressed could not be read on the way through.
      proxyReq: (proxied, request) => {
        if (request.headers.accept?.includes("text/html")) proxied.setHeader("accept-encoding", "identity");
      },
      proxyRes: (answer, _request, response) => passOn(answer, response, options),
      error: (_cause, _request, response) => {
        if ("writeHead" in response) answerUnreachable(response);
      },
    },
  });
  const server = createServer((request, response) => {
    if (answerOwn(request, response, options)) return;
    proxy(request, response).catch(() => answerUnreachable(response));
  });
  await listen(server, options.port ?? 0);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
}

function passOn(answer: IncomingMessage, response: ServerResponse, options: FrameProxyOptions): void {
  const isPage =
    answer.headers["content-type"]?.startsWith("text/html") === true && !answer.headers["content-encoding"];
  response.statusCode = answer.statusCode ?? 502;
  if (answer.statusMessage) response.statusMessage = answer.statusMessage;
  for (const [name, values] of Object.entries(answer.headersDistinct)) {
    if (hopByHop.has(name) || (isPage && name === "content-length")) continue;
    response.setHeader(
      name,
      (values ?? []).map((value) => rewriteHeader(name, value, options.adminOrigin())),
    );
  }
  // Remix streams: what is there must not wait for what comes later, and a cut answer must look cut.
  answer.on("aborted", () => response.destroy());
  (isPage ? answer.pipe(rewriteText(inPages)) : answer).pipe(response);
}

const hopByHop = new Set([
  "connection",
  "keep-alive",
  "transfer-encoding",
  "upgrade",
  "proxy-connection",
  "te",
  "trailer",
]);

/** Exported for its tests. */
export function rewriteHeader(name: string, value: string, adminOrigin: string): string {
  switch (name) {
    case "content-security-policy":
      return letFrame(value, adminOrigin);
    case "link":
      return inPages.reduce((text, { from, to }) => text.replaceAll(from, to), value);
    case "location":
    case "x-shopify-api-request-failure-reauthorize-url":
      return value.startsWith(REAL_ADMIN) ? adminOrigin + value.slice(REAL_ADMIN.length) : value;
    default:
      return value;
  }
}

/** The admin joins whoever may frame the page already. Where nobody may, it may not either. */
function letFrame(policy: string, adminOrigin: string): string {
  return policy
    .split(";")
    .map((part) => {
      const [name = "", ...sources] = part.trim().split(/\s+/);
      if (name.toLowerCase() !== "frame-ancestors" || sources.includes("'none'")) return part;
      return `${part.trimEnd()} ${adminOrigin}`;
    })
    .join(";");
}

function answerOwn(request: IncomingMessage, response: ServerResponse, options: FrameProxyOptions): boolean {
  const url = new URL(request.url ?? "/", "http://proxy");
  if (!url.pathname.startsWith("/__admin/")) return false;
  response.setHeader("Cache-Control", "no-store");
  if (url.pathname === "/__admin/app-bridge.js") {
    const config = `globalThis.__simulatedAdmin=${JSON.stringify({ origin: options.adminOrigin() })};\n`;
    response.setHeader("Content-Type", "text/javascript; charset=utf-8").end(config + bridgeScript);
  } else if (url.pathname.startsWith("/__admin/cdn/")) {
    answerCdn(url.pathname, response);
  } else {
    void answerAppBridge(request, response, options.installation(url.searchParams.get("shop") ?? ""));
  }
  return true;
}

const blankImage = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>';

/** Fonts and pictures of Shopify's CDN, which a machine without network cannot have. */
function answerCdn(path: string, response: ServerResponse): void {
  if (path.endsWith(".css")) response.setHeader("Content-Type", "text/css").end("");
  else if (/\.(svg|png|jpe?g|gif|webp)$/.test(path))
    response.setHeader("Content-Type", "image/svg+xml").end(blankImage);
  else response.writeHead(404, { "Content-Type": "text/plain" }).end("");
}

function answerUnreachable(response: ServerResponse): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.writeHead(502, { "Content-Type": "text/html; charset=utf-8", "Retry-After": "1" });
  response.end(
    '<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="2"><title>The app is not answering</title>' +
      '<body style="font:16px/1.5 system-ui;padding:2rem"><h1>The app is not answering yet</h1><p>It may still be starting. This page tries again by itself.</p>',
  );
}
