import { createHash, randomUUID } from "node:crypto";
import { PrismaSessionStorage } from "@shopify/shopify-app-session-storage-prisma";
import pino, { type Logger } from "pino";
import { createKatanaPollStore } from "./adapters/database/katana-poll-store.ts";
import { createKatanaWebhookStore } from "./adapters/database/katana-webhook-store.ts";
import { createAttemptStore } from "./adapters/database/attempt-store.ts";
import { createBackfillStore } from "./adapters/database/backfill-store.ts";
import { createConnectionStore } from "./adapters/database/connection-store.ts";
import { type Database, openDatabase } from "./adapters/database/database.ts";
import { createEndSession } from "./adapters/database/end-session.ts";
import { createInbox } from "./adapters/database/inbox.ts";
import { createItemStore } from "./adapters/database/item-store.ts";
import { createLeases } from "./adapters/database/lease.ts";
import { createLocationStore } from "./adapters/database/location-store.ts";
import { missingMigrations } from "./adapters/database/migrations.ts";
import { createNativeStore } from "./adapters/database/native-store.ts";
import { createOrderStore } from "./adapters/database/order-store.ts";
import { createPageStore } from "./adapters/database/page-store.ts";
import { createPrivacyStore } from "./adapters/database/privacy-store.ts";
import { createQueue, type Queue } from "./adapters/database/queue.ts";
import { createRequestStore } from "./adapters/database/request-store.ts";
import { createSecretSeal } from "./adapters/database/sealed-secret.ts";
import { createShopStore } from "./adapters/database/shop-store.ts";
import { createSweepStore } from "./adapters/database/sweep-store.ts";
import { createDatabaseReferenceStore } from "./adapters/katana/database-reference-store.ts";
import { createKatanaAccess } from "./adapters/katana/katana-access.ts";
import { createDatabaseRequestBudget } from "./adapters/katana/database-request-budget.ts";
import { createAdminGraphqlFor } from "./adapters/shopify/admin-graphql.ts";
import { type AuthenticateAdmin, createAuthenticateAdmin } from "./adapters/shopify/authenticate-admin.ts";
import { sealSessions } from "./adapters/shopify/sealed-session-storage.ts";
import { createShopifyAdmin } from "./adapters/shopify/shopify-admin.ts";
import { createKatanaIntake } from "./adapters/webhooks/accept-katana-webhook.ts";
import { createShopifyIntake } from "./adapters/webhooks/accept-shopify-webhook.ts";
import { createKatanaWebhookSetup } from "./adapters/webhooks/katana-webhook-setup.ts";
import type { ShopDomain } from "./domain/ids.ts";
import { type Env, readEnv } from "./env.server.ts";
import { createShopify, type Shopify } from "./shopify.server.ts";
import { activate, pause } from "./sync/activate.ts";
import { backfillDue } from "./sync/backfill.ts";
import { connectKatana, disconnectKatana, testConnection } from "./sync/connect-katana.ts";
import { keepKatanaWebhooks } from "./sync/keep-katana-webhooks.ts";
import { pollKatana } from "./sync/poll-katana.ts";
import { carryOver, importAnyway, lookNow } from "./sync/order-requests.ts";
import { createPages } from "./sync/pages.ts";
import type { Clock, Outside } from "./sync/ports.ts";
import { settlePrivacyRequest } from "./sync/privacy-requests.ts";
import { reconcileOrder } from "./sync/reconcile-order.ts";
import { recordInstall } from "./sync/record-install.ts";
import { saveLocations } from "./sync/save-locations.ts";
import { settleHint } from "./sync/settle-hint.ts";
import type { Stores } from "./sync/stores.ts";
import type { PageSetup } from "./sync/sales-order-view.ts";
import { sweep } from "./sync/sweep.ts";
import { sweepOrders } from "./sync/sweep-orders.ts";
import type { Actions, Pages } from "./sync/use-cases.ts";

/** Everything a route or a worker can ask for. This file is the only place where the parts are put together. */
export interface Services {
  readonly env: Env;
  readonly logger: Logger;
  readonly shopify: Shopify;
  readonly database: Database;
  readonly queue: Queue;
  readonly authenticateAdmin: AuthenticateAdmin;
  readonly pages: Pages;
  readonly actions: Actions;
  /** Takes one webhook request of Shopify's and answers it. */
  readonly acceptShopifyWebhook: (request: Request) => Promise<Response>;
  /** Takes one webhook request of Katana's, sent to the address that ends in `path`, and answers it. */
  readonly acceptKatanaWebhook: (request: Request, path: string) => Promise<Response>;
  readonly work: {
    order: (key: { shop: ShopDomain; orderId: Parameters<typeof reconcileOrder>[2]["orderId"] }) => Promise<void>;
    hint: (id: bigint) => Promise<void>;
    sweep: () => Promise<void>;
    /** Goes on with backfills, and searches for orders whose webhooks were lost. */
    search: () => Promise<void>;
    /** Asks Katana which fulfillments moved there, and sees to it that its webhook tells of them. */
    poll: () => Promise<void>;
    /** On the embedded database: whatever looks claimed was claimed by a process that is gone. */
    takeOver: () => Promise<void>;
  };
  /** Null when the database answers, every migration is applied and the queue runs; else what is wrong. */
  readonly notReady: () => Promise<string | null>;
}

/** Milliseconds that a look at an order waits at most while webhooks come in: those have to be answered within seconds, a look has not. */
const intakePatienceMs = 250;

