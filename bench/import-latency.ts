import { setTimeout as sleep } from "node:timers/promises";
import type { World } from "../tests/support/world.ts";
import { type Figure, milliseconds, percentile } from "./figure.ts";

/**
 * From the moment Shopify has routed an order to the moment Katana receives its sales order, one order at a time on an idle system. Both
 * simulated APIs answer at once, so what is measured is what Tandem adds.
 */
export async function measureImport(world: World, orders: number): Promise<readonly Figure[]> {
  const [product] = world.shop.products();
  const variantId = product?.variants[0]?.id;
  if (variantId === undefined) throw new Error("The seeded shop has no products");
  const customer = world.shop.customers()[0]?.id ?? null;
  const place = () =>
    world.shop.placeOrder({ lines: [{ variantId, quantity: 1 }], customer, taxes: world.taxes(world.shop.domain) }).id;

  // The first order finds customer, variant and tax rate; afterwards they are known.
  await importTime(world, place());
  const times: number[] = [];
  for (let count = 0; count < orders; count += 1) {
    await sleep(300);
    times.push(await importTime(world, place()));
  }
  const p50 = percentile(times, 0.5);
  const p99 = percentile(times, 0.99);
  return [
    {
      what: `webhook → sales order, idle, ${orders} orders`,
      measured: `p50 ${milliseconds(p50)}, p99 ${milliseconds(p99)}`,
      target: "p50 < 100 ms, p99 < 500 ms",
      reached: p50 < 100 && p99 < 500,
    },
  ];
}

/** Milliseconds between the two events; fails when no sales order comes within half a minute. */
async function importTime(world: World, orderGid: string): Promise<number> {
  const orderId = orderGid.slice(orderGid.lastIndexOf("/") + 1);
  const before = new Set(world.katana.requests());
  const deadline = Date.now() + 30_000;
  let routedAt: number | null = null;
  while (Date.now() < deadline) {
    routedAt ??= world.shop.order(orderGid).fulfillmentOrders.length > 0 ? Date.now() : null;
    const made = world.katana
      .requests()
      .find((request) => !before.has(request) && request.method === "POST" && request.path.endsWith("/sales_orders"));
    const arrived = made && world.account.salesOrders().some((order) => order.ecommerce_order_id === orderId);
    if (made && arrived) return made.at - (routedAt ?? made.at);
    await sleep(1);
  }
  throw new Error(`Order ${orderId} did not reach Katana within 30 s`);
}
