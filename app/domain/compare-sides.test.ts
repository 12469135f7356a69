import { describe, expect, it } from "vitest";
import { compareSides } from "./compare-sides.ts";
import type { SidesInput } from "./compare-sides.ts";
import type { Order, OrderLine } from "./order.ts";
import { routeLines } from "./routing.ts";
import type { ActualRow, ActualSalesOrder, AgreedSalesOrder } from "./sales-order.ts";
import { defaultSettings } from "./settings.ts";
import type { Settings } from "./settings.ts";
import { describeVerdict, explainVerdict } from "./side-verdict.ts";
import type { SideVerdict } from "./side-verdict.ts";
import { aFulfillmentOrder, aLine, anOrder, aShippingLine } from "./testing/build-order.ts";
import {
  decimal,
  katanaLocationId,
  lineId,
  salesOrderId,
  salesOrderRowId,
  shippingFeeId,
  shopifyLocationId,
  taxRateId,
  variantId,
} from "./testing/ids.ts";

const chair = lineId("101");
const table = lineId("102");

const agreedRow = (overrides: Partial<AgreedSalesOrder["rows"][number]> = {}): AgreedSalesOrder["rows"][number] => ({
  rowId: salesOrderRowId(1),
  key: chair,
  variantId: variantId(501),
  sku: "CHAIR",
  quantity: 1,
  pricePerUnit: decimal("10"),
  discount: decimal("0"),
  taxPercent: decimal("20"),
  locationId: katanaLocationId(11),
  ...overrides,
});

const agreedOn = (...rows: AgreedSalesOrder["rows"]): AgreedSalesOrder => ({
  rows,
  shippingFee: null,
  shippingFeePending: null,
});

const row = (overrides: Partial<ActualRow> = {}): ActualRow => ({
  id: salesOrderRowId(1),
  variantId: variantId(501),
  quantity: decimal("1"),
  pricePerUnit: decimal("10"),
  discount: decimal("0"),
  taxRateId: taxRateId(3),
  locationId: katanaLocationId(11),
  manufacturingOrderId: null,
  total: null,
  key: chair,
  ...overrides,
});

const salesOrder = (rows: readonly ActualRow[], overrides: Partial<ActualSalesOrder> = {}): ActualSalesOrder => ({
  id: salesOrderId(40001),
  orderNo: "#1001",
  status: "NOT_SHIPPED",
  invoicing: "not-invoiced",
  createdAt: "2026-11-10T09:00:00Z",
  deleted: false,
  shopifyOrderId: null,
  storeName: null,
  currency: "EUR",
  total: null,
  rows,
  shippingFee: null,
  ...overrides,
});

const inShopify = (order: Order, settings: Settings = defaultSettings): SidesInput["shopify"] => ({
  order,
  settings,
  routing: routeLines({
    order,
    now: Date.parse("2026-11-10T10:00:00Z"),
    locations: new Map([
      [shopifyLocationId("1"), katanaLocationId(11)],
      [shopifyLocationId("2"), katanaLocationId(12)],
    ]),
  }),
});

const ofLines = (...lines: readonly OrderLine[]) => inShopify(anOrder({ lines }));

const inKatana = (...rows: readonly ActualRow[]): SidesInput["katana"] => ({
  salesOrder: salesOrder(rows),
  taxRates: [{ id: taxRateId(3), percent: decimal("20") }],
});

const compare = (given: Partial<SidesInput> = {}) =>
  compareSides({
    currency: "EUR",
    agreed: agreedOn(agreedRow()),
    titles: new Map([[chair, "Oak chair"]]),
    shopify: ofLines(aLine()),
    katana: inKatana(row()),
    ...given,
  });

const onlyRow = (given: Partial<SidesInput> = {}) => {
  const [first, ...others] = compare(given);
  expect(others).toEqual([]);
  return first;
};

