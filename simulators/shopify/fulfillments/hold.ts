import type { FulfillmentOrderState, HoldState, OrderState } from "../state.ts";
import { emit, type ShopEvent } from "../webhooks/emit.ts";
import type { Json } from "../webhooks/json.ts";
import { fulfillmentOrderEvent, fulfillmentOrderReference, orderEvents } from "../webhooks/order-events.ts";
import { gid, newId, Refused, timeNow, touch, type Site } from "../world.ts";
import { restOf, splitOff, type Units } from "./split.ts";

const MAX_HOLDS = 10;

export interface HoldRequest {
  readonly reason: string;
  readonly notes: string | null;
  readonly handle: string | null;
  readonly byApp: boolean;
  /** Null: all of it. */
  readonly units: readonly Units[] | null;
}

/** Changes of fulfillment orders are said not to update the order reliably: a switch decides. */
export function orderUpdatedByFulfillmentOrder(site: Site, order: OrderState): ShopEvent[] {
  touch(site, order);
  return site.shop.settings.fulfillmentOrderChangesUpdateOrder ? orderEvents(site, order, ["updated"]) : [];
}

const holdPayload = (hold: HoldState): Json => ({
  id: gid("FulfillmentHold", hold.id),
  handle: hold.handle,
  reason: hold.reason.toLowerCase(),
  reason_notes: hold.notes,
  held_by_app: null,
  held_by_requesting_app: hold.byApp,
});

const holdEvent = (action: "added" | "released", hold: HoldState, one: FulfillmentOrderState): ShopEvent => ({
  topic: `fulfillment_holds/${action}`,
  resource: hold.id,
  payload: { fulfillment_hold: holdPayload(hold), fulfillment_order: { id: gid("FulfillmentOrder", one.id) } },
});

function refuse(one: FulfillmentOrderState, { handle, byApp }: HoldRequest): void {
  if (!["OPEN", "SCHEDULED", "ON_HOLD"].includes(one.status)) {
    throw new Refused("The fulfillment order is not in a holdable state.", ["id"], "FULFILLMENT_ORDER_NOT_SPLITTABLE");
  }
  if (byApp && one.holds.some((hold) => hold.byApp && hold.handle === handle)) {
    throw new Refused(
      "The handle provided for the fulfillment hold is already in use by this app for another hold on this fulfillment order.",
      ["fulfillmentHold", "handle"],
      "DUPLICATE_FULFILLMENT_HOLD_HANDLE",
    );
  }
  if (one.holds.filter((hold) => hold.byApp).length >= MAX_HOLDS) {
    throw new Refused(
      "The maximum number of fulfillment holds for this fulfillment order has been reached.",
      ["id"],
      "FULFILLMENT_ORDER_HOLD_LIMIT_REACHED",
    );
  }
}

export interface Held {
  readonly hold: HoldState;
  readonly remaining: FulfillmentOrderState | null;
}

export function placeHold(site: Site, order: OrderState, one: FulfillmentOrderState, request: HoldRequest): Held {
  refuse(one, request);
  const rest = request.units === null || request.units.length === 0 ? [] : restOf(one, request.units);
  const remaining = rest.length > 0 ? splitOff(site, order, one, rest) : null;
  const { reason, notes, handle, byApp } = request;
  const hold: HoldState = { id: newId(site), reason, notes, handle, byApp };
  const wasHeld = one.status === "ON_HOLD";
  one.holds.push(hold);
  one.status = "ON_HOLD";
  one.updatedAt = timeNow(site);
  const held = one.lines.map((line) => ({ id: gid("FulfillmentOrderLineItem", line.id), quantity: line.remaining }));
  const placed = fulfillmentOrderEvent("placed_on_hold", one, {
    created_fulfillment_hold: holdPayload(hold),
    held_fulfillment_order_line_items: held,
    remaining_fulfillment_order: remaining ? fulfillmentOrderReference(remaining) : null,
  });
  emit(site, [
    holdEvent("added", hold, one),
    ...(wasHeld ? [] : [placed]),
    ...orderUpdatedByFulfillmentOrder(site, order),
  ]);
  return { hold, remaining };
}

/** Releases the holds named, or all of them. */
export function releaseHolds(
  site: Site,
  order: OrderState,
  one: FulfillmentOrderState,
  holdIds: readonly string[] | null,
): void {
  const released = one.holds.filter((hold) => holdIds === null || holdIds.includes(hold.id));
  if (released.length === 0)
    throw new Refused("The fulfillment order is not on hold.", ["id"], "FULFILLMENT_ORDER_NOT_FOUND");
  one.holds = one.holds.filter((hold) => !released.includes(hold));
  const isFree = one.holds.length === 0;
  if (isFree) one.status = "OPEN";
  one.updatedAt = timeNow(site);
  emit(site, [
    ...released.map((hold) => holdEvent("released", hold, one)),
    ...(isFree ? [fulfillmentOrderEvent("hold_released", one)] : []),
    ...orderUpdatedByFulfillmentOrder(site, order),
  ]);
}
