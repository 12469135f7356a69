import { watchSchedule } from "./fulfillments/rearrange.ts";
import { planRedact } from "./installation.ts";
import { planRouting } from "./orders/routing.ts";
import type { Site } from "./world.ts";

/** Takes up again what was waiting for its time when the state was dumped. */
export function resumeShop(site: Site): void {
  for (const order of Object.values(site.shop.orders)) {
    site.world.index.note(site, order);
    if (order.routedAt === null && order.cancelledAt === null) planRouting(site, order);
    for (const one of order.fulfillmentOrders) watchSchedule(site, order, one);
  }
  planRedact(site);
}