// Kept with the process, not with this module: while the sources are edited the module is loaded anew, and the embedded database can be
// opened only once.
const kept = globalThis as { tandemServices?: Promise<Services> };

/** The process's services, made on first use. */
export function services(): Promise<Services> {
  kept.tandemServices ??= createServices(readEnv());
  return kept.tandemServices;
}

async function createServices(env: Env): Promise<Services> {
  const logger = pino({ level: env.LOG_LEVEL, base: null });
  const clock: Clock = { now: () => Date.now() };
  const database = await openDatabase({ url: env.DATABASE_URL, directory: env.DATA_DIR });
  const queue = createQueue(database, {
    onError: (error) => logger.error({ err: error }, "queue.failed"),
    supervise: true,
  });
  const stores: Stores = {
    shops: createShopStore(database),
    inbox: createInbox(database, queue, clock),
    orders: createOrderStore(database, queue, clock),
    requests: createRequestStore(database, queue),
    attempts: createAttemptStore(database),
    items: createItemStore(database),
    connections: createConnectionStore(database),
    locations: createLocationStore(database),
    privacy: createPrivacyStore(database),
    pages: createPageStore(database),
    backfills: createBackfillStore(database),
    sweeps: createSweepStore(database),
    natives: createNativeStore(database),
    polls: createKatanaPollStore(database, queue),
    webhooks: createKatanaWebhookStore(database),
  };
  const seal = createSecretSeal(env.SECRETS_KEY);
  const leases = createLeases(database.prisma, clock);
  const shopify = createShopify(env, sealSessions(new PrismaSessionStorage(database.prisma), seal), {
    logger,
    afterAuth: (session) => recordInstall(outside, stores, session.shop as ShopDomain),
  });
  const adminGraphqlFor = createAdminGraphqlFor({ shopify, leases, clock, endSession: createEndSession(database) });
  const katana = createKatanaAccess({
    baseUrl: env.KATANA_API_URL,
    budget: createDatabaseRequestBudget(database.prisma, clock),
    seal,
    connections: stores.connections,
    references: (accountId) => createDatabaseReferenceStore(database.prisma, accountId),
    clock,
  });
  const outside: Outside = {
    clock,
    leases,
    log: (event, fields) => logger.info(fields, event),
    shopify: (shop) => createShopifyAdmin({ graphql: adminGraphqlFor(shop) }),
    katana: katana.accessOf,
    katanaKeys: katana.keys,
    katanaWebhooks: createKatanaWebhookSetup(env.SHOPIFY_APP_URL, seal),
    newHolder: () => randomUUID(),
    digest: (text) => createHash("sha256").update(text).digest("base64url"),
    safeMs: env.UNKNOWN_OUTCOME_SAFE_SECONDS * 1_000,
    sweepMs: env.ORDER_SWEEP_SECONDS * 1_000,
    katanaPollMs: env.KATANA_POLL_SECONDS * 1_000,
  };
  const intake = createShopifyIntake({ outside, stores, secret: env.SHOPIFY_API_SECRET });
  return {
    env,
    logger,
    shopify,
    database,
    queue,
    authenticateAdmin: createAuthenticateAdmin({ shopify, leases, clock }),
    pages: createPages(outside, stores, { katanaWebUrl: env.KATANA_WEB_URL }),
    actions: createActions(outside, stores, { katanaWebUrl: env.KATANA_WEB_URL }),
    acceptShopifyWebhook: intake.take,
    acceptKatanaWebhook: createKatanaIntake(outside, stores),
    work: {
      order: async (key) => {
        await intake.calm(intakePatienceMs);
        await reconcileOrder(outside, stores, key);
      },
      hint: (id) => settleHint(outside, stores, id),
      sweep: () => sweep(outside, stores),
      search: async () => {
        await backfillDue(outside, stores);
        await sweepOrders(outside, stores);
      },
      poll: async () => {
        await pollKatana(outside, stores);
        await keepKatanaWebhooks(outside, stores);
      },
      takeOver: async () => {
        await stores.orders.dropLeases();
        await queue.releaseAbandoned();
      },
    },
    notReady: () => notReady(database, queue),
  };
}

async function notReady(database: Database, queue: Queue): Promise<string | null> {
  if (!queue.isRunning()) return "the queue is not running";
  try {
    const missing = await missingMigrations(database);
    return missing.length === 0 ? null : `migrations are missing: ${missing.join(", ")}`;
  } catch {
    return "the database does not answer";
  }
}

const createActions = (outside: Outside, stores: Stores, setup: PageSetup): Actions => ({
  connectKatana: (shop, key) => connectKatana(outside, stores, { shop, key }),
  testConnection: (shop) => testConnection(outside, stores, shop),
  disconnectKatana: (shop) => disconnectKatana(outside, stores, shop),
  saveLocations: (shop, matches) => saveLocations(outside, stores, { shop, matches }),
  saveSettings: (shop, settings) =>
    stores.shops.saveSettings(shop, settings, new Date(outside.clock.now()).toISOString()),
  activate: (shop) => activate(outside, stores, shop),
  pause: (shop) => pause(outside, stores, shop),
  lookNow: (request) => lookNow(outside, stores, request),
  carryOver: (request) => carryOver(outside, stores, request),
  importAnyway: (request) => importAnyway(outside, stores, { ...request, setup }),
  settlePrivacyRequest: (shop, requestId) => settlePrivacyRequest(outside, stores, { shop, requestId }),
});
