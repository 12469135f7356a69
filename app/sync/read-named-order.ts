import type { Order } from "../domain/order.ts";
import { ok } from "../domain/result.ts";
import type { Answer, ShopifyAdmin } from "./ports.ts";

/** The order that a person names by its number or its id, read live; null when Shopify shows none. */
export async function readNamedOrder(shopify: ShopifyAdmin, text: string): Answer<Order | null> {
  const found = await shopify.findOrder(text);
  if (!found.ok) return found;
  return found.value === null ? ok(null) : shopify.loadOrder(found.value);
}
