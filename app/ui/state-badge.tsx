import { Badge } from "@shopify/polaris";
import { type ShopState, shopStateBadges } from "../domain/shop-state.ts";

/** CON-1: every page shows how the shop stands. */
export function StateBadge({ state }: { readonly state: ShopState }) {
  const { label, tone } = shopStateBadges[state];
  return tone === null ? <Badge>{label}</Badge> : <Badge tone={tone}>{label}</Badge>;
}
