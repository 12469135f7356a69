import { createHmac, randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { appSecret, type World } from "../tests/support/world.ts";
import { type Figure, milliseconds, percentile } from "./figure.ts";

const topics = ["orders/create", "orders/updated", "orders/paid"] as const;

interface Sent {
  readonly status: number;
  readonly tookMs: number;
}

/** Signed deliveries at a steady rate, each sent when its time has come whether or not earlier ones were answered. */
async function deliver(
  world: World,
  { perSecond, seconds }: { perSecond: number; seconds: number },
): Promise<readonly Sent[]> {
  const running: Promise<Sent>[] = [];
  const start = performance.now();
  for (let index = 0; index < perSecond * seconds; index += 1) {
    const dueIn = start + (index * 1_000) / perSecond - performance.now();
    if (dueIn > 1) await sleep(dueIn);
    running.push(sendOne(world, index));
  }
  return Promise.all(running);
}

/** Three topics about each order, as Shopify sends them for one that was just placed. */
async function sendOne(world: World, index: number): Promise<Sent> {
  const topic = topics[index % topics.length] ?? topics[0];
  const orderId = 7_000_000_000_000 + Math.floor(index / topics.length);
  const body = JSON.stringify({
    id: orderId,
    admin_graphql_api_id: `gid://shopify/Order/${orderId}`,
    updated_at: index,
  });
  const started = performance.now();
  const answer = await fetch(`${world.app.url}/webhooks/shopify`, {
    method: "POST",
    body,
    headers: {
      "Content-Type": "application/json",
      "X-Shopify-Topic": topic,
      "X-Shopify-Shop-Domain": world.shop.domain,
      "X-Shopify-API-Version": "2026-10",
      "X-Shopify-Webhook-Id": randomUUID(),
      "X-Shopify-Event-Id": randomUUID(),
      "X-Shopify-Triggered-At": new Date().toISOString(),
      "X-Shopify-Hmac-Sha256": createHmac("sha256", appSecret).update(body).digest("base64"),
    },
  }).catch(() => null);
  await answer?.arrayBuffer();
  return { status: answer?.status ?? 0, tookMs: performance.now() - started };
}

/** How fast a delivery is verified, stored and queued, at 50 a second. */
export async function measureIntake(world: World, seconds: number): Promise<readonly Figure[]> {
  await deliver(world, { perSecond: 20, seconds: 3 });
  const sent = await deliver(world, { perSecond: 50, seconds });
  const times = sent.map(({ tookMs }) => tookMs);
  const p99 = percentile(times, 0.99);
  const all = sent.every(({ status }) => status === 200);
  return [
    {
      what: `webhook accepted, 50/s for ${seconds} s`,
      measured: `p50 ${milliseconds(percentile(times, 0.5))}, p99 ${milliseconds(p99)}, ${sent.length} of ${sent.length} answered${all ? " 200" : ""}`,
      target: "p99 < 50 ms",
      reached: all && p99 < 50,
    },
  ];
}

/** A flood: each delivery is stored within Shopify's five seconds, or refused with 503 so that Shopify comes again. */
export async function measureFlood(world: World, seconds: number): Promise<readonly Figure[]> {
  const sent = await deliver(world, { perSecond: 500, seconds });
  const stored = sent.filter(({ status }) => status === 200);
  const putOff = sent.filter(({ status }) => status === 503);
  const late = stored.filter(({ tookMs }) => tookMs > 5_000);
  const lost = sent.length - stored.length - putOff.length;
  return [
    {
      what: `webhook flood, 500/s for ${seconds} s`,
      measured: `${stored.length} stored (p99 ${milliseconds(
        percentile(
          stored.map(({ tookMs }) => tookMs),
          0.99,
        ),
      )}), ${putOff.length} answered 503, ${late.length} late, ${lost} failed`,
      target: "stored within 5 s or answered 503",
      reached: late.length === 0 && lost === 0,
    },
  ];
}
