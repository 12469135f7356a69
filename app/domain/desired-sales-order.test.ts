import { describe, expect, it } from "vitest";
import { desiredSalesOrder } from "./desired-sales-order.ts";
import type { DesiredSalesOrderInput } from "./desired-rows.ts";
import type { ItemKey } from "./ids.ts";
import type { Order } from "./order.ts";
import { routeLines } from "./routing.ts";
import type { DesiredSalesOrder, References } from "./sales-order.ts";
import { defaultSettings } from "./settings.ts";
import { aCustomer, aFulfillmentOrder, aLine, anAddress, anOrder, aShippingLine, aTax } from "./testing/build-order.ts";
import { aFactory, aVariant, someReferences } from "./testing/build-references.ts";
import { aPlanInput } from "./testing/build-plan-input.ts";
import { decimal, katanaLocationId, lineId, shopifyLocationId, shopifyVariantId, variantId } from "./testing/ids.ts";

const { shop, locations, now } = aPlanInput();

const inputFor = (order: Partial<Order>, references: Partial<References> = {}): DesiredSalesOrderInput => ({
  order: anOrder(order),
  shop,
  settings: defaultSettings,
  routing: routeLines({ order: anOrder(order), now, locations }),
  references: someReferences(references),
});

const outcome = (order: Partial<Order>, references: Partial<References> = {}) =>
  desiredSalesOrder(inputFor(order, references));

const desired = (order: Partial<Order>, references: Partial<References> = {}): Partial<DesiredSalesOrder> =>
  outcome(order, references).salesOrder ?? {};

const blankAddress = anAddress({ firstName: "", lastName: " ", line1: null, city: null, zip: null, country: null });

it("[IMP-9] carries what the hidden Shopify id is made of", () => {
  expect(desired({})).toMatchObject({ shop: "acme.myshopify.com", orderId: "5501" });
});

it("[MAP-1] takes the order's name as the order number, as is", () => {
  expect(desired({ name: "EU-#1001" }).orderNo).toBe("EU-#1001");
});

it("[MAP-2] takes the creation date", () => {
  expect(desired({ createdAt: "2026-11-10T09:00:00Z" }).createdAt).toBe("2026-11-10T09:00:00Z");
});

describe("delivery date", () => {
  const lines = [aLine(), aLine({ id: lineId("102"), sku: "TABLE" })];
  const variants = (chair: number | null, table: number | null): Partial<References> => ({
    variantsBySku: new Map([
      ["CHAIR", [aVariant({ leadTimeDays: chair })]],
      ["TABLE", [aVariant({ id: variantId(502), sku: "TABLE", leadTimeDays: table })]],
    ]),
    factory: aFactory({ defaultDeliveryDays: 14 }),
  });

  it("[MAP-3] adds the longest lead time of the rows' variants", () => {
    expect(desired({ lines }, variants(3, 21)).deliveryDate).toBe("2026-12-01T09:00:00.000Z");
    expect(desired({ lines }, variants(null, 0)).deliveryDate).toBe("2026-11-10T09:00:00.000Z");
  });

  it("[MAP-3] else the account's default, else nothing", () => {
    expect(desired({ lines }, variants(null, null)).deliveryDate).toBe("2026-11-24T09:00:00.000Z");
    expect(desired({}).deliveryDate).toBe("2026-11-10T09:00:00.000Z");
  });
});

describe("customer", () => {
  it("[MAP-4] is the Shopify customer with what is known", () => {
    const billingAddress = anAddress({ company: "Lee Ltd", phone: "+44 1" });
    expect(desired({ customer: aCustomer({ firstName: " Ann " }), billingAddress }).customer).toEqual({
      kind: "shopify-customer",
      shopifyId: "7001",
      name: "Ann Lee",
      firstName: "Ann",
      lastName: "Lee",
      company: "Lee Ltd",
      email: "ann@example.com",
      phone: "+44 1",
    });
  });

  it("[MAP-4] is of the company that bought, else of the one in its address", () => {
    const billingAddress = anAddress({ company: "Lee Ltd" });
    expect(desired({ company: "Lee Group", billingAddress }).customer).toMatchObject({ company: "Lee Group" });
    expect(desired({ company: " ", billingAddress }).customer).toMatchObject({ company: "Lee Ltd" });
  });

  it("[MAP-4] is named by what is left when personal data is missing", () => {
    const nameless = aCustomer({ firstName: null, lastName: "", displayName: null, email: null });
    const named = (customer: typeof nameless, email: string | null) =>
      desired({ customer, email, billingAddress: null }).customer;
    expect(named({ ...nameless, lastName: "Lee" }, null)).toMatchObject({ name: "Lee" });
    expect(named({ ...nameless, displayName: "A. Lee" }, null)).toMatchObject({ name: "A. Lee" });
    expect(named({ ...nameless, email: "a@example.com" }, "b@example.com")).toMatchObject({ name: "a@example.com" });
    expect(named(nameless, "b@example.com")).toMatchObject({ name: "b@example.com", email: "b@example.com" });
    expect(named(nameless, null)).toEqual({
      kind: "shopify-customer",
      shopifyId: "7001",
      name: "Shopify customer 7001",
      firstName: null,
      lastName: null,
      company: null,
      email: null,
      phone: null,
    });
  });

  it("[MAP-4] is the generic one for an order without any", () => {
    expect(desired({ customer: null }).customer).toEqual({ kind: "generic" });
  });
});

