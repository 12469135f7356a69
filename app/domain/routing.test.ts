import { expect, it } from "vitest";
import type { FulfillmentOrder, FulfillmentOrderStatus, Known, Order } from "./order.ts";
import { routeLines, shopifyLocations } from "./routing.ts";
import { aFulfillment, aFulfillmentOrder, aLine, anOrder, known } from "./testing/build-order.ts";
import { katanaLocationId, lineId, shopifyLocationId } from "./testing/ids.ts";

const line = aLine({ orderedQuantity: 5 });
const locations = new Map([
  [shopifyLocationId("1"), katanaLocationId(11)],
  [shopifyLocationId("2"), katanaLocationId(12)],
]);
const placed = Date.parse("2026-11-10T09:00:00Z");

const route = (order: Partial<Order>, now = placed + 3_600_000) =>
  routeLines({ order: anOrder({ lines: [line], ...order }), now, locations });

const held = (
  location: string | null,
  remaining: number,
  status: Known<FulfillmentOrderStatus> = known("OPEN"),
): FulfillmentOrder =>
  aFulfillmentOrder([line], {
    status,
    locationId: location === null ? null : shopifyLocationId(location),
    locationName: `Location ${location ?? "gone"}`,
    lines: [{ gid: "gid://shopify/FulfillmentOrderLineItem/1", lineId: line.id, total: 5, remaining }],
  });

const at = (locationId: number) => ({ kind: "matched", locationId });

it("[MAP-15] takes the location matched to that of the fulfillment order", () => {
  expect(route({ fulfillmentOrders: [held("2", 5)] })).toEqual({
    lineLocations: new Map([[line.id, at(12)]]),
    waits: [],
    notices: [],
  });
});

it("[MAP-15] takes the location that holds the most of a split line, whatever the order of the list", () => {
  const split = [held("1", 2), held("2", 3)];
  expect(route({ fulfillmentOrders: split }).lineLocations.get(line.id)).toEqual(at(12));
  expect(route({ fulfillmentOrders: split.toReversed() }).lineLocations.get(line.id)).toEqual(at(12));
  const together = [held("2", 2), held("1", 1), held("1", 2)];
  expect(route({ fulfillmentOrders: together }).lineLocations.get(line.id)).toEqual(at(11));
  const even = [held("2", 2), held("1", 2)];
  expect(route({ fulfillmentOrders: even }).lineLocations.get(line.id)).toEqual(at(11));
  const oneDeleted = [held("2", 2), held(null, 2), held("1", 1)];
  const ofDeleted = { kind: "default" };
  expect(route({ fulfillmentOrders: oneDeleted }).lineLocations.get(line.id)).toEqual(ofDeleted);
  expect(route({ fulfillmentOrders: oneDeleted.toReversed() }).lineLocations.get(line.id)).toEqual(ofDeleted);
});

it.each(["CANCELLED", "CLOSED", "INCOMPLETE"] as const)(
  "[MAP-15] overlooks a fulfillment order that is %s",
  (status) => {
    const replaced = [held("1", 0, known(status)), held("2", 1)];
    expect(route({ fulfillmentOrders: replaced }).lineLocations.get(line.id)).toEqual(at(12));
    expect(route({ fulfillmentOrders: [held("1", 0, known(status))] }).lineLocations.get(line.id)).toEqual(at(11));
  },
);

it.each([known("IN_PROGRESS"), known("ON_HOLD"), known("SCHEDULED"), { known: false, value: "NEW" }] as const)(
  "[MAP-15] counts a fulfillment order that is $value",
  (status) => {
    const fulfillmentOrders = [held("1", 0, known("CLOSED")), held("2", 1, status)];
    expect(route({ fulfillmentOrders }).lineLocations.get(line.id)).toEqual(at(12));
  },
);

it("[MAP-15] waits for Shopify's routing, two minutes at most", () => {
  const wait = { kind: "routing", until: "2026-11-10T09:02:00.000Z" };
  expect(route({ fulfillmentOrders: [] }, placed + 119_999).waits).toEqual([wait]);
  expect(route({ fulfillmentOrders: [held("1", 0, known("CANCELLED"))] }, placed + 1).waits).toEqual([wait]);
});

