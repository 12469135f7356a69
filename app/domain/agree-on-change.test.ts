import { describe, expect, it } from "vitest";
import {
  agreeOnChange,
  agreeOnCreatedRow,
  forgetRefusals,
  keepRefusal,
  oweOutcome,
  oweRemoval,
} from "./agree-on-change.ts";
import { isChangeStep } from "./change-step.ts";
import type { ChangeStep } from "./change-step.ts";
import { lookAt } from "./order-look.ts";
import type { Order } from "./order.ts";
import { needsActual } from "./plan-linked.ts";
import type { Link, PlanInput } from "./plan-order.ts";
import { defaultSettings } from "./settings.ts";
import { imported, withRows } from "./testing/build-link.ts";
import { aLine, aShippingLine, aTax } from "./testing/build-order.ts";
import { aPlanInput } from "./testing/build-plan-input.ts";
import {
  actual,
  cancelled,
  chair,
  chairs,
  invoiced,
  link,
  order,
  plan,
  references,
  table,
  withLines,
} from "./testing/changed-order.ts";
import {
  decimal,
  katanaLocationId,
  lineId,
  manufacturingOrderId,
  salesOrderId,
  salesOrderRowId,
  shippingFeeId,
  taxRateId,
  variantId,
} from "./testing/ids.ts";

