import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { createKatanaClient } from "../../app/adapters/katana/katana-client.ts";
import type { CallFailure } from "../../app/domain/failure.ts";
import type { SalesReturnId, SalesReturnRowId } from "../../app/domain/ids.ts";
import type { Result } from "../../app/domain/result.ts";
import type { ActualSalesOrder } from "../../app/domain/sales-order.ts";
import type { Returnable } from "../../app/domain/sales-return.ts";
import type { KatanaClient } from "../../app/sync/ports.ts";
import { startKatanaSimulator } from "../../simulators/katana/server.ts";
import { sampleRow, sampleSalesOrder } from "../support/katana-samples.ts";

const katana = await startKatanaSimulator();
afterAll(() => katana.stop());

const newAccount = () =>
  katana.addAccount({
    name: "Oak Furniture",
    currency: "EUR",
    locations: [{ name: "Main" }, { name: "Shop floor" }],
    taxRates: [{ rate: 24, isDefault: true }],
    products: [{ name: "Table", sku: "TABLE-OAK", price: 99 }],
  });

let account: ReturnType<typeof newAccount>;
let client: KatanaClient;
/** Three tables, delivered. */
let salesOrder: ActualSalesOrder;

const valueOf = <Value>(result: Result<Value, CallFailure>): Value => {
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
};

const first = <Value>(values: readonly Value[]): Value => {
  const [value] = values;
  if (value === undefined) throw new Error("There is nothing");
  return value;
};

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
  const customerId = valueOf(await client.createCustomer(sampleSalesOrder));
  const rates = valueOf(await client.listTaxRates());
  const [variant] = valueOf(await client.findVariants(["TABLE-OAK"]));
  if (variant === undefined) throw new Error("The account has the table");
  const row = { ...sampleRow, quantity: 3, variant: { kind: "existing", id: variant.id } as const, locationId: null };
  const ids = { customerId, taxRateIds: new Map(rates.map(({ id, percent }) => [percent, id])), variantIds: new Map() };
  salesOrder = valueOf(await client.createSalesOrder({ ...sampleSalesOrder, rows: [row], locationId: null }, ids));
});

afterEach(() => {
  expect(katana.refusals()).toEqual([]);
  expect(katana.requests().flatMap(({ ignored }) => ignored)).toEqual([]);
});

const returnables = async (): Promise<readonly Returnable[]> => valueOf(await client.loadReturnables(salesOrder.id));

const create = async (): Promise<{ readonly id: SalesReturnId; readonly from: Returnable }> => {
  account.deliver(salesOrder.id);
  const from = first(await returnables());
  if (from.locationId === null) throw new Error("It was delivered from somewhere");
  const id = await client.createSalesReturn({
    ...{ salesOrderId: salesOrder.id, locationId: from.locationId, orderNo: "#1001-R1" },
    ...{ createdAt: "2026-11-20T10:00:00.000Z", additionalInfo: "gid://shopify/Return/71" },
  });
  return { id: valueOf(id), from };
};

const addRow = async ({ id, from }: Awaited<ReturnType<typeof create>>, quantity = 2): Promise<SalesReturnRowId> => {
  const { fulfillmentRowId, variantId } = from;
  const row = { fulfillmentRowId, variantId, quantity, reasonId: null, restockLocationId: null };
  return valueOf(await client.createSalesReturnRow(id, row));
};

const find = async (id: SalesReturnId) => {
  const wanted = { salesOrderId: salesOrder.id, ids: [id], orderNos: [] };
  return valueOf(await client.findSalesReturns(wanted))[0] ?? null;
};

describe("[RET-1] a sales return", () => {
  it("[RET-5] takes what was delivered and is in no return, by the rows of the sales order", async () => {
    expect(await returnables()).toEqual([]);
    const made = await create();
    expect(made.from).toMatchObject({ rowId: salesOrder.rows[0]?.id, available: "3" });
    await addRow(made);
    expect(await returnables()).toMatchObject([{ available: "1" }]);
    await addRow(made, 1);
    expect(await returnables()).toEqual([]);
  });

  it("is found by its id and by its number, with its rows", async () => {
    const made = await create();
    const rowId = await addRow(made);
    const row = { id: rowId, rowId: salesOrder.rows[0]?.id, quantity: "2", reasonId: null };
    const whole = { id: made.id, status: "NOT_RETURNED", additionalInfo: "gid://shopify/Return/71", rows: [row] };
    expect(await find(made.id)).toMatchObject(whole);
    const byNumber = { salesOrderId: salesOrder.id, ids: [], orderNos: ["#1001-R1", "#1001-R2"] };
    expect(valueOf(await client.findSalesReturns(byNumber))).toMatchObject([whole]);
    const ofOther = { ...byNumber, salesOrderId: (salesOrder.id + 1) as ActualSalesOrder["id"] };
    expect(valueOf(await client.findSalesReturns(ofOther))).toEqual([]);
  });

  it("[RET-2] has its rows changed and deleted, the latter twice", async () => {
    const made = await create();
    const rowId = await addRow(made);
    const reason = first(valueOf(await client.listReturnReasons()));
    const other = valueOf(await client.listLocations()).find(({ id }) => id !== made.from.locationId);
    if (other === undefined) throw new Error("The account has two locations");
    await client.updateSalesReturnRow(rowId, { quantity: 1, reasonId: reason.id });
    await client.updateSalesReturnRow(rowId, { restockLocationId: other.id });
    const changed = { quantity: "1", reasonId: reason.id, restockLocationId: other.id };
    expect((await find(made.id))?.rows).toMatchObject([changed]);
    for (const _time of [1, 2]) expect(await client.deleteSalesReturnRow(rowId)).toEqual({ ok: true, value: null });
    expect((await find(made.id))?.rows).toEqual([]);
  });

  it("[RET-3] is returned, restocked and still known by what it says of itself", async () => {
    const made = await create();
    await addRow(made);
    const salesReturn = { id: made.id, additionalInfo: "gid://shopify/Return/71" };
    for (const status of ["RETURNED_ALL", "RESTOCKED_ALL"] as const) {
      expect(await client.setSalesReturnStatus(salesReturn, status)).toMatchObject({ ok: true });
      expect(await find(made.id)).toMatchObject({ status, additionalInfo: salesReturn.additionalInfo });
    }
  });

  it("[RET-2] is deleted, and again", async () => {
    const made = await create();
    for (const _time of [1, 2]) expect(await client.deleteSalesReturn(made.id)).toEqual({ ok: true, value: null });
    expect(await find(made.id)).toBeNull();
  });

  it("[RET-4] is listed with the sales order it belongs to when it changed", async () => {
    const made = await create();
    const listed = valueOf(await client.listChangedReturns("2020-01-01T00:00:00.000Z"));
    expect(listed).toMatchObject([
      { id: made.id, salesOrderId: salesOrder.id, status: "NOT_RETURNED", updatedAt: expect.any(String) },
    ]);
    expect(valueOf(await client.listChangedReturns("2199-01-01T00:00:00.000Z"))).toEqual([]);
  });

  it("[CHG-12] hands on what Katana refuses", async () => {
    const made = await create();
    const rowId = await addRow(made);
    const refused = { ok: false, problem: { kind: "rejected", status: 422, words: expect.any(String) } };
    expect(await client.updateSalesReturnRow(rowId, { quantity: 9 })).toMatchObject(refused);
  });
});