it("[MAP-15] uses the default location with a notice once routing took longer", () => {
  expect(route({ fulfillmentOrders: [] }, placed + 120_000)).toEqual({
    lineLocations: new Map([[line.id, { kind: "default" }]]),
    waits: [],
    notices: [{ kind: "default-location-used", cause: "not-routed" }],
  });
});

it("[MAP-15] waits for the routing of a line that is not shipped too, and then leaves its location open", () => {
  const service = aLine({ requiresShipping: false });
  const unrouted = { lines: [service], fulfillmentOrders: [] };
  expect(route(unrouted, placed + 119_999).waits).toEqual([{ kind: "routing", until: "2026-11-10T09:02:00.000Z" }]);
  expect(route(unrouted, placed + 120_000)).toEqual({
    lineLocations: new Map([[service.id, { kind: "open" }]]),
    waits: [],
    notices: [],
  });
});

it("[MAP-15] uses the default location with a notice when the chosen one was deleted", () => {
  const routing = route({ fulfillmentOrders: [held(null, 5)] });
  expect(routing.lineLocations.get(line.id)).toEqual({ kind: "default" });
  expect(routing.notices).toEqual([{ kind: "default-location-used", cause: "location-deleted" }]);
});

it("[CON-1] waits for a location without a match, once for all its lines", () => {
  const lines = [line, aLine({ id: lineId("102") })];
  const fulfillmentOrders = [aFulfillmentOrder(lines, { locationId: shopifyLocationId("3"), locationName: "Pop-up" })];
  expect(route({ lines, fulfillmentOrders }).waits).toEqual([
    { kind: "location-unmatched", locationId: "3", locationName: "Pop-up" },
  ]);
});

it("[MAP-15] lists where Shopify fulfils each line from, most units first", () => {
  const fulfillmentOrders = [held("1", 2), held("2", 3), held(null, 9), held("3", 0, known("CLOSED"))];
  expect(shopifyLocations(anOrder({ lines: [line], fulfillmentOrders }))).toEqual(new Map([[line.id, ["2", "1"]]]));
});

it("[MAP-15] [CHG-10] counts where the units that have gone were sent from, after what is left", () => {
  const closed = (location: string) => held(location, 0, known("CLOSED"));
  const fulfillments = [aFulfillment([{ lineId: line.id, quantity: 3 }])];
  const placesOf = (...fulfillmentOrders: FulfillmentOrder[]) =>
    shopifyLocations(anOrder({ lines: [line], fulfillmentOrders, fulfillments })).get(line.id);
  expect(placesOf(closed("1"), held("2", 2))).toEqual(["2", "1"]);
  expect(placesOf(closed("1"), held("2", 2), held("1", 1))).toEqual(["2", "1"]);
  expect(placesOf(held("1", 0, known("CANCELLED")), held("3", 0, known("INCOMPLETE")), held("2", 2))).toEqual(["2"]);
  expect(placesOf(held("3", 0, known("CANCELLED")), closed("1"))).toEqual(["1"]);
  const emptied = { ...closed("1"), lines: closed("1").lines.map((one) => ({ ...one, total: 0 })) };
  expect(placesOf(emptied, held("2", 2))).toEqual(["2"]);
  const partly = { fulfillmentOrders: [closed("1"), held("2", 2)], fulfillments };
  expect(route(partly).lineLocations.get(line.id)).toEqual(at(12));
});

it("[MAP-15] takes the store for what was sold over its counter, unless Shopify says otherwise", () => {
  const retailLocation = { id: shopifyLocationId("2"), name: "Tartu shop" };
  const gone = { ...line, unfulfilledQuantity: 0 };
  const sold = { lines: [gone], retailLocation, fulfillmentOrders: [] };
  expect(route(sold)).toEqual({ lineLocations: new Map([[line.id, at(12)]]), waits: [], notices: [] });
  const shipped = { lines: [line], retailLocation, fulfillmentOrders: [held("1", 5)] };
  expect(route(shipped).lineLocations.get(line.id)).toEqual(at(11));
  const popUp = { id: shopifyLocationId("3"), name: "Pop-up" };
  expect(route({ ...sold, retailLocation: popUp }).waits).toEqual([
    { kind: "location-unmatched", locationId: "3", locationName: "Pop-up" },
  ]);
});
