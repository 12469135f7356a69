import { findVariant } from "../orders/line.ts";
import { makeFulfillmentOrder, type Piece } from "../orders/routing.ts";
import type { FulfillmentOrderState, LineState, LocationState, OrderState } from "../state.ts";
import { emit } from "../webhooks/emit.ts";
import { numeric, type Json } from "../webhooks/json.ts";
import { fulfillmentOrderEvent, fulfillmentOrderReference } from "../webhooks/order-events.ts";
import { gid, Refused, timeNow, type Site } from "../world.ts";
import { orderUpdatedByFulfillmentOrder } from "./hold.ts";
import { restOf, splitOff, type Units } from "./split.ts";

const orderLine = (order: OrderState, lineId: string): LineState =>
  order.lines.find((one) => one.id === lineId) as LineState;

function stocks(site: Site, location: LocationState, line: LineState): boolean {
  const stocked = line.variantId === null ? [] : (findVariant(site, line.variantId)?.variant.locationIds ?? []);
  return stocked.length === 0 || stocked.includes(location.id);
}

function refuseMove(
  site: Site,
  order: OrderState,
  one: FulfillmentOrderState,
  location: LocationState | undefined,
): LocationState {
  if (!location?.isActive) throw new Refused("The new location does not exist or is inactive.", ["newLocationId"]);
  if (!["OPEN", "ON_HOLD", "SCHEDULED"].includes(one.status)) {
    throw new Refused(`Cannot change location. The fulfillment order is ${one.status.toLowerCase()}.`, ["id"]);
  }
  if (one.locationId === location.id)
    throw new Refused("The fulfillment order is already assigned to this location.", ["newLocationId"]);
  if (one.lines.some((line) => line.remaining > 0 && !stocks(site, location, orderLine(order, line.lineId)))) {
    throw new Refused("Cannot change location. None of the items are stocked at the new location.", ["newLocationId"]);
  }
  return location;
}

export interface Moved {
  readonly moved: FulfillmentOrderState;
  readonly original: FulfillmentOrderState;
  readonly remaining: FulfillmentOrderState | null;
}

/** Moves units to another location: the original is closed, what moves and what stays get fulfillment orders with new ids. */
export function move(
  site: Site,
  order: OrderState,
  one: FulfillmentOrderState,
  to: { readonly locationId: string; readonly units: readonly Units[] | null },
): Moved {
  const location = refuseMove(
    site,
    order,
    one,
    site.shop.locations.find((found) => found.id === to.locationId),
  );
  const units = to.units ?? restOf(one, []);
  const rest = restOf(one, units);
  const requested: Json = units.map(({ id, quantity }) => ({ id: gid("FulfillmentOrderLineItem", id), quantity }));
  const moved = splitOff(site, order, one, units);
  const remaining = rest.length > 0 ? splitOff(site, order, one, restOf(one, [])) : null;
  Object.assign(moved, {
    locationId: location.id,
    locationName: location.name,
    locationCountryCode: location.countryCode,
    managedBy: location.service === null ? "merchant" : "third-party",
    holds: one.holds,
  });
  if (remaining) remaining.holds = structuredClone(one.holds);
  one.status = "CLOSED";
  const reference = (of: FulfillmentOrderState): Json => ({
    ...fulfillmentOrderReference(of),
    assigned_location_id: of.locationId === null ? null : gid("Location", of.locationId),
  });
  emit(site, [
    {
      topic: "fulfillment_orders/moved",
      resource: moved.id,
      payload: {
        original_fulfillment_order: reference(one),
        moved_fulfillment_order: reference(moved),
        source_location: { id: one.locationId === null ? null : gid("Location", one.locationId) },
        destination_location_id: gid("Location", location.id),
        fulfillment_order_line_items_requested: requested,
      },
    },
    ...orderUpdatedByFulfillmentOrder(site, order),
  ]);
  return { moved, original: one, remaining };
}

export function split(
  site: Site,
  order: OrderState,
  one: FulfillmentOrderState,
  units: readonly Units[],
): FulfillmentOrderState {
  if (one.status !== "OPEN" || restOf(one, units).length === 0)
    throw new Refused("The fulfillment order cannot be split like this.", ["id"]);
  const made = splitOff(site, order, one, units);
  emit(site, [
    fulfillmentOrderEvent("split", one, {
      remaining_fulfillment_order: fulfillmentOrderReference(made),
      replacement_fulfillment_order: null,
      split_line_items: made.lines.map((line) => ({
        id: gid("FulfillmentOrderLineItem", line.id),
        quantity: line.total,
      })),
    }),
    ...orderUpdatedByFulfillmentOrder(site, order),
  ]);
  return made;
}

