import { describe, expect, it } from "vitest";
import { errorOf, idOf, katanaUnderTest, placeOrder, type KatanaUnderTest } from "./testing/katana-under-test.ts";

const row = (katana: KatanaUnderTest, price_per_unit: number, quantity = 1) => ({
  variant_id: katana.variant("MUG"),
  quantity,
  price_per_unit,
  tax_rate_id: katana.taxRate(7.5),
});

describe("switches", () => {
  it.each([
    ["none", 0.25 * 1.075 * 3],
    ["per-row", 0.81],
    ["per-order", 0.81],
  ] as const)("taxRounding %s", async (taxRounding, expected) => {
    const katana = await katanaUnderTest({ switches: { taxRounding } });
    const { order } = await placeOrder(katana, { sales_order_rows: [0, 1, 2].map(() => row(katana, 0.25)) });
    expect(order.total).toBeCloseTo(expected, 10);
  });

  it("taxRounding tells rows from orders", async () => {
    const katana = await katanaUnderTest({ switches: { taxRounding: "per-row" } });
    const rows = { sales_order_rows: [0, 1, 2].map(() => row(katana, 0.2)) };
    // 0.215 each: 0.22 three times, but 0.645 together.
    expect((await placeOrder(katana, rows)).order.total).toBe(0.66);
    katana.sim.switches.taxRounding = "per-order";
    expect((await placeOrder(katana, rows)).order.total).toBe(0.65);
    katana.sim.switches.taxRounding = "none";
    expect((await placeOrder(katana, rows)).order.total).toBe(0.645);
  });

  it.each([
    [false, 49.2],
    [true, 61.2],
  ])("shippingFeeInTotal %s", async (shippingFeeInTotal, expected) => {
    const katana = await katanaUnderTest({ switches: { shippingFeeInTotal } });
    const { id } = await placeOrder(katana);
    const fee = { sales_order_id: id, amount: "10", tax_rate_id: katana.taxRate(20) };
    await katana.post("/sales_order_shipping_fee", fee);
    expect(katana.account.salesOrder(id)?.total).toBe(expected);
  });

  it.each([
    ["exact", "1.66667", 18.83333],
    ["two", "1.67", 18.83],
  ] as const)("discountDecimals %s", async (discountDecimals, discount, total) => {
    const katana = await katanaUnderTest({ switches: { discountDecimals } });
    const discounted = { ...row(katana, 20.5), total_discount: 1.66667 };
    const { order } = await placeOrder(katana, { sales_order_rows: [discounted] });
    expect(order.sales_order_rows[0]).toMatchObject({ total_discount: discount, total });
  });

  it.each([
    ["accept", 200],
    ["refuse", 422],
  ] as const)("duplicateOrderNo %s", async (duplicateOrderNo, status) => {
    const katana = await katanaUnderTest({ switches: { duplicateOrderNo } });
    const { order } = await placeOrder(katana, { order_no: "#1" });
    const body = { customer_id: order.customer_id, order_no: "#1", sales_order_rows: [row(katana, 1)] };
    expect((await katana.post("/sales_orders", body)).status).toBe(status);
    const { id } = await placeOrder(katana, { order_no: "#2" });
    expect((await katana.patch(`/sales_orders/${id}`, { order_no: "#1" })).status).toBe(status);
    expect((await katana.patch(`/sales_orders/${id}`, { order_no: "#2" })).status).toBe(200);
  });

  it.each([
    ["allow", 200],
    ["refuse", 422],
  ] as const)("multiCurrency %s", async (multiCurrency, status) => {
    const katana = await katanaUnderTest({ switches: { multiCurrency } });
    const { order } = await placeOrder(katana);
    const body = { customer_id: order.customer_id, currency: "USD", sales_order_rows: [row(katana, 1)] };
    expect((await katana.post("/sales_orders", body)).status).toBe(status);
  });

  it("errorEnvelope bare", async () => {
    const katana = await katanaUnderTest({ switches: { errorEnvelope: "bare" } });
    expect((await katana.get("/sales_orders/1")).body).toEqual({
      statusCode: 404,
      name: "NotFoundError",
      message: "Not found",
    });
  });

  it("errorEnvelope random", async () => {
    const katana = await katanaUnderTest({ switches: { errorEnvelope: "random" } });
    const ways = new Set<boolean>();
    for (let count = 0; count < 20; count += 1)
      ways.add((await katana.get("/sales_orders/1")).text.startsWith('{"error"'));
    expect(ways.size).toBe(2);
  });

  it("deleteStatus", async () => {
    const katana = await katanaUnderTest({ switches: { deleteStatus: 200 } });
    const first = await katana.remove(`/customers/${katana.account.addCustomer({ name: "A" }).id}`);
    expect([first.status, first.text]).toEqual([200, ""]);
    katana.sim.switches.deleteStatus = "random";
    const seen = new Set<number>();
    for (let count = 0; count < 20; count += 1) {
      seen.add((await katana.remove(`/customers/${katana.account.addCustomer({ name: "A" }).id}`)).status);
    }
    expect(seen).toEqual(new Set([200, 204]));
  });

  it.each([
    ["null", '"shipping_fee":null'],
    ["empty", '"shipping_fee":{}'],
    ["missing", undefined],
  ] as const)("noShippingFee %s", async (noShippingFee, expected) => {
    const katana = await katanaUnderTest({ switches: { noShippingFee } });
    const { answered } = await placeOrder(katana);
    expect(answered.text.includes("shipping_fee")).toBe(expected !== undefined);
    expect(answered.text).toContain(expected ?? "");
  });

  it("noShippingFee is said in all three ways unless told otherwise", async () => {
    const katana = await katanaUnderTest();
    const { id } = await placeOrder(katana);
    const ways = new Set<string | undefined>();
    for (let count = 0; count < 30; count += 1) {
      ways.add(/"shipping_fee":(null|{})/.exec((await katana.get(`/sales_orders/${id}`)).text)?.[1]);
    }
    expect(ways).toEqual(new Set(["null", "{}", undefined]));
  });

  it.each([
    [true, ""],
    [false, "gift wrap"],
  ])("wipeAdditionalInfo %s", async (wipeAdditionalInfo, expected) => {
    const katana = await katanaUnderTest({ switches: { wipeAdditionalInfo } });
    const { id } = await placeOrder(katana, { additional_info: "gift wrap" });
    expect((await katana.patch(`/sales_orders/${id}`, { customer_ref: "1" })).body).toMatchObject({
      additional_info: expected,
    });
  });

  it.each([
    ["nothing", "NOT_SHIPPED", 0],
    ["fulfill", "DELIVERED", 1],
  ] as const)("patchStatusShipped %s", async (patchStatusShipped, status, fulfillments) => {
    const katana = await katanaUnderTest({ switches: { patchStatusShipped } });
    const { id } = await placeOrder(katana);
    expect((await katana.patch(`/sales_orders/${id}`, { status: "DELIVERED" })).body).toMatchObject({ status });
    expect(katana.account.fulfillments()).toHaveLength(fulfillments);
  });

  it.each([
    ["allow", 200, 204],
    ["refuse", 422, 422],
  ] as const)("rowEditsOnPartlyShipped %s", async (rowEditsOnPartlyShipped, patched, removed) => {
    const katana = await katanaUnderTest({ switches: { rowEditsOnPartlyShipped } });
    const { id, rowIds } = await placeOrder(katana, { sales_order_rows: [row(katana, 1), row(katana, 1)] });
    const [first = 0, second = 0] = rowIds;
    katana.account.pack(id, { [first]: 1 });
    expect((await katana.patch(`/sales_order_rows/${second}`, { quantity: 4 })).status).toBe(patched);
    expect((await katana.remove(`/sales_order_rows/${second}`)).status).toBe(removed);
  });

  it.each([
    ["allow", 204],
    ["refuse", 422],
  ] as const)("deleteLastRow %s", async (deleteLastRow, status) => {
    const katana = await katanaUnderTest({ switches: { deleteLastRow } });
    const { rowId } = await placeOrder(katana);
    expect((await katana.remove(`/sales_order_rows/${rowId}`)).status).toBe(status);
  });

  it.each([422, 404] as const)("unknownReference %s", async (unknownReference) => {
    const katana = await katanaUnderTest({ switches: { unknownReference } });
    const answered = await katana.post("/sales_orders", { customer_id: 1, sales_order_rows: [row(katana, 1)] });
    expect(errorOf(answered).statusCode).toBe(unknownReference);
  });

  it.each([
    ["https", 422],
    ["any", 200],
  ] as const)("webhookUrls %s", async (webhookUrls, status) => {
    const katana = await katanaUnderTest({ switches: { webhookUrls } });
    const webhook = (url: string) => katana.post("/webhooks", { url, subscribed_events: ["sales_order.updated"] });
    expect((await webhook("http://127.0.0.1:1/hook")).status).toBe(status);
    expect((await webhook("https://example.com/hook")).status).toBe(200);
    expect((await webhook("ftp://example.com/hook")).status).toBe(422);
  });

  it.each([
    [true, 1],
    [false, 0],
  ])("copyCustomerAddresses %s", async (copyCustomerAddresses, expected) => {
    const katana = await katanaUnderTest({ switches: { copyCustomerAddresses } });
    katana.account.addCustomer({ name: "Ann", addresses: [{ entity_type: "billing", city: "Leeds" }] });
    expect((await placeOrder(katana)).order.addresses).toHaveLength(expected);
  });

  it.each([
    ["refuse", 422],
    ["accept", 200],
  ] as const)("secondMakeToOrder %s", async (secondMakeToOrder, status) => {
    const katana = await katanaUnderTest({ switches: { secondMakeToOrder } });
    const { rowId } = await placeOrder(katana, {
      sales_order_rows: [{ variant_id: katana.variant("CHAIR"), quantity: 1 }],
    });
    const make = () =>
      katana.post("/manufacturing_order_make_to_order", { sales_order_row_id: rowId, create_subassemblies: false });
    expect((await make()).status).toBe(200);
    expect((await make()).status).toBe(status);
  });

  it.each([
    [true, [3], 0],
    [false, [1], 1],
  ] as const)("manufacturingFollows %s", async (manufacturingFollows, planned, left) => {
    const katana = await katanaUnderTest({ switches: { manufacturingFollows } });
    const rows = [
      { variant_id: katana.variant("CHAIR"), quantity: 1 },
      { variant_id: katana.variant("MUG"), quantity: 1 },
    ];
    const { rowId } = await placeOrder(katana, { sales_order_rows: rows });
    await katana.post("/manufacturing_order_make_to_order", { sales_order_row_id: rowId, create_subassemblies: false });
    await katana.patch(`/sales_order_rows/${rowId}`, { quantity: 3 });
    expect(katana.account.manufacturingOrders().map((order) => order.planned_quantity)).toEqual(planned);
    await katana.remove(`/sales_order_rows/${rowId}`);
    expect(katana.account.manufacturingOrders()).toHaveLength(left);
  });

  it.each([
    ["allow", 200],
    ["refuse", 422],
  ] as const)("returnStepBack %s", async (returnStepBack, status) => {
    const katana = await katanaUnderTest({ switches: { returnStepBack } });
    const { id } = await placeOrder(katana);
    const delivered = katana.account.deliver(id);
    const made = idOf(
      await katana.post("/sales_returns", { sales_order_id: id, return_location_id: katana.location("Main") }),
    );
    await katana.post("/sales_return_rows", {
      sales_return_id: made,
      variant_id: katana.variant("MUG"),
      fulfillment_row_id: delivered.fulfillments[0]?.sales_order_fulfillment_rows[0]?.id,
      quantity: 1,
    });
    await katana.patch(`/sales_returns/${made}`, { status: "RETURNED_ALL" });
    expect((await katana.patch(`/sales_returns/${made}`, { status: "NOT_RETURNED" })).status).toBe(status);
  });

  it.each([true, false])("deleteMovesUpdatedAt %s", async (deleteMovesUpdatedAt) => {
    const katana = await katanaUnderTest({ switches: { deleteMovesUpdatedAt } });
    const { id, order } = await placeOrder(katana);
    katana.sim.clock.advance(5000);
    await katana.remove(`/sales_orders/${id}`);
    const gone = katana.account.salesOrder(id);
    expect(gone?.updated_at === order.updated_at).toBe(!deleteMovesUpdatedAt);
  });
});
