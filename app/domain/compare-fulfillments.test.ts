import { describe, expect, it } from "vitest";
import { compareFulfillments } from "./compare-fulfillments.ts";
import type { FulfillmentSides, MovementState } from "./compare-fulfillments.ts";
import { noFulfillments } from "./fulfillment-pair.ts";
import type { FulfillmentPair } from "./fulfillment-pair.ts";
import type { KatanaFulfillment } from "./fulfillment.ts";
import type { KatanaFulfillmentId } from "./ids.ts";
import type { Fulfillment } from "./order.ts";
import { aFulfillment } from "./testing/build-order.ts";
import { decimal, lineId, salesOrderRowId } from "./testing/ids.ts";

const chair = lineId("101");
const katanaId = 8001 as KatanaFulfillmentId;
const gid = "gid://shopify/Fulfillment/1";

const inShopify = (overrides: Partial<Fulfillment> = {}) =>
  aFulfillment([{ lineId: chair, quantity: 2 }], { gid, ...overrides });

const inKatana = (overrides: Partial<KatanaFulfillment> = {}): KatanaFulfillment => ({
  id: katanaId,
  delivered: true,
  shippedAt: "2026-11-12T09:00:00Z",
  tracking: null,
  rows: [
    { rowId: salesOrderRowId(60001), quantity: decimal("2") },
    { rowId: salesOrderRowId(60009), quantity: decimal("1") },
  ],
  ...overrides,
});

const aPair = (overrides: Partial<FulfillmentPair> = {}): FulfillmentPair => ({
  katana: katanaId,
  shopify: [{ gid, lines: [{ lineId: chair, quantity: 2 }] }],
  origin: "shopify",
  owesDelivery: false,
  leftSince: null,
  ...overrides,
});

const compared = (pairs: readonly FulfillmentPair[], sides: Partial<FulfillmentSides> = {}) =>
  compareFulfillments({
    kept: { ...noFulfillments, pairs },
    shopify: [inShopify()],
    katana: [inKatana()],
    lineOf: new Map([[salesOrderRowId(60001), chair]]),
    ...sides,
  });

const states = (...given: Parameters<typeof compared>): readonly MovementState[] =>
  compared(...given).map(({ state }) => state);

describe("[FUL-9] what has gone, on both sides", () => {
  it("is one movement of goods where it is paired", () => {
    expect(compared([aPair()])).toMatchObject([
      { shopify: [{ gid }], katana: { id: katanaId }, state: { kind: "paired", origin: "shopify" } },
    ]);
  });

  it("is two where nothing pairs it, the older one first", () => {
    expect(states([])).toEqual([
      { kind: "unpaired", side: "shopify" },
      { kind: "unpaired", side: "katana" },
    ]);
    expect(states([], { katana: [inKatana({ shippedAt: "2026-11-10T09:00:00Z" })] })[0]).toMatchObject({
      side: "katana",
    });
    expect(states([], { katana: [inKatana({ shippedAt: null })] })[1]).toMatchObject({ side: "katana" });
  });

  it("is known as far as it was kept while no side was read", () => {
    const pairs = [aPair(), aPair({ katana: null, leftSince: "2026-11-12T09:00:00Z" })];
    expect(compared(pairs, { shopify: null, katana: null })).toMatchObject([
      { shopify: [], katana: null, state: { kind: "paired" } },
      { shopify: [], katana: null, state: { kind: "left", isNoted: true } },
    ]);
  });

  it("shows what was deleted in Katana since", () => {
    expect(states([aPair()], { katana: [] })).toEqual([{ kind: "left", origin: "shopify", isNoted: false }]);
  });
});

it("[FUL-5] what was cancelled in Shopify shows as that, paired or not", () => {
  const shopify = [inShopify({ succeeded: false })];
  expect(states([aPair()], { shopify })).toEqual([{ kind: "cancelled", origin: "shopify" }]);
  expect(states([], { shopify, katana: [] })).toEqual([{ kind: "cancelled", origin: null }]);
});

it("[FUL-3] what Shopify took only a part of shows as that, whatever stands for no line", () => {
  const one = [{ lineId: chair, quantity: 1 }];
  const part = aPair({ origin: "katana", shopify: [{ gid, lines: one }] });
  expect(states([part], { shopify: [inShopify({ lines: one })] })).toEqual([{ kind: "carried-in-part" }]);
  expect(states([aPair({ origin: "katana" })])).toEqual([{ kind: "paired", origin: "katana" }]);
  expect(states([part], { shopify: [inShopify({ lines: one })], katana: null })).toEqual([
    { kind: "paired", origin: "katana" },
  ]);
});

it("[FUL-4] what was closed as a remainder never had a half in Katana", () => {
  expect(states([aPair({ katana: null, origin: "remainder" })], { katana: [] })).toEqual([
    { kind: "paired", origin: "remainder" },
  ]);
});
