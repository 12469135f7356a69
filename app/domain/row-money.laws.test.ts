import fc from "fast-check";
import { expect, it } from "vitest";
import { add, compare, decimalFromInteger, multiply, round, subtract, zero } from "./decimal.ts";
import type { Decimal } from "./decimal.ts";
import { minorDigits } from "./minor-digits.ts";
import { netOfLine, rowMoney, taxesOf } from "./row-money.ts";
import type { LineMoney } from "./row-money.ts";
import { decimal } from "./testing/ids.ts";
import { arbitraryCurrency, arbitraryLine, inMinorUnits } from "./testing/arbitrary-line.ts";

/** With the tax that Shopify tells, with one that is off by as much as rounding may make, or without. */
const arbitraryMoney: fc.Arbitrary<LineMoney> = fc
  .record({ currency: arbitraryCurrency, taxesIncluded: fc.boolean(), off: fc.constantFrom(null, -1, 0, 1) })
  .chain(({ currency, taxesIncluded, off }) =>
    arbitraryLine("1", { currency, taxesIncluded }).map((line): LineMoney => {
      const { taxPercents, toldTax } = taxesOf(line.taxLines);
      return {
        quantity: line.orderedQuantity,
        unitPrice: line.unitPrice,
        discount: line.discount,
        taxPercents,
        toldTax: off === null ? null : nonNegative(add(toldTax, inMinorUnits(off, currency))),
        taxesIncluded,
        minorDigits: minorDigits(currency),
      };
    }),
  );

const nonNegative = (amount: Decimal): Decimal => (compare(amount, zero) < 0 ? zero : amount);

const worth = (line: LineMoney, price: Decimal): Decimal => multiply(decimalFromInteger(line.quantity), price);

const runs = { numRuns: 2000 };

it("[MAP-19] makes every row come to the line's net amount to the minor unit, in EUR, JPY and KWD", () => {
  fc.assert(
    fc.property(arbitraryMoney, (line) => {
      const { pricePerUnit, discount } = rowMoney(line);
      expect(round(subtract(worth(line, pricePerUnit), discount), line.minorDigits)).toBe(netOfLine(line));
    }),
    runs,
  );
});

it("[MAP-19] comes to the same where Katana reckons in floating point numbers", () => {
  fc.assert(
    fc.property(arbitraryMoney, (line) => {
      const { pricePerUnit, discount } = rowMoney(line);
      const reckoned = line.quantity * Number(pricePerUnit) - Number(discount);
      const told = [reckoned * (1 - Number.EPSILON), reckoned, reckoned * (1 + Number.EPSILON)];
      for (const total of told) expect(round(decimal(total.toFixed(12)), line.minorDigits)).toBe(netOfLine(line));
    }),
    runs,
  );
});

it("[MAP-19] comes to the same where Katana keeps prices to ten decimals and discounts to the minor unit", () => {
  fc.assert(
    fc.property(arbitraryMoney, (line) => {
      const { pricePerUnit, discount } = rowMoney(line);
      expect(round(pricePerUnit, 10)).toBe(pricePerUnit);
      expect(round(discount, line.minorDigits)).toBe(discount);
    }),
    runs,
  );
});

it("[MAP-11] never sends a negative price or discount, nor a discount above the row's worth", () => {
  fc.assert(
    fc.property(arbitraryMoney, (line) => {
      const { pricePerUnit, discount } = rowMoney(line);
      expect(compare(pricePerUnit, zero)).toBeGreaterThanOrEqual(0);
      expect(compare(discount, zero)).toBeGreaterThanOrEqual(0);
      expect(compare(discount, worth(line, pricePerUnit))).toBeLessThanOrEqual(0);
    }),
    runs,
  );
});

it("[MAP-9] [MAP-11] sends no discount for a line without one and the plain price where tax is not included", () => {
  fc.assert(
    fc.property(arbitraryMoney, (line) => {
      const plain = { ...line, discount: zero };
      const { pricePerUnit, discount } = rowMoney(plain);
      if (!line.taxesIncluded) expect(pricePerUnit).toBe(line.unitPrice);
      expect(discount).toBe(zero);
    }),
    runs,
  );
});
