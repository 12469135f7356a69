import { describe, expect, it } from "vitest";
import type { KatanaNow } from "./katana-now.ts";
import type { FulfillmentOrder } from "./order.ts";
import { lookAt } from "./order-look.ts";
import { needsActual, skusToMatch } from "./plan-linked.ts";
import { planOrder } from "./plan-order.ts";
import type { Link } from "./plan-order.ts";
import { imported, withRows } from "./testing/build-link.ts";
import { aFulfillmentOrder, aLine, aTax, anOrder, known } from "./testing/build-order.ts";
import { aPlanInput } from "./testing/build-plan-input.ts";
import { aVariant } from "./testing/build-references.ts";
import {
  actual,
  cancelled,
  chair,
  chairRow,
  chairs,
  fulfilledOne,
  handMade,
  invoiced,
  kinds,
  link,
  madeToOrder,
  order,
  plan,
  references,
  shipped,
  table,
  tableRow,
  withLines,
} from "./testing/changed-order.ts";
import {
  decimal,
  katanaLocationId,
  lineId,
  manufacturingOrderId,
  salesOrderRowId,
  shopifyLocationId,
  variantId,
  taxRateId,
} from "./testing/ids.ts";
import { defaultSettings } from "./settings.ts";

describe("[CHG-1] what counts as a change", () => {
  it("is what Shopify changed: nothing, and Katana is not even asked", () => {
    const input = aPlanInput({ order, link, actual: null, references: null });
    expect(needsActual(input)).toBe(false);
    expect(planOrder(input)).toMatchObject({ steps: [], blocks: [], waits: [], heldBack: [] });
    expect(needsActual({ ...input, order: { ...order, note: "new" } })).toBe(false);
  });

  it("leaves a row alone that a person changed or added", () => {
    const touched = handMade(withRows(actual, (row) => (row.key === "102" ? { ...row, quantity: decimal("7") } : row)));
    expect(plan(withLines(chairs(3), table), { actual: touched }).steps).toEqual([
      {
        kind: "update-row",
        rowId: chairRow.id,
        key: "101",
        name: "Oak chair",
        changes: [{ field: "quantity", from: "2", to: 3, replaced: false }],
        manufacturingOrderId: null,
      },
    ]);
  });

  it("carries Shopify's change over a person's of the same thing, and says so", () => {
    const touched = withRows(actual, (row) => (row.key === "101" ? { ...row, quantity: decimal("9") } : row));
    expect(plan(withLines(chairs(3), table), { actual: touched }).steps).toMatchObject([
      { changes: [{ field: "quantity", from: "9", to: 3, replaced: true }] },
    ]);
  });

  it("agrees on what Katana says already, without a step", () => {
    const done = withRows(actual, (row) => (row.key === "101" ? { ...row, quantity: decimal("3") } : row));
    const outcome = plan(withLines(chairs(3), table), { actual: done });
    expect(outcome.steps).toEqual([]);
    expect(outcome.agree?.rows.find(({ key }) => key === "101")?.quantity).toBe(3);
  });

  it("waits for Katana to be read", () => {
    expect(plan(withLines(chairs(3), table), { actual: null }).waits).toEqual([{ kind: "katana-not-read" }]);
  });
});

