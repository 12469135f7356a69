import { makeFulfillmentOrder, locationFor, type Piece } from "../orders/routing.ts";
import { isLive } from "../orders/statuses.ts";
import type { FulfillmentState, LineState, OrderState } from "../state.ts";
import { emit } from "../webhooks/emit.ts";
import { fulfillmentEvent, orderEvents } from "../webhooks/order-events.ts";
import { numeric } from "../webhooks/json.ts";
import { newId, Refused, timeNow, touch, type Site } from "../world.ts";
import { trackingFrom, type TrackingInput } from "./tracking.ts";

function tell(site: Site, order: OrderState, fulfillment: FulfillmentState): void {
  fulfillment.updatedAt = timeNow(site);
  touch(site, order);
  emit(site, [fulfillmentEvent(site, order, fulfillment, "update"), ...orderEvents(site, order, ["updated"])]);
}

/** What comes back goes to a new fulfillment order where the old one is closed, else back into the old one. */
function giveBack(site: Site, order: OrderState, fulfillment: FulfillmentState): void {
  const anew = new Map<string, Piece[]>();
  for (const sent of fulfillment.lines) {
    const home = order.fulfillmentOrders.find((one) => one.id === sent.fulfillmentOrderId);
    const place = home?.lines.find((line) => line.id === sent.fulfillmentOrderLineId);
    if (home && place && isLive(home)) {
      place.remaining += sent.quantity;
      home.updatedAt = fulfillment.updatedAt;
      continue;
    }
    const line = order.lines.find((one) => one.id === sent.lineId) as LineState;
    anew.set(sent.fulfillmentOrderId, [
      ...(anew.get(sent.fulfillmentOrderId) ?? []),
      { line, quantity: sent.quantity },
    ]);
  }
  for (const [oldId, pieces] of anew) {
    const old = order.fulfillmentOrders.find((one) => one.id === oldId);
    const first = pieces[0];
    if (!old || !first) continue;
    const location = site.shop.locations.find((one) => one.id === old.locationId && one.isActive);
    makeFulfillmentOrder(
      site,
      order,
      { location: location ?? locationFor(site, order, first.line), methodType: old.methodType },
      pieces,
    );
  }
}

export function cancelFulfillment(site: Site, order: OrderState, fulfillment: FulfillmentState): void {
  if (fulfillment.status !== "SUCCESS") throw new Refused("Fulfillment has already been cancelled", ["id"]);
  const ids = new Set(fulfillment.lines.map((line) => line.id));
  const returned = order.returns.some(
    (one) =>
      one.status !== "CANCELED" &&
      one.status !== "DECLINED" &&
      one.lines.some((line) => ids.has(line.fulfillmentLineId)),
  );
  if (returned) throw new Refused("Fulfillment cannot be cancelled because items have been returned", ["id"]);
  fulfillment.status = "CANCELLED";
  fulfillment.displayStatus = "CANCELED";
  giveBack(site, order, fulfillment);
  tell(site, order, fulfillment);
}

/** Replaces the tracking: what is not named is gone. */
export function updateTracking(
  site: Site,
  order: OrderState,
  fulfillment: FulfillmentState,
  tracking: TrackingInput,
): void {
  fulfillment.tracking = trackingFrom(tracking);
  tell(site, order, fulfillment);
}

export function addFulfillmentEvent(
  site: Site,
  order: OrderState,
  fulfillment: FulfillmentState,
  event: { readonly status: string; readonly happenedAt: string | null; readonly message: string | null },
): FulfillmentState["events"][number] {
  const made = {
    id: newId(site),
    status: event.status,
    happenedAt: event.happenedAt ?? timeNow(site),
    message: event.message,
  };
  fulfillment.events.push(made);
  fulfillment.displayStatus = event.status;
  if (event.status === "DELIVERED") fulfillment.deliveredAt = made.happenedAt;
  if (event.status === "IN_TRANSIT") fulfillment.inTransitAt = made.happenedAt;
  emit(site, [
    {
      topic: "fulfillment_events/create",
      resource: made.id,
      payload: {
        id: numeric(made.id),
        fulfillment_id: numeric(fulfillment.id),
        order_id: numeric(order.id),
        status: made.status.toLowerCase(),
        happened_at: made.happenedAt,
        message: made.message,
      },
    },
  ]);
  tell(site, order, fulfillment);
  return made;
}
