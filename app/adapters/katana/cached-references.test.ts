import { describe, expect, it } from "vitest";
import { decimal, sampleCustomer, sampleIds, sampleSalesOrder } from "../../../tests/support/katana-samples.ts";
import type { CallFailure } from "../../domain/failure.ts";
import type { KatanaCustomerId, KatanaTaxRateId, KatanaVariantId, SalesOrderId } from "../../domain/ids.ts";
import { failed, ok } from "../../domain/result.ts";
import type { ActualSalesOrder, KatanaTaxRate, KatanaVariant } from "../../domain/sales-order.ts";
import type { KatanaClient } from "../../sync/ports.ts";
import { cachedReferences } from "./cached-references.ts";
import { createMemoryReferenceStore } from "./memory-reference-store.ts";

const minute = 60_000;
const rejected: CallFailure = { kind: "rejected", side: "katana", status: 422, words: "no such variant" };
const down: CallFailure = { kind: "unavailable", side: "katana", words: "maintenance" };

const variant = (id: number, sku: string): KatanaVariant => ({ id: id as KatanaVariantId, sku, leadTimeDays: null });
const rate = (id: number, percent: string): KatanaTaxRate => ({ id: id as KatanaTaxRateId, percent: decimal(percent) });
const oak = variant(1, "TABLE-OAK");
const created: ActualSalesOrder = {
  id: 1 as SalesOrderId,
  orderNo: "#1",
  status: "NOT_SHIPPED",
  createdAt: "2026-07-20T09:31:00.000Z",
  deleted: false,
  shopifyOrderId: null,
  storeName: null,
  currency: "EUR",
  total: null,
  rows: [],
  shippingFee: null,
};

/** A Katana in memory that notes what it is asked. */
function start(changes: Partial<KatanaClient> = {}) {
  const calls: string[] = [];
  const noted = <Value>(call: string, value: Value) => {
    calls.push(call);
    return Promise.resolve(ok(value));
  };
  const katana: KatanaClient = {
    loadFactory: () =>
      noted("loadFactory", { name: "Oak", baseCurrency: "EUR", defaultDeliveryDays: 14, defaultLocationId: null }),
    listLocations: () => noted("listLocations", []),
    listTaxRates: () => noted("listTaxRates", [rate(3, "24")]),
    findVariants: (skus) =>
      noted(`findVariants ${skus.join(" ")}`, skus.includes(oak.sku) ? [oak, variant(2, "table-oak")] : []),
    findCustomer: (customer) => noted("findCustomer", customer.kind === "generic" ? null : (880 as KatanaCustomerId)),
    createCustomer: () => noted("createCustomer", 881 as KatanaCustomerId),
    createTaxRate: (percent) => noted("createTaxRate", rate(4, percent)),
    createSalesOrder: () => noted("createSalesOrder", created),
    createShippingFee: () => Promise.resolve(failed(rejected)),
    loadSalesOrder: () => noted("loadSalesOrder", null),
    findSalesOrders: () => noted("findSalesOrders", []),
    deleteSalesOrder: () => noted("deleteSalesOrder", null),
    ...changes,
  };
  let now = 0;
  const store = createMemoryReferenceStore();
  const client = cachedReferences(katana, { store, clock: { now: () => now } });
  return { client, calls, store, wait: (milliseconds: number) => (now += milliseconds) };
}

