import { expect, it } from "vitest";
import { fulfilledQuantities, wantedLines } from "./quantity.ts";
import { aFulfillment, aLine, anOrder } from "./testing/build-order.ts";
import { lineId } from "./testing/ids.ts";

const fulfillment = (quantity: number, succeeded = true) =>
  aFulfillment([{ lineId: lineId("101"), quantity }], {
    gid: `gid://shopify/Fulfillment/${String(quantity)}`,
    succeeded,
  });

it("[MAP-8] takes the current quantity of a line of which nothing has gone", () => {
  const lines = [aLine({ orderedQuantity: 5, currentQuantity: 3 })];
  expect(wantedLines(anOrder({ lines })).map(({ quantity }) => quantity)).toEqual([3]);
});

it("[MAP-8] takes what has gone plus what is still to go, refunded after it was sent or not", () => {
  const line = aLine({ orderedQuantity: 5, currentQuantity: 2, unfulfilledQuantity: 1 });
  const order = anOrder({ lines: [line], fulfillments: [fulfillment(1), fulfillment(2), fulfillment(4, false)] });
  expect(fulfilledQuantities(order)).toEqual(new Map([["101", 3]]));
  expect(wantedLines(order).map(({ quantity }) => quantity)).toEqual([4]);
});

it("[MAP-8] makes no row for a line with nothing, and orders the others by their ids", () => {
  const lines = ["900", "1000", "99", "101"].map((id) => aLine({ id: lineId(id) }));
  const removed = aLine({ id: lineId("5"), currentQuantity: 0 });
  expect(wantedLines(anOrder({ lines: [...lines, removed] })).map(({ line }) => line.id)).toEqual([
    "99",
    "101",
    "900",
    "1000",
  ]);
});
