import { describe, expect, it } from "vitest";
import { noFulfillments } from "./fulfillment-pair.ts";
import type { KatanaFulfillmentId } from "./ids.ts";
import { isFulfillmentStep } from "./fulfillment-step.ts";
import { isNews } from "./fulfillment-news.ts";
import { countAside, needsFulfillments } from "./needs-fulfillments.ts";
import { aFulfillmentOrder, aLine, anOrder, known } from "./testing/build-order.ts";
import {
  aFulfillmentWorld,
  cancelInShopify,
  carryOut,
  chair,
  goInKatana,
  goneUnits,
  plan,
  rowOf,
  setInKatana,
  shipInShopify,
  sync,
  table,
  tracked,
  units,
} from "./testing/fulfillment-world.ts";
import type { FulfillmentWorld } from "./testing/fulfillment-world.ts";
import { decimal, katanaLocationId, lineId, salesOrderRowId, shopifyLocationId } from "./testing/ids.ts";

const world = aFulfillmentWorld();
const twoChairs = [units(chair, 2)];
const allGoods = [units(chair, 3), units(table, 2)];
const id = (number: number): KatanaFulfillmentId => number as KatanaFulfillmentId;
const kinds = (of: FulfillmentWorld) => plan(of).steps.map(({ kind }) => kind);

/** The world with its sales order's rows changed. */
const withRows = (of: FulfillmentWorld, rows: FulfillmentWorld["salesOrder"]["rows"]): FulfillmentWorld => ({
  ...of,
  salesOrder: { ...of.salesOrder, rows },
});

/** The world with its fulfillment orders changed, or split in two. */
const withFulfillmentOrders = (
  of: FulfillmentWorld,
  ...changes: readonly Partial<ReturnType<typeof aFulfillmentOrder>>[]
): FulfillmentWorld => ({
  ...of,
  order: {
    ...of.order,
    fulfillmentOrders: changes.map((change, index) => ({
      ...aFulfillmentOrder(of.order.lines),
      gid: `gid://shopify/FulfillmentOrder/${String(index + 1)}`,
      ...change,
    })),
  },
});

const held = (line: string, remaining: number, gid = line) => ({
  gid: `gid://shopify/FulfillmentOrderLineItem/${gid}`,
  lineId: lineId(line),
  total: remaining,
  remaining,
});

describe("[FUL-1] what has gone in Shopify", () => {
  it("is delivered in Katana with its rows, its date and its tracking", () => {
    const shipped = shipInShopify(world, [units(chair, 2), units(table, 1)], { tracking: tracked("1Z") });
    expect(plan(shipped)).toMatchObject({
      steps: [
        {
          kind: "create-sales-order-fulfillment",
          salesOrderId: 40001,
          gid: "gid://shopify/Fulfillment/1",
          name: "#1001-F1",
          rows: [
            { rowId: 60001, quantity: "2" },
            { rowId: 60002, quantity: "1" },
          ],
          pickedDate: "2026-11-11T09:00:01Z",
          tracking: { number: "1Z", url: null, carrier: "UPS" },
        },
      ],
      blocks: [],
      waits: [],
    });
    const carried = sync(shipped);
    expect(goneUnits(carried)).toEqual({ shopify: { 101: 2, 102: 1 }, katana: { 101: 2, 102: 1 } });
    expect(carried.kept.pairs).toMatchObject([{ katana: 8002, origin: "shopify", owesDelivery: false }]);
    expect(plan(carried).steps).toEqual([]);
  });

  it("is carried over part after part, the oldest first", () => {
    const newest = shipInShopify(world, [units(chair, 1)], { createdAt: "2026-11-11T12:00:00Z" });
    const both = shipInShopify(newest, twoChairs, { createdAt: "2026-11-11T11:00:00Z" });
    expect(plan(both).steps).toMatchObject([{ name: "#1001-F2" }, { name: "#1001-F1" }]);
    expect(goneUnits(sync(both))).toEqual({ shopify: { 101: 3 }, katana: { 101: 3 } });
  });

  it("of the same moment is carried over in the order of its ids", () => {
    const at = { createdAt: "2026-11-11T12:00:00Z" };
    const both = shipInShopify(shipInShopify(world, twoChairs, at), [units(table, 1)], at);
    expect(plan(both).steps).toMatchObject([{ name: "#1001-F1" }, { name: "#1001-F2" }]);
  });

  it("takes charges along with the last goods", () => {
    const duties = { ...world.salesOrder.rows[0]!, id: salesOrderRowId(60009), key: "duties", quantity: decimal("1") };
    const charged = withRows(world, [...world.salesOrder.rows, { ...duties, key: "duties" as const }]);
    const [part] = plan(shipInShopify(charged, twoChairs)).steps;
    expect(part).toMatchObject({ rows: [{ rowId: 60001 }] });
    const [whole] = plan(shipInShopify(charged, allGoods)).steps;
    expect(whole).toMatchObject({ rows: [{ rowId: 60001 }, { rowId: 60002 }, { rowId: 60009, quantity: "1" }] });
    expect(plan(sync(shipInShopify(charged, allGoods))).steps).toEqual([]);
  });

  it("takes from the rows that somebody split in Katana", () => {
    const [tables, chairs] = world.salesOrder.rows;
    const split = withRows(world, [
      tables!,
      { ...chairs!, quantity: decimal("1") },
      { ...chairs!, id: salesOrderRowId(60007), key: null, quantity: decimal("2") },
      { ...chairs!, id: salesOrderRowId(60008), key: null, quantity: decimal("1") },
    ]);
    expect(plan(shipInShopify(split, [units(chair, 3)])).steps).toMatchObject([
      {
        rows: [
          { rowId: 60001, quantity: "1" },
          { rowId: 60007, quantity: "2" },
        ],
      },
    ]);
  });
});

