import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import express, { type NextFunction, type Request, type Response } from "express";
import type { KatanaSimulator } from "../katana/server.ts";
import type { Shop, ShopifySimulator, TaxSeed } from "../shopify/control.ts";
import { startFrameProxy } from "./frame-proxy.ts";
import { html, type Html } from "./html.ts";
import type { KatanaWindow } from "./katana-window.ts";
import { layout, type AppEntry, type Flash, type PageFrame } from "./layout.ts";
import { homePage } from "./pages/home.ts";
import { addStorePages } from "./store-pages.ts";
import { createTroubles, type Troubles } from "./troubles.ts";

export interface AdminOptions {
  readonly shopify: ShopifySimulator;
  readonly katana?: {
    readonly simulator: Pick<KatanaSimulator, "deliveries" | "faults">;
    readonly window: KatanaWindow;
  };
  readonly app: AppEntry;
  /** Where the app answers. */
  readonly appTarget: () => string;
  /** Taxes of orders placed here. */
  readonly taxes: (shopDomain: string) => readonly TaxSeed[];
  /** Default 0: a free one. */
  readonly port?: number;
  readonly proxyPort?: number;
}

export interface Admin {
  readonly url: string;
  /** Where browsers and webhooks reach the app: `SHOPIFY_APP_URL`. */
  readonly appUrl: string;
  stop(): Promise<void>;
}

/** What the pages of a store work with. */
export interface StoreSite {
  readonly shopify: ShopifySimulator;
  readonly katana: AdminOptions["katana"];
  readonly app: AppEntry;
  readonly appOrigin: string;
  readonly taxes: AdminOptions["taxes"];
  readonly troubles: Troubles;
  readonly findShop: (storeName: string) => Shop | null;
  readonly show: (
    response: Response,
    frame: Pick<PageFrame, "title" | "shop" | "current"> & { readonly wide?: boolean },
    content: Html,
  ) => void;
  /** Runs, says what was done or why not, and leads on. */
  readonly act: (response: Response, next: string, run: () => string) => void;
}

const assets = fileURLToPath(new URL("./browser", import.meta.url));

/** The simulated Shopify admin and the proxy before the app, each on a port of its own, as the real ones are on hosts of their own. */
export async function startAdmin(options: AdminOptions): Promise<Admin> {
  const { shopify } = options;
  const server = createServer();
  await listen(server, options.port ?? 0);
  const url = addressOf(server);
  const findShop = (domain: string): Shop | null => shopify.shops().find((shop) => shop.domain === domain) ?? null;
  const proxy = await startFrameProxy({
    target: options.appTarget,
    adminOrigin: () => url,
    installation: (domain) => findShop(domain)?.installation ?? null,
    ...(options.proxyPort === undefined ? {} : { port: options.proxyPort }),
  });
  server.on("request", createSite(options, { url, appOrigin: proxy.url, findShop }));
  return {
    url,
    appUrl: proxy.url,
    async stop() {
      server.closeAllConnections();
      await Promise.all([proxy.stop(), new Promise((resolve) => server.close(resolve))]);
    },
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
}

const addressOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

interface Place {
  readonly url: string;
  readonly appOrigin: string;
  readonly findShop: (domain: string) => Shop | null;
}

function createSite(options: AdminOptions, { url, appOrigin, findShop }: Place): express.Express {
  const site = express();
  site.disable("x-powered-by");
  site.disable("etag");
  site.use("/admin-assets", express.static(assets, { etag: true, maxAge: 0 }));
  site.use(onlyHere(url));
  site.use(express.urlencoded({ extended: false, limit: "200kb" }));

  const show: StoreSite["show"] = (response, frame, content) => {
    const page = layout({ said: takeFlash(response), app: options.app, ...frame }, content);
    response.set(
      "Content-Security-Policy",
      `default-src 'self'; style-src 'self' 'unsafe-inline'; frame-src ${appOrigin}; frame-ancestors 'none'`,
    );
    response.set("Cache-Control", "no-store").type("html").send(page);
  };
  const act: StoreSite["act"] = (response, next, run) => {
    setFlash(response, attempt(run));
    response.redirect(303, next);
  };

  site.get("/", (_request, response) => {
    const shops = options.shopify.shops();
    show(response, { title: "Stores", shop: null, current: "/" }, homePage(shops, options.app));
  });
  addStorePages(site, {
    shopify: options.shopify,
    katana: options.katana,
    app: options.app,
    appOrigin,
    taxes: options.taxes,
    troubles: createTroubles({
      deliveries: options.shopify.deliveries,
      katanaFaults: options.katana?.simulator.faults ?? null,
    }),
    findShop: (name) => findShop(`${name}.myshopify.com`),
    show,
    act,
  });
  site.use((_request, response) => {
    response.status(404);
    show(
      response,
      { title: "Not found", shop: null, current: "" },
      html`<h1>There is nothing here</h1>
        <p><a href="/">All stores</a></p>`,
    );
  });
  site.use((cause: unknown, _request: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) {
      next(cause);
      return;
    }
    response.status(500);
    const why = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
    show(
      response,
      { title: "Error", shop: null, current: "" },
      html`<h1>The simulated admin failed</h1>
        <pre>${why}</pre>`,
    );
  });
  return site;
}

function attempt(run: () => string): Flash {
  try {
    return { tone: "good", text: run() };
  } catch (cause) {
    return { tone: "bad", text: cause instanceof Error ? cause.message : String(cause) };
  }
}

/** Answers at its own address only, and takes forms of its own pages only: a page of the internet must not place orders here. */
function onlyHere(url: string) {
  const { host, port } = new URL(url);
  return (request: Request, response: Response, next: NextFunction): void => {
    if (request.headers.host === `localhost:${port}` && request.method === "GET")
      return response.redirect(url + request.originalUrl);
    const { origin } = request.headers;
    if (request.headers.host !== host || (request.method !== "GET" && origin !== undefined && origin !== url)) {
      return void response.status(403).type("text").send(`The simulated admin answers at ${url} only.`);
    }
    next();
  };
}

function setFlash(response: Response, flash: Flash): void {
  response.cookie("said", JSON.stringify(flash), { httpOnly: true, sameSite: "lax", maxAge: 20_000 });
}

function takeFlash(response: Response): Flash | null {
  const { headers } = response.req;
  if (headers["x-live"]) return null;
  const cookie = /(?:^|;\s*)said=([^;]+)/.exec(headers.cookie ?? "")?.[1];
  if (cookie === undefined) return null;
  response.clearCookie("said");
  try {
    const said: unknown = JSON.parse(decodeURIComponent(cookie));
    return typeof said === "object" && said !== null && "text" in said && "tone" in said
      ? { text: String(said.text), tone: said.tone === "bad" ? "bad" : "good" }
      : null;
  } catch {
    return null;
  }
}
