import { z } from "zod";
import { dateTime, decodeBody, id, patch } from "../body.ts";
import { extensions, from, list, manyIds, oneId, text, until } from "../list.ts";
import { inPath, itemOf, variantOf } from "../look-up.ts";
import { decimal, sum, toText, type Decimal } from "../money.ts";
import { encodeVariant } from "../item.ts";
import { ok, route, type Call, type Reply, type Route } from "../route.ts";
import { shippedQuantity } from "../sales-order-status.ts";
import { inStock } from "../stock.ts";
import { alive, type Entity } from "../table.ts";
import type { Batch } from "../state.ts";
import { assignDefined, stamp, touch, type Account } from "../world.ts";

interface Inventory extends Entity {
  readonly variantId: number;
  readonly locationId: number;
}

const createBatchBody = z.strictObject({
  batch_number: z.string().min(1),
  variant_id: id,
  batch_created_date: dateTime.optional(),
  expiration_date: dateTime.optional(),
  batch_barcode: z.string().min(3).max(40).optional(),
});

const patchBatchBody = patch({
  batch_number: z.string(),
  expiration_date: dateTime.nullable(),
  batch_created_date: dateTime.nullable(),
  batch_barcode: z.string().min(3).max(40).nullable(),
});

/** One entry for every variant at every location, oldest location first. */
function inventories(account: Account): readonly Inventory[] {
  const variants = alive(account.tables.variants.all()).filter((variant) => variant.type !== "service");
  return alive(account.tables.locations.all()).flatMap((location) =>
    variants.map((variant) => ({
      ...{ id: variant.id, created_at: location.created_at, updated_at: location.updated_at, deleted_at: null },
      variantId: variant.id,
      locationId: location.id,
    })),
  );
}

/** Still to be shipped of orders that are no quotes. */
function committed(account: Account, { variantId, locationId }: Inventory): Decimal {
  const rows = alive(account.tables.salesOrderRows.all()).filter((row) => {
    const order = account.tables.salesOrders.get(row.sales_order_id);
    return row.variant_id === variantId && row.location_id === locationId && order?.status !== "PENDING";
  });
  return sum(rows.map((row) => decimal(row.quantity) - shippedQuantity(account, row)));
}

function expected(account: Account, { variantId, locationId }: Inventory): Decimal {
  const orders = alive(account.tables.manufacturingOrders.all()).filter(
    (order) => order.variant_id === variantId && order.location_id === locationId && order.status !== "DONE",
  );
  return sum(orders.map((order) => decimal(order.planned_quantity) - decimal(order.completed_quantity)));
}

const amount = (value: Decimal): string => toText(value, 5);

function encodeInventory(call: Call) {
  const { account } = call;
  const extended = extensions(call, ["variant", "location"]);
  return (inventory: Inventory) => {
    const [held, owed, coming] = [
      inStock(account, inventory),
      committed(account, inventory),
      expected(account, inventory),
    ];
    const variant = extended.has("variant") ? account.tables.variants.get(inventory.variantId) : undefined;
    return {
      variant_id: inventory.variantId,
      location_id: inventory.locationId,
      safety_stock_level: amount(0n),
      reorder_point: amount(0n),
      average_cost: toText(0n, 10),
      value_in_stock: toText(0n, 10),
      quantity_in_stock: amount(held),
      quantity_committed: amount(owed),
      quantity_expected: amount(coming),
      quantity_missing_or_excess: amount(held + coming - owed),
      quantity_potential: amount(held),
      ...(variant ? { variant: encodeVariant(variant) } : {}),
      ...(extended.has("location") ? { location: account.tables.locations.get(inventory.locationId) } : {}),
    };
  };
}

