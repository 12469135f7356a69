import { describe, expect, it } from "vitest";
import {
  decimal,
  sampleAddress,
  sampleCustomer,
  sampleIds,
  sampleSalesOrder,
  wireSalesOrder,
} from "../../../tests/support/katana-samples.ts";
import { answerJson, answerText, stubFetch } from "../../../tests/support/stub-fetch.ts";
import type { StubAnswer } from "../../../tests/support/stub-fetch.ts";
import type { KatanaTaxRateId, SalesOrderId } from "../../domain/ids.ts";
import { ok } from "../../domain/result.ts";
import { createKatanaClient } from "./katana-client.ts";
import { createMemoryRequestBudget } from "./memory-request-budget.ts";

const clock = { now: () => 0 };
const id = 40001 as SalesOrderId;

function connect(...answers: readonly StubAnswer[]) {
  const stub = stubFetch(...answers);
  const budget = createMemoryRequestBudget(clock);
  const options = {
    baseUrl: "http://katana.example/v1",
    key: "secret-key",
    fingerprint: "f",
    urgency: "live",
  } as const;
  return { client: createKatanaClient({ ...options, budget, clock, fetch: stub.fetch }), requests: stub.requests };
}

const page = (items: readonly unknown[], pagination?: Record<string, string>) =>
  answerJson(
    { data: items },
    pagination === undefined ? {} : { headers: { "x-pagination": JSON.stringify(pagination) } },
  );

describe("writing to Katana", () => {
  it("[MAP-1] creates a sales order with one request and reads it from the answer", async () => {
    const { client, requests } = connect(answerJson(wireSalesOrder));
    expect(await client.createSalesOrder(sampleSalesOrder, sampleIds)).toMatchObject({
      ok: true,
      value: { id: 40001 },
    });
    expect(requests).toMatchObject([{ method: "POST", path: "/v1/sales_orders", body: { order_no: "#1042" } }]);
  });

  it.each([
    ["a 500", answerJson({}, { status: 500 })],
    ["half an answer", answerText(`{"id":40001,"order_no":"#10`)],
    ["no text at all", answerText("")],
    ["an answer that is not Katana's", answerText("<html>Welcome</html>")],
    ["an answer without an id", answerJson({ ...wireSalesOrder, id: null })],
  ])("[IMP-9] calls the outcome unknown after %s, and does not send again", async (_, answer) => {
    const { client, requests } = connect(answer);
    const created = await client.createSalesOrder(sampleSalesOrder, sampleIds);
    expect(created).toMatchObject({ ok: false, problem: { kind: "unknown-outcome", side: "katana" } });
    expect(requests).toHaveLength(1);
  });

  it("tells Katana's refusal in its own words, without anything personal and without the key", async () => {
    const body = {
      error: {
        message: "Ann Lee at 1 High Street is refused for secret-key",
        details: [{ path: "/customer_id", message: "unknown" }],
      },
    };
    const { client } = connect(answerJson(body, { status: 422 }));
    const refused = await client.createSalesOrder({ ...sampleSalesOrder, billTo: sampleAddress }, sampleIds);
    expect(refused).toEqual({
      ok: false,
      problem: {
        kind: "rejected",
        side: "katana",
        status: 422,
        words: "… at … is refused for … (/customer_id unknown)",
      },
    });
  });

  it("[MAP-12] creates a shipping fee", async () => {
    const { client, requests } = connect(answerJson({ id: 9, sales_order_id: 40001, amount: "5.0000000000" }));
    const fee = { description: "Post", amount: decimal("5"), taxPercent: decimal("24") };
    expect(await client.createShippingFee(id, fee, 3 as KatanaTaxRateId)).toEqual(ok(9));
    expect(requests).toMatchObject([{ path: "/v1/sales_order_shipping_fee", body: { amount: "5", tax_rate_id: 3 } }]);
  });

  it("[MAP-10] creates a tax rate in percent", async () => {
    const { client, requests } = connect(answerJson({ id: 4, rate: 8.875, name: "8.875%" }));
    expect(await client.createTaxRate(decimal("8.875"))).toEqual(ok({ id: 4, percent: "8.875" }));
    expect(requests).toMatchObject([{ path: "/v1/tax_rates", body: { rate: 8.875, name: "8.875%" } }]);
  });

  it("[MAP-4] creates a customer", async () => {
    const { client, requests } = connect(answerJson({ id: 880, name: "Ann Lee" }));
    expect(await client.createCustomer(sampleSalesOrder)).toEqual(ok(880));
    expect(requests).toMatchObject([{ path: "/v1/customers", body: { reference_id: "7001" } }]);
  });

  it.each([answerText("", 200), answerJson(undefined, { status: 204 })])(
    "deletes a sales order (%#)",
    async (answer) => {
      const { client, requests } = connect(answer);
      expect(await client.deleteSalesOrder(id)).toEqual(ok(null));
      expect(requests).toMatchObject([{ method: "DELETE", path: "/v1/sales_orders/40001" }]);
    },
  );

  it("[CHG-5] tells why a sales order is not deleted", async () => {
    const { client } = connect(answerJson({ message: "has return orders" }, { status: 412 }));
    expect(await client.deleteSalesOrder(id)).toMatchObject({ problem: { kind: "rejected", status: 412 } });
  });
});

