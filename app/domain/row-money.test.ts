import { expect, it } from "vitest";
import { netAmount, netOfLine, rowMoney } from "./row-money.ts";
import type { LineMoney } from "./row-money.ts";
import { decimal } from "./testing/ids.ts";

const money = (overrides: Partial<LineMoney>): LineMoney => ({
  quantity: 1,
  unitPrice: decimal("10"),
  discount: decimal("0"),
  taxPercents: [decimal("20")],
  toldTax: null,
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
  expect(rowMoney(money({ unitPrice: decimal("24.80"), taxPercents: [decimal("24")], taxesIncluded: true }))).toEqual({
    pricePerUnit: "20",
    discount: "0",
  });
  expect(rowMoney(money({ unitPrice: decimal("10"), taxPercents: [decimal("24")], taxesIncluded: true }))).toEqual({
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
        taxPercents: [decimal("24")],
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
    taxPercents: [decimal("24")],
    taxesIncluded: true,
  });
  expect(netOfLine(line)).toBe("20.14");
  expect(rowMoney(line)).toEqual({ pricePerUnit: "8.0564516129", discount: "4.03" });
});

it("[MAP-19] takes the tax out rate by rate, each rounded by itself", () => {
  // 3 × 10.03 contain 5.015 of tax: 5.02 as Shopify rounds it.
  expect(netOfLine(money({ quantity: 3, unitPrice: decimal("10.03"), taxesIncluded: true }))).toBe("25.07");
  // 1.00 contains 0.046 at 5 % and 0.046 at 5 %: twice 0.05, not once 0.09.
  const twice = { taxPercents: [decimal("5"), decimal("5")], unitPrice: decimal("1"), taxesIncluded: true };
  expect(netOfLine(money(twice))).toBe("0.9");
});

it("[MAP-19] believes what Shopify tells of the tax where it may have rounded otherwise, and nothing else", () => {
  const line = { unitPrice: decimal("12"), taxesIncluded: true };
  const told = (tax: string) => netOfLine(money({ ...line, toldTax: decimal(tax) }));
  expect(told("2")).toBe("10");
  expect(told("1.99")).toBe("10.01");
  expect(told("2.01")).toBe("9.99");
  expect(told("2.02")).toBe("10");
  expect(told("1.98")).toBe("10");
  expect(told("0")).toBe("10");
  const cent = { unitPrice: decimal("0.01"), taxesIncluded: true };
  expect(netOfLine(money({ ...cent, toldTax: decimal("0.01") }))).toBe("0");
  expect(netOfLine(money({ ...cent, toldTax: decimal("0.02"), taxPercents: [decimal("100")] }))).toBe("0");
});

it("[MAP-9] [MAP-11] makes no discount of what rounding the tax leaves over, but takes another price", () => {
  const line = { quantity: 3, unitPrice: decimal("10.03"), toldTax: decimal("5.03"), taxesIncluded: true };
  expect(netOfLine(money(line))).toBe("25.06");
  expect(rowMoney(money(line))).toEqual({
    pricePerUnit: "8.3533333333",
    discount: "0",
  });
  const half = { unitPrice: decimal("0.01"), taxPercents: [decimal("100")], taxesIncluded: true };
  expect(rowMoney(money(half))).toEqual({ pricePerUnit: "0", discount: "0" });
});

it("[MAP-9] [MAP-19] keeps off half a minor unit, which a floating point number may round either way", () => {
  const yen = { quantity: 3, unitPrice: decimal("450799"), taxesIncluded: true, minorDigits: 0 };
  // 3 × 375665.8333333333 are 1126997.4999999999, in a floating point number 1126997.5.
  expect(netOfLine(money(yen))).toBe("1126997");
  expect(rowMoney(money(yen))).toEqual({ pricePerUnit: "375665.6666666667", discount: "0" });
  expect(rowMoney(money({ ...yen, discount: decimal("120") }))).toEqual({
    pricePerUnit: "375665.6666666667",
    discount: "100",
  });
});

it("[MAP-11] takes a higher price where the nearest one would need a negative discount", () => {
  const line = { quantity: 3, unitPrice: decimal("10.03"), discount: decimal("0.01"), taxesIncluded: true };
  expect(rowMoney(money({ ...line, toldTax: decimal("5") }))).toEqual({ pricePerUnit: "8.36", discount: "0" });
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
  const rates = { taxPercents: [decimal("24")], toldTax: null, minorDigits: 2 };
  expect(netAmount(decimal("6.20"), { ...rates, taxesIncluded: true })).toBe("5");
  expect(netAmount(decimal("6.20"), { ...rates, taxesIncluded: false })).toBe("6.2");
});
