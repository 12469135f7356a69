import { describe, expect, it } from "vitest";
import { complaints, dataOf, errorOf, idOf, katanaUnderTest, placeOrder } from "./testing/katana-under-test.ts";

describe("creating a sales order", () => {
  it("keeps the header, all rows and both addresses of one call", async () => {
    const katana = await katanaUnderTest({ switches: { noShippingFee: "null" } });
    const { order, answered } = await placeOrder(katana, {
      order_no: "#1042",
      order_created_date: "2026-07-20T09:30:00.000Z",
      customer_ref: "PO 77",
      additional_info: "gift wrap",
      ecommerce_order_type: "shopify",
      ecommerce_store_name: "acme.myshopify.com",
      ecommerce_order_id: "5501",
      addresses: [
        { entity_type: "billing", first_name: "Ann", line_1: "1 High St", city: "Leeds" },
        { entity_type: "shipping", first_name: "Ann", company: null },
      ],
      sales_order_rows: [
        {
          variant_id: katana.variant("MUG"),
          quantity: 2,
          price_per_unit: 20.5,
          tax_rate_id: katana.taxRate(20),
          total_discount: 1,
          attributes: [{ key: "line", value: "991" }],
        },
        { variant_id: katana.variant("CHAIR"), quantity: 1, price_per_unit: 79.99, tax_rate_id: katana.taxRate(0) },
      ],
    });
    expect(answered.body).toMatchObject({
      order_no: "#1042",
      source: "API",
      status: "NOT_SHIPPED",
      currency: "EUR",
      conversion_rate: null,
      invoicing_status: "notInvoiced",
      total: 127.99,
      customer_ref: "PO 77",
      additional_info: "gift wrap",
      delivery_date: "2026-07-25T09:30:00.000Z",
      location_id: katana.location("Main"),
      ecommerce_order_id: "5501",
      shipping_fee: null,
      deleted_at: null,
    });
    expect(order.addresses).toMatchObject([
      { id: order.billing_address_id, entity_type: "billing", line_1: "1 High St", line_2: null },
      { id: order.shipping_address_id, entity_type: "shipping", first_name: "Ann" },
    ]);
    expect(order.sales_order_rows).toMatchObject([
      { quantity: 2, total: 40, attributes: [{ key: "line", value: "991" }] },
      { quantity: 1, total: 79.99 },
    ]);
  });

  it("answers in the mixed types of the real API", async () => {
    const katana = await katanaUnderTest();
    const { order } = await placeOrder(katana, {
      sales_order_rows: [
        { variant_id: katana.variant("MUG"), quantity: 3, price_per_unit: 599.99, total_discount: 10 },
      ],
    });
    expect(order.sales_order_rows[0]).toMatchObject({
      quantity: 3,
      price_per_unit: "599.9900000000",
      total_discount: "10.00",
      total: 1789.97,
      total_in_base_currency: 1789.97,
      cogs_value: expect.any(String),
    });
    expect(order.total).toBe(2147.964);
  });

  it("adds up without drift", async () => {
    const katana = await katanaUnderTest();
    const row = { variant_id: katana.variant("MUG"), quantity: 3, price_per_unit: 0.1, tax_rate_id: katana.taxRate(0) };
    const { order } = await placeOrder(katana, { sales_order_rows: [row, row, row] });
    expect([order.total, order.sales_order_rows[0]?.total]).toEqual([0.9, 0.3]);
  });

  it("numbers orders itself when they come without a number, and defaults price, tax and status", async () => {
    const katana = await katanaUnderTest();
    const wanted = { sales_order_rows: [{ variant_id: katana.variant("MUG"), quantity: 1 }] };
    const { order } = await placeOrder(katana, wanted);
    expect(order.order_no).toBe("SO-1");
    expect((await placeOrder(katana, wanted)).order.order_no).toBe("SO-2");
    expect(order.sales_order_rows[0]).toMatchObject({
      price_per_unit: "20.5000000000",
      tax_rate_id: katana.taxRate(20),
      location_id: katana.location("Main"),
    });
  });

  it("never lets a row be worth less than nothing", async () => {
    const katana = await katanaUnderTest();
    const { order } = await placeOrder(katana, {
      sales_order_rows: [{ variant_id: katana.variant("MUG"), quantity: 1, price_per_unit: 5, total_discount: 9 }],
    });
    expect(order.total).toBe(0);
  });

  it("takes a quote, and refuses what may only come later", async () => {
    const katana = await katanaUnderTest();
    expect((await placeOrder(katana, { status: "PENDING" })).order.status).toBe("PENDING");
    const { order } = await placeOrder(katana);
    const body = {
      customer_id: order.customer_id,
      sales_order_rows: [{ variant_id: katana.variant("MUG"), quantity: 1 }],
      picked_date: "2026-07-20T09:30:00.000Z",
      shipping_fee: {},
      conversion_rate: 1,
      status: "DELIVERED",
    };
    expect(complaints(await katana.post("/sales_orders", body)).toSorted()).toEqual([
      "additionalProperties ",
      "additionalProperties ",
      "additionalProperties ",
      "enum /status",
    ]);
  });

  it("refuses a location that does not sell, on the order and on a row", async () => {
    const katana = await katanaUnderTest();
    const { order } = await placeOrder(katana);
    const attic = katana.location("Attic");
    const row = { variant_id: katana.variant("MUG"), quantity: 1 };
    for (const body of [
      { customer_id: order.customer_id, sales_order_rows: [row], location_id: attic },
      { customer_id: order.customer_id, sales_order_rows: [{ ...row, location_id: attic }] },
    ]) {
      expect(errorOf(await katana.post("/sales_orders", body)).message).toBe("Location has selling disabled");
    }
    expect(katana.account.salesOrders()).toHaveLength(1);
  });

  it.each([
    ["customer_id", { customer_id: 1 }],
    ["variant_id", { sales_order_rows: [{ variant_id: 1, quantity: 1 }] }],
    ["location_id", { location_id: 1 }],
  ])("refuses an unknown %s", async (name, changes) => {
    const katana = await katanaUnderTest();
    const { order } = await placeOrder(katana);
    const row = { variant_id: katana.variant("MUG"), quantity: 1 };
    const answered = await katana.post("/sales_orders", {
      customer_id: order.customer_id,
      sales_order_rows: [row],
      ...changes,
    });
    expect(errorOf(answered)).toMatchObject({ statusCode: 422, message: `${name} 1 does not exist` });
  });

  it("takes the same hidden order id twice", async () => {
    const katana = await katanaUnderTest();
    await placeOrder(katana, { ecommerce_order_id: "5501" });
    await placeOrder(katana, { ecommerce_order_id: "5501" });
    expect(dataOf(await katana.get("/sales_orders?ecommerce_order_id=5501"))).toHaveLength(2);
  });
});

