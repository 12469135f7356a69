import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createMerchant } from "../tests/support/merchant.ts";
import { startPostgresServer } from "../tests/support/postgres-server.ts";
import { databaseUrl, runSql } from "../tests/support/template-database.ts";
import { until } from "../tests/support/until.ts";
import { startWorld, type World } from "../tests/support/world.ts";
import type { Figure } from "./figure.ts";

const day = 24 * 60 * 60 * 1_000;
/** Katana's own limit, and the length of its window in milliseconds. */
const limit = 60;
const windowMs = 60_000;

/**
 * How much of Katana's request budget a backfill uses over two whole windows, with so many workers; whether Katana ever had to refuse; and how
 * long an order waits that is placed when the budget of a window is used up but for its reserve. One world after another: side by side
 * they would take the machine from each other.
 */
export async function measureBackfill(workerCounts: readonly number[]): Promise<readonly Figure[]> {
  const server = await startPostgresServer();
  try {
    const figures: Figure[] = [];
    for (const workers of workerCounts) figures.push(...(await measureWith(server.urlOf("postgres"), workers)));
    return figures;
  } finally {
    await server.stop();
  }
}

async function measureWith(serverUrl: string, workers: number): Promise<readonly Figure[]> {
  const name = `tandem_bench_${randomUUID().replaceAll("-", "")}`;
  await runSql(serverUrl, `CREATE DATABASE ${name}`);
  const directory = await mkdtemp(join(tmpdir(), "tandem-bench-"));
  const world = await startWorld({
    database: { DATA_DIR: directory, DATABASE_URL: databaseUrl(serverUrl, name) },
    processes: { web: 1, worker: workers },
  });
  try {
    return await measureIn(world, workers);
  } finally {
    await world.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

async function measureIn(world: World, workers: number): Promise<readonly Figure[]> {
  world.shop.settings.searchLagMs = 0;
  for (let count = 0; count < 4 * limit; count += 1) place(world, new Date(Date.now() - (count % 13) * day - 60_000));
  // Routed before the app is there, or Shopify would tell of each, and it would be live work.
  await until(() => world.shop.orders().every(({ fulfillmentOrders }) => fulfillmentOrders.length > 0), {
    what: "the routing of what was placed earlier",
  });
  await createMerchant(world).setUp();
  await untilWindow(world, 2);
  // Long enough for what the second window has.
  await sleep(windowMs / 3);
  const waitedMs = await importTime(world, place(world, new Date()));
  const [, second, third, fourth] = await untilWindow(world, 4);
  if (!second || !third || !fourth) throw new Error("Four windows had begun");
  // What passes between two windows is lost, too.
  const share = (second.used + third.used) / ((limit * (fourth.begunAt - second.begunAt)) / windowMs);
  const refused = world.katana.requests().filter(({ status }) => status === 429).length;
  const words = workers === 1 ? "1 worker" : `${String(workers)} workers`;
  return [
    {
      what: `backfill, ${words}: Katana's request budget`,
      measured: `${(share * 100).toFixed(1)} % used, ${String(refused)} refused`,
      target: "at least 95 % used, none refused",
      reached: share >= 0.95 && refused === 0,
    },
    {
      what: `backfill, ${words}: an order placed meanwhile`,
      measured: `after ${(waitedMs / 1_000).toFixed(1)} s`,
      target: "under 5 s",
      reached: waitedMs < 5_000,
    },
  ];
}

function place(world: World, createdAt: Date): string {
  const [variant] = world.shop.products()[0]?.variants ?? [];
  return world.shop.placeOrder({
    lines: variant ? [{ variantId: variant.id, quantity: 1 }] : [],
    customer: world.shop.customers()[0]?.id ?? null,
    taxes: world.taxes(world.shop.domain),
    createdAt: createdAt.toISOString(),
  }).legacyId;
}

interface Window {
  readonly begunAt: number;
  readonly used: number;
}

/** As Katana counts: a window begins with the first request after the one before has ended. */
function windowsOf(world: World): readonly Window[] {
  const windows: Window[] = [];
  for (const { at } of world.katana.requests()) {
    const last = windows.at(-1);
    if (last && at < last.begunAt + windowMs) windows[windows.length - 1] = { ...last, used: last.used + 1 };
    else windows.push({ begunAt: at, used: 1 });
  }
  return windows;
}

const untilWindow = (world: World, nth: number): Promise<readonly Window[]> =>
  until(
    () => {
      const windows = windowsOf(world);
      return windows.length >= nth ? windows : null;
    },
    { what: "the backfill goes on", withinMs: 3 * windowMs, everyMs: 100 },
  );

/** Milliseconds until Katana has the order's sales order. */
async function importTime(world: World, orderId: string): Promise<number> {
  const begun = Date.now();
  const made = () => world.account.salesOrders().some(({ ecommerce_order_id }) => ecommerce_order_id === orderId);
  while (!made() && Date.now() - begun < windowMs) await sleep(20);
  return Date.now() - begun;
}
