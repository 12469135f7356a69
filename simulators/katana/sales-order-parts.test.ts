import { describe, expect, it } from "vitest";
import { complaints, dataOf, idOf, katanaUnderTest, placeOrder } from "./testing/katana-under-test.ts";

describe("rows", () => {
  it("are added one by one, while the order is open", async () => {
    const katana = await katanaUnderTest();
    const { id, rowId } = await placeOrder(katana);
    const row = {
      sales_order_id: id,
      variant_id: katana.variant("CHAIR"),
      quantity: 1,
      tax_rate_id: katana.taxRate(0),
    };
    expect((await katana.post("/sales_order_rows", row)).body).toMatchObject({
      total: 80,
      price_per_unit: "80.0000000000",
    });
    expect(katana.account.salesOrder(id)?.total).toBe(129.2);
    katana.account.pack(id, { [rowId]: 1 });
    expect((await katana.post("/sales_order_rows", row)).status).toBe(422);
  });

  it("change while they are open, and replace their attributes whole", async () => {
    const katana = await katanaUnderTest();
    const { rowId } = await placeOrder(katana);
    await katana.patch(`/sales_order_rows/${rowId}`, { attributes: [{ key: "a", value: "1" }] });
    const answered = await katana.patch(`/sales_order_rows/${rowId}`, {
      quantity: 3,
      total_discount: 0.5,
      attributes: [{ key: "b", value: "2" }],
      location_id: katana.location("Shop"),
    });
    expect(answered.body).toMatchObject({
      quantity: 3,
      total: 61,
      total_discount: "0.50",
      attributes: [{ key: "b", value: "2" }],
      location_id: katana.location("Shop"),
    });
  });

  it("are locked once any part of them is shipped, while open neighbours are not", async () => {
    const katana = await katanaUnderTest();
    const row = { variant_id: katana.variant("MUG"), quantity: 2 };
    const { id, rowIds } = await placeOrder(katana, { sales_order_rows: [row, row] });
    const [first = 0, second = 0] = rowIds;
    katana.account.pack(id, { [first]: 1 });
    expect((await katana.patch(`/sales_order_rows/${first}`, { quantity: 5 })).status).toBe(422);
    expect((await katana.remove(`/sales_order_rows/${first}`)).status).toBe(422);
    expect((await katana.patch(`/sales_order_rows/${first}`, { attributes: [] })).status).toBe(200);
    expect((await katana.patch(`/sales_order_rows/${second}`, { quantity: 1 })).status).toBe(200);
    expect((await katana.remove(`/sales_order_rows/${second}`)).status).toBe(204);
  });

  it("are deleted, the last one too", async () => {
    const katana = await katanaUnderTest();
    const { id, rowId } = await placeOrder(katana);
    expect((await katana.remove(`/sales_order_rows/${rowId}`)).status).toBe(204);
    expect((await katana.remove(`/sales_order_rows/${rowId}`)).status).toBe(404);
    expect(katana.account.salesOrder(id)).toMatchObject({ sales_order_rows: [], total: 0 });
  });

  it("take traceability over the two older ways of allocating", async () => {
    const katana = await katanaUnderTest();
    const { rowId } = await placeOrder(katana, {
      sales_order_rows: [{ variant_id: katana.variant("HONEY"), quantity: 2 }],
    });
    const batch = katana.account.addBatch({ variantId: katana.variant("HONEY"), number: "B1" });
    const older = { batch_transactions: [{ batch_id: batch.id, quantity: 1 }] };
    const answered = await katana.patch(`/sales_order_rows/${rowId}`, {
      ...older,
      traceability: [{ batch_id: batch.id, quantity: "2" }],
    });
    expect(answered.body).toMatchObject({
      traceability: [{ batch_id: batch.id, serial_number_id: null, quantity: "2.00000" }],
      batch_transactions: [{ batch_id: batch.id, quantity: 2 }],
    });
    expect((await katana.patch(`/sales_order_rows/${rowId}`, older)).body).toMatchObject({
      batch_transactions: [{ batch_id: batch.id, quantity: 1 }],
    });
    expect((await katana.patch(`/sales_order_rows/${rowId}`, { traceability: [] })).body).toMatchObject({
      traceability: [],
    });
  });

  it("show their variant when extended", async () => {
    const katana = await katanaUnderTest();
    const { rowId } = await placeOrder(katana);
    expect((await katana.get(`/sales_order_rows/${rowId}?extend=variant`)).body).toMatchObject({
      variant: { sku: "MUG" },
    });
    expect((await katana.get(`/sales_order_rows/${rowId}?extend=customer`)).status).toBe(400);
  });
});

