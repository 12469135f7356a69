import { expect, it } from "vitest";
import { describeStatus } from "./describe-status.ts";
import { orderStatuses } from "./order-status.ts";

it.each(orderStatuses)("[REC-2] says in whole sentences where an order stands: %s", (status) => {
  for (const salesOrder of [null, { no: "#1001", gone: false }, { no: "#1001", gone: true }]) {
    const words = describeStatus({ status, looked: true, salesOrder });
    expect(words).toMatch(/^[A-Z].*[.]$/);
    expect(words.includes("sales order #1001")).toBe(salesOrder?.gone === false);
  }
});

it("[REC-2] says of an order that was only heard of that it comes next", () => {
  const heardOf = { status: "waiting", looked: false, salesOrder: null } as const;
  expect(describeStatus(heardOf)).toBe("Tandem has heard of this order and looks at it in a moment.");
  expect(describeStatus({ ...heardOf, looked: true })).toContain("It goes on by itself");
});
