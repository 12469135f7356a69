import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { createKatanaClient } from "../../app/adapters/katana/katana-client.ts";
import type { KatanaHttpOptions } from "../../app/adapters/katana/katana-http.ts";
import { createMemoryRequestBudget } from "../../app/adapters/katana/memory-request-budget.ts";
import type { RequestBudget } from "../../app/adapters/katana/request-budget.ts";
import { verifyKey } from "../../app/adapters/katana/verify-key.ts";
import type { CallFailure } from "../../app/domain/failure.ts";
import type { KatanaVariantId, SalesOrderId } from "../../app/domain/ids.ts";
import type { Result } from "../../app/domain/result.ts";
import type { DesiredSalesOrder } from "../../app/domain/sales-order.ts";
import type { KatanaClient, ResolvedIds } from "../../app/sync/ports.ts";
import type { Fault } from "../../simulators/kit/faults.ts";
import { startKatanaSimulator } from "../../simulators/katana/server.ts";
import { decimal, sampleAddress, sampleCustomer, sampleRow, sampleSalesOrder } from "../support/katana-samples.ts";

const katana = await startKatanaSimulator({ switches: { noShippingFee: "null" } });
afterAll(() => katana.stop());

/** Lets everything through, so that Katana itself has to refuse. */
const noBudget: RequestBudget = {
  take: () => Promise.resolve({ granted: true }),
  report: () => Promise.resolve(),
};

const newAccount = () =>
  katana.addAccount({
    name: "Oak Furniture",
    currency: "EUR",
    deliveryDays: 14,
    locations: [{ name: "Main" }, { name: "Warehouse", salesAllowed: false }],
    taxRates: [{ rate: 24, isDefault: true }],
    products: [{ name: "Table", sku: "TABLE-OAK", leadTime: 5, price: 99 }],
  });

let account: ReturnType<typeof newAccount>;
let client: KatanaClient;

const optionsFor = (changes: Partial<KatanaHttpOptions> = {}): KatanaHttpOptions => ({
  baseUrl: katana.url,
  key: account.keys()[0] ?? "",
  fingerprint: `account-${String(account.id)}`,
  budget: createMemoryRequestBudget(katana.clock),
  clock: katana.clock,
  urgency: "live",
  timeoutMs: 10_000,
  ...changes,
});

beforeEach(() => {
  account = newAccount();
  client = createKatanaClient(optionsFor({ budget: noBudget }));
  katana.clearRequests();
});

afterEach(() => {
  katana.faults.clear();
  Object.assign(katana.switches, { errorEnvelope: "wrapped", deleteStatus: 204, noShippingFee: "null", rateLimit: 60 });
  Object.assign(katana.switches, { duplicateOrderNo: "accept", multiCurrency: "allow", unknownReference: 422 });
  expect(katana.refusals()).toEqual([]);
  expect(katana.requests().flatMap(({ ignored }) => ignored)).toEqual([]);
});

function valueOf<Value>(result: Result<Value, CallFailure>): Value {
  if (!result.ok) throw new Error(`${result.problem.kind}: ${JSON.stringify(result.problem)}`);
  return result.value;
}

const problemOf = (result: Result<unknown, CallFailure>): CallFailure | null => (result.ok ? null : result.problem);

async function desired(changes: Partial<DesiredSalesOrder> = {}): Promise<DesiredSalesOrder> {
  const [location] = valueOf(await client.listLocations()).filter(({ salesAllowed }) => salesAllowed);
  const [variant] = valueOf(await client.findVariants(["TABLE-OAK"]));
  if (location === undefined || variant === undefined) throw new Error("the account has a location and a variant");
  const rows = [{ ...sampleRow, variant: { kind: "existing" as const, id: variant.id }, locationId: location.id }];
  return { ...sampleSalesOrder, rows, locationId: location.id, ...changes };
}

async function resolve(salesOrder: DesiredSalesOrder): Promise<ResolvedIds> {
  const rates = valueOf(await client.listTaxRates());
  const customerId =
    valueOf(await client.findCustomer(salesOrder.customer)) ?? valueOf(await client.createCustomer(salesOrder));
  return { customerId, taxRateIds: new Map(rates.map(({ id, percent }) => [percent, id])), variantIds: new Map() };
}

