import { z } from "zod";
import type { KatanaLocationId, ShopifyLocationId } from "../domain/ids.ts";
import { failed, ok, type Result } from "../domain/result.ts";
import { type LocationMatches, locationField } from "./encode-locations.ts";
import type { FieldProblem } from "./field-problem.ts";

const shopifyLocationId = z.custom<ShopifyLocationId>((id) => typeof id === "string" && /^\d{1,20}$/.test(id));

const katanaLocationId = z
  .string()
  .regex(/^[1-9]\d{0,14}$/)
  .transform(Number)
  .pipe(z.custom<KatanaLocationId>(Number.isSafeInteger));

/** Empty: no match. */
const match = z.union([z.literal("").transform(() => null), katanaLocationId]);

/** Reads the matches as `encodeLocations` wrote them. Other fields of the form are left alone. */
export const parseLocations = (form: FormData): Result<LocationMatches, FieldProblem> => {
  const matches = new Map<ShopifyLocationId, KatanaLocationId | null>();
  for (const [field, value] of form) {
    if (!field.startsWith(locationField(""))) continue;
    const id = shopifyLocationId.safeParse(field.slice(locationField("").length));
    const chosen = match.safeParse(value);
    if (!id.success || !chosen.success) return failed({ field, words: "Choose a Katana location from the list." });
    matches.set(id.data, chosen.data);
  }
  return ok(matches);
};
