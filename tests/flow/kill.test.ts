import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Faults, Held } from "../../simulators/kit/faults.ts";
import type { OrderView } from "../../simulators/shopify/control.ts";
import { startFlow, type Flow } from "../support/flow.ts";
import { until } from "../support/until.ts";

/** Rule of the house: imported so long after the restart, at the latest. */
const recoveredWithinMs = 30_000;
/** Where a create's outcome is unknown and nothing was written: its deadline (20 s) and the safe time (3 s) come first. */
const safeMs = 3_000;
const topicsOfPlacing = ["orders/create", "orders/updated", "orders/paid"];

let flow: Flow;
let serial = 0;

beforeAll(async () => {
  flow = await startFlow();
  flow.shop.settings.routingDelayMs = 20;
  // What is asked once and kept, such as the account's own settings, is known from here on: runs are alike.
  await flow.imported(placeUnknown());
  const isRegistration = ({ method, path }: { readonly method: string; readonly path: string }) =>
    method === "POST" && path === "/webhooks";
  await until(() => flow.katana.requests().some(isRegistration), { what: "the webhook to be asked for" });
});

afterAll(async () => {
  await flow.stop();
});

afterEach(() => {
  expect(flow.katana.refusals(), "requests that Katana does not know").toEqual([]);
});

/** An order for which Katana has to be asked everything and to make everything: product, tax rate and customer are new to the app. */
function placeUnknown(): OrderView {
  serial += 1;
  const sku = `NEW-${String(serial)}`;
  flow.account.addProduct({ name: sku, sku, price: 10 });
  flow.shop.addProduct({ title: sku, variants: [{ sku, price: "10.00" }] });
  return flow.place({
    lines: [{ variantId: flow.variantId(sku), quantity: 1 }],
    customer: { firstName: "New", lastName: String(serial), email: `new-${String(serial)}@example.com` },
    shipping: [{ title: "Standard", price: "5.00" }],
    taxes: [{ title: "Local", rate: (100 + serial) / 10_000 }],
  });
}

interface Killed {
  readonly order: OrderView;
  readonly where: string;
  readonly restartedAt: number;
  readonly allowedMs: number;
}

/** Waits for each to be imported, once, and in time. */
async function allRecovered(all: readonly Killed[]): Promise<void> {
  for (const { order, where, restartedAt, allowedMs } of all) {
    const left = Math.max(restartedAt + allowedMs - Date.now(), 0);
    const made = await flow
      .imported(order, left)
      .catch(() => expect.fail(`${where}: not imported within ${allowedMs} ms of the restart`));
    const completed = Math.max(
      Date.parse(made.created_at),
      Date.parse(made.shipping_fee?.created_at ?? made.created_at),
    );
    expect(completed - restartedAt, `${where}: imported after the restart`).toBeLessThan(allowedMs);
  }
  for (const { order, where } of all) {
    await flow.stands(order, "in-step");
    expect(flow.salesOrdersOf(order, { includeDeleted: true }), where).toHaveLength(1);
    const reference = order.customer?.id.slice(order.customer.id.lastIndexOf("/") + 1);
    const customers = flow.account.customers().filter(({ reference_id }) => reference_id === reference);
    expect(customers, where).toHaveLength(1);
  }
  const rates = flow.account.taxRates().map(({ rate }) => rate);
  expect(rates.toSorted()).toEqual([...new Set(rates)].toSorted());
}

/** Brings an order and kills the app while the request chosen is held; null when the run was over without reaching it. */
async function killWhile(held: Held, bring: () => OrderView, release: "run" | "discard"): Promise<Killed | null> {
  const order = bring();
  const over = flow
    .imported(order, 60_000)
    .then(() => flow.stands(order, "in-step"))
    .then(() => null);
  const reached = await Promise.race([held.reached, over]);
  if (reached === null) return null;
  // From here on the run cannot go on; that it is not over says nothing.
  over.catch(() => undefined);
  await flow.app.kill();
  // What was held before it ran either never runs, or runs now that nobody waits for it.
  held.release(release);
  const restartedAt = Date.now();
  await flow.app.start();
  return { order, where: `${reached.method} ${reached.path}`, restartedAt, allowedMs: recoveredWithinMs };
}

