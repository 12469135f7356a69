import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pino from "pino";
import { afterAll } from "vitest";
import { openDatabase } from "../../../app/adapters/database/database.ts";
import { createEndSession } from "../../../app/adapters/database/end-session.ts";
import { createLeases } from "../../../app/adapters/database/lease.ts";
import { createSecretSeal } from "../../../app/adapters/database/sealed-secret.ts";
import { createAdminGraphqlFor } from "../../../app/adapters/shopify/admin-graphql.ts";
import { createAuthenticateAdmin } from "../../../app/adapters/shopify/authenticate-admin.ts";
import { createShopifyAdmin } from "../../../app/adapters/shopify/shopify-admin.ts";
import type { CallFailure } from "../../../app/domain/failure.ts";
import type { OrderId, ShopDomain } from "../../../app/domain/ids.ts";
import type { Order } from "../../../app/domain/order.ts";
import type { Result } from "../../../app/domain/result.ts";
import { readEnv } from "../../../app/env.server.ts";
import type { OrderSeed, OrderView, Shop } from "../../../simulators/shopify/control.ts";
import { startShopifySimulator } from "../../../simulators/shopify/simulator.ts";
import { embeddedTemplate } from "../../support/template-database.ts";

const root = new URL("../../../", import.meta.url);
export const simulator = await startShopifySimulator({
  app: {
    clientId: "tandem-client",
    clientSecret: "tandem-secret",
    url: "http://127.0.0.1:1",
    configuration: fileURLToPath(new URL("shopify.app.toml", root)),
  },
});
// The Shopify library keeps the fetch that it finds when it is loaded, so whatever loads it comes after the redirection.
process.env["SHOPIFY_SIMULATOR_URL"] = simulator.url;
await import(new URL("simulators/shopify/preload.mjs", root).href);
const { createShopify } = await import("../../../app/shopify.server.ts");
const { sealSessions } = await import("../../../app/adapters/shopify/sealed-session-storage.ts");
const { PrismaSessionStorage } = await import("@shopify/shopify-app-session-storage-prisma");

const directory = await mkdtemp(join(tmpdir(), "tandem-contract-"));
await cp(await embeddedTemplate(), directory, { recursive: true });
export const database = await openDatabase({ directory });
export const clock = { now: () => Date.now() };
const env = readEnv({
  SHOPIFY_API_KEY: "tandem-client",
  SHOPIFY_API_SECRET: "tandem-secret",
  SHOPIFY_APP_URL: "https://tandem.example",
  SECRETS_KEY: Buffer.alloc(32, 1).toString("base64"),
});
export const shopify = createShopify(
  env,
  sealSessions(new PrismaSessionStorage(database.prisma), createSecretSeal(env.SECRETS_KEY)),
  {
    logger: pino({ level: "silent" }),
    afterAuth: () => Promise.resolve(),
  },
);
export const leases = createLeases(database.prisma, clock);
export const endSession = createEndSession(database);
export const graphqlFor = createAdminGraphqlFor({ shopify, leases, clock, endSession });
export const impatientGraphqlFor = createAdminGraphqlFor({ shopify, leases, clock, endSession, timeoutMs: 500 });
export const authenticateAdmin = createAuthenticateAdmin({ shopify, leases, clock });

afterAll(async () => {
  await simulator.stop();
  await database.close();
  await rm(directory, { recursive: true, force: true });
});

let shops = 0;
export const newShop = (settings: Partial<Shop["settings"]> = {}): Shop => {
  shops += 1;
  return simulator.addShop({
    domain: `acme-${String(shops)}.myshopify.com`,
    name: "Acme",
    installed: true,
    // Orders are routed when the test says so.
    settings: { routingDelayMs: 1, ...settings },
    locations: [{ name: "Main warehouse" }, { name: "Store" }],
    products: [
      { title: "Chair", variants: [{ title: "Oak", sku: "CHAIR-OAK", price: "50.00" }] },
      { title: "Gift card", isGiftCard: true, variants: [{ price: "25.00" }] },
    ],
  });
};

export const domainOf = (shop: Shop) => shop.domain as ShopDomain;
export const adminOf = (shop: Shop) => createShopifyAdmin({ graphql: graphqlFor(domainOf(shop)) });
export const idOf = (order: OrderView) => order.legacyId as OrderId;

export const browser = { "user-agent": "Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 Chrome/153.0 Safari/537.36" };
export const openApp = (shop: Shop) =>
  authenticateAdmin(new Request(shop.installation.openAppUrl("/app"), { headers: browser }));

export const tokenRequests = (shop: Shop) =>
  simulator.requests().filter((request) => request.shop === shop.domain && request.path.endsWith("/access_token"));

export const variantOf = (shop: Shop, product = 0) => shop.products()[product]?.variants[0]?.id ?? "";
export const chairs = (shop: Shop, quantity = 2): OrderSeed => ({ lines: [{ variantId: variantOf(shop), quantity }] });
/** Places an order and lets Shopify route it. */
export function place(shop: Shop, seed: OrderSeed): OrderView {
  const order = shop.placeOrder(seed);
  // Not far: the library would take an id token of the simulated future for one that is not valid yet.
  simulator.clock.advance(10);
  return shop.order(order.id);
}

export function orderIn(loaded: Result<Order | null, CallFailure>): Order {
  if (!loaded.ok || loaded.value === null) throw new Error(JSON.stringify(loaded));
  return loaded.value;
}
