import { expect, it } from "vitest";
import { mayCloseReturns } from "./close-return-scope.ts";

it("[RET-4] returns may be closed once the scope for it was granted", () => {
  expect(mayCloseReturns(["read_returns"])).toBe(false);
  expect(mayCloseReturns(["read_returns", "write_returns"])).toBe(true);
});
