import fc from "fast-check";
import { expect, it } from "vitest";
import { compare, decimalFromInteger, multiply, round, subtract, sum, zero } from "./decimal.ts";
import type { Decimal } from "./decimal.ts";
import { minorDigits } from "./minor-digits.ts";
import { netOfLine, rowMoney } from "./row-money.ts";
import type { LineMoney } from "./row-money.ts";
import { arbitraryCurrency, arbitraryLine } from "./testing/arbitrary-order.ts";
import { decimal } from "./testing/ids.ts";

const arbitraryMoney: fc.Arbitrary<LineMoney> = arbitraryCurrency.chain((currency) =>
  fc.record({ line: arbitraryLine("1", currency), taxesIncluded: fc.boolean() }).map(({ line, taxesIncluded }) => ({
    quantity: line.orderedQuantity,
    unitPrice: line.unitPrice,
    discount: line.discount,
    taxPercent: sum(line.taxLines.map((tax) => tax.ratePercent)),
    taxesIncluded,
    minorDigits: minorDigits(currency),
  })),
);

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
      if (!line.taxesIncluded)
        expect({ pricePerUnit, discount }).toEqual({ pricePerUnit: line.unitPrice, discount: zero });
      // Only where the price's eleventh decimal decides a tie can a unit be left over, taken off again by the discount.
      const unit = decimal(`1e-${String(line.minorDigits)}`);
      const above = subtract(worth(line, pricePerUnit), netOfLine(plain));
      const isTie = compare(multiply(above, decimal("2.0001")), unit) >= 0;
      expect(discount).toBe(isTie ? unit : zero);
    }),
    runs,
  );
});