describe("[PAG-6] rows side by side", () => {
  it("are the same while nobody changed anything", () => {
    expect(onlyRow()).toMatchObject({
      key: chair,
      title: "Oak chair",
      sku: "CHAIR",
      shopify: { quantity: "1", pricePerUnit: "10", taxPercent: "20", locationId: 11 },
      agreed: { quantity: "1" },
      katana: { quantity: "1", taxPercent: "20" },
      changed: { shopify: [], katana: [] },
      verdict: { kind: "same" },
    });
  });

  it("tell what Shopify changed and Katana does not say yet", () => {
    expect(onlyRow({ shopify: ofLines(aLine({ orderedQuantity: 3 })) })).toMatchObject({
      changed: { shopify: ["quantity"], katana: [] },
      verdict: { kind: "differs", fields: ["quantity"] },
    });
  });

  it("tell what a person changed in Katana, field by field", () => {
    const edited = row({
      variantId: variantId(502),
      quantity: decimal("2.5"),
      pricePerUnit: decimal("9.5"),
      discount: decimal("1"),
      locationId: katanaLocationId(12),
    });
    expect(onlyRow({ katana: inKatana(edited) })).toMatchObject({
      changed: { shopify: [], katana: ["item", "quantity", "price", "discount", "location"] },
      verdict: { kind: "differs", fields: ["quantity", "price", "discount", "location"] },
    });
  });

  it("count another tax rate as a difference, and one that is not known as none", () => {
    const rated = { salesOrder: salesOrder([row({ taxRateId: taxRateId(4) })]) };
    const other = { ...rated, taxRates: [{ id: taxRateId(4), percent: decimal("9") }] };
    expect(onlyRow({ katana: other })?.changed.katana).toEqual(["tax"]);
    expect(onlyRow({ katana: { ...rated, taxRates: [] } })?.verdict).toEqual({ kind: "same" });
    expect(onlyRow({ katana: inKatana(row({ taxRateId: null })) })?.verdict).toEqual({ kind: "same" });
  });

  it("do not count what no one can see in the currency", () => {
    expect(onlyRow({ katana: inKatana(row({ pricePerUnit: decimal("10.0000001") })) })?.verdict).toEqual({
      kind: "same",
    });
  });

  it("agree when both sides were changed alike", () => {
    expect(
      onlyRow({
        shopify: ofLines(aLine({ orderedQuantity: 2 })),
        katana: inKatana(row({ quantity: decimal("2") })),
      }),
    ).toMatchObject({ changed: { shopify: ["quantity"], katana: ["quantity"] }, verdict: { kind: "same" } });
  });

  it("[CHG-1] say who made a difference, and what becomes of it", () => {
    const explained = (given: Partial<SidesInput>): string | null | undefined =>
      compare(given).map(explainVerdict).at(-1);
    const more = ofLines(aLine({ orderedQuantity: 3 }));
    const edited = inKatana(row({ quantity: decimal("4") }));
    const own = inKatana(row(), row({ id: salesOrderRowId(2), key: null }));
    const another = ofLines(aLine(), aLine({ id: table, title: "Oak table", sku: "TABLE" }));
    expect(explained({})).toBeNull();
    expect(explained({ shopify: more })).toBe("Changed in Shopify, and not carried over so far.");
    expect(explained({ shopify: more, katana: edited })).toBe("Changed in Shopify, and otherwise in Katana.");
    expect(explained({ katana: edited })).toContain("Changed by somebody in Katana.");
    expect(explained({ agreed: agreedOn(), katana: edited })).toBeNull();
    expect(explained({ shopify: more, katana: null })).toBeNull();
    expect(explained({ shopify: null, katana: null })).toBeNull();
    expect(explained({ katana: own })).toContain("Added by somebody in Katana.");
    expect(explained({ shopify: another })).toBe("Not carried over to Katana so far.");
    expect(explained({ katana: inKatana() })).toContain("Deleted by somebody in Katana.");
    expect(explained({ shopify: ofLines() })).toBe("Its row is still in Katana.");
    expect(explained({ shopify: ofLines(), katana: null })).toBeNull();
    expect(explained({ shopify: ofLines(), katana: inKatana() })).toBeNull();
  });

  it("name a row that a person added in Katana", () => {
    const own = row({ id: salesOrderRowId(2), key: null, variantId: variantId(600) });
    expect(compare({ katana: inKatana(own, row()) })[1]).toMatchObject({
      key: "row 2",
      title: null,
      sku: null,
      shopify: null,
      agreed: null,
      katana: { variantId: 600 },
      verdict: { kind: "added", side: "katana" },
    });
  });

  it("take a copied row for one that was added, whichever comes first", () => {
    const copy = row({ id: salesOrderRowId(2) });
    expect(compare({ katana: inKatana(copy, row()) }).map(({ key }) => key)).toEqual([chair, "row 2"]);
    const agreed = agreedOn(agreedRow({ rowId: salesOrderRowId(9) }));
    expect(compare({ agreed, katana: inKatana(copy, row()) }).map(({ key }) => key)).toEqual([chair, "row 1"]);
  });

  it("name a line that was added in Shopify", () => {
    const lines = ofLines(aLine(), aLine({ id: table, title: "Oak table", sku: "TABLE" }));
    expect(compare({ shopify: lines })[1]).toMatchObject({
      title: "Oak table",
      sku: "TABLE",
      verdict: { kind: "added", side: "shopify" },
    });
  });

  it("name what was removed on one side, or on both", () => {
    expect(onlyRow({ shopify: ofLines() })?.verdict).toEqual({ kind: "removed", side: "shopify" });
    expect(onlyRow({ katana: inKatana() })?.verdict).toEqual({ kind: "removed", side: "katana" });
    expect(onlyRow({ shopify: ofLines(), katana: inKatana() })?.verdict).toEqual({ kind: "removed", side: "both" });
  });

  it("say as much as can be said while only one side was read", () => {
    const only = { katana: null };
    expect(onlyRow(only)?.verdict).toEqual({ kind: "same" });
    expect(onlyRow({ ...only, shopify: ofLines(aLine({ orderedQuantity: 2 })) })?.verdict).toEqual({
      kind: "changed",
      side: "shopify",
      fields: ["quantity"],
    });
    expect(onlyRow({ ...only, shopify: ofLines() })?.verdict).toEqual({ kind: "removed", side: "shopify" });
    expect(onlyRow({ ...only, agreed: agreedOn() })?.verdict).toEqual({ kind: "added", side: "shopify" });
    expect(onlyRow({ shopify: null, katana: inKatana(row({ quantity: decimal("4") })) })?.verdict).toEqual({
      kind: "changed",
      side: "katana",
      fields: ["quantity"],
    });
    expect(onlyRow({ shopify: null, katana: null })?.verdict).toBeNull();
  });

  it("tell where a line is sent from, as far as it is matched", () => {
    const line = aLine();
    const moved = aFulfillmentOrder([line], { locationId: shopifyLocationId("2") });
    const shopify = inShopify(anOrder({ lines: [line], fulfillmentOrders: [moved] }));
    expect(onlyRow({ shopify })?.changed.shopify).toEqual(["location"]);
    const nowhere = aFulfillmentOrder([line], { locationId: shopifyLocationId("3") });
    const unmatched = inShopify(anOrder({ lines: [line], fulfillmentOrders: [nowhere] }));
    expect(onlyRow({ shopify: unmatched })?.shopify?.locationId).toBeNull();
  });

  it("name charges after what they charge for", () => {
    const duties = agreedRow({ key: "additional-fees", locationId: null });
    const [fees] = compare({ agreed: agreedOn(duties), shopify: null, katana: null });
    expect(fees?.title).toBe("Additional fees");
    const charged = inShopify(anOrder({ lines: [], dutiesTotal: decimal("7") }));
    expect(compare({ agreed: agreedOn(), shopify: charged, katana: null })).toMatchObject([
      { key: "duties", title: "Duties", shopify: { pricePerUnit: "7", locationId: null } },
    ]);
  });

  it("end with the shipping fee", () => {
    const order = anOrder({ shippingLines: [aShippingLine()] });
    const fee = { id: shippingFeeId(5), amount: decimal("4"), description: null };
    const agreed: AgreedSalesOrder = {
      ...agreedOn(agreedRow()),
      shippingFee: { ...fee, description: "Standard", amount: decimal("5"), taxPercent: decimal("20") },
    };
    const own = row({ id: salesOrderRowId(2), key: null });
    const katana = { salesOrder: salesOrder([row(), own], { shippingFee: fee }), taxRates: [] };
    const rows = compare({ agreed, shopify: inShopify(order), katana });
    expect(rows.at(-1)).toMatchObject({
      title: "Shipping: Standard",
      shopify: { quantity: "1", pricePerUnit: "5" },
      verdict: { kind: "differs", fields: ["price"] },
    });
    expect(compare({ shopify: null, katana }).at(-1)).toMatchObject({
      title: "Shipping",
      verdict: { kind: "added", side: "katana" },
    });
  });

  it("leave the shipping out where it is not brought over, and show a fee that is still owed", () => {
    const shopify = inShopify(anOrder({ shippingLines: [aShippingLine()] }), {
      ...defaultSettings,
      bringShippingFee: false,
    });
    expect(onlyRow({ shopify })?.key).toBe(chair);
    const pending = { description: "Standard", amount: decimal("5"), taxPercent: decimal("20") };
    const agreed = { ...agreedOn(agreedRow()), shippingFeePending: pending };
    expect(compare({ agreed, shopify: null }).at(-1)).toMatchObject({
      key: "shipping",
      agreed: { pricePerUnit: "5" },
      verdict: { kind: "removed", side: "katana" },
    });
  });
});

it.each<[SideVerdict, string]>([
  [{ kind: "same" }, "Same on both sides"],
  [{ kind: "differs", fields: ["quantity"] }, "Quantity differs"],
  [{ kind: "differs", fields: ["quantity", "price"] }, "Quantity and price differ"],
  [{ kind: "differs", fields: ["quantity", "price", "tax"] }, "Quantity, price and tax differ"],
  [{ kind: "changed", side: "shopify", fields: ["item"] }, "Item changed in Shopify"],
  [{ kind: "added", side: "katana" }, "Added in Katana"],
  [{ kind: "removed", side: "both" }, "Removed on both sides"],
])("[PAG-6] says of a row that is %o: %s", (verdict, words) => {
  expect(describeVerdict(verdict)).toBe(words);
});
