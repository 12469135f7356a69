import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { createKatanaClient } from "../../app/adapters/katana/katana-client.ts";
import type { CallFailure } from "../../app/domain/failure.ts";
import type { KatanaVariantId, ManufacturingOrderId, SalesOrderRowId } from "../../app/domain/ids.ts";
import type { Result } from "../../app/domain/result.ts";
import type { ActualSalesOrder, DesiredRow } from "../../app/domain/sales-order.ts";
import type { KatanaClient, ResolvedIds } from "../../app/sync/ports.ts";
import { startKatanaSimulator } from "../../simulators/katana/server.ts";
import { decimal, sampleRow, sampleSalesOrder } from "../support/katana-samples.ts";

const katana = await startKatanaSimulator();
afterAll(() => katana.stop());

const newAccount = () =>
  katana.addAccount({
    name: "Oak Furniture",
    currency: "EUR",
    locations: [{ name: "Main" }, { name: "Shop floor" }],
    taxRates: [{ rate: 24, isDefault: true }, { rate: 9 }],
    products: [{ name: "Table", sku: "TABLE-OAK", price: 99, producible: true }],
  });

let account: ReturnType<typeof newAccount>;
let client: KatanaClient;
let ids: ResolvedIds;
let variants: readonly KatanaVariantId[];

beforeEach(async () => {
  account = newAccount();
  client = createKatanaClient({
    baseUrl: katana.url,
    key: account.keys()[0] ?? "",
    fingerprint: "account",
    budget: { take: () => Promise.resolve({ granted: true }), report: () => Promise.resolve() },
    clock: katana.clock,
    urgency: "live",
  });
  const rates = valueOf(await client.listTaxRates());
  const customerId = valueOf(await client.createCustomer(sampleSalesOrder));
  ids = { customerId, taxRateIds: new Map(rates.map(({ id, percent }) => [percent, id])), variantIds: new Map() };
  variants = valueOf(await client.findVariants(["TABLE-OAK"])).map(({ id }) => id);
});

afterEach(() => {
  Object.assign(katana.switches, { manufacturingFollows: true, deleteStatus: 204 });
  expect(katana.refusals()).toEqual([]);
  expect(katana.requests().flatMap(({ ignored }) => ignored)).toEqual([]);
});

function valueOf<Value>(result: Result<Value, CallFailure>): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
}

const at = <Value>(values: readonly Value[], index = 0): Value => {
  const value = values[index];
  if (value === undefined) throw new Error(`There is no value ${String(index)}`);
  return value;
};

const rowOf = (changes: Partial<DesiredRow>): DesiredRow => ({
  ...sampleRow,
  variant: { kind: "existing", id: at(variants) },
  locationId: null,
  ...changes,
});

const place = async (rows: readonly DesiredRow[] = [rowOf({})]): Promise<ActualSalesOrder> =>
  valueOf(await client.createSalesOrder({ ...sampleSalesOrder, rows, locationId: null }, ids));

const load = async (salesOrder: Pick<ActualSalesOrder, "id">): Promise<ActualSalesOrder> => {
  const loaded = valueOf(await client.loadSalesOrder(salesOrder.id));
  if (loaded === null) throw new Error("The sales order is there");
  return loaded;
};

const taxOf = (percent: string) => {
  const id = ids.taxRateIds.get(decimal(percent));
  if (id === undefined) throw new Error("The account has the rate");
  return id;
};