it("[MAP-5] takes both addresses whole, and none where nothing is filled in", () => {
  const billingAddress = anAddress({ line2: "Flat 2" });
  expect(desired({ billingAddress, shippingAddress: null })).toMatchObject({ billTo: billingAddress, shipTo: null });
  expect(desired({ shippingAddress: blankAddress }).shipTo).toBeNull();
});

describe("variants", () => {
  it("[MAP-6] are found by the exact SKU", () => {
    expect(desired({}).rows).toEqual([
      {
        key: "101",
        variant: { kind: "existing", id: 501 },
        sku: "CHAIR",
        quantity: 1,
        pricePerUnit: "10",
        discount: "0",
        taxPercent: "20",
        locationId: 11,
        properties: [],
      },
    ]);
  });

  it("[MAP-6] are never guessed among several with the SKU", () => {
    const variantsBySku = new Map([
      ["CHAIR", [aVariant({ id: variantId(9) }), aVariant({ id: variantId(8) }), aVariant({ id: variantId(9) })]],
    ]);
    expect(outcome({ lines: [aLine(), aLine({ id: lineId("102") })] }, { variantsBySku })).toEqual({
      salesOrder: null,
      reasons: [{ kind: "ambiguous-sku", sku: "CHAIR", variantIds: [8, 9] }],
      notices: [],
    });
  });

  it("[MAP-6] that differ in case only are pointed out, not taken", () => {
    const other = aVariant({ id: variantId(502), sku: "chair" });
    expect(outcome({}, { variantsBySku: new Map([["CHAIR", [other, aVariant()]]]) })).toMatchObject({
      salesOrder: { rows: [{ variant: { id: 501 } }] },
      notices: [{ kind: "sku-differs-in-case", sku: "CHAIR", other: "chair" }],
    });
    expect(outcome({}, { variantsBySku: new Map([["CHAIR", [other]]]) })).toMatchObject({
      salesOrder: { rows: [{ variant: { kind: "new", item: "variant:9001" }, sku: "CHAIR" }] },
      notices: [{ kind: "sku-differs-in-case", sku: "CHAIR", other: "chair" }],
    });
  });
});

describe("new items", () => {
  const variantsBySku = new Map<string, never>();
  const bench = aLine({ id: lineId("1"), sku: "BENCH", title: "Bench", variantId: shopifyVariantId("71") });
  const twin = { ...bench, id: lineId("2"), title: "Bench, again", variantId: shopifyVariantId("72") };

  it("[MAP-6] are one product for all lines with the same SKU, named after the first", () => {
    const salesOrder = desired({ lines: [twin, bench] }, { variantsBySku });
    const item = { key: "variant:71", kind: "product", name: "Bench", sku: "BENCH" };
    expect(salesOrder.newItems).toEqual([item]);
    expect(salesOrder.rows?.map(({ variant, sku }) => ({ variant, sku }))).toEqual([
      { variant: { kind: "new", item: "variant:71" }, sku: "BENCH" },
      { variant: { kind: "new", item: "variant:71" }, sku: "BENCH" },
    ]);
  });

  it("[MAP-6] [MAP-7] without a SKU are one for each variant and each custom item", () => {
    const lines = [
      { ...bench, sku: null },
      { ...twin, sku: null },
      { ...twin, sku: null, id: lineId("3") },
      aLine({ id: lineId("4"), kind: "custom", variantId: null, sku: null, title: "Sign" }),
      aLine({ id: lineId("5"), kind: "custom", variantId: null, sku: null, title: "Sign", requiresShipping: false }),
    ];
    expect(desired({ lines }).newItems?.map(({ key }) => key)).toEqual([
      "variant:71",
      "variant:72",
      "custom:product:Sign",
      "custom:service:Sign",
    ]);
  });

  it("[MAP-6] are none where something is remembered, and its lead time counts", () => {
    const key: ItemKey = `variant:${shopifyVariantId("71")}`;
    const remembered = new Map([[key, { id: variantId(640), leadTimeDays: 2 }]]);
    expect(desired({ lines: [{ ...bench, sku: null }] }, { remembered })).toMatchObject({
      newItems: [],
      rows: [{ variant: { kind: "existing", id: 640 }, sku: null }],
      deliveryDate: "2026-11-12T09:00:00.000Z",
    });
  });
});