describe("finding sales orders", () => {
  it("by hidden id and store, deleted ones on request", async () => {
    const katana = await katanaUnderTest();
    const hidden = { ecommerce_order_id: "5501", ecommerce_store_name: "acme.myshopify.com" };
    const { id } = await placeOrder(katana, hidden);
    await placeOrder(katana, { ecommerce_order_id: "5502", ecommerce_store_name: "acme.myshopify.com" });
    const query = "/sales_orders?ecommerce_order_id=5501&ecommerce_store_name=acme.myshopify.com";
    expect(dataOf(await katana.get(query))).toMatchObject([{ id }]);
    await katana.remove(`/sales_orders/${id}`);
    expect(dataOf(await katana.get(query))).toEqual([]);
    expect(dataOf(await katana.get(`${query}&include_deleted=true`))).toMatchObject([
      { id, deleted_at: expect.any(String) },
    ]);
  });

  it("shows rows, addresses and fee in every entry of the list", async () => {
    const katana = await katanaUnderTest();
    const { id } = await placeOrder(katana, { addresses: [{ entity_type: "shipping", city: "Leeds" }] });
    await katana.post("/sales_order_shipping_fee", { sales_order_id: id, amount: "6.75" });
    expect(dataOf(await katana.get(`/sales_orders?ids=${id}`))).toMatchObject([
      {
        sales_order_rows: [{ quantity: 2 }],
        addresses: [{ city: "Leeds" }],
        shipping_fee: { sales_order_id: id, amount: "6.7500000000" },
      },
    ]);
  });

  it("hides the rows of a deleted order, which the rows' own list shows", async () => {
    const katana = await katanaUnderTest();
    const { id, rowId } = await placeOrder(katana);
    await katana.remove(`/sales_orders/${id}`);
    expect(dataOf(await katana.get("/sales_orders?include_deleted=true"))).toMatchObject([
      { id, sales_order_rows: [] },
    ]);
    expect(dataOf(await katana.get(`/sales_order_rows?sales_order_ids=${id}`))).toEqual([]);
    const rows = await katana.get(`/sales_order_rows?sales_order_ids=${id}&include_deleted=true`);
    expect(dataOf(rows)).toMatchObject([{ id: rowId, deleted_at: expect.any(String) }]);
  });
});

