import { describeFailure } from "../domain/describe-failure.ts";
import type { KatanaLocationId, ShopDomain, ShopifyLocationId } from "../domain/ids.ts";
import type { Outside } from "./ports.ts";
import type { Stores } from "./stores.ts";
import type { FormOutcome } from "./views.ts";

/** PAG-3. Only locations that Katana still has and lets sell are taken; several Shopify locations may share one (STO-3). */
export async function saveLocations(
  outside: Outside,
  stores: Stores,
  { shop, matches }: { shop: ShopDomain; matches: ReadonlyMap<ShopifyLocationId, KatanaLocationId | null> },
): Promise<FormOutcome> {
  const access = await outside.katana(shop, "live");
  if (access === null)
    return { ok: false, field: "locations", words: "Connect Katana first, under Settings › Connection." };
  const listed = await access.live.listLocations();
  if (!listed.ok) return { ok: false, field: "locations", words: describeFailure(listed.problem).sentence };
  const selling = new Map(
    listed.value.filter(({ salesAllowed }) => salesAllowed).map((location) => [location.id, location]),
  );
  const resolved = new Map<ShopifyLocationId, { id: KatanaLocationId; name: string } | null>();
  for (const [shopifyId, katanaId] of matches) {
    const location = katanaId === null ? null : selling.get(katanaId);
    if (location === undefined)
      return {
        ok: false,
        field: shopifyId,
        words: "This Katana location is gone or may no longer sell. Choose another one.",
      };
    resolved.set(shopifyId, location && { id: location.id, name: location.name });
  }
  await stores.locations.saveMatches(shop, resolved, new Date(outside.clock.now()).toISOString());
  return { ok: true };
}