describe("[CHG-2] a quantity that changed", () => {
  it("[CHG-7] moves a cent of another line's discount to a row, but not to one that has gone", () => {
    const cent = decimal("0.01");
    const rows = link.agreed.rows.map((row) => (row.key === "101" ? { ...row, discount: cent } : row));
    const split: Link = { ...link, agreed: { ...link.agreed, rows } };
    const now = withRows(actual, (row) => (row.key === "101" ? { ...row, discount: cent } : row));
    const tables = withLines(chair, { ...table, orderedQuantity: 2, currentQuantity: 2, unfulfilledQuantity: 2 });
    expect(plan(tables, { link: split, actual: now }).steps).toMatchObject([
      { key: "101", changes: [{ field: "discount", to: "0" }] },
      { key: "102" },
    ]);
    const gone = plan(tables, { link: split, actual: shipped(now, chairRow) });
    expect(gone).toMatchObject({ steps: [{ key: "102" }], blocks: [], heldBack: [] });
  });

  it("takes the tax of a row whose rate nobody knows for the agreed one", () => {
    const other = withRows(actual, (row) => ({ ...row, taxRateId: taxRateId(999) }));
    const taxed = aLine({ orderedQuantity: 2, taxLines: [aTax("9")] });
    expect(plan(withLines(taxed, table), { actual: other }).steps[1]).toMatchObject({
      changes: [{ field: "tax", from: "20", to: "9", replaced: false }],
    });
  });

  it("comes with the discount, price and tax that belong to it", () => {
    const line = aLine({
      orderedQuantity: 3,
      unitPrice: decimal("12"),
      discount: decimal("3"),
      taxLines: [aTax("9")],
    });
    const outcome = plan(withLines(line, table));
    expect(kinds(outcome)).toEqual(["create-tax-rate", "update-row"]);
    expect(outcome.steps[1]).toMatchObject({
      changes: [
        { field: "quantity", from: "2", to: 3 },
        { field: "price", from: "10", to: "12" },
        { field: "discount", from: "0", to: "3" },
        { field: "tax", from: "20", to: "9" },
      ],
    });
  });

  it("releases the row's manufacturing order first and lets it follow afterwards", () => {
    const steps = plan(withLines(chairs(5), table), { actual: madeToOrder }).steps;
    expect(steps).toMatchObject([
      { kind: "release-manufacturing-order", manufacturingOrderId: 77, rowId: chairRow.id, before: "quantity" },
      { kind: "update-row", manufacturingOrderId: 77 },
      { kind: "follow-manufacturing-order", manufacturingOrderId: 77, quantity: 5 },
    ]);
  });

  it("leaves the manufacturing order alone where only the price changed", () => {
    const line = aLine({ orderedQuantity: 2, unitPrice: decimal("12") });
    expect(kinds(plan(withLines(line, table), { actual: madeToOrder }))).toEqual(["update-row"]);
  });

  it("looks at the manufacturing order later when a run ended in between", () => {
    const pendingManufacturing = [{ manufacturingOrderId: manufacturingOrderId(77), quantity: 2 }];
    const owing: Link = { ...link, agreed: { ...link.agreed, pendingManufacturing } };
    expect(needsActual(aPlanInput({ order, link: owing }))).toBe(true);
    expect(
      plan(order, { link: owing, actual: withRows(madeToOrder, (row) => (row.key === "101" ? row : null)) }),
    ).toMatchObject({
      steps: [{ kind: "follow-manufacturing-order", manufacturingOrderId: 77, quantity: 2 }],
    });
    const unlinked = plan(order, { link: owing });
    expect(unlinked.steps).toEqual([]);
    expect(unlinked.agree?.pendingManufacturing).toEqual([]);
  });

  it("owes no second look at it when the quantity changes once more", () => {
    const pendingManufacturing = [{ manufacturingOrderId: manufacturingOrderId(77), quantity: 2 }];
    const owing: Link = { ...link, agreed: { ...link.agreed, pendingManufacturing } };
    const outcome = plan(withLines(chairs(5), table), {
      link: owing,
      actual: withRows(madeToOrder, (row) => (row.key === "101" ? row : null)),
    });
    expect(outcome.steps.filter(({ kind }) => kind === "follow-manufacturing-order")).toMatchObject([{ quantity: 5 }]);
  });

  it("gives the row that Shopify left alone the discount's remainder, unless a person changed it", () => {
    const discounted = aLine({
      id: lineId("102"),
      title: "Table",
      sku: "TABLE",
      unitPrice: decimal("30"),
      discount: decimal("1"),
    });
    const lines = [chairs(3), discounted];
    const before = imported(anOrder({ lines: [chair, { ...discounted }] }), references);
    const moved: Link = {
      ...before.link,
      agreed: {
        ...before.link.agreed,
        rows: before.link.agreed.rows.map((row) => (row.key === "102" ? { ...row, discount: decimal("1.01") } : row)),
      },
    };
    const says = (discount: string) =>
      withRows(before.actual, (row) => (row.key === "102" ? { ...row, discount: decimal(discount) } : row));
    const changed = { ...order, lines };
    expect(plan(changed, { link: moved, actual: says("1.01") }).steps).toMatchObject([
      { key: "101" },
      { key: "102", changes: [{ field: "discount", from: "1.01", to: "1" }] },
    ]);
    expect(plan(changed, { link: moved, actual: says("5") }).steps).toMatchObject([{ key: "101" }]);
  });
});

