import { fileURLToPath } from "node:url";
import pino from "pino";
import { vi } from "vitest";
import { createSecretSeal } from "../../app/adapters/database/sealed-secret.ts";
import { createKatanaAccess } from "../../app/adapters/katana/katana-access.ts";
import { createMemoryReferenceStore } from "../../app/adapters/katana/memory-reference-store.ts";
import { createMemoryRequestBudget } from "../../app/adapters/katana/memory-request-budget.ts";
import { createAdminGraphqlFor } from "../../app/adapters/shopify/admin-graphql.ts";
import { createShopifyAdmin } from "../../app/adapters/shopify/shopify-admin.ts";
import { createShopifyIntake } from "../../app/adapters/webhooks/accept-shopify-webhook.ts";
import { createKatanaWebhookSetup } from "../../app/adapters/webhooks/katana-webhook-setup.ts";
import type { ShopDomain } from "../../app/domain/ids.ts";
import { readEnv } from "../../app/env.server.ts";
import type { Leases, Outside } from "../../app/sync/ports.ts";
import type { Stores } from "../../app/sync/stores.ts";
import { createInMemoryStores, freshShop } from "../../app/sync/testing/in-memory-stores.ts";
import { createMemoryTables, type MemoryTables } from "../../app/sync/testing/memory-tables.ts";
import type { KatanaAccount } from "../../simulators/katana/account-control.ts";
import type { KatanaSwitches } from "../../simulators/katana/switches.ts";
import { startKatanaSimulator, type KatanaSimulator } from "../../simulators/katana/server.ts";
import { createClock, type SimulatedClock } from "../../simulators/kit/clock.ts";
import { euroShop, workshop } from "../../simulators/seed.ts";
import type { Shop, ShopifySimulator } from "../../simulators/shopify/control.ts";
import { startShopifySimulator } from "../../simulators/shopify/simulator.ts";
import { createOutsideCalls, type OutsideCalls } from "./outside-calls.ts";

const start = Date.parse("2026-11-10T10:00:00.000Z");
const appUrl = "https://tandem.example";
const client = { clientId: "tandem-model", clientSecret: "not-a-secret-of-the-model" };
const env = readEnv({
  SHOPIFY_API_KEY: client.clientId,
  SHOPIFY_API_SECRET: client.clientSecret,
  SHOPIFY_APP_URL: appUrl,
  SECRETS_KEY: Buffer.alloc(32, 1).toString("base64"),
});
const configuration = fileURLToPath(new URL("../../shopify.app.toml", import.meta.url));

/** Milliseconds: a run's lease is renewed while time passes within one of its calls, as it is in life. */
const stepMs = 5_000;

const realFetch = globalThis.fetch;
type Fetch = typeof globalThis.fetch;
let current: Fetch = realFetch;
const routed: Fetch = (input, init) => current(input, init);
// The Shopify library keeps the fetch that it finds when it is loaded.
globalThis.fetch = routed;
const { Session } = await import("@shopify/shopify-app-remix/server");
const { createShopify } = await import("../../app/shopify.server.ts");
globalThis.fetch = realFetch;

/** Both simulators and the app's own use cases and adapters, in one process and on one clock that moves only when told to. */
export interface ModelWorld {
  readonly clock: SimulatedClock;
  readonly shop: Shop;
  readonly shopify: ShopifySimulator;
  readonly katana: KatanaSimulator;
  readonly account: KatanaAccount;
  readonly outside: Outside;
  readonly stores: Stores;
  readonly tables: MemoryTables;
  readonly calls: OutsideCalls;
  readonly switches: ModelSwitches;
  /** Lets time pass for both sides and the app. */
  advance(ms: number): void;
  stop(): Promise<void>;
}

/** What differs from one history to the next, beside what happens in it. */
export interface ModelSwitches extends Pick<KatanaSwitches, "manufacturingFollows" | "rowEditsOnPartlyShipped"> {
  readonly taxesIncluded: boolean;
  /** SET-8 */
  readonly syncFulfillment: boolean;
  /** SET-7 */
  readonly bringReturns: boolean;
}

export async function startModelWorld(switches: ModelSwitches): Promise<ModelWorld> {
  const { taxesIncluded, syncFulfillment, bringReturns, ...ofKatana } = switches;
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const clock = createClock(() => start);
  const advance = (ms: number): void => {
    for (let left = ms; left > 0; left -= stepMs) {
      clock.advance(Math.min(left, stepMs));
      vi.advanceTimersByTime(Math.min(left, stepMs));
    }
  };
  const shopify = await startShopifySimulator({ clock, seed: 1, app: { ...client, url: appUrl, configuration } });
  const katana = await startKatanaSimulator({ clock, seed: 1, switches: { rateLimit: 5_000, ...ofKatana } });
  const { shop: seed } = euroShop;
  const shop = shopify.addShop({
    ...seed,
    settings: { ...seed.settings, taxesIncluded, requireExpiringTokens: false },
  });
  shop.installation.grant(["write_returns"]);
  const account = katana.addAccount(workshop);
  const calls = createOutsideCalls({
    faults: { katana: katana.faults, shopify: shopify.faults },
    advance,
    later: (ms, run) => void clock.after(ms, run),
    standStill: (ms) => clock.advance(ms),
    // Whatever held on to its leases.
    ended: () => void vi.clearAllTimers(),
  });

  const tables = createMemoryTables();
  const stores = createInMemoryStores(tables, clock);
  const toKatana: Fetch = (input, init) => {
    const isWrite =
      init?.method !== "GET" && !new URL(input instanceof Request ? input.url : input).pathname.includes("/search");
    return calls.send({ side: "katana", isWrite }, () => realFetch(input, init));
  };
  const outside = createOutside({
    clock,
    stores,
    katanaUrl: katana.url,
    toKatana,
    token: () => tokenOf(shopify, shop),
  });
  const intake = createShopifyIntake({ outside, stores, secret: client.clientSecret });
  current = globalThis.fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (url.origin === appUrl) return intake.take(new Request(input, init));
    if (url.hostname === "127.0.0.1") return realFetch(input, init);
    const target = `${shopify.url}/${url.hostname}${url.pathname}${url.search}`;
    return calls.send({ side: "shopify", isWrite: isMutation(init?.body) }, () => realFetch(target, init));
  };
  await setUp({ stores, tables, outside, shop, account, travels: { syncFulfillment, bringReturns } });
  return {
    ...{ clock, shop, shopify, katana, account, outside, stores, tables, calls, switches, advance },
    stop: async () => {
      vi.useRealTimers();
      clock.stop();
      await shopify.stop();
      await katana.stop();
      current = globalThis.fetch = realFetch;
    },
  };
}

