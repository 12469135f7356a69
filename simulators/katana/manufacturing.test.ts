import { describe, expect, it } from "vitest";
import { complaints, dataOf, idOf, katanaUnderTest, placeOrder } from "./testing/katana-under-test.ts";

async function chairToOrder() {
  const katana = await katanaUnderTest();
  const placed = await placeOrder(katana, {
    order_no: "SO-2",
    sales_order_rows: [{ variant_id: katana.variant("CHAIR"), quantity: 3 }],
  });
  const made = await katana.post("/manufacturing_order_make_to_order", {
    sales_order_row_id: placed.rowId,
    create_subassemblies: false,
  });
  const mo = idOf(made);
  const linked = () => katana.account.salesOrder(placed.id)?.sales_order_rows[0]?.linked_manufacturing_order_id;
  const order = () => katana.account.manufacturingOrders({ includeDeleted: true }).find(({ id }) => id === mo);
  return { ...placed, katana, made, mo, linked, manufacturingOrder: order };
}

describe("making to order", () => {
  it("links both ways and numbers after the sales order", async () => {
    const { katana, id, rowId, made, mo, linked } = await chairToOrder();
    expect(made.status).toBe(200);
    expect(made.body).toMatchObject({
      order_no: "SO-2 / 1",
      status: "NOT_STARTED",
      planned_quantity: 3,
      actual_quantity: null,
      remaining_quantity: 3,
      location_id: katana.location("Main"),
      is_linked_to_sales_order: true,
      sales_order_id: id,
      sales_order_row_id: rowId,
    });
    expect(linked()).toBe(mo);
    expect(katana.account.salesOrder(id)).toMatchObject({
      production_status: "NOT_STARTED",
      product_availability: "EXPECTED",
    });
    expect(dataOf(await katana.get(`/sales_order_rows?linked_manufacturing_order_id=${mo}`))).toMatchObject([
      { id: rowId },
    ]);
    expect(dataOf(await katana.get(`/manufacturing_orders?ids=${mo}&is_linked_to_sales_order=true`))).toHaveLength(1);
  });

  it("is for producible variants at locations that manufacture", async () => {
    const katana = await katanaUnderTest();
    const mugs = await placeOrder(katana);
    const make = (sales_order_row_id: number) =>
      katana.post("/manufacturing_order_make_to_order", { sales_order_row_id });
    expect((await make(mugs.rowId)).status).toBe(422);
    const chairs = await placeOrder(katana, {
      sales_order_rows: [{ variant_id: katana.variant("CHAIR"), quantity: 1 }],
    });
    katana.account.editLocation(katana.location("Main"), { manufacturing_allowed: false });
    expect((await make(chairs.rowId)).status).toBe(422);
  });

  it("cannot be linked later, and is unlinked with 204", async () => {
    const { katana, rowId, mo, linked } = await chairToOrder();
    expect(complaints(await katana.patch(`/manufacturing_orders/${mo}`, { sales_order_id: 1 }))).toEqual([
      "additionalProperties ",
    ]);
    const unlink = () => katana.post("/manufacturing_order_unlink", { sales_order_row_id: rowId });
    const first = await unlink();
    expect([first.status, first.text]).toEqual([204, ""]);
    expect(linked()).toBeNull();
    expect((await unlink()).status).toBe(422);
    expect((await katana.get(`/manufacturing_orders/${mo}`)).body).toMatchObject({ is_linked_to_sales_order: false });
    const again = await katana.post("/manufacturing_order_make_to_order", { sales_order_row_id: rowId });
    expect(again.body).toMatchObject({ order_no: "SO-2 / 2" });
  });

  it("keeps the row's location", async () => {
    const { katana, id, rowId } = await chairToOrder();
    const location_id = katana.location("Shop");
    expect((await katana.patch(`/sales_order_rows/${rowId}`, { location_id })).status).toBe(422);
    expect((await katana.patch(`/sales_orders/${id}`, { location_id })).status).toBe(422);
    await katana.post("/manufacturing_order_unlink", { sales_order_row_id: rowId });
    expect((await katana.patch(`/sales_order_rows/${rowId}`, { location_id })).status).toBe(200);
  });

  it("follows the row while it is not started, and goes with it", async () => {
    const { katana, rowId, linked, mo, manufacturingOrder } = await chairToOrder();
    await katana.patch(`/sales_order_rows/${rowId}`, { quantity: 5 });
    expect(manufacturingOrder()).toMatchObject({ planned_quantity: 5, deleted_at: null });
    expect(linked()).toBe(mo);
    await katana.remove(`/sales_order_rows/${rowId}`);
    expect(manufacturingOrder()?.deleted_at).not.toBeNull();
    expect((await katana.get(`/manufacturing_orders/${mo}`)).status).toBe(404);
  });

  it("goes with the whole order while it is not started", async () => {
    const { katana, id, manufacturingOrder } = await chairToOrder();
    await katana.remove(`/sales_orders/${id}`);
    expect(manufacturingOrder()?.deleted_at).not.toBeNull();
  });

  it.each(["BLOCKED", "IN_PROGRESS", "PARTIALLY_COMPLETED", "DONE"] as const)(
    "is unlinked and stays when the row changes or goes once it is %s",
    async (status) => {
      for (const change of ["quantity", "row", "order"] as const) {
        const { katana, id, rowId, mo, manufacturingOrder, linked } = await chairToOrder();
        katana.account.setManufacturingStatus(mo, status);
        if (change === "quantity") await katana.patch(`/sales_order_rows/${rowId}`, { quantity: 1 });
        if (change === "row") await katana.remove(`/sales_order_rows/${rowId}`);
        if (change === "order") await katana.remove(`/sales_orders/${id}`);
        expect(manufacturingOrder()).toMatchObject({ planned_quantity: 3, sales_order_id: null, deleted_at: null });
        if (change === "quantity") expect(linked()).toBeNull();
      }
    },
  );

  it("leaves the row unlinked when it is deleted itself", async () => {
    const { katana, mo, linked } = await chairToOrder();
    expect((await katana.remove(`/manufacturing_orders/${mo}`)).status).toBe(204);
    expect((await katana.remove(`/manufacturing_orders/${mo}`)).status).toBe(404);
    expect(linked()).toBeNull();
  });
});

