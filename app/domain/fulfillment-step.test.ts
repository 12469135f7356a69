import { expect, it } from "vitest";
import { carriedName } from "./fulfillment-step.ts";
import type { KatanaFulfillmentId } from "./ids.ts";

it("[FUL-2] a refusal names the fulfillment as its own side does, and a remainder by nothing", () => {
  const made = { kind: "create-fulfillment", fulfillmentOrders: [], lines: [], tracking: null } as const;
  const id = 8001 as KatanaFulfillmentId;
  expect(carriedName({ ...made, katana: id, notifyCustomer: true })).toBe("8001");
  expect(carriedName({ ...made, katana: null, notifyCustomer: false })).toBeNull();
  expect(carriedName({ kind: "deliver-sales-order-fulfillment", id, name: "#1001-F1" })).toBe("#1001-F1");
});