describe("[FUL-2] all of a fulfillment or nothing", () => {
  it("names the line that has no row, and carries it over once it has", () => {
    const [tables] = world.salesOrder.rows;
    const without = { ...withRows(world, [tables!]), agreed: { ...world.agreed, rows: [] } };
    const shipped = shipInShopify(without, [units(chair, 1), units(table, 1)]);
    expect(plan(shipped)).toMatchObject({
      steps: [],
      blocks: [
        { kind: "fulfillment-not-carried", to: "katana", fulfillment: "#1001-F1", line: "Oak chair", cause: "no-row" },
      ],
      kept: { waiting: true },
    });
    expect(kinds({ ...shipped, salesOrder: world.salesOrder })).toEqual(["create-sales-order-fulfillment"]);
  });

  it("names the line of which not enough is left", () => {
    const packed = goInKatana(world, twoChairs);
    const crossed = shipInShopify(packed, [units(chair, 3)]);
    expect(plan(crossed)).toMatchObject({
      steps: [],
      blocks: [
        { to: "katana", line: "Oak chair", cause: "not-enough-left" },
        { to: "shopify", line: "Oak chair", cause: "not-enough-left" },
      ],
    });
  });

  it("calls a line that is gone from the order by its id", () => {
    const shipped = shipInShopify(world, [units(lineId("999"), 1)]);
    expect(plan(shipped).blocks).toMatchObject([{ line: "999", cause: "no-row" }]);
  });
});

