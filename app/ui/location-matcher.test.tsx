import { describe, expect, it } from "vitest";
import type { KatanaLocationId, ShopifyLocationId } from "../domain/ids.ts";
import type { LocationRowView, LocationsView } from "../sync/views.ts";
import { openingMatches } from "./location-draft.ts";
import { LocationMatcher } from "./location-matcher.tsx";
import { buildHome } from "./testing/build-home.ts";
import { render } from "./testing/render.tsx";

const oslo = 10 as KatanaLocationId;
const base = { isActive: true, matchedTo: null, matchedName: null, gone: null, proposed: null };
const view = (given: Partial<LocationRowView>): LocationsView => ({
  shop: buildHome("disabled").shop,
  locations: [{ id: "5" as ShopifyLocationId, name: "Oslo store", ...base, ...given }],
  katanaLocations: [{ id: oslo, name: "Oslo" }],
  problems: [],
  connected: true,
});
const drawn = (given: Partial<LocationRowView>, problem: { field: string; words: string } | null = null): string => {
  const shown = view(given);
  return render(
    <LocationMatcher
      view={shown}
      draft={openingMatches(shown.locations)}
      problem={problem}
      onChange={() => undefined}
    />,
  );
};

describe("LocationMatcher", () => {
  it("[PAG-3] shows the name that was saved when Katana cannot be asked", () => {
    const shown = { ...view({ matchedTo: oslo, matchedName: "Oslo depot" }), katanaLocations: [] };
    const draft = openingMatches(shown.locations);
    const html = render(<LocationMatcher view={shown} draft={draft} problem={null} onChange={() => undefined} />);
    expect(html).toMatch(/<option[^>]*selected=""[^>]*>Oslo depot<\/option>/);
  });

  it("[PAG-3] has a select labelled with the location's name that lists Katana's locations", () => {
    const html = drawn({ matchedTo: oslo });
    expect(html).toContain("Katana location for Oslo store");
    expect(html).toContain('<option value="10" selected="">Oslo</option>');
  });

  it("[PAG-3] lets an unmatched location stand out with what it holds up", () => {
    const html = drawn({});
    expect(html).toContain("No match");
    expect(html).toContain("Sync cannot be activated until this location is matched.");
  });

  it("[PAG-3] marks a proposal as one", () => {
    expect(drawn({ proposed: oslo })).toContain("Proposed, not saved");
  });

  it("[PAG-3] says which Katana location is gone", () => {
    const html = drawn({ gone: "Old barn" });
    expect(html).toContain("Match is gone");
    expect(html).toContain("It was matched with Old barn");
  });

  it("[PAG-7] shows a refusal on the select it is about", () => {
    const html = drawn({ matchedTo: oslo }, { field: "5", words: "Katana no longer sells from there." });
    expect(html).toContain("Katana no longer sells from there.");
    expect(html).toContain('aria-invalid="true"');
  });
});
