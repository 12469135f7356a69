import { expect, it } from "vitest";
import { lineDiscounts } from "./line-discount.ts";
import type { OrderLine } from "./order.ts";
import { aLine, anOrder } from "./testing/build-order.ts";
import { decimal, lineId } from "./testing/ids.ts";

const line = (overrides: Partial<OrderLine> = {}): OrderLine =>
  aLine({ orderedQuantity: 3, unitPrice: decimal("12.40"), discount: decimal("10"), ...overrides });

/** Each line's discount for so many of its units, by default as many as it has now. */
const discounts = (subtotal: string, lines: readonly OrderLine[], quantity: number | null = null) => {
  const order = anOrder({ lines });
  const discountFor = lineDiscounts({ ...order, totals: { ...order.totals, subtotal: decimal(subtotal) } });
  return lines.map((one) => discountFor(one, quantity ?? one.currentQuantity));
};

it("[MAP-11] is the whole discount for all units", () => {
  expect(discounts("27.20", [line()])).toEqual(["10"]);
});

it("[MAP-8] [MAP-11] is each unit's part for some of them", () => {
  expect(discounts("18.13", [line({ currentQuantity: 2 })])).toEqual(["6.67"]);
  expect(discounts("9.07", [line({ currentQuantity: 1 })])).toEqual(["3.33"]);
});

it("[MAP-11] [MAP-19] follows Shopify's subtotal where it rounds otherwise", () => {
  expect(discounts("18.14", [line({ currentQuantity: 2 })])).toEqual(["6.66"]);
  expect(discounts("18.12", [line({ currentQuantity: 2 })])).toEqual(["6.68"]);
});

it("[MAP-11] takes up the difference in the order of the lines' ids, as far as each goes", () => {
  const lines = [line({ id: lineId("20"), currentQuantity: 1 }), line({ id: lineId("3"), currentQuantity: 1 })];
  expect(discounts("18.12", lines)).toEqual(["3.33", "3.35"]);
  // 3.33 and 3.33 are too much by 4: one has none left, the other less.
  expect(discounts("22.14", lines)).toEqual(["2.66", "0"]);
  expect(discounts("5.80", lines)).toEqual(["9", "10"]);
});

it("[MAP-11] leaves lines alone that no edit touched, have no discount, or are tips", () => {
  const whole = line({ id: lineId("1") });
  const plain = line({ id: lineId("2"), discount: decimal("0"), currentQuantity: 1 });
  const tip = line({ id: lineId("3"), kind: "tip", discount: decimal("0"), currentQuantity: 1 });
  expect(discounts("39.59", [whole, plain, tip])).toEqual(["10", "0", "0"]);
});

it("[MAP-11] keeps to the plain shares where the subtotal is off for another cause", () => {
  expect(discounts("300", [line({ currentQuantity: 2 })])).toEqual(["6.67"]);
});

it("[MAP-8] [MAP-19] adds the share of units that were refunded after they were sent", () => {
  expect(discounts("18.12", [line({ currentQuantity: 2 })], 3)).toEqual(["10"]);
  expect(discounts("9.08", [line({ currentQuantity: 1 })], 2)).toEqual(["6.66"]);
});

it("[MAP-11] is never more than the units are worth", () => {
  const given = line({ unitPrice: decimal("0.005"), discount: decimal("0.015"), currentQuantity: 1 });
  expect(discounts("0", [given])).toEqual(["0.005"]);
});
