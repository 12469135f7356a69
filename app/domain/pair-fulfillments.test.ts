import { describe, expect, it } from "vitest";
import { keepFulfillmentRefusal, oweFulfillment } from "./agree-on-fulfillment.ts";
import type { KatanaFulfillmentId } from "./ids.ts";
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
import { decimal } from "./testing/ids.ts";

const world = aFulfillmentWorld();
const twoChairs = [units(chair, 2)];
const id = (number: number): KatanaFulfillmentId => number as KatanaFulfillmentId;
const kinds = (of: FulfillmentWorld) => plan(of).steps.map(({ kind }) => kind);
const later = (of: FulfillmentWorld, ms = 3_600_000): FulfillmentWorld => ({ ...of, now: of.now + ms });

/** The world with its sales order's rows changed. */
const withRows = (of: FulfillmentWorld, rows: FulfillmentWorld["salesOrder"]["rows"]): FulfillmentWorld => ({
  ...of,
  salesOrder: { ...of.salesOrder, rows },
});

describe("[FUL-5] what was undone", () => {
  it("in Shopify reverts nothing in Katana, and is not fulfilled again", () => {
    const carried = sync(shipInShopify(world, twoChairs));
    const cancelled = cancelInShopify(carried, "gid://shopify/Fulfillment/1");
    expect(plan(cancelled)).toMatchObject({ steps: [], blocks: [] });
    expect(goneUnits(cancelled)).toEqual({ shopify: {}, katana: { 101: 2 } });
  });

  it("in Shopify and sent again in another parcel is the same goods", () => {
    const carried = sync(shipInShopify(world, twoChairs, { tracking: tracked("1Z") }));
    const cancelled = cancelInShopify(carried, "gid://shopify/Fulfillment/1");
    const again = shipInShopify(cancelled, twoChairs, { tracking: tracked("2Z") });
    expect(plan(again)).toMatchObject({ steps: [], blocks: [], kept: { pairs: [{ shopify: [{}, {}] }] } });
  });

  it("in Katana cancels nothing in Shopify; packed again it is the same goods (FUL-9)", () => {
    const carried = sync(goInKatana(world, twoChairs, { tracking: tracked("1Z") }));
    const undone = setInKatana(carried, id(8001), null);
    expect(plan(undone)).toMatchObject({
      steps: [],
      blocks: [{ kind: "fulfillment-left", fulfillment: "#1001-F2" }],
      kept: { waiting: true, pairs: [{ katana: null, leftSince: "2026-11-12T09:00:00.000Z" }] },
    });
    const again = goInKatana(sync(undone), twoChairs, { delivered: false, tracking: tracked("2Z") });
    expect(plan(again)).toMatchObject({ steps: [{ kind: "deliver-sales-order-fulfillment" }], blocks: [] });
  });

  it("in Katana is carried over again when a person asks for it", () => {
    const undone = sync(setInKatana(sync(shipInShopify(world, twoChairs)), id(8002), null));
    const asked = { ...undone, times: { ...undone.times, carryOverAt: "2026-11-12T10:00:00.000Z" } };
    expect(goneUnits(sync(asked))).toEqual({ shopify: { 101: 2 }, katana: { 101: 2 } });
  });

  it("in Katana before its goods went is no longer to be delivered there", () => {
    const met = shipInShopify(goInKatana(world, twoChairs, { delivered: false }), twoChairs);
    const kept = plan(met).kept;
    expect(plan({ ...setInKatana(met, id(8001), null), kept })).toMatchObject({ steps: [] });
    expect(plan(cancelInShopify({ ...met, kept }, "gid://shopify/Fulfillment/2")).steps).toEqual([]);
  });
});