describe("rows", () => {
  it("[CHG-3] adds one that is found by its key", async () => {
    const placed = await place();
    const other = rowOf({ key: "992" as DesiredRow["key"], quantity: 3, discount: decimal("0.55") });
    const id = valueOf(await client.createRow(placed.id, other, ids));
    const added = (await load(placed)).rows.find((row) => row.id === id);
    expect(added).toMatchObject({ key: "992", quantity: "3", discount: "0.55", taxRateId: taxOf("24") });
  });

  it("[CHG-2] [CHG-10] changes what is named and leaves the rest", async () => {
    const placed = await place();
    const { id, locationId } = at(placed.rows);
    await client.updateRow(id, { quantity: 5, discount: decimal("2.5") });
    expect(at((await load(placed)).rows)).toMatchObject({ quantity: "5", discount: "2.5", pricePerUnit: "20.5" });
    const other = valueOf(await client.listLocations()).find((location) => location.id !== locationId);
    if (other === undefined) throw new Error("The account has two locations");
    await client.updateRow(id, { pricePerUnit: decimal("19.99"), taxRateId: taxOf("9"), locationId: other.id });
    const changed = { quantity: "5", pricePerUnit: "19.99", taxRateId: taxOf("9"), locationId: other.id, key: "991" };
    expect(at((await load(placed)).rows)).toMatchObject(changed);
  });

  it.each([200, 204] as const)(
    "[CHG-4] removes one, and again, whether Katana says so with %i or not",
    async (deleteStatus) => {
      Object.assign(katana.switches, { deleteStatus });
      const placed = await place([rowOf({}), rowOf({ key: "992" as DesiredRow["key"] })]);
      expect(await client.deleteRow(at(placed.rows).id)).toEqual({ ok: true, value: null });
      expect(await client.deleteRow(at(placed.rows).id)).toEqual({ ok: true, value: null });
      expect((await load(placed)).rows.map(({ key }) => key)).toEqual(["992"]);
    },
  );

  it("[CHG-7] [CHG-12] hands on Katana's refusal of a row that went", async () => {
    const placed = await place();
    const { id } = at(placed.rows);
    account.pack(placed.id, { [id]: 1 });
    const refused = { ok: false, problem: { kind: "rejected", status: 422, words: expect.stringMatching(/shipped/) } };
    expect(await client.updateRow(id, { quantity: 5 })).toMatchObject(refused);
    expect(await client.deleteRow(id)).toMatchObject(refused);
    expect(await client.createRow(placed.id, rowOf({}), ids)).toMatchObject({ problem: { kind: "rejected" } });
  });

  it("[CHG-4] tells a row that is gone from a change of it", async () => {
    const gone = await client.updateRow(999_999 as SalesOrderRowId, { quantity: 5 });
    expect(gone).toMatchObject({ problem: { kind: "rejected", status: 404 } });
  });
});

describe("the shipping fee", () => {
  it("[CHG-11] is changed and removed", async () => {
    const placed = await place();
    const fee = { description: "Post", amount: decimal("6.75"), taxPercent: decimal("24") };
    const id = valueOf(await client.createShippingFee(placed.id, fee, taxOf("24")));
    const changed = { ...fee, description: "Express", amount: decimal("0.5") };
    expect(await client.updateShippingFee(id, changed, taxOf("9"))).toEqual({ ok: true, value: null });
    expect((await load(placed)).shippingFee).toEqual({ id, amount: "0.5", description: "Express" });
    expect(await client.deleteShippingFee(id)).toEqual({ ok: true, value: null });
    expect(await client.deleteShippingFee(id)).toEqual({ ok: true, value: null });
    expect((await load(placed)).shippingFee).toBeNull();
  });
});

