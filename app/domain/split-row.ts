import { add, compare, decimalFromInteger, sum } from "./decimal.ts";
import type { Sold } from "./desired-rows.ts";
import type { Block } from "./plan.ts";
import type { ActualRow, AgreedRow, AgreedSalesOrder } from "./sales-order.ts";

export interface SplitSides {
  /** The line's own row. */
  readonly own: ActualRow | undefined;
  readonly known: AgreedRow | undefined;
  /** What the line's row should say; undefined once the line was removed. */
  readonly sold: Sold | undefined;
  readonly rows: readonly ActualRow[];
  readonly agreed: AgreedSalesOrder;
}

/**
 * The rows that a person split off a line's own row in Katana: of the same goods, and together no more than what the own row lost. A row
 * that was added beside one that lost nothing is a person's own (CHG-1).
 */
export const splitOff = ({ own, known, sold, rows, agreed }: SplitSides): readonly ActualRow[] => {
  if (own === undefined || known === undefined) return [];
  if (compare(own.quantity, decimalFromInteger(known.quantity)) >= 0) return [];
  const others = new Set(agreed.rows.map(({ rowId }) => rowId));
  const most = decimalFromInteger(Math.max(known.quantity, sold?.row.quantity ?? 0));
  return rows
    .filter(({ id, key, variantId }) => {
      const isFree = id !== own.id && !others.has(id) && (key === null || key === known.key);
      return isFree && variantId === known.variantId;
    })
    .toSorted((a, b) => a.id - b.id)
    .reduce<readonly ActualRow[]>((taken, row) => {
      const units = sum([own, ...taken].map(({ quantity }) => quantity));
      return compare(add(units, row.quantity), most) > 0 ? taken : [...taken, row];
    }, []);
};

/** Whether the rows of a split line together say what the order asks for. */
const isSettled = (parts: readonly ActualRow[], { row }: Sold): boolean =>
  compare(sum(parts.map(({ quantity }) => quantity)), decimalFromInteger(row.quantity)) === 0 &&
  compare(sum(parts.map(({ discount }) => discount)), row.discount) === 0 &&
  parts.every(({ pricePerUnit }) => compare(pricePerUnit, row.pricePerUnit) === 0);

/** Which of a line's rows a change is for only the person knows who split them; null when they say it already. */
export const splitBlock = (name: string, parts: readonly ActualRow[], sold: Sold | undefined): Block | null =>
  sold !== undefined && isSettled(parts, sold)
    ? null
    : { kind: "row-split", name, parts: parts.map(({ quantity }) => quantity), wanted: sold?.row.quantity ?? 0 };
