import type { SalesOrderView } from "../../simulators/katana/view.ts";
import type { OrderSeed, OrderView } from "../../simulators/shopify/control.ts";
import { everythingIn, withAppDatabase, type Row, type RunSql } from "./app-database.ts";
import { freshDatabase, type DatabaseKind } from "./fresh-database.ts";
import { createMerchant, type Merchant } from "./merchant.ts";
import { until } from "./until.ts";
import { startWorld, type World, type WorldOptions } from "./world.ts";

export interface FlowOptions extends Omit<WorldOptions, "database"> {
  /** Default: embedded. */
  readonly kind?: DatabaseKind;
  /** Default true: installed, connected, matched and active from the start. */
  readonly setUp?: boolean;
}

/** Where an order stands, as the block on Shopify's order page hears it. */
export interface Standing {
  readonly status: "in-step" | "waiting" | "not-imported" | "needs-you" | "retrying" | "unknown";
  readonly why: readonly { readonly sentence: string; readonly remedy: string }[];
  readonly salesOrder: { readonly id: number; readonly no: string } | null;
}

/** A whole simulated world on a fresh database, with the merchant in it. */
export interface Flow extends World {
  readonly merchant: Merchant;
  /** Places an order: by default one mug for a known customer, without shipping. */
  place(seed?: Partial<OrderSeed>): OrderView;
  /** The Shopify variant with this SKU. */
  variantId(sku: string): string;
  /** The Katana variant with this SKU. */
  katanaVariantId(sku: string): number;
  /** Live sales orders of an order, or all ever made. */
  salesOrdersOf(order: OrderView, look?: { readonly includeDeleted: boolean }): readonly SalesOrderView[];
  /** Waits until an order has its sales order and, where it is owed one, its shipping fee. */
  imported(order: OrderView, withinMs?: number): Promise<SalesOrderView>;
  standing(order: OrderView): Promise<Standing>;
  /** Waits for an order to stand so. */
  stands(order: OrderView, status: Standing["status"], withinMs?: number): Promise<Standing>;
  /** Looks into the database; the embedded one is closed meanwhile, by stopping the app. */
  inDatabase<Value>(use: (run: RunSql) => Promise<Value>): Promise<Value>;
  rows(sql: string, parameters?: readonly unknown[]): Promise<readonly Row[]>;
  /** All that is in the database, as one text. */
  everything(): Promise<string>;
  /** All that the app logged, as one text. */
  allLogs(): string;
}

/** What is said of an order between the first webhook and the first look. */
const notLookedAt = "Tandem has heard of this order and looks at it in a moment.";

/** Katana without a limit that a test would run into. */
const generous = { rateLimit: 5_000 };

/** Where calls to Katana are counted none is to come by itself; tests of the poll ask for one. */
const noPoll = { KATANA_POLL_SECONDS: "3600" };

/** V8 leaves the embedded database at its first, cheap compilation: no process here lives long enough for a better one to pay. */
const cheapCompilation = ["--liftoff-only"];

export async function startFlow({ kind = "embedded", setUp = true, ...options }: FlowOptions = {}): Promise<Flow> {
  const database = await freshDatabase(kind);
  try {
    const world = await startWorld({
      nodeOptions: cheapCompilation,
      ...options,
      katanaSwitches: { ...generous, ...options.katanaSwitches },
      database: database.env,
      env: { UNKNOWN_OUTCOME_SAFE_SECONDS: "3", ...noPoll, ...options.env },
    });
    const flow = assemble(world, database);
    if (!setUp) return flow;
    try {
      await flow.merchant.setUp();
      return flow;
    } catch (cause) {
      await flow.stop();
      throw cause;
    }
  } catch (cause) {
    await database.drop();
    throw cause;
  }
}

function assemble(world: World, database: Awaited<ReturnType<typeof freshDatabase>>): Flow {
  const merchant = createMerchant(world);
  const { shop, account, app } = world;
  const variantId = (sku: string): string =>
    found(
      shop
        .products()
        .flatMap(({ variants }) => variants)
        .find((one) => one.sku === sku),
      sku,
    ).id;

  const inDatabase: Flow["inDatabase"] = async (use) => {
    if (database.env.DATABASE_URL !== "") return withAppDatabase(database.env, use);
    await app.stop();
    try {
      return await withAppDatabase(database.env, use);
    } finally {
      await app.start();
    }
  };

  const salesOrdersOf: Flow["salesOrdersOf"] = (order, look) =>
    account.salesOrders(look).filter(({ ecommerce_order_id }) => ecommerce_order_id === order.legacyId);

  const standing: Flow["standing"] = async (order) => {
    const answer = await merchant.open(`/api/order-status?id=${encodeURIComponent(order.id)}`);
    // Of an order that the app never heard of it says only that.
    return { why: [], salesOrder: null, ...(JSON.parse(answer) as Pick<Standing, "status"> & Partial<Standing>) };
  };

  return {
    ...world,
    merchant,
    variantId,
    katanaVariantId: (sku) =>
      found(
        account.variants().find((one) => one.sku === sku),
        sku,
      ).id,
    place: (seed = {}) =>
      shop.placeOrder({
        lines: [{ variantId: variantId("MUG-CER"), quantity: 1 }],
        customer: shop.customers()[0]?.id ?? null,
        taxes: world.taxes(shop.domain),
        ...seed,
      }),
    salesOrdersOf,
    imported: (order, withinMs) => {
      const owed = order.shippingLines.length > 0;
      const what = `the sales order of ${order.name}${owed ? " with its fee" : ""}`;
      const complete = () => salesOrdersOf(order).find(({ shipping_fee }) => !owed || shipping_fee !== null);
      return until(complete, { what, ...(withinMs === undefined ? {} : { withinMs }) });
    },
    standing,
    stands: (order, status, withinMs = 30_000) => {
      let now: Standing | null = null;
      const stood = async () => {
        now = await standing(order);
        return now.status === status && now.why[0]?.sentence !== notLookedAt ? now : null;
      };
      const seen = () => JSON.stringify(now);
      return until(stood, { what: `${order.name} stands as ${status}`, seen, withinMs, everyMs: 100 });
    },
    inDatabase,
    rows: (sql, parameters) => inDatabase((run) => run(sql, parameters)),
    everything: () => inDatabase(everythingIn),
    allLogs: () =>
      app
        .logs()
        .map((line) => JSON.stringify(line))
        .join("\n"),
    stop: async () => {
      await world.stop();
      await database.drop();
    },
  };
}

function found<Value>(value: Value | undefined, sku: string): Value {
  if (value === undefined) throw new Error(`There is no variant with the SKU ${sku}.`);
  return value;
}
