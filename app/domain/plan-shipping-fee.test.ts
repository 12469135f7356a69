import { describe, expect, it } from "vitest";
import { lookAt } from "./order-look.ts";
import type { Order } from "./order.ts";
import type { Link, PlanInput } from "./plan-order.ts";
import { imported } from "./testing/build-link.ts";
import { aShippingLine, aTax, anOrder } from "./testing/build-order.ts";
import {
  actual,
  chairRow,
  chairs,
  kinds,
  link,
  order,
  plan,
  references,
  shipped,
  table,
} from "./testing/changed-order.ts";
import { decimal, shippingFeeId } from "./testing/ids.ts";
import { defaultSettings } from "./settings.ts";

describe("[CHG-11] the shipping fee", () => {
  const shipping = anOrder({ lines: order.lines, shippingLines: [aShippingLine()] });
  const with5 = imported(shipping, references);
  const on = (changed: Order, overrides: Partial<PlanInput> = {}) => plan(changed, { ...with5, ...overrides });
  const dearer = { ...shipping, shippingLines: [aShippingLine({ price: decimal("8"), taxLines: [aTax("9")] })] };
  const none = { ...shipping, shippingLines: [] };

  it("follows an edit that adds, changes or removes shipping lines", () => {
    expect(plan(shipping)).toMatchObject({
      agree: { shippingFeePending: { amount: "5" } },
      steps: [{ kind: "create-shipping-fee", salesOrderId: 40001, fee: { amount: "5" } }],
    });
    expect(on(dearer).steps).toMatchObject([
      { kind: "create-tax-rate", percent: "9" },
      { kind: "update-shipping-fee", id: 7, from: "5", fee: { amount: "8", taxPercent: "9" } },
    ]);
    expect(on(none).steps).toEqual([{ kind: "delete-shipping-fee", id: shippingFeeId(7), from: "5" }]);
  });

  it("is left alone while the shipping lines are", () => {
    const touched = { ...with5.actual, salesOrder: { ...with5.actual.salesOrder, shippingFee: null } };
    expect(on({ ...shipping, lines: [chairs(3), table] }, { actual: touched }).steps).toMatchObject([
      { kind: "update-row" },
    ]);
  });

  it("that a person removed or added is respected", () => {
    const removed = { ...with5.actual, salesOrder: { ...with5.actual.salesOrder, shippingFee: null } };
    expect(on(none, { actual: removed })).toMatchObject({ steps: [], agree: { shippingFee: null } });
    expect(kinds(on(dearer, { actual: removed }))).toEqual(["create-shipping-fee"]);
    const { shippingFee } = with5.actual.salesOrder;
    const own = { ...actual, salesOrder: { ...actual.salesOrder, shippingFee } };
    const bare: Link = { ...link, agreedLook: lookAt(shipping), lastLook: lookAt(shipping) };
    expect(plan(order, { link: bare, actual: own }).steps).toEqual([]);
  });

  it("is blocked once anything is packed or delivered", () => {
    const gone = shipped(with5.actual, chairRow);
    expect(on(dearer, { actual: gone })).toMatchObject({
      steps: [],
      blocks: [{ kind: "shipping-fee-fixed", wanted: "8" }],
      heldBack: [{ of: "shipping" }],
    });
    expect(on(none, { actual: gone }).blocks).toEqual([{ kind: "shipping-fee-fixed", wanted: null }]);
  });

  it("follows a refund while the sales order is open, and stays once anything went, without a block", () => {
    const line = aShippingLine({ price: decimal("2"), refunded: decimal("3") });
    const refunded = { ...shipping, shippingLines: [line] };
    expect(on(refunded).steps).toMatchObject([{ kind: "update-shipping-fee", id: 7, from: "5", fee: { amount: "2" } }]);
    const gone = shipped(with5.actual, chairRow);
    expect(on(refunded, { actual: gone })).toMatchObject({ steps: [], blocks: [], heldBack: [] });
    // Another line, or one that costs more, is an edit.
    const edited = [
      [{ ...line, title: "Courier" }],
      [line, aShippingLine({ price: decimal("1") })],
      [{ ...line, price: decimal("8") }],
    ];
    for (const shippingLines of edited)
      expect(on({ ...shipping, shippingLines }, { actual: gone }).blocks).toMatchObject([
        { kind: "shipping-fee-fixed" },
      ]);
  });

  it("[SET-3] [SET-9] comes with SET-3 only, and one that came stays in step", () => {
    const settings = { ...defaultSettings, bringShippingFee: false };
    expect(plan(shipping, { settings }).steps).toEqual([]);
    expect(kinds(on(dearer, { settings }))).toEqual(["create-tax-rate", "update-shipping-fee"]);
  });

  it("needs nothing when only the titles of its lines were turned around", () => {
    const agreedLook = { ...with5.link.agreedLook, shipping: { ...with5.link.agreedLook.shipping!, titles: "Post" } };
    expect(on(shipping, { link: { ...with5.link, agreedLook, lastLook: agreedLook } }).steps).toEqual([]);
  });

  it("that is owed still comes beside other changes", () => {
    const { shippingFee, ...agreed } = with5.link.agreed;
    const owing: Link = { ...with5.link, agreed: { ...agreed, shippingFee: null, shippingFeePending: shippingFee } };
    const bare = { ...with5.actual, salesOrder: { ...with5.actual.salesOrder, shippingFee: null } };
    const changed = { ...shipping, lines: [chairs(3), table] };
    expect(kinds(on(changed, { link: owing, actual: bare }))).toEqual(["update-row", "create-shipping-fee"]);
  });
});
