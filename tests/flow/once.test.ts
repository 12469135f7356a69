import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { KatanaRequest } from "../../simulators/katana/server.ts";
import type { Fault } from "../../simulators/kit/faults.ts";
import type { OrderView } from "../../simulators/shopify/control.ts";
import { startFlow, type Flow } from "../support/flow.ts";
import { pause, until } from "../support/until.ts";

/** A call's deadline and the safe time (3 s here), with room for a slow machine. */
const safelyOver = 60_000;
const createsOf = (order: OrderView): readonly KatanaRequest[] =>
  flow.katana
    .requests()
    .filter(
      ({ method, path, body }) =>
        method === "POST" && path === "/sales_orders" && JSON.stringify(body).includes(order.legacyId),
    );
const lookUpsOf = (order: OrderView): readonly KatanaRequest[] =>
  flow.katana.requests().filter(({ path, query }) => path === "/sales_orders" && query.includes(order.legacyId));

let flow: Flow;

beforeAll(async () => {
  flow = await startFlow();
  // What every order below needs is known to the app from here on: its own calls are creates and look-ups only.
  await flow.imported(flow.place());
});

afterAll(async () => {
  await flow.stop();
});

afterEach(() => {
  expect(flow.katana.refusals(), "requests that Katana does not know").toEqual([]);
});

const everMade = (order: OrderView) => flow.salesOrdersOf(order, { includeDeleted: true });

describe("webhooks about one order", () => {
  it("[IMP-7] [REC-1] the same delivery ten times makes one sales order", async () => {
    const order = flow.place();
    const delivery = await until(
      () =>
        flow.shopify.deliveries
          .log()
          .find(({ topic, body }) => topic === "orders/create" && body.includes(order.legacyId)),
      { what: "the delivery" },
    );
    const again = () => fetch(delivery.url, { method: "POST", headers: delivery.headers, body: delivery.body });
    const answers = await Promise.all(Array.from({ length: 10 }, again));
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
    await flow.imported(order);
    await flow.stands(order, "in-step");
    expect(everMade(order)).toHaveLength(1);
    expect(createsOf(order)).toHaveLength(1);
  });

  it("[IMP-7] [REC-1] ten different deliveries at once make one sales order", async () => {
    const order = flow.place();
    const body = JSON.stringify({
      id: Number(order.legacyId),
      admin_graphql_api_id: order.id,
      updated_at: order.updatedAt,
    });
    for (let n = 0; n < 10; n += 1)
      flow.shop.deliverRaw({ topic: n % 2 === 0 ? "orders/updated" : "orders/paid", body });
    await flow.imported(order);
    await flow.shopify.deliveries.idle();
    await flow.stands(order, "in-step");
    expect(everMade(order)).toHaveLength(1);
    expect(createsOf(order)).toHaveLength(1);
  });

  it("[IMP-7] [REC-1] all topics at once, shuffled and each twice, make one sales order", async () => {
    flow.shopify.deliveries.set({ shuffle: true, duplicate: 1 });
    flow.shopify.deliveries.pause();
    const orders = [flow.place(), flow.place(), flow.place()];
    const routed = () => orders.every(({ id }) => flow.shop.order(id).fulfillmentOrders.length > 0);
    await until(routed, { what: "the orders are routed" });
    flow.shopify.deliveries.resume();
    for (const order of orders) {
      await flow.imported(order);
      await flow.stands(order, "in-step");
    }
    await flow.shopify.deliveries.idle();
    flow.shopify.deliveries.set({ shuffle: false, duplicate: 0 });
    for (const order of orders) expect([everMade(order).length, createsOf(order).length]).toEqual([1, 1]);
  });

  it("[IMP-7] [REC-1] a later update of an imported order, also of one deleted in Katana, imports nothing", async () => {
    const order = flow.place();
    const { id } = await flow.imported(order);
    flow.account.deleteSalesOrder(id);
    // Two changes within one second look the same to Shopify, which then tells only the first.
    await pause(1_100);
    // Two changes within one second look the same to Shopify, which then tells only the first.
    await pause(1_100);
    flow.shop.updateNote(order.id, "changed later");
    await flow.shopify.deliveries.idle();
    const imported = await flow.imported(flow.place());
    expect(imported.id).toBeGreaterThan(id);
    expect(everMade(order)).toHaveLength(1);
    expect(createsOf(order)).toHaveLength(1);
  });
});

