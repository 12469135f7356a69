import { createInProcessLeases } from "../../adapters/shopify/testing/in-process-leases.ts";
import type { ShopDomain } from "../../domain/ids.ts";
import type { Order } from "../../domain/order.ts";
import { failed, ok, type Result } from "../../domain/result.ts";
import type { KatanaFactory } from "../../domain/sales-order.ts";
import { anOrder } from "../../domain/testing/build-order.ts";
import { activeSinceNovember } from "../../domain/testing/build-plan-input.ts";
import { katanaLocationId, orderId, shopDomain, shopifyLocationId } from "../../domain/testing/ids.ts";
import type { KeyRefusal, Outside } from "../ports.ts";
import { reconcileOrder } from "../reconcile-order.ts";
import type { OrderKey, Stores } from "../stores.ts";
import { createFixedClock, type FixedClock } from "./fixed-clock.ts";
import { createInMemoryKatana, type InMemoryKatana } from "./in-memory-katana.ts";
import { createInMemoryStores, freshShop } from "./in-memory-stores.ts";
import { createMemoryTables, textOf, type MemoryOrder, type MemoryTables } from "./memory-tables.ts";
import { createScriptedShopify, type ScriptedShopify } from "./scripted-shopify.ts";

export const acme = shopDomain("acme.myshopify.com");
export const theOrder = { shop: acme, orderId: orderId("5501") } as const;

/** Both sides and the stores in memory: all that a use case needs. */
export interface SyncWorld {
  readonly clock: FixedClock;
  readonly outside: Outside;
  readonly stores: Stores;
  readonly tables: MemoryTables;
  readonly shopify: ScriptedShopify;
  readonly katana: InMemoryKatana;
  /** Events as they were logged. */
  readonly log: { readonly event: string; readonly fields: Readonly<Record<string, unknown>> }[];
  /** What Katana says to a key; null lets it in. */
  refusal: KeyRefusal | null;
  /** Where Tandem is reached from outside. */
  appUrl: string;
  /** Asks for a look at the order and takes it. */
  look(order?: Order, shop?: ShopDomain): Promise<MemoryOrder>;
  /** Takes the look that is due, if one is. */
  lookAgain(key?: OrderKey): Promise<MemoryOrder>;
}

/** An active, connected shop with both its locations matched, unless `tables` are changed. Safe time 60 s. */
export function createSyncWorld(): SyncWorld {
  const clock = createFixedClock();
  const tables = createMemoryTables();
  const stores = createInMemoryStores(tables, clock);
  const [shopify, katana] = [createScriptedShopify(), createInMemoryKatana()];
  const log: SyncWorld["log"] = [];
  let holders = 0;
  const outside: Outside = {
    clock,
    leases: createInProcessLeases(),
    log: (event, fields) => void log.push({ event, fields }),
    shopify: () => shopify,
    katana: (shop) => {
      const connection = tables.connections.get(shop);
      return Promise.resolve(connection ? { accountId: connection.accountId, client: katana, live: katana } : null);
    },
    katanaKeys: {
      verify: () =>
        Promise.resolve<Result<KatanaFactory, KeyRefusal>>(
          world.refusal === null ? ok(katana.factory) : failed(world.refusal),
        ),
      seal: (key, shop) => `sealed ${key.length} characters of ${shop}`,
      fingerprint: (key) => `fingerprint of ${key.length} characters`,
    },
    katanaWebhooks: {
      newPath: () => "a-path-that-nobody-guesses",
      urlOf: (path) => `${world.appUrl}/webhooks/katana/${path}`,
      sealToken: (token, accountId) => `${accountId}: ${token}`,
      openToken: (sealed, accountId) =>
        sealed.startsWith(`${accountId}: `) ? sealed.slice(accountId.length + 2) : null,
    },
    digest: (text) => text,
    newHolder: () => `holder ${String((holders += 1))}`,
    safeMs: 60_000,
    sweepMs: 300_000,
    katanaPollMs: 60_000,
  };
  const rowOf = (key: OrderKey): MemoryOrder => {
    const row = tables.orders.get(textOf(key));
    if (!row) throw new Error(`${textOf(key)} was never heard of`);
    return row;
  };
  const world: SyncWorld = {
    clock,
    outside,
    stores,
    tables,
    shopify,
    katana,
    log,
    refusal: null,
    appUrl: "https://tandem.example",
    look: async (order = anOrder(), shop = acme) => {
      shopify.orders.set(order.id, order);
      const key = { shop, orderId: order.id };
      await stores.orders.want(key, 10);
      await reconcileOrder(outside, stores, key);
      return rowOf(key);
    },
    lookAgain: async (key = theOrder) => {
      await reconcileOrder(outside, stores, key);
      return rowOf(key);
    },
  };
  setUp(tables);
  return world;
}

function setUp(tables: MemoryTables): void {
  const since = activeSinceNovember.activatedAt ?? "";
  tables.shops.set(acme, { ...freshShop(acme, since), name: "Acme", activation: activeSinceNovember });
  tables.connections.set(acme, {
    accountId: "account",
    accountName: "Acme",
    sealedKey: "sealed",
    fingerprint: "fingerprint",
    connectedAt: since,
    lastSuccessAt: null,
    refused: null,
    failuresInRow: 0,
    outage: null,
  });
  tables.locations.set(acme, [
    {
      id: shopifyLocationId("1"),
      name: "Warehouse",
      isActive: true,
      katana: { id: katanaLocationId(11), name: "Warehouse" },
    },
    {
      id: shopifyLocationId("2"),
      name: "Shop floor",
      isActive: true,
      katana: { id: katanaLocationId(12), name: "Shop floor" },
    },
  ]);
}
