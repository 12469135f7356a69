import { describe, expect, it } from "vitest";
import { complaints, dataOf, katanaUnderTest, placeOrder } from "./testing/katana-under-test.ts";

async function shelf() {
  const katana = await katanaUnderTest();
  const place = (ecommerce_order_id: string, ecommerce_store_name: string, order_no: string) =>
    placeOrder(katana, { ecommerce_order_id, ecommerce_store_name, order_no });
  await place("5501", "acme.myshopify.com", "#1");
  await place("5502", "acme.myshopify.com", "#2");
  await place("5501", "zeta.myshopify.com", "Z-10%");
  const search = (filter: unknown) => katana.post("/sales_orders/search", { filter });
  const found = async (where: unknown) => dataOf(await search({ where })).map((order) => order.order_no);
  return { ...katana, search, found };
}

describe("searching sales orders", () => {
  it("finds many hidden ids of one store in one call", async () => {
    const { found } = await shelf();
    const where = {
      and: [{ ecommerce_store_name: "acme.myshopify.com" }, { ecommerce_order_id: { inq: ["5501", "5502", "5503"] } }],
    };
    expect(await found(where)).toEqual(["#2", "#1"]);
  });

  it.each([
    ["equality", { order_no: "#1" }, ["#1"]],
    ["null", { customer_ref: null }, ["Z-10%", "#2", "#1"]],
    ["neq", { order_no: { neq: "#1" } }, ["Z-10%", "#2"]],
    ["nin", { order_no: { nin: ["#1", "#2"] } }, ["Z-10%"]],
    ["or", { or: [{ order_no: "#1" }, { order_no: "#2" }] }, ["#2", "#1"]],
    ["two levels", { and: [{ or: [{ order_no: "#1" }, { order_no: "#2" }] }, { ecommerce_order_id: "5502" }] }, ["#2"]],
    ["like", { order_no: { like: "#%" } }, ["#2", "#1"]],
    ["like, of one case", { ecommerce_store_name: { like: "ZETA%" } }, []],
    ["ilike", { ecommerce_store_name: { ilike: "ZETA%" } }, ["Z-10%"]],
    ["a future gt", { created_at: { gt: "2099-01-01T00:00:00Z" } }, []],
    ["gte and lt", { created_at: { gte: "2020-01-01T00:00:00Z", lt: "2099-01-01T00:00:00Z" } }, ["Z-10%", "#2", "#1"]],
    ["between", { id: { between: [40_002, 40_003] } }, ["Z-10%", "#2"]],
    ["lte", { id: { lte: 40_001 } }, ["#1"]],
  ])("knows %s", async (_name, where, expected) => {
    const { found } = await shelf();
    expect(await found(where)).toEqual(expected);
  });

  it("sorts and pages as the body says", async () => {
    const { search } = await shelf();
    const answered = await search({ order: "order_no ASC", limit: 2, page: 2 });
    expect(dataOf(answered)).toMatchObject([{ order_no: "Z-10%" }]);
    expect(JSON.parse(answered.headers.get("x-pagination") ?? "")).toMatchObject({ total_records: "3", page: "2" });
    const twice = await search({ order: ["ecommerce_order_id DESC", "order_no ASC"] });
    expect(dataOf(twice).map((order) => order.order_no)).toEqual(["#2", "#1", "Z-10%"]);
  });

  it("does not show deleted orders", async () => {
    const { account, found } = await shelf();
    account.deleteSalesOrder(account.salesOrders()[0]?.id ?? 0);
    expect(await found({ ecommerce_order_id: "5501" })).toEqual(["Z-10%"]);
  });

  it.each([
    ["an unknown field", { where: { shopify_id: "1" } }, ["additionalProperties /filter/where"]],
    ["an unknown operator", { where: { order_no: { is: "1" } } }, ["additionalProperties "]],
    ["a number for a text", { where: { ecommerce_order_id: 5501 } }, ["type /filter/where/ecommerce_order_id"]],
    ["a time that is none", { where: { created_at: { gt: "soon" } } }, ["format /filter/where/created_at"]],
    ["three levels", { where: { and: [{ or: [{ and: [] }] }] } }, ["maxDepth /filter/where/and"]],
    ["more than 200 at a time", { limit: 201 }, ["maximum /filter/limit"]],
    ["page 0", { page: 0 }, ["minimum /filter/page"]],
    ["an unknown order", { order: "colour ASC" }, ["pattern /filter/order"]],
    ["more than 100 values", { where: { id: { inq: Array.from({ length: 101 }, () => 1) } } }, ["maxItems /inq"]],
  ])("refuses %s", async (_name, filter, expected) => {
    const { search } = await shelf();
    expect(complaints(await search(filter))).toEqual(expected);
  });
});

describe("searching rows", () => {
  it("finds rows by their fields and by their order's", async () => {
    const katana = await katanaUnderTest();
    const { id, rowId } = await placeOrder(katana, { currency: "USD" });
    await placeOrder(katana);
    const search = (where: unknown) => katana.post("/sales_order_rows/search", { filter: { where } });
    expect(dataOf(await search({ currency: "USD", tax_rate: 20, quantity: { gte: 2 } }))).toMatchObject([
      { id: rowId, sales_order_id: id },
    ]);
    expect(complaints(await search({ order_no: "1" }))).toEqual(["additionalProperties /filter/where"]);
  });
});