describe("[CHG-3] a line that was added", () => {
  const lamp = aLine({ id: lineId("103"), title: "Lamp", sku: "LAMP" });
  const added = withLines(chair, table, lamp);

  it("becomes a new row with Katana's variant", () => {
    expect(plan(added).steps).toMatchObject([
      {
        kind: "create-row",
        salesOrderId: 40001,
        name: "Lamp",
        row: { key: "103", variant: { kind: "existing", id: 503 } },
      },
    ]);
    expect(skusToMatch(added, link, actual.salesOrder)).toEqual(["LAMP"]);
  });

  it("has its product made first when it is new", () => {
    const custom = { ...lamp, kind: "custom" as const, variantId: null, sku: null, requiresShipping: false };
    expect(kinds(plan(withLines(chair, table, custom)))).toEqual(["create-service", "create-row"]);
    const soldNew = { ...lamp, sku: "STOOL" };
    expect(kinds(plan(withLines(chair, table, soldNew)))).toEqual(["create-product", "create-row"]);
  });

  it("of the same SKU as another becomes a row of its own", () => {
    const second = aLine({ id: lineId("103") });
    expect(plan(withLines(chair, table, second)).steps).toMatchObject([{ kind: "create-row", row: { key: "103" } }]);
  });

  it("is blocked once anything is packed or delivered", () => {
    const outcome = plan(added, { actual: shipped(actual, tableRow) });
    expect(outcome).toMatchObject({
      steps: [],
      blocks: [{ kind: "row-not-taken", name: "Lamp", quantity: 1 }],
      heldBack: [{ of: "row", key: "103" }],
    });
  });

  it("is blocked when Katana's variants do not tell which it is", () => {
    const variantsBySku = new Map([["LAMP", [aVariant({ sku: "LAMP" }), aVariant({ sku: "LAMP", id: variantId(9) })]]]);
    const outcome = plan(added, { references: { ...references, variantsBySku } });
    expect(outcome).toMatchObject({
      steps: [],
      blocks: [{ kind: "row-not-matched", name: "Lamp", reason: { sku: "LAMP" } }],
    });
  });

  it("[MAP-15] waits until Shopify says where it is fulfilled from", () => {
    const fresh = { ...added, createdAt: "2026-11-10T09:59:59Z" };
    expect(plan(fresh).waits).toMatchObject([{ kind: "routing" }]);
  });

  it("that is there already, found by its key, is not made twice", () => {
    const there = withRows(actual, (row) => row);
    const row = {
      ...tableRow,
      id: salesOrderRowId(88),
      key: lineId("103"),
      variantId: variantId(503),
      pricePerUnit: decimal("10"),
      locationId: katanaLocationId(90),
    };
    const made: KatanaNow = { ...there, salesOrder: { ...there.salesOrder, rows: [...there.salesOrder.rows, row] } };
    const outcome = plan(added, { actual: made });
    expect(outcome.steps).toEqual([]);
    expect(outcome.agree?.rows.find(({ key }) => key === "103")).toMatchObject({
      rowId: 88,
      quantity: 1,
      variantId: 503,
    });
  });

  it("[MAP-18] brings duties that an edit added as a row of their own", () => {
    const outcome = plan({ ...order, dutiesTotal: decimal("4") });
    expect(kinds(outcome)).toEqual(["create-tax-rate", "create-service", "create-row"]);
    expect(outcome.steps[2]).toMatchObject({ row: { key: "duties", quantity: 1, pricePerUnit: "4" } });
  });
});