describe("[FUL-3] what has left in Katana", () => {
  it("is fulfilled in Shopify with its tracking, and the customer is told", () => {
    const packed = goInKatana(world, twoChairs, { delivered: false, tracking: tracked("JD") });
    expect(plan(packed).steps).toEqual([
      {
        kind: "create-fulfillment",
        katana: 8001,
        fulfillmentOrders: [
          {
            gid: "gid://shopify/FulfillmentOrder/1",
            lines: [{ gid: "gid://shopify/FulfillmentOrderLineItem/101", quantity: 2 }],
          },
        ],
        lines: [{ lineId: "101", quantity: 2 }],
        tracking: { number: "JD", url: null, carrier: "UPS" },
        notifyCustomer: true,
      },
    ]);
  });

  it("makes no second one when it is delivered later", () => {
    const carried = sync(goInKatana(world, twoChairs, { delivered: false }));
    expect(plan(setInKatana(carried, id(8001), { delivered: true })).steps).toEqual([]);
    expect(goneUnits(carried)).toEqual({ shopify: { 101: 2 }, katana: { 101: 2 } });
  });

  it("is split by location and delivery method, and a cut after the first part carries only the rest", () => {
    const places = withFulfillmentOrders(
      world,
      { lines: [held("101", 2, "1")] },
      { locationId: shopifyLocationId("2"), lines: [held("101", 1, "2"), held("102", 1, "3")] },
      { deliveryMethod: null, locationId: null, lines: [held("102", 1, "4")] },
    );
    const packed = goInKatana(places, allGoods);
    expect(plan(packed).steps).toMatchObject([
      { fulfillmentOrders: [{ gid: "gid://shopify/FulfillmentOrder/1" }], lines: [{ lineId: "101", quantity: 2 }] },
      { fulfillmentOrders: [{ lines: [{ quantity: 1 }, { quantity: 1 }] }] },
      { fulfillmentOrders: [{ gid: "gid://shopify/FulfillmentOrder/3" }], lines: [{ lineId: "102", quantity: 1 }] },
    ]);
    const cut = sync(packed, 1);
    expect(plan(cut).steps).toHaveLength(2);
    const among = goInKatana(sync(shipInShopify(places, [units(table, 1)])), [units(chair, 3)]);
    expect(sync(among).kept.pairs).toMatchObject([{ origin: "shopify" }, { origin: "katana", shopify: [{}, {}] }]);
    const lost = carryOut(cut, plan(cut).steps[0]!, true);
    expect(plan(lost)).toMatchObject({ steps: [{}], kept: { pairs: [{ shopify: [{}, {}] }] } });
    expect(plan(sync(cut)).steps).toEqual([]);
    expect(sync(cut).kept.pairs).toMatchObject([{ katana: 8001, shopify: [{}, {}, {}] }]);
  });

  it("takes the units from where the goods left", () => {
    const places = withFulfillmentOrders(
      world,
      { lines: [held("101", 3, "1"), held("102", 2, "2")] },
      { locationId: shopifyLocationId("2"), lines: [held("101", 3, "3")] },
    );
    const there = withRows(
      places,
      world.salesOrder.rows.map((row) => ({ ...row, locationId: katanaLocationId(12) })),
    );
    expect(plan(goInKatana(there, [units(chair, 1)])).steps).toMatchObject([
      { fulfillmentOrders: [{ gid: "gid://shopify/FulfillmentOrder/2" }] },
    ]);
    const nowhere = withRows(
      places,
      world.salesOrder.rows.map((row) => ({ ...row, locationId: null })),
    );
    expect(plan(goInKatana(nowhere, [units(chair, 1)])).steps).toMatchObject([
      { fulfillmentOrders: [{ gid: "gid://shopify/FulfillmentOrder/1" }] },
    ]);
  });

  it.each([
    ["left before the order came over", "2026-11-09T00:00:00Z"],
    ["does not say when it left", null],
  ])("tells nobody of what %s", (_what, shippedAt) => {
    expect(plan(goInKatana(world, twoChairs, { shippedAt })).steps).toMatchObject([{ notifyCustomer: false }]);
  });

  it("carries the oldest over first, whatever the order of the list", () => {
    const one = goInKatana(world, [units(chair, 1)], { shippedAt: null });
    const two = goInKatana(one, [units(table, 1)], { shippedAt: null });
    const three = goInKatana(two, [units(chair, 1)], { shippedAt: "2026-11-11T08:00:00Z" });
    expect(plan({ ...three, fulfillments: three.fulfillments.toReversed() })).toEqual(plan(three));
    expect(plan(three).steps.map((step) => "katana" in step && step.katana)).toEqual([8001, 8002, 8003]);
  });

  it("is a block when it is no whole number", () => {
    const half = goInKatana(world, [], { rows: [{ rowId: rowOf(world, chair), quantity: decimal("1.5") }] });
    expect(plan(half)).toMatchObject({
      steps: [],
      blocks: [{ to: "shopify", fulfillment: "8001", cause: "not-whole" }],
    });
  });

  it("is not sent to an order that was cancelled", () => {
    const cancelled = { ...world, order: { ...world.order, cancelledAt: "2026-11-11T00:00:00Z" } };
    expect(plan(goInKatana(cancelled, twoChairs)).blocks).toMatchObject([{ cause: "not-enough-left" }]);
  });
});