describe("manufacturing orders", () => {
  it("are made to stock as well, only not started", async () => {
    const katana = await katanaUnderTest();
    const body = { variant_id: katana.variant("CHAIR"), planned_quantity: 4, location_id: katana.location("Main") };
    expect((await katana.post("/manufacturing_orders", body)).body).toMatchObject({
      order_no: "MO-1",
      planned_quantity: 4,
    });
    expect(complaints(await katana.post("/manufacturing_orders", { ...body, status: "DONE" }))).toEqual([
      "enum /status",
    ]);
    expect(
      (await katana.post("/manufacturing_orders", { ...body, location_id: katana.location("Attic") })).status,
    ).toBe(422);
    expect(dataOf(await katana.get("/manufacturing_orders?status=NOT_STARTED&order_no=MO-1"))).toHaveLength(1);
  });

  it("bring goods into stock when done, lock, and take them out again when reopened", async () => {
    const { katana, mo, id } = await chairToOrder();
    const stock = () => katana.account.stock(katana.variant("CHAIR"), katana.location("Main"));
    const done = await katana.patch(`/manufacturing_orders/${mo}`, {
      status: "DONE",
      done_date: "2026-08-01T00:00:00.000Z",
    });
    expect(done.body).toMatchObject({
      status: "DONE",
      actual_quantity: 3,
      remaining_quantity: 0,
      done_date: "2026-08-01T00:00:00.000Z",
    });
    expect([stock(), katana.account.salesOrder(id)?.production_status]).toEqual(["3", "DONE"]);
    expect((await katana.patch(`/manufacturing_orders/${mo}`, { planned_quantity: 9 })).status).toBe(422);
    await katana.patch(`/manufacturing_orders/${mo}`, { status: "IN_PROGRESS" });
    expect([stock(), katana.account.salesOrder(id)?.production_status]).toEqual(["0", "IN_PROGRESS"]);
  });

  it("complete in parts", async () => {
    const { katana, mo } = await chairToOrder();
    const produce = (completed_quantity: number, is_final: boolean) =>
      katana.post("/manufacturing_order_productions", { manufacturing_order_id: mo, completed_quantity, is_final });
    expect((await produce(1, false)).body).toMatchObject({ manufacturing_order_id: mo, quantity: 1 });
    expect((await katana.get(`/manufacturing_orders/${mo}`)).body).toMatchObject({
      status: "PARTIALLY_COMPLETED",
      completed_quantity: 1,
      remaining_quantity: 2,
      includes_partial_completions: true,
    });
    await produce(2, true);
    expect((await katana.get(`/manufacturing_orders/${mo}`)).body).toMatchObject({
      status: "DONE",
      actual_quantity: 3,
    });
    expect(katana.account.stock(katana.variant("CHAIR"), katana.location("Main"))).toBe("3");
    expect((await produce(1, true)).status).toBe(422);
  });

  it("lose their note in a PATCH that leaves it out", async () => {
    const { katana, mo } = await chairToOrder();
    await katana.patch(`/manufacturing_orders/${mo}`, { additional_info: "oak" });
    expect((await katana.patch(`/manufacturing_orders/${mo}`, { status: "BLOCKED" })).body).toMatchObject({
      additional_info: "",
    });
  });

  it("are ranked one at a time", async () => {
    const { katana, mo } = await chairToOrder();
    const body = { order_ids: [mo], place: { before_id: mo } };
    expect((await katana.post("/manufacturing_order_rerank", body)).status).toBe(200);
  });
});
