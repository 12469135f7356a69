import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { SalesOrderView } from "../../simulators/katana/view.ts";
import { startFlow, type Flow } from "../support/flow.ts";
import { pause, until } from "../support/until.ts";

const vat = [{ title: "VAT", rate: 0.24 }];
const day = 24 * 60 * 60 * 1000;
const daysAgo = (days: number): string => new Date(Date.now() - days * day).toISOString();

let flow: Flow;

beforeAll(async () => {
  flow = await startFlow();
});

afterAll(async () => {
  await flow.stop();
});

afterEach(() => {
  expect(flow.katana.refusals(), "requests that Katana does not know").toEqual([]);
  flow.shop.settings.routingDelayMs = 50;
});

const locationId = (name: string): number | undefined =>
  flow.account.locations().find((location) => location.name === name)?.id;
const taxRates = (percent: number): readonly number[] =>
  flow.account
    .taxRates()
    .filter(({ rate }) => rate === percent)
    .map(({ id }) => id);

/** What the sales order says of money, variants and places, line by line. */
const rowsOf = (salesOrder: SalesOrderView) =>
  salesOrder.sales_order_rows.map(
    ({ variant_id, quantity, price_per_unit, total_discount, tax_rate_id, location_id, attributes }) => ({
      ...{ variant_id, quantity, price_per_unit, total_discount, tax_rate_id, location_id, attributes },
    }),
  );

const addressesOf = (salesOrder: SalesOrderView) =>
  salesOrder.addresses.map(
    ({ id: _id, sales_order_id: _order, created_at: _c, updated_at: _u, deleted_at: _d, ...text }) => text,
  );

