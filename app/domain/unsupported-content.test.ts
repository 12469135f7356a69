import { expect, it } from "vitest";
import type { Order } from "./order.ts";
import { defaultSettings } from "./settings.ts";
import { aLine, anOrder, aShippingLine, aTax } from "./testing/build-order.ts";
import { decimal, lineId } from "./testing/ids.ts";
import { unsupportedContent } from "./unsupported-content.ts";

const contentOf = (order: Partial<Order>, settings = defaultSettings) =>
  unsupportedContent(anOrder(order), settings).map((reason) =>
    reason.kind === "unsupported" ? [reason.content, reason.detail] : [reason.kind],
  );

it("[MAP-6] finds nothing in the straight case", () => {
  expect(contentOf({})).toEqual([]);
});

it.each([
  ["custom", "custom-item"],
  ["gift-card", "gift-card"],
  ["tip", "tip"],
] as const)("[MAP-7] [MAP-18] refuses a line of kind %s as %s", (kind, content) => {
  expect(contentOf({ lines: [aLine({ kind, title: "Extra", sku: null })] })).toEqual([[content, "Extra"]]);
});

it("[MAP-6] refuses a line without a SKU", () => {
  expect(contentOf({ lines: [aLine({ sku: null }), aLine({ id: lineId("102"), sku: " " })] })).toEqual([
    ["no-sku", "Oak chair"],
    ["no-sku", "Oak chair"],
  ]);
});

it("[MAP-8] refuses a line whose quantity was changed, and overlooks a removed one", () => {
  expect(contentOf({ lines: [aLine({ orderedQuantity: 3, currentQuantity: 2 })] })).toEqual([
    ["changed-quantity", "Oak chair"],
  ]);
  expect(contentOf({ lines: [aLine(), aLine({ id: lineId("102"), kind: "tip", currentQuantity: 0 })] })).toEqual([]);
});

it("[IMP-4] refuses an order of which part has gone", () => {
  const line = aLine({ orderedQuantity: 3, currentQuantity: 3, unfulfilledQuantity: 2 });
  const fulfillments = [
    { gid: "gid://shopify/Fulfillment/1", succeeded: true, lines: [{ lineId: line.id, quantity: 1 }] },
  ];
  expect(contentOf({ lines: [line], fulfillments })).toEqual([
    ["partly-fulfilled", "part of it was fulfilled already"],
  ]);
});

it("[IMP-4] refuses a sale in a store", () => {
  expect(contentOf({ source: "pos" })).toEqual([["in-store-sale", "#1001"]]);
});

it("[MAP-18] refuses duties and additional fees", () => {
  expect(contentOf({ dutiesTotal: decimal("3"), additionalFeesTotal: decimal("1.5") })).toEqual([
    ["duties", "3"],
    ["additional-fee", "1.5"],
  ]);
});

it("[MAP-12] refuses shipping taxed at several rates, unless shipping stays out", () => {
  const shippingLines = [aShippingLine(), aShippingLine({ title: "Insurance", taxLines: [aTax("9")] })];
  expect(contentOf({ shippingLines })).toEqual([["shipping-taxes-differ", "Standard, Insurance"]]);
  expect(contentOf({ shippingLines }, { ...defaultSettings, bringShippingFee: false })).toEqual([]);
});
