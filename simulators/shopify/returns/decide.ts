import type { OrderState, ReturnState } from "../state.ts";
import { gid, newId, Refused, timeNow, type Site } from "../world.ts";
import { fullReturnEvent, orderlessReturnEvent, shortReturnEvent, tellReturn } from "./return-events.ts";

function demand(one: ReturnState, status: ReturnState["status"], message: string): void {
  if (one.status !== status) throw new Refused(message, ["id"], "INVALID_STATE");
}

export function approveReturn(site: Site, order: OrderState, one: ReturnState): void {
  demand(one, "REQUESTED", "Return is not requested.");
  one.status = "OPEN";
  one.approvedAt = timeNow(site);
  one.reverse = { id: newId(site), status: "OPEN" };
  tellReturn(site, order, [fullReturnEvent(site, order, one, "approve")]);
}

export function declineReturn(
  site: Site,
  order: OrderState,
  one: ReturnState,
  decline: NonNullable<ReturnState["decline"]>,
): void {
  demand(one, "REQUESTED", "Return is not requested.");
  one.status = "DECLINED";
  one.decline = decline;
  const told = { decline: { reason: decline.reason.toLowerCase(), note: decline.note } };
  tellReturn(site, order, [orderlessReturnEvent(order, one, "decline", told)]);
}

export function cancelReturn(site: Site, order: OrderState, one: ReturnState): void {
  if (one.status !== "OPEN" && one.status !== "REQUESTED")
    throw new Refused("Return is not open.", ["id"], "INVALID_STATE");
  if (one.lines.some((line) => line.processed > 0 || line.refunded > 0)) {
    throw new Refused("Return cannot be canceled because it has been processed.", ["id"], "INVALID_STATE");
  }
  one.status = "CANCELED";
  if (one.reverse) one.reverse.status = "CANCELED";
  tellReturn(site, order, [shortReturnEvent(order, one, "cancel")]);
}

/** Closes without telling; `processReturn` tells its own. */
export function shut(site: Site, one: ReturnState): void {
  one.status = "CLOSED";
  one.closedAt = timeNow(site);
  if (one.reverse) one.reverse.status = "CLOSED";
}

export function closeReturn(site: Site, order: OrderState, one: ReturnState): void {
  demand(one, "OPEN", "Return is not open.");
  shut(site, one);
  tellReturn(site, order, [shortReturnEvent(order, one, "close")]);
}

export function reopenReturn(site: Site, order: OrderState, one: ReturnState): void {
  demand(one, "CLOSED", "Return is not closed.");
  one.status = "OPEN";
  one.closedAt = null;
  if (one.reverse) one.reverse.status = "OPEN";
  tellReturn(site, order, [shortReturnEvent(order, one, "reopen")]);
}

/** Staff changes how many units of an open return's lines come back; 0 takes the line out. */
export function editReturn(
  site: Site,
  order: OrderState,
  one: ReturnState,
  quantities: ReadonlyMap<string, number>,
): void {
  demand(one, "OPEN", "Return is not open.");
  const changes = one.lines.flatMap((line) => {
    const wanted = quantities.get(line.id);
    if (wanted === undefined || wanted === line.quantity) return [];
    if (wanted > line.quantity || wanted < line.processed)
      throw new Refused("Return line item quantity is invalid.", ["id"], "INVALID");
    return [{ line, wanted }];
  });
  const removals = changes.map(({ line, wanted }) => ({
    admin_graphql_api_id: gid("ReturnLineItem", line.id),
    delta: line.quantity - wanted,
  }));
  for (const { line, wanted } of changes) line.quantity = wanted;
  one.lines = one.lines.filter((line) => line.quantity > 0);
  tellReturn(site, order, [orderlessReturnEvent(order, one, "update", { return_line_items: { removals } })]);
}
