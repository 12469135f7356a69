import { compareIds } from "./ids.ts";
import type { LineId } from "./ids.ts";
import type { Order, OrderLine } from "./order.ts";

/** Units of each line that have gone: those in fulfillments that succeeded. A line without any is absent. */
export const fulfilledQuantities = (order: Order): ReadonlyMap<LineId, number> => {
  const fulfilledLines = order.fulfillments
    .filter((fulfillment) => fulfillment.succeeded)
    .flatMap((fulfillment) => fulfillment.lines);
  return new Map(
    [...Map.groupBy(fulfilledLines, (line) => line.lineId)].map(
      ([lineId, lines]) => [lineId, lines.reduce((units, line) => units + line.quantity, 0)] as const,
    ),
  );
};

/** How many units the line's row should say (MAP-8): what has gone plus what is still to go, or what the line holds when nothing has gone. */
export const wantedQuantity = (line: OrderLine, fulfilled: ReadonlyMap<LineId, number>): number => {
  const gone = fulfilled.get(line.id) ?? 0;
  return gone > 0 ? gone + line.unfulfilledQuantity : line.currentQuantity;
};

const isRefunded = ({ financialStatus }: Order): boolean =>
  financialStatus !== null && financialStatus.known && financialStatus.value === "REFUNDED";

/** Why nothing more of the order will go (CHG-5, CHG-8); null while something may. */
export const endOf = (order: Order): "cancelled" | "refunded" | null => {
  if (order.cancelledAt !== null) return "cancelled";
  return isRefunded(order) ? "refunded" : null;
};

/** The order as far as it is still to be carried out: of one that was cancelled or refunded in full only what has gone. */
export const stillWanted = (order: Order): Order =>
  endOf(order) === null
    ? order
    : { ...order, lines: order.lines.map((line) => ({ ...line, currentQuantity: 0, unfulfilledQuantity: 0 })) };

/** The lines that get a row, in the order of their ids, with the units each row should say. */
export const wantedLines = (order: Order): readonly { readonly line: OrderLine; readonly quantity: number }[] => {
  const fulfilled = fulfilledQuantities(order);
  return order.lines
    .map((line) => ({ line, quantity: wantedQuantity(line, fulfilled) }))
    .filter(({ quantity }) => quantity > 0)
    .toSorted((a, b) => compareIds(a.line.id, b.line.id));
};
