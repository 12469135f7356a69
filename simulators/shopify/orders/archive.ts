import type { OrderState } from "../state.ts";
import { emit } from "../webhooks/emit.ts";
import { deleteEvent, orderEvents } from "../webhooks/order-events.ts";
import { Refused, timeNow, touch, type Site } from "../world.ts";
import { financialStatus, fulfillmentStatus } from "./statuses.ts";

/** Shop setting: what is settled and fulfilled is put away. Says nothing to anyone; the caller does. */
export function archiveWhenDone({ world, shop }: Site, order: OrderState): void {
  if (!shop.settings.autoArchive || order.closedAt !== null) return;
  const settled = ["PAID", "REFUNDED"].includes(financialStatus(order));
  const done = ["FULFILLED"].includes(fulfillmentStatus(order));
  if (settled && done) order.closedAt = timeNow({ world, shop });
}

export function archive(site: Site, order: OrderState): void {
  if (order.closedAt !== null) return;
  order.closedAt = timeNow(site);
  touch(site, order);
  emit(site, orderEvents(site, order, ["updated"]));
}

export function unarchive(site: Site, order: OrderState): void {
  if (order.closedAt === null) return;
  if (order.cancelledAt !== null) throw new Refused("Cancelled orders cannot be reopened", ["id"]);
  order.closedAt = null;
  touch(site, order);
  emit(site, orderEvents(site, order, ["updated"]));
}

export function deleteOrder(site: Site, order: OrderState): void {
  const allowed = order.cancelledAt !== null || order.closedAt !== null || order.test;
  if (!allowed) throw new Refused("Only cancelled, archived or test orders can be deleted", ["id"]);
  delete site.shop.orders[order.id];
  site.world.index.forget(site.shop, order.id);
  emit(site, [deleteEvent("orders/delete", order.id)]);
}