async function create(changes: Partial<DesiredSalesOrder> = {}) {
  const salesOrder = await desired(changes);
  return client.createSalesOrder(salesOrder, await resolve(salesOrder));
}

describe("reference data", () => {
  it("[CON-2] proves a key and reads the account's settings", async () => {
    const verified = await verifyKey(optionsFor());
    expect(verified).toMatchObject({
      ok: true,
      value: {
        name: "Oak Furniture",
        baseCurrency: "EUR",
        defaultDeliveryDays: 14,
        defaultLocationId: expect.any(Number),
      },
    });
  });

  it("[CON-2] tells a bad key, a plan without API access and a network failure apart", async () => {
    expect(await verifyKey(optionsFor({ key: "no-such-key" }))).toEqual({ ok: false, problem: { kind: "bad-key" } });
    account.setApiAccess(false);
    expect(await verifyKey(optionsFor())).toMatchObject({ problem: { kind: "no-api-access" } });
    const gone = await startKatanaSimulator();
    await gone.stop();
    expect(await verifyKey(optionsFor({ baseUrl: gone.url }))).toMatchObject({
      problem: { kind: "not-verified", failure: { kind: "unavailable" } },
    });
  });

  it("reads locations with what may be sold from them", async () => {
    const names = valueOf(await client.listLocations()).map(({ name, salesAllowed }) => [name, salesAllowed]);
    expect(names.sort()).toEqual([
      ["Main", true],
      ["Warehouse", false],
    ]);
  });

  it("[MAP-10] finds and creates tax rates", async () => {
    expect(valueOf(await client.createTaxRate(decimal("8.875"))).percent).toBe("8.875");
    const percents = valueOf(await client.listTaxRates()).map(({ percent }) => percent);
    expect(percents.sort()).toEqual(["24", "8.875"]);
  });

  it("[MAP-6] finds variants by exact SKU, several of one SKU included", async () => {
    account.addProduct({ name: "Other table", sku: "TABLE-OAK" });
    account.addProduct({ name: "Lamp & shade", sku: "LAMP/1 ü&=+" });
    const found = valueOf(await client.findVariants(["TABLE-OAK", "LAMP/1 ü&=+", "NOTHING"]));
    expect(found.map(({ sku, leadTimeDays }) => `${sku}: ${String(leadTimeDays)}`).sort()).toEqual([
      "LAMP/1 ü&=+: null",
      "TABLE-OAK: 5",
      "TABLE-OAK: null",
    ]);
  });

  it("[MAP-6] finds many variants over batches and pages", async () => {
    const skus = Array.from({ length: 260 }, (_, index) => `PART-${String(index)}`);
    account.addProduct({ name: "Parts", variants: skus.map((sku) => ({ sku })) });
    const found = valueOf(await client.findVariants(skus));
    expect(new Set(found.map(({ sku }) => sku))).toEqual(new Set(skus));
    expect(katana.requests()).toHaveLength(3);
  });
});

describe("customers", () => {
  it("[MAP-4] finds a customer it created by the Shopify customer id", async () => {
    const salesOrder = await desired();
    const id = valueOf(await client.createCustomer(salesOrder));
    expect(valueOf(await client.findCustomer({ ...sampleCustomer, email: null }))).toBe(id);
    expect(account.customers()[0]).toMatchObject({
      id,
      name: "Ann Lee",
      email: "ann@lee.example",
      reference_id: "7001",
    });
  });

  it("[MAP-4] finds a customer by e-mail, and none when there is none", async () => {
    const id = valueOf(await client.createCustomer(await desired()));
    const sameMail = { ...sampleCustomer, shopifyId: "7999" as typeof sampleCustomer.shopifyId };
    expect(valueOf(await client.findCustomer(sameMail))).toBe(id);
    expect(valueOf(await client.findCustomer({ ...sameMail, email: "nobody@lee.example" }))).toBeNull();
  });

  it("[MAP-4] finds the generic customer again", async () => {
    const generic = { kind: "generic" } as const;
    expect(valueOf(await client.findCustomer(generic))).toBeNull();
    const id = valueOf(await client.createCustomer(await desired({ customer: generic })));
    expect(valueOf(await client.findCustomer(generic))).toBe(id);
  });

  it("[MAP-4] takes a customer of whom Shopify shows nothing but an id", async () => {
    const bare = { ...sampleCustomer, name: "Shopify customer 7001", firstName: null, lastName: null, email: null };
    const salesOrder = await desired({ customer: bare, billTo: null, shipTo: null });
    expect(valueOf(await client.createCustomer(salesOrder))).toEqual(expect.any(Number));
  });
});

