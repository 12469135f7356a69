import { describe, expect, it } from "vitest";
import {
  complaints,
  dataOf,
  errorOf,
  idOf,
  katanaUnderTest,
  placeOrder,
  type KatanaUnderTest,
} from "./testing/katana-under-test.ts";

const ship = (katana: KatanaUnderTest, orderId: number, rows: Readonly<Record<number, number>>, changes: object = {}) =>
  katana.post("/sales_order_fulfillments", {
    sales_order_id: orderId,
    status: "DELIVERED",
    sales_order_fulfillment_rows: Object.entries(rows).map(([id, quantity]) => ({
      sales_order_row_id: Number(id),
      quantity,
    })),
    ...changes,
  });

async function twoRows() {
  const katana = await katanaUnderTest();
  const row = { variant_id: katana.variant("MUG"), quantity: 2 };
  const { id, rowIds } = await placeOrder(katana, { sales_order_rows: [row, row] });
  const [first = 0, second = 0] = rowIds;
  const status = () => katana.account.salesOrder(id)?.status;
  return {
    katana,
    id,
    first,
    second,
    status,
    stock: () => katana.account.stock(row.variant_id, katana.location("Main")),
  };
}

describe("fulfilling", () => {
  it("needs a status and at least one row", async () => {
    const { katana, id } = await twoRows();
    expect(complaints(await katana.post("/sales_order_fulfillments", { sales_order_id: id }))).toEqual([
      "required ",
      "required ",
    ]);
    expect(complaints(await ship(katana, id, {}))).toEqual(["minItems /sales_order_fulfillment_rows"]);
  });

  it("answers with rows whose ids returns will name, and with its tracking", async () => {
    const { katana, id, first } = await twoRows();
    const answered = await ship(
      katana,
      id,
      { [first]: 2 },
      { tracking_number: "1Z", tracking_url: "https://ups.example/1Z", tracking_carrier: "UPS" },
    );
    expect(answered.body).toMatchObject({
      sales_order_id: id,
      status: "DELIVERED",
      invoice_status: "NOT_INVOICED",
      picked_date: expect.any(String),
      tracking_number: "1Z",
      tracking_carrier: "UPS",
      sales_order_fulfillment_rows: [
        { id: expect.any(Number), sales_order_row_id: first, quantity: 2, batch_transactions: [], serial_numbers: [] },
      ],
    });
    expect(
      dataOf(await katana.get(`/sales_order_fulfillments?sales_order_id=${id}&status=DELIVERED&tracking_number=1Z`)),
    ).toHaveLength(1);
  });

  it("moves the order's status with it", async () => {
    const { katana, id, first, second, status } = await twoRows();
    await ship(katana, id, { [first]: 1 }, { status: "PACKED" });
    expect(status()).toBe("PARTIALLY_PACKED");
    await ship(katana, id, { [first]: 1, [second]: 2 }, { status: "PACKED" });
    expect(status()).toBe("PACKED");
    const [packed] = katana.account.fulfillments();
    await katana.patch(`/sales_order_fulfillments/${packed?.id}`, { status: "DELIVERED" });
    expect(status()).toBe("PARTIALLY_DELIVERED");
    const other = katana.account.fulfillments()[1];
    await katana.patch(`/sales_order_fulfillments/${other?.id}`, { status: "DELIVERED" });
    expect(status()).toBe("DELIVERED");
    await katana.patch(`/sales_order_fulfillments/${other?.id}`, { status: "PACKED" });
    expect(status()).toBe("PARTIALLY_DELIVERED");
  });

  it("takes goods out once, packed or delivered, and puts them back when deleted", async () => {
    const { katana, id, first, second, status, stock } = await twoRows();
    const packed = idOf(await ship(katana, id, { [first]: 2, [second]: 1 }, { status: "PACKED" }));
    expect(stock()).toBe("97");
    await katana.patch(`/sales_order_fulfillments/${packed}`, { status: "DELIVERED" });
    expect(stock()).toBe("97");
    expect((await katana.patch(`/sales_orders/${id}`, { status: "NOT_SHIPPED" })).status).toBe(422);
    expect((await katana.remove(`/sales_order_fulfillments/${packed}`)).status).toBe(204);
    expect((await katana.remove(`/sales_order_fulfillments/${packed}`)).status).toBe(404);
    expect([stock(), status()]).toEqual(["100", "NOT_SHIPPED"]);
    expect((await katana.patch(`/sales_orders/${id}`, { status: "PENDING" })).status).toBe(200);
  });

  it("takes a delivery without stock", async () => {
    const { katana } = await twoRows();
    const { id, rowId } = await placeOrder(katana, {
      sales_order_rows: [{ variant_id: katana.variant("CHAIR"), quantity: 1 }],
    });
    expect((await ship(katana, id, { [rowId]: 1 })).status).toBe(200);
    expect(katana.account.stock(katana.variant("CHAIR"), katana.location("Main"))).toBe("-1");
  });

  it("refuses more than is left, over several fulfillments and within one", async () => {
    const { katana, id, first } = await twoRows();
    await ship(katana, id, { [first]: 1 });
    const over = await ship(katana, id, { [first]: 2 });
    expect(errorOf(over)).toEqual({
      statusCode: 422,
      name: "UnprocessableEntityError",
      message: "quantity exceeds remaining quantity",
    });
    const row = { sales_order_row_id: first, quantity: 1 };
    const twice = await ship(katana, id, {}, { sales_order_fulfillment_rows: [row, row] });
    expect(twice.status).toBe(422);
    expect(katana.account.fulfillments()).toHaveLength(1);
  });

  it("refuses a quote, another order's row and a row that is not there", async () => {
    const { katana, id, first } = await twoRows();
    const quote = await placeOrder(katana, { status: "PENDING" });
    expect((await ship(katana, quote.id, { [quote.rowId]: 1 })).status).toBe(422);
    expect((await ship(katana, quote.id, { [first]: 1 })).status).toBe(422);
    expect((await ship(katana, id, { 1: 1 })).status).toBe(422);
    expect((await ship(katana, 1, { [first]: 1 })).status).toBe(422);
  });

  it("refuses a closed period", async () => {
    const { katana, id, first } = await twoRows();
    katana.account.closeInventoryPeriod("2026-06-30");
    const picked = (picked_date: string) => ship(katana, id, { [first]: 1 }, { picked_date });
    expect((await picked("2026-06-30T12:00:00Z")).status).toBe(422);
    expect((await picked("2026-07-01T12:00:00Z")).status).toBe(200);
  });

  it("never lets its rows be changed", async () => {
    const { katana, id, first } = await twoRows();
    const made = idOf(await ship(katana, id, { [first]: 1 }));
    expect(
      complaints(await katana.patch(`/sales_order_fulfillments/${made}`, { sales_order_fulfillment_rows: [] })),
    ).toEqual(["additionalProperties "]);
    expect(complaints(await katana.patch(`/sales_order_fulfillments/${made}`, { tracking_number: "" }))).toEqual([
      "minLength /tracking_number",
    ]);
    expect(
      (await katana.patch(`/sales_order_fulfillments/${made}`, { tracking_number: null, packer_id: 5 })).body,
    ).toMatchObject({
      tracking_number: null,
      packer_id: 5,
    });
  });

  it("needs services in a fulfillment too before all is delivered", async () => {
    const { katana } = await twoRows();
    const [service] = katana.account.services();
    const { id, rowIds } = await placeOrder(katana, {
      sales_order_rows: [
        { variant_id: katana.variant("MUG"), quantity: 1 },
        { variant_id: service?.variants[0]?.id, quantity: 1 },
      ],
    });
    const [mug = 0, engraving = 0] = rowIds;
    await ship(katana, id, { [mug]: 1 });
    expect(katana.account.salesOrder(id)?.status).toBe("PARTIALLY_DELIVERED");
    await ship(katana, id, { [engraving]: 1 });
    expect(katana.account.salesOrder(id)?.status).toBe("DELIVERED");
  });
});