describe("a paid order from the web shop", () => {
  it("[IMP-2] [IMP-9] [MAP-1] [MAP-2] [MAP-3] [MAP-5] [MAP-6] [MAP-8] [MAP-9] [MAP-10] [MAP-11] [MAP-12] [MAP-13] [MAP-15] [MAP-16] [MAP-17] becomes exactly this sales order, to the cent", async () => {
    const tartu = flow.shop.locations().find(({ name }) => name === "Tartu shop");
    const order = flow.place({
      lines: [
        {
          variantId: flow.variantId("LAMP-OAK"),
          quantity: 2,
          discount: { percent: 10, title: "Lamp week" },
          properties: { Engraving: "for Ann", Wrapping: "blue" },
        },
        { variantId: flow.variantId("MUG-CER"), quantity: 3, ...(tartu ? { locationId: tartu.id } : {}) },
      ],
      discount: { amount: "15.00", title: "Trade discount" },
      shipping: [{ title: "Express", price: "12.00" }],
      customer: { firstName: "Ann", lastName: "Lee", email: "ann.lee@example.com", phone: "+3725550001" },
      billingAddress: {
        ...{ firstName: "Ann", lastName: "Lee", company: "Lee & Sons OÜ", phone: "+3725550001" },
        ...{ address1: "Pikk 12", address2: "Apt 4", city: "Tallinn", province: "Harju", provinceCode: "37" },
        ...{ zip: "10123", country: "Estonia", countryCode: "EE" },
      },
      shippingAddress: {
        ...{ firstName: "Bob", lastName: "Lee", company: "Lee Workshop", phone: "+3725550002" },
        ...{ address1: "Riia 1", address2: "Yard", city: "Tartu", province: "Tartu", provinceCode: "79" },
        ...{ zip: "50090", country: "Estonia", countryCode: "EE" },
      },
      poNumber: "PO-2026-77",
      note: "Please wrap as a gift.",
      taxes: vat,
      taxesIncluded: true,
    });
    const salesOrder = await flow.imported(order);

    const [lamp, mug] = order.lines;
    const [vatRate] = taxRates(24);
    const customer = flow.account.customers().find(({ email }) => email === "ann.lee@example.com");
    expect(salesOrder).toMatchObject({
      order_no: order.name,
      customer_id: customer?.id,
      customer_ref: "PO-2026-77",
      additional_info: "Please wrap as a gift.",
      status: "NOT_SHIPPED",
      currency: "EUR",
      order_created_date: new Date(order.createdAt).toISOString(),
      // The lamp takes five days to make, the mug four.
      delivery_date: new Date(Date.parse(order.createdAt) + 5 * day).toISOString(),
      ecommerce_order_type: "shopify",
      ecommerce_store_name: "tandem-demo.myshopify.com",
      ecommerce_order_id: order.legacyId,
    });
    // Lamps: 178.00 - 17.80 - 11.14 of the order's 15.00 = 149.06 with tax, 120.21 without; 2 x 89.00 / 1.24 = 143.55.
    // Mugs: 55.50 - 3.86 = 51.64 with tax, 41.65 without; 3 x 18.50 / 1.24 = 44.76.
    expect(rowsOf(salesOrder)).toEqual([
      {
        variant_id: flow.katanaVariantId("LAMP-OAK"),
        quantity: 2,
        price_per_unit: "71.7741935484",
        total_discount: "23.34",
        tax_rate_id: vatRate,
        location_id: locationId("Tallinn warehouse"),
        attributes: [
          { key: "shopify_line_item_id", value: lamp?.id.slice(lamp.id.lastIndexOf("/") + 1) },
          { key: "Engraving", value: "for Ann" },
          { key: "Wrapping", value: "blue" },
        ],
      },
      {
        variant_id: flow.katanaVariantId("MUG-CER"),
        quantity: 3,
        price_per_unit: "14.9193548387",
        total_discount: "3.11",
        tax_rate_id: vatRate,
        location_id: locationId("Tartu shop"),
        attributes: [{ key: "shopify_line_item_id", value: mug?.id.slice(mug.id.lastIndexOf("/") + 1) }],
      },
    ]);
    expect(salesOrder.shipping_fee).toMatchObject({
      description: "Express",
      amount: "9.6800000000",
      tax_rate_id: vatRate,
    });
    expect(addressesOf(salesOrder)).toEqual([
      {
        entity_type: "billing",
        ...{ first_name: "Ann", last_name: "Lee", company: "Lee & Sons OÜ", phone: "+3725550001" },
        ...{ line_1: "Pikk 12", line_2: "Apt 4", city: "Tallinn", state: "Harju", zip: "10123", country: "Estonia" },
      },
      {
        entity_type: "shipping",
        ...{ first_name: "Bob", last_name: "Lee", company: "Lee Workshop", phone: "+3725550002" },
        ...{ line_1: "Riia 1", line_2: "Yard", city: "Tartu", state: "Tartu", zip: "50090", country: "Estonia" },
      },
    ]);
    expect(await flow.stands(order, "in-step")).toMatchObject({ salesOrder: { no: order.name } });
    expect(flow.salesOrdersOf(order, { includeDeleted: true })).toHaveLength(1);
  });

  it("[MAP-9] [MAP-10] takes prices without tax as they are and makes a missing tax rate once for all that need it", async () => {
    const seed = {
      taxes: [
        { title: "State", rate: 0.06 },
        { title: "County", rate: 0.0425 },
      ],
      taxesIncluded: false,
      shipping: [{ title: "Ground", price: "7.00" }],
      lines: [{ variantId: flow.variantId("LAMP-WAL"), quantity: 2, discount: { amount: "9.00", title: "Loyal" } }],
    };
    expect(taxRates(10.25)).toEqual([]);
    const orders = [flow.place(seed), flow.place(seed), flow.place(seed)];
    for (const order of orders) {
      const salesOrder = await flow.imported(order);
      expect(taxRates(10.25)).toEqual([salesOrder.sales_order_rows[0]?.tax_rate_id]);
      expect(rowsOf(salesOrder)).toMatchObject([
        { quantity: 2, price_per_unit: "99.0000000000", total_discount: "9.00", tax_rate_id: taxRates(10.25)[0] },
      ]);
      expect(salesOrder.shipping_fee).toMatchObject({ amount: "7.0000000000", tax_rate_id: taxRates(10.25)[0] });
    }
  });

  it("[MAP-12] [SET-3] gets no shipping fee without shipping, one fee for several shipping lines, none with the setting off", async () => {
    const bare = await flow.imported(flow.place());
    expect(bare.shipping_fee).toBeNull();
    const two = [
      { title: "Freight", price: "12.40" },
      { title: "Insurance", price: "2.48" },
    ];
    const both = await flow.imported(flow.place({ shipping: two }));
    expect(both.shipping_fee).toMatchObject({ description: "Freight, Insurance", amount: "12.0000000000" });

    expect(await flow.merchant.submit("/app/settings/orders", settings({ bringShippingFee: "off" }))).toBe(200);
    const order = flow.place({ shipping: two });
    await flow.stands(order, "in-step");
    expect(flow.salesOrdersOf(order)).toMatchObject([{ order_no: order.name, shipping_fee: null }]);
    expect(await flow.merchant.submit("/app/settings/orders", settings({ bringShippingFee: "on" }))).toBe(200);
    expect((await flow.imported(flow.place({ shipping: two }))).shipping_fee).not.toBeNull();
  });

  it("[MAP-6] leaves an order out whose SKU two Katana variants carry, names both, and brings it over once they differ", async () => {
    const [first, second] = ["Stool", "Stool, old"].map((name) =>
      flow.account.addProduct({ name, sku: "STOOL", price: 10 }),
    );
    flow.shop.addProduct({ title: "Stool", variants: [{ sku: "STOOL", price: "50.00" }] });
    const order = flow.place({ lines: [{ variantId: flow.variantId("STOOL"), quantity: 1 }] });
    const ids = [first, second].map((item) => item?.variants[0]?.id ?? 0);
    const { why } = await flow.stands(order, "not-imported");
    expect(why.map(({ sentence }) => sentence)).toEqual([
      `2 Katana variants carry the SKU STOOL (ids ${ids.join(", ")}), so it is not clear which one is meant.`,
    ]);
    flow.account.editVariant(ids[1] ?? 0, { sku: "STOOL-OLD" });
    // Two changes within one second look the same to Shopify, which then tells only the first.
    await pause(1_100);
    flow.shop.updateNote(order.id, "look again");
    expect(rowsOf(await flow.imported(order))).toMatchObject([{ variant_id: ids[0] }]);
  });
});

