import { compareIds } from "./ids.ts";
import type { KatanaLocationId, LineId, ShopifyLocationId } from "./ids.ts";
import type { FulfillmentOrder, Order } from "./order.ts";
import { isOver } from "./routing.ts";

/** Units of one line that Shopify still has to fulfil, in one of its fulfillment orders. */
export interface OpenPart {
  readonly fulfillmentOrder: FulfillmentOrder;
  /** Of the fulfillment order's line. */
  readonly gid: string;
  readonly lineId: LineId;
  readonly left: number;
}

export const openParts = ({ fulfillmentOrders }: Order): readonly OpenPart[] =>
  fulfillmentOrders
    .filter((one) => !isOver(one))
    .toSorted((a, b) => compareIds(a.gid, b.gid))
    .flatMap((fulfillmentOrder) =>
      fulfillmentOrder.lines
        .filter(({ remaining }) => remaining > 0)
        .map(({ gid, lineId, remaining }) => ({ fulfillmentOrder, gid, lineId, left: remaining })),
    );

/** FUL-7: what the customer fetches is marked as picked up by the merchant, in Shopify. */
export const isPickup = ({ fulfillmentOrder }: OpenPart): boolean => fulfillmentOrder.deliveryMethod === "PICK_UP";

/** The lines that the customer fetches, whole. */
export const pickupLines = ({ fulfillmentOrders }: Order): ReadonlySet<LineId> => {
  const linesOf = (isFetched: boolean): readonly LineId[] =>
    fulfillmentOrders
      .filter(({ deliveryMethod }) => (deliveryMethod === "PICK_UP") === isFetched)
      .flatMap(({ lines }) => lines.map(({ lineId }) => lineId));
  const sent = new Set(linesOf(false));
  return new Set(linesOf(true).filter((lineId) => !sent.has(lineId)));
};

/** Part of a line, as a fulfillment takes it. */
export interface TakenPart {
  readonly part: OpenPart;
  readonly quantity: number;
}

export interface TakeWish {
  readonly lineId: LineId;
  readonly quantity: number;
  /** Where the goods left from, if that is known. */
  readonly from: KatanaLocationId | null;
}

interface Places {
  readonly locations: ReadonlyMap<ShopifyLocationId, KatanaLocationId>;
}

/** The best place first: one that takes a fulfillment, then where the goods left from. */
const rank = ({ fulfillmentOrder }: OpenPart, from: KatanaLocationId | null, { locations }: Places): number => {
  const { isFulfillable, locationId } = fulfillmentOrder;
  const isThere = from !== null && locationId !== null && locations.get(locationId) === from;
  return (isFulfillable ? 0 : 2) + (isThere ? 0 : 1);
};

/** As many units of a line as it wants, or as there are. */
export const takeParts = (
  parts: readonly OpenPart[],
  { lineId, quantity, from }: TakeWish,
  places: Places,
): readonly TakenPart[] =>
  parts
    .filter((part) => part.lineId === lineId && part.left > 0)
    .toSorted((a, b) => rank(a, from, places) - rank(b, from, places))
    .reduce<{ readonly taken: readonly TakenPart[]; readonly wanted: number }>(
      ({ taken, wanted }, part) => {
        const units = Math.min(part.left, wanted);
        return units > 0 ? { taken: [...taken, { part, quantity: units }], wanted: wanted - units } : { taken, wanted };
      },
      { taken: [], wanted: quantity },
    ).taken;

export const withoutParts = (parts: readonly OpenPart[], taken: readonly TakenPart[]): readonly OpenPart[] =>
  parts.map((part) => ({
    ...part,
    left: taken.reduce((left, one) => (one.part.gid === part.gid ? left - one.quantity : left), part.left),
  }));

/** Shopify takes one location and one delivery method at a time (FUL-3). */
export const groupParts = (taken: readonly TakenPart[]): readonly (readonly TakenPart[])[] => [
  ...Map.groupBy(
    taken,
    ({ part: { fulfillmentOrder } }) => `${fulfillmentOrder.locationId ?? ""} ${fulfillmentOrder.deliveryMethod ?? ""}`,
  ).values(),
];
