import type { ProcessReturnSeed, ReturnView, Shop } from "../control.ts";
import { findReturn } from "../find.ts";
import { describeReturn } from "../order-summary.ts";
import {
  approveReturn,
  cancelReturn,
  closeReturn,
  declineReturn,
  editReturn,
  reopenReturn,
} from "../returns/decide.ts";
import { createReturn, requestFrom, requestReturn } from "../returns/open.ts";
import { processReturn, type ProcessRequest } from "../returns/process.ts";
import type { OrderState, ReturnState } from "../state.ts";
import { idOf, Refused, requireOrder, type Site } from "../world.ts";

type ReturnControls = Pick<
  Shop,
  | "requestReturn"
  | "createReturn"
  | "approveReturn"
  | "declineReturn"
  | "editReturn"
  | "processReturn"
  | "cancelReturn"
  | "closeReturn"
  | "reopenReturn"
>;

/** By default all that is left, restocked where it was sent from. */
function processRequest(order: OrderState, one: ReturnState, seed: ProcessReturnSeed): ProcessRequest {
  const whole: NonNullable<ProcessReturnSeed["lines"]> = one.lines
    .filter((line) => line.processed < line.quantity)
    .map((line) => ({ returnLineId: line.id, quantity: line.quantity - line.processed }));
  const lines = (seed.lines ?? whole).map((wanted) => {
    const line = one.lines.find((found) => found.id === idOf("ReturnLineItem", wanted.returnLineId));
    if (!line) throw new Refused(`There is no return line ${wanted.returnLineId}`);
    const type = wanted.disposition ?? "RESTOCKED";
    const named = wanted.locationId === undefined ? null : idOf("Location", wanted.locationId);
    const sentFrom =
      order.fulfillments.find((sent) => sent.lines.some((piece) => piece.id === line.fulfillmentLineId))?.locationId ??
      null;
    const locationId = type === "RESTOCKED" ? (named ?? sentFrom) : named;
    const disposition = { reverseLineId: line.reverseLineId, quantity: wanted.quantity, type, locationId };
    return { id: line.id, quantity: wanted.quantity, dispositions: [disposition] };
  });
  const exchange = one.exchange
    .filter((item) => item.processed < item.quantity)
    .map((item) => ({ id: item.id, quantity: item.quantity - item.processed }));
  return { lines, exchange, refund: seed.refund ?? true };
}

/** What customers and staff do with returns. */
export function returnControls(site: Site): ReturnControls {
  const after = (id: string, run: (order: OrderState, one: ReturnState) => unknown): ReturnView => {
    const found = findReturn(site.shop, id);
    if (!found) throw new Refused(`There is no return ${id}`);
    run(found.order, found.part);
    return describeReturn(found.order, found.part);
  };
  return {
    requestReturn(id, seed) {
      const order = requireOrder(site, id);
      return describeReturn(order, requestReturn(site, order, requestFrom(order, seed)));
    },
    createReturn(id, seed) {
      const order = requireOrder(site, id);
      return describeReturn(order, createReturn(site, order, requestFrom(order, seed)));
    },
    approveReturn: (id) => after(id, (order, one) => approveReturn(site, order, one)),
    declineReturn: (id, { reason = "OTHER", note } = {}) =>
      after(id, (order, one) => declineReturn(site, order, one, { reason, note: note ?? null })),
    editReturn: (id, quantities) =>
      after(id, (order, one) => {
        const byLine = Object.entries(quantities).map(
          ([line, quantity]) => [idOf("ReturnLineItem", line) ?? "", quantity] as const,
        );
        editReturn(site, order, one, new Map(byLine));
      }),
    processReturn: (id, seed = {}) =>
      after(id, (order, one) => processReturn(site, order, one, processRequest(order, one, seed))),
    cancelReturn: (id) => after(id, (order, one) => cancelReturn(site, order, one)),
    closeReturn: (id) => after(id, (order, one) => closeReturn(site, order, one)),
    reopenReturn: (id) => after(id, (order, one) => reopenReturn(site, order, one)),
  };
}
