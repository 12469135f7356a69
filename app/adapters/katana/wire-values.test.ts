import { describe, expect, it } from "vitest";
import { wireDays, wireDecimal, wireId, wireInstant, wireText } from "./wire-values.ts";

describe("values on the wire", () => {
  it.each([
    [20.5, "20.5"],
    ["599.9900000000", "599.99"],
    ["2.00000000000000000000", "2"],
    [0, "0"],
    [-3, "-3"],
    [1e-7, "0.0000001"],
    [48.000000000000004, "48"],
    [1234567890.1, "1234567890.1"],
  ])("reads the decimal %j exactly", (wire, text) => {
    expect(wireDecimal.parse(wire)).toBe(text);
  });

  it.each(["", "abc", "1,5", null, {}, Number.NaN])("refuses %j as a decimal", (wire) => {
    expect(wireDecimal.safeParse(wire).success).toBe(false);
  });

  it("reads an id from a number or digits, and nothing else", () => {
    expect(wireId<number>().parse(7)).toBe(7);
    expect(wireId<number>().parse("7")).toBe(7);
    for (const wire of [0, -1, 1.5, "7a", "", null, "99999999999999999999"]) {
      expect(wireId<number>().safeParse(wire).success).toBe(false);
    }
  });

  it("reads an instant as UTC", () => {
    expect(wireInstant.parse("2026-07-20T11:30:00+02:00")).toBe("2026-07-20T09:30:00.000Z");
    expect(wireInstant.safeParse("yesterday").success).toBe(false);
  });

  it.each([
    [14, 14],
    ["14", 14],
    [1.2, 2],
    [null, null],
    [undefined, null],
    ["2026-07-20T09:30:00.000Z", null],
    [{}, null],
  ])("[MAP-3] reads %j as days", (wire, days) => {
    expect(wireDays.parse(wire)).toBe(days);
  });

  it("takes empty text for none", () => {
    expect([wireText.parse(""), wireText.parse(null), wireText.parse(undefined), wireText.parse("x")]).toEqual([
      null,
      null,
      null,
      "x",
    ]);
  });
});
