import { z } from "zod";
import type { KatanaLocationId, ShopifyLocationId } from "../domain/ids.ts";
import { failed, ok, type Result } from "../domain/result.ts";
import { type LocationMatches, locationField } from "./encode-locations.ts";
import type { FieldProblem } from "./field-problem.ts";

const shopifyLocationId = z
  .string()
  .regex(/^\d{1,20}$/)
  .transform((id) => id as ShopifyLocationId);

/** Empty: no match. */
const katanaLocationId = z
  .string()
  .regex(/^(?:|[1-9]\d{0,14})$/)
  .transform((id) => (id === "" ? null : (Number(id) as KatanaLocationId)));

/** Reads the matches as `encodeLocations` wrote them. Other fields of the form are left alone. */
export const parseLocations = (form: FormData): Result<LocationMatches, FieldProblem> => {
  const matches = new Map<ShopifyLocationId, KatanaLocationId | null>();
  for (const [field, value] of form) {
    if (!field.startsWith(locationField(""))) continue;
    const id = shopifyLocationId.safeParse(field.slice(locationField("").length));
    const match = katanaLocationId.safeParse(value);
    if (!id.success || !match.success) return failed({ field, words: "Choose a Katana location from the list." });
    matches.set(id.data, match.data);
  }
  return ok(matches);
};
