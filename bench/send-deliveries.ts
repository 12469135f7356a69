import { createHmac, randomUUID } from "node:crypto";
import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * A process of its own, so that neither the simulators nor the app take time from the sender: signed deliveries at a steady rate, each sent when
 * its time has come whether or not earlier ones were answered. Takes its orders as JSON in the first argument, prints what came as JSON.
 */
export interface SendOrders {
  readonly url: string;
  readonly shop: string;
  readonly secret: string;
  readonly perSecond: number;
  readonly seconds: number;
  /** The numeric id of the first order the deliveries are about. */
  readonly firstOrder: number;
}

/** Milliseconds from the moment a delivery was due to its answer; status 0: no answer. */
export interface Sent {
  readonly status: number;
  readonly tookMs: number;
}

const topics = ["orders/create", "orders/updated", "orders/paid"] as const;
const agent = new Agent({ keepAlive: true, maxSockets: 400 });

function send(orders: SendOrders, index: number, due: number): Promise<Sent> {
  // Three topics about each order, as Shopify sends them for one that was just placed.
  const orderId = orders.firstOrder + Math.floor(index / topics.length);
  const body = JSON.stringify({
    id: orderId,
    admin_graphql_api_id: `gid://shopify/Order/${orderId}`,
    updated_at: index,
  });
  const headers = {
    "Content-Type": "application/json",
    "Content-Length": Buffer.byteLength(body),
    "X-Shopify-Topic": topics[index % topics.length] ?? topics[0],
    "X-Shopify-Shop-Domain": orders.shop,
    "X-Shopify-API-Version": "2026-10",
    "X-Shopify-Webhook-Id": randomUUID(),
    "X-Shopify-Event-Id": randomUUID(),
    "X-Shopify-Triggered-At": new Date().toISOString(),
    "X-Shopify-Hmac-Sha256": createHmac("sha256", orders.secret).update(body).digest("base64"),
  };
  return new Promise((resolve) => {
    const done = (status: number) => resolve({ status, tookMs: performance.now() - due });
    const outgoing = request(`${orders.url}/webhooks/shopify`, { method: "POST", agent, headers }, (answer) => {
      answer.resume().on("end", () => done(answer.statusCode ?? 0));
    });
    outgoing.on("error", () => done(0)).end(body);
  });
}

const orders = JSON.parse(process.argv[2] ?? "") as SendOrders;
const running: Promise<Sent>[] = [];
const start = performance.now();
for (let index = 0; index < orders.perSecond * orders.seconds; index += 1) {
  const due = start + (index * 1_000) / orders.perSecond;
  const wait = due - performance.now();
  if (wait > 1) await sleep(wait);
  running.push(send(orders, index, due));
}
process.stdout.write(JSON.stringify(await Promise.all(running)), () => process.exit(0));
