import type { FulfillmentOrderState, OrderState } from "../state.ts";
import { newId, Refused, timeNow, type Site } from "../world.ts";

export interface Units {
  /** Id of the fulfillment order's line. */
  readonly id: string;
  readonly quantity: number;
}

/** Takes units out of a fulfillment order into a new one like it (without its holds). All or nothing. */
export function splitOff(
  site: Site,
  order: OrderState,
  from: FulfillmentOrderState,
  units: readonly Units[],
): FulfillmentOrderState {
  const taken = units.map(({ id, quantity }) => {
    const line = from.lines.find((one) => one.id === id);
    if (!line || !Number.isInteger(quantity) || quantity < 1 || quantity > line.remaining) {
      throw new Refused("Invalid fulfillment order line item quantity requested.", ["fulfillmentOrderLineItems"]);
    }
    return { line, quantity };
  });
  const now = timeNow(site);
  for (const { line, quantity } of taken) {
    line.remaining -= quantity;
    line.total -= quantity;
  }
  const made: FulfillmentOrderState = {
    ...structuredClone(from),
    id: newId(site),
    deliveryMethodId: newId(site),
    destinationId: newId(site),
    createdAt: now,
    updatedAt: now,
    holds: [],
    lines: taken.map(({ line, quantity }) => ({
      id: newId(site),
      lineId: line.lineId,
      total: quantity,
      remaining: quantity,
    })),
  };
  from.lines = from.lines.filter((line) => line.total > 0);
  from.updatedAt = now;
  order.fulfillmentOrders.push(made);
  return made;
}

/** Everything that remains, except the units named. */
export function restOf(from: FulfillmentOrderState, units: readonly Units[]): Units[] {
  return from.lines
    .map((line) => ({
      id: line.id,
      quantity: line.remaining - units.filter((one) => one.id === line.id).reduce((all, one) => all + one.quantity, 0),
    }))
    .filter((one) => one.quantity > 0);
}
