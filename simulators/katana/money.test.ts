import { describe, expect, it } from "vitest";
import { decimal, multiply, roundTo, sum, toExactText, toNumber, toText } from "./money.ts";

describe("exact decimals", () => {
  it("adds without drift where floats do not", () => {
    expect(0.1 + 0.2).not.toBe(0.3);
    expect(toNumber(sum([decimal(0.1), decimal(0.2)]))).toBe(0.3);
    expect(toNumber(sum(Array.from({ length: 1000 }, () => decimal("0.01"))))).toBe(10);
  });

  it("reads numbers, texts, exponents and signs", () => {
    expect(["1e-7", "-2.50", 1.5e21, ".5", 3].map((value) => toExactText(decimal(value), 0))).toEqual([
      "0.0000001",
      "-2.5",
      "1500000000000000000000",
      "0.5",
      "3",
    ]);
  });

  it.each(["", ".", "1,5", "ten", "1.2.3"])("refuses %j", (text) => {
    expect(() => decimal(text)).toThrow(RangeError);
  });

  it("multiplies exactly", () => {
    expect(toExactText(multiply(decimal(3), decimal("19.9899999999")), 2)).toBe("59.9699999997");
  });

  it("rounds half away from zero", () => {
    expect(toText(roundTo(decimal("1.005"), 2), 2)).toBe("1.01");
    expect(toText(decimal("-1.005"), 2)).toBe("-1.01");
    expect(toText(decimal("-0.001"), 2)).toBe("0.00");
  });

  it("writes as many decimals as the API does", () => {
    expect(toText(decimal(599.99), 10)).toBe("599.9900000000");
    expect(toText(decimal(7), 0)).toBe("7");
    expect(toExactText(decimal(10), 2)).toBe("10.00");
  });
});