describe("sales orders", () => {
  it("[MAP-1] [MAP-2] [MAP-3] [MAP-5] [MAP-13] [MAP-14] [MAP-17] says what it should say", async () => {
    const { id } = valueOf(await create());
    expect(account.salesOrder(id)).toMatchObject({
      order_no: "#1042",
      status: "NOT_SHIPPED",
      currency: "EUR",
      customer_ref: "PO 77",
      additional_info: "gift wrap",
      order_created_date: "2026-07-20T09:30:00.000Z",
      delivery_date: "2026-07-24T09:30:00.000Z",
      ecommerce_order_type: "shopify",
      ecommerce_store_name: "acme.myshopify.com",
      ecommerce_order_id: "5501234567890",
      addresses: [
        { entity_type: "billing", first_name: "Ann", line_2: "Floor 2", zip: "LS1 1AA", country: "United Kingdom" },
        { entity_type: "shipping", company: null, phone: sampleAddress.phone },
      ],
    });
  });

  it("[MAP-8] [MAP-9] [MAP-11] [MAP-16] [MAP-19] gives back rows and total as Katana keeps them", async () => {
    const salesOrder = await desired();
    const rows = salesOrder.rows.map((row) => ({
      ...row,
      pricePerUnit: decimal("20.1234567891"),
      discount: decimal("0.99"),
    }));
    const created = valueOf(await create({ rows }));
    expect(created.rows).toMatchObject([
      {
        quantity: "2",
        pricePerUnit: "20.1234567891",
        discount: "0.99",
        key: "991",
        locationId: salesOrder.locationId,
      },
    ]);
    expect(created.total).not.toBeNull();
    expect(valueOf(await client.loadSalesOrder(created.id))).toEqual(created);
  });

  it("[IMP-9] finds one by its hidden id, deleted ones included, and no other store's", async () => {
    const { id } = valueOf(await create());
    await create({ shop: "other.myshopify.com" as DesiredSalesOrder["shop"] });
    const find = () => client.findSalesOrders(sampleSalesOrder.shop, sampleSalesOrder.orderId);
    expect(valueOf(await find())).toMatchObject([{ id, deleted: false, shopifyOrderId: "5501234567890" }]);
    expect(await client.deleteSalesOrder(id)).toEqual({ ok: true, value: null });
    expect(valueOf(await find())).toMatchObject([{ id, deleted: true }]);
    expect(valueOf(await client.loadSalesOrder(id))).toBeNull();
  });

  it("[CON-6] finds many by their hidden ids with one request, whatever their store is called", async () => {
    const [{ id }] = [valueOf(await create({ shop: "Acme Shop" as DesiredSalesOrder["shop"] }))];
    const gone = valueOf(await create({ orderId: "5502" as DesiredSalesOrder["orderId"] }));
    await client.deleteSalesOrder(gone.id);
    katana.clearRequests();
    const since = "2020-01-01T00:00:00.000Z";
    const ids = [sampleSalesOrder.orderId, gone.shopifyOrderId ?? sampleSalesOrder.orderId];
    expect(valueOf(await client.findSalesOrdersOf(ids, since))).toMatchObject([{ id, storeName: "Acme Shop" }]);
    expect(valueOf(await client.listDeletedSalesOrders(since))).toMatchObject([{ id: gone.id, deleted: true }]);
    expect(katana.requests()).toHaveLength(2);
    expect(valueOf(await client.listDeletedSalesOrders("2099-01-01T00:00:00.000Z"))).toEqual([]);
  });

  it("[CON-6] lists them where the search, which is in Beta, is refused", async () => {
    const { id } = valueOf(await create());
    const fault = {
      kind: "status",
      status: 404,
      body: { statusCode: 404, name: "NotFoundError", message: "no" },
    } as const;
    katana.faults.add({ match: { path: /search$/ }, fault });
    const found = await client.findSalesOrdersOf([sampleSalesOrder.orderId], "2020-01-01T00:00:00.000Z");
    expect(valueOf(found)).toMatchObject([{ id }]);
  });

  it.each([200, 204] as const)("deletes whether Katana says so with %i or not", async (deleteStatus) => {
    Object.assign(katana.switches, { deleteStatus });
    const { id } = valueOf(await create());
    expect((await client.deleteSalesOrder(id)).ok).toBe(true);
    expect(problemOf(await client.deleteSalesOrder(id))).toMatchObject({ kind: "rejected", status: 404 });
  });

  it.each(["null", "empty", "missing"] as const)("[MAP-12] reads no shipping fee from %s", async (noShippingFee) => {
    Object.assign(katana.switches, { noShippingFee });
    expect(valueOf(await create()).shippingFee).toBeNull();
  });

  it("[MAP-12] adds a shipping fee and reads it back", async () => {
    const salesOrder = await desired();
    const ids = await resolve(salesOrder);
    const { id } = valueOf(await client.createSalesOrder(salesOrder, ids));
    const taxRateId = [...ids.taxRateIds.values()][0];
    if (taxRateId === undefined) throw new Error("the account has a tax rate");
    const fee = { description: "Post", amount: decimal("6.75"), taxPercent: decimal("24") };
    const feeId = valueOf(await client.createShippingFee(id, fee, taxRateId));
    expect(valueOf(await client.loadSalesOrder(id))?.shippingFee).toEqual({
      id: feeId,
      amount: "6.75",
      description: "Post",
    });
  });

  it("[CON-8] shows nothing of an account through another account's key", async () => {
    const { id } = valueOf(await create());
    account = newAccount();
    const other = createKatanaClient(optionsFor({ budget: noBudget }));
    expect(valueOf(await other.loadSalesOrder(id))).toBeNull();
    expect(valueOf(await other.findSalesOrders(sampleSalesOrder.shop, sampleSalesOrder.orderId))).toEqual([]);
  });
});

