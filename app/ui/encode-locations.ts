import type { KatanaLocationId, ShopifyLocationId } from "../domain/ids.ts";

/** Which Katana location stands for each Shopify location; null: none. */
export type LocationMatches = ReadonlyMap<ShopifyLocationId, KatanaLocationId | null>;

export const locationField = (id: string): string => `location-${id}`;

/** The matches as form fields. */
export const encodeLocations = (matches: LocationMatches): Record<string, string> =>
  Object.fromEntries([...matches].map(([id, match]) => [locationField(id), match === null ? "" : String(match)]));
