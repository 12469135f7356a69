import type { ShopDomain } from "../domain/ids.ts";
import type { Outside } from "./ports.ts";
import type { Stores } from "./stores.ts";

/** As many as one search takes. */
const ordersACall = 100;
/** Milliseconds that orders which came over gather before Katana is asked about all of them at once; a full search goes at once. */
const gatherMs = 60 * 60 * 1000;
/** Milliseconds that a sales order may be older than Tandem's own for the same order. */
const reachMs = 24 * 60 * 60 * 1000;

/**
 * Asks Katana whether its own Shopify integration goes on making sales orders for orders that Tandem brought over (CON-6). What there is
 * beside Tandem's own is kept, and Home warns. One request an hour at most, but for each hundred orders. What fails is asked next time.
 */
export async function watchNative(outside: Outside, stores: Stores, shop: ShopDomain): Promise<void> {
  const katana = await outside.katana(shop, "backfill");
  if (katana === null) return;
  const made = await stores.natives.unwatched(shop, katana.accountId, ordersACall);
  const [oldest] = made;
  if (oldest === undefined) return;
  const now = outside.clock.now();
  if (made.length < ordersACall && now - Date.parse(oldest.cameOverAt) < gatherMs) return;
  const orderIds = made.map(({ orderId }) => orderId);
  const since = new Date(Date.parse(oldest.cameOverAt) - reachMs).toISOString();
  const found = await katana.client.findSalesOrdersOf(orderIds, since);
  if (!found.ok) return outside.log("native.not-watched", { shop, failure: found.problem.kind });
  const own = new Set(made.map(({ salesOrderId }) => salesOrderId));
  const others = found.value.filter(({ id }) => !own.has(id));
  await stores.natives.keepLookUp(shop, orderIds, others, new Date(now).toISOString());
  if (others.length > 0) outside.log("native.still-on", { shop, salesOrders: others.length });
}