const isMutation = (body: unknown): boolean => typeof body === "string" && /"query":"\s*mutation/u.test(body);

interface Parts {
  readonly clock: SimulatedClock;
  readonly stores: Stores;
  readonly katanaUrl: string;
  readonly toKatana: Fetch;
  readonly token: () => Promise<string>;
}

function createOutside({ clock, stores, katanaUrl, toKatana, token }: Parts): Outside {
  const leases = leasesByClock(clock);
  const library = createShopify(env, sessionsWith(token), {
    logger: pino({ level: "silent" }),
    afterAuth: () => Promise.resolve(),
  });
  const graphqlFor = createAdminGraphqlFor({ shopify: library, leases, clock, endSession: () => Promise.resolve() });
  const references = createMemoryReferenceStore();
  const seal = createSecretSeal(env.SECRETS_KEY);
  const katana = createKatanaAccess({
    baseUrl: katanaUrl,
    budget: createMemoryRequestBudget(clock),
    seal,
    connections: stores.connections,
    references: () => references,
    clock,
    fetch: toKatana,
  });
  let holders = 0;
  return {
    clock,
    leases,
    log: () => undefined,
    shopify: (domain) => createShopifyAdmin({ graphql: graphqlFor(domain) }),
    katana: katana.accessOf,
    katanaKeys: katana.keys,
    katanaWebhooks: createKatanaWebhookSetup(appUrl, seal),
    newHolder: () => `run ${String((holders += 1))}`,
    digest: (text) => `digest of ${text}`,
    safeMs: 60_000,
    sweepMs: 300_000,
    katanaPollMs: 60_000,
  };
}

/** One token for good: how tokens are renewed is not what histories are about. */
function sessionsWith(token: () => Promise<string>): Parameters<typeof createShopify>[1] {
  let kept: Promise<string> | undefined;
  return {
    loadSession: async (id) => {
      kept ??= token();
      const shop = id.replace(/^offline_/, "");
      return new Session({ id, shop, state: "", isOnline: false, accessToken: await kept });
    },
    storeSession: () => Promise.resolve(true),
    deleteSession: () => Promise.resolve(true),
    deleteSessions: () => Promise.resolve(true),
    findSessionsByShop: () => Promise.resolve([]),
  };
}

async function tokenOf(shopify: ShopifySimulator, shop: Shop): Promise<string> {
  const answer = await realFetch(`${shopify.url}/${shop.domain}/admin/oauth/access_token`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      client_id: client.clientId,
      client_secret: client.clientSecret,
      grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
      subject_token: shop.installation.idToken(),
      subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
      requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
    }),
  });
  return ((await answer.json()) as { readonly access_token: string }).access_token;
}

/** Leases that run out by the clock: one that a killed run held is free again after its time. Nobody waits for one here. */
function leasesByClock(clock: SimulatedClock): Leases {
  const heldUntil = new Map<string, number>();
  return {
    withLease: async (name, { holdMs }, run) => {
      if ((heldUntil.get(name) ?? 0) > clock.now()) return { taken: false };
      heldUntil.set(name, clock.now() + holdMs);
      try {
        return { taken: true, value: await run() };
      } finally {
        heldUntil.delete(name);
      }
    },
  };
}

interface Ready extends Pick<ModelWorld, "stores" | "tables" | "outside" | "shop" | "account"> {
  readonly travels: Pick<ModelSwitches, "syncFulfillment" | "bringReturns">;
}

/** Installed, connected, matched by name and active since the day before. */
async function setUp({ stores, tables, outside, shop, account, travels }: Ready): Promise<void> {
  const domain = shop.domain as ShopDomain;
  const since = new Date(start - 24 * 60 * 60 * 1000).toISOString();
  const [key = ""] = account.keys().length > 0 ? account.keys() : [account.addKey()];
  const activation = { firstActivatedAt: since, activatedAt: since, pausedAt: null };
  const fresh = freshShop(domain, since);
  tables.shops.set(domain, { ...fresh, name: shop.name, activation, settings: { ...fresh.settings, ...travels } });
  const { katanaKeys } = outside;
  const named = {
    accountName: "Workshop",
    baseCurrency: "EUR",
    sealedKey: katanaKeys.seal(key, domain),
    fingerprint: katanaKeys.fingerprint(key),
  };
  await stores.connections.save(domain, named, since);
  const locations = await outside.shopify(domain).listLocations();
  const places = await (await outside.katana(domain, "live"))?.client.listLocations();
  if (!locations.ok || !places?.ok) throw new Error("The locations could not be read");
  tables.locations.set(
    domain,
    locations.value.map((location) => ({
      ...location,
      katana: places.value.find(({ name }) => name === location.name) ?? null,
    })),
  );
}