const listInventory = (call: Call): Reply =>
  list(call, {
    entities: inventories(call.account),
    encode: encodeInventory(call),
    deletedOnRequest: false,
    dated: false,
    extend: ["variant", "location"],
    archived: (inventory) => itemOf(call.account, inventory.variantId).archived_at !== null,
    sorted: (one, other) => one.locationId - other.locationId || one.variantId - other.variantId,
    filters: {
      variant_id: manyIds((inventory) => inventory.variantId),
      location_id: oneId((inventory) => inventory.locationId),
    },
  });

interface BatchStock extends Entity {
  readonly batch: Batch;
  readonly locationId: number;
  readonly quantity: Decimal;
}

const encodeBatch = (batch: Batch) => ({
  batch_id: batch.id,
  batch_number: batch.batch_number,
  batch_barcode: batch.batch_barcode,
  batch_created_date: batch.batch_created_date,
  expiration_date: batch.expiration_date,
  variant_id: batch.variant_id,
});

/** A batch that never lay anywhere shows at the default location, empty. */
function batchStocks(account: Account): readonly BatchStock[] {
  return alive(account.tables.batches.all()).flatMap((batch) => {
    const stocks = account.tables.stock.of(batch.variant_id).filter((stock) => stock.batch_id === batch.id);
    const places = stocks.map((stock) => ({ locationId: stock.location_id, quantity: decimal(stock.quantity) }));
    const home = account.record.factory.default_sales_location_id ?? 0;
    const shown = places.length > 0 ? places : [{ locationId: home, quantity: 0n }];
    const { id: batchId, created_at, updated_at, deleted_at } = batch;
    return shown.map((place) => ({ id: batchId, created_at, updated_at, deleted_at, batch, ...place }));
  });
}

/** Newest batch first: who wants first in, first out has to sort. */
function listBatchStocks(call: Call): Reply {
  const stocks = batchStocks(call.account);
  const empties = call.query.get("include_empty") === "true";
  return list(call, {
    entities: empties ? stocks : stocks.filter((stock) => stock.quantity !== 0n),
    encode: (stock) => ({
      ...encodeBatch(stock.batch),
      location_id: stock.locationId,
      quantity_in_stock: amount(stock.quantity),
    }),
    deletedOnRequest: false,
    dated: false,
    sorted: (one, other) =>
      one.locationId - other.locationId ||
      one.batch.variant_id - other.batch.variant_id ||
      other.batch.id - one.batch.id,
    filters: {
      batch_id: oneId((stock) => stock.batch.id),
      batch_number: text((stock) => stock.batch.batch_number),
      location_id: oneId((stock) => stock.locationId),
      variant_id: oneId((stock) => stock.batch.variant_id),
      batch_barcode: text((stock) => stock.batch.batch_barcode),
      include_empty: () => () => true,
      batch_created_at_min: from((stock) => stock.batch.batch_created_date),
      batch_created_at_max: until((stock) => stock.batch.batch_created_date),
    },
  });
}

function postBatch({ world, account, body }: Call): Reply {
  const input = decodeBody(createBatchBody, body);
  variantOf(world, account, input.variant_id);
  const batch = account.tables.batches.insert({
    ...stamp(world, "batches"),
    variant_id: input.variant_id,
    batch_number: input.batch_number,
    batch_barcode: input.batch_barcode ?? null,
    batch_created_date: input.batch_created_date ?? null,
    expiration_date: input.expiration_date ?? null,
  });
  return ok(encodeBatch(batch));
}

function patchBatch({ world, account, id: batchId, body }: Call): Reply {
  const changes = decodeBody(patchBatchBody, body);
  const batch = inPath(account.tables.batches, batchId);
  assignDefined<Batch>(batch, changes);
  touch(world, batch);
  return ok(encodeBatch(batch));
}

export const inventoryRoutes: readonly Route[] = [
  route("GET", "/inventory", listInventory),
  route("GET", "/batch_stocks", listBatchStocks),
  route("PATCH", "/batch_stocks/{id}", patchBatch),
  route("POST", "/batches", postBatch),
];
