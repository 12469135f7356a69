import { expect, onTestFinished } from "vitest";
import { z } from "zod";
import type { KatanaAccount } from "../account-control.ts";
import type { AccountSeed } from "../seed.ts";
import { startKatanaSimulator, type KatanaSimulator, type KatanaSimulatorOptions } from "../server.ts";

export const KEY = "3f0d2c1a-test-key";

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: unknown;
}

type Send = (path: string, body?: unknown) => Promise<Answered>;

export interface KatanaUnderTest {
  readonly sim: KatanaSimulator;
  readonly account: KatanaAccount;
  readonly get: Send;
  readonly post: Send;
  readonly patch: Send;
  readonly remove: Send;
  readonly call: (method: string, path: string, body?: unknown, key?: string) => Promise<Answered>;
  /** By SKU. */
  readonly variant: (sku: string) => number;
  /** By name. */
  readonly location: (name: string) => number;
  readonly taxRate: (percent: number) => number;
}

const workshop: AccountSeed = {
  name: "Workshop",
  currency: "EUR",
  deliveryDays: 5,
  keys: [KEY],
  locations: [{ name: "Main" }, { name: "Shop" }, { name: "Attic", salesAllowed: false, manufacturingAllowed: false }],
  taxRates: [{ rate: 0 }, { rate: 20, name: "VAT", isDefault: true }, { rate: 7.5, name: "Reduced" }],
  products: [
    { name: "Mug", sku: "MUG", price: 20.5, leadTime: 3, stock: 100 },
    { name: "Chair", sku: "CHAIR", price: 80, producible: true },
    { name: "Honey", sku: "HONEY", price: 6, batchTracked: true },
    { name: "Watch", sku: "WATCH", price: 300, serialTracked: true },
  ],
  services: [{ name: "Engraving", sku: "ENGRAVE", price: 5 }],
};

export const idOf = (answered: Answered): number => z.object({ id: z.number() }).parse(answered.body).id;

const records = z.array(z.record(z.string(), z.unknown()));

export const dataOf = (answered: Answered): z.infer<typeof records> =>
  z.object({ data: records }).parse(answered.body).data;

const errorShape = z.object({
  error: z.object({
    statusCode: z.number(),
    name: z.string(),
    message: z.string(),
    code: z.string().optional(),
    details: z
      .array(
        z.object({ path: z.string(), code: z.string(), message: z.string(), info: z.record(z.string(), z.unknown()) }),
      )
      .optional(),
  }),
});

export function errorOf(answered: Answered): z.infer<typeof errorShape>["error"] {
  const { error } = errorShape.parse(answered.body);
  expect(error.statusCode).toBe(answered.status);
  return error;
}

/** `code path` of every complaint. */
export const complaints = (answered: Answered): readonly string[] =>
  (errorOf(answered).details ?? []).map(({ code, path }) => `${code} ${path}`);

/** A Katana with one workshop in it, stopped with the test; a request it does not know fails the test unless it says so. */
export async function katanaUnderTest(
  options: Partial<Pick<KatanaSimulatorOptions, "clock" | "switches">> & {
    readonly allowRefusals?: boolean;
    /** Sends webhooks for real. */
    readonly delivering?: boolean;
  } = {},
): Promise<KatanaUnderTest> {
  const { switches, allowRefusals = false, delivering = false, ...rest } = options;
  const sim = await startKatanaSimulator({
    switches: { rateLimit: 1_000_000, ...switches },
    ...(delivering ? {} : { deliver: () => undefined }),
    ...rest,
  });
  onTestFinished(async () => {
    await sim.stop();
    if (!allowRefusals) expect(sim.refusals()).toEqual([]);
  });
  const account = sim.accounts()[0] ?? sim.addAccount(workshop);

  async function call(method: string, path: string, body?: unknown, key: string = KEY): Promise<Answered> {
    const answer = await fetch(sim.url + path, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, text, body: text === "" ? undefined : JSON.parse(text) };
  }

  function found<T>(entity: T | undefined): T {
    if (entity === undefined) throw new Error("The workshop has no such thing.");
    return entity;
  }

  return {
    sim,
    account,
    call,
    get: (path) => call("GET", path),
    post: (path, body) => call("POST", path, body),
    patch: (path, body) => call("PATCH", path, body),
    remove: (path) => call("DELETE", path),
    variant: (sku) => found(account.variants().find((variant) => variant.sku === sku)).id,
    location: (name) => found(account.locations().find((location) => location.name === name)).id,
    taxRate: (percent) => found(account.taxRates().find((rate) => rate.rate === percent)).id,
  };
}

/** A sales order of one row: two mugs at 20.50. */
export async function placeOrder(katana: KatanaUnderTest, changes: Readonly<Record<string, unknown>> = {}) {
  const customer = katana.account.customers()[0] ?? katana.account.addCustomer({ name: "Ann Lee" });
  const answered = await katana.post("/sales_orders", {
    customer_id: customer.id,
    sales_order_rows: [
      { variant_id: katana.variant("MUG"), quantity: 2, price_per_unit: 20.5, tax_rate_id: katana.taxRate(20) },
    ],
    ...changes,
  });
  expect(answered.status, answered.text).toBe(200);
  const order = katana.account.salesOrder(idOf(answered));
  const [row] = order?.sales_order_rows ?? [];
  if (!order || !row) throw new Error("The order is not there.");
  return { id: order.id, rowId: row.id, rowIds: order.sales_order_rows.map(({ id }) => id), order, answered };
}
