import { describe, expect, it } from "vitest";
import type { KatanaLocationId, ShopifyLocationId } from "../domain/ids.ts";
import { encodeLocations } from "./encode-locations.ts";
import { parseLocations } from "./parse-locations.ts";
import { formData } from "./testing/form-data.ts";

const shopId = (id: string) => id as ShopifyLocationId;
const katanaId = (id: number) => id as KatanaLocationId;

describe("parseLocations", () => {
  it("[PAG-3] reads back the matches, those taken away included", () => {
    const matches = new Map([
      [shopId("9007199254740993"), katanaId(12)],
      [shopId("5"), null],
    ]);
    expect(parseLocations(formData(encodeLocations(matches)))).toEqual({ ok: true, value: matches });
  });

  it.each([
    ["location-5", "twelve"],
    ["location-5", "-1"],
    ["location-5", "1e3"],
    ["location-5", "99999999999999999999"],
    ["location-gid://shopify/Location/5", "12"],
  ])("[PAG-3] refuses %s = %s, naming the field", (field, value) => {
    expect(parseLocations(formData({ [field]: value }))).toEqual({
      ok: false,
      problem: { field, words: "Choose a Katana location from the list." },
    });
  });

  it("[PAG-3] leaves fields of other forms alone", () => {
    expect(parseLocations(formData({ intent: "save" }))).toEqual({ ok: true, value: new Map() });
  });
});
