import { distinct } from "./distinct.ts";
import { compareIds } from "./ids.ts";
import type { KatanaLocationId, LineId, ShopifyLocationId } from "./ids.ts";
import type { FulfillmentOrder, Order, OrderLine } from "./order.ts";
import type { Notice, Wait } from "./plan.ts";
import { fulfilledQuantities, wantedLines } from "./quantity.ts";

/** How long an import waits for Shopify to decide where an order is fulfilled from (MAP-15). */
const routingPatienceMs = 2 * 60 * 1000;

/** Where a line is fulfilled from. `default` is Katana's own default location, `open` leaves it to the sales order's location. */
export type LineLocation =
  | { readonly kind: "matched"; readonly locationId: KatanaLocationId }
  | { readonly kind: "default" }
  | { readonly kind: "open" };

export interface Routing {
  readonly lineLocations: ReadonlyMap<LineId, LineLocation>;
  readonly waits: readonly Wait[];
  readonly notices: readonly Notice[];
}

export interface RoutingInput {
  readonly order: Order;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Shopify location to Katana location. */
  readonly locations: ReadonlyMap<ShopifyLocationId, KatanaLocationId>;
}

/** The part of a line that one fulfillment order holds. */
interface Holding {
  readonly isOver: boolean;
  /** Units that were sent from there, and nothing is left. */
  readonly isGone: boolean;
  readonly locationId: ShopifyLocationId | null;
  readonly locationName: string;
  readonly units: number;
}

/** Fulfilled, called off, or given up for a replacement with a new id. */
export const isOver = ({ status }: Pick<FulfillmentOrder, "status">): boolean => {
  if (!status.known) return false;
  switch (status.value) {
    case "CANCELLED":
    case "CLOSED":
    case "INCOMPLETE":
      return true;
    case "IN_PROGRESS":
    case "ON_HOLD":
    case "OPEN":
    case "SCHEDULED":
      return false;
  }
};

const isClosed = ({ status }: FulfillmentOrder): boolean => status.known && status.value === "CLOSED";

/** Shopify closes what it moves or merges too: only of a line that was sent does a closed fulfillment order tell where from. */
const holdingsByLine = (order: Order): ReadonlyMap<LineId, readonly Holding[]> => {
  const sent = fulfilledQuantities(order);
  const holdings = order.fulfillmentOrders.flatMap((fulfillmentOrder) =>
    fulfillmentOrder.lines.map(({ lineId, total, remaining }) => ({
      lineId,
      isOver: isOver(fulfillmentOrder),
      isGone: isClosed(fulfillmentOrder) && total > 0 && sent.has(lineId),
      locationId: fulfillmentOrder.locationId,
      locationName: fulfillmentOrder.locationName,
      units: isOver(fulfillmentOrder) ? total : remaining,
    })),
  );
  return Map.groupBy(holdings, (holding) => holding.lineId);
};

/** Most units first; among equals the lower location id, so that the answer never depends on the order of Shopify's list. */
const byUnits = (a: Holding, b: Holding): number =>
  b.units - a.units || compareIds(a.locationId ?? "", b.locationId ?? "");

/** One holding per location, with all its units there, the one with the most units first. */
const byLocation = (holdings: readonly Holding[]): readonly Holding[] =>
  [...Map.groupBy(holdings, (holding) => holding.locationId).values()]
    .flatMap((there) => {
      const units = there.reduce((total, holding) => total + holding.units, 0);
      return there.slice(0, 1).map((holding) => ({ ...holding, units }));
    })
    .toSorted(byUnits);

/**
 * Where Shopify fulfils a line from: what is still open, then where the rest was sent from, each location once. Without either, where it was
 * to be fulfilled from before that was called off.
 */
const holdingsNow = (holdings: readonly Holding[]): readonly Holding[] => {
  const open = byLocation(holdings.filter((holding) => !holding.isOver));
  const gone = byLocation(holdings.filter((holding) => holding.isGone));
  const present = [...open, ...gone.filter(({ locationId }) => !open.some((one) => one.locationId === locationId))];
  return present.length > 0 ? present : byLocation(holdings);
};

/** The Shopify locations of every line, the one with the most units left first (MAP-15). */
export const shopifyLocations = (order: Order): ReadonlyMap<LineId, readonly ShopifyLocationId[]> =>
  new Map(
    [...holdingsByLine(order)].map(
      ([lineId, holdings]) =>
        [
          lineId,
          holdingsNow(holdings)
            .map((holding) => holding.locationId)
            .filter((locationId) => locationId !== null),
        ] as const,
    ),
  );

interface LineRouting {
  readonly location: LineLocation;
  readonly wait: Wait | null;
  readonly notice: Notice | null;
}

const settled = (location: LineLocation): LineRouting => ({ location, wait: null, notice: null });

const locate = (holding: Pick<Holding, "locationId" | "locationName">, { locations }: RoutingInput): LineRouting => {
  const { locationId, locationName } = holding;
  if (locationId === null) {
    // A deleted location can never be matched: to wait for that would be to wait for ever.
    const notice: Notice = { kind: "default-location-used", cause: "location-deleted" };
    return { location: { kind: "default" }, wait: null, notice };
  }
  const matched = locations.get(locationId);
  if (matched !== undefined) return settled({ kind: "matched", locationId: matched });
  return {
    location: { kind: "open" },
    wait: { kind: "location-unmatched", locationId, locationName },
    notice: null,
  };
};

const routeLine = (line: OrderLine, holdings: readonly Holding[], input: RoutingInput): LineRouting => {
  const isRouted = holdings.some((holding) => !holding.isOver) || line.unfulfilledQuantity === 0;
  const until = Date.parse(input.order.createdAt) + routingPatienceMs;
  // Shopify routes what is not shipped too: a row made before that would seem to move as soon as it has.
  if (!isRouted && input.now < until) {
    const wait: Wait = { kind: "routing", until: new Date(until).toISOString() };
    return { location: { kind: "open" }, wait, notice: null };
  }
  const [holding] = holdingsNow(holdings);
  if (holding !== undefined) return locate(holding, input);
  const { retailLocation } = input.order;
  // Sold over the counter, it was handed out there.
  if (retailLocation !== null)
    return locate({ locationId: retailLocation.id, locationName: retailLocation.name }, input);
  if (!line.requiresShipping) return settled({ kind: "open" });
  return { location: { kind: "default" }, wait: null, notice: { kind: "default-location-used", cause: "not-routed" } };
};

/** The location of every line that gets a row (MAP-15), and what the import has to wait for first. */
export const routeLines = (input: RoutingInput): Routing => {
  const byLine = holdingsByLine(input.order);
  const routed = wantedLines(input.order).map(
    ({ line }) => [line.id, routeLine(line, byLine.get(line.id) ?? [], input)] as const,
  );
  const routings = routed.map(([, routing]) => routing);
  return {
    lineLocations: new Map(routed.map(([lineId, routing]) => [lineId, routing.location] as const)),
    waits: distinct(routings.map((routing) => routing.wait).filter((wait) => wait !== null)),
    notices: distinct(routings.map((routing) => routing.notice).filter((notice) => notice !== null)),
  };
};
