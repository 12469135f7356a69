import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { OrderView } from "../../simulators/shopify/control.ts";
import { startFlow, type Flow } from "../support/flow.ts";
import { until } from "../support/until.ts";

/** Once the cause is gone. During an outage one order tries every half minute at the latest. */
const goOnWithinMs = 45_000;

let flow: Flow;

beforeAll(async () => {
  // A server's database can be looked into while the app runs.
  flow = await startFlow({ kind: "server" });
  flow.shop.settings.routingDelayMs = 20;
  await flow.imported(flow.place());
});

afterAll(async () => {
  await flow.stop();
});

afterEach(() => {
  flow.katana.faults.clear();
  expect(flow.katana.refusals(), "requests that Katana does not know").toEqual([]);
});

const place = (count: number): readonly OrderView[] => Array.from({ length: count }, () => flow.place());

/** Every order has its one sales order and is in step. */
async function allCameOver(orders: readonly OrderView[]): Promise<void> {
  for (const order of orders) await flow.imported(order, goOnWithinMs);
  for (const order of orders) await flow.stands(order, "in-step");
  const ever = orders.map((order) => flow.salesOrdersOf(order, { includeDeleted: true }).length);
  expect(ever).toEqual(orders.map(() => 1));
}

/** What is kept of the orders, without opening the app. */
const kept = (orders: readonly OrderView[]) =>
  flow.rows(
    "SELECT status, failure->>'side' AS side, failure->>'kind' AS kind FROM tracked_order WHERE order_id = ANY($1)",
    [orders.map(({ legacyId }) => legacyId)],
  );

type Failed = Readonly<Record<"status" | "side" | "kind", string>>;

/** Every order failed, each in one of these ways. */
const allFailed = (orders: readonly OrderView[], ...failures: readonly Failed[]) =>
  until(
    async () => {
      const rows = await kept(orders);
      const isOneOf = (row: unknown) => failures.some((failure) => JSON.stringify(row) === JSON.stringify(failure));
      return rows.length === orders.length && rows.every(isOneOf);
    },
    { what: `${String(orders.length)} orders failed: ${JSON.stringify(failures)}`, everyMs: 200 },
  );

describe("a storm of 429", () => {
  it("[REC-6] [IMP-11] holds orders up, says so, and loses none", async () => {
    const clear = flow.katana.faults.add({
      fault: { kind: "status", status: 429, headers: { "Retry-After": "2" } },
      times: Infinity,
    });
    const orders = place(12);
    const [first] = orders;
    if (!first) throw new Error("No order");
    const usedUp = "Katana takes only so many requests a minute, and they are used up.";
    const says = async () => (await flow.standing(first)).why[0]?.sentence === usedUp;
    await until(says, { what: "the order says that the requests are used up", everyMs: 100 });
    const askedBefore = flow.katana.requests().length;
    await until(() => flow.katana.requests().length >= askedBefore + 5, { what: "the storm goes on" });
    clear();
    await allCameOver(orders);
  });
});

describe("a Katana key that stops working", () => {
  it("[REC-6] [IMP-11] is named on Home and with each order; with a new key all of them come over", async () => {
    for (const key of flow.account.keys()) flow.account.revokeKey(key);
    const orders = place(6);
    await allFailed(orders, { status: "needs-you", side: "katana", kind: "unauthorized" });
    const { why } = await flow.standing(orders[0] as OrderView);
    expect(why[0]?.sentence).toContain("Katana refuses access");
    expect(why[0]?.remedy).toBe("Check the API key in Settings › Connection.");
    expect(await flow.merchant.open("/app")).toContain("Katana refuses the key");

    expect(await flow.merchant.connect(flow.account.addKey())).toBeLessThan(400);
    await allCameOver(orders);
    expect(await flow.merchant.open("/app")).not.toContain("Katana refuses the key");
  });

  it("[REC-6] [IMP-11] and works again by itself lets its orders go on", async () => {
    const unpaid = flow.katana.faults.add({ fault: { kind: "status", status: 402 }, times: Infinity });
    const orders = place(4);
    await allFailed(orders, { status: "needs-you", side: "katana", kind: "unauthorized" });
    unpaid();
    // The next order is the first to see it.
    await allCameOver([...orders, ...place(1)]);
  });
});

describe("a Shopify token that was revoked", () => {
  it("[REC-6] [IMP-11] keeps the orders until the merchant opens the app, which gets a new one", async () => {
    flow.shop.installation.revokeTokens();
    const orders = place(6);
    // The first to be refused says so. Afterwards the library does not tell a renewal that was refused from one that failed: it is tried
    // again, and what helps is said.
    const refused = { status: "needs-you", side: "shopify", kind: "unauthorized" };
    const notRenewed = { status: "retrying", side: "shopify", kind: "unavailable" };
    await allFailed(orders, refused, notRenewed);
    const words = await flow.rows("SELECT DISTINCT failure->>'words' AS words FROM tracked_order WHERE status = $1", [
      "retrying",
    ]);
    expect(JSON.stringify(words)).toMatch(/^\[\]$|opening Tandem in the Shopify admin gives it new access/);

    expect(await flow.merchant.open("/app")).toContain("Home");
    await allCameOver(orders);
  });
});

describe("a Katana that does not answer", () => {
  /** What ten minutes of it leave in the database; the app's own clock cannot be moved. */
  const letTenMinutesPass = async (): Promise<void> => {
    await flow.rows(
      "UPDATE tracked_order SET attempts = 12, next_try_at = now() + interval '2 minutes' WHERE status = 'retrying'",
    );
    await flow.rows(
      `UPDATE katana_connection SET failures_in_row = 25, probe_at = now() + interval '10 seconds',
       unreachable_since = unreachable_since - interval '10 minutes'`,
    );
  };

  it("[REC-6] [IMP-11] for ten minutes is named on Home and with each order; then all come over at once", async () => {
    const end = flow.katana.faults.add({ fault: { kind: "status", status: 503 }, times: Infinity });
    const orders = place(20);
    const [first] = orders;
    if (!first) throw new Error("No order");
    await allFailed(orders, { status: "retrying", side: "katana", kind: "unavailable" });
    const { why } = await flow.standing(first);
    expect(why[0]?.sentence).toContain("Katana could not be reached");
    expect(await flow.merchant.open("/app")).toContain("Katana does not answer");
    await letTenMinutesPass();
    expect(await flow.merchant.open("/app")).toContain("10 minutes ago");

    end();
    const endedAt = Date.now();
    await allCameOver(orders);
    // Far sooner than each order's own next try.
    expect(Date.now() - endedAt).toBeLessThan(60_000);
    expect(await flow.merchant.open("/app")).not.toContain("Katana does not answer");
  });

  it("[REC-6] asks it little meanwhile, however many orders wait", async () => {
    const end = flow.katana.faults.add({ fault: { kind: "drop", when: "before" }, times: Infinity });
    const orders = place(40);
    await allFailed(orders, { status: "retrying", side: "katana", kind: "unavailable" });
    const before = flow.katana.requests().length;
    await new Promise((resolve) => setTimeout(resolve, 10_000));
    // One order at a time, and each asks for four things at once.
    expect(flow.katana.requests().length - before).toBeLessThan(40);
    end();
    await allCameOver(orders);
  });
});