describe("[FUL-4] once all is delivered in Katana", () => {
  const fewer = withRows(
    world,
    world.salesOrder.rows.map((row) => (row.key === table ? { ...row, quantity: decimal("1") } : row)),
  );
  const whole = goInKatana(fewer, [units(chair, 3), units(table, 1)]);

  it("fulfils what is left of the lines that have a row, and tells nobody", () => {
    expect(plan(whole).steps).toMatchObject([
      { katana: 8001, notifyCustomer: true },
      { katana: null, lines: [{ lineId: "102", quantity: 1 }], tracking: null, notifyCustomer: false },
    ]);
    const closed = sync(whole);
    expect(closed.kept.pairs).toMatchObject([{ origin: "katana" }, { katana: null, origin: "remainder" }]);
    expect(plan(closed).steps).toEqual([]);
  });

  it("waits until the last packed goods are delivered", () => {
    const packed = setInKatana(whole, id(8001), { delivered: false });
    expect(plan(packed).steps).toHaveLength(1);
    const after = setInKatana(sync(packed), id(8001), { delivered: true });
    expect(plan(after).steps).toMatchObject([{ katana: null }]);
  });

  it("fulfils what needs no shipping, and leaves open and says what never had a row", () => {
    const gift = aLine({ id: lineId("103"), title: "Gift", requiresShipping: false });
    const lamp = aLine({ id: lineId("104"), title: "Oak lamp", unfulfilledQuantity: 1 });
    const gone = aLine({ id: lineId("105"), title: "Oak shelf", unfulfilledQuantity: 0 });
    const lines = [...world.order.lines, gift, lamp, gone];
    const order = { ...world.order, lines, fulfillmentOrders: [aFulfillmentOrder(lines)] };
    const all = goInKatana({ ...world, order }, allGoods);
    expect(plan(all)).toMatchObject({
      steps: [{ katana: 8001 }, { katana: null, lines: [{ lineId: "103", quantity: 1 }] }],
      blocks: [{ kind: "line-without-row", name: "Oak lamp" }],
    });
  });

  it("does not fulfil units that came to a line after its row had gone", () => {
    const more = [aLine({ id: chair, title: "Oak chair", orderedQuantity: 4 }), world.order.lines[1]!];
    const order = { ...world.order, lines: more, fulfillmentOrders: [aFulfillmentOrder(more)] };
    expect(plan(goInKatana({ ...world, order }, allGoods)).steps).toMatchObject([{ katana: 8001 }]);
  });

  it("does not fulfil again what was fulfilled so and cancelled (FUL-5)", () => {
    const closed = sync(whole);
    const gid = closed.order.fulfillments.at(-1)?.gid ?? "";
    expect(plan(cancelInShopify(closed, gid)).steps).toEqual([]);
  });

  it("says so when Shopify takes no fulfillment of it, and leaves pickup to the merchant", () => {
    const chairs = { lines: [held("101", 3)] };
    const tables = { lines: [held("102", 2)] };
    const onHold = { ...tables, status: known("ON_HOLD" as const), isFulfillable: false };
    const packed = goInKatana(withFulfillmentOrders(fewer, chairs, { ...onHold, lines: [held("102", 1)] }), [
      units(chair, 3),
    ]);
    const all = goInKatana(packed, [units(table, 1)]);
    expect(plan(all).blocks).toMatchObject([{ line: "Oak table", cause: "on-hold" }]);
    const rest = withFulfillmentOrders(
      fewer,
      chairs,
      { ...tables, lines: [held("102", 1, "5")] },
      { ...onHold, lines: [held("102", 1, "6")] },
    );
    expect(plan(goInKatana(rest, [units(chair, 3), units(table, 1)])).blocks).toMatchObject([
      { fulfillment: null, line: "Oak table", cause: "on-hold" },
    ]);
    const fetched = withFulfillmentOrders(
      fewer,
      chairs,
      { ...tables, lines: [held("102", 1, "5")] },
      { ...tables, deliveryMethod: "PICK_UP", locationId: shopifyLocationId("2"), lines: [held("102", 1, "6")] },
    );
    expect(plan(goInKatana(fetched, [units(chair, 3), units(table, 1)])).steps).toHaveLength(1);
  });
});