describe("what holds a sales order", () => {
  it("[CHG-7] says how many units of which row are packed or delivered", async () => {
    const placed = await place([rowOf({ quantity: 4 }), rowOf({ key: "992" as DesiredRow["key"] })]);
    const other = await place();
    const [first] = [at(placed.rows).id];
    account.deliver(other.id);
    expect(valueOf(await client.loadFulfilledQuantities(placed.id))).toEqual(new Map());
    account.pack(placed.id, { [first]: 1 });
    account.deliver(placed.id, { [first]: 2 });
    expect(valueOf(await client.loadFulfilledQuantities(placed.id))).toEqual(new Map([[first, "3"]]));
    account.deleteFulfillment(at(account.fulfillments().filter((one) => one.sales_order_id === placed.id)).id);
    expect([...valueOf(await client.loadFulfilledQuantities(placed.id)).keys()]).toEqual([first]);
  });

  it.each([
    ["notInvoiced", "not-invoiced"],
    ["partiallyInvoiced", "partly-invoiced"],
    ["invoiced", "invoiced"],
  ] as const)("[CHG-7] reads %s", async (wire, invoicing) => {
    const placed = await place();
    account.invoice(placed.id, wire);
    expect((await load(placed)).invoicing).toBe(invoicing);
  });

  it("[CHG-5] knows of returns of this very sales order, not of another one with the same number", async () => {
    const [placed, namesake] = [await place(), await place()];
    account.deliver(placed.id);
    expect(valueOf(await client.hasReturns(placed))).toBe(false);
    await returnOf(placed);
    expect(valueOf(await client.hasReturns(placed))).toBe(true);
    expect(valueOf(await client.hasReturns(namesake))).toBe(false);
    expect(await client.deleteSalesOrder(placed.id)).toMatchObject({ problem: { kind: "rejected", status: 412 } });
  });
});

/** A person's return, made with a request of its own. */
async function returnOf({ id }: ActualSalesOrder): Promise<void> {
  const made = await fetch(`${katana.url}/sales_returns`, {
    method: "POST",
    headers: { authorization: `Bearer ${account.keys()[0] ?? ""}`, "content-type": "application/json" },
    body: JSON.stringify({ sales_order_id: id, return_location_id: at(account.locations()).id }),
  });
  expect(made.status).toBe(200);
}

describe("manufacturing orders", () => {
  const makeToOrder = async () => {
    const placed = await place();
    const rowId = at(placed.rows).id;
    account.makeToOrder(rowId);
    const id = at((await load(placed)).rows).manufacturingOrderId;
    if (id === null) throw new Error("The row names what makes it");
    return { placed, rowId, id };
  };

  it("[CHG-2] are read with their status and whose goods they make", async () => {
    const { rowId, id } = await makeToOrder();
    const read = { id, status: "NOT_STARTED", plannedQuantity: "2", rowId, additionalInfo: null };
    expect(valueOf(await client.loadManufacturingOrder(id))).toEqual(read);
    account.setManufacturingStatus(id, "IN_PROGRESS");
    expect(valueOf(await client.loadManufacturingOrder(id))).toMatchObject({ status: "IN_PROGRESS" });
    expect(valueOf(await client.loadManufacturingOrder(999_999 as ManufacturingOrderId))).toBeNull();
  });

  it.each([
    [true, "5"],
    [false, "2"],
  ])("[CHG-2] follow their row by themselves or not (%s)", async (manufacturingFollows, planned) => {
    Object.assign(katana.switches, { manufacturingFollows });
    const { rowId, id } = await makeToOrder();
    await client.updateRow(rowId, { quantity: 5 });
    expect(valueOf(await client.loadManufacturingOrder(id))).toMatchObject({ plannedQuantity: planned });
  });

  it("[CHG-2] take a new quantity and keep their note", async () => {
    const { id } = await makeToOrder();
    for (const additionalInfo of ["urgent", null]) {
      expect(await client.updateManufacturingOrder({ id, additionalInfo }, 7)).toEqual({ ok: true, value: null });
      expect(valueOf(await client.loadManufacturingOrder(id))).toMatchObject({ plannedQuantity: "7", additionalInfo });
    }
  });

  it("[CHG-4] are unlinked from their row, or deleted", async () => {
    const { placed, rowId, id } = await makeToOrder();
    expect(await client.unlinkManufacturingOrder(rowId)).toEqual({ ok: true, value: null });
    expect(valueOf(await client.loadManufacturingOrder(id))).toMatchObject({ rowId: null });
    expect(at((await load(placed)).rows).manufacturingOrderId).toBeNull();
    expect(await client.deleteManufacturingOrder(id)).toEqual({ ok: true, value: null });
    expect(await client.deleteManufacturingOrder(id)).toEqual({ ok: true, value: null });
    expect(valueOf(await client.loadManufacturingOrder(id))).toBeNull();
  });
});