describe("refusals", () => {
  it.each(["wrapped", "bare"] as const)("[CHG-12] reads Katana's words from a %s envelope", async (errorEnvelope) => {
    Object.assign(katana.switches, { errorEnvelope });
    const salesOrder = await desired();
    const rows = salesOrder.rows.map((row) => ({ ...row, quantity: -1 }));
    const problem = problemOf(await create({ rows }));
    expect(problem).toMatchObject({ kind: "rejected", status: 422 });
    expect(problem).toHaveProperty("words", expect.stringContaining("/sales_order_rows/0/quantity"));
  });

  it.each([404, 422] as const)("takes an unknown variant for refused, with status %i", async (unknownReference) => {
    Object.assign(katana.switches, { unknownReference });
    const salesOrder = await desired();
    const rows = salesOrder.rows.map((row) => ({
      ...row,
      variant: { kind: "existing" as const, id: 999_999 as KatanaVariantId },
    }));
    expect(problemOf(await create({ rows }))).toMatchObject({ kind: "rejected", status: unknownReference });
  });

  it("[MAP-1] hands on that an order number is taken", async () => {
    Object.assign(katana.switches, { duplicateOrderNo: "refuse" });
    valueOf(await create());
    expect(problemOf(await create())).toMatchObject({ kind: "rejected" });
  });

  it("[MAP-14] hands on that the account knows one currency only", async () => {
    Object.assign(katana.switches, { multiCurrency: "refuse" });
    expect(problemOf(await create({ currency: "SEK" }))).toMatchObject({ kind: "rejected" });
  });

  it("[CON-2] calls a revoked key unauthorized", async () => {
    account.revokeKey(account.keys()[0] ?? "");
    expect(problemOf(await client.listTaxRates())).toMatchObject({ kind: "unauthorized" });
  });

  it("waits as long as a real 429 says", async () => {
    Object.assign(katana.switches, { rateLimit: 1 });
    valueOf(await client.listTaxRates());
    const problem = problemOf(await client.listTaxRates());
    if (problem?.kind !== "rate-limited") throw new Error("Katana refuses a second request");
    expect(problem.retryAfterMs).toBeGreaterThan(50_000);
    expect(problem.retryAfterMs).toBeLessThanOrEqual(60_000);
  });

  it("[STO-4] causes no 429 when it keeps to the budget, and starts again with the next window", async () => {
    const careful = createKatanaClient(optionsFor());
    const outcomes = await Promise.all(Array.from({ length: 70 }, () => careful.listTaxRates()));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(60);
    expect(katana.requests().map(({ status }) => status)).not.toContain(429);
    const waits = outcomes.map(problemOf).filter((problem) => problem?.kind === "rate-limited");
    katana.clock.advance(Math.max(...waits.map(({ retryAfterMs }) => retryAfterMs)));
    expect((await careful.listTaxRates()).ok).toBe(true);
  });
});

