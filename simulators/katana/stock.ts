import { itemOf } from "./look-up.ts";
import { decimal, sum, toExactText, type Decimal } from "./money.ts";
import type { Batch, Stock, Trace } from "./state.ts";
import { alive } from "./table.ts";
import { stamp, touch, type Account, type World } from "./world.ts";

export interface Place {
  readonly variantId: number;
  readonly locationId: number;
}

const stockAt = (account: Account, { variantId, locationId }: Place): readonly Stock[] =>
  account.tables.stock.of(variantId).filter((stock) => stock.location_id === locationId);

export const inStock = (account: Account, place: Place): Decimal =>
  sum(stockAt(account, place).map((stock) => decimal(stock.quantity)));

export function moveStock(
  world: World,
  account: Account,
  move: Place & { batchId: number | null; change: Decimal },
): void {
  const { variantId, locationId, batchId, change } = move;
  if (itemOf(account, variantId).kind === "service") return;
  const found = stockAt(account, move).find((stock) => stock.batch_id === batchId);
  const stock =
    found ??
    account.tables.stock.insert({
      ...stamp(world, "stock"),
      variant_id: variantId,
      location_id: locationId,
      batch_id: batchId,
      quantity: "0",
    });
  stock.quantity = toExactText(decimal(stock.quantity) + change, 0);
  touch(world, stock);
}

/** Moves the units of a shipment: as its traces say, or as plain stock when it has none. */
export function moveTraced(
  world: World,
  account: Account,
  move: Place & { traces: readonly Trace[]; quantity: Decimal; direction: 1n | -1n },
): void {
  const { variantId, locationId, traces, quantity, direction } = move;
  const traced = sum(traces.map((trace) => decimal(trace.quantity)));
  for (const trace of traces) {
    const change = direction * decimal(trace.quantity);
    moveStock(world, account, { variantId, locationId, batchId: trace.batch_id, change });
  }
  if (traced !== quantity) {
    moveStock(world, account, { variantId, locationId, batchId: null, change: direction * (quantity - traced) });
  }
}

const firstIn = (one: Batch, other: Batch): number => {
  const time = (batch: Batch) => Date.parse(batch.batch_created_date ?? batch.created_at);
  return time(one) - time(other) || one.id - other.id;
};

export const trace = (batchId: number | null, quantity: Decimal): Trace => ({
  batch_id: batchId,
  serial_number_id: null,
  bin_location_id: null,
  quantity: toExactText(quantity, 5),
});

/** First in, first out; what the batches do not cover is of no batch. */
export function tracesFirstInFirstOut(account: Account, place: Place, quantity: Decimal): readonly Trace[] {
  const traces: Trace[] = [];
  let open = quantity;
  for (const batch of alive(account.tables.batches.of(place.variantId)).toSorted(firstIn)) {
    const held = stockAt(account, place).find((stock) => stock.batch_id === batch.id);
    const available = held ? decimal(held.quantity) : 0n;
    if (available <= 0n || open <= 0n) continue;
    const taken = available < open ? available : open;
    traces.push(trace(batch.id, taken));
    open -= taken;
  }
  return open > 0n ? [...traces, trace(null, open)] : traces;
}
