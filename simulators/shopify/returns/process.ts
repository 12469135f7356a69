import { zero } from "../money.ts";
import { addToOrder, type Change } from "../orders/edit.ts";
import { makeLine } from "../orders/line.ts";
import { recordRefund, refundEvents } from "../orders/refund.ts";
import { isProcessed } from "../orders/statuses.ts";
import type { DispositionState, LineState, OrderState, ReturnLineState, ReturnState } from "../state.ts";
import type { ShopEvent } from "../webhooks/emit.ts";
import { gid, newId, Refused, timeNow, type Site } from "../world.ts";
import { shut } from "./decide.ts";
import { disposeEvent, orderlessReturnEvent, shortReturnEvent, tellReturn } from "./return-events.ts";

export interface DispositionRequest {
  readonly reverseLineId: string;
  readonly quantity: number;
  readonly type: DispositionState["type"];
  readonly locationId: string | null;
}

/** Notes what became of units that came back. */
export function recordDispositions(
  site: Site,
  one: ReturnState,
  requests: readonly DispositionRequest[],
): DispositionState[] {
  const made = requests.map(({ reverseLineId, quantity, type, locationId }) => {
    const line = one.lines.find((found) => found.reverseLineId === reverseLineId);
    const done = one.dispositions
      .filter((found) => found.reverseLineId === reverseLineId)
      .reduce((all, found) => all + found.quantity, 0);
    if (!line || quantity < 1 || done + quantity > line.quantity) {
      throw new Refused("Disposition quantity is greater than what remains.", ["dispositionInputs"], "INVALID");
    }
    if (type === "RESTOCKED" && locationId === null)
      throw new Refused("Location is required to restock.", ["dispositionInputs"], "BLANK");
    return { id: newId(site), reverseLineId, type, quantity, locationId, createdAt: timeNow(site) };
  });
  one.dispositions.push(...made);
  return made;
}

export function dispose(
  site: Site,
  order: OrderState,
  one: ReturnState,
  requests: readonly DispositionRequest[],
): DispositionState[] {
  if (one.status !== "OPEN") throw new Refused("Return is not open.", ["dispositionInputs"], "INVALID_STATE");
  const made = recordDispositions(site, one, requests);
  tellReturn(site, order, [disposeEvent(one, made)]);
  return made;
}

export interface ProcessRequest {
  readonly lines: readonly {
    readonly id: string;
    readonly quantity: number;
    readonly dispositions: readonly DispositionRequest[];
  }[];
  readonly exchange: readonly { readonly id: string; readonly quantity: number }[];
  readonly refund: boolean;
}

const orderLineOf = (order: OrderState, line: ReturnLineState): LineState => {
  const sent = order.fulfillments.flatMap((one) => one.lines).find((found) => found.id === line.fulfillmentLineId);
  return order.lines.find((found) => found.id === sent?.lineId) as LineState;
};

function processLines(site: Site, one: ReturnState, request: ProcessRequest): DispositionState[] {
  const found = request.lines.map(({ id, quantity, dispositions }) => {
    const line = one.lines.find((candidate) => candidate.id === id);
    if (!line || !Number.isInteger(quantity) || quantity < 1 || quantity > line.quantity - line.processed) {
      throw new Refused(
        "Return line item quantity is greater than what can be processed.",
        ["input", "returnLineItems"],
        "INVALID",
      );
    }
    return { line, quantity, dispositions };
  });
  const made = recordDispositions(
    site,
    one,
    found.flatMap(({ dispositions }) => dispositions),
  );
  for (const { line, quantity } of found) line.processed += quantity;
  return made;
}

/** Items sent in exchange become lines of the order. */
function processExchange(site: Site, order: OrderState, one: ReturnState, request: ProcessRequest): void {
  const taxes = order.lines.find((line) => line.taxes.length > 0)?.taxes ?? [];
  const changes: Change[] = request.exchange.flatMap(({ id, quantity }) => {
    const item = one.exchange.find((found) => found.id === id);
    if (!item || quantity > item.quantity - item.processed)
      throw new Refused("Exchange line item quantity is invalid.", ["input"], "INVALID");
    const line = makeLine(site, order, { variantId: gid("ProductVariant", item.variantId), quantity }, taxes);
    order.lines.push(line);
    item.processed += quantity;
    item.lineIds.push(line.id);
    return [{ line, delta: quantity, isNew: true }];
  });
  addToOrder(site, order, changes);
}

/** The goods leave the order whether or not money goes back now. */
function refundProcessed(site: Site, order: OrderState, one: ReturnState, request: ProcessRequest): ShopEvent[] {
  if (!request.refund) return [];
  const units = request.lines.map(({ id, quantity }) => {
    const line = one.lines.find((found) => found.id === id) as ReturnLineState;
    line.refunded += quantity;
    return { line: orderLineOf(order, line), quantity, restockType: "RETURN" as const, locationId: null };
  });
  const isExchange = request.exchange.length > 0;
  const plan = { units, shipping: null, amount: isExchange ? zero : null, note: null, returnId: one.id };
  return refundEvents(site, order, recordRefund(site, order, plan));
}

/** All of it or nothing. */
function carryOut(site: Site, order: OrderState, one: ReturnState, request: ProcessRequest) {
  const [orderBefore, returnBefore] = [structuredClone({ ...order, returns: [] }), structuredClone(one)];
  try {
    const made = processLines(site, one, request);
    processExchange(site, order, one, request);
    return { made, refunded: refundProcessed(site, order, one, request) };
  } catch (cause) {
    Object.assign(one, returnBefore);
    Object.assign(order, { ...orderBefore, returns: order.returns });
    throw cause;
  }
}

export function processReturn(site: Site, order: OrderState, one: ReturnState, request: ProcessRequest): void {
  if (one.status !== "OPEN") throw new Refused("Return is not open.", ["input", "returnId"], "INVALID_STATE");
  const { made, refunded } = carryOut(site, order, one, request);
  const closes =
    site.shop.settings.autoCloseReturns &&
    isProcessed(one) &&
    one.exchange.every((item) => item.processed === item.quantity);
  if (closes) shut(site, one);
  tellReturn(site, order, [
    orderlessReturnEvent(order, one, "process"),
    ...(made.length > 0 ? [disposeEvent(one, made)] : []),
    ...refunded,
    ...(closes ? [shortReturnEvent(order, one, "close")] : []),
  ]);
}
