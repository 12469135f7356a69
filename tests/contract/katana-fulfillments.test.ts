import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { createKatanaClient } from "../../app/adapters/katana/katana-client.ts";
import type { CallFailure } from "../../app/domain/failure.ts";
import type { Tracking } from "../../app/domain/fulfillment.ts";
import type { Result } from "../../app/domain/result.ts";
import type { ActualSalesOrder } from "../../app/domain/sales-order.ts";
import type { KatanaClient, ResolvedIds } from "../../app/sync/ports.ts";
import { startKatanaSimulator } from "../../simulators/katana/server.ts";
import { decimal, sampleRow, sampleSalesOrder } from "../support/katana-samples.ts";

const katana = await startKatanaSimulator();
afterAll(() => katana.stop());

const newAccount = () =>
  katana.addAccount({
    name: "Oak Furniture",
    currency: "EUR",
    locations: [{ name: "Main" }],
    taxRates: [{ rate: 24, isDefault: true }],
    products: [{ name: "Table", sku: "TABLE-OAK", price: 99, batchTracked: true }],
  });

let account: ReturnType<typeof newAccount>;
let client: KatanaClient;
let placed: ActualSalesOrder;

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
  const [variant] = valueOf(await client.findVariants(["TABLE-OAK"]));
  if (variant === undefined) throw new Error("There is no table");
  const ids: ResolvedIds = {
    customerId,
    taxRateIds: new Map(rates.map(({ id, percent }) => [percent, id])),
    variantIds: new Map(),
  };
  const row = {
    ...sampleRow,
    quantity: 5,
    taxPercent: decimal("24"),
    locationId: null,
    variant: { kind: "existing", id: variant.id } as const,
  };
  placed = valueOf(
    await client.createSalesOrder({ ...sampleSalesOrder, rows: [row], locationId: null, newItems: [] }, ids),
  );
});

afterEach(() => {
  expect(katana.refusals()).toEqual([]);
  expect(katana.requests().flatMap(({ ignored }) => ignored)).toEqual([]);
});

function valueOf<Value>(result: Result<Value, CallFailure>): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
}

const rowId = () => placed.rows[0]!.id;
const create = (quantity: string, tracking: Tracking | null = null) =>
  client.createFulfillment({
    kind: "create-sales-order-fulfillment",
    salesOrderId: placed.id,
    gid: "gid://shopify/Fulfillment/1",
    name: "#1001-F1",
    rows: [{ rowId: rowId(), quantity: decimal(quantity) }],
    lines: [],
    pickedDate: "2026-11-20T10:00:00.000Z",
    tracking,
  });
const load = async () => valueOf(await client.loadFulfillments(placed.id));

describe("a fulfillment in Katana", () => {
  it("[FUL-1] is made delivered, with its date and its tracking, and read back", async () => {
    expect(await load()).toEqual([]);
    const tracking = { number: "1Z", url: "https://ups.example/1Z", carrier: "UPS" };
    const { id, unitsWithoutBatch } = valueOf(await create("2", tracking));
    expect(unitsWithoutBatch).toBe("0");
    expect(await load()).toMatchObject([
      {
        id,
        salesOrderId: placed.id,
        delivered: true,
        deleted: false,
        tracking,
        rows: [{ rowId: rowId(), quantity: "2" }],
      },
    ]);
    expect(account.fulfillments()).toMatchObject([{ picked_date: "2026-11-20T10:00:00.000Z", status: "DELIVERED" }]);
    valueOf(await create("1", { number: null, url: null, carrier: null }));
    expect(await load()).toHaveLength(2);
  });

  it("[FUL-2] is refused when not enough is left", async () => {
    expect(await create("6")).toMatchObject({ ok: false, problem: { kind: "rejected", side: "katana", status: 422 } });
  });

  it("[FUL-8] takes the oldest batches first, and what no batch holds from unbatched stock", async () => {
    const place = { variantId: placed.rows[0]!.variantId as number, locationId: account.locations()[0]!.id };
    const batch = (number: string, createdAt: string, quantity: number): number => {
      const { id } = account.addBatch({ variantId: place.variantId, number, createdAt });
      account.addStock({ ...place, batchId: id, quantity });
      return id;
    };
    const newer = batch("NEW", "2026-02-01T00:00:00.000Z", 1);
    const older = batch("OLD", "2026-01-01T00:00:00.000Z", 2);
    expect(valueOf(await create("4")).unitsWithoutBatch).toBe("1");
    expect(account.fulfillments()[0]?.sales_order_fulfillment_rows[0]?.batch_transactions).toEqual([
      { batch_id: older, quantity: 2 },
      { batch_id: newer, quantity: 1 },
      { batch_id: null, quantity: 1 },
    ]);
  });

  it("[FUL-9] goes from packed to delivered, once more without harm", async () => {
    account.pack(placed.id, { [rowId()]: 2 });
    const [packed] = await load();
    expect(packed).toMatchObject({ delivered: false, tracking: null });
    const booked = { id: packed!.id, unitsWithoutBatch: "0" };
    expect(valueOf(await client.deliverFulfillment(packed!.id))).toEqual(booked);
    expect(valueOf(await client.deliverFulfillment(packed!.id))).toEqual(booked);
    expect(await load()).toMatchObject([{ delivered: true }]);
  });

  it("[FUL-3] is listed when it moved, deleted ones included", async () => {
    const since = new Date(katana.clock.now() - 1_000).toISOString();
    account.pack(placed.id, { [rowId()]: 2 });
    const [{ id } = { id: 0 }] = account.fulfillments();
    expect(valueOf(await client.listMovedFulfillments(since))).toMatchObject([
      { id, salesOrderId: placed.id, delivered: false, deleted: false, updatedAt: expect.any(String) },
    ]);
    account.deleteFulfillment(id);
    expect(valueOf(await client.listMovedFulfillments(since))).toMatchObject([{ id, deleted: true }]);
    expect(await load()).toEqual([]);
    const later = new Date(katana.clock.now() + 60_000).toISOString();
    expect(valueOf(await client.listMovedFulfillments(later))).toEqual([]);
  });
});
