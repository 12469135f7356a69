import { expect, it } from "vitest";
import { minorDigits } from "./minor-digits.ts";

it.each([
  ["EUR", 2],
  ["JPY", 0],
  ["KWD", 3],
  ["eur", 2],
  ["XQQ", 2],
  ["", 2],
  ["not a code", 2],
])("knows the decimals of %j: %i", (currency, digits) => {
  expect(minorDigits(currency)).toBe(digits);
});