describe("changing a sales order", () => {
  it("takes header fields while it is open, and answers with its rows", async () => {
    const katana = await katanaUnderTest();
    const { id } = await placeOrder(katana);
    const answered = await katana.patch(`/sales_orders/${id}`, {
      order_no: "#7",
      customer_ref: null,
      delivery_date: "2026-08-01T00:00:00.000Z",
      additional_info: "note",
      location_id: katana.location("Shop"),
    });
    expect(answered.body).toMatchObject({
      order_no: "#7",
      delivery_date: "2026-08-01T00:00:00.000Z",
      location_id: katana.location("Shop"),
      sales_order_rows: [{ quantity: 2 }],
    });
  });

  it("never changes the hidden id, rows or addresses", async () => {
    const katana = await katanaUnderTest();
    const { id } = await placeOrder(katana, { ecommerce_order_id: "1" });
    for (const key of [
      ...["ecommerce_order_type", "ecommerce_store_name", "ecommerce_order_id", "sales_order_rows", "addresses"],
      ...["shipping_fee", "id", "total"],
    ]) {
      const answered = await katana.patch(`/sales_orders/${id}`, { [key]: "2" });
      expect(complaints(answered), key).toEqual(["additionalProperties "]);
    }
  });

  it("locks header fields once anything is shipped, and leaves the others free", async () => {
    const katana = await katanaUnderTest();
    const { id, rowId, order } = await placeOrder(katana);
    katana.account.pack(id, { [rowId]: 1 });
    const locked = {
      order_no: "#8",
      customer_id: order.customer_id,
      delivery_date: "2026-08-01T00:00:00.000Z",
      location_id: katana.location("Shop"),
      currency: "EUR",
      picked_date: "2026-08-01T00:00:00.000Z",
    };
    for (const [field, value] of Object.entries(locked)) {
      const answered = await katana.patch(`/sales_orders/${id}`, { [field]: value });
      expect([answered.status, errorOf(answered).message]).toEqual([422, expect.stringContaining(field)]);
    }
    const free = {
      customer_ref: "X",
      additional_info: "note",
      tracking_number: "1Z",
      order_created_date: "2026-07-01T00:00:00Z",
    };
    expect((await katana.patch(`/sales_orders/${id}`, free)).status).toBe(200);
  });

  it("takes a conversion rate only when all is packed or delivered", async () => {
    const katana = await katanaUnderTest();
    const { id } = await placeOrder(katana, { currency: "USD" });
    expect((await katana.patch(`/sales_orders/${id}`, { conversion_rate: 0.5 })).status).toBe(422);
    katana.account.pack(id);
    const answered = await katana.patch(`/sales_orders/${id}`, { conversion_rate: 0.5 });
    expect(answered.body).toMatchObject({ total: 49.2, total_in_base_currency: 24.6, conversion_rate: 0.5 });
  });

  it("moves freely between quote and order while nothing is shipped", async () => {
    const katana = await katanaUnderTest();
    const { id } = await placeOrder(katana);
    expect((await katana.patch(`/sales_orders/${id}`, { status: "PENDING" })).body).toMatchObject({
      status: "PENDING",
    });
    expect((await katana.patch(`/sales_orders/${id}`, { status: "NOT_SHIPPED" })).body).toMatchObject({
      status: "NOT_SHIPPED",
    });
  });

  it("never takes a computed status", async () => {
    const katana = await katanaUnderTest();
    const { id } = await placeOrder(katana);
    for (const status of ["PARTIALLY_PACKED", "PARTIALLY_DELIVERED", "CANCELLED"]) {
      expect(complaints(await katana.patch(`/sales_orders/${id}`, { status }))).toEqual(["enum /status"]);
    }
  });

  it("merges custom fields and clears them with null", async () => {
    const katana = await katanaUnderTest();
    const { id } = await placeOrder(katana, { custom_fields: { a: 1 } });
    expect((await katana.patch(`/sales_orders/${id}`, { custom_fields: { b: 2 } })).body).toMatchObject({
      custom_fields: { a: 1, b: 2 },
    });
    expect((await katana.patch(`/sales_orders/${id}`, { custom_fields: null })).body).toMatchObject({
      custom_fields: null,
    });
  });
});

