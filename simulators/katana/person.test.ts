import { describe, expect, it } from "vitest";
import { dataOf, katanaUnderTest, placeOrder } from "./testing/katana-under-test.ts";

describe("what a person does in Katana's own pages", () => {
  it("makes orders whose source is not the API, as Katana's own integrations do too", async () => {
    const katana = await katanaUnderTest();
    const { id: customer_id } = katana.account.addCustomer({ name: "Ann" });
    const input = { customer_id, sales_order_rows: [{ variant_id: katana.variant("MUG"), quantity: 1 }] };
    expect(katana.account.addSalesOrder(input).source).toBe("katana");
    katana.account.addSalesOrder({ ...input, ecommerce_order_id: "5501" }, "shopify");
    expect(dataOf(await katana.get("/sales_orders?source=shopify"))).toMatchObject([{ ecommerce_order_id: "5501" }]);
  });

  it("keeps products, variants and services", async () => {
    const katana = await katanaUnderTest();
    const lamp = katana.account.addProduct({
      name: "Lamp",
      variants: [
        { sku: "L-R", options: { Colour: "red" }, stock: { Shop: 4 } },
        { sku: "L-B", options: { Colour: "blue" } },
      ],
    });
    const [red, blue] = lamp.variants;
    expect(katana.account.stock(red?.id ?? 0, katana.location("Shop"))).toBe("4");
    katana.account.editVariant(red?.id ?? 0, { sku: "L-RED" });
    katana.account.deleteVariant(blue?.id ?? 0);
    katana.account.editProduct(lamp.id, { name: "Big lamp", archived_at: null });
    expect(dataOf(await katana.get("/products?name=Big%20lamp"))).toMatchObject([
      { configs: [{ name: "Colour", values: ["red", "blue"] }], variants: [{ sku: "L-RED" }] },
    ]);
    katana.account.deleteProduct(lamp.id);
    expect(dataOf(await katana.get("/variants?sku=L-RED"))).toEqual([]);
    katana.account.addService({ name: "Wrapping", sku: "WRAP", price: 3 });
    expect(katana.account.services().map(({ name }) => name)).toEqual(["Engraving", "Wrapping"]);
  });

  it("keeps locations, taxes and the factory", async () => {
    const katana = await katanaUnderTest();
    const barn = katana.account.addLocation({ name: "Barn", address: { city: "Leeds" } });
    katana.account.editLocation(barn.id, { sales_allowed: false });
    expect((await katana.get(`/locations/${barn.id}`)).body).toMatchObject({
      name: "Barn",
      sales_allowed: false,
      address: { city: "Leeds" },
    });
    katana.account.deleteLocation(barn.id);
    expect((await katana.get(`/locations/${barn.id}`)).status).toBe(404);
    katana.account.addTaxRate({ rate: 19, name: "MwSt" });
    expect(dataOf(await katana.get("/tax_rates?rate=19"))).toMatchObject([{ display_name: "19% MwSt" }]);
    katana.account.setFactory({ display_name: "New name", default_so_delivery_time: null });
    expect((await katana.get("/factory")).body).toMatchObject({
      display_name: "New name",
      default_so_delivery_time: null,
    });
    expect(katana.account.factory().display_name).toBe("New name");
  });

  it("makes to order, unlinks and delivers a packed shipment", async () => {
    const katana = await katanaUnderTest();
    const { id, rowId } = await placeOrder(katana, {
      sales_order_rows: [{ variant_id: katana.variant("CHAIR"), quantity: 1 }],
    });
    expect(katana.account.makeToOrder(rowId).planned_quantity).toBe(1);
    katana.account.unlinkManufacturingOrder(rowId);
    expect(katana.account.manufacturingOrders()).toMatchObject([{ sales_order_row_id: null }]);
    const [packed] = katana.account.pack(id).fulfillments;
    katana.account.setFulfillmentStatus(packed?.id ?? 0, "DELIVERED");
    expect(katana.account.salesOrder(id)?.status).toBe("DELIVERED");
    katana.account.setTracking(packed?.id ?? 0, { number: "1Z" });
    expect(katana.account.fulfillments()).toMatchObject([{ tracking_number: "1Z", tracking_url: null }]);
  });

  it("is shown copies: what a test does to them changes nothing", async () => {
    const katana = await katanaUnderTest();
    const { id } = await placeOrder(katana);
    Object.assign(katana.account.salesOrder(id) ?? {}, { order_no: "changed" });
    Object.assign(katana.account.locations()[0] ?? {}, { name: "changed" });
    expect(katana.account.salesOrder(id)?.order_no).toBe("SO-1");
    expect(katana.account.locations()[0]?.name).toBe("Main");
    expect(katana.account.salesOrder(999)).toBeUndefined();
  });
});