describe("the customer", () => {
  it("[MAP-4] is the one that keeps the Shopify customer's id, whatever the e-mail", async () => {
    const known = flow.shop.addCustomer({ firstName: "Kai", lastName: "Org", email: "kai@example.com" });
    flow.account.addCustomer({ name: "Somebody else", email: "kai@example.com" });
    const kept = flow.account.addCustomer({
      name: "Kai in Katana",
      email: "other@example.com",
      reference_id: known.id.slice(known.id.lastIndexOf("/") + 1),
    });
    expect(await flow.imported(flow.place({ customer: known.id }))).toMatchObject({ customer_id: kept.id });
  });

  it("[MAP-4] else the one with the e-mail, else a new one that keeps the id and is found again", async () => {
    const kept = flow.account.addCustomer({ name: "Lii", email: "lii@example.com" });
    const byMail = { firstName: "Lii", lastName: "Saar", email: "lii@example.com" };
    expect(await flow.imported(flow.place({ customer: byMail }))).toMatchObject({ customer_id: kept.id });

    const isNew = flow.shop.addCustomer({
      firstName: "Uku",
      lastName: "Uus",
      email: "uku@example.com",
      phone: "+37255500",
    });
    const made = (await flow.imported(flow.place({ customer: isNew.id }))).customer_id;
    expect(flow.account.customers().filter(({ email }) => email === "uku@example.com")).toMatchObject([
      {
        id: made,
        name: "Uku Uus",
        ...{ first_name: "Uku", last_name: "Uus", phone: "+37255500" },
        reference_id: isNew.id.slice(isNew.id.lastIndexOf("/") + 1),
      },
    ]);
    expect(await flow.imported(flow.place({ customer: isNew.id }))).toMatchObject({ customer_id: made });
  });

  it("[MAP-4] of orders without one is a single generic customer, made once even for several orders at once", async () => {
    const orders = Array.from({ length: 4 }, () => flow.place({ customer: null }));
    const salesOrders = await Promise.all(orders.map((order) => flow.imported(order)));
    const [generic, ...more] = new Set(salesOrders.map(({ customer_id }) => customer_id));
    expect(more).toEqual([]);
    const reference = flow.account.customers().find(({ id }) => id === generic)?.reference_id;
    expect(flow.account.customers().filter(({ reference_id }) => reference_id === reference)).toHaveLength(1);
  });

  it("[MAP-4] whose personal data is withheld never fails an import", async () => {
    flow.shop.settings.protectedData = 0;
    const order = flow.place({
      customer: { firstName: "Hid", lastName: "Den", email: "hidden@example.com" },
      shippingAddress: { firstName: "Hid", lastName: "Den", city: "Narva", countryCode: "EE" },
    });
    const salesOrder = await flow.imported(order).finally(() => (flow.shop.settings.protectedData = 2));
    const customer = flow.account.customers().find(({ id }) => id === salesOrder.customer_id);
    expect(customer?.name).toMatch(/\S/);
    expect(customer?.email ?? null).toBeNull();
  });
});

