import { watchSchedule } from "./fulfillments/rearrange.ts";
import { planRedact } from "./installation.ts";
import { zero } from "./money.ts";
import { planRouting } from "./orders/routing.ts";
import { defaultSettings } from "./state.ts";
import type { Site } from "./world.ts";

/** What states that were dumped by earlier versions do not say. */
const unsaid = { taxExempt: false, company: null, cashRounding: zero };
const noTaxes: { readonly taxes: [] } = { taxes: [] };

/** Takes up again what was waiting for its time when the state was dumped. */
export function resumeShop(site: Site): void {
  Object.assign(site.shop.settings, { ...defaultSettings, ...site.shop.settings });
  for (const order of Object.values(site.shop.orders)) {
    Object.assign(order, { ...unsaid, ...order });
    order.fees = order.fees.map((fee) => ({ ...noTaxes, ...fee }));
    site.world.index.note(site, order);
    if (order.routedAt === null && order.cancelledAt === null) planRouting(site, order);
    for (const one of order.fulfillmentOrders) watchSchedule(site, order, one);
  }
  planRedact(site);
}
