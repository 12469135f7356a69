import { describe, expect, it } from "vitest";
import { complaints, dataOf, idOf, katanaUnderTest } from "./testing/katana-under-test.ts";

describe("products", () => {
  it("are made with their variants", async () => {
    const katana = await katanaUnderTest();
    const made = await katana.post("/products", {
      name: "Lamp",
      uom: "pcs",
      is_sellable: true,
      is_producible: true,
      configs: [{ name: "Colour", values: ["red", "blue"] }],
      variants: [
        {
          sku: "LAMP-R",
          sales_price: 30,
          lead_time: 4,
          config_attributes: [{ config_name: "Colour", config_value: "red" }],
        },
        { sku: "LAMP-B" },
      ],
    });
    expect(made.body).toMatchObject({
      name: "Lamp",
      type: "product",
      is_producible: true,
      batch_tracked: false,
      archived_at: null,
      variants: [
        { sku: "LAMP-R", sales_price: 30, lead_time: 4 },
        { sku: "LAMP-B", sales_price: null },
      ],
    });
    expect(complaints(await katana.post("/products", { name: "Lamp", variants: [] }))).toEqual(["minItems /variants"]);
    expect(
      complaints(await katana.post("/products", { name: "Lamp", variants: [{ sku: "" }], uom: "eight ch" })).toSorted(),
    ).toEqual(["maxLength /uom", "minLength /variants/0/sku"]);
  });

  it("lose their note in a PATCH that leaves it out, and nothing else", async () => {
    const katana = await katanaUnderTest();
    for (const [path, variant] of [
      ["/products", { sku: "A" }],
      ["/materials", { sku: "B" }],
    ] as const) {
      const made = idOf(
        await katana.post(path, { name: "Thing", additional_info: "fragile", category_name: "C", variants: [variant] }),
      );
      expect((await katana.patch(`${path}/${made}`, { name: "Renamed" })).body).toMatchObject({
        name: "Renamed",
        category_name: "C",
        additional_info: "",
      });
    }
  });

  it("hide once archived until asked for, their variants too", async () => {
    const katana = await katanaUnderTest();
    const [mug] = dataOf(await katana.get("/products?name=Mug"));
    await katana.patch(`/products/${String(mug?.id)}`, { is_archived: true });
    expect(dataOf(await katana.get("/products?name=Mug"))).toEqual([]);
    expect(dataOf(await katana.get("/variants?sku=MUG"))).toEqual([]);
    expect(dataOf(await katana.get("/variants?sku=MUG&include_archived=true"))).toHaveLength(1);
  });

  it("take their variants along when deleted", async () => {
    const katana = await katanaUnderTest();
    const [mug] = dataOf(await katana.get("/products?name=Mug"));
    expect((await katana.remove(`/products/${String(mug?.id)}`)).status).toBe(204);
    expect(dataOf(await katana.get("/variants?sku=MUG"))).toEqual([]);
    expect(dataOf(await katana.get("/variants?sku=MUG&include_deleted=true"))).toHaveLength(1);
  });

  it("are told from materials and services by their path", async () => {
    const katana = await katanaUnderTest();
    const [service] = katana.account.services();
    const id = String(service?.id);
    expect((await katana.get(`/products/${id}`)).status).toBe(404);
    expect((await katana.get(`/services/${id}`)).status).toBe(200);
  });
});