describe("batches and serial numbers", () => {
  async function honey() {
    const katana = await katanaUnderTest();
    const [variantId, locationId] = [katana.variant("HONEY"), katana.location("Main")];
    const batch = (number: string, createdAt: string, quantity: number) => {
      const { id } = katana.account.addBatch({ variantId, number, createdAt });
      katana.account.addStock({ variantId, locationId, batchId: id, quantity });
      return id;
    };
    const newer = batch("NEW", "2026-02-01T00:00:00.000Z", 5);
    const older = batch("OLD", "2026-01-01T00:00:00.000Z", 2);
    const { id, rowId } = await placeOrder(katana, { sales_order_rows: [{ variant_id: variantId, quantity: 8 }] });
    return { katana, newer, older, id, rowId };
  }

  it("takes the oldest batch first when delivered without batches, and what is missing from none", async () => {
    const { katana, newer, older, id, rowId } = await honey();
    expect((await ship(katana, id, { [rowId]: 8 })).body).toMatchObject({
      sales_order_fulfillment_rows: [
        {
          batch_transactions: [
            { batch_id: older, quantity: 2 },
            { batch_id: newer, quantity: 5 },
            { batch_id: null, quantity: 1 },
          ],
          traceability: [{ quantity: "2.00000" }, { quantity: "5.00000" }, { quantity: "1.00000" }],
        },
      ],
    });
    expect(dataOf(await katana.get("/batch_stocks"))).toEqual([]);
    expect(dataOf(await katana.get("/batch_stocks?include_empty=true"))).toMatchObject([
      { batch_id: older, quantity_in_stock: "0.00000" },
      { batch_id: newer, quantity_in_stock: "0.00000" },
    ]);
  });

  it("assigns batches to a packed one when it is delivered", async () => {
    const { katana, older, id, rowId } = await honey();
    const packed = await ship(katana, id, { [rowId]: 1 }, { status: "PACKED" });
    expect(packed.body).toMatchObject({ sales_order_fulfillment_rows: [{ batch_transactions: [] }] });
    const delivered = await katana.patch(`/sales_order_fulfillments/${idOf(packed)}`, { status: "DELIVERED" });
    expect(delivered.body).toMatchObject({
      sales_order_fulfillment_rows: [{ batch_transactions: [{ batch_id: older, quantity: 1 }] }],
    });
  });

  it("takes the batches it is given", async () => {
    const { katana, newer, older, id, rowId } = await honey();
    const rows = (fields: object) => ({
      sales_order_fulfillment_rows: [{ sales_order_row_id: rowId, quantity: 1, ...fields }],
    });
    const given = {
      traceability: [{ batch_id: newer, quantity: 1 }],
      batch_transactions: [{ batch_id: older, quantity: 1 }],
    };
    expect((await ship(katana, id, {}, rows(given))).body).toMatchObject({
      sales_order_fulfillment_rows: [{ batch_transactions: [{ batch_id: newer, quantity: 1 }] }],
    });
    expect((await ship(katana, id, {}, rows({ batch_transactions: [{ batch_id: 1, quantity: 1 }] }))).status).toBe(422);
    expect((await ship(katana, id, {}, rows({ batch_transactions: [{ batch_id: older, quantity: 2 }] }))).status).toBe(
      422,
    );
  });

  it("wants one serial number for each unit, and each only once", async () => {
    const katana = await katanaUnderTest();
    const variantId = katana.variant("WATCH");
    const { id, rowId } = await placeOrder(katana, { sales_order_rows: [{ variant_id: variantId, quantity: 2 }] });
    const serial = katana.account.addSerialNumber({ variantId, number: "S-1" });
    const withSerials = (serial_numbers: readonly number[]) =>
      ship(
        katana,
        id,
        {},
        { sales_order_fulfillment_rows: [{ sales_order_row_id: rowId, quantity: 1, serial_numbers }] },
      );
    expect(errorOf(await ship(katana, id, { [rowId]: 1 })).message).toBe(
      "sum of serial number quantity (current: 0) must match fulfillment row quantity (expected: 1)",
    );
    expect((await withSerials([serial.id])).body).toMatchObject({
      sales_order_fulfillment_rows: [{ serial_numbers: [serial.id] }],
    });
    expect((await withSerials([serial.id])).status).toBe(422);
    expect((await withSerials([1])).status).toBe(422);
  });
});

