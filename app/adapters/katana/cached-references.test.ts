import { describe, expect, it } from "vitest";
import {
  decimal,
  sampleCustomer,
  sampleIds,
  sampleRow,
  sampleSalesOrder,
} from "../../../tests/support/katana-samples.ts";
import type { CallFailure } from "../../domain/failure.ts";
import type {
  FulfillmentRowId,
  ItemKey,
  KatanaCustomerId,
  KatanaLocationId,
  KatanaTaxRateId,
  KatanaVariantId,
  ReturnReasonId,
  SalesOrderId,
  SalesOrderRowId,
  SalesReturnId,
  SalesReturnRowId,
  ShippingFeeId,
  ShopDomain,
} from "../../domain/ids.ts";
import type { NewItem } from "../../domain/item.ts";
import { failed, ok } from "../../domain/result.ts";
import type { ActualSalesOrder, KatanaTaxRate, KatanaVariant } from "../../domain/sales-order.ts";
import type { KatanaClient } from "../../sync/ports.ts";
import { cachedReferences } from "./cached-references.ts";
import { createInMemoryKatana } from "../../sync/testing/in-memory-katana.ts";
import { createMemoryReferenceStore } from "./memory-reference-store.ts";

const minute = 60_000;
const rejected: CallFailure = { kind: "rejected", side: "katana", status: 422, words: "no such variant" };
const down: CallFailure = { kind: "unavailable", side: "katana", words: "maintenance" };

