import { expect, it } from "vitest";
import { defaultSettings, sameSettings } from "./settings.ts";

it("tells settings apart by any of them", () => {
  expect(sameSettings(defaultSettings, { ...defaultSettings })).toBe(true);
  expect(sameSettings(defaultSettings, { ...defaultSettings, bringReturns: true })).toBe(false);
  expect(sameSettings(defaultSettings, { ...defaultSettings, nonPhysicalCustomItems: "product" })).toBe(false);
});