describe("variants", () => {
  it("are found by many SKUs at once, exactly and by case", async () => {
    const katana = await katanaUnderTest();
    const found = dataOf(await katana.get("/variants?sku=MUG&sku=CHAIR&sku=mug&sku=NONE"));
    expect(found.map((variant) => variant.sku)).toEqual(["CHAIR", "MUG"]);
    expect(dataOf(await katana.get("/variants?sku=mug"))).toEqual([]);
  });

  it("may share a SKU", async () => {
    const katana = await katanaUnderTest();
    katana.account.addProduct({ name: "Other mug", sku: "MUG" });
    expect(dataOf(await katana.get("/variants?sku=MUG"))).toHaveLength(2);
  });

  it("of services are not among them", async () => {
    const katana = await katanaUnderTest();
    const [service] = katana.account.services();
    expect(dataOf(await katana.get("/variants?sku=ENGRAVE"))).toEqual([]);
    expect((await katana.get("/variants?type=service")).status).toBe(400);
    expect((await katana.get(`/variants/${String(service?.variants[0]?.id)}`)).status).toBe(404);
    expect(dataOf(await katana.get("/services"))).toMatchObject([
      { name: "Engraving", variants: [{ sku: "ENGRAVE", sales_price: 5, type: "service" }] },
    ]);
  });

  it("show what they belong to when extended", async () => {
    const katana = await katanaUnderTest();
    const [mug] = dataOf(await katana.get("/variants?sku=MUG&extend=product_or_material"));
    expect(mug).toMatchObject({ type: "product", lead_time: 3, product_or_material: { name: "Mug" } });
    expect(mug).toMatchObject({ product_id: expect.any(Number), material_id: null });
  });

  it("are added to a product or a material, changed and deleted", async () => {
    const katana = await katanaUnderTest();
    const [mug] = katana.account.products();
    const made = idOf(await katana.post("/variants", { product_id: mug?.id, sku: "MUG-XL" }));
    expect((await katana.patch(`/variants/${made}`, { sku: "MUG-XXL", sales_price: 25 })).body).toMatchObject({
      sku: "MUG-XXL",
      sales_price: 25,
    });
    expect((await katana.remove(`/variants/${made}`)).status).toBe(204);
    expect((await katana.post("/variants", { sku: "NOWHERE" })).status).toBe(422);
    expect((await katana.post("/variants", { sku: "X", product_id: 1 })).status).toBe(422);
    expect((await katana.post("/variants", { sku: "X", material_id: mug?.id })).status).toBe(422);
  });
});

describe("services", () => {
  it("have exactly one variant, and carry its fields in a PATCH", async () => {
    const katana = await katanaUnderTest();
    const two = await katana.post("/services", { name: "Wrap", variants: [{ sku: "W" }, { sku: "V" }] });
    expect(complaints(two)).toEqual(["maxItems /variants"]);
    const made = idOf(await katana.post("/services", { name: "Wrap", variants: [{ sku: "W" }] }));
    expect((await katana.patch(`/services/${made}`, { sales_price: 4, sku: "WRAP" })).body).toMatchObject({
      variants: [{ sku: "WRAP", sales_price: 4 }],
    });
    expect((await katana.remove(`/services/${made}`)).status).toBe(204);
  });
});

describe("inventory and batches", () => {
  it("is told in texts, per variant and location, oldest location first", async () => {
    const katana = await katanaUnderTest();
    const mug = katana.variant("MUG");
    expect(dataOf(await katana.get(`/inventory?variant_id=${mug}&variant_id=${katana.variant("CHAIR")}`))).toHaveLength(
      6,
    );
    const found = dataOf(await katana.get(`/inventory?variant_id=${mug}&extend=variant&extend=location`));
    expect(found).toMatchObject([
      {
        location_id: katana.location("Main"),
        quantity_in_stock: "100.00000",
        variant: { sku: "MUG" },
        location: { name: "Main" },
      },
      { location_id: katana.location("Shop"), quantity_in_stock: "0.00000" },
      { location_id: katana.location("Attic") },
    ]);
  });

  it("counts what is promised and what is being made", async () => {
    const katana = await katanaUnderTest();
    const [chair, place] = [katana.variant("CHAIR"), katana.location("Main")];
    const { id: customer_id } = katana.account.addCustomer({ name: "Ann" });
    const order = { customer_id, sales_order_rows: [{ variant_id: chair, quantity: 2 }] };
    await katana.post("/sales_orders", order);
    await katana.post("/sales_orders", { ...order, status: "PENDING" });
    await katana.post("/manufacturing_orders", { variant_id: chair, planned_quantity: 5, location_id: place });
    expect(dataOf(await katana.get(`/inventory?variant_id=${chair}&location_id=${place}`))).toMatchObject([
      { quantity_committed: "2.00000", quantity_expected: "5.00000", quantity_missing_or_excess: "3.00000" },
    ]);
  });

  it("lists batches newest first and keeps their numbers and dates", async () => {
    const katana = await katanaUnderTest();
    const variant_id = katana.variant("HONEY");
    await katana.post("/batches", { batch_number: "B1", variant_id, batch_created_date: "2026-01-01T00:00:00Z" });
    await katana.post("/batches", { batch_number: "B2", variant_id });
    const found = dataOf(await katana.get(`/batch_stocks?variant_id=${variant_id}&include_empty=true`));
    expect(found.map((stock) => stock.batch_number)).toEqual(["B2", "B1"]);
    const patched = await katana.patch(`/batch_stocks/${String(found[0]?.batch_id)}`, {
      expiration_date: "2027-01-01T00:00:00Z",
    });
    expect(patched.body).toMatchObject({ batch_number: "B2", expiration_date: "2027-01-01T00:00:00Z" });
  });
});
