import { titleOf } from "./carry-to-katana.ts";
import { causeOf, createSteps } from "./carry-to-shopify.ts";
import type { FulfillmentPair } from "./fulfillment-pair.ts";
import type { FulfillmentStep } from "./fulfillment-step.ts";
import { unitsByLine } from "./fulfillment.ts";
import type { LineUnits } from "./fulfillment.ts";
import type { KatanaLocationId, LineId, ShopifyLocationId } from "./ids.ts";
import { isPickup, takeParts } from "./open-fulfillment-orders.ts";
import type { OpenPart } from "./open-fulfillment-orders.ts";
import type { Order, OrderLine } from "./order.ts";
import type { Block } from "./plan.ts";
import { fulfilledQuantities } from "./quantity.ts";
import type { AgreedSalesOrder } from "./sales-order.ts";

export interface Remainder {
  readonly order: Order;
  readonly agreed: AgreedSalesOrder;
  readonly pairs: readonly FulfillmentPair[];
  readonly locations: ReadonlyMap<ShopifyLocationId, KatanaLocationId>;
  /** What is open once everything else is done, and what that is. */
  readonly parts: readonly OpenPart[];
  readonly sent: readonly LineUnits[];
}

/** What was fulfilled by Tandem and cancelled by somebody is not fulfilled again (FUL-5). */
const cancelled = ({ order, pairs }: Remainder): ReadonlyMap<LineId, number> => {
  const there = new Set(order.fulfillments.filter(({ succeeded }) => succeeded).map(({ gid }) => gid));
  return unitsByLine(
    pairs.flatMap(({ shopify }) => shopify.filter(({ gid }) => !there.has(gid)).flatMap(({ lines }) => lines)),
  );
};

/** Units of a line that its row stood for and that are still open; a line without a row counts when it needs no shipping. Null: it never got a row. */
const closable = (line: OrderLine, { agreed, ...remainder }: Remainder, gone: number): number | null => {
  const open = remainder.parts.reduce((units, part) => (part.lineId === line.id ? units + part.left : units), 0);
  const rows = agreed.rows.filter(({ key }) => key === line.id);
  if (rows.length === 0 && line.requiresShipping) return open > 0 ? null : 0;
  const owed = rows.reduce((units, { quantity }) => units + quantity, 0) - gone;
  return rows.length === 0 ? open : Math.max(0, Math.min(open, owed));
};

/** FUL-4: the whole sales order is delivered, so what is left of the order is fulfilled; the customer was told of the goods before. */
export const closeRemainder = (
  remainder: Remainder,
): { readonly steps: readonly FulfillmentStep[]; readonly blocks: readonly Block[] } => {
  const { order, parts, sent, locations } = remainder;
  const called = cancelled(remainder);
  const fulfilled = fulfilledQuantities(order);
  const planned = unitsByLine(sent);
  const goneOf = (id: LineId): number => (fulfilled.get(id) ?? 0) + (planned.get(id) ?? 0) + (called.get(id) ?? 0);
  const wishes = order.lines.map((line) => ({ line, quantity: closable(line, remainder, goneOf(line.id)) }));
  const taken = wishes
    .flatMap(({ line, quantity }) =>
      takeParts(parts, { lineId: line.id, quantity: quantity ?? 0, from: null }, { locations }),
    )
    .filter(({ part }) => !isPickup(part));
  const held = taken.find(({ part }) => !part.fulfillmentOrder.isFulfillable);
  return {
    steps: createSteps(
      taken.filter(({ part }) => part.fulfillmentOrder.isFulfillable),
      { katana: null, tracking: null, notifyCustomer: false },
    ),
    blocks: [
      ...wishes.flatMap(({ line, quantity }): readonly Block[] =>
        quantity === null ? [{ kind: "line-without-row", name: line.title }] : [],
      ),
      ...(held === undefined
        ? []
        : [
            {
              kind: "fulfillment-not-carried" as const,
              to: "shopify" as const,
              fulfillment: null,
              line: titleOf(order, held.part.lineId),
              cause: causeOf(held.part),
            },
          ]),
    ],
  };
};