describe("[FUL-9] the same goods on both sides", () => {
  it("are one movement, found before anything is carried", () => {
    const crossed = shipInShopify(goInKatana(world, twoChairs), twoChairs);
    expect(plan(crossed)).toMatchObject({ steps: [], blocks: [], kept: { pairs: [{ origin: "both" }] } });
  });

  it("with different tracking numbers are two", () => {
    const one = goInKatana(world, [units(chair, 1)], { tracking: tracked("1Z") });
    const both = shipInShopify(one, [units(chair, 1)], { tracking: tracked("2Z") });
    expect(goneUnits(sync(both))).toEqual({ shopify: { 101: 2 }, katana: { 101: 2 } });
  });

  it("are paired by their tracking number when several are alike", () => {
    const one = goInKatana(world, [units(chair, 1)], { tracking: tracked("1Z") });
    const two = goInKatana(one, [units(chair, 1)], { tracking: tracked("2Z") });
    const crossed = shipInShopify(two, [units(chair, 1)], { tracking: tracked("2Z") });
    expect(plan(crossed).kept.pairs).toMatchObject([{ katana: 8002 }]);
  });

  it("stay owed to Katana until they are delivered there", () => {
    const met = shipInShopify(goInKatana(world, twoChairs, { delivered: false }), twoChairs);
    const cut = { ...met, kept: plan(met).kept };
    expect(kinds(cut)).toEqual(["deliver-sales-order-fulfillment"]);
    expect(kinds(carryOut(cut, plan(cut).steps[0]!))).toEqual([]);
  });
});

describe("[FUL-9] a create of which nobody knows", () => {
  it.each([
    ["Shopify", goInKatana(world, twoChairs), "katana"],
    ["Katana", shipInShopify(world, twoChairs), "shopify"],
  ])("in %s is found when it took effect", (_side, began, origin) => {
    const [step] = plan(began).steps;
    const lost = carryOut(began, step!, true);
    expect(plan(lost)).toMatchObject({ steps: [], waits: [], kept: { unsure: [], pairs: [{ origin }] } });
  });

  it("of a remainder is found too", () => {
    const fewer = withRows(
      world,
      world.salesOrder.rows.map((row) => (row.key === table ? { ...row, quantity: decimal("1") } : row)),
    );
    const carried = sync(goInKatana(fewer, [units(chair, 3), units(table, 1)]), 1);
    const lost = carryOut(carried, plan(carried).steps[0]!, true);
    expect(plan(lost)).toMatchObject({ steps: [], waits: [], kept: { pairs: [{}, { origin: "remainder" }] } });
  });

  it("is waited for, and sent again only when it cannot take effect any more", () => {
    const packed = goInKatana(world, twoChairs);
    const [step] = plan(packed).steps;
    if (step?.kind !== "create-fulfillment") throw new Error("expected one for Shopify");
    const times = { sentAt: "2026-11-12T09:00:00.000Z", until: "2026-11-12T09:01:20.000Z" };
    const owing = { ...packed, kept: oweFulfillment(packed.kept, step, times) };
    expect(plan(owing)).toMatchObject({
      steps: [],
      waits: [{ kind: "unknown-change", until: times.until }],
      kept: { waiting: true },
    });
    expect(plan(later(owing))).toMatchObject({ steps: [{ kind: "create-fulfillment" }], waits: [] });
    const toKatana = shipInShopify(world, twoChairs);
    const [other] = plan(toKatana).steps;
    if (other?.kind !== "create-sales-order-fulfillment") throw new Error("expected one for Katana");
    expect(plan({ ...toKatana, kept: oweFulfillment(toKatana.kept, other, times) }).steps).toEqual([]);
  });
});

describe("a refusal", () => {
  it("[FUL-2] is a block and not sent again, until it is no longer meant", () => {
    const shipped = shipInShopify(world, twoChairs);
    const [step] = plan(shipped).steps;
    const refused = { ...shipped, kept: keepFulfillmentRefusal(shipped.kept, step!, "the period is closed") };
    expect(plan(refused)).toMatchObject({
      steps: [],
      blocks: [{ kind: "fulfillment-refused", to: "katana", fulfillment: "#1001-F1", words: "the period is closed" }],
    });
    const cancelled = cancelInShopify(refused, "gid://shopify/Fulfillment/1");
    expect(plan(cancelled)).toMatchObject({ blocks: [], kept: { refusals: [] } });
    const packed = goInKatana(world, twoChairs);
    const kept = keepFulfillmentRefusal(packed.kept, plan(packed).steps[0]!, "it is closed");
    expect(plan({ ...packed, kept }).blocks).toMatchObject([{ to: "shopify", fulfillment: "8001" }]);
  });
});
