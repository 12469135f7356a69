import { describe, expect, it } from "vitest";
import { compareLooks, sameLook } from "./compare-looks.ts";
import { lookAt } from "./order-look.ts";
import type { Order } from "./order.ts";
import {
  aCustomer,
  aFulfillmentOrder,
  aLine,
  anAddress,
  anOrder,
  aShippingLine,
  aTax,
  known,
} from "./testing/build-order.ts";
import { decimal, lineId, shopifyLocationId } from "./testing/ids.ts";

const changes = (before: Partial<Order>, after: Partial<Order>) =>
  compareLooks(lookAt(anOrder(before)), lookAt(anOrder(after)));

const at = (...locations: readonly string[]): Partial<Order> => ({
  fulfillmentOrders: locations.map((location, index) =>
    aFulfillmentOrder([aLine({ orderedQuantity: 9 - index })], { locationId: shopifyLocationId(location) }),
  ),
});

describe("lookAt", () => {
  it("[CHG-9] holds no personal data and nothing that does not travel", () => {
    const order = anOrder({
      customer: aCustomer({ displayName: "Secret Name" }),
      email: "secret@example.com",
      billingAddress: anAddress({ firstName: "Secret" }),
      note: "secret note",
      poNumber: "secret PO",
      lines: [aLine({ properties: [{ key: "Engraving", value: "secret words" }] })],
    });
    expect(JSON.stringify(lookAt(order)).toLowerCase()).not.toMatch(/secret|leeds|ann/);
    expect(lookAt(order)).toEqual(lookAt(anOrder()));
  });

  it("[CHG-1] holds what the sales order depends on", () => {
    expect(
      lookAt(anOrder({ shippingLines: [aShippingLine(), aShippingLine({ title: "Insurance", taxLines: [] })] })),
    ).toEqual({
      cancelled: false,
      archivedUnfinished: false,
      refunded: false,
      lines: [
        {
          id: "101",
          title: "Oak chair",
          quantity: 1,
          fulfilledQuantity: 0,
          unitPrice: "10",
          discount: "0",
          taxPercent: "20",
          locationIds: ["1"],
        },
      ],
      shipping: { titles: "Standard, Insurance", price: "10", taxPercent: "20" },
    });
  });

  it("[CHG-6] overlooks that Shopify archived a finished order", () => {
    const closedAt = "2026-11-11T00:00:00Z";
    const lines = [aLine({ unfulfilledQuantity: 0 })];
    expect(lookAt(anOrder({ closedAt })).archivedUnfinished).toBe(true);
    expect(lookAt(anOrder({ closedAt, lines })).archivedUnfinished).toBe(false);
  });

  it("says nothing of a payment status that is missing or new", () => {
    expect(lookAt(anOrder({ financialStatus: null })).refunded).toBe(false);
    expect(lookAt(anOrder({ financialStatus: { known: false, value: "NEW" } })).refunded).toBe(false);
    expect(lookAt(anOrder({ financialStatus: known("REFUNDED") })).refunded).toBe(true);
  });
});

describe("compareLooks", () => {
  it("[CHG-5] [CHG-6] tells what became of the order", () => {
    const archived = { closedAt: "2026-11-11T00:00:00Z" };
    const refunded = { financialStatus: known("REFUNDED" as const) };
    expect(changes({}, { cancelledAt: "2026-11-11T00:00:00Z" })).toEqual([
      "the order was cancelled",
      "Oak chair was removed: 1 unit",
    ]);
    expect(changes({}, archived)).toEqual(["the order was archived"]);
    expect(changes(archived, {})).toEqual(["the order is no longer archived"]);
    expect(changes({}, refunded)).toEqual(["the order was refunded in full", "Oak chair was removed: 1 unit"]);
    expect(changes(refunded, refunded)).toEqual([]);
  });

  it("[CHG-2] [CHG-3] [CHG-4] tells what became of each line", () => {
    const chair = aLine();
    const table = aLine({ id: lineId("102"), title: "Table", orderedQuantity: 2 });
    expect(changes({ lines: [chair] }, { lines: [chair, table] })).toEqual(["Table was added: 2 units"]);
    expect(changes({ lines: [chair, table] }, { lines: [chair] })).toEqual(["Table was removed: 2 units"]);
    const changed = aLine({
      orderedQuantity: 3,
      unitPrice: decimal("9"),
      discount: decimal("1"),
      taxLines: [aTax("9")],
    });
    expect(changes({ lines: [chair] }, { lines: [changed] })).toEqual([
      "Oak chair: 1 → 3 units",
      "Oak chair: price 10 → 9",
      "Oak chair: discount 0 → 1",
      "Oak chair: tax 20 % → 9 %",
    ]);
  });

  it("[CHG-11] tells what became of the shipping", () => {
    const post = { shippingLines: [aShippingLine()] };
    const courier = { shippingLines: [aShippingLine({ title: "Courier", price: decimal("9") })] };
    expect(changes({}, post)).toEqual(["shipping: none → Standard 5, tax 20 %"]);
    expect(changes(post, {})).toEqual(["shipping: Standard 5, tax 20 % → none"]);
    expect(changes(post, courier)).toEqual(["shipping: Standard 5, tax 20 % → Courier 9, tax 20 %"]);
  });

  it("[CHG-10] [MAP-15] tells that a line moved only when it left the location that held most of it", () => {
    const moved = ["Oak chair is now fulfilled from another location"];
    expect(changes(at("1"), at("2"))).toEqual(moved);
    expect(changes(at("1", "2"), at("2", "1"))).toEqual([]);
    expect(changes(at("1", "2"), at("2"))).toEqual(moved);
    expect(changes(at(), at("1"))).toEqual(moved);
    expect(changes(at("1"), at())).toEqual([]);
    expect(changes(at(), at())).toEqual([]);
  });
});

it("[CHG-1] takes two looks for the same when no change lies between them", () => {
  const look = lookAt(anOrder());
  expect(sameLook(look, { ...look })).toBe(true);
  expect(sameLook(look, { ...look, cancelled: true })).toBe(false);
});
