import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Shop, ShopifySimulator, ShopSeed, SimulatorOptions } from "../control.ts";
import { startShopifySimulator } from "../simulator.ts";

/** An app configuration of the simulator's own tests. */
export const CONFIGURATION = `
name = "Sample app"
client_id = "client-1"
application_url = "https://app.example"
[access_scopes]
scopes = "read_orders,write_orders,read_customers,read_products,read_locations,read_fulfillments,read_returns,read_merchant_managed_fulfillment_orders,write_merchant_managed_fulfillment_orders"
optional_scopes = ["write_returns", "read_all_orders", "write_fulfillments"]
[webhooks]
api_version = "2026-10"
[[webhooks.subscriptions]]
uri = "/hooks"
name = "orders"
topics = ["orders/create", "orders/updated", "orders/paid", "orders/cancelled", "orders/edited", "orders/delete"]
[[webhooks.subscriptions]]
uri = "/hooks"
topics = ["fulfillments/create", "fulfillments/update", "fulfillment_orders/order_routing_complete", "fulfillment_orders/placed_on_hold",
  "fulfillment_orders/hold_released", "fulfillment_orders/moved", "fulfillment_orders/cancelled", "refunds/create", "returns/approve", "returns/update",
  "returns/close", "returns/process", "locations/create", "app/uninstalled", "app/scopes_update"]
[[webhooks.subscriptions]]
uri = "/compliance"
compliance_topics = ["customers/data_request", "customers/redact", "shop/redact"]
`;

export const CLIENT = { clientId: "client-1", clientSecret: "secret-1" };

export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Stands in for the app: takes webhooks. */
export async function listen(
  answer: () => number = () => 200,
): Promise<{ readonly url: string; readonly received: Received[] }> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      received.push({
        path: request.url ?? "",
        headers: request.headers,
        body: Buffer.concat(chunks).toString("utf8"),
      });
      response.writeHead(answer()).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received };
}

export interface Opened {
  readonly simulator: ShopifySimulator;
  readonly shop: Shop;
  readonly variantId: (sku: string) => string;
  readonly received: Received[];
  /** Waits for the fulfillment orders and the webhooks that are on their way. */
  settle(): Promise<void>;
}

export interface OpenOptions extends Partial<Omit<SimulatorOptions, "app">> {
  readonly toml?: string;
  readonly seed?: number;
  readonly shop?: Partial<ShopSeed>;
  readonly answer?: () => number;
}

export function writeConfiguration(toml: string): string {
  const folder = mkdtempSync(join(tmpdir(), "shopify-simulator-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, "shopify.app.toml");
  writeFileSync(path, toml);
  return path;
}

/** A simulator with one shop, some products, and a listening app; gone when the test is over. */
export async function openShop({
  toml = CONFIGURATION,
  shop: seed = {},
  answer,
  ...options
}: OpenOptions = {}): Promise<Opened> {
  const app = await listen(answer);
  const simulator = await startShopifySimulator({
    ...options,
    app: { ...CLIENT, url: app.url, configuration: writeConfiguration(toml) },
  });
  onTestFinished(() => simulator.stop());
  const shop = simulator.addShop({
    domain: "sample.myshopify.com",
    installed: true,
    locations: [{ name: "Warehouse" }, { name: "Shop floor" }],
    products: [
      { title: "Chair", variants: [{ title: "Oak", sku: "CHAIR-OAK", price: "50.00" }] },
      { title: "Table", variants: [{ sku: "TABLE", price: "200.00" }] },
      { title: "Manual", variants: [{ sku: "PDF", price: "9.90", requiresShipping: false }] },
    ],
    ...seed,
    settings: { searchLagMs: 0, ...seed.settings },
  });
  return {
    simulator,
    shop,
    received: app.received,
    variantId(sku) {
      const variant = shop
        .products()
        .flatMap((product) => product.variants)
        .find((one) => one.sku === sku);
      if (!variant) throw new Error(`There is no variant ${sku}.`);
      return variant.id;
    },
    async settle() {
      simulator.clock.advance(shop.settings.routingDelayMs);
      await simulator.deliveries.idle();
    },
  };
}

type Field =
  | (
      | "data"
      | "errors"
      | "extensions"
      | "cost"
      | "search"
      | "warnings"
      | "throttleStatus"
      | "actualQueryCost"
      | "message"
      | "code"
    )
  | ("node" | "nodes" | "edges" | "pageInfo" | "endCursor" | "startCursor" | "hasNextPage" | "id" | "name" | "field")
  | (
      | "order"
      | "orders"
      | "ordersCount"
      | "lineItems"
      | "fulfillmentOrders"
      | "assignedLocation"
      | "createdAt"
      | "metafield"
    )
  | (
      | "fulfillmentCreate"
      | "fulfillment"
      | "userErrors"
      | "metafieldsSet"
      | "metafields"
      | "compareDigest"
      | "orderClose"
      | "orderCancel"
    )
  | ("return" | "returnCreate" | "returnProcess" | "returnClose" | "returnLineItems" | "reverseFulfillmentOrders")
  | ("webhookSubscriptions" | "email" | "shipping_address" | "current" | "previous" | "status" | 0);

/**
 * JSON whose shape only the test knows that asked for it: it names what it expects, and `expect` looks. (An index signature
 * would make every step of the way optional.)
 */
export interface Loose extends Readonly<Record<Field, Loose>> {
  map<Result>(run: (item: Loose) => Result): Result[];
}

interface Failed {
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

/** Codes of the top-level errors, or their messages where they have none. */
export const codesOf = (answer: Loose): readonly string[] =>
  ((answer as unknown as Failed).errors ?? []).map(({ message, extensions }) => extensions?.code ?? message);

export interface TokenAnswer {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly scope: string;
  readonly expires_in: number;
  readonly error?: string;
}

export async function askForToken(
  { simulator, shop }: Opened,
  changed: Record<string, unknown> = {},
): Promise<{ readonly status: number; readonly body: TokenAnswer }> {
  const body = {
    client_id: CLIENT.clientId,
    client_secret: CLIENT.clientSecret,
    grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
    subject_token: shop.installation.idToken(),
    subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
    requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
    expiring: "1",
    ...changed,
  };
  const answer = await fetch(`${simulator.url}/${shop.domain}/admin/oauth/access_token`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as TokenAnswer };
}

export interface GraphqlCall {
  readonly token: string;
  readonly version?: string;
}

export async function post(
  opened: Opened,
  query: string,
  variables: object,
  { token, version = "2026-10" }: GraphqlCall,
): Promise<Response> {
  return fetch(`${opened.simulator.url}/${opened.shop.domain}/admin/api/${version}/graphql.json`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-shopify-access-token": token },
    body: JSON.stringify({ query, variables }),
  });
}

/** Exchanges a token and gives the way to query with it. */
export async function connect(opened: Opened): Promise<(query: string, variables?: object) => Promise<Loose>> {
  const { body } = await askForToken(opened);
  return async (query, variables = {}) =>
    (await post(opened, query, variables, { token: body.access_token })).json() as Promise<Loose>;
}