it("[MAP-18] makes a row of one unit for each charge, after those of the lines", () => {
  const order = { dutiesTotal: decimal("14.20"), additionalFeesTotal: decimal("1.30") };
  expect(desired(order).rows?.slice(1)).toEqual(
    [
      { key: "duties", pricePerUnit: "14.2" },
      { key: "additional-fees", pricePerUnit: "1.3" },
    ].map((charge) => ({
      ...charge,
      variant: { kind: "new", item: charge.key },
      sku: null,
      quantity: 1,
      discount: "0",
      taxPercent: "0",
      locationId: null,
      properties: [],
    })),
  );
});

it("[MAP-18] points out fees that are taxed at several rates", () => {
  const fee = (percent: string) => ({ name: "Fee", price: decimal("2"), taxLines: [aTax(percent)] });
  const fees = { additionalFees: [fee("9"), fee("20")], additionalFeesTotal: decimal("4") };
  expect(outcome(fees).notices).toEqual([{ kind: "taxes-differ", of: "additional-fees" }]);
});

it("[MAP-8] [MAP-11] gives a line that was edited the price of what is left, to the cent", () => {
  const line = aLine({ orderedQuantity: 3, currentQuantity: 2, unitPrice: decimal("12.40"), discount: decimal("10") });
  const totals = { ...anOrder().totals, subtotal: decimal("18.13") };
  expect(desired({ lines: [line], totals }).rows).toMatchObject([
    { quantity: 2, pricePerUnit: "12.4", discount: "6.67" },
  ]);
});

it("[MAP-8] makes one row per line with something left, in the order of the lines' ids", () => {
  const lines = [
    aLine({ id: lineId("1000"), orderedQuantity: 3 }),
    aLine({ id: lineId("999"), orderedQuantity: 2 }),
    aLine({ id: lineId("998"), currentQuantity: 0 }),
  ];
  expect(desired({ lines }).rows?.map((row) => [row.key, row.quantity])).toEqual([
    ["999", 2],
    ["1000", 3],
  ]);
});

it("[MAP-9] [MAP-10] [MAP-11] takes the tax out of price and discount by the sum of the line's rates", () => {
  const line = aLine({
    orderedQuantity: 2,
    unitPrice: decimal("11"),
    discount: decimal("5.5"),
    taxLines: [aTax("6"), aTax("4")],
  });
  expect(desired({ lines: [line], taxesIncluded: true }).rows).toMatchObject([
    { pricePerUnit: "10", discount: "5", taxPercent: "10" },
  ]);
  expect(desired({ lines: [aLine({ taxLines: [] })] }).rows).toMatchObject([{ taxPercent: "0" }]);
});

