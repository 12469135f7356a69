import { expect, it } from "vitest";
import { netAmount, netOfLine, rowMoney } from "./row-money.ts";
import type { LineMoney } from "./row-money.ts";
import { decimal } from "./testing/ids.ts";

const money = (overrides: Partial<LineMoney>): LineMoney => ({
  quantity: 1,
  unitPrice: decimal("10"),
  discount: decimal("0"),
  taxPercent: decimal("20"),
  taxesIncluded: false,
  minorDigits: 2,
  ...overrides,
});

it("[MAP-9] takes the line's price before discounts as it is when prices exclude tax", () => {
  expect(rowMoney(money({ quantity: 3, unitPrice: decimal("19.99") }))).toEqual({
    pricePerUnit: "19.99",
    discount: "0",
  });
});

it("[MAP-9] divides by 1 + the tax rate when prices include tax", () => {
  expect(rowMoney(money({ unitPrice: decimal("24.80"), taxPercent: decimal("24"), taxesIncluded: true }))).toEqual({
    pricePerUnit: "20",
    discount: "0",
  });
  expect(rowMoney(money({ unitPrice: decimal("10"), taxPercent: decimal("24"), taxesIncluded: true }))).toEqual({
    pricePerUnit: "8.064516129",
    discount: "0",
  });
});

it("[MAP-11] sends the allocated discount as an exact amount without tax", () => {
  expect(rowMoney(money({ quantity: 2, discount: decimal("3.33") })).discount).toBe("3.33");
  expect(
    rowMoney(
      money({
        quantity: 2,
        unitPrice: decimal("12.40"),
        discount: decimal("2.48"),
        taxPercent: decimal("24"),
        taxesIncluded: true,
      }),
    ),
  ).toEqual({ pricePerUnit: "10", discount: "2" });
});

it("[MAP-19] lets the discount take up what rounding the price leaves over", () => {
  // 3 × 9.99 with 24 % come to 24.169…: 24.17 net, though the price has ten decimals only.
  const line = money({
    quantity: 3,
    unitPrice: decimal("9.99"),
    discount: decimal("5"),
    taxPercent: decimal("24"),
    taxesIncluded: true,
  });
  expect(netOfLine(line)).toBe("20.14");
  expect(rowMoney(line)).toEqual({ pricePerUnit: "8.0564516129", discount: "4.03" });
});

it("[MAP-11] takes the next higher price where a rounded one would need a negative discount", () => {
  // 3 × 10.03 / 1.2 is 25.075, a tie that goes up; at the nearest price the row would come to 25.0749999999.
  const line = money({ quantity: 3, unitPrice: decimal("10.03"), taxesIncluded: true });
  expect(netOfLine(line)).toBe("25.08");
  expect(rowMoney(line)).toEqual({ pricePerUnit: "8.3583333334", discount: "0" });
});

it("[MAP-11] discounts a line that is given away by no more than it is worth", () => {
  // Half a cent rounds up to a cent of discount, so the price has to be worth a cent.
  expect(rowMoney(money({ unitPrice: decimal("0.005"), discount: decimal("0.005") }))).toEqual({
    pricePerUnit: "0.01",
    discount: "0.01",
  });
  expect(rowMoney(money({ quantity: 3, unitPrice: decimal("0.002"), discount: decimal("0.006") }))).toEqual({
    pricePerUnit: "0.0033333334",
    discount: "0.01",
  });
});

it("[MAP-12] takes the tax out of an amount only when it is in", () => {
  const rates = { taxPercent: decimal("24"), minorDigits: 2 };
  expect(netAmount(decimal("6.20"), { ...rates, taxesIncluded: true })).toBe("5");
  expect(netAmount(decimal("6.20"), { ...rates, taxesIncluded: false })).toBe("6.2");
});