describe("[FUL-7] goods that the customer fetches", () => {
  const pickup = withFulfillmentOrders(world, { deliveryMethod: "PICK_UP" });

  it("are not fulfilled when they are packed or delivered; the merchant is told", () => {
    expect(plan(goInKatana(pickup, allGoods))).toMatchObject({
      steps: [],
      blocks: [],
      notices: [{ kind: "pickup-to-be-marked" }],
      kept: { waiting: true },
    });
  });

  it("are delivered in Katana once they are marked as picked up, packed there or not", () => {
    expect(kinds(shipInShopify(pickup, allGoods))).toEqual(["create-sales-order-fulfillment"]);
    const packed = shipInShopify(goInKatana(pickup, allGoods, { delivered: false }), allGoods);
    expect(kinds(packed)).toEqual(["deliver-sales-order-fulfillment"]);
    expect(sync(packed).kept.pairs).toMatchObject([{ origin: "both", owesDelivery: false }]);
  });
});

describe("[FUL-10] what does not fit", () => {
  it("a row that a person added holds up nothing", () => {
    const [row] = world.salesOrder.rows;
    const added = { ...row!, id: salesOrderRowId(60010), key: null, quantity: decimal("9") };
    const more = withRows(world, [...world.salesOrder.rows, added]);
    const rows = [
      { rowId: added.id, quantity: decimal("9") },
      { rowId: rowOf(world, chair), quantity: decimal("1") },
    ];
    expect(plan(goInKatana(more, [], { rows })).steps).toMatchObject([{ lines: [{ lineId: "101", quantity: 1 }] }]);
    expect(plan(goInKatana(more, [], { rows: rows.slice(0, 1) })).steps).toEqual([]);
    const unheard = { rowId: salesOrderRowId(1), quantity: decimal("1") };
    expect(plan(goInKatana(more, [], { rows: [unheard] })).steps).toEqual([]);
  });

  it.each([
    ["ON_HOLD", "on-hold"],
    ["SCHEDULED", "scheduled"],
    ["IN_PROGRESS", "not-open"],
  ] as const)("a fulfillment order in status %s is a block until it changes", (status, cause) => {
    const packed = goInKatana(world, twoChairs);
    const refused = withFulfillmentOrders(packed, { status: known(status), isFulfillable: false });
    expect(plan(refused)).toMatchObject({ steps: [], blocks: [{ to: "shopify", line: "Oak chair", cause }] });
    expect(kinds(withFulfillmentOrders(packed, {}))).toEqual(["create-fulfillment"]);
  });

  it("a fulfillment order in a status of tomorrow is a block, and one that is over holds nothing", () => {
    const packed = goInKatana(world, twoChairs);
    const unheard = { status: { known: false, value: "PONDERING" } as const, isFulfillable: false };
    expect(plan(withFulfillmentOrders(packed, unheard)).blocks).toMatchObject([{ cause: "not-open" }]);
    const over = { status: known("CLOSED" as const) };
    expect(plan(withFulfillmentOrders(packed, over)).blocks).toMatchObject([{ cause: "not-enough-left" }]);
  });

  it("the parts that Shopify takes go, those that it holds wait", () => {
    const split = withFulfillmentOrders(
      world,
      { lines: [held("101", 3)] },
      { lines: [held("102", 2)], status: known("ON_HOLD" as const), isFulfillable: false },
    );
    const packed = goInKatana(split, allGoods);
    expect(plan(packed)).toMatchObject({ steps: [{ lines: [{ lineId: "101" }] }], blocks: [{ line: "Oak table" }] });
    const carried = sync(packed);
    expect(plan(carried)).toMatchObject({ steps: [], blocks: [{ line: "Oak table", cause: "on-hold" }] });
    const released = carried.order.fulfillmentOrders.map((one) => ({ ...one, isFulfillable: true }));
    expect(kinds({ ...carried, order: { ...carried.order, fulfillmentOrders: released } })).toEqual([
      "create-fulfillment",
    ]);
  });
});