describe("looking up in Katana", () => {
  it("[MAP-6] finds variants by repeated SKU, those that differ in case only included, each once", async () => {
    const variants = [
      { id: 1, sku: "A" },
      { id: 2, sku: "a" },
      { id: 1, sku: "A" },
      { id: 3, sku: "B" },
      { id: 4, sku: null },
    ];
    const { client, requests } = connect(page(variants, { total_pages: "1" }));
    const found = await client.findVariants(["A", "C"]);
    expect(found).toMatchObject({ ok: true, value: [{ id: 1 }, { id: 2 }] });
    expect(requests[0]?.query.getAll("sku")).toEqual(["A", "C"]);
  });

  it("[MAP-6] asks nothing for no SKU, and in batches for many", async () => {
    const { client, requests } = connect(page([]));
    expect(await client.findVariants([])).toEqual(ok([]));
    expect(requests).toHaveLength(0);
    await client.findVariants(Array.from({ length: 101 }, (_, index) => String(index)));
    expect(requests).toHaveLength(2);
  });

  it("[MAP-6] finds nothing when one batch fails", async () => {
    const { client } = connect(page([]), answerJson({}, { status: 503 }));
    const found = await client.findVariants(Array.from({ length: 101 }, (_, index) => String(index)));
    expect(found).toMatchObject({ problem: { kind: "unavailable" } });
  });

  it("[MAP-4] finds a customer by the Shopify customer id, the oldest of several", async () => {
    const customers = [
      { id: 9, reference_id: "7001" },
      { id: 8, reference_id: "7001" },
      { id: 7, reference_id: "7001", deleted_at: "2026-01-01T00:00:00.000Z" },
      { id: 6, reference_id: "7002" },
    ];
    const { client, requests } = connect(page(customers));
    expect(await client.findCustomer(sampleCustomer)).toEqual(ok(8));
    expect(requests.map(({ query }) => query.get("reference_id"))).toEqual(["7001"]);
  });

  it("[MAP-4] finds a customer by e-mail when the id is not there", async () => {
    const { client, requests } = connect(page([]), page([{ id: 5, email: "Ann@Lee.example", reference_id: null }]));
    expect(await client.findCustomer(sampleCustomer)).toEqual(ok(5));
    expect(requests[1]?.query.get("email")).toBe("ann@lee.example");
  });

  it("[MAP-4] finds no customer, or the failure of either look-up", async () => {
    expect(await connect(page([])).client.findCustomer(sampleCustomer)).toEqual(ok(null));
    const down = answerJson({}, { status: 500 });
    expect(await connect(down).client.findCustomer(sampleCustomer)).toMatchObject({ ok: false });
    expect(await connect(page([]), down).client.findCustomer(sampleCustomer)).toMatchObject({ ok: false });
  });

  it("[MAP-4] looks for the generic customer by its own mark only, and for nobody by an e-mail withheld", async () => {
    const generic = connect(page([{ id: 3, reference_id: "shopify-no-customer" }]));
    expect(await generic.client.findCustomer({ kind: "generic" })).toEqual(ok(3));
    const withheld = connect(page([]));
    expect(await withheld.client.findCustomer({ ...sampleCustomer, email: null })).toEqual(ok(null));
    expect(withheld.requests).toHaveLength(1);
  });

  it("[IMP-9] finds sales orders by hidden id on all pages, deleted ones included", async () => {
    const gone = { ...wireSalesOrder, id: 40000, deleted_at: "2026-07-21T00:00:00.000Z" };
    const { client, requests } = connect(
      page([wireSalesOrder], { total_pages: "2", last_page: "false" }),
      page([wireSalesOrder, gone], { total_pages: "2", last_page: "true" }),
    );
    const found = await client.findSalesOrders(sampleSalesOrder.shop, sampleSalesOrder.orderId);
    expect(found).toMatchObject({
      value: [
        { id: 40001, deleted: false },
        { id: 40000, deleted: true },
      ],
    });
    expect(requests.map(({ query }) => Object.fromEntries(query))).toEqual(
      ["1", "2"].map((number) => ({
        ecommerce_order_id: "5501234567890",
        ecommerce_store_name: "acme.myshopify.com",
        include_deleted: "true",
        limit: "250",
        page: number,
      })),
    );
  });

  it("[IMP-9] [STO-1] does not take another store's or another order's sales order for this one", async () => {
    const others = [
      { ...wireSalesOrder, ecommerce_store_name: "other.myshopify.com" },
      { ...wireSalesOrder, ecommerce_order_id: "1" },
      { ...wireSalesOrder, ecommerce_order_type: "wooCommerce" },
    ];
    const { client } = connect(page(others));
    expect(await client.findSalesOrders(sampleSalesOrder.shop, sampleSalesOrder.orderId)).toEqual(ok([]));
  });

  it("loads a sales order, and null when there is none", async () => {
    expect(await connect(answerJson(wireSalesOrder)).client.loadSalesOrder(id)).toMatchObject({ value: { id: 40001 } });
    expect(await connect(answerJson({ message: "Not found" }, { status: 404 })).client.loadSalesOrder(id)).toEqual(
      ok(null),
    );
    expect(await connect(answerJson({}, { status: 500 })).client.loadSalesOrder(id)).toMatchObject({ ok: false });
  });

  it("[CON-2] reads the account's settings", async () => {
    const { client, requests } = connect(answerJson({ display_name: "Oak", base_currency_code: "EUR" }));
    expect(await client.loadFactory()).toMatchObject({ ok: true, value: { name: "Oak" } });
    expect(requests).toMatchObject([{ method: "GET", path: "/v1/factory" }]);
  });

  it("lists locations without deleted ones, and tax rates", async () => {
    const { client } = connect(
      page([
        { id: 1, name: "Main" },
        { id: 2, name: "Old", deleted_at: "2026-01-01T00:00:00.000Z" },
      ]),
      answerJson([{ id: 3, rate: 24 }]),
    );
    expect(await client.listLocations()).toEqual(ok([{ id: 1, name: "Main", salesAllowed: true }]));
    expect(await client.listTaxRates()).toEqual(ok([{ id: 3, percent: "24" }]));
  });

  it("[REC-6] says which place of an answer is wrong, and what broke off or went wrong may be tried again", async () => {
    const failureOf = async (answer: StubAnswer) => {
      const listed = await connect(answer).client.listTaxRates();
      return listed.ok ? null : listed.problem;
    };
    expect(await failureOf(page([{ id: 3, rate: "much" }]))).toMatchObject({ kind: "unreadable", path: "data.0.rate" });
    expect(await failureOf(answerText("<html></html>"))).toMatchObject({ kind: "unreadable", path: "" });
    expect(await failureOf(answerText(`{"data":[{"id":3,"ra`))).toMatchObject({ kind: "unavailable" });
    expect(await failureOf(answerText(""))).toMatchObject({ kind: "unavailable" });
    expect(await failureOf(answerJson({}, { status: 401 }))).toMatchObject({ kind: "unauthorized" });
    expect(await failureOf(answerJson({}, { status: 429, headers: { "retry-after": "2" } }))).toEqual({
      kind: "rate-limited",
      side: "katana",
      retryAfterMs: 2_000,
    });
  });
});