describe("[CHG-4] a line that was removed", () => {
  const removed = withLines(chair, { ...table, currentQuantity: 0, unfulfilledQuantity: 0 });

  it("takes its row along", () => {
    expect(plan(removed).steps).toEqual([
      { kind: "delete-row", rowId: tableRow.id, key: "102", name: "Table", quantity: "1" },
    ]);
  });

  it("has its manufacturing order released first", () => {
    expect(plan(removed, { actual: madeToOrder }).steps).toMatchObject([
      { kind: "release-manufacturing-order", before: "delete", name: "Table" },
      { kind: "delete-row" },
      { kind: "follow-manufacturing-order", manufacturingOrderId: 77, quantity: 0 },
    ]);
  });

  it("needs nothing when a person deleted the row before", () => {
    const gone = withRows(actual, (row) => (row.key === "102" ? null : row));
    const outcome = plan(removed, { actual: gone });
    expect(outcome).toMatchObject({ steps: [], blocks: [] });
    expect(outcome.agree?.rows.map(({ key }) => key)).toEqual(["101"]);
  });

  it("added again gets a new row", () => {
    const without: Link = {
      ...link,
      agreed: { ...link.agreed, rows: link.agreed.rows.filter(({ key }) => key === "101") },
      agreedLook: lookAt(removed),
      lastLook: lookAt(removed),
    };
    const gone = withRows(actual, (row) => (row.key === "102" ? null : row));
    expect(kinds(plan(order, { link: without, actual: gone }))).toEqual(["create-row"]);
  });

  it("leaves alone whose row a person deleted while Shopify did not change it, and makes it anew when it did", () => {
    const gone = withRows(actual, (row) => (row.key === "102" ? null : row));
    expect(plan(withLines(chairs(3), table), { actual: gone }).steps).toMatchObject([{ key: "101" }]);
    const more = withLines(chair, { ...table, orderedQuantity: 4, currentQuantity: 4, unfulfilledQuantity: 4 });
    expect(plan(more, { actual: gone }).steps).toMatchObject([
      { kind: "create-row", row: { key: "102", quantity: 4 } },
    ]);
    expect(skusToMatch(more, link, gone.salesOrder)).toEqual(["TABLE"]);
    const unnamed = withRows(actual, (row) => ({ ...row, key: null }));
    expect(skusToMatch(more, link, unnamed.salesOrder)).toEqual([]);
  });

  it("makes new rows before it deletes others", () => {
    const swapped = withLines(
      aLine({ orderedQuantity: 2, currentQuantity: 0 }),
      { ...table, currentQuantity: 0, unfulfilledQuantity: 0 },
      aLine({ id: lineId("103") }),
    );
    expect(kinds(plan(swapped))).toEqual(["create-row", "delete-row", "delete-row"]);
  });
});

describe("[CHG-7] what is packed, delivered or invoiced", () => {
  it("is not changed, and the wanted change becomes a block", () => {
    const outcome = plan(withLines(chairs(3), table), { actual: shipped(actual, chairRow) });
    expect(outcome).toMatchObject({
      steps: [],
      blocks: [{ kind: "row-protected", name: "Oak chair", cause: "shipped", change: { changes: [{ to: 3 }] } }],
      heldBack: [{ of: "row", key: "101" }],
    });
  });

  it("is not deleted", () => {
    const removed = withLines({ ...chair, currentQuantity: 0 }, table);
    expect(plan(removed, { actual: shipped(actual, chairRow) })).toMatchObject({
      steps: [],
      blocks: [{ kind: "row-protected", cause: "shipped", change: { kind: "removed" } }],
    });
  });

  it("protects every row of an invoiced sales order", () => {
    expect(plan(withLines(chairs(3), { ...table, currentQuantity: 0 }), { actual: invoiced })).toMatchObject({
      steps: [],
      blocks: [{ cause: "invoiced" }, { cause: "invoiced" }],
    });
  });

  it("leaves rows of a partly shipped sales order open that nothing was sent of", () => {
    const outcome = plan(withLines(chairs(3), table), { actual: shipped(actual, tableRow) });
    expect(kinds(outcome)).toEqual(["update-row"]);
  });
});