describe("remembered reference data", () => {
  it("asks for factory, locations and tax rates once in ten minutes", async () => {
    const { client, calls, wait } = start();
    const ask = async () => [await client.loadFactory(), await client.listLocations(), await client.listTaxRates()];
    const first = await ask();
    wait(10 * minute - 1);
    expect(await ask()).toEqual(first);
    expect(calls).toEqual(["loadFactory", "listLocations", "listTaxRates"]);
    wait(1);
    await ask();
    expect(calls).toHaveLength(6);
  });

  it("[MAP-6] asks only for SKUs it does not know, and answers all of them", async () => {
    const { client, calls } = start();
    await client.findVariants(["TABLE-OAK"]);
    const both = await client.findVariants(["TABLE-OAK", "LAMP"]);
    expect(both).toMatchObject({ value: [{ id: 1 }, { id: 2 }] });
    expect(await client.findVariants(["TABLE-OAK"])).toMatchObject({ value: [{ id: 1 }, { id: 2 }] });
    expect(calls).toEqual(["findVariants TABLE-OAK", "findVariants LAMP"]);
  });

  it("[MAP-6] does not remember that a SKU is missing, nor one that only exists in another case", async () => {
    const { client, calls } = start({});
    await client.findVariants(["LAMP"]);
    await client.findVariants(["LAMP"]);
    await client.findVariants(["Table-Oak"]);
    await client.findVariants(["Table-Oak"]);
    expect(calls).toHaveLength(4);
  });

  it("[MAP-4] remembers a customer it found for an hour, and not that there was none", async () => {
    const { client, calls, wait } = start();
    await client.findCustomer(sampleCustomer);
    wait(59 * minute);
    expect(await client.findCustomer(sampleCustomer)).toEqual(ok(880));
    expect(calls).toHaveLength(1);
    await client.findCustomer({ kind: "generic" });
    await client.findCustomer({ kind: "generic" });
    expect(calls).toHaveLength(3);
  });

  it("[MAP-4] remembers a customer it created", async () => {
    const { client, calls } = start();
    await client.createCustomer(sampleSalesOrder);
    expect(await client.findCustomer(sampleCustomer)).toEqual(ok(881));
    expect(calls).toEqual(["createCustomer"]);
  });

  it("[MAP-10] remembers a tax rate it created", async () => {
    const { client, calls } = start();
    expect(await client.createTaxRate(decimal("9"))).toEqual(ok(rate(4, "9")));
    expect(await client.listTaxRates()).toEqual(ok([rate(3, "24"), rate(4, "9")]));
    expect(calls).toEqual(["listTaxRates", "createTaxRate"]);
  });

  it("[STO-4] takes a tax rate that another store has made meanwhile instead of a second one", async () => {
    const { client, calls } = start();
    expect(await client.createTaxRate(decimal("24"))).toEqual(ok(rate(3, "24")));
    expect(await client.listTaxRates()).toEqual(ok([rate(3, "24")]));
    expect(calls).toEqual(["listTaxRates"]);
  });

  it("forgets what a refused sales order named, and nothing else", async () => {
    const { client, calls } = start({ createSalesOrder: () => Promise.resolve(failed(rejected)) });
    const ask = async () => {
      await client.loadFactory();
      await client.listLocations();
      await client.listTaxRates();
      await client.findVariants(["TABLE-OAK"]);
      await client.findCustomer(sampleCustomer);
    };
    await ask();
    await client.createSalesOrder(sampleSalesOrder, sampleIds);
    await ask();
    expect(calls).toHaveLength(10);
    await ask();
    expect(calls).toHaveLength(10);
  });

  it("forgets the tax rates when a shipping fee is refused", async () => {
    const { client, calls } = start();
    await client.listTaxRates();
    const fee = { description: "Post", amount: decimal("5"), taxPercent: decimal("24") };
    expect(await client.createShippingFee(1 as SalesOrderId, fee, 3 as KatanaTaxRateId)).toEqual(failed(rejected));
    await client.listTaxRates();
    expect(calls).toEqual(["listTaxRates", "listTaxRates"]);
  });

  it("keeps what it knows when a sales order fails for another reason", async () => {
    const { client, calls } = start({ createSalesOrder: () => Promise.resolve(failed(down)) });
    await client.listTaxRates();
    expect(await client.createSalesOrder(sampleSalesOrder, sampleIds)).toEqual(failed(down));
    await client.listTaxRates();
    expect(calls).toEqual(["listTaxRates"]);
  });

  it("[REC-6] remembers no failure and hands it on", async () => {
    const { client } = start({
      loadFactory: () => Promise.resolve(failed(down)),
      listTaxRates: () => Promise.resolve(failed(down)),
      findVariants: () => Promise.resolve(failed(down)),
      findCustomer: () => Promise.resolve(failed(down)),
      createCustomer: () => Promise.resolve(failed(down)),
    });
    expect(await client.loadFactory()).toEqual(failed(down));
    expect(await client.createTaxRate(decimal("9"))).toEqual(failed(down));
    expect(await client.findVariants(["A"])).toEqual(failed(down));
    expect(await client.createCustomer(sampleSalesOrder)).toEqual(failed(down));
    expect(await client.findCustomer(sampleCustomer)).toEqual(failed(down));
  });

  it("asks again for what an earlier release stored in another form", async () => {
    const { client, calls, store } = start();
    await store.save("tax-rates", { all: [{ id: 3, rate: 24 }] }, 0);
    expect(await client.listTaxRates()).toEqual(ok([rate(3, "24")]));
    expect(calls).toEqual(["listTaxRates"]);
  });

  it("creates a sales order without asking anything once all is known", async () => {
    const { client, calls } = start();
    expect(await client.createSalesOrder(sampleSalesOrder, sampleIds)).toEqual(ok(created));
    expect(calls).toEqual(["createSalesOrder"]);
  });
});