/** Kills the app at the n-th answer of a run, for every n until a run has no n-th answer. */
async function killAtEveryAnswer(
  faults: Faults,
  when: "before" | "after",
  { bring, skip = () => false }: { bring: () => OrderView; skip?: (n: number) => boolean },
): Promise<readonly Killed[]> {
  const killed: Killed[] = [];
  for (let n = 1; ; n += 1) {
    if (skip(n)) continue;
    const one = await killWhile(faults.hold(n, when), bring, "discard");
    if (one === null) {
      faults.clear();
      return killed;
    }
    killed.push({ ...one, where: `${String(n)} ${when}: ${one.where}` });
    // One at a time, so that the next count is of one run only.
    await flow.imported(one.order, recoveredWithinMs).catch(() => undefined);
  }
}

/** A search is sent as a POST too. */
const isWrite = ({ method, path }: { readonly method: string; readonly path: string }): boolean =>
  method === "POST" && !path.endsWith("/search");

describe("killed while an answer of Katana's is held", { timeout: 400_000 }, () => {
  const writes = ["/tax_rates", "/customers", "/sales_orders", "/sales_order_shipping_fee"];

  it("[IMP-7] [IMP-9] [REC-1] before the request takes effect: the order is imported once", async () => {
    const before = flow.katana.requests().length;
    const order = placeUnknown();
    await flow.imported(order);
    await flow.stands(order, "in-step");
    const run = flow.katana.requests().slice(before);
    expect(run.filter(isWrite).map(({ path }) => path)).toEqual(writes);

    const reads = await killAtEveryAnswer(flow.katana.faults, "before", {
      bring: placeUnknown,
      skip: (n) => run.slice(n - 1, n).some(isWrite),
    });
    expect(reads).toHaveLength(run.length - writes.length);
    // A write that never happened is repeated only after the safe time: these wait together, the last write first, so that no
    // order that still waits sends what is held next.
    const lost: Killed[] = [];
    for (const path of writes.toReversed()) {
      const held = flow.katana.faults.hold(1, "before", { method: "POST", path: new RegExp(`^${path}$`) });
      const one = await killWhile(held, placeUnknown, "discard");
      if (one) lost.push({ ...one, allowedMs: recoveredWithinMs + safeMs });
    }
    expect(lost.map(({ where }) => where)).toEqual(writes.toReversed().map((path) => `POST ${path}`));
    await allRecovered([...reads, ...lost]);
  });

  it("[IMP-7] [IMP-9] [REC-1] after it took effect: the order is imported once", async () => {
    const killed = await killAtEveryAnswer(flow.katana.faults, "after", { bring: placeUnknown });
    const posts = killed.flatMap(({ where }) => (where.includes("POST ") ? [where.slice(where.indexOf("/"))] : []));
    expect(new Set(posts.filter((path) => isWrite({ method: "POST", path })))).toEqual(new Set(writes));
    await allRecovered(killed);
  });

  it("[IMP-9] before it takes effect, and it does while the app restarts: what it made is taken over", async () => {
    const held = flow.katana.faults.hold(1, "before", { method: "POST", path: /^\/sales_orders$/ });
    const one = await killWhile(held, placeUnknown, "run");
    await allRecovered(one ? [one] : []);
    expect(one?.where).toBe("POST /sales_orders");
  });
});

describe("killed while an answer of Shopify's is held", { timeout: 400_000 }, () => {
  /** Only the hint that names no order gets through, so that its look-up is part of the run. */
  const bring = (): OrderView => {
    for (const topic of topicsOfPlacing) flow.shopify.deliveries.dropNext(topic);
    return flow.place({ shipping: [{ title: "Standard", price: "5.00" }] });
  };

  it.each(["before", "after"] as const)("[IMP-7] [REC-1] %s it is made: the order is imported once", async (when) => {
    const killed = await killAtEveryAnswer(flow.shopify.faults, when, { bring });
    expect(killed.length).toBeGreaterThanOrEqual(2);
    await allRecovered(killed);
  });
});

it("[REC-1] killed with nothing to do, it starts again and goes on", async () => {
  await flow.app.restart();
  const order = placeUnknown();
  await flow.imported(order);
  await until(async () => (await flow.standing(order)).status === "in-step", { what: "in step" });
});
