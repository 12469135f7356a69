import type { ItemKey } from "./ids.ts";

/**
 * Something that an order sells and Katana has no variant for yet (MAP-6, MAP-7, MAP-18). Products are counted in pieces and may be kept in
 * stock; a service never is.
 */
export interface NewItem {
  readonly key: ItemKey;
  readonly kind: "product" | "service";
  /** What Katana calls it; never empty. */
  readonly name: string;
  /** By which later orders find it; null when Shopify has none, and then `key` alone is what it is found by. */
  readonly sku: string | null;
}

/** A variant or a custom item is one shop's; a charge (tips, duties, …) is the same thing for all shops of an account. */
export const isPerShop = (key: ItemKey): boolean => key.includes(":");
