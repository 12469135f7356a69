import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { appSecret, type World } from "../tests/support/world.ts";
import { type Figure, milliseconds, percentile } from "./figure.ts";
import type { SendOrders, Sent } from "./send-deliveries.ts";

const sender = fileURLToPath(new URL("./send-deliveries.ts", import.meta.url));
let nextOrder = 7_000_000_000_000;

async function deliver(
  world: World,
  { perSecond, seconds }: Pick<SendOrders, "perSecond" | "seconds">,
): Promise<readonly Sent[]> {
  const orders: SendOrders = {
    url: world.app.url,
    shop: world.shop.domain,
    secret: appSecret,
    perSecond,
    seconds,
    firstOrder: nextOrder,
  };
  nextOrder += perSecond * seconds;
  const { stdout } = await promisify(execFile)(process.execPath, [sender, JSON.stringify(orders)], {
    maxBuffer: 64 * 2 ** 20,
  });
  return JSON.parse(stdout) as readonly Sent[];
}

/** How fast a delivery is verified, stored and queued, at 50 a second, while the same process looks at the orders. */
export async function measureIntake(world: World, seconds: number): Promise<readonly Figure[]> {
  await deliver(world, { perSecond: 20, seconds: 3 });
  const sent = await deliver(world, { perSecond: 50, seconds });
  const times = sent.map(({ tookMs }) => tookMs);
  const p99 = percentile(times, 0.99);
  const stored = sent.filter(({ status }) => status === 200).length;
  return [
    {
      what: `webhook accepted, 50/s for ${seconds} s`,
      measured: `p50 ${milliseconds(percentile(times, 0.5))}, p99 ${milliseconds(p99)}, ${stored} of ${sent.length} stored`,
      target: "p99 < 50 ms",
      reached: stored === sent.length && p99 < 50,
    },
  ];
}

/** A flood: each delivery is stored within Shopify's five seconds, or refused with 503 so that Shopify comes again. */
export async function measureFlood(world: World, seconds: number): Promise<readonly Figure[]> {
  const sent = await deliver(world, { perSecond: 500, seconds });
  const stored = sent.filter(({ status }) => status === 200).map(({ tookMs }) => tookMs);
  const putOff = sent.filter(({ status }) => status === 503).length;
  const late = stored.filter((tookMs) => tookMs > 5_000).length;
  const lost = sent.length - stored.length - putOff;
  return [
    {
      what: `webhook flood, 500/s for ${seconds} s`,
      measured: `${stored.length} stored (p99 ${milliseconds(percentile(stored, 0.99))}), ${putOff} answered 503, ${late} late, ${lost} failed`,
      target: "stored within 5 s or answered 503",
      reached: late === 0 && lost === 0,
    },
  ];
}