describe("shipping fee", () => {
  it("[MAP-12] is one for all shipping lines, without tax, described by their titles", () => {
    const shippingLines = [
      aShippingLine({ title: "Post", price: decimal("6") }),
      aShippingLine({ title: " Insurance ", price: decimal("1.20") }),
    ];
    expect(desired({ shippingLines, taxesIncluded: true }).shippingFee).toEqual({
      description: "Post, Insurance",
      amount: "6",
      taxPercent: "20",
    });
  });

  it("[MAP-12] is none without a shipping line, and one of nothing for free shipping", () => {
    expect(desired({}).shippingFee).toBeNull();
    const free = aShippingLine({ title: "", price: decimal("0"), taxLines: [aTax("9")] });
    expect(desired({ shippingLines: [free] }).shippingFee).toEqual({
      description: "Shipping",
      amount: "0",
      taxPercent: "9",
    });
  });

  it("[MAP-12] does not mind the rate of shipping that is given away", () => {
    const shippingLines = [aShippingLine({ price: decimal("0"), taxLines: [aTax("29")] }), aShippingLine()];
    expect(outcome({ shippingLines })).toMatchObject({
      salesOrder: { shippingFee: { amount: "5", taxPercent: "20" } },
      notices: [],
    });
  });

  it("[MAP-12] has the rate of its largest part where several differ, its exact amount, and a notice", () => {
    const shippingLines = [
      aShippingLine({ title: "Pallet", price: decimal("12"), taxLines: [aTax("20")] }),
      aShippingLine({ title: "Food", price: decimal("11"), taxLines: [aTax("10")] }),
    ];
    const differ = { kind: "taxes-differ", of: "shipping" };
    expect(outcome({ shippingLines, taxesIncluded: true })).toMatchObject({
      salesOrder: { shippingFee: { description: "Pallet, Food", amount: "20", taxPercent: "20" } },
      notices: [differ],
    });
    const even = shippingLines.map((line) => ({ ...line, price: decimal("6") }));
    expect(desired({ shippingLines: even.toReversed() }).shippingFee).toMatchObject({ taxPercent: "20" });
    const input = inputFor({ shippingLines });
    const settings = { ...defaultSettings, bringShippingFee: false };
    expect(desiredSalesOrder({ ...input, settings }).notices).toEqual([]);
  });

  it("[MAP-12] [SET-3] stays out when the setting is off", () => {
    const input = inputFor({ shippingLines: [aShippingLine()] });
    const settings = { ...defaultSettings, bringShippingFee: false };
    expect(desiredSalesOrder({ ...input, settings }).salesOrder?.shippingFee).toBeNull();
  });
});

it("[MAP-13] [MAP-17] takes the PO number and the note, neither blank nor longer than Katana's field", () => {
  expect(desired({ poNumber: " PO 77 ", note: "Gift wrap" })).toMatchObject({
    customerReference: "PO 77",
    additionalInfo: "Gift wrap",
  });
  expect(desired({ poNumber: "", note: "  " })).toMatchObject({ customerReference: null, additionalInfo: null });
  expect(desired({ poNumber: "🪑".repeat(300) }).customerReference).toBe("🪑".repeat(255));
});

it("[MAP-14] states the currency of the shop", () => {
  expect(desired({ currency: "JPY" }).currency).toBe("JPY");
});

describe("locations", () => {
  const lines = ["1", "2", "3"].map((id) => aLine({ id: lineId(id) }));
  const at = (location: string, ...held: number[]) =>
    aFulfillmentOrder(
      lines.filter((_line, index) => held.includes(index)),
      { locationId: shopifyLocationId(location), gid: `gid://shopify/FulfillmentOrder/${location}` },
    );

  it("[MAP-15] are each row's own, the sales order's that of most rows", () => {
    const salesOrder = desired({ lines, fulfillmentOrders: [at("1", 0), at("2", 1, 2)] });
    expect(salesOrder.rows?.map((row) => row.locationId)).toEqual([11, 12, 12]);
    expect(salesOrder.locationId).toBe(12);
    expect(desired({ lines, fulfillmentOrders: [at("2", 1), at("1", 0)] }).locationId).toBe(11);
  });

  it("[MAP-15] are Katana's default when Shopify did not route in time", () => {
    const order = { lines, fulfillmentOrders: [] };
    expect(desired(order).rows?.map((row) => row.locationId)).toEqual([90, 90, 90]);
    expect(desired(order, { factory: aFactory({ defaultLocationId: null }) }).locationId).toBeNull();
    expect(desired(order, { factory: aFactory({ defaultLocationId: katanaLocationId(5) }) }).locationId).toBe(5);
  });

  it("[MAP-15] of a line that is not shipped follows the sales order's", () => {
    const service = aLine({ requiresShipping: false });
    expect(desired({ lines: [service], fulfillmentOrders: [] })).toMatchObject({
      locationId: null,
      rows: [{ locationId: null }],
    });
  });
});

it("[MAP-16] keeps the line's properties, without blank ones and without one that passes for the line's id", () => {
  const properties = [
    { key: "Engraving", value: "For Ann" },
    { key: "_gift", value: "yes" },
    { key: " ", value: "no key" },
    { key: "No value", value: "" },
    { key: "shopify_line_item_id", value: "1" },
  ];
  expect(desired({ lines: [aLine({ properties })] }).rows?.[0]?.properties).toEqual([
    { key: "Engraving", value: "For Ann" },
    { key: "_gift", value: "yes" },
    { key: "shopify_line_item_id (property)", value: "1" },
  ]);
});