const status = (code: number): Fault => ({ kind: "status", status: code });

/** Who waits for nothing gives up soon; everybody else has time, however busy the machine. */
const clientFor = (fault: Fault): KatanaClient =>
  fault.kind === "no-answer" ? createKatanaClient(optionsFor({ budget: noBudget, timeoutMs: 1_000 })) : client;

describe("faults", () => {
  it.each<readonly [string, Fault, number]>([
    ["no answer and nothing done", { kind: "no-answer", when: "before" }, 0],
    ["no answer and the work done", { kind: "no-answer", when: "after" }, 1],
    ["the connection dropped and nothing done", { kind: "drop", when: "before" }, 0],
    ["the connection dropped and the work done", { kind: "drop", when: "after" }, 1],
    ["half an answer", { kind: "truncate" }, 1],
    ["a 500", status(500), 0],
    ["a 503", status(503), 0],
  ])("[IMP-9] does not know the outcome of a create after %s, and sends once", async (_, fault, made) => {
    const salesOrder = await desired();
    const ids = await resolve(salesOrder);
    katana.clearRequests();
    katana.faults.add({ match: { method: "POST", path: /sales_orders$/ }, fault });
    const created = await clientFor(fault).createSalesOrder(salesOrder, ids);
    expect(problemOf(created)).toMatchObject({ kind: "unknown-outcome", side: "katana" });
    expect(katana.requests()).toHaveLength(1);
    expect(account.salesOrders()).toHaveLength(made);
    const found = valueOf(await client.findSalesOrders(sampleSalesOrder.shop, sampleSalesOrder.orderId));
    expect(found).toHaveLength(made);
  });

  it.each<readonly [string, Fault]>([
    ["no answer", { kind: "no-answer", when: "before" }],
    ["a dropped connection", { kind: "drop", when: "before" }],
    ["half an answer", { kind: "truncate" }],
    ["a 500", status(500)],
    ["a 503", status(503)],
  ])("[REC-6] takes a read for undone after %s", async (_, fault) => {
    katana.faults.add({ fault });
    const answer = await clientFor(fault).listTaxRates();
    expect(problemOf(answer)).toMatchObject({ kind: "unavailable", side: "katana" });
    expect((await client.listTaxRates()).ok).toBe(true);
  });

  it("stops sending after a 429 that came in spite of the budget", async () => {
    const careful = createKatanaClient(optionsFor());
    katana.faults.add({ fault: { kind: "status", status: 429, headers: { "Retry-After": "7" } } });
    expect(problemOf(await careful.listTaxRates())).toMatchObject({ kind: "rate-limited", retryAfterMs: 7_000 });
    katana.clearRequests();
    expect(problemOf(await careful.listTaxRates())).toMatchObject({ kind: "rate-limited" });
    expect(katana.requests()).toHaveLength(0);
    katana.clock.advance(7_200);
    expect((await careful.listTaxRates()).ok).toBe(true);
  });

  it("waits for an answer that is only late", async () => {
    katana.faults.add({ fault: { kind: "delay", ms: 50 } });
    expect((await client.listTaxRates()).ok).toBe(true);
  });

  it("[REC-6] does not take another server's page for Katana's answer", async () => {
    katana.faults.add({ fault: { kind: "status", status: 200, body: "<html>Sign in to the network</html>" } });
    expect(problemOf(await client.listTaxRates())).toMatchObject({ kind: "unreadable", path: "" });
  });

  it("[REC-6] names the place of an answer that is not as it should be", async () => {
    katana.faults.add({ fault: { kind: "status", status: 200, body: { data: [{ id: 1, rate: "much" }] } } });
    expect(problemOf(await client.listTaxRates())).toMatchObject({ kind: "unreadable", path: "data.0.rate" });
    const id = 1 as SalesOrderId;
    katana.faults.add({ fault: { kind: "status", status: 200, body: { id, order_no: "#1" } } });
    expect(problemOf(await client.loadSalesOrder(id))).toMatchObject({ kind: "unreadable", path: "status" });
  });
});