const variant = (id: number, sku: string): KatanaVariant => ({ id: id as KatanaVariantId, sku, leadTimeDays: null });
const rate = (id: number, percent: string): KatanaTaxRate => ({ id: id as KatanaTaxRateId, percent: decimal(percent) });
const oak = variant(1, "TABLE-OAK");
const acme = "acme.myshopify.com" as ShopDomain;
const mug: NewItem = { key: "variant:44" as ItemKey, kind: "product", name: "Mug", sku: "MUG" };
const created: ActualSalesOrder = {
  id: 1 as SalesOrderId,
  orderNo: "#1",
  status: "NOT_SHIPPED",
  createdAt: "2026-07-20T09:31:00.000Z",
  deleted: false,
  shopifyOrderId: null,
  invoicing: "not-invoiced",
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
    ...createInMemoryKatana(),
    loadFactory: () =>
      noted("loadFactory", { name: "Oak", baseCurrency: "EUR", defaultDeliveryDays: 14, defaultLocationId: null }),
    listLocations: () => noted("listLocations", []),
    listTaxRates: () => noted("listTaxRates", [rate(3, "24")]),
    findTaxRate: () => noted("findTaxRate", null),
    findVariants: (skus) =>
      noted(`findVariants ${skus.join(" ")}`, skus.includes(oak.sku) ? [oak, variant(2, "table-oak")] : []),
    findCustomer: (customer) => noted("findCustomer", customer.kind === "generic" ? null : (880 as KatanaCustomerId)),
    createCustomer: () => noted("createCustomer", 881 as KatanaCustomerId),
    createTaxRate: (percent) => noted("createTaxRate", rate(4, percent)),
    findRemembered: (items) =>
      noted(
        `findRemembered ${items.map(({ id }) => id).join(" ")}`,
        items.map(({ id }) => ({ id, leadTimeDays: null })),
      ),
    nameVariants: () => noted("nameVariants", []),
    findItem: () => noted("findItem", null),
    createItem: () => noted("createItem", { id: 9 as KatanaVariantId, serviceId: null, leadTimeDays: null }),
    createSalesOrder: () => noted("createSalesOrder", created),
    createShippingFee: () => Promise.resolve(failed(rejected)),
    loadSalesOrder: () => noted("loadSalesOrder", null),
    findSalesOrders: () => noted("findSalesOrders", []),
    deleteSalesOrder: () => noted("deleteSalesOrder", null),
    findSalesOrdersOf: () => noted("findSalesOrdersOf", []),
    listDeletedSalesOrders: () => noted("listDeletedSalesOrders", []),
    ...changes,
  };
  let now = 0;
  const store = createMemoryReferenceStore();
  const clock = { now: () => now };
  const client = cachedReferences(katana, { store, clock, believe: true });
  const live = cachedReferences(katana, { store, clock, believe: false });
  return { client, live, calls, store, wait: (milliseconds: number) => (now += milliseconds) };
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

  it("[RET-1] asks for the reasons of returns once in ten minutes, and anew once a row that names one was refused", async () => {
    const { client, calls } = start({
      createSalesReturnRow: () => Promise.resolve(failed(rejected)),
      updateSalesReturnRow: () => Promise.resolve(failed(rejected)),
      listReturnReasons: () => {
        calls.push("listReturnReasons");
        return Promise.resolve(ok([{ id: 31 as ReturnReasonId, name: "Other" }]));
      },
    });
    const asked = async () => {
      calls.splice(0);
      await client.listReturnReasons();
      await client.listLocations();
      return calls;
    };
    expect(await asked()).toHaveLength(2);
    expect(await client.listReturnReasons()).toEqual(ok([{ id: 31, name: "Other" }]));
    expect(await asked()).toEqual([]);
    const row = {
      ...{ fulfillmentRowId: 1 as FulfillmentRowId, variantId: oak.id, quantity: 1 },
      ...{ reasonId: 31 as ReturnReasonId, restockLocationId: null },
    };
    await client.createSalesReturnRow(1 as SalesReturnId, row);
    expect(await asked()).toEqual(["listReturnReasons"]);
    await client.updateSalesReturnRow(1 as SalesReturnRowId, { restockLocationId: 2 as KatanaLocationId });
    expect(await asked()).toEqual(["listLocations"]);
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

  it("[MAP-4] remembers a customer it found for a month, and not that there was none", async () => {
    const { client, calls, wait } = start();
    await client.findCustomer(sampleCustomer);
    wait(29 * 24 * 60 * minute);
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

  it("[STO-2] remembers a product it created by its SKU, and that it exists", async () => {
    const { client, calls } = start();
    await client.createItem(mug, acme);
    const known = { id: 9, leadTimeDays: null };
    expect(await client.findVariants(["MUG"])).toEqual(ok([{ ...known, sku: "MUG" }]));
    expect(await client.findRemembered([{ id: 9 as KatanaVariantId, serviceId: null }])).toEqual(ok([known]));
    await client.createItem({ ...mug, kind: "service", sku: "SET-UP" }, acme);
    expect(calls).toEqual(["createItem", "createItem"]);
    await client.findVariants(["SET-UP"]);
    expect(calls).toHaveLength(3);
  });

  it("[MAP-6] asks only for remembered variants that it does not know to exist", async () => {
    const { client, calls } = start();
    const [one, two] = [1, 2].map((id) => ({ id: id as KatanaVariantId, serviceId: null }));
    if (!one || !two) throw new Error("there are two");
    await client.findRemembered([one]);
    expect(await client.findRemembered([one, two])).toMatchObject({ value: [{ id: 1 }, { id: 2 }] });
    expect(calls).toEqual(["findRemembered 1", "findRemembered 2"]);
  });

  it("[REC-5] looks afresh for a person, remembers what it sees and forgets what is gone", async () => {
    let gone = false;
    const { client, live, calls } = start({
      findVariants: (skus) => {
        calls.push(`findVariants ${skus.join(" ")}`);
        return Promise.resolve(ok(gone ? [] : [oak]));
      },
      findCustomer: () => {
        calls.push("findCustomer");
        return Promise.resolve(ok(gone ? null : (880 as KatanaCustomerId)));
      },
    });
    const look = async (by: KatanaClient) => [
      await by.findVariants(["TABLE-OAK"]),
      await by.findCustomer(sampleCustomer),
    ];
    const there = await look(live);
    expect(await look(client)).toEqual(there);
    expect(calls).toHaveLength(2);
    gone = true;
    await look(live);
    expect(await look(client)).toEqual([ok([]), ok(null)]);
    expect(calls).toHaveLength(6);
  });

  it("[STO-4] keeps what was remembered since an answer was asked for", async () => {
    const { client, calls, wait, ...rest } = start({
      listTaxRates: async () => {
        wait(2);
        await rest.store.save(
          "tax-rates",
          {
            all: [
              { id: 3, percent: "24" },
              { id: 4, percent: "9" },
            ],
          },
          1,
        );
        return ok([rate(3, "24")]);
      },
    });
    await client.listTaxRates();
    expect(await client.listTaxRates()).toEqual(ok([rate(3, "24"), rate(4, "9")]));
    expect(calls).toEqual([]);
  });

  it("[MAP-10] remembers a tax rate it created", async () => {
    const { client, calls } = start();
    await client.listTaxRates();
    expect(await client.createTaxRate(decimal("9"))).toEqual(ok(rate(4, "9")));
    expect(await client.findTaxRate(decimal("9"))).toEqual(ok(rate(4, "9")));
    expect(await client.listTaxRates()).toEqual(ok([rate(3, "24"), rate(4, "9")]));
    expect(calls).toEqual(["listTaxRates", "createTaxRate"]);
  });

  it("[STO-4] takes a tax rate that another store has made meanwhile instead of a second one", async () => {
    const rates = [rate(3, "24")];
    const { client, calls } = start({
      listTaxRates: () => {
        calls.push("listTaxRates");
        return Promise.resolve(ok([...rates]));
      },
    });
    await client.listTaxRates();
    expect(await client.findTaxRate(decimal("9"))).toEqual(ok(null));
    rates.push(rate(4, "9"));
    expect(await client.findTaxRate(decimal("9"))).toEqual(ok(rate(4, "9")));
    expect(await client.findTaxRate(decimal("9"))).toEqual(ok(rate(4, "9")));
    expect(await client.listTaxRates()).toEqual(ok(rates));
    expect(calls).toEqual(["listTaxRates", "listTaxRates", "listTaxRates"]);
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

  it("[CHG-12] forgets what a refused change named, and nothing else", async () => {
    const refuse = () => Promise.resolve(failed(rejected));
    const { client, calls } = start({ createRow: refuse, updateRow: refuse, updateShippingFee: refuse });
    const ids = { taxRateIds: new Map(), variantIds: new Map() };
    const change = async () => {
      await client.createRow(created.id, sampleRow, ids);
      await client.updateRow(60001 as SalesOrderRowId, {
        taxRateId: rate(3, "24").id,
        locationId: 12 as KatanaLocationId,
      });
      const fee = { description: "Post", amount: decimal("5"), taxPercent: decimal("24") };
      await client.updateShippingFee(7 as ShippingFeeId, fee, rate(3, "24").id);
    };
    const ask = async () => [
      await client.loadFactory(),
      await client.listTaxRates(),
      await client.listLocations(),
      await client.findVariants(["TABLE-OAK"]),
    ];
    await ask();
    await change();
    await ask();
    expect(calls).toEqual([
      "loadFactory",
      "listTaxRates",
      "listLocations",
      "findVariants TABLE-OAK",
      "listTaxRates",
      "listLocations",
      "findVariants TABLE-OAK",
    ]);
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
      createTaxRate: () => Promise.resolve(failed(down)),
      createItem: () => Promise.resolve(failed(down)),
      findRemembered: () => Promise.resolve(failed(down)),
    });
    expect(await client.loadFactory()).toEqual(failed(down));
    expect(await client.findTaxRate(decimal("9"))).toEqual(failed(down));
    expect(await client.createTaxRate(decimal("9"))).toEqual(failed(down));
    expect(await client.createItem(mug, acme)).toEqual(failed(down));
    expect(await client.findRemembered([{ id: oak.id, serviceId: null }])).toEqual(failed(down));
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
