import { expect, it } from "vitest";
import { seenUntil } from "./seen-until.ts";

const order = { updatedAt: "2026-11-10T10:00:00.000Z" };
const readAt = (ms: number) => seenUntil(order, Date.parse(order.updatedAt) + ms);

it("[REC-1] an order read well after its last change was seen as of that change", () => {
  expect(readAt(2_000)).toBe(order.updatedAt);
});

it("[REC-1] read within the moments after, a second change with the same time may be missing", () => {
  expect(readAt(1_999) < order.updatedAt).toBe(true);
});