describe("what is agreed on once a step was carried out", () => {
  const { agreed } = link;
  const [row] = agreed.rows;

  it("[CHG-2] is the row as it was changed, and the manufacturing order that is owed a look", () => {
    const step: ChangeStep = {
      kind: "update-row",
      rowId: row!.rowId,
      key: row!.key,
      name: "Oak chair",
      manufacturingOrderId: manufacturingOrderId(77),
      changes: [
        { field: "quantity", from: decimal("2"), to: 3, replaced: false },
        { field: "price", from: decimal("10"), to: decimal("11"), replaced: false },
        { field: "discount", from: decimal("0"), to: decimal("1"), replaced: false },
        { field: "tax", from: decimal("20"), to: decimal("9"), replaced: false },
        { field: "location", from: null, to: katanaLocationId(12), replaced: false },
      ],
    };
    const owing = oweOutcome(oweOutcome(agreed, step), step);
    expect(owing.pendingManufacturing).toEqual([{ manufacturingOrderId: 77, quantity: 3 }]);
    const after = agreeOnChange(owing, step);
    expect(after.rows[0]).toMatchObject({
      ...{ quantity: 3, pricePerUnit: "11", discount: "1", taxPercent: "9", locationId: 12 },
    });
    expect(after.rows[1]).toEqual(agreed.rows[1]);
    const follow: ChangeStep = {
      kind: "follow-manufacturing-order",
      manufacturingOrderId: manufacturingOrderId(77),
      quantity: 3,
    };
    expect(agreeOnChange(after, follow).pendingManufacturing).toEqual([]);
    expect(agreeOnChange(agreed, follow).pendingManufacturing).toEqual([]);
    expect(oweOutcome(agreed, follow)).toBe(agreed);
    expect(oweOutcome(agreed, { ...step, manufacturingOrderId: null }).pendingManufacturing).toBeUndefined();
    expect(oweOutcome(agreed, { ...step, changes: [] }).pendingManufacturing).toBeUndefined();
  });

  it("[CHG-12] is unsure from before a write is sent until its outcome is known", () => {
    const wrote = (changed: Order, overrides: Partial<PlanInput> = {}) =>
      plan(changed, overrides).steps.flatMap((step) =>
        isChangeStep(step.kind) ? [oweOutcome(agreed, step as ChangeStep).unsure] : [],
      );
    expect(wrote(withLines(chairs(3), table))).toEqual([[{ of: "row", key: "101", fields: ["quantity"] }]]);
    expect(wrote(withLines(table))).toEqual([[{ of: "row", key: "101", fields: [] }]]);
    expect(wrote(withLines(chair, table, aLine({ id: lineId("103"), sku: "LAMP" })))).toEqual([
      [{ of: "row", key: "103" }],
    ]);
    expect(wrote(cancelled)).toEqual([[{ of: "state" }]]);
    const [step] = plan(withLines(chairs(3), table)).steps as readonly [ChangeStep];
    const owing = oweOutcome(agreed, step);
    expect(agreeOnChange(owing, step as Extract<ChangeStep, { kind: "update-row" }>).unsure).toEqual([]);
    const refused = keepRefusal(owing, step, { words: "No.", actual });
    expect(refused).toMatchObject({ unsure: [], refusals: [{ words: "No." }] });
    const { refusals } = keepRefusal(refused, step, { words: "Not now.", actual });
    expect(refusals).toMatchObject([{ words: "Not now." }]);
    expect(forgetRefusals(refused).refusals).toEqual([]);
  });

  it("[CHG-3] [CHG-4] is a row more, or one less", () => {
    const [create] = plan(withLines(chair, table, aLine({ id: lineId("103"), sku: "LAMP" }))).steps;
    const made = { rowId: salesOrderRowId(88), variantId: variantId(503) };
    const more = agreeOnCreatedRow(agreed, create as Extract<ChangeStep, { kind: "create-row" }>, made);
    expect(more.rows.at(-1)).toMatchObject({ rowId: 88, key: "103", quantity: 1 });
    expect(JSON.stringify(more.rows.at(-1))).not.toContain("properties");
    const less: ChangeStep = { kind: "delete-row", rowId: row!.rowId, key: row!.key, name: "", quantity: decimal("2") };
    expect(agreeOnChange(agreed, less).rows.map(({ key }) => key)).not.toContain(row!.key);
  });

  it("[CHG-11] is the fee as it is now", () => {
    const fee = { description: "Post", amount: decimal("8"), taxPercent: decimal("20") };
    const id = shippingFeeId(7);
    expect(agreeOnChange(agreed, { kind: "update-shipping-fee", id, from: decimal("5"), fee }).shippingFee).toEqual({
      ...fee,
      id,
    });
    const removal = { kind: "delete-shipping-fee", id, from: decimal("5") } as const;
    expect(oweOutcome(agreed, removal).unsure).toEqual([{ of: "shipping" }]);
    expect(agreeOnChange(oweOutcome(agreed, removal), removal)).toMatchObject({ shippingFee: null, unsure: [] });
  });

  it("[CHG-5] stays as it is where the sales order or a manufacturing order is concerned", () => {
    const [step] = plan(cancelled).steps;
    expect(agreeOnChange(agreed, step as Extract<ChangeStep, { kind: "delete-sales-order" }>)).toBe(agreed);
  });
});

