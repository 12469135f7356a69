import { describe, expect, it } from "vitest";
import {
  add,
  compare,
  decimalFromInteger,
  divide,
  multiply,
  negate,
  parseDecimal,
  round,
  roundUp,
  subtract,
  sum,
  toNumber,
  zero,
} from "./decimal.ts";
import { decimal } from "./testing/ids.ts";

describe("parseDecimal", () => {
  it.each([
    ["10", "10"],
    ["10.0", "10"],
    ["20.5000000000", "20.5"],
    ["007.50", "7.5"],
    ["0.05", "0.05"],
    ["-0.5", "-0.5"],
    ["-0", "0"],
    ["-0.00", "0"],
    ["+1", "1"],
    ["1.", "1"],
    ["1e-7", "0.0000001"],
    ["1.5E+3", "1500"],
    ["12345678901234567890.123", "12345678901234567890.123"],
  ])("reads %s as %s", (text, canonical) => {
    expect(parseDecimal(text)).toBe(canonical);
  });

  it.each(["", " ", "abc", "1,5", ".5", "1.2.3", "--1", "1e", "0x10", "NaN", "Infinity", " 1"])(
    "refuses %j",
    (text) => {
      expect(parseDecimal(text)).toBeNull();
    },
  );
});

describe("arithmetic", () => {
  it("adds what a float gets wrong", () => {
    expect(add(decimal("0.1"), decimal("0.2"))).toBe("0.3");
  });

  it("subtracts, negates and sums", () => {
    expect(subtract(decimal("1"), decimal("1.01"))).toBe("-0.01");
    expect(negate(zero)).toBe("0");
    expect(sum([decimal("1.5"), decimal("2.25"), decimal("-0.75")])).toBe("3");
    expect(sum([])).toBe("0");
  });

  it("multiplies exactly", () => {
    expect(multiply(decimal("-1.05"), decimal("0.2"))).toBe("-0.21");
  });

  it.each([
    ["10", "3", 2, "3.33"],
    ["20", "3", 2, "6.67"],
    ["1", "8", 2, "0.13"],
    ["-1", "8", 2, "-0.13"],
    ["1", "-8", 2, "-0.13"],
    ["1", "1.24", 10, "0.8064516129"],
    ["0.001", "0.0002", 0, "5"],
  ])("divides %s by %s to %i decimals: %s", (a, b, decimals, quotient) => {
    expect(divide(decimal(a), decimal(b), decimals)).toBe(quotient);
  });

  it("throws on a division by zero, which is a bug", () => {
    expect(() => divide(decimal("1"), zero, 2)).toThrow(RangeError);
  });

  it.each([
    ["1.005", 2, "1.01"],
    ["1.004999", 2, "1"],
    ["-1.005", 2, "-1.01"],
    ["2.5", 0, "3"],
    ["2", 5, "2"],
  ])("rounds %s to %i decimals: %s", (text, decimals, rounded) => {
    expect(round(decimal(text), decimals)).toBe(rounded);
  });

  it.each([
    ["1.001", 2, "1.01"],
    ["1.01", 2, "1.01"],
    ["1.006", 2, "1.01"],
    ["-1.009", 2, "-1"],
    ["-1.005", 2, "-1"],
  ])("rounds %s up to %i decimals: %s", (text, decimals, rounded) => {
    expect(roundUp(decimal(text), decimals)).toBe(rounded);
  });

  it("compares across scales", () => {
    expect(compare(decimal("1.10"), decimal("1.1"))).toBe(0);
    expect(compare(decimal("1.09"), decimal("1.1"))).toBe(-1);
    expect(compare(decimal("2"), decimal("-10"))).toBe(1);
  });

  it("becomes a number for JSON only", () => {
    expect(toNumber(decimal("20.5"))).toBe(20.5);
    expect(decimalFromInteger(-12)).toBe("-12");
  });
});