describe("reading pages", () => {
  const full = Array.from({ length: 250 }, (_, index) => ({ id: index + 1, rate: 1 }));

  it("goes on without the header while pages are full", async () => {
    const { client, requests } = connect(page(full), page([{ id: 251, rate: 1 }]));
    const rates = await client.listTaxRates();
    expect(rates.ok && rates.value.length).toBe(251);
    expect(requests).toHaveLength(2);
  });

  it("stops at an empty page whatever the header says", async () => {
    const { client, requests } = connect(page([], { last_page: "false" }));
    expect(await client.listTaxRates()).toEqual(ok([]));
    expect(requests).toHaveLength(1);
  });

  it("believes last_page when the number of pages is missing, and no header that is not JSON", async () => {
    const { client, requests } = connect(
      page([{ id: 1, rate: 1 }], { last_page: "false" }),
      page([], { last_page: "true" }),
    );
    await client.listTaxRates();
    expect(requests).toHaveLength(2);
    const garbled = connect(answerJson({ data: [] }, { headers: { "x-pagination": "page 1 of 9" } }));
    expect(await garbled.client.listTaxRates()).toEqual(ok([]));
  });

  it("does not follow a list without an end", async () => {
    const endless = connect(page([{ id: 1, rate: 1 }], { last_page: "false" }));
    const listed = await endless.client.listTaxRates();
    expect(listed).toMatchObject({ ok: false, problem: { kind: "rate-limited" } });
    expect(endless.requests).toHaveLength(60);
  });
});
