import type { AddressInfo } from "node:net";
import { createClock } from "../kit/clock.ts";
import { createDeliveries, type Delivery } from "../kit/deliveries.ts";
import { createFaults } from "../kit/faults.ts";
import { createRandom } from "../kit/random.ts";
import { readAppConfiguration, type AppConfiguration } from "./app-configuration.ts";
import type { AppUnderTest, SeenRequest, Shop, ShopifySimulator, SimulatorOptions } from "./control.ts";
import { createHttpServer } from "./http.ts";
import { resumeShop } from "./resume.ts";
import { createSearchIndex } from "./search/search-index.ts";
import { makeShopState } from "./seed.ts";
import { createShop } from "./shop.ts";
import { emptyState, type SimulatorState } from "./state.ts";
import type { World } from "./world.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** Eight more attempts within four hours, further and further apart. */
export const WEBHOOK_RETRIES_MS = [
  10 * SECOND,
  30 * SECOND,
  1 * MINUTE,
  4 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  60 * MINUTE,
  120 * MINUTE,
];
const FAILURES_BEFORE_REMOVAL = 8;
const KEPT_REQUESTS = 50_000;

function readState(given: unknown): SimulatorState {
  if (given === undefined || given === null) return emptyState();
  const state = structuredClone(given) as Omit<SimulatorState, "version"> & { version: number };
  if (state.version !== 1) throw new Error("The state was written by another version of the simulator.");
  return { ...state, version: 1 };
}

/** Subscriptions made through the API go after eight failures in a row; those of the configuration stay. */
function punish(state: SimulatorState, delivery: Delivery): void {
  const [kind, domain = "", id] = delivery.key.split(":");
  const shop = state.shops[domain];
  const subscription = shop?.subscriptions.find((one) => one.id === id);
  if (kind !== "api" || !shop || !subscription) return;
  subscription.failures = delivery.state === "delivered" ? 0 : subscription.failures + 1;
  if (subscription.failures >= FAILURES_BEFORE_REMOVAL)
    shop.subscriptions = shop.subscriptions.filter((one) => one !== subscription);
}

/** Starts a simulated Shopify on 127.0.0.1. */
export async function startShopifySimulator(options: SimulatorOptions): Promise<ShopifySimulator> {
  const state = readState(options.state);
  const clock = options.clock ?? createClock();
  const seed = options.seed ?? 1;
  const listeners = new Set<() => void>();
  const seen: SeenRequest[] = [];
  let identity: AppUnderTest = options.app;
  let configuration: AppConfiguration = readAppConfiguration(identity.configuration);
  const faults = createFaults(clock);
  const deliveries = createDeliveries({
    clock,
    seed,
    timeoutMs: options.webhookTimeoutMs ?? 5000,
    retryDelaysMs: WEBHOOK_RETRIES_MS,
    onAttempt: (delivery) => punish(state, delivery),
  });
  const world: World = {
    state,
    clock,
    random: createRandom(seed),
    deliveries,
    index: createSearchIndex(),
    lastPayloads: new Map(),
    app: () => ({ identity, configuration }),
    changed: () => listeners.forEach((listener) => listener()),
  };
  const note = (request: SeenRequest): void => {
    seen.push(request);
    if (seen.length > KEPT_REQUESTS * 1.1) seen.splice(0, seen.length - KEPT_REQUESTS);
  };
  const server = createHttpServer({ world, faults, note });
  // Answers that never come keep their socket until the client gives up.
  server.requestTimeout = 0;
  // A world that is busy for a while must not lose the connections its client keeps.
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve));
  const shops = new Map<string, Shop>();
  const open = (domain: string): Shop => {
    const shopState = state.shops[domain];
    if (!shopState) throw new Error(`There is no shop ${domain}.`);
    const shop = shops.get(domain) ?? createShop({ world, shop: shopState });
    shops.set(domain, shop);
    return shop;
  };
  for (const shop of Object.values(state.shops)) resumeShop({ world, shop });

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    clock,
    faults,
    deliveries,
    requests: () => seen,
    addShop(shopSeed) {
      if (state.shops[shopSeed.domain]) throw new Error(`There is a shop ${shopSeed.domain} already.`);
      state.shops[shopSeed.domain] = makeShopState(world, shopSeed);
      const shop = open(shopSeed.domain);
      if (shopSeed.installed === true) shop.installation.grant();
      world.changed();
      return shop;
    },
    shop: open,
    shops: () => Object.keys(state.shops).map(open),
    setApp(changed) {
      identity = { ...identity, ...changed };
      configuration = readAppConfiguration(identity.configuration);
    },
    dump: () => structuredClone(state),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async stop() {
      deliveries.stop();
      if (!options.clock) clock.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
