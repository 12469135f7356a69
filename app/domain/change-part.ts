import type { RowChange } from "./change-step.ts";
import { compareIds } from "./ids.ts";
import { hasMoved } from "./compare-looks.ts";
import type { RowKey } from "./ids.ts";
import type { LineLook, OrderLook } from "./order-look.ts";

/** A part of an order that changes by itself and is carried over, or held back, by itself. */
export type ChangePart =
  /** Cancelled, refunded, archived. */
  | { readonly of: "state" }
  | { readonly of: "shipping" }
  /** A line's or charge's quantity and money. */
  | { readonly of: "row"; readonly key: RowKey }
  | { readonly of: "location"; readonly key: RowKey }
  | { readonly of: "fulfillment"; readonly key: RowKey };

/** What a write was sent for of which nobody knows whether it took effect. */
export type UnsurePart = ChangePart & {
  /** Of a row: what the write changes; none for one that deletes the row. Absent: all of it. */
  readonly fields?: readonly RowChange["field"][];
};

export const isSamePart = (a: ChangePart, b: ChangePart): boolean =>
  a.of === b.of && ("key" in a ? a.key : null) === ("key" in b ? b.key : null);

/** Says of a part whether what Shopify says now is to be kept, or what the base says. */
export type TakesNow = (part: ChangePart) => boolean;

/** MAP-15: a line that did not move stays where it was, wherever the most of it is by now. */
const inPlace = (after: LineLook, before: LineLook | undefined): LineLook =>
  before === undefined || hasMoved(before, after)
    ? after
    : { ...after, locationIds: [...new Set([...before.locationIds.slice(0, 1), ...after.locationIds])] };

const mergeLine = (
  key: RowKey,
  { before, after }: { before: LineLook | undefined; after: LineLook | undefined },
  takesNow: TakesNow,
): readonly LineLook[] => {
  const row = takesNow({ of: "row", key }) ? after : before;
  if (row === undefined) return [];
  const place = (takesNow({ of: "location", key }) ? after : before) ?? row;
  const gone = (takesNow({ of: "fulfillment", key }) ? after : before) ?? row;
  return [{ ...row, locationIds: place.locationIds, fulfilledQuantity: gone.fulfilledQuantity }];
};

/** A look that is part `before` and part `after`, each part as `takesNow` says (CHG-13, and what a block holds back). */
export const mergeLooks = (before: OrderLook, after: OrderLook, takesNow: TakesNow): OrderLook => {
  const earlier = new Map(before.lines.map((line) => [line.id, line] as const));
  const present = new Map(after.lines.map((line) => [line.id, inPlace(line, earlier.get(line.id))] as const));
  const state = takesNow({ of: "state" }) ? after : before;
  return {
    cancelled: state.cancelled,
    archivedUnfinished: state.archivedUnfinished,
    refunded: state.refunded,
    lines: [...new Set([...earlier.keys(), ...present.keys()])]
      .toSorted(compareIds)
      .flatMap((id) => mergeLine(id, { before: earlier.get(id), after: present.get(id) }, takesNow)),
    shipping: takesNow({ of: "shipping" }) ? after.shipping : before.shipping,
  };
};
