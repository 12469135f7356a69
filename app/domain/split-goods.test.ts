import { describe, expect, it } from "vitest";
import type { KatanaFulfillmentId } from "./ids.ts";
import { aLine, anOrder } from "./testing/build-order.ts";
import {
  aFulfillmentWorld,
  cancelInShopify,
  carryOut,
  chair,
  goInKatana,
  goneUnits,
  plan,
  setInKatana,
  shipInShopify,
  sync,
  table,
  tracked,
  units,
} from "./testing/fulfillment-world.ts";
import type { FulfillmentWorld } from "./testing/fulfillment-world.ts";

const id = (number: number): KatanaFulfillmentId => number as KatanaFulfillmentId;
const chairs = (quantity: number) => [units(chair, quantity)];
const packed = { delivered: false } as const;
const kinds = (of: FulfillmentWorld) => plan(of).steps.map(({ kind }) => kind);

/** Ten chairs and three tables. */
const world = aFulfillmentWorld(
  anOrder({
    lines: [aLine({ orderedQuantity: 10 }), aLine({ id: table, title: "Oak table", sku: "TABLE", orderedQuantity: 3 })],
  }),
);

const pickup: FulfillmentWorld = {
  ...world,
  order: {
    ...world.order,
    fulfillmentOrders: world.order.fulfillmentOrders.map((one) => ({ ...one, deliveryMethod: "PICK_UP" })),
  },
};

describe("[FUL-7] [FUL-9] goods that are fetched in other parts than they were packed in", () => {
  it("count once, and all that was packed is delivered", () => {
    const twice = goInKatana(goInKatana(pickup, chairs(3), packed), chairs(2), packed);
    const fetched = shipInShopify(twice, chairs(5));
    expect(kinds(fetched)).toEqual(["deliver-sales-order-fulfillment", "deliver-sales-order-fulfillment"]);
    expect(plan(fetched)).toMatchObject({ blocks: [], notices: [] });
    expect(goneUnits(sync(fetched))).toEqual({ shopify: { 101: 5 }, katana: { 101: 5 } });
    expect(plan(sync(fetched))).toMatchObject({ steps: [], kept: { waiting: false } });
  });

  it("are delivered once the last of them was fetched", () => {
    const first = sync(shipInShopify(goInKatana(pickup, chairs(5), packed), chairs(2)));
    expect(plan(first)).toMatchObject({ steps: [], blocks: [], notices: [{ kind: "pickup-to-be-marked" }] });
    const second = shipInShopify(first, chairs(3));
    expect(kinds(second)).toEqual(["deliver-sales-order-fulfillment"]);
    expect(goneUnits(sync(second))).toEqual({ shopify: { 101: 5 }, katana: { 101: 5 } });
  });

  it("are delivered besides as far as more was fetched than was packed", () => {
    const fetched = shipInShopify(goInKatana(pickup, chairs(2), packed), [units(chair, 3), units(table, 1)]);
    expect(plan(fetched)).toMatchObject({
      steps: [
        { kind: "deliver-sales-order-fulfillment", id: 8001 },
        {
          kind: "create-sales-order-fulfillment",
          lines: [
            { lineId: chair, quantity: 1 },
            { lineId: table, quantity: 1 },
          ],
        },
      ],
      blocks: [],
    });
    expect(goneUnits(sync(fetched))).toEqual({
      shopify: { 101: 3, 102: 1 },
      katana: { 101: 3, 102: 1 },
    });
    const lost = carryOut(sync(fetched, 1), plan(sync(fetched, 1)).steps[0]!, true);
    expect(plan(lost)).toMatchObject({ steps: [], waits: [], kept: { unsure: [] } });
  });

  it("wait for the answer of a create that took up the rest", () => {
    const fetched = sync(shipInShopify(goInKatana(pickup, chairs(2), packed), chairs(3)), 1);
    const [step] = plan(fetched).steps;
    const lost = carryOut(fetched, step!, true);
    const nowhere = { ...lost, fulfillments: lost.fulfillments.slice(0, 1) };
    expect(plan(nowhere)).toMatchObject({ steps: [], waits: [{ kind: "unknown-change" }] });
  });
});

describe("[FUL-9] goods that went on both sides, split otherwise", () => {
  it.each([
    ["Shopify", shipInShopify(shipInShopify(goInKatana(world, chairs(4)), chairs(2)), chairs(2))],
    ["Katana", goInKatana(goInKatana(shipInShopify(world, chairs(4)), chairs(1)), chairs(3))],
  ])("into more in %s, are one movement", (_side, crossed) => {
    expect(plan(crossed)).toMatchObject({ steps: [], blocks: [] });
    expect(goneUnits(sync(crossed))).toEqual({ shopify: { 101: 4 }, katana: { 101: 4 } });
  });

  it("are several when their units do not add up, or their parcels differ", () => {
    const other = shipInShopify(shipInShopify(goInKatana(world, chairs(4)), chairs(2)), chairs(1));
    expect(goneUnits(sync(other))).toEqual({ shopify: { 101: 7 }, katana: { 101: 7 } });
    const first = shipInShopify(goInKatana(world, chairs(4), { tracking: tracked("1Z") }), chairs(2));
    const parcels = shipInShopify(first, chairs(2), { tracking: tracked("2Z") });
    expect(goneUnits(sync(parcels))).toEqual({ shopify: { 101: 8 }, katana: { 101: 8 } });
  });
});

describe("[FUL-5] [FUL-9] goods that are sent anew in another quantity", () => {
  const carried = sync(shipInShopify(world, chairs(4)));

  it("after a cancellation in Shopify stay what went in Katana", () => {
    const again = shipInShopify(cancelInShopify(carried, "gid://shopify/Fulfillment/1"), chairs(3));
    expect(plan(again)).toMatchObject({ steps: [], blocks: [] });
    const more = shipInShopify(again, chairs(2));
    expect(plan(more).steps).toMatchObject([{ lines: [{ lineId: chair, quantity: 1 }] }]);
    expect(goneUnits(sync(more))).toEqual({ shopify: { 101: 5 }, katana: { 101: 5 } });
  });

  it("after a deletion in Katana stay what went in Shopify, and the rest of it waits", () => {
    const sent = sync(goInKatana(world, chairs(4)));
    const less = sync(goInKatana(sync(setInKatana(sent, id(8001), null)), chairs(3)));
    expect(plan(less)).toMatchObject({ steps: [], blocks: [{ kind: "fulfillment-left", fulfillment: "#1001-F2" }] });
    expect(goneUnits(less)).toEqual({ shopify: { 101: 4 }, katana: { 101: 3 } });
    const rest = goInKatana(less, chairs(2));
    expect(plan(rest)).toMatchObject({ steps: [{ lines: [{ lineId: chair, quantity: 1 }] }], blocks: [] });
    expect(goneUnits(sync(rest))).toEqual({ shopify: { 101: 5 }, katana: { 101: 5 } });
  });

  it("may follow the advice of the block in several parts", () => {
    const undone = sync(setInKatana(sync(goInKatana(world, chairs(4))), id(8001), null));
    const again = goInKatana(sync(goInKatana(undone, chairs(2))), chairs(2));
    expect(plan(again)).toMatchObject({ steps: [], blocks: [] });
  });
});