describe("a person in Katana's own pages", () => {
  it("packs, delivers what is left, edits and deletes", async () => {
    const { katana, id, first, status } = await twoRows();
    katana.account.pack(id, { [first]: 1 }, { number: "1Z", carrier: "UPS" });
    expect(katana.account.fulfillments()).toMatchObject([
      { status: "PACKED", tracking_number: "1Z", tracking_carrier: "UPS" },
    ]);
    expect(katana.account.deliver(id).status).toBe("DELIVERED");
    const [packed] = katana.account.fulfillments();
    katana.account.deleteFulfillment(packed?.id ?? 0);
    expect(status()).toBe("PARTIALLY_DELIVERED");
    katana.account.invoice(id);
    expect(katana.account.salesOrder(id)?.invoicing_status).toBe("invoiced");
    expect(katana.account.fulfillments()).toMatchObject([{ invoice_status: "INVOICED" }]);
  });

  it("edits orders and rows under the same rules", async () => {
    const { katana, id, first, second } = await twoRows();
    katana.account.editSalesOrder(id, { additional_info: "keep" });
    expect(katana.account.editSalesOrder(id, { customer_ref: "X" })).toMatchObject({
      additional_info: "keep",
      customer_ref: "X",
    });
    katana.account.editRow(first, { quantity: 7 });
    katana.account.deleteRow(second);
    const added = katana.account.addRow(id, { variant_id: katana.variant("CHAIR"), quantity: 1 });
    expect(katana.account.salesOrder(id)?.sales_order_rows).toMatchObject([{ quantity: 7 }, { id: added }]);
    katana.account.deliver(id);
    expect(() => katana.account.editRow(first, { quantity: 8 })).toThrow("quantity can only be updated");
    expect(() => katana.account.deleteSalesOrder(999)).toThrow("There is no 999 here");
  });
});