describe("the shipping fee", () => {
  it("takes its amount as text only, on every PATCH, and gives ten decimals back", async () => {
    const katana = await katanaUnderTest();
    const { id } = await placeOrder(katana);
    expect(complaints(await katana.post("/sales_order_shipping_fee", { sales_order_id: id, amount: 6.75 }))).toEqual([
      "type /amount",
    ]);
    const made = await katana.post("/sales_order_shipping_fee", {
      sales_order_id: id,
      amount: "6.75",
      description: "Express",
      tax_rate_id: katana.taxRate(20),
    });
    expect(made.body).toMatchObject({ amount: "6.7500000000", description: "Express" });
    const path = `/sales_order_shipping_fee/${idOf(made)}`;
    expect(complaints(await katana.patch(path, { description: "Slow" }))).toEqual(["required "]);
    expect((await katana.patch(path, { amount: "5" })).body).toMatchObject({
      amount: "5.0000000000",
      description: "Express",
    });
    expect((await katana.get(path)).body).toMatchObject({ amount: "5.0000000000" });
    expect((await katana.remove(path)).status).toBe(204);
    expect((await katana.get(path)).status).toBe(404);
  });

  it("is one for an order, and only changes while that is open", async () => {
    const katana = await katanaUnderTest();
    const { id } = await placeOrder(katana);
    const fee = { sales_order_id: id, amount: "1" };
    const made = idOf(await katana.post("/sales_order_shipping_fee", fee));
    expect((await katana.post("/sales_order_shipping_fee", fee)).status).toBe(422);
    katana.account.deliver(id);
    expect((await katana.patch(`/sales_order_shipping_fee/${made}`, { amount: "2" })).status).toBe(422);
    expect((await katana.remove(`/sales_order_shipping_fee/${made}`)).status).toBe(422);
  });

  it("refuses an amount that is none", async () => {
    const katana = await katanaUnderTest();
    const { id } = await placeOrder(katana);
    for (const amount of ["", "free", "-1", "1,5"]) {
      expect((await katana.post("/sales_order_shipping_fee", { sales_order_id: id, amount })).status).toBe(422);
    }
  });
});

describe("addresses of a sales order", () => {
  it("are added, changed and deleted; a second of a kind takes over", async () => {
    const katana = await katanaUnderTest();
    const { id } = await placeOrder(katana, { addresses: [{ entity_type: "billing", city: "Leeds" }] });
    const made = idOf(
      await katana.post("/sales_order_addresses", { sales_order_id: id, entity_type: "billing", city: "York" }),
    );
    expect(katana.account.salesOrder(id)?.billing_address_id).toBe(made);
    expect((await katana.patch(`/sales_order_addresses/${made}`, { city: null, zip: "Y1" })).body).toMatchObject({
      city: null,
      zip: "Y1",
    });
    expect(complaints(await katana.patch(`/sales_order_addresses/${made}`, { entity_type: "shipping" }))).toEqual([
      "additionalProperties ",
    ]);
    expect((await katana.remove(`/sales_order_addresses/${made}`)).status).toBe(204);
    expect(dataOf(await katana.get(`/sales_order_addresses?sales_order_ids=${id}`))).toMatchObject([{ city: "Leeds" }]);
    expect(katana.account.salesOrder(id)?.billing_address_id).toBeNull();
  });

  it("are locked once the order is delivered", async () => {
    const katana = await katanaUnderTest();
    const { id, order } = await placeOrder(katana, { addresses: [{ entity_type: "billing" }] });
    katana.account.deliver(id);
    const path = `/sales_order_addresses/${order.billing_address_id}`;
    expect((await katana.patch(path, { city: "York" })).status).toBe(422);
    expect((await katana.remove(path)).status).toBe(422);
    expect((await katana.post("/sales_order_addresses", { sales_order_id: id, entity_type: "shipping" })).status).toBe(
      422,
    );
  });
});

describe("ranking sales orders", () => {
  it("takes exactly one order at a time", async () => {
    const katana = await katanaUnderTest();
    const [first, second] = [await placeOrder(katana), await placeOrder(katana)];
    const place = { before_id: first.id };
    expect((await katana.post("/sales_order_rerank", { order_ids: [second.id], place })).status).toBe(200);
    expect(complaints(await katana.post("/sales_order_rerank", { order_ids: [1, 2], place }))).toEqual([
      "maxItems /order_ids",
    ]);
  });
});
