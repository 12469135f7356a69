import { add, compare, decimalFromInteger, subtract, sum, zero } from "./decimal.ts";
import type { Decimal } from "./decimal.ts";
import type { RowKey, SalesOrderRowId } from "./ids.ts";
import type { Order } from "./order.ts";
import { wantedLines } from "./quantity.ts";
import type { ActualRow, AgreedSalesOrder } from "./sales-order.ts";

interface Sides {
  readonly order: Order;
  readonly agreed: AgreedSalesOrder;
  readonly rows: readonly ActualRow[];
}

type RowLines = ReadonlyMap<SalesOrderRowId, RowKey>;

const ownKeys = ({ agreed, rows }: Sides): RowLines => {
  const agreedKeys = new Map(agreed.rows.map(({ rowId, key }) => [rowId, key] as const));
  return new Map(
    rows.flatMap((row) => {
      const key = agreedKeys.get(row.id) ?? row.key;
      return key === null ? [] : [[row.id, key] as const];
    }),
  );
};

const quantityOf = (key: RowKey, rows: readonly ActualRow[], keys: RowLines): Decimal =>
  sum(rows.filter(({ id }) => keys.get(id) === key).map(({ quantity }) => quantity));

/** The line that misses as many units of the same goods as the row has: somebody split its row in Katana. */
const splitFrom = (row: ActualRow, { order, agreed, rows }: Sides, keys: RowLines): RowKey | null => {
  const variants = new Map(agreed.rows.map(({ key, variantId }) => [key, variantId] as const));
  const missing = wantedLines(order).find(
    ({ line, quantity }) =>
      variants.get(line.id) === row.variantId &&
      compare(add(quantityOf(line.id, rows, keys), row.quantity), decimalFromInteger(quantity)) <= 0,
  );
  return missing?.line.id ?? null;
};

/**
 * Which line or charge each row stands for: by what was agreed, else by its attributes, else as the part that somebody split off. A row that
 * a person added stands for none and is left out.
 */
export const rowLines = (sides: Sides): RowLines =>
  sides.rows
    .toSorted((a, b) => a.id - b.id)
    .reduce((keys, row) => {
      const key = keys.has(row.id) ? null : splitFrom(row, sides, keys);
      return key === null ? keys : new Map([...keys, [row.id, key] as const]);
    }, ownKeys(sides));

/** Each row with its units that are not packed or delivered yet, in the order of their ids. */
export const openUnits = (
  rows: readonly ActualRow[],
  gone: readonly { readonly rowId: SalesOrderRowId; readonly quantity: Decimal }[],
): readonly { readonly row: ActualRow; readonly left: Decimal }[] => {
  const byRow = Map.groupBy(gone, ({ rowId }) => rowId);
  return rows
    .toSorted((a, b) => a.id - b.id)
    .map((row) => {
      const left = subtract(row.quantity, sum((byRow.get(row.id) ?? []).map(({ quantity }) => quantity)));
      return { row, left: compare(left, zero) > 0 ? left : zero };
    });
};
