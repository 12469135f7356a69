import type { KatanaLocationId, ShopifyLocationId } from "../domain/ids.ts";
import type { LocationRowView, LocationsView } from "../sync/views.ts";
import { locationField, type LocationMatches } from "./encode-locations.ts";
import type { FieldProblem } from "./field-problem.ts";

/** What the selects show before anybody touches them: what is saved, else what is proposed. */
export const openingMatches = (locations: readonly LocationRowView[]): LocationMatches =>
  new Map(locations.map(({ id, matchedTo, proposed }) => [id, matchedTo ?? proposed]));

export const sameMatches = (one: LocationMatches, other: LocationMatches): boolean =>
  one.size === other.size && [...one].every(([id, match]) => other.get(id) === match);

export const withMatch = (
  matches: LocationMatches,
  id: ShopifyLocationId,
  match: KatanaLocationId | null,
): LocationMatches => new Map([...matches, [id, match]]);

/** How a location's row reads, given what its select shows now. */
export type LocationStanding = "matched" | "proposed" | "gone" | "unmatched" | "unused";

export const locationStanding = (location: LocationRowView, match: KatanaLocationId | null): LocationStanding => {
  if (match !== null) return match !== location.matchedTo && match === location.proposed ? "proposed" : "matched";
  if (location.gone !== null) return "gone";
  return location.isActive ? "unmatched" : "unused";
};

/** What an unmatched location holds up: the activation, or once active only its own orders (CON-1). */
export const unmatchedConsequence = (view: LocationsView): string =>
  view.shop.state === "active"
    ? "Orders at this location wait until it is matched."
    : "Sync cannot be activated until this location is matched.";

/** What is wrong with one location's match; null when the problem is another's or the whole form's. */
export const problemOfLocation = (problem: FieldProblem | null, id: ShopifyLocationId): string | null =>
  problem !== null && (problem.field === id || problem.field === locationField(id)) ? problem.words : null;