describe("[CHG-12] after a write of unknown outcome", () => {
  const unsureOf = (...unsure: NonNullable<Link["agreed"]["unsure"]>): Link => ({
    ...link,
    agreed: { ...link.agreed, unsure },
  });
  const row = unsureOf({ of: "row", key: lineId("101") });

  it("Katana is read, whatever Shopify says by then", () => {
    expect(needsActual(aPlanInput({ order, link: row, actual: null }))).toBe(true);
  });

  it("nothing is left to do where it did not take effect and Shopify took the change back", () => {
    expect(plan(order, { link: row })).toMatchObject({ steps: [], blocks: [], agree: { unsure: [] } });
  });

  it("a row that it changed is changed back with Shopify's", () => {
    const taken = withRows(actual, (one) => (one.key === "101" ? { ...one, quantity: decimal("3") } : one));
    expect(plan(order, { link: row, actual: taken }).steps).toMatchObject([
      { kind: "update-row", key: "101", changes: [{ field: "quantity", from: "3", to: 2, replaced: false }] },
    ]);
  });

  it("[CHG-1] what a person changed of other fields meanwhile stays", () => {
    const fields = ["quantity", "price", "discount", "tax", "location"] as const;
    const [quantity, ...others] = fields;
    const byHand = withRows(actual, (one) =>
      one.key === "101"
        ? { ...one, quantity: decimal("3"), pricePerUnit: decimal("11"), locationId: katanaLocationId(12) }
        : one,
    );
    const changed = (...unsure: readonly (typeof fields)[number][]) =>
      plan(order, { link: unsureOf({ of: "row", key: lineId("101"), fields: unsure }), actual: byHand }).steps.flatMap(
        (step) => (step.kind === "update-row" ? step.changes.map(({ field }) => field) : [step.kind]),
      );
    expect(changed(quantity)).toEqual(["quantity"]);
    expect(changed(...others)).toEqual(["price", "location"]);
    expect(changed("location")).toEqual(["location"]);
    expect(changed()).toEqual([]);
  });

  it("stays so until the step is taken that sets it right", () => {
    const taken = withRows(actual, (one) => (one.key === "101" ? { ...one, quantity: decimal("3") } : one));
    expect(plan(order, { link: row, actual: taken }).agree?.unsure ?? row.agreed.unsure).toEqual(row.agreed.unsure);
  });

  it("a row that it may have deleted is made again only where it is gone", () => {
    const link = unsureOf({ of: "row", key: lineId("101"), fields: [] });
    const byHand = withRows(actual, (one) => (one.key === "101" ? { ...one, quantity: decimal("3") } : one));
    expect(plan(order, { link, actual: byHand }).steps).toEqual([]);
    const without = withRows(actual, (one) => (one.key === "101" ? null : one));
    expect(plan(order, { link, actual: without }).steps).toMatchObject([{ kind: "create-row", row: { key: "101" } }]);
  });

  it("a row that it deleted is made again, and one that it made goes again", () => {
    const without = withRows(actual, (one) => (one.key === "101" ? null : one));
    expect(plan(order, { link: row, actual: without }).steps).toMatchObject([
      { kind: "create-row", row: { key: "101", quantity: 2 } },
    ]);
    const [chairRow] = actual.salesOrder.rows;
    const lamp = { ...chairRow!, id: salesOrderRowId(88), key: lineId("103") };
    const more = { ...actual, salesOrder: { ...actual.salesOrder, rows: [...actual.salesOrder.rows, lamp] } };
    expect(plan(order, { link: unsureOf({ of: "row", key: lineId("103") }), actual: more }).steps).toMatchObject([
      { kind: "delete-row", rowId: 88, name: "a line that was taken back" },
    ]);
  });

  it("a charge that it made is at no location, and stays there", () => {
    const dutiable = { ...order, dutiesTotal: decimal("4") };
    const made = plan(dutiable).steps.find(({ kind }) => kind === "create-row") as Extract<
      ChangeStep,
      { kind: "create-row" }
    >;
    const [chairRow] = actual.salesOrder.rows;
    const { key, pricePerUnit, discount } = made.row;
    const charge = { ...chairRow!, id: salesOrderRowId(88), key, pricePerUnit, discount, quantity: decimal("1") };
    const more = { ...actual, salesOrder: { ...actual.salesOrder, rows: [...actual.salesOrder.rows, charge] } };
    const unsure = unsureOf({ of: "row", key });
    expect(
      plan(dutiable, { link: unsure, actual: more }).steps.filter(({ kind }) => kind !== "create-tax-rate"),
    ).toMatchObject([{ kind: "update-row", rowId: 88, changes: [{ field: "tax" }] }]);
  });

  it("[SET-9] [CHG-13] stays so while order changes are not brought over, a place excepted", () => {
    const off = { ...defaultSettings, bringOrderChanges: false };
    const taken = withRows(actual, (one) => (one.key === "101" ? { ...one, quantity: decimal("3") } : one));
    const quantity = unsureOf({ of: "row", key: lineId("101"), fields: ["quantity"] });
    const looked = plan(withLines(chairs(3), table), { link: quantity, actual: taken, settings: off });
    expect(looked).toMatchObject({ steps: [], agree: { unsure: quantity.agreed.unsure } });
    expect(plan(order, { link: { ...link, agreed: looked.agree! }, actual: taken }).steps).toMatchObject([
      { kind: "update-row", changes: [{ field: "quantity", from: "3", to: 2 }] },
    ]);
    const place = unsureOf({ of: "row", key: lineId("101"), fields: ["location"] });
    expect(plan(order, { link: place, settings: off }).agree?.unsure).toEqual([]);
  });

  it("[CHG-1] a tax rate that it changed is agreed on, whoever set it", () => {
    const nine = aLine({ orderedQuantity: 2, taxLines: [aTax("9")] });
    const known = { ...references, taxRates: [...references.taxRates, { id: taxRateId(909), percent: decimal("9") }] };
    const taken = withRows(actual, (one) => (one.key === "101" ? { ...one, taxRateId: taxRateId(909) } : one));
    const sent = unsureOf({ of: "row", key: lineId("101"), fields: ["tax"] });
    for (const from of [sent, link])
      expect(
        plan(withLines(nine, table), { link: from, actual: taken, references: known }).agree?.rows[0]?.taxPercent,
      ).toBe("9");
    expect(plan(order, { link: sent, actual: taken, references: known }).agree?.rows[0]?.taxPercent).toBe("9");
  });

  it("stays so for a row that a block holds back", () => {
    const taken = withRows(invoiced, (one) => (one.key === "101" ? { ...one, quantity: decimal("3") } : one));
    const { blocks, agree } = plan(order, { link: row, actual: taken });
    expect(blocks).toMatchObject([{ kind: "row-protected" }]);
    expect(agree?.unsure ?? row.agreed.unsure).toEqual([{ of: "row", key: "101" }]);
  });

  it("the fee is sent once more, changed or made", () => {
    const withFee = { ...order, shippingLines: [aShippingLine()] };
    const shipped = imported(withFee, references);
    const unsure: Link = { ...shipped.link, agreed: { ...shipped.link.agreed, unsure: [{ of: "shipping" }] } };
    expect(unsure.agreedLook).toEqual(lookAt(withFee));
    expect(plan(withFee, { link: unsure, actual: shipped.actual }).steps).toMatchObject([
      { kind: "update-shipping-fee", fee: { amount: "5" } },
    ]);
    const without = { ...shipped.actual, salesOrder: { ...shipped.actual.salesOrder, shippingFee: null } };
    expect(plan(withFee, { link: unsure, actual: without }).steps).toMatchObject([{ kind: "create-shipping-fee" }]);
  });
});

