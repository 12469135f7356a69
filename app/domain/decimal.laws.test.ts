import fc from "fast-check";
import { expect, it } from "vitest";
import { add, compare, divide, multiply, negate, parseDecimal, round, roundUp, subtract, zero } from "./decimal.ts";
import { decimal } from "./testing/ids.ts";

const arbitraryText = fc
  .tuple(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.integer({ min: 0, max: 12 }))
  .map(([units, scale]) => `${String(units)}e-${String(scale)}`);
const arbitraryDecimal = arbitraryText.map(decimal);
const decimals = fc.integer({ min: 0, max: 10 });

it("is canonical: reading what was written gives the same text back", () => {
  fc.assert(
    fc.property(arbitraryDecimal, (a) => {
      expect(parseDecimal(a)).toBe(a);
      expect(a).toMatch(/^(0|-?(?:[1-9]\d*|0(?=\.))(?:\.\d*[1-9])?)$/);
    }),
  );
});

it("gives equal numbers equal text", () => {
  fc.assert(
    fc.property(arbitraryDecimal, arbitraryDecimal, (a, b) => {
      expect(compare(a, b) === 0).toBe(a === b);
      expect(compare(a, b) + compare(b, a)).toBe(0);
    }),
  );
});

it("adds and multiplies in any order, and subtracting undoes adding", () => {
  fc.assert(
    fc.property(arbitraryDecimal, arbitraryDecimal, arbitraryDecimal, (a, b, c) => {
      expect(add(a, b)).toBe(add(b, a));
      expect(multiply(a, b)).toBe(multiply(b, a));
      expect(add(add(a, b), c)).toBe(add(a, add(b, c)));
      expect(multiply(a, add(b, c))).toBe(add(multiply(a, b), multiply(a, c)));
      expect(subtract(add(a, b), b)).toBe(a);
      expect(negate(negate(a))).toBe(a);
    }),
  );
});

it("rounds to within half a unit, the same for a number and its negative", () => {
  fc.assert(
    fc.property(arbitraryDecimal, decimals, (a, places) => {
      const error = subtract(round(a, places), a);
      const half = decimal(`0.5e-${String(places)}`);
      expect(compare(error, half)).toBeLessThanOrEqual(0);
      expect(compare(negate(error), half)).toBeLessThanOrEqual(0);
      expect(round(negate(a), places)).toBe(negate(round(a, places)));
    }),
  );
});

it("rounds up to the smallest value that is not less", () => {
  fc.assert(
    fc.property(arbitraryDecimal, decimals, (a, places) => {
      const unit = decimal(`1e-${String(places)}`);
      const up = roundUp(a, places);
      expect(compare(up, a)).toBeGreaterThanOrEqual(0);
      expect(compare(subtract(up, unit), a)).toBeLessThan(0);
    }),
  );
});

it("divides so that multiplying again misses by less than the divisor's half unit", () => {
  fc.assert(
    fc.property(
      arbitraryDecimal,
      arbitraryDecimal.filter((b) => b !== zero),
      decimals,
      (a, b, places) => {
        expect(divide(multiply(a, b), b, 12 + 12)).toBe(a);
        const error = subtract(multiply(divide(a, b, places), b), a);
        const half = multiply(decimal(`0.5e-${String(places)}`), compare(b, zero) < 0 ? negate(b) : b);
        expect(compare(error, half)).toBeLessThanOrEqual(0);
        expect(compare(negate(error), half)).toBeLessThanOrEqual(0);
      },
    ),
  );
});