describe("deleting a sales order", () => {
  it("takes its rows, addresses and fee along, and is not there a second time", async () => {
    const katana = await katanaUnderTest();
    const { id } = await placeOrder(katana, { addresses: [{ entity_type: "billing" }] });
    await katana.post("/sales_order_shipping_fee", { sales_order_id: id, amount: "1" });
    const answered = await katana.remove(`/sales_orders/${id}`);
    expect([answered.status, answered.text]).toEqual([204, ""]);
    expect((await katana.remove(`/sales_orders/${id}`)).status).toBe(404);
    expect((await katana.get(`/sales_orders/${id}`)).status).toBe(404);
    for (const path of ["/sales_order_rows", "/sales_order_addresses", "/sales_order_shipping_fee"]) {
      expect(dataOf(await katana.get(path))).toEqual([]);
    }
  });

  it("is refused with 412 while a return exists, in Katana's words", async () => {
    const katana = await katanaUnderTest();
    const { id } = await placeOrder(katana);
    katana.account.deliver(id);
    const returned = await katana.post("/sales_returns", {
      sales_order_id: id,
      return_location_id: katana.location("Main"),
    });
    expect(errorOf(await katana.remove(`/sales_orders/${id}`))).toEqual({
      statusCode: 412,
      name: "PreconditionFailedError",
      message: "Cannot delete sales orders as sales orders have return orders.",
    });
    await katana.remove(`/sales_returns/${idOf(returned)}`);
    expect((await katana.remove(`/sales_orders/${id}`)).status).toBe(204);
  });

  it("is refused with 412 once it is invoiced", async () => {
    const katana = await katanaUnderTest();
    const { id } = await placeOrder(katana);
    katana.account.invoice(id, "partiallyInvoiced");
    expect((await katana.remove(`/sales_orders/${id}`)).status).toBe(412);
  });

  it("is refused with 422 when goods left in a closed period", async () => {
    const katana = await katanaUnderTest();
    const { id } = await placeOrder(katana);
    katana.account.deliver(id);
    katana.account.closeInventoryPeriod("2099-01-01");
    expect((await katana.remove(`/sales_orders/${id}`)).status).toBe(422);
  });

  it("puts delivered goods back", async () => {
    const katana = await katanaUnderTest();
    const [variant, place] = [katana.variant("MUG"), katana.location("Main")];
    const { id } = await placeOrder(katana);
    katana.account.deliver(id);
    expect(katana.account.stock(variant, place)).toBe("98");
    expect((await katana.remove(`/sales_orders/${id}`)).status).toBe(204);
    expect(katana.account.stock(variant, place)).toBe("100");
  });
});
