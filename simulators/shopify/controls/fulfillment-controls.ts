import type { FulfilSeed, OrderView, Shop } from "../control.ts";
import { findFulfillment } from "../find.ts";
import { addFulfillmentEvent, cancelFulfillment, updateTracking } from "../fulfillments/change.ts";
import { fulfilEverything, fulfilParts, partsForLines } from "../fulfillments/fulfil.ts";
import { placeHold, releaseHolds } from "../fulfillments/hold.ts";
import { merge, move, prepareForPickup, reportProgress, schedule, split } from "../fulfillments/rearrange.ts";
import type { Units } from "../fulfillments/split.ts";
import { describeFulfillment, describeOrder } from "../order-summary.ts";
import type { FulfillmentOrderState, FulfillmentState, OrderState } from "../state.ts";
import { idOf, Refused, requireOrder, type Site } from "../world.ts";

type FulfillmentControls = Pick<
  Shop,
  | "fulfil"
  | "cancelFulfillment"
  | "updateTracking"
  | "addFulfillmentEvent"
  | "hold"
  | "releaseHold"
  | "move"
  | "schedule"
  | "split"
  | "merge"
  | "reportProgress"
  | "prepareForPickup"
>;

type LineUnits = readonly { readonly lineId: string; readonly quantity: number }[];

const numericLines = (lines: LineUnits): LineUnits =>
  lines.map(({ lineId, quantity }) => ({ lineId: idOf("LineItem", lineId) ?? "", quantity }));

function fulfillmentOrderOf(order: OrderState, reference: string): FulfillmentOrderState {
  const found = order.fulfillmentOrders.find((one) => one.id === idOf("FulfillmentOrder", reference));
  if (!found) throw new Refused(`Order ${order.name} has no fulfillment order ${reference}`);
  return found;
}

/** Units of one fulfillment order, named by order line. */
function unitsIn(order: OrderState, one: FulfillmentOrderState, lines: LineUnits): readonly Units[] {
  return partsForLines(order, numericLines(lines), [one]).flatMap((part) => part.lines ?? []);
}

function fulfilled(
  site: Site,
  order: OrderState,
  { fulfillmentOrderId, lines, tracking, notifyCustomer = false }: FulfilSeed,
): FulfillmentState[] {
  const details = { tracking: tracking ?? null, notify: notifyCustomer };
  if (fulfillmentOrderId === undefined && !lines) {
    const made = fulfilEverything(site, order, details);
    if (made.length === 0) throw new Refused(`Order ${order.name} has nothing that can be fulfilled`);
    return made;
  }
  const within = fulfillmentOrderId === undefined ? undefined : [fulfillmentOrderOf(order, fulfillmentOrderId)];
  const parts = lines
    ? partsForLines(order, numericLines(lines), within)
    : (within ?? []).map((fulfillmentOrder) => ({ fulfillmentOrder, lines: null }));
  return fulfilParts(site, order, parts, details);
}

const HOLDABLE = new Set(["OPEN", "SCHEDULED", "ON_HOLD"]);

/** What staff and carriers do with the goods. */
export function fulfillmentControls(site: Site): FulfillmentControls {
  const after = (id: string, run: (order: OrderState) => unknown): OrderView => {
    const order = requireOrder(site, id);
    run(order);
    return describeOrder(site, order);
  };
  const afterFulfillment = (
    id: string,
    run: (order: OrderState, fulfillment: FulfillmentState) => unknown,
  ): OrderView => {
    const found = findFulfillment(site.shop, id);
    if (!found) throw new Refused(`There is no fulfillment ${id}`);
    run(found.order, found.part);
    return describeOrder(site, found.order);
  };
  return {
    fulfil(id, options = {}) {
      const order = requireOrder(site, id);
      return fulfilled(site, order, options).map((one) => describeFulfillment(order, one));
    },
    cancelFulfillment: (id) => afterFulfillment(id, (order, one) => cancelFulfillment(site, order, one)),
    updateTracking: (id, tracking) => afterFulfillment(id, (order, one) => updateTracking(site, order, one, tracking)),
    addFulfillmentEvent: (id, status) =>
      afterFulfillment(id, (order, one) =>
        addFulfillmentEvent(site, order, one, { status, happenedAt: null, message: null }),
      ),
    hold: (id, { fulfillmentOrderId, reason = "OTHER", notes = null, lines } = {}) =>
      after(id, (order) => {
        const named = fulfillmentOrderId === undefined ? null : [fulfillmentOrderOf(order, fulfillmentOrderId)];
        const held = named ?? order.fulfillmentOrders.filter((one) => HOLDABLE.has(one.status));
        if (held.length === 0) throw new Refused(`Order ${order.name} has nothing that can be held`);
        for (const one of held) {
          const units = lines ? unitsIn(order, one, lines) : null;
          placeHold(site, order, one, { reason, notes, handle: null, byApp: false, units });
        }
      }),
    releaseHold: (id, fulfillmentOrderId) =>
      after(id, (order) => {
        const named = fulfillmentOrderId === undefined ? null : [fulfillmentOrderOf(order, fulfillmentOrderId)];
        for (const one of named ?? order.fulfillmentOrders.filter((held) => held.status === "ON_HOLD"))
          releaseHolds(site, order, one, null);
      }),
    move: (id, { fulfillmentOrderId, locationId, lines }) =>
      after(id, (order) => {
        const one = fulfillmentOrderOf(order, fulfillmentOrderId);
        move(site, order, one, {
          locationId: idOf("Location", locationId) ?? "",
          units: lines ? unitsIn(order, one, lines) : null,
        });
      }),
    schedule: (id, reference, fulfillAt) =>
      after(id, (order) => schedule(site, order, fulfillmentOrderOf(order, reference), fulfillAt)),
    split: (id, reference, lines) =>
      after(id, (order) => {
        const one = fulfillmentOrderOf(order, reference);
        split(site, order, one, unitsIn(order, one, lines));
      }),
    merge: (id, references) =>
      after(id, (order) =>
        merge(
          site,
          order,
          references.map((reference) => fulfillmentOrderOf(order, reference)),
        ),
      ),
    reportProgress: (id, reference) =>
      after(id, (order) => reportProgress(site, order, fulfillmentOrderOf(order, reference))),
    prepareForPickup: (id) =>
      after(id, (order) => {
        const one = order.fulfillmentOrders.find((found) => found.methodType === "PICK_UP" && found.status === "OPEN");
        if (!one) throw new Refused(`Order ${order.name} has nothing to be picked up`);
        prepareForPickup(site, order, one);
      }),
  };
}
