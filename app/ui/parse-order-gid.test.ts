import { expect, it } from "vitest";
import { parseOrderGid } from "./parse-order-gid.ts";

it("[REC-2] reads an order's id, digit for digit", () => {
  expect(parseOrderGid("gid://shopify/Order/9007199254740993")).toBe("9007199254740993");
});

it.each([
  [null],
  [""],
  ["42"],
  ["gid://shopify/Product/42"],
  ["gid://shopify/Order/0"],
  ["gid://shopify/Order/42?x=1"],
  ["gid://shopify/Order/4 2"],
  [`gid://shopify/Order/${"9".repeat(40)}`],
])("[REC-2] refuses what is no order's id: %s", (gid) => {
  expect(parseOrderGid(gid)).toBeNull();
});
