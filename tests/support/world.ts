import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startAdmin, type Admin } from "../../simulators/admin/admin.ts";
import { watchKatana } from "../../simulators/admin/watch-katana.ts";
import { createClock, type SimulatedClock } from "../../simulators/kit/clock.ts";
import type { KatanaAccount } from "../../simulators/katana/account-control.ts";
import { startKatanaSimulator, type KatanaSimulator } from "../../simulators/katana/server.ts";
import type { AccountSeed } from "../../simulators/katana/seed.ts";
import type { KatanaSwitches } from "../../simulators/katana/switches.ts";
import { dollarShop, euroShop, workshop, type SeededShop } from "../../simulators/seed.ts";
import type { Shop, ShopifySimulator, TaxSeed } from "../../simulators/shopify/control.ts";
import { startShopifySimulator } from "../../simulators/shopify/simulator.ts";
import { createAppProcess, type AppProcess, type LogEvent } from "./app-process.ts";
import { freePort } from "./free-port.ts";
import { embeddedTemplate } from "./template-database.ts";

export interface WorldOptions {
  /** Where the app keeps its data; see `freshDatabase(kind).env`. Default: an embedded database in a temporary directory, gone at the end. */
  readonly database?: { readonly DATA_DIR: string; readonly DATABASE_URL: string };
  /** Further variables of the app, or other values. */
  readonly env?: Readonly<Record<string, string>>;
  /** The simulated admin and its proxy before the app. Default false: webhooks go straight to the app. */
  readonly admin?: boolean;
  /** Default: the euro shop alone. */
  readonly shops?: readonly SeededShop[];
  readonly katana?: AccountSeed;
  readonly katanaSwitches?: Partial<KatanaSwitches>;
  /** Default 1 process that serves and works. Otherwise so many of each; they need a DATABASE_URL. */
  readonly processes?: { readonly web: number; readonly worker: number };
  /** Default false: the app is the built one. True: it takes its pages from the sources, and follows as they are edited. */
  readonly fromSources?: boolean;
  /** Further options of Node's own for the app's processes. */
  readonly nodeOptions?: readonly string[];
  /** Default true. False: `world.app.start()` does it later. */
  readonly startApp?: boolean;
  readonly clock?: SimulatedClock;
  readonly seed?: number;
  /** What `world.dump()` gave earlier. */
  readonly state?: WorldState;
  /** Default 0: free ones. A wanted one that is taken is replaced by a free one. */
  readonly ports?: { readonly admin?: number; readonly proxy?: number };
  readonly onLog?: (line: LogEvent) => void;
}

export interface WorldState {
  readonly shopify: unknown;
  readonly katana: unknown;
}

/** The app's processes taken together. */
export interface AppProcesses {
  /** Where the app is reached: through the proxy, when there is one. */
  readonly url: string;
  readonly all: readonly AppProcess[];
  start(): Promise<void>;
  /** `kill -9` of every process. */
  kill(): Promise<void>;
  stop(): Promise<void>;
  restart(): Promise<void>;
  logs(): readonly LogEvent[];
}

export interface World {
  readonly clock: SimulatedClock;
  readonly shopify: ShopifySimulator;
  readonly katana: KatanaSimulator;
  /** The first shop and the first Katana account. */
  readonly shop: Shop;
  readonly account: KatanaAccount;
  readonly admin: Admin | null;
  readonly app: AppProcesses;
  taxes(shopDomain: string): readonly TaxSeed[];
  /** Installs the app and opens it once, as a merchant does: afterwards the app has its token. */
  install(shop?: Shop): Promise<void>;
  dump(): WorldState;
  stop(): Promise<void>;
}

const CLIENT_ID = "tandem-development";
export const appSecret = "not-a-secret-simulated-app";
/** 32 bytes for simulated worlds only. */
const SECRETS_KEY = Buffer.alloc(32, "tandem").toString("base64");
const configuration = fileURLToPath(new URL("../../shopify.app.toml", import.meta.url));
type CleanUp = () => Promise<unknown>;

/** The library answers browsers only. */
const BROWSER = "Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36";

/** Both simulators with a seeded shop and Katana account in this process, and the built app in processes of its own. */
export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const clock = options.clock ?? createClock();
  const cleanUp: CleanUp[] = [
    () => {
      clock.stop();
      return Promise.resolve();
    },
  ];
  const stop = async (): Promise<void> => {
    for (const clean of cleanUp.splice(0).toReversed()) await clean();
  };
  try {
    const simulated = await startSimulators(options, clock);
    cleanUp.push(...simulated.cleanUp);
    const appPort = await freePort();
    const admin = options.admin ? await startAdminBefore(appPort, { options, ...simulated }) : null;
    if (admin) cleanUp.push(() => admin.stop());
    const url = admin?.appUrl ?? `http://127.0.0.1:${appPort}`;
    simulated.shopify.setApp({ url });
    const database = options.database ?? (await temporaryDirectory(cleanUp));
    const app = await createAppProcesses({
      options,
      appPort,
      url,
      env: appEnv({ ...simulated, admin, url, database, env: options.env }),
    });
    cleanUp.push(() => app.stop());
    if (options.startApp !== false) await app.start();
    return assemble({ ...simulated, clock, admin, app, options, stop });
  } catch (cause) {
    await stop();
    throw cause;
  }
}

interface Simulated {
  readonly shopify: ShopifySimulator;
  readonly katana: KatanaSimulator;
  readonly account: KatanaAccount;
}