describe("[FUL-12] what was made while nothing travelled", () => {
  const since = "2026-11-11T12:00:00.000Z";
  const off = { ...world, times: { ...world.times, syncedSince: since } };

  it("stays where it is and is counted, until a person wants it carried over", () => {
    const both = goInKatana(shipInShopify(off, twoChairs), [units(table, 1)]);
    expect(plan(both)).toMatchObject({
      steps: [],
      notices: [{ kind: "fulfillments-left-aside", count: 2 }],
      kept: { waiting: false },
    });
    expect(countAside(both)).toBe(1);
    expect(needsFulfillments(both)).toBe(false);
    const asked = { ...both, times: { ...both.times, carryOverAt: "2026-11-11T13:00:00.000Z" } };
    expect(plan(asked).steps).toMatchObject([{ gid: "gid://shopify/Fulfillment/1" }, { notifyCustomer: false }]);
    expect(needsFulfillments(asked)).toBe(true);
  });

  it("leaves what was to be carried before: it goes once nothing stands in its way any more", () => {
    const heldUp = withFulfillmentOrders(world, { isFulfillable: false });
    const inKatana = goInKatana(heldUp, twoChairs);
    const inBoth = shipInShopify(inKatana, [units(table, 2)]);
    const before = { ...inBoth, kept: plan(inBoth).kept };
    const again = { ...before, times: off.times };
    expect(plan(again)).toMatchObject({ steps: [{ gid: "gid://shopify/Fulfillment/2" }], notices: [] });
    expect(countAside(again)).toBe(0);
    const released = again.order.fulfillmentOrders.map((one) => ({ ...one, isFulfillable: true }));
    const free = sync({ ...again, order: { ...again.order, fulfillmentOrders: released } });
    expect(goneUnits(free)).toEqual({ shopify: { 101: 2, 102: 2 }, katana: { 101: 2, 102: 2 } });
    expect(plan(free).kept).not.toHaveProperty("due");
  });

  it("is carried over with an order that came over since", () => {
    const came = { ...off, times: { ...off.times, cameOverAt: since } };
    expect(kinds(shipInShopify(came, twoChairs))).toEqual(["create-sales-order-fulfillment"]);
  });

  it("what is made since travels", () => {
    const shipped = shipInShopify(off, twoChairs, { createdAt: "2026-11-11T13:00:00Z" });
    expect(kinds(shipped)).toEqual(["create-sales-order-fulfillment"]);
  });
});

describe("when Katana is to be read", () => {
  it("[FUL-1] for goods that it does not know of, and while something stands between both sides", () => {
    expect(needsFulfillments(world)).toBe(false);
    const shipped = shipInShopify(world, twoChairs);
    expect(needsFulfillments(shipped)).toBe(true);
    expect(needsFulfillments(sync(shipped))).toBe(false);
    expect(needsFulfillments(cancelInShopify(shipped, "gid://shopify/Fulfillment/1"))).toBe(false);
    expect(needsFulfillments({ ...world, kept: { ...noFulfillments, waiting: true } })).toBe(true);
  });

  it("[FUL-3] for a fulfillment of Katana's that is news", () => {
    const seen = { id: id(8002), delivered: true, deleted: false };
    const known = sync(shipInShopify(world, twoChairs)).kept;
    expect(isNews(noFulfillments, seen)).toBe(true);
    expect(isNews(noFulfillments, { ...seen, deleted: true })).toBe(false);
    expect(isNews({ ...noFulfillments, waiting: true }, { ...seen, deleted: true })).toBe(true);
    expect(isNews(known, seen)).toBe(false);
    expect(isNews(known, { ...seen, deleted: true })).toBe(true);
    const packed = sync(goInKatana(world, twoChairs, { delivered: false })).kept;
    expect(isNews(packed, { ...seen, id: id(8001), delivered: false })).toBe(false);
    expect(isNews(packed, { ...seen, id: id(8001) })).toBe(true);
  });
});

it("[FUL-9] a step that carries a fulfillment is told from others", () => {
  expect(["create-fulfillment", "deliver-sales-order-fulfillment", "create-row"].map(isFulfillmentStep)).toEqual([
    true,
    true,
    false,
  ]);
});

it("[FUL-1] an order without rows in Katana is not closed", () => {
  const empty = withRows(aFulfillmentWorld(anOrder()), []);
  expect(plan(empty).steps).toEqual([]);
});