it("[CHG-8] of an order that was cancelled after a part went, open rows go and protected ones stay", () => {
  const outcome = plan(cancelled, { actual: shipped(actual, tableRow) });
  expect(outcome).toMatchObject({
    steps: [{ kind: "delete-row", key: "101" }],
    blocks: [{ kind: "row-protected", name: "Table", change: { kind: "removed" } }],
  });
  const settings = { ...defaultSettings, syncFulfillment: false };
  const partly = plan(fulfilledOne(cancelled), { settings });
  expect(partly.steps).toMatchObject([
    { kind: "update-row", key: "101", changes: [{ field: "quantity", from: "2", to: 1 }] },
    { kind: "delete-row", key: "102" },
  ]);
});

describe("[CHG-10] [SET-6] a line that moved to another location", () => {
  const moved = {
    ...order,
    fulfillmentOrders: [aFulfillmentOrder(order.lines, { locationId: shopifyLocationId("2") })],
  };
  const place = { field: "location", from: katanaLocationId(11), to: katanaLocationId(12), replaced: false };

  it("takes its row along, by SET-6 alone", () => {
    const settings = { ...defaultSettings, bringOrderChanges: false };
    expect(plan(moved, { settings }).steps).toMatchObject([
      { kind: "update-row", key: "101", changes: [place], manufacturingOrderId: null },
      { kind: "update-row", key: "102", changes: [place] },
    ]);
    const off = { ...defaultSettings, bringLocationUpdates: false };
    expect(plan(moved, { settings: off }).steps).toEqual([]);
  });

  it("is blocked when it is shipped, invoiced or made to order", () => {
    const blocked = (now: KatanaNow) => plan(moved, { actual: now }).blocks;
    expect(blocked(madeToOrder)).toMatchObject([{ kind: "row-not-movable", cause: "made-to-order" }, {}]);
    expect(blocked(shipped(actual, chairRow))).toMatchObject([{ kind: "row-not-movable", cause: "shipped" }]);
    expect(blocked(invoiced)).toMatchObject([{ cause: "invoiced" }, { cause: "invoiced" }]);
  });

  it("has its quantity changed all the same where it cannot move", () => {
    const both = { ...moved, lines: [chairs(3), table] };
    expect(plan(both, { actual: madeToOrder })).toMatchObject({
      steps: [{ kind: "release-manufacturing-order" }, { kind: "update-row", changes: [{ to: 3 }] }, {}],
      blocks: [{ kind: "row-not-movable" }, { kind: "row-not-movable" }],
      heldBack: [
        { of: "location", key: "101" },
        { of: "location", key: "102" },
      ],
    });
  });

  it("[CON-1] waits while its location has no match", () => {
    const fulfillmentOrders = [aFulfillmentOrder(order.lines, { locationId: shopifyLocationId("9") })];
    expect(plan({ ...order, fulfillmentOrders })).toMatchObject({ steps: [], waits: [{ kind: "location-unmatched" }] });
  });

  it("[MAP-15] stays while a part of it is where it was, or was sent from there", () => {
    const inTwo = (first: Partial<FulfillmentOrder>) => [
      aFulfillmentOrder([aLine({ orderedQuantity: 1 }), table], first),
      aFulfillmentOrder([aLine({ orderedQuantity: 1 })], { locationId: shopifyLocationId("9") }),
    ];
    expect(plan({ ...order, fulfillmentOrders: inTwo({}) })).toMatchObject({ steps: [], waits: [] });
    const part = withLines({ ...chair, unfulfilledQuantity: 1 }, table);
    const sent = { ...fulfilledOne(part), fulfillmentOrders: inTwo({ status: known("CLOSED") }) };
    expect(plan(sent)).toMatchObject({ steps: [], waits: [], blocks: [] });
    const replaced = inTwo({ status: known("CANCELLED") });
    expect(plan({ ...order, fulfillmentOrders: replaced }).waits).toMatchObject([{ kind: "location-unmatched" }]);
  });
});