async function startSimulators(
  { state, seed = 1, shops, katana: katanaSeed, katanaSwitches }: WorldOptions,
  clock: SimulatedClock,
) {
  const app = { clientId: CLIENT_ID, clientSecret: appSecret, url: "http://127.0.0.1:9", configuration };
  const shopify = await startShopifySimulator({ app, clock, seed, ...(state ? { state: state.shopify } : {}) });
  const katana = await startKatanaSimulator({
    clock,
    seed,
    ...(state ? { state: state.katana } : {}),
    ...(katanaSwitches ? { switches: katanaSwitches } : {}),
  });
  if (!state) for (const { shop } of shops ?? [euroShop]) shopify.addShop(shop);
  const account = katana.accounts()[0] ?? katana.addAccount(katanaSeed ?? workshop);
  return { shopify, katana, account, cleanUp: [() => katana.stop(), () => shopify.stop()] };
}

async function startAdminBefore(
  appPort: number,
  { options, shopify, katana, account }: Simulated & { readonly options: WorldOptions },
): Promise<Admin> {
  return startAdmin({
    shopify,
    katana: { simulator: katana, window: watchKatana(katana, account) },
    app: { clientId: CLIENT_ID, name: "Tandem" },
    appTarget: () => `http://127.0.0.1:${appPort}`,
    taxes: (domain) => taxesOf(options, domain),
    port: await freePort(options.ports?.admin),
    proxyPort: await freePort(options.ports?.proxy),
  });
}

function taxesOf({ shops = [] }: WorldOptions, domain: string): readonly TaxSeed[] {
  return [...shops, euroShop, dollarShop].find(({ shop }) => shop.domain === domain)?.taxes ?? [];
}

async function temporaryDirectory(cleanUp: CleanUp[]) {
  const directory = await mkdtemp(join(tmpdir(), "tandem-world-"));
  cleanUp.push(() => rm(directory, { recursive: true, force: true }));
  // Migrated already: making and migrating a database takes longer than all the rest of a start.
  await cp(await embeddedTemplate(), directory, { recursive: true });
  return { DATA_DIR: directory, DATABASE_URL: "" };
}

interface AppSurroundings extends Simulated {
  readonly admin: Admin | null;
  readonly url: string;
  readonly database: { readonly DATA_DIR: string; readonly DATABASE_URL: string };
  readonly env: WorldOptions["env"];
}

function appEnv({ shopify, katana, admin, url, database, env }: AppSurroundings): Readonly<Record<string, string>> {
  return {
    SHOPIFY_API_KEY: CLIENT_ID,
    SHOPIFY_API_SECRET: appSecret,
    SHOPIFY_APP_URL: url,
    SHOPIFY_SIMULATOR_URL: shopify.url,
    SECRETS_KEY,
    KATANA_API_URL: katana.url,
    ...(admin ? { KATANA_WEB_URL: `${admin.url}/katana` } : {}),
    ...database,
    ...env,
  };
}

interface ProcessPlan {
  readonly options: WorldOptions;
  readonly appPort: number;
  readonly url: string;
  readonly env: Readonly<Record<string, string>>;
}

async function createAppProcesses({ options, appPort, url, env }: ProcessPlan): Promise<AppProcesses> {
  const { web = 0, worker = 0 } = options.processes ?? {};
  const kinds = options.processes
    ? [...Array<string>(web).fill("--web"), ...Array<string>(worker).fill("--worker")]
    : [null];
  const all: AppProcess[] = [];
  for (const [index, flag] of kinds.entries()) {
    const port = index === 0 ? appPort : await freePort();
    all.push(
      createAppProcess({
        env,
        port,
        flags: [...(flag === null ? [] : [flag]), ...(options.fromSources ? ["--dev"] : [])],
        ...(options.nodeOptions ? { nodeOptions: options.nodeOptions } : {}),
        ...(options.onLog ? { onLog: options.onLog } : {}),
      }),
    );
  }
  const each = async (run: (one: AppProcess) => Promise<unknown>): Promise<void> => {
    await Promise.all(all.map(run));
  };
  const start = async (): Promise<void> => {
    // The first brings the database up to date; the others would wait for it.
    await all[0]?.start();
    await Promise.all(all.slice(1).map((one) => one.start()));
  };
  return {
    url,
    all,
    start,
    kill: () => each((one) => one.kill()),
    stop: () => each((one) => one.stop()),
    async restart() {
      await each((one) => one.kill());
      await start();
    },
    logs: () => all.flatMap((one) => one.logs()),
  };
}

interface Parts extends Simulated {
  readonly clock: SimulatedClock;
  readonly admin: Admin | null;
  readonly app: AppProcesses;
  readonly options: WorldOptions;
  readonly stop: () => Promise<void>;
}

function assemble({ shopify, katana, account, clock, admin, app, options, stop }: Parts): World {
  const [shop] = shopify.shops();
  if (!shop) throw new Error("A world needs a shop.");
  return {
    ...{ clock, shopify, katana, shop, account, admin, app, stop },
    taxes: (domain) => taxesOf(options, domain),
    async install(into = shop) {
      into.installation.grant();
      const address = into.installation.openAppUrl("/app");
      const answer = await fetch(address, {
        headers: { "User-Agent": BROWSER, Accept: "text/html" },
        redirect: "manual",
      });
      const text = await answer.text();
      if (answer.status !== 200)
        throw new Error(`Opening the app was answered with ${answer.status}: ${text.slice(0, 500)}`);
    },
    dump: () => ({ shopify: shopify.dump(), katana: katana.dump() }),
  };
}
