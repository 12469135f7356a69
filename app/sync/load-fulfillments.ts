import { isActive } from "../domain/activation.ts";
import { isOpen } from "../domain/katana-now.ts";
import type { FulfillmentInput } from "../domain/plan-fulfillments.ts";
import type { FulfillmentTimes } from "../domain/fulfillment-times.ts";
import type { Order } from "../domain/order.ts";
import { ok } from "../domain/result.ts";
import type { ActualSalesOrder } from "../domain/sales-order.ts";
import type { Situation } from "./load-situation.ts";
import type { Answer, KatanaAccess } from "./ports.ts";
import { isLive, type KeptLink } from "./stores.ts";

/** What carrying fulfillments over is about; null while nothing may travel (SET-8), or there is nothing it could be about. */
export interface Travelling {
  readonly order: Order;
  readonly katana: KatanaAccess;
  readonly link: KeptLink;
  readonly times: FulfillmentTimes;
}

export function travelling({ order, katana, shop, input }: Situation, link: KeptLink | null): Travelling | null {
  const { activatedAt } = shop.activation;
  if (order === null || katana === null || link === null || !isLive(link)) return null;
  if (!shop.settings.syncFulfillment || !isActive(shop.activation) || activatedAt === null) return null;
  if (input.isInOtherAccount) return null;
  const { cameOverAt, carryOverAt } = link;
  const times = { syncedSince: shop.fulfillmentSyncedSince, cameOverAt, carryOverAt, activeSince: activatedAt };
  return { order, katana, link, times };
}

/** Both sides' fulfillments, Katana's read at this moment; null when its sales order is gone. */
export async function loadFulfillments(
  { order, katana, link, times }: Travelling,
  { input }: Situation,
  known: ActualSalesOrder | null,
): Answer<FulfillmentInput | null> {
  const salesOrder = known === null ? await katana.live.loadSalesOrder(link.salesOrderId) : ok(known);
  if (!salesOrder.ok) return salesOrder;
  if (salesOrder.value === null || salesOrder.value.deleted) return ok(null);
  // Nothing is packed or delivered of an open one.
  const fulfillments = isOpen(salesOrder.value) ? ok([]) : await katana.live.loadFulfillments(link.salesOrderId);
  if (!fulfillments.ok) return fulfillments;
  return ok({
    order,
    now: input.now,
    times,
    locations: input.locations,
    agreed: link.agreed,
    salesOrder: salesOrder.value,
    fulfillments: fulfillments.value,
    kept: link.fulfillments,
  });
}
