import { setTimeout as sleep } from "node:timers/promises";
import { createMerchant } from "../tests/support/merchant.ts";
import { until } from "../tests/support/until.ts";
import { startWorld, type World } from "../tests/support/world.ts";
import { type Figure, milliseconds, percentile } from "./figure.ts";

/** Katana's own limit, in a minute. */
const limit = 60;
/** Milliseconds between two polls unless configured otherwise. */
const pollMs = 60_000;

/**
 * From goods delivered in Katana to the fulfillment in Shopify: with Katana's webhook, and by the poll alone, where shipments come at any
 * moment between two polls.
 */
export async function measureShipments(counts: {
  readonly told: number;
  readonly polled: number;
}): Promise<readonly Figure[]> {
  return [...(await measureTold(counts.told)), ...(await measurePolled(counts.polled))];
}

async function measureTold(count: number): Promise<readonly Figure[]> {
  const world = await startWorld({
    env: { LOG_LEVEL: "warn" },
    katanaSwitches: { webhookUrls: "any", rateLimit: 100_000 },
  });
  try {
    await createMerchant(world).setUp();
    await until(() => world.account.webhooks().length > 0, { what: "the webhook's registration" });
    const orders = await imported(world, count);
    const asked = world.katana.requests().length;
    const times: number[] = [];
    for (const order of orders) {
      times.push(await ship(world, order));
      await sleep(500);
    }
    const calls = (world.katana.requests().length - asked) / count;
    const p99 = percentile(times, 0.99);
    return [
      {
        what: `delivered in Katana → Shopify, by webhook, ${String(count)} orders`,
        measured: `p50 ${milliseconds(percentile(times, 0.5))}, p99 ${milliseconds(p99)}, ${calls.toFixed(1)} calls each`,
        target: "p99 < 3 s, at most 4 calls each",
        reached: p99 < 3_000 && calls <= 4,
      },
    ];
  } finally {
    await world.stop();
  }
}

async function measurePolled(count: number): Promise<readonly Figure[]> {
  const world = await startWorld({ env: { LOG_LEVEL: "warn" } });
  try {
    await createMerchant(world).setUp();
    const orders = await imported(world, count);
    const times = await Promise.all(
      orders.map(async (order, index) => {
        await sleep((index * pollMs) / count);
        return ship(world, order);
      }),
    );
    const worst = Math.max(...times);
    const requests = world.katana.requests();
    const refused = requests.filter(({ status }) => status === 429).length;
    return [
      {
        what: `delivered in Katana → Shopify, by the poll alone, ${String(count)} orders`,
        measured: `p50 ${seconds(percentile(times, 0.5))}, worst ${seconds(worst)}, ${String(refused)} of ${String(requests.length)} calls refused`,
        target: `under ${String(pollMs / 1_000)} s, none refused at ${String(limit)} a minute`,
        reached: worst < pollMs && refused === 0,
      },
    ];
  } finally {
    await world.stop();
  }
}

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;

interface Imported {
  readonly gid: string;
  readonly salesOrderId: number;
}

/** Orders of one unit each that came over and are settled. */
async function imported(world: World, count: number): Promise<readonly Imported[]> {
  const [variant] = world.shop.products()[0]?.variants ?? [];
  const place = () =>
    world.shop.placeOrder({
      lines: variant ? [{ variantId: variant.id, quantity: 1 }] : [],
      customer: world.shop.customers()[0]?.id ?? null,
      taxes: world.taxes(world.shop.domain),
    });
  const salesOrderOf = (legacyId: string) =>
    world.account.salesOrders().find(({ ecommerce_order_id }) => ecommerce_order_id === legacyId);
  const orders: Imported[] = [];
  for (let at = 0; at < count; at += 1) {
    const { id, legacyId } = place();
    const salesOrder = await until(() => salesOrderOf(legacyId), { what: "the import", withinMs: 90_000 });
    orders.push({ gid: id, salesOrderId: salesOrder.id });
  }
  // Until what the imports raised has been looked at.
  await sleep(3_000);
  return orders;
}

/** Milliseconds from the delivery in Katana to the fulfillment in Shopify. */
async function ship(world: World, { gid, salesOrderId }: Imported): Promise<number> {
  const begun = Date.now();
  world.account.deliver(salesOrderId);
  await until(() => world.shop.order(gid).fulfillments.length > 0, {
    what: "the fulfillment in Shopify",
    withinMs: 2 * pollMs,
    everyMs: 5,
  });
  return Date.now() - begun;
}
