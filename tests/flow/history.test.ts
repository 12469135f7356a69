import { afterAll, beforeAll, expect, it } from "vitest";
import type { SalesOrderView } from "../../simulators/katana/view.ts";
import type { OrderView } from "../../simulators/shopify/control.ts";
import { createBadWeather } from "../support/bad-weather.ts";
import { startFlow, type Flow } from "../support/flow.ts";
import { createOrderHistory, type HistoryOrder } from "../support/order-history.ts";
import { pause, until } from "../support/until.ts";

/** HISTORY_SEED repeats a run that failed; HISTORY_ORDERS makes it longer or shorter. */
const seed = Number(process.env["HISTORY_SEED"] ?? Math.floor(Math.random() * 2 ** 31));
const size = Number(process.env["HISTORY_ORDERS"] ?? 1000);
const batchSize = 100;
const minute = 60_000;

let flow: Flow;

beforeAll(async () => {
  flow = await startFlow({
    kind: "server",
    processes: { web: 1, worker: 2 },
    katanaSwitches: { rateLimit: 100_000 },
    // What webhooks never told is found by the search of Shopify.
    env: { ORDER_SWEEP_SECONDS: "5" },
  });
  flow.shop.settings.routingDelayMs = 20;
  // Else Shopify's own limit is what takes the time.
  flow.shop.settings.plan = "enterprise";
});

afterAll(async () => {
  await flow.stop();
});

interface Kept {
  readonly id: string;
  readonly status: string;
  readonly reasons: readonly { readonly kind: string }[];
  readonly failure: unknown;
  readonly waits: unknown;
}

const keptOrders = async (): Promise<ReadonlyMap<string, Kept>> => {
  const rows = await flow.rows("SELECT order_id AS id, status, reasons, failure, waits FROM tracked_order");
  return new Map((rows as unknown as readonly Kept[]).map((row) => [row.id, row]));
};

/** One stretch of the shop's life: orders are placed, and only then does Tandem hear of them, in any order and not of all. */
async function liveThrough(history: ReturnType<typeof createOrderHistory>, count: number) {
  flow.shopify.deliveries.pause();
  const placed = Array.from({ length: count }, () => history.place());
  await until(() => placed.every(({ order }) => isRouted(order)), { what: "the orders are routed" });
  placed.forEach(history.before);
  flow.shopify.deliveries.resume();
  return placed;
}

const isRouted = ({ id }: OrderView): boolean => flow.shop.order(id).fulfillmentOrders.length > 0;

const isHeld = ({ fate }: HistoryOrder): boolean => fate === "held, released later";

/** Where an order stands otherwise than its fate says; null when all is well. */
function judge({ order, fate, comesOver }: HistoryOrder, made: readonly SalesOrderView[], kept: Kept | undefined) {
  const live = made.filter(({ deleted_at }) => deleted_at === null).length;
  const stands = kept ? `${kept.status} ${JSON.stringify([kept.reasons, kept.failure, kept.waits])}` : "never heard of";
  const wrong = `${order.name} (${fate}): ${String(live)} sales orders, ${String(made.length)} ever made; ${stands}`;
  if (comesOver) return live === 1 && kept?.status === "in-step" ? null : wrong;
  return made.length === 0 && kept?.status === "not-imported" && kept.reasons.length > 0 ? null : wrong;
}

async function allWrong(orders: readonly HistoryOrder[]): Promise<readonly string[]> {
  const kept = await keptOrders();
  // Once for all of them: each look takes a copy of everything.
  const made = Map.groupBy(flow.account.salesOrders({ includeDeleted: true }), (one) => one.ecommerce_order_id);
  return orders.flatMap((one) => judge(one, made.get(one.order.legacyId) ?? [], kept.get(one.order.legacyId)) ?? []);
}

it(
  `[IMP-7] [IMP-8] [IMP-9] [IMP-11] [REC-1] [REC-4] a history of ${String(size)} orders with faults ends with one sales order for each that is to come over, and a reason for each other`,
  async () => {
    console.info(`The seed of this history: HISTORY_SEED=${String(seed)}`);
    const history = createOrderHistory({ shop: flow.shop, taxes: flow.taxes(flow.shop.domain) }, seed);
    const weather = createBadWeather(flow, seed);
    const [, worker, other] = flow.app.all;
    const orders: HistoryOrder[] = [];
    for (let batch = 0; orders.length < size; batch += 1) {
      weather.strike(batch % 3 === 1);
      const placed = await liveThrough(history, Math.min(batchSize, size - orders.length));
      const dying = batch === 2 ? worker : batch === 5 ? other : undefined;
      await pause(1_500);
      if (dying) await dying.kill().then(() => dying.start());
      await pause(1_500);
      // The last that each order would tell is lost for good. Only a hold has to be told: releasing it does not change when an order was updated.
      const [held, others] = [placed.filter(isHeld), placed.filter((one) => !isHeld(one))];
      flow.shopify.deliveries.set({ lose: 1 });
      others.forEach(history.later);
      flow.shopify.deliveries.set({ lose: 0 });
      held.forEach(history.later);
      orders.push(...placed);
    }
    weather.clear();
    const last = await until(async () => (await allWrong(orders)).length === 0, {
      what: "all is as it should be",
      withinMs: 4 * minute,
      everyMs: 2_000,
    }).catch(() => null);
    const wrong = last === null ? await allWrong(orders) : [];
    expect(wrong, `HISTORY_SEED=${String(seed)}`).toEqual([]);
    const heardOf = await keptOrders();
    expect(heardOf.size).toBe(orders.length);
    expect(flow.katana.refusals(), "requests that Katana does not know").toEqual([]);
  },
  8 * minute,
);