describe("a create whose answer is lost", () => {
  /** Places an order whose create meets the fault, and waits until it has. */
  const placeInto = async (fault: Fault): Promise<OrderView> => {
    const order = flow.place({ shipping: [{ title: "Standard", price: "4.90" }] });
    // Its own create and no other: meanwhile orders placed before are sent again.
    const match = { method: "POST", path: /^\/sales_orders$/, body: new RegExp(order.legacyId) };
    flow.katana.faults.add({ match, fault });
    await until(() => createsOf(order).length > 0, { what: `the create of ${order.name}`, withinMs: 30_000 });
    return order;
  };
  /** The very request that was lost takes effect now, though nobody waits for it any more. */
  const takeEffectLate = async (order: OrderView): Promise<void> => {
    const [{ token, body } = { token: "", body: null }] = createsOf(order);
    const headers = { authorization: `Bearer ${String(token)}`, "content-type": "application/json" };
    const answer = await fetch(`${flow.katana.url}/sales_orders`, {
      method: "POST",
      headers,
      body: JSON.stringify(body),
    });
    expect(answer.status).toBe(200);
  };
  const timelineOf = async (order: OrderView) => {
    const rows = await flow.rows("SELECT kind, details FROM timeline_entry WHERE order_id = $1 ORDER BY id", [
      order.legacyId,
    ]);
    return rows.map(({ kind, details }) => ({ kind, details }));
  };
  const orders: Partial<Record<string, OrderView>> = {};
  const order = (name: string): OrderView => {
    const placed = orders[name];
    if (!placed) throw new Error(`No order was placed for "${name}".`);
    return placed;
  };

  /** What happens to an order at its own time, while the others wait. */
  const meanwhile: Partial<Record<string, Promise<void>>> = {};
  const afterTheRepeat = async (late: OrderView): Promise<void> => {
    await until(() => createsOf(late).length === 2, { what: "the repeat", withinMs: safelyOver, everyMs: 10 });
    await flow.imported(late);
    await takeEffectLate(late);
  };

  // Started together: most of them wait for the same safe time.
  beforeAll(async () => {
    orders["dropped before"] = await placeInto({ kind: "drop", when: "before" });
    orders["dropped after"] = await placeInto({ kind: "drop", when: "after" });
    orders["500"] = await placeInto({ kind: "status", status: 500 });
    orders["429"] = await placeInto({ kind: "status", status: 429, headers: { "Retry-After": "1" } });
    orders["truncated"] = await placeInto({ kind: "truncate" });
    orders["late after look-up"] = await placeInto({ kind: "drop", when: "before" });
    orders["late after repeat"] = await placeInto({ kind: "drop", when: "before" });
    orders["late and touched"] = await placeInto({ kind: "drop", when: "before" });
    meanwhile["late after repeat"] = afterTheRepeat(order("late after repeat"));
    meanwhile["late and touched"] = afterTheRepeat(order("late and touched")).then(() => {
      const ids = flow.salesOrdersOf(order("late and touched")).map(({ id }) => id);
      flow.account.pack(Math.max(...ids));
    });
    orders["deleted"] = await placeInto({ kind: "drop", when: "after" });
    const [made] = flow.salesOrdersOf(order("deleted"));
    if (made) flow.account.deleteSalesOrder(made.id);
    orders["time-out before"] = await placeInto({ kind: "no-answer", when: "before" });
    orders["time-out after"] = await placeInto({ kind: "no-answer", when: "after" });
    orders["late write"] = await placeInto({ kind: "late-write", delayMs: 21_500 });
  });

  it("[IMP-9] [REC-1] takes effect after the look-up: what it made is taken over, nothing is sent again", async () => {
    await until(() => lookUpsOf(order("late after look-up")).length > 0, { what: "a look-up", withinMs: safelyOver });
    expect(everMade(order("late after look-up"))).toEqual([]);
    await takeEffectLate(order("late after look-up"));
    await flow.imported(order("late after look-up"), safelyOver);
    await flow.stands(order("late after look-up"), "in-step");
    expect(everMade(order("late after look-up"))).toHaveLength(1);
    // The second is the late one, which this test itself sent on.
    expect(createsOf(order("late after look-up"))).toHaveLength(2);
  });

  it("[IMP-9] takes effect after the repeat: of the two the younger, untouched one goes", async () => {
    const late = order("late after repeat");
    await meanwhile["late after repeat"];
    expect(everMade(late)).toHaveLength(2);
    await until(() => flow.salesOrdersOf(late).length === 1, { what: "the double is removed", withinMs: safelyOver });
    const [kept, removed] = everMade(late);
    expect([kept?.deleted_at === null, removed?.deleted_at === null]).toEqual([true, false]);
    expect(kept?.shipping_fee).not.toBeNull();
    await flow.stands(late, "in-step");
  });

  it("[IMP-9] takes effect after the repeat and is worked on: a block names both", async () => {
    const late = order("late and touched");
    await meanwhile["late and touched"];
    const { why } = await flow.stands(late, "needs-you", safelyOver);
    expect(why[0]?.sentence).toContain(`${late.name} and ${late.name}`);
    expect(flow.salesOrdersOf(late)).toHaveLength(2);
  });

  it.each([
    ["dropped after", "made before the answer was lost"],
    ["truncated", "made, its answer cut short"],
    ["time-out after", "made, never answered"],
  ])("[IMP-9] [REC-6] %s: %s, and taken over without a second create", async (name) => {
    await flow.imported(order(name), safelyOver);
    await flow.stands(order(name), "in-step", safelyOver);
    expect(everMade(order(name))).toHaveLength(1);
    expect(createsOf(order(name))).toHaveLength(1);
  });

  it.each([
    ["dropped before", "never made"],
    ["500", "refused by a server in trouble"],
    ["time-out before", "never made, never answered"],
  ])("[IMP-9] [REC-6] %s: %s, and repeated once after the safe time", async (name) => {
    await flow.imported(order(name), safelyOver);
    await flow.stands(order(name), "in-step", safelyOver);
    expect(everMade(order(name))).toHaveLength(1);
    const [first, second, ...more] = createsOf(order(name));
    expect(more).toEqual([]);
    // The deadline of a call is 20 s, the safe time 3 s.
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(22_900);
  });

  it("[IMP-9] [REC-6] 429: was not made for certain, and is sent again without the safe time", async () => {
    await flow.imported(order("429"), safelyOver);
    expect(everMade(order("429"))).toHaveLength(1);
    expect(createsOf(order("429"))).toHaveLength(2);
  });

  it("[IMP-9] late write: takes effect by itself long after the client gave up, and one sales order stands", async () => {
    await flow.imported(order("late write"), safelyOver);
    await flow.stands(order("late write"), "in-step", safelyOver);
    await until(() => flow.salesOrdersOf(order("late write")).length === 1, {
      what: "one is left",
      withinMs: safelyOver,
    });
  });

  it("[IMP-7] [IMP-9] deleted: a person deleted what it had made, and the order counts as imported", async () => {
    const { why } = await flow.stands(order("deleted"), "not-imported", safelyOver);
    expect(why[0]?.sentence).toBe(`The order came over as ${order("deleted").name}, and that sales order was deleted.`);
    expect(everMade(order("deleted"))).toHaveLength(1);
    expect(createsOf(order("deleted"))).toHaveLength(1);
  });

  it("[IMP-9] [REC-3] the timelines tell what was found, made and removed", async () => {
    const late = order("late after repeat");
    expect(await timelineOf(late)).toContainEqual({
      kind: "double-removed",
      details: { kept: late.name, removed: late.name },
    });
    const kinds = (await timelineOf(order("dropped after"))).map(({ kind }) => String(kind));
    // Besides, they tell what was waited for, what failed meanwhile, and that a row moved when Shopify routed the order late.
    expect(kinds.filter((kind) => !["waited", "failed", "changed"].includes(kind))).toEqual(["found-made"]);
    expect((await timelineOf(order("deleted"))).map(({ kind }) => kind)).toContain("found-deleted");
    for (const name of Object.keys(orders).filter((one) => !["deleted", "late and touched"].includes(one)))
      expect(flow.salesOrdersOf(order(name)), name).toHaveLength(1);
  });

  it("[IMP-9] [MAP-4] [MAP-12] the customer and the shipping fee are looked for, too, before they are made again", async () => {
    flow.katana.faults.add({
      match: { method: "POST", path: /^\/customers$/ },
      fault: { kind: "drop", when: "after" },
    });
    flow.katana.faults.add({
      match: { method: "POST", path: /^\/sales_order_shipping_fee$/ },
      fault: { kind: "drop", when: "after" },
    });
    const customer = { firstName: "Eha", lastName: "Org", email: "eha@example.com" };
    const placed = flow.place({ customer, shipping: [{ title: "Standard", price: "4.90" }] });
    await flow.imported(placed, safelyOver);
    await flow.stands(placed, "in-step", safelyOver);
    expect(flow.account.customers().filter(({ email }) => email === customer.email)).toHaveLength(1);
    expect(
      flow.katana
        .requests()
        .filter(({ path, body }) => path === "/customers" && JSON.stringify(body ?? "").includes(customer.email)),
    ).toHaveLength(1);
    expect(everMade(placed)).toHaveLength(1);
  });
});
