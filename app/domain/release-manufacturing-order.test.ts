import { expect, it } from "vitest";
import { progressOf, releaseOf } from "./release-manufacturing-order.ts";

const beforeBoth = (status: string) =>
  (["quantity", "delete"] as const).map((before) => releaseOf(progressOf(status), before));

it.each([
  ["NOT_STARTED", ["keep", "afterwards"]],
  ["BLOCKED", ["unlink", "unlink"]],
  ["IN_PROGRESS", ["unlink", "unlink"]],
  ["PARTIALLY_COMPLETED", ["unlink", "unlink"]],
  ["DONE", ["unlink", "unlink"]],
  ["TELEPORTED", ["unlink", "unlink"]],
])("[CHG-2] [CHG-4] says what becomes of a manufacturing order that is %s", (status, expected) => {
  expect(beforeBoth(status)).toEqual(expected);
});

it("[CHG-2] [CHG-4] needs nothing where there is none any more", () => {
  expect([releaseOf("gone", "quantity"), releaseOf("gone", "delete")]).toEqual(["keep", "keep"]);
});
