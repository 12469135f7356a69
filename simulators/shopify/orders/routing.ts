import type { DeliveryMethodType } from "../control.ts";
import type { FulfillmentOrderState, LineState, LocationState, OrderState } from "../state.ts";
import { emit } from "../webhooks/emit.ts";
import { fulfillmentOrderEvent } from "../webhooks/order-events.ts";
import { newId, timeNow, type Site } from "../world.ts";
import { findVariant } from "./line.ts";
import { unfulfilledQuantity } from "./quantities.ts";
import { sellOverTheCounter } from "./over-the-counter.ts";

const isUsable = (location: LocationState): boolean => location.isActive;

/** Where a line goes: said with the line, the shop or pickup point, where it is stocked, else the first that ships online orders. */
export function locationFor(site: Site, order: OrderState, line: LineState): LocationState {
  const { locations } = site.shop;
  const byId = (id: string | null): LocationState | undefined => locations.find((one) => one.id === id);
  const stocked = line.variantId === null ? [] : (findVariant(site, line.variantId)?.variant.locationIds ?? []);
  const found =
    byId(line.locationId) ??
    byId(order.locationId) ??
    stocked.map(byId).find((location) => location !== undefined && isUsable(location)) ??
    locations.find((location) => isUsable(location) && location.fulfillsOnlineOrders) ??
    locations.find(isUsable);
  if (!found) throw new Error(`${site.shop.domain} has no active location to route ${order.name} to.`);
  return found;
}

const PRESENTED: Readonly<Record<DeliveryMethodType, string | null>> = {
  SHIPPING: "Shipping",
  PICK_UP: "Pickup",
  LOCAL: "Local delivery",
  RETAIL: null,
  PICKUP_POINT: "Pickup point",
  NONE: null,
};

/** What needs no shipping is delivered by no method, except over the counter. */
export const methodFor = (order: OrderState, line: LineState): DeliveryMethodType =>
  line.requiresShipping || order.methodType === "RETAIL" ? order.methodType : "NONE";

export interface Piece {
  readonly line: LineState;
  readonly quantity: number;
}

export function makeFulfillmentOrder(
  site: Site,
  order: OrderState,
  at: { readonly location: LocationState; readonly methodType: DeliveryMethodType },
  pieces: readonly Piece[],
): FulfillmentOrderState {
  const now = timeNow(site);
  const fulfillmentOrder: FulfillmentOrderState = {
    id: newId(site),
    deliveryMethodId: newId(site),
    destinationId: newId(site),
    status: "OPEN",
    requestStatus: "UNSUBMITTED",
    createdAt: now,
    updatedAt: now,
    fulfillAt: order.createdAt,
    locationId: at.location.id,
    locationName: at.location.name,
    locationCountryCode: at.location.countryCode,
    managedBy: at.location.service === null ? "merchant" : "third-party",
    methodType: at.methodType,
    presentedName:
      at.methodType === "SHIPPING" ? (order.shippingLines[0]?.title ?? "Shipping") : PRESENTED[at.methodType],
    holds: [],
    prepared: false,
    lines: pieces.map(({ line, quantity }) => ({
      id: newId(site),
      lineId: line.id,
      total: quantity,
      remaining: quantity,
    })),
  };
  order.fulfillmentOrders.push(fulfillmentOrder);
  return fulfillmentOrder;
}

/** Puts pieces into fulfillment orders, one per location and delivery method. */
export function route(site: Site, order: OrderState, pieces: readonly Piece[]): FulfillmentOrderState[] {
  const groups = new Map<string, { location: LocationState; methodType: DeliveryMethodType; pieces: Piece[] }>();
  for (const piece of pieces) {
    if (piece.quantity <= 0) continue;
    const location = locationFor(site, order, piece.line);
    const methodType = methodFor(order, piece.line);
    const key = `${location.id} ${methodType}`;
    const group = groups.get(key) ?? { location, methodType, pieces: [] };
    groups.set(key, { ...group, pieces: [...group.pieces, piece] });
  }
  return [...groups.values()].map((group) => makeFulfillmentOrder(site, order, group, group.pieces));
}

const unrouted = (order: OrderState): Piece[] =>
  order.lines.map((line) => ({ line, quantity: unfulfilledQuantity(order, line) }));

function routeNow(site: Site, order: OrderState): void {
  if (order.routedAt !== null || order.cancelledAt !== null || site.shop.orders[order.id] !== order) return;
  order.routedAt = timeNow(site);
  const made = route(site, order, unrouted(order));
  site.world.index.note(site, order);
  emit(
    site,
    made.map((fulfillmentOrder) => fulfillmentOrderEvent("order_routing_complete", fulfillmentOrder)),
  );
}

/** Fulfillment orders come a moment after the order; those of a sale over the counter with it. */
export function planRouting(site: Site, order: OrderState): void {
  const overTheCounter =
    order.source === "pos" && order.methodType === "RETAIL" && site.shop.settings.posMarkAsFulfilled;
  if (overTheCounter) {
    routeNow(site, order);
    sellOverTheCounter(site, order);
    return;
  }
  site.world.clock.after(site.shop.settings.routingDelayMs, () => routeNow(site, order));
}
