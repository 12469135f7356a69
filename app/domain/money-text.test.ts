import { expect, it } from "vitest";
import { moneyText } from "./money-text.ts";

it("[PAG-5] shows an amount in its currency with that currency's digits", () => {
  expect(moneyText("1234.5", "EUR")).toBe("€1,234.50");
  expect(moneyText("1234", "JPY")).toBe("¥1,234");
});

it("[PAG-5] loses no digit of a large amount", () => {
  expect(moneyText("90071992547409931.25", "USD")).toBe("$90,071,992,547,409,931.25");
});

it("[PAG-5] shows what it cannot format as it is", () => {
  expect(moneyText("12.00", "points")).toBe("12.00 points");
});