describe("the location", () => {
  it("[MAP-15] is waited for while Shopify has not routed the order", async () => {
    flow.shop.settings.routingDelayMs = 2_500;
    const tartu = flow.shop.locations().find(({ name }) => name === "Tartu shop");
    const line = { variantId: flow.variantId("MUG-CER"), quantity: 1, ...(tartu ? { locationId: tartu.id } : {}) };
    const order = flow.place({ lines: [line] });
    const { why } = await flow.stands(order, "waiting");
    expect(why[0]?.sentence).toBe("Shopify has not decided yet which location fulfills the order.");
    expect(flow.shop.order(order.id).fulfillmentOrders).toEqual([]);
    expect(flow.salesOrdersOf(order)).toEqual([]);
    expect(rowsOf(await flow.imported(order))).toMatchObject([{ location_id: locationId("Tartu shop") }]);
  });

  it("[MAP-15] is waited for also when nothing is shipped, so that being routed does not look like a move", async () => {
    flow.shop.settings.routingDelayMs = 1_500;
    const custom = { title: "Engraving", price: "5.00", requiresShipping: false };
    const order = flow.place({ lines: [{ custom, quantity: 1 }] });
    await flow.stands(order, "waiting");
    expect(rowsOf(await flow.imported(order))).toMatchObject([{ location_id: locationId("Tallinn warehouse") }]);
    await flow.stands(order, "in-step");
  });

  it("[MAP-15] is Katana's default, with a notice, for an order that is not routed within two minutes", async () => {
    flow.shop.settings.routingDelayMs = 600_000;
    const order = flow.place({ createdAt: new Date(Date.now() - 121_000).toISOString() });
    expect(rowsOf(await flow.imported(order))).toMatchObject([{ location_id: locationId("Tallinn warehouse") }]);
    const { why } = await flow.stands(order, "in-step");
    expect(why.map(({ sentence }) => sentence).join(" ")).toMatch(/default location/i);
  });

  it("[CON-1] [MAP-15] without a match holds up only the orders there, until it is matched", async () => {
    const popUp = flow.shop.addLocation({ name: "Pop-up" });
    const line = { variantId: flow.variantId("MUG-CER"), quantity: 1 };
    const there = flow.place({ lines: [{ ...line, locationId: popUp.id }] });
    const { why } = await flow.stands(there, "waiting");
    expect(why[0]?.sentence).toBe("The location “Pop-up” has no match in Katana.");
    await flow.imported(flow.place({ lines: [line] }));
    const home = await flow.merchant.open("/app");
    expect(home).toContain("Active");
    expect(home).toContain("Pop-up");
    expect(flow.salesOrdersOf(there)).toEqual([]);

    expect(await flow.merchant.matchLocations()).toBe(200);
    expect(rowsOf(await flow.imported(there))).toMatchObject([{ location_id: locationId("Tallinn warehouse") }]);
  });
});

describe("an order outside the straight case", () => {
  it("[IMP-1] [IMP-2] [IMP-3] [IMP-5] stays out with all its reasons, in Activity too", async () => {
    flow.shopify.deliveries.pause();
    const order = flow.place({
      createdAt: daysAgo(15),
      payment: "pending",
    });
    flow.shop.archive(order.id);
    flow.shopify.deliveries.resume();
    const { why } = await flow.stands(order, "not-imported");
    const sentences = why.map(({ sentence }) => sentence);
    expect(sentences.toSorted()).toEqual([
      "The order is archived.",
      expect.stringMatching(/^The order was placed before /),
      "The payment is pending.",
    ]);
    // A second webhook's look may stand in between.
    const activity = () => flow.merchant.open(`/app/activity?q=${encodeURIComponent(order.name)}`);
    await until(async () => (await activity()).includes("The order is archived."), { what: "Activity says why" });
    expect(flow.salesOrdersOf(order, { includeDeleted: true })).toEqual([]);
  });

  it("[IMP-1] [IMP-6] stays out when it was cancelled before anybody looked", async () => {
    flow.shopify.deliveries.pause();
    const order = flow.place();
    flow.shop.cancelOrder(order.id, { refund: true });
    flow.shopify.deliveries.resume();
    const { why } = await flow.stands(order, "not-imported");
    expect(why.map(({ sentence }) => sentence)).toContain("The order is cancelled.");
    expect(flow.salesOrdersOf(order, { includeDeleted: true })).toEqual([]);
  });

  it("[IMP-5] comes over when it was placed within the 14 days before the first activation", async () => {
    expect(await flow.imported(flow.place({ createdAt: daysAgo(13.9) }))).toMatchObject({ source: "API" });
  });

  it("[IMP-2] [IMP-8] comes over as soon as it is paid", async () => {
    const order = flow.place({ payment: "pending" });
    await flow.stands(order, "not-imported");
    flow.shop.markAsPaid(order.id);
    expect(await flow.imported(order)).toMatchObject({ order_no: order.name });
  });
});

const settings = (changed: Readonly<Record<string, string>>): Readonly<Record<string, string>> => ({
  ...{ importPaymentPending: "off", bringShippingFee: "on", nonPhysicalCustomItems: "service" },
  ...{ bringOrderChanges: "on", bringLocationUpdates: "on", bringReturns: "off", syncFulfillment: "on" },
  ...changed,
});
