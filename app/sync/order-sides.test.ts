import { beforeEach, expect, it } from "vitest";
import { aLine, anOrder, aShippingLine } from "../domain/testing/build-order.ts";
import { aVariant } from "../domain/testing/build-references.ts";
import { decimal, katanaLocationId, lineId, salesOrderRowId, variantId } from "../domain/testing/ids.ts";
import type { ActualSalesOrder } from "../domain/sales-order.ts";
import { createPages } from "./pages.ts";
import { acme, createSyncWorld, theOrder, type SyncWorld } from "./testing/sync-world.ts";

let world: SyncWorld;
beforeEach(() => {
  world = createSyncWorld();
});

const sides = () =>
  createPages(world.outside, world.stores, { katanaWebUrl: "https://factory.example" }).orderSides(
    acme,
    theOrder.orderId,
  );

/** A person edits the sales order in Katana. */
const edit = (changes: (salesOrder: ActualSalesOrder) => Partial<ActualSalesOrder>): void => {
  const [salesOrder] = world.katana.salesOrders;
  world.katana.salesOrders.splice(0, 1, { ...salesOrder!, ...changes(salesOrder!) });
};

it("[PAG-6] an order in step is the same on both sides, and reading it takes one request of Katana", async () => {
  await world.look();
  world.katana.calls.length = 0;
  expect(await sides()).toEqual({
    fulfillments: [],
    returns: [],
    lines: [
      {
        key: "101",
        title: "Oak chair",
        sku: "CHAIR",
        shopify: { quantity: "1", pricePerUnit: "10", discount: "0", taxPercent: "20", location: null, changed: [] },
        agreed: { quantity: "1", pricePerUnit: "10", discount: "0", taxPercent: "20", location: null, changed: [] },
        katana: { quantity: "1", pricePerUnit: "10", discount: "0", taxPercent: null, location: null, changed: [] },
        verdict: { same: true, words: "Same on both sides", why: null },
      },
    ],
    totals: { shopify: "12", katana: "12", difference: "0", parts: [] },
    problems: { shopify: null, katana: null },
  });
  expect(world.katana.calls.toSorted()).toEqual(["listTaxRates", "loadSalesOrder"]);
});

it("[PAG-6] what either side changed shows, with the places once they differ", async () => {
  await world.look(anOrder({ shippingLines: [aShippingLine()] }));
  edit(({ rows }) => ({ rows: rows.map((row) => ({ ...row, locationId: katanaLocationId(12) })) }));
  world.shopify.orders.set(theOrder.orderId, anOrder({ lines: [aLine({ orderedQuantity: 2 })] }));
  const view = await sides();
  expect(view?.lines).toMatchObject([
    {
      shopify: { quantity: "2", location: "Warehouse", changed: ["quantity"] },
      agreed: { quantity: "1", location: "Warehouse" },
      katana: { quantity: "1", location: "Shop floor", changed: ["location"] },
      verdict: { same: false, words: "Quantity and location differ" },
    },
    { title: "Shipping: Standard", verdict: { words: "Removed in Shopify" } },
  ]);
  expect(view?.totals?.difference).toBe("0");
});

it("[PAG-6] a row that a person added in Katana is there, under its name in Katana", async () => {
  await world.look();
  const oil = aVariant({ id: variantId(600), sku: "OIL" });
  world.katana.variants = [...world.katana.variants, oil];
  edit(({ rows }) => ({
    rows: [
      ...rows,
      { ...rows[0]!, id: salesOrderRowId(9), key: null, variantId: oil.id, quantity: decimal("3") },
      { ...rows[0]!, id: salesOrderRowId(10), key: null, variantId: variantId(601) },
    ],
  }));
  expect((await sides())?.lines.slice(1)).toMatchObject([
    { title: "Named OIL", sku: "OIL", shopify: null, agreed: null, verdict: { words: "Added in Katana" } },
    { title: "An item of Katana’s", sku: null, verdict: { words: "Added in Katana" } },
  ]);
});

it("[PAG-7] a side that cannot be read says why, and the other is shown", async () => {
  await world.look(anOrder({ lines: [aLine(), aLine({ id: lineId("102"), title: "Bench" })] }));
  const failure = { kind: "unavailable", side: "katana", words: "maintenance" } as const;
  world.katana.trouble("loadSalesOrder", { failure });
  const withoutKatana = await sides();
  expect(withoutKatana).toMatchObject({
    problems: { shopify: null, katana: { sentence: expect.stringContaining("maintenance") } },
    totals: null,
  });
  expect(withoutKatana?.lines).toMatchObject([{ title: "Oak chair", katana: null }, { title: "Bench" }]);
  world.shopify.failure = { ...failure, side: "shopify" };
  expect(await sides()).toMatchObject({ problems: { shopify: { sentence: expect.any(String) }, katana: null } });
  world.shopify.failure = null;
  world.shopify.orders.clear();
  expect((await sides())?.problems.shopify?.sentence).toBe("Shopify no longer shows this order.");
});

it("[PAG-7] a sales order that is deleted, elsewhere or out of reach is told apart", async () => {
  await world.look();
  edit(() => ({ deleted: true }));
  expect((await sides())?.problems.katana?.sentence).toBe("Sales order #1001 was deleted in Katana.");
  const connection = world.tables.connections.get(acme)!;
  world.tables.connections.set(acme, { ...connection, accountId: "another" });
  expect((await sides())?.problems.katana?.sentence).toContain("another Katana account");
  world.tables.connections.delete(acme);
  expect((await sides())?.problems.katana?.sentence).toBe("Katana is not connected.");
});

it("[PAG-6] Katana is not asked for a sales order that is known to be gone", async () => {
  await world.look();
  edit(() => ({ deleted: true }));
  await world.stores.requests.lookNow([theOrder], "7", world.clock.instant());
  await world.lookAgain();
  world.katana.calls.length = 0;
  expect((await sides())?.problems.katana?.sentence).toBe("Sales order #1001 was deleted in Katana.");
  expect(world.katana.calls).toEqual([]);
});

it("[PAG-6] names that Katana does not tell, and tax rates, are done without", async () => {
  await world.look();
  edit(({ rows }) => ({ rows: rows.map((row) => ({ ...row, id: salesOrderRowId(9), key: null })) }));
  const failure = { kind: "unavailable", side: "katana", words: "maintenance" } as const;
  world.katana.trouble("nameVariants", { failure });
  world.katana.trouble("listTaxRates", { failure });
  expect((await sides())?.lines).toMatchObject([
    { verdict: { words: "Removed in Katana" } },
    { title: "An item of Katana’s", katana: { taxPercent: null } },
  ]);
});

it("[PAG-6] an order that never came over has no sides", async () => {
  expect(await sides()).toBeNull();
});
