import { describe, expect, it } from "vitest";
import { z } from "zod";
import { complaints, dataOf, idOf, katanaUnderTest, placeOrder } from "./testing/katana-under-test.ts";

async function delivered() {
  const katana = await katanaUnderTest();
  const placed = await placeOrder(katana, {
    order_no: "#1042",
    sales_order_rows: [{ variant_id: katana.variant("MUG"), quantity: 2, price_per_unit: 20.5, total_discount: 1 }],
  });
  katana.account.deliver(placed.id);
  const fulfillmentRow = katana.account.fulfillments()[0]?.sales_order_fulfillment_rows[0]?.id ?? 0;
  const main = katana.location("Main");
  const open = async (changes: object = {}) =>
    idOf(await katana.post("/sales_returns", { sales_order_id: placed.id, return_location_id: main, ...changes }));
  const addRow = (sales_return_id: number, changes: object = {}) =>
    katana.post("/sales_return_rows", {
      sales_return_id,
      variant_id: katana.variant("MUG"),
      fulfillment_row_id: fulfillmentRow,
      quantity: 1,
      ...changes,
    });
  const stock = () => katana.account.stock(katana.variant("MUG"), main);
  return { ...placed, katana, main, fulfillmentRow, open, addRow, stock };
}

describe("sales returns", () => {
  it("list what may be returned, and the reasons, as bare arrays", async () => {
    const { katana, id, fulfillmentRow, main } = await delivered();
    expect((await katana.get(`/sales_orders/${id}/returnable_items`)).body).toEqual([
      {
        variant_id: katana.variant("MUG"),
        fulfillment_row_id: fulfillmentRow,
        available_for_return_quantity: "2",
        net_price_per_unit: "20.0000000000",
        location_id: main,
        quantity_sold: "2.00000000000000000000",
      },
    ]);
    const reasons = z.array(z.strictObject({ id: z.number(), name: z.string() }));
    expect(reasons.parse((await katana.get("/sales_returns/return_reasons")).body)).toHaveLength(6);
    expect((await katana.get("/sales_orders/1/returnable_items")).status).toBe(404);
  });

  it("are made as a header first, then row by row", async () => {
    const { katana, id, rowId, open, addRow, main, fulfillmentRow } = await delivered();
    const made = await open({ order_no: "#1042-R1", order_created_date: "2026-08-01" });
    expect((await katana.get(`/sales_returns/${made}`)).body).toMatchObject({
      order_no: "#1042-R1",
      sales_order_id: id,
      currency: "EUR",
      status: "NOT_RETURNED",
      refund_status: "NOT_REFUNDED",
      order_created_date: "2026-08-01T00:00:00.000Z",
      return_date: null,
      additional_info: "",
    });
    expect((await addRow(made, { quantity: "1" })).body).toMatchObject({
      sales_return_id: made,
      fulfillment_row_id: fulfillmentRow,
      sales_order_row_id: rowId,
      quantity: "1.00",
      net_price_per_unit: "20.0000000000",
      restock_location_id: main,
      batch_transactions: [],
    });
    expect(dataOf(await katana.get(`/sales_return_rows?sales_return_id=${made}`))).toHaveLength(1);
    expect((await katana.get(`/sales_returns/${await open()}`)).body).toMatchObject({ order_no: "RO-1" });
  });

  it("refuse rows inline, full timestamps and rows without their fulfillment row", async () => {
    const { katana, id, main, open, addRow } = await delivered();
    const header = { sales_order_id: id, return_location_id: main };
    expect(complaints(await katana.post("/sales_returns", { ...header, sales_return_rows: [] }))).toEqual([
      "additionalProperties ",
    ]);
    expect(
      complaints(await katana.post("/sales_returns", { ...header, order_created_date: "2026-08-01T00:00:00Z" })),
    ).toEqual(["format /order_created_date"]);
    const made = await open();
    expect(complaints(await addRow(made, { fulfillment_row_id: undefined }))).toEqual(["required "]);
    expect(complaints(await addRow(made, { quantity: 0 }))).toEqual(["not /quantity"]);
    expect((await addRow(made, { fulfillment_row_id: 1 })).status).toBe(422);
    expect((await addRow(made, { reason_id: 1 })).status).toBe(422);
  });

  it("take back no more than was sent, over all returns", async () => {
    const { katana, id, open, addRow } = await delivered();
    const [first, second] = [await open(), await open()];
    expect((await addRow(first, { quantity: 3 })).status).toBe(422);
    const row = idOf(await addRow(first, { quantity: 2 }));
    expect((await addRow(second)).status).toBe(422);
    expect((await katana.get(`/sales_orders/${id}/returnable_items`)).body).toEqual([]);
    expect((await katana.patch(`/sales_return_rows/${row}`, { quantity: 1 })).body).toMatchObject({ quantity: "1.00" });
    expect((await addRow(second)).status).toBe(200);
    expect((await katana.remove(`/sales_return_rows/${row}`)).status).toBe(204);
  });

  it("put goods back into stock when restocked, not when returned", async () => {
    const { katana, open, addRow, stock, main } = await delivered();
    const made = await open();
    await addRow(made);
    expect(stock()).toBe("98");
    expect(
      (await katana.patch(`/sales_returns/${made}`, { status: "RETURNED_ALL", return_date: "2026-08-02" })).body,
    ).toMatchObject({
      status: "RETURNED_ALL",
      return_date: "2026-08-02T00:00:00.000Z",
    });
    expect(stock()).toBe("98");
    await katana.patch(`/sales_returns/${made}`, { status: "RESTOCKED_ALL" });
    expect(stock()).toBe("99");
    await katana.patch(`/sales_returns/${made}`, { status: "RETURNED_ALL" });
    expect([stock(), main]).toEqual(["98", katana.location("Main")]);
  });

  it("lock step by step", async () => {
    const { katana, open, addRow } = await delivered();
    const made = await open();
    const row = idOf(await addRow(made));
    const reason = z
      .array(z.object({ id: z.number() }))
      .parse((await katana.get("/sales_returns/return_reasons")).body)[0]?.id;
    expect((await katana.patch(`/sales_return_rows/${row}`, { reason_id: reason })).status).toBe(200);
    await katana.patch(`/sales_returns/${made}`, { status: "RETURNED_ALL" });
    expect((await katana.patch(`/sales_return_rows/${row}`, { quantity: 2 })).status).toBe(422);
    expect(
      (await katana.patch(`/sales_return_rows/${row}`, { restock_location_id: katana.location("Shop") })).status,
    ).toBe(200);
    await katana.patch(`/sales_returns/${made}`, { status: "RESTOCKED_ALL" });
    expect(katana.account.stock(katana.variant("MUG"), katana.location("Shop"))).toBe("1");
    expect(
      (await katana.patch(`/sales_return_rows/${row}`, { restock_location_id: katana.location("Main") })).status,
    ).toBe(422);
    expect((await katana.patch(`/sales_returns/${made}`, { additional_info: "late" })).status).toBe(422);
    expect((await addRow(made)).status).toBe(422);
  });

  it("are found by the sales order's number; its id is ignored", async () => {
    const { katana, open, id } = await delivered();
    await open({ order_no: "R-1" });
    const other = await placeOrder(katana, { order_no: "#2" });
    expect(dataOf(await katana.get("/sales_returns?sales_order_no=%232"))).toEqual([]);
    expect(dataOf(await katana.get("/sales_returns?sales_order_no=%231042"))).toMatchObject([{ sales_order_id: id }]);
    expect(dataOf(await katana.get("/sales_returns?order_no=R-1&status=NOT_RETURNED"))).toHaveLength(1);
    expect(dataOf(await katana.get(`/sales_returns?sales_order_id=${other.id}`))).toHaveLength(1);
  });

  it("keep the fulfillment they took from, and go without leaving goods behind", async () => {
    const { katana, open, addRow, stock } = await delivered();
    const made = await open();
    await addRow(made);
    const [fulfillment] = katana.account.fulfillments();
    expect((await katana.remove(`/sales_order_fulfillments/${fulfillment?.id}`)).status).toBe(422);
    await katana.patch(`/sales_returns/${made}`, { status: "RESTOCKED_ALL" });
    expect((await katana.remove(`/sales_returns/${made}`)).status).toBe(204);
    expect(stock()).toBe("98");
    expect((await katana.remove(`/sales_order_fulfillments/${fulfillment?.id}`)).status).toBe(204);
  });

  it("are moved by a person as well", async () => {
    const { katana, open, addRow } = await delivered();
    const made = await open();
    await addRow(made);
    katana.account.setReturnStatus(made, "RETURNED_ALL");
    expect(katana.account.returns()).toMatchObject([{ status: "RETURNED_ALL", rows: [{ quantity: "1" }] }]);
    katana.account.deleteReturn(made);
    expect(katana.account.returns()).toEqual([]);
  });

  it("name the batches that are still to be assigned", async () => {
    const { katana, open } = await delivered();
    const variantId = katana.variant("HONEY");
    const batch = katana.account.addBatch({ variantId, number: "B1" });
    katana.account.addStock({ variantId, locationId: katana.location("Main"), batchId: batch.id, quantity: 5 });
    const honey = await placeOrder(katana, { sales_order_rows: [{ variant_id: variantId, quantity: 2 }] });
    const sent = katana.account.deliver(honey.id).fulfillments[0]?.sales_order_fulfillment_rows[0]?.id;
    const made = await open({ sales_order_id: honey.id });
    const row = idOf(
      await katana.post("/sales_return_rows", {
        ...{ sales_return_id: made, variant_id: variantId, fulfillment_row_id: sent, quantity: 2 },
      }),
    );
    const unassigned = () => katana.get(`/sales_return_rows/${row}/unassigned_batch_transactions`);
    expect((await unassigned()).body).toEqual([{ batch_id: batch.id, quantity: "2.00" }]);
    await katana.patch(`/sales_return_rows/${row}`, { batch_transactions: [{ batch_id: batch.id, quantity: 2 }] });
    expect((await unassigned()).body).toEqual([]);
  });
});
