import { archiveWhenDone } from "../orders/archive.ts";
import { fulfillmentStatus } from "../orders/statuses.ts";
import type { FulfillmentOrderLineState, FulfillmentOrderState, FulfillmentState, OrderState } from "../state.ts";
import { emit } from "../webhooks/emit.ts";
import { fulfillmentEvent, orderEvents } from "../webhooks/order-events.ts";
import { newId, Refused, timeNow, touch, type Site } from "../world.ts";
import { trackingFrom, type TrackingInput } from "./tracking.ts";

export interface FulfillmentPart {
  readonly fulfillmentOrder: FulfillmentOrderState;
  /** Null: everything that remains. */
  readonly lines: readonly { readonly id: string; readonly quantity: number }[] | null;
}

export interface FulfillmentDetails {
  readonly tracking?: TrackingInput | null;
  readonly notify?: boolean;
}

interface Taken {
  readonly fulfillmentOrder: FulfillmentOrderState;
  readonly line: FulfillmentOrderLineState;
  readonly quantity: number;
}

const FIELD = ["fulfillment"];

function refuseMixed(parts: readonly FulfillmentPart[]): void {
  const orders = parts.map((part) => part.fulfillmentOrder);
  if (new Set(orders.map((one) => one.locationId)).size > 1) {
    throw new Refused("All fulfillment orders must be assigned to a single location", FIELD);
  }
  const methods = [...new Set(orders.map((one) => one.methodType))];
  if (methods.length > 1) {
    const found = `[${methods.join(", ")}]`;
    throw new Refused(
      `All fulfillment orders must have the same delivery method type. Multiple delivery method types ${found} were found.`,
      FIELD,
    );
  }
  const closed = orders.find((one) => one.status !== "OPEN" && one.status !== "IN_PROGRESS");
  if (closed) {
    throw new Refused(
      `Fulfillment order ${closed.id} has an unfulfillable status= ${closed.status.toLowerCase()}.`,
      FIELD,
    );
  }
}

function take({ fulfillmentOrder, lines }: FulfillmentPart): Taken[] {
  const wanted =
    lines ??
    fulfillmentOrder.lines
      .filter((line) => line.remaining > 0)
      .map((line) => ({ id: line.id, quantity: line.remaining }));
  return wanted.map(({ id, quantity }) => {
    const line = fulfillmentOrder.lines.find((one) => one.id === id);
    if (!line || !Number.isInteger(quantity) || quantity < 1 || quantity > line.remaining) {
      throw new Refused("Invalid fulfillment order line item quantity requested.", FIELD);
    }
    return { fulfillmentOrder, line, quantity };
  });
}

/** The same line named twice must not take more than remains. */
function refuseOverdrawn(taken: readonly Taken[]): void {
  for (const { line } of taken) {
    const all = taken.filter((one) => one.line === line).reduce((sum, one) => sum + one.quantity, 0);
    if (all > line.remaining) throw new Refused("Invalid fulfillment order line item quantity requested.", FIELD);
  }
}

function record(site: Site, order: OrderState, taken: readonly Taken[], details: FulfillmentDetails): FulfillmentState {
  const now = timeNow(site);
  const first = taken[0]?.fulfillmentOrder;
  const fulfillment: FulfillmentState = {
    id: newId(site),
    number: order.fulfillments.length + 1,
    status: "SUCCESS",
    displayStatus: first?.methodType === "PICK_UP" ? "PICKED_UP" : "FULFILLED",
    createdAt: now,
    updatedAt: now,
    deliveredAt: null,
    inTransitAt: null,
    locationId: first?.locationId ?? null,
    serviceHandle: site.shop.locations.find((one) => one.id === first?.locationId)?.service?.handle ?? "manual",
    tracking: trackingFrom(details.tracking),
    notified: details.notify ?? false,
    lines: taken.map(({ fulfillmentOrder, line, quantity }) => ({
      id: newId(site),
      lineId: line.lineId,
      quantity,
      fulfillmentOrderId: fulfillmentOrder.id,
      fulfillmentOrderLineId: line.id,
    })),
    events: [],
  };
  order.fulfillments.push(fulfillment);
  return fulfillment;
}

