import { expect, it } from "vitest";
import { isShipped } from "./katana-now.ts";
import { imported } from "./testing/build-link.ts";
import { anOrder } from "./testing/build-order.ts";
import { decimal, salesOrderRowId } from "./testing/ids.ts";

it("[CHG-3] counts a sales order as shipped by its rows, whatever its status says", () => {
  const { actual } = imported(anOrder());
  const gone = (quantity: string) => ({
    ...actual,
    fulfilledQuantities: new Map([[salesOrderRowId(60001), decimal(quantity)]]),
  });
  expect([actual, gone("0"), gone("1")].map(isShipped)).toEqual([false, false, true]);
});
