import { expect, it } from "vitest";
import { parseHomeIntent } from "./parse-home.ts";
import { formData } from "./testing/form-data.ts";

it.each([["activate"], ["pause"]])("[PAG-1] knows the request to %s", (intent) => {
  expect(parseHomeIntent(formData({ intent }))).toBe(intent);
});

it("[PAG-1] does nothing it was not clearly asked for", () => {
  expect(parseHomeIntent(formData({}))).toBeNull();
  expect(parseHomeIntent(formData({ intent: "delete" }))).toBeNull();
});
