import type { ReturnSeed } from "../control.ts";
import { findVariant } from "../orders/line.ts";
import { returnableQuantity } from "../orders/quantities.ts";
import type { OrderState, ReturnLineState, ReturnState } from "../state.ts";
import { idOf, newId, Refused, timeNow, type Site } from "../world.ts";
import { isReason } from "./reasons.ts";
import { fullReturnEvent, tellReturn } from "./return-events.ts";

export interface ReturnRequestLine {
  readonly fulfillmentLineId: string;
  readonly quantity: number;
  readonly reason: string;
  readonly note: string;
  readonly customerNote: string | null;
}

const FIELD = ["returnInput", "returnLineItems"];

function makeLine(site: Site, order: OrderState, line: ReturnRequestLine): ReturnLineState {
  if (!isReason(line.reason)) throw new Refused("Return reason is invalid.", FIELD, "INVALID");
  if (line.note.length > 255)
    throw new Refused("Return reason note is too long (maximum is 255 characters)", FIELD, "TOO_LONG");
  const left = returnableQuantity(order, line.fulfillmentLineId);
  if (!Number.isInteger(line.quantity) || line.quantity < 1 || line.quantity > left) {
    throw new Refused("Return line item quantity is greater than what can be returned.", FIELD, "INVALID");
  }
  return { id: newId(site), ...line, processed: 0, refunded: 0, reverseLineId: newId(site) };
}

/** Two lines for the same fulfillment line must not take more than can be returned. */
function refuseOverdrawn(order: OrderState, lines: readonly ReturnRequestLine[]): void {
  for (const { fulfillmentLineId } of lines) {
    const all = lines
      .filter((one) => one.fulfillmentLineId === fulfillmentLineId)
      .reduce((sum, one) => sum + one.quantity, 0);
    if (all > returnableQuantity(order, fulfillmentLineId)) {
      throw new Refused("Return line item quantity is greater than what can be returned.", FIELD, "INVALID");
    }
  }
}

export interface ReturnRequest {
  readonly lines: readonly ReturnRequestLine[];
  readonly exchange: readonly { readonly variantId: string; readonly quantity: number }[];
}

export function makeReturn(
  site: Site,
  order: OrderState,
  { lines, exchange }: ReturnRequest,
  status: "REQUESTED" | "OPEN",
): ReturnState {
  if (lines.length === 0) throw new Refused("A return needs at least one line", FIELD, "BLANK");
  refuseOverdrawn(order, lines);
  const unknown = exchange.find((one) => !findVariant(site, one.variantId));
  if (unknown) throw new Refused("Variant does not exist", ["returnInput", "exchangeLineItems"], "NOT_FOUND");
  const now = timeNow(site);
  const made: ReturnState = {
    id: newId(site),
    number: order.returns.length + 1,
    status,
    createdAt: now,
    approvedAt: status === "OPEN" ? now : null,
    closedAt: null,
    decline: null,
    lines: lines.map((line) => makeLine(site, order, line)),
    reverse: status === "OPEN" ? { id: newId(site), status: "OPEN" } : null,
    dispositions: [],
    exchange: exchange.map(({ variantId, quantity }) => ({
      id: newId(site),
      variantId: idOf("ProductVariant", variantId) ?? "",
      quantity,
      processed: 0,
      lineIds: [],
    })),
  };
  order.returns.push(made);
  // A return takes an order out of the archive.
  if (order.cancelledAt === null) order.closedAt = null;
  return made;
}

/** Lines by order line are taken from the order's fulfillments, oldest first. */
export function requestFrom(order: OrderState, seed: ReturnSeed): ReturnRequest {
  const taken = new Map<string, number>();
  const lines = seed.lines.flatMap((line) => {
    const { quantity, reason = "unknown", note = "", customerNote = null } = line;
    const details = { reason, note, customerNote };
    if (line.fulfillmentLineItemId !== undefined) {
      return [
        { fulfillmentLineId: idOf("FulfillmentLineItem", line.fulfillmentLineItemId) ?? "", quantity, ...details },
      ];
    }
    const lineId = idOf("LineItem", line.lineId ?? "");
    let left = quantity;
    const pieces = order.fulfillments
      .flatMap((one) => one.lines)
      .filter((sent) => sent.lineId === lineId)
      .map((sent) => {
        const part = Math.min(left, returnableQuantity(order, sent.id) - (taken.get(sent.id) ?? 0));
        left -= part;
        taken.set(sent.id, (taken.get(sent.id) ?? 0) + part);
        return { fulfillmentLineId: sent.id, quantity: part, ...details };
      })
      .filter((piece) => piece.quantity > 0);
    if (left > 0)
      throw new Refused(
        `Only ${quantity - left} of ${quantity} units of ${line.lineId} can be returned`,
        FIELD,
        "INVALID",
      );
    return pieces;
  });
  return { lines, exchange: seed.exchange ?? [] };
}

export function requestReturn(site: Site, order: OrderState, request: ReturnRequest): ReturnState {
  const made = makeReturn(site, order, request, "REQUESTED");
  tellReturn(site, order, [fullReturnEvent(site, order, made, "request")]);
  return made;
}

/** Opened by staff or an app: tells the same as a request that was approved. */
export function createReturn(site: Site, order: OrderState, request: ReturnRequest): ReturnState {
  const made = makeReturn(site, order, request, "OPEN");
  tellReturn(site, order, [fullReturnEvent(site, order, made, "approve")]);
  return made;
}