export function merge(site: Site, order: OrderState, all: readonly FulfillmentOrderState[]): FulfillmentOrderState {
  const [first, ...others] = all;
  const alike = (one: FulfillmentOrderState): boolean =>
    one.status === "OPEN" && one.locationId === first?.locationId && one.methodType === first.methodType;
  if (!first || others.length === 0 || !all.every(alike))
    throw new Refused("These fulfillment orders cannot be merged.", ["id"]);
  const location = site.shop.locations.find((one) => one.id === first.locationId);
  if (!location) throw new Refused("The location of the fulfillment orders was deleted.", ["id"]);
  const units = new Map<string, number>();
  for (const line of all.flatMap((one) => one.lines))
    units.set(line.lineId, (units.get(line.lineId) ?? 0) + line.remaining);
  const pieces: Piece[] = [...units]
    .filter(([, quantity]) => quantity > 0)
    .map(([id, quantity]) => ({ line: orderLine(order, id), quantity }));
  for (const one of all) {
    for (const line of one.lines) line.remaining = 0;
    one.status = "CLOSED";
    one.updatedAt = timeNow(site);
  }
  const made = makeFulfillmentOrder(site, order, { location, methodType: first.methodType }, pieces);
  emit(site, [
    {
      topic: "fulfillment_orders/merged",
      resource: made.id,
      payload: {
        fulfillment_order_merges: { fulfillment_order: fulfillmentOrderReference(made) },
        merge_intents: all.map((one) => ({ fulfillment_order_id: numeric(one.id) })),
      },
    },
    ...orderUpdatedByFulfillmentOrder(site, order),
  ]);
  return made;
}

function change(site: Site, order: OrderState, one: FulfillmentOrderState, action: string): void {
  one.updatedAt = timeNow(site);
  emit(site, [fulfillmentOrderEvent(action, one), ...orderUpdatedByFulfillmentOrder(site, order)]);
}

export function reportProgress(site: Site, order: OrderState, one: FulfillmentOrderState): void {
  if (one.status !== "OPEN" && one.status !== "IN_PROGRESS")
    throw new Refused("Progress cannot be reported for this fulfillment order.", ["id"]);
  one.status = "IN_PROGRESS";
  change(site, order, one, "progress_reported");
}

/** Opens scheduled ones when their time has come. */
export function watchSchedule(site: Site, order: OrderState, one: FulfillmentOrderState): void {
  const due = one.fulfillAt;
  if (one.status !== "SCHEDULED" || due === null) return;
  site.world.clock.after(Math.max(0, Date.parse(due) - site.world.clock.now()), () => {
    if (one.status !== "SCHEDULED" || one.fulfillAt !== due) return;
    one.status = "OPEN";
    change(site, order, one, "scheduled_fulfillment_order_ready");
  });
}

export function schedule(site: Site, order: OrderState, one: FulfillmentOrderState, fulfillAt: string): void {
  if (one.status !== "OPEN" && one.status !== "SCHEDULED")
    throw new Refused("The fulfillment order cannot be rescheduled.", ["id"]);
  one.status = "SCHEDULED";
  one.fulfillAt = fulfillAt;
  change(site, order, one, "rescheduled");
  watchSchedule(site, order, one);
}

/** Makes a scheduled or started one open again. */
export function markAsOpen(site: Site, order: OrderState, one: FulfillmentOrderState): void {
  if (one.status !== "SCHEDULED" && one.status !== "IN_PROGRESS")
    throw new Refused("The fulfillment order cannot be opened.", ["id"]);
  const wasScheduled = one.status === "SCHEDULED";
  one.status = "OPEN";
  change(site, order, one, wasScheduled ? "scheduled_fulfillment_order_ready" : "manually_reported_progress_stopped");
}

const NOTHING_TO_PREPARE = "NO_LINE_ITEMS_TO_PREPARE_FOR_FULFILLMENT_ORDER";

/** Tells the customer that it can be picked up; the fulfillment order stays open. */
export function prepareForPickup(site: Site, order: OrderState, one: FulfillmentOrderState): void {
  const field = ["input", "lineItemsByFulfillmentOrder"];
  if (one.methodType !== "PICK_UP")
    throw new Refused("The fulfillment order is not for pickup.", field, "FULFILLMENT_ORDER_INVALID");
  if (one.prepared || one.lines.every((line) => line.remaining === 0)) {
    throw new Refused("There are no line items to prepare for this fulfillment order.", field, NOTHING_TO_PREPARE);
  }
  if (one.status !== "OPEN")
    throw new Refused("The fulfillment order is not open.", field, "FULFILLMENT_ORDER_INVALID");
  one.prepared = true;
  one.updatedAt = timeNow(site);
  const ready = { ...fulfillmentOrderReference(one), preparable: true, delivery_method: { method_type: "pickup" } };
  emit(site, [
    {
      topic: "fulfillment_orders/line_items_prepared_for_pickup",
      resource: one.id,
      payload: { fulfillment_order: ready },
    },
    ...orderUpdatedByFulfillmentOrder(site, order),
  ]);
}
