import type { EditSeed } from "../control.ts";
import type { AgreementState, FulfillmentOrderState, LineState, OrderState } from "../state.ts";
import { emit } from "../webhooks/emit.ts";
import { numeric, type Json } from "../webhooks/json.ts";
import { orderEvents } from "../webhooks/order-events.ts";
import { idOf, newId, Refused, timeNow, touch, type Site } from "../world.ts";
import { discountLine, makeLine } from "./line.ts";
import { makeShippingLine } from "./place.ts";
import { currentQuantity, unfulfilledQuantity } from "./quantities.ts";
import { findLine } from "./refund.ts";
import { locationFor, makeFulfillmentOrder, methodFor, type Piece } from "./routing.ts";
import { isLive } from "./statuses.ts";
import { endFulfillmentOrder, takeBack } from "./take-back.ts";

export interface Change {
  readonly line: LineState;
  readonly delta: number;
  readonly isNew: boolean;
}

/** A fulfillment order that an edit touches is replaced: the old one ends, a new one with a new id takes what is left. */
function replace(site: Site, order: OrderState, old: FulfillmentOrderState, extra: readonly Piece[]): void {
  const left = new Map<string, number>();
  for (const line of old.lines) left.set(line.lineId, (left.get(line.lineId) ?? 0) + line.remaining);
  for (const { line, quantity } of extra) left.set(line.id, (left.get(line.id) ?? 0) + quantity);
  const { status, holds, fulfillAt } = old;
  endFulfillmentOrder(site, order, old);
  const pieces = [...left]
    .filter(([, quantity]) => quantity > 0)
    .map(([lineId, quantity]) => ({ line: findLine(order, lineId), quantity }));
  const location = site.shop.locations.find((one) => one.id === old.locationId);
  const first = pieces[0];
  if (!first) return;
  const at = { location: location ?? locationFor(site, order, first.line), methodType: old.methodType };
  Object.assign(makeFulfillmentOrder(site, order, at, pieces), { status, holds, fulfillAt });
}

function reroute(site: Site, order: OrderState, changes: readonly Change[]): void {
  if (order.routedAt === null) return;
  const touched = new Map<FulfillmentOrderState, Piece[]>();
  for (const { line, delta } of changes) {
    if (delta < 0) for (const one of takeBack(site, order, line.id, -delta)) touched.set(one, touched.get(one) ?? []);
    if (delta <= 0) continue;
    const [location, methodType] = [locationFor(site, order, line), methodFor(order, line)];
    const home = order.fulfillmentOrders.find(
      (one) => isLive(one) && one.locationId === location.id && one.methodType === methodType,
    );
    const piece = { line, quantity: delta };
    if (home) touched.set(home, [...(touched.get(home) ?? []), piece]);
    else makeFulfillmentOrder(site, order, { location, methodType }, [piece]);
  }
  for (const [one, extra] of touched) replace(site, order, one, extra);
}

function changeQuantity(order: OrderState, line: LineState, wanted: number): Change {
  const delta = wanted - currentQuantity(order, line);
  if (!Number.isInteger(wanted) || wanted < 0) throw new Refused("Quantity must be zero or more", ["quantity"]);
  if (-delta > unfulfilledQuantity(order, line))
    throw new Refused("Only unfulfilled units can be removed", ["quantity"]);
  if (delta < 0) line.removed -= delta;
  else line.quantity += delta;
  return { line, delta, isNew: false };
}

function applyLines(site: Site, order: OrderState, edit: EditSeed): Change[] {
  const removed = (edit.remove ?? []).map((id) => {
    const line = findLine(order, id);
    return changeQuantity(order, line, currentQuantity(order, line) - unfulfilledQuantity(order, line));
  });
  const set = Object.entries(edit.setQuantity ?? {}).map(([id, wanted]) =>
    changeQuantity(order, findLine(order, id), wanted),
  );
  const taxes = order.lines.find((line) => line.taxes.length > 0)?.taxes ?? [];
  const added = (edit.add ?? []).map((seed) => {
    const line = makeLine(site, order, seed, taxes);
    order.lines.push(line);
    if (seed.discount) discountLine(order, line, seed.discount);
    return { line, delta: line.quantity, isNew: true };
  });
  return [...removed, ...set, ...added].filter((change) => change.delta !== 0);
}

function applyShipping(
  site: Site,
  order: OrderState,
  { add = [], remove = [] }: NonNullable<EditSeed["shipping"]>,
): boolean {
  for (const reference of remove) {
    const line = order.shippingLines.find((one) => one.id === idOf("ShippingLine", reference));
    if (!line) throw new Refused("Shipping line does not exist", ["id"]);
    line.isRemoved = true;
  }
  const taxes = order.shippingLines[0]?.taxes ?? order.lines.find((line) => line.taxes.length > 0)?.taxes ?? [];
  for (const seed of add) order.shippingLines.push({ ...makeShippingLine(site, order, seed, taxes), addedLater: true });
  return add.length + remove.length > 0;
}

const listed = (changes: readonly Change[]): Json =>
  changes.map(({ line, delta }) => ({ id: numeric(line.id), delta: Math.abs(delta) }));

/** `orders/edited` names the order by number only. */
function editedPayload(site: Site, order: OrderState, changes: readonly Change[], staffNote: string): Json {
  return {
    order_edit: {
      id: numeric(newId(site)),
      app_id: null,
      created_at: order.updatedAt,
      committed_at: order.updatedAt,
      notify_customer: false,
      order_id: numeric(order.id),
      staff_note: staffNote,
      user_id: null,
      line_items: {
        additions: listed(changes.filter((one) => one.delta > 0)),
        removals: listed(changes.filter((one) => one.delta < 0)),
      },
      discounts: { line_item: { additions: [], removals: [] } },
      shipping_lines: { additions: [], removals: [] },
    },
  };
}

function agree(site: Site, changes: readonly Change[]): AgreementState {
  const sales = changes.map(({ line, delta, isNew }) => ({
    id: newId(site),
    lineId: line.id,
    action: isNew ? ("ORDER" as const) : ("UPDATE" as const),
    quantity: delta,
  }));
  return { id: newId(site), kind: "OrderEditAgreement", happenedAt: timeNow(site), sales };
}

/** Adds lines or units to the order and its fulfillment orders; exchanges do the same as edits. */
export function addToOrder(site: Site, order: OrderState, changes: readonly Change[]): void {
  reroute(site, order, changes);
}

/** An order edit from begin to commit. All of it or nothing. */
export function editOrder(site: Site, order: OrderState, edit: EditSeed): void {
  if (order.cancelledAt !== null) throw new Refused("Cancelled orders cannot be edited", ["id"]);
  if (order.closedAt !== null) throw new Refused("Archived orders cannot be edited", ["id"]);
  const before = structuredClone(order);
  try {
    const changes = applyLines(site, order, edit);
    const shippingChanged = applyShipping(site, order, edit.shipping ?? {});
    if (changes.length === 0 && !shippingChanged) throw new Refused("There is nothing to change", ["id"]);
    reroute(site, order, changes);
    order.edited = true;
    order.agreements.push(agree(site, changes));
    touch(site, order);
    const edited = {
      topic: "orders/edited",
      resource: order.id,
      payload: editedPayload(site, order, changes, edit.staffNote ?? ""),
    };
    emit(site, [edited, ...orderEvents(site, order, ["updated"])]);
  } catch (cause) {
    Object.assign(order, before);
    throw cause;
  }
}