/** `fulfillmentCreate`: all of it or nothing; the same call twice makes two while anything remains. */
export function fulfil(
  site: Site,
  order: OrderState,
  parts: readonly FulfillmentPart[],
  details: FulfillmentDetails,
): FulfillmentState {
  if (parts.length === 0) throw new Refused("Fulfillment orders can't be blank", FIELD);
  refuseMixed(parts);
  const taken = parts.flatMap(take);
  refuseOverdrawn(taken);
  if (taken.length === 0) throw new Refused("Invalid fulfillment order line item quantity requested.", FIELD);
  const fulfillment = record(site, order, taken, details);
  for (const { fulfillmentOrder, line, quantity } of taken) {
    line.remaining -= quantity;
    fulfillmentOrder.updatedAt = fulfillment.createdAt;
    if (fulfillmentOrder.lines.every((one) => one.remaining === 0)) fulfillmentOrder.status = "CLOSED";
  }
  archiveWhenDone(site, order);
  touch(site, order);
  const reached = fulfillmentStatus(order) === "FULFILLED" ? "fulfilled" : "partially_fulfilled";
  emit(site, [fulfillmentEvent(site, order, fulfillment, "create"), ...orderEvents(site, order, [reached, "updated"])]);
  return fulfillment;
}

const canBeFulfilled = (one: FulfillmentOrderState): boolean =>
  (one.status === "OPEN" || one.status === "IN_PROGRESS") && one.lines.some((line) => line.remaining > 0);

/** One fulfillment per location and delivery method, as Shopify demands. */
export function fulfilParts(
  site: Site,
  order: OrderState,
  parts: readonly FulfillmentPart[],
  details: FulfillmentDetails,
): FulfillmentState[] {
  const groups = new Map<string, FulfillmentPart[]>();
  for (const part of parts) {
    const key = `${part.fulfillmentOrder.locationId} ${part.fulfillmentOrder.methodType}`;
    groups.set(key, [...(groups.get(key) ?? []), part]);
  }
  return [...groups.values()].map((group) => fulfil(site, order, group, details));
}

export function fulfilEverything(site: Site, order: OrderState, details: FulfillmentDetails): FulfillmentState[] {
  const parts = order.fulfillmentOrders
    .filter(canBeFulfilled)
    .map((fulfillmentOrder) => ({ fulfillmentOrder, lines: null }));
  return fulfilParts(site, order, parts, details);
}

/** Staff names order lines; they are taken from the fulfillment orders that hold them, in order. */
export function partsForLines(
  order: OrderState,
  wanted: readonly { readonly lineId: string; readonly quantity: number }[],
  within: readonly FulfillmentOrderState[] = order.fulfillmentOrders.filter(canBeFulfilled),
): FulfillmentPart[] {
  const parts = new Map<FulfillmentOrderState, { id: string; quantity: number }[]>();
  for (const { lineId, quantity } of wanted) {
    let left = quantity;
    const holders = within.flatMap((fulfillmentOrder) =>
      fulfillmentOrder.lines.map((line) => ({ fulfillmentOrder, line })),
    );
    for (const { fulfillmentOrder, line } of holders.filter((one) => one.line.lineId === lineId)) {
      const taken = Math.min(left, line.remaining);
      const known = parts.get(fulfillmentOrder) ?? [];
      if (taken > 0) parts.set(fulfillmentOrder, [...known, { id: line.id, quantity: taken }]);
      left -= taken;
    }
    if (left > 0) throw new Refused(`Only ${quantity - left} of ${quantity} units of line ${lineId} can be taken`);
  }
  return [...parts].map(([fulfillmentOrder, lines]) => ({ fulfillmentOrder, lines }));
}
