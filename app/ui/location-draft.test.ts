import { describe, expect, it } from "vitest";
import type { KatanaLocationId, ShopDomain, ShopifyLocationId } from "../domain/ids.ts";
import type { LocationRowView, LocationsView } from "../sync/views.ts";
import {
  locationStanding,
  openingMatches,
  problemOfLocation,
  sameMatches,
  unmatchedConsequence,
  withMatch,
} from "./location-draft.ts";

const row = (given: Partial<LocationRowView>): LocationRowView => ({
  id: "1" as ShopifyLocationId,
  name: "Warehouse",
  isActive: true,
  matchedTo: null,
  matchedName: null,
  gone: null,
  proposed: null,
  ...given,
});
const main = 10 as KatanaLocationId;
const other = 11 as KatanaLocationId;

describe("openingMatches", () => {
  it("[PAG-3] shows what is saved, else what is proposed, else nothing", () => {
    const rows = [
      row({ id: "1" as ShopifyLocationId, matchedTo: main, proposed: other }),
      row({ id: "2" as ShopifyLocationId, proposed: other }),
      row({ id: "3" as ShopifyLocationId }),
    ];
    expect([...openingMatches(rows).values()]).toEqual([main, other, null]);
  });
});

describe("sameMatches", () => {
  const matches = openingMatches([row({ matchedTo: main })]);
  it("[PAG-3] tells a change from no change", () => {
    expect(sameMatches(matches, withMatch(matches, "1" as ShopifyLocationId, main))).toBe(true);
    expect(sameMatches(matches, withMatch(matches, "1" as ShopifyLocationId, null))).toBe(false);
    expect(sameMatches(matches, new Map())).toBe(false);
  });
});

describe("locationStanding", () => {
  it("[PAG-3] calls a proposal a proposal until it is saved", () => {
    expect(locationStanding(row({ proposed: main }), main)).toBe("proposed");
    expect(locationStanding(row({ proposed: main, matchedTo: main }), main)).toBe("matched");
    expect(locationStanding(row({ proposed: main }), other)).toBe("matched");
  });

  it("[PAG-3] says when the matched Katana location is gone, until another is chosen", () => {
    const gone = row({ gone: "Old barn" });
    expect(locationStanding(gone, null)).toBe("gone");
    expect(locationStanding(gone, other)).toBe("matched");
  });

  it("[PAG-3] lets only a location that is in use stand out as unmatched", () => {
    expect(locationStanding(row({}), null)).toBe("unmatched");
    expect(locationStanding(row({ isActive: false }), null)).toBe("unused");
  });
});

it("[CON-1] an unmatched location holds up the activation, and once active only its own orders", () => {
  const view = (state: "active" | "disabled"): LocationsView => ({
    shop: { shop: "acme.myshopify.com" as ShopDomain, name: "Acme", timezone: "UTC", state },
    locations: [],
    katanaLocations: [],
    problems: [],
    connected: true,
  });
  expect(unmatchedConsequence(view("disabled"))).toBe("Sync cannot be activated until this location is matched.");
  expect(unmatchedConsequence(view("active"))).toBe("Orders at this location wait until it is matched.");
});

it("[PAG-3] puts a refusal on the location it is about", () => {
  const id = "5" as ShopifyLocationId;
  expect(problemOfLocation({ field: "5", words: "Gone." }, id)).toBe("Gone.");
  expect(problemOfLocation({ field: "location-5", words: "Gone." }, id)).toBe("Gone.");
  expect(problemOfLocation({ field: "location-15", words: "Gone." }, id)).toBeNull();
  expect(problemOfLocation(null, id)).toBeNull();
});