it("[CON-8] rests while another Katana account is connected, and says so if anything is to be carried over", () => {
  const elsewhere = { isInOtherAccount: true, actual: null, references: null };
  expect(plan(order, elsewhere)).toMatchObject({ steps: [], waits: [], blocks: [] });
  expect(plan(withLines(chairs(3), table), elsewhere)).toMatchObject({
    steps: [],
    waits: [{ kind: "other-account", salesOrderNo: link.salesOrderNo }],
  });
});

describe("[CHG-4] [CHG-12] a manufacturing order that goes after its row", () => {
  const manufacturingOrder = { manufacturingOrderId: manufacturingOrderId(77) };
  const owing = oweRemoval(link.agreed, manufacturingOrder);
  const end = { kind: "delete-sales-order", salesOrderId: salesOrderId(40001), salesOrderNo: "#1001" } as const;

  it("is owed until the row is gone, and stays with a sales order that Katana keeps", () => {
    expect(owing.pendingManufacturing).toEqual([{ ...manufacturingOrder, quantity: 0 }]);
    const step: ChangeStep = { ...end, because: "cancelled" };
    expect(keepRefusal(owing, step, { words: "No.", actual }).pendingManufacturing).toEqual([]);
    expect(keepRefusal(link.agreed, step, { words: "No.", actual }).pendingManufacturing).toEqual([]);
  });
});
