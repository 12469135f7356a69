import type { RefundSeed, RestockType } from "../control.ts";
import { add, allocate, mapBag, ratio, scale, subtract, sum, toBag, toMinor, zero, type Bag } from "../money.ts";
import type { LineState, OrderState, RefundLineState, RefundState } from "../state.ts";
import { emit } from "../webhooks/emit.ts";
import { orderEvents, refundEvent, transactionEvent } from "../webhooks/order-events.ts";
import { idOf, newId, Refused, timeNow, touch, type Site } from "../world.ts";
import { archiveWhenDone } from "./archive.ts";
import { addTransaction } from "./payments.ts";
import { currentQuantity, fulfilledQuantity, unfulfilledQuantity } from "./quantities.ts";
import { endIfEmpty, takeBack } from "./take-back.ts";
import { lineTaxes, netFor, netPayment, refundedShipping, shippingNet, shippingTaxes } from "./totals.ts";

export interface RefundedUnits {
  readonly line: LineState;
  readonly quantity: number;
  readonly restockType: RestockType | null;
  readonly locationId: string | null;
}

export interface RefundPlan {
  readonly units: readonly RefundedUnits[];
  /** An amount, "full" or nothing. */
  readonly shipping: string | null;
  /** Money to send back; null: what it is all worth, at most what was received. */
  readonly amount: Bag | null;
  readonly note: string | null;
  readonly returnId: string | null;
}

/** Units that were sent and not refunded since. */
function sentAndKept(order: OrderState, line: LineState): number {
  const back = order.refunds
    .flatMap((refund) => refund.lines)
    .filter((one) => one.lineId === line.id)
    .reduce((all, one) => all + one.quantity - one.unfulfilled, 0);
  return fulfilledQuantity(order, line) - back;
}

/** How many of the units had not been sent: all for CANCEL, none for RETURN, else those first. */
function unsentOf(order: OrderState, { line, quantity, restockType }: RefundedUnits): number {
  const [open, sent] = [unfulfilledQuantity(order, line), sentAndKept(order, line)];
  const unsent = restockType === "RETURN" ? 0 : restockType === "CANCEL" ? quantity : Math.min(quantity, open);
  if (quantity < 1 || quantity > currentQuantity(order, line) || unsent > open || quantity - unsent > sent) {
    if (line.kind !== "tip")
      throw new Refused("Refund line items: Quantity cannot refund more items than were purchased", [
        "refundLineItems",
      ]);
  }
  return unsent;
}

function refundLine(site: Site, order: OrderState, units: RefundedUnits): RefundLineState {
  const { line, quantity } = units;
  const before = currentQuantity(order, line);
  const taxed = (of: number): Bag => sum(lineTaxes(order, line, of));
  const unfulfilled = unsentOf(order, units);
  return {
    id: newId(site),
    lineId: line.id,
    quantity,
    unfulfilled,
    restockType: units.restockType ?? (unfulfilled === quantity ? "CANCEL" : "RETURN"),
    locationId: units.locationId,
    subtotal: subtract(netFor(line, before), netFor(line, before - quantity)),
    tax: subtract(taxed(before), taxed(before - quantity)),
  };
}

type RefundedShipping = RefundState["shipping"][number];

function refundShipping(site: Site, order: OrderState, wanted: RefundPlan["shipping"]): RefundedShipping[] {
  if (wanted === null) return [];
  const lines = order.shippingLines.filter((line) => !line.isRemoved);
  const left = lines.map((line) => subtract(shippingNet(line), refundedShipping(order, line).subtotal));
  const whole = sum(left);
  const amount = wanted === "full" ? whole : toBag(toMinor(wanted, order.currency), order);
  if (amount.shop > whole.shop)
    throw new Refused("Shipping refund is more than what is left of the shipping price", ["shipping"]);
  const shares = allocate(
    amount.shop,
    left.map((one) => one.shop),
  );
  return lines.flatMap((line, index) => {
    const rest = left[index] ?? zero;
    const share = shares[index] ?? 0;
    if (share === 0) return [];
    const part = ratio(share, rest.shop);
    const tax = subtract(sum(shippingTaxes(order, line)), refundedShipping(order, line).tax);
    const subtotal = { shop: share, presentment: scale(rest.presentment, part) };
    return [{ id: newId(site), shippingLineId: line.id, subtotal, tax: mapBag(tax, (minor) => scale(minor, part)) }];
  });
}

/** What the refund is worth: with tax, whether prices include it or not. */
function worth(order: OrderState, refund: Pick<RefundState, "lines" | "shipping">): Bag {
  const parts = [...refund.lines, ...refund.shipping];
  const goods = sum(parts.map((part) => part.subtotal));
  return order.taxesIncluded ? goods : add(goods, sum(parts.map((part) => part.tax)));
}

const smaller = (one: Bag, other: Bag): Bag => (one.shop <= other.shop ? one : other);

/** Notes a refund with everything that follows from it, without telling anyone. */
export function recordRefund(site: Site, order: OrderState, plan: RefundPlan): RefundState {
  const lines = plan.units.map((units) => refundLine(site, order, units));
  const shipping = refundShipping(site, order, plan.shipping);
  const paid = netPayment(order);
  const amount = plan.amount ?? smaller(worth(order, { lines, shipping }), paid);
  if (amount.shop > paid.shop) throw new Refused("Refund amount is more than was received", ["transactions"]);
  const refund: RefundState = {
    id: newId(site),
    returnId: plan.returnId,
    createdAt: timeNow(site),
    note: plan.note,
    lines,
    shipping,
    transactionIds: [],
    amount,
  };
  if (amount.shop > 0) refund.transactionIds.push(addTransaction(site, order, "REFUND", amount).id);
  order.refunds.push(refund);
  const sales = lines.map((line) => ({
    id: newId(site),
    lineId: line.lineId,
    action: "RETURN" as const,
    quantity: -line.quantity,
  }));
  order.agreements.push({ id: newId(site), kind: "RefundAgreement", happenedAt: refund.createdAt, sales });
  for (const line of lines) endIfEmpty(site, order, takeBack(site, order, line.lineId, line.unfulfilled));
  return refund;
}

export const refundEvents = (site: Site, order: OrderState, refund: RefundState) => [
  refundEvent(site, order, refund),
  ...order.transactions
    .filter((one) => refund.transactionIds.includes(one.id))
    .map((one) => transactionEvent(site, order, one)),
];

export function findLine(order: OrderState, reference: string): LineState {
  const line = order.lines.find((one) => one.id === idOf("LineItem", reference));
  if (!line) throw new Refused("Line item does not exist", ["lineItemId"], "NOT_FOUND");
  return line;
}

export function planOfRefund(order: OrderState, seed: RefundSeed): RefundPlan {
  return {
    units: (seed.lines ?? []).map(({ lineId, quantity, restockType, locationId }) => ({
      line: findLine(order, lineId),
      quantity,
      restockType: restockType ?? null,
      locationId: locationId === undefined ? null : idOf("Location", locationId),
    })),
    shipping: seed.shipping ?? null,
    amount: seed.amount === undefined ? null : toBag(toMinor(seed.amount, order.currency), order),
    note: seed.note ?? null,
    returnId: null,
  };
}

/** A refund by staff or an app. */
export function refund(site: Site, order: OrderState, plan: RefundPlan): RefundState {
  const made = recordRefund(site, order, plan);
  archiveWhenDone(site, order);
  touch(site, order);
  emit(site, [...refundEvents(site, order, made), ...orderEvents(site, order, ["updated"])]);
  return made;
}
