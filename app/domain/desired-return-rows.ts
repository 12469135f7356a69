import { decimalFromInteger, subtract, sum, toNumber, zero } from "./decimal.ts";
import type { FulfillmentRowId, KatanaLocationId, LineId, SalesOrderRowId, ShopifyLocationId } from "./ids.ts";
import { returnReason } from "./return-reason.ts";
import type { ReturnedLine } from "./return-outcome.ts";
import type { ActualReturn, DesiredReturnRow, Returnable, ReturnsNow } from "./sales-return.ts";

/** Some units, all with the same `value`. */
interface Chunk<Value> {
  readonly value: Value;
  readonly quantity: number;
}

/** Lays two partitions of the same units over each other; what only one of them has is left out. */
const overlay = <A, B>(ones: readonly Chunk<A>[], others: readonly Chunk<B>[]): readonly Chunk<readonly [A, B]>[] => {
  const [one, ...restOfOnes] = ones;
  const [other, ...restOfOthers] = others;
  if (one === undefined || other === undefined) return [];
  const quantity = Math.min(one.quantity, other.quantity);
  const left = <Value>(chunk: Chunk<Value>, rest: readonly Chunk<Value>[]): readonly Chunk<Value>[] =>
    chunk.quantity > quantity ? [{ ...chunk, quantity: chunk.quantity - quantity }, ...rest] : rest;
  const piece = { value: [one.value, other.value] as const, quantity };
  return [piece, ...overlay(left(one, restOfOnes), left(other, restOfOthers))];
};

export interface DesiredReturn {
  /** What is to come back, or came back, of each line. */
  readonly lines: readonly ReturnedLine[];
  readonly now: ReturnsNow;
  /** The sales return as it is; null while there is none. */
  readonly actual: ActualReturn | null;
  /** Which row of the sales order stands for a line. */
  readonly rowOf: (lineId: LineId) => SalesOrderRowId | null;
  readonly locations: ReadonlyMap<ShopifyLocationId, KatanaLocationId>;
}

/** Units of a delivered row that the sales return already has. */
const ownUnits = (actual: ActualReturn | null, id: FulfillmentRowId): number =>
  toNumber(sum((actual?.rows ?? []).filter((row) => row.fulfillmentRowId === id).map(({ quantity }) => quantity)));

/** Where units of a row went out from, as far as this return may have them; those it already has come first. */
const sources = ({ now, actual }: DesiredReturn, rowId: SalesOrderRowId): readonly Chunk<Returnable>[] => {
  const ofRow = now.returnables
    .filter((returnable) => returnable.rowId === rowId)
    .toSorted((a, b) => a.fulfillmentRowId - b.fulfillmentRowId);
  return [
    ...ofRow.map((value) => ({ value, quantity: ownUnits(actual, value.fulfillmentRowId) })),
    ...ofRow.map((value) => ({ value, quantity: Math.floor(toNumber(value.available)) })),
  ].filter(({ quantity }) => quantity > 0);
};

const restockChunks = (line: ReturnedLine, { locations }: DesiredReturn): readonly Chunk<KatanaLocationId | null>[] => {
  const restocked = line.restocked.map(({ locationId, quantity }) => ({
    value: [...locations].find(([id]) => id === locationId)?.[1] ?? null,
    quantity,
  }));
  const rest = line.returned - restocked.reduce((units, { quantity }) => units + quantity, 0);
  return rest > 0 ? [...restocked, { value: null, quantity: rest }] : restocked;
};

const rowsOfLine = (line: ReturnedLine, input: DesiredReturn): readonly DesiredReturnRow[] => {
  const rowId = line.lineId === null ? null : input.rowOf(line.lineId);
  if (rowId === null) return [];
  const reasons = line.lines.map(({ reason, quantity }) => ({
    value: returnReason(reason, input.now.reasons),
    quantity,
  }));
  const whats = overlay(overlay(reasons, restockChunks(line, input)), sources(input, rowId));
  return whats.map(({ value: [[reasonId, restockLocationId], { fulfillmentRowId, variantId }], quantity }) => ({
    fulfillmentRowId,
    variantId,
    quantity,
    reasonId,
    restockLocationId,
  }));
};

const unitsOf = (rows: readonly DesiredReturnRow[]): number =>
  rows.reduce((units, { quantity }) => units + quantity, 0);

/** Units of the same delivered row, for the same reason, to the same place, are one row. */
const sameKind = (row: DesiredReturnRow): string =>
  [row.fulfillmentRowId, row.reasonId, row.restockLocationId].map(String).join(":");

const merged = (rows: readonly DesiredReturnRow[]): readonly DesiredReturnRow[] =>
  [...Map.groupBy(rows, sameKind).values()].flatMap((same) =>
    same.slice(0, 1).map((row) => ({ ...row, quantity: unitsOf(same) })),
  );

export interface DesiredReturnRows {
  readonly rows: readonly DesiredReturnRow[];
  /** The lines of which more comes back than Katana delivered (RET-5). */
  readonly missing: readonly ReturnedLine[];
}

/** The rows that the sales return should have. */
export const desiredReturnRows = (input: DesiredReturn): DesiredReturnRows => {
  const lines = input.lines.map((line) => ({ line, rows: rowsOfLine(line, input) }));
  return {
    rows: merged(lines.flatMap(({ rows }) => rows)),
    missing: lines.filter(({ line, rows }) => unitsOf(rows) < line.returned).map(({ line }) => line),
  };
};

/** With the delivered rows that returns have whole, which Katana lists no more. */
export const withOwnUnits = (now: ReturnsNow): ReturnsNow => {
  const known = new Set(now.returnables.map(({ fulfillmentRowId }) => fulfillmentRowId));
  const whole = now.salesReturns
    .flatMap(({ rows }) => rows)
    .filter(({ fulfillmentRowId }) => !known.has(fulfillmentRowId))
    .map(({ fulfillmentRowId, rowId, variantId, restockLocationId: locationId }) => ({
      ...{ fulfillmentRowId, rowId, variantId, locationId },
      available: zero,
    }));
  const once = new Map(whole.map((one) => [one.fulfillmentRowId, one] as const));
  return { ...now, returnables: [...now.returnables, ...once.values()] };
};

/** What is left for the next return once this one has its rows. */
export const takenBy = (
  now: ReturnsNow,
  actual: ActualReturn | null,
  rows: readonly DesiredReturnRow[],
): ReturnsNow => ({
  ...now,
  returnables: now.returnables.map((returnable) => {
    const taken = unitsOf(rows.filter(({ fulfillmentRowId }) => fulfillmentRowId === returnable.fulfillmentRowId));
    const more = taken - ownUnits(actual, returnable.fulfillmentRowId);
    return { ...returnable, available: subtract(returnable.available, decimalFromInteger(Math.trunc(more))) };
  }),
});
