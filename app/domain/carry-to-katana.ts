import { compare, decimalFromInteger, subtract, zero } from "./decimal.ts";
import type { Decimal } from "./decimal.ts";
import { unitsByLine } from "./fulfillment.ts";
import type { FulfillmentStep } from "./fulfillment-step.ts";
import type { LineId, RowKey, SalesOrderId } from "./ids.ts";
import type { Fulfillment, Order } from "./order.ts";
import type { Block } from "./plan.ts";
import type { ActualRow } from "./sales-order.ts";

/** A row, what it stands for, and how much of it has not gone. */
export interface OpenRow {
  readonly row: ActualRow;
  /** Null: a person added it. */
  readonly key: RowKey | null;
  readonly left: Decimal;
}

type CreateStep = Extract<FulfillmentStep, { kind: "create-sales-order-fulfillment" }>;
type Taken = CreateStep["rows"][number];

export interface CarriedToKatana {
  readonly steps: readonly CreateStep[];
  readonly blocks: readonly Block[];
  readonly rows: readonly OpenRow[];
}

const smaller = (one: Decimal, other: Decimal): Decimal => (compare(one, other) < 0 ? one : other);

/** From the rows of one line, the first one first; null when they hold too little. */
const takeLine = (rows: readonly OpenRow[], quantity: number): readonly Taken[] | null => {
  const { taken, wanted } = rows.reduce<{ readonly taken: readonly Taken[]; readonly wanted: Decimal }>(
    (so, { row, left }) => {
      const part = smaller(left, so.wanted);
      return compare(part, zero) > 0
        ? { taken: [...so.taken, { rowId: row.id, quantity: part }], wanted: subtract(so.wanted, part) }
        : so;
    },
    { taken: [], wanted: decimalFromInteger(quantity) },
  );
  return compare(wanted, zero) > 0 ? null : taken;
};

const without = (rows: readonly OpenRow[], taken: readonly Taken[]): readonly OpenRow[] => {
  const gone = new Map(taken.map(({ rowId, quantity }) => [rowId, quantity] as const));
  return rows.map((open) => ({ ...open, left: subtract(open.left, gone.get(open.row.id) ?? zero) }));
};

/** The lines that Shopify fulfils: those that any of its fulfillment orders or fulfillments names. */
export const shippedLines = ({ fulfillmentOrders, fulfillments }: Order): readonly LineId[] => [
  ...new Set([...fulfillmentOrders, ...fulfillments].flatMap(({ lines }) => lines.map(({ lineId }) => lineId))),
];

/** FUL-1: tips, duties and fees have no line that is ever fulfilled, and go along with the last goods. */
const charges = (order: Order, rows: readonly OpenRow[]): readonly Taken[] => {
  const shipped = new Set<RowKey>(shippedLines(order));
  const isCharge = ({ key }: OpenRow): boolean => key !== null && !shipped.has(key);
  const isOpen = ({ left }: OpenRow): boolean => compare(left, zero) > 0;
  if (rows.some((open) => open.key !== null && !isCharge(open) && isOpen(open))) return [];
  return rows
    .filter((open) => isCharge(open) && isOpen(open))
    .map(({ row, left }) => ({ rowId: row.id, quantity: left }));
};

export const titleOf = (order: Order, lineId: LineId): string =>
  order.lines.find(({ id }) => id === lineId)?.title ?? lineId;

const notCarried = (
  order: Order,
  fulfillment: string,
  { lineId, known }: { readonly lineId: LineId; readonly known: boolean },
): Block => ({
  kind: "fulfillment-not-carried",
  to: "katana",
  fulfillment,
  line: titleOf(order, lineId),
  cause: known ? "not-enough-left" : "no-row",
});

const carryOne = (
  { order, salesOrderId }: { readonly order: Order; readonly salesOrderId: SalesOrderId },
  rows: readonly OpenRow[],
  fulfillment: Fulfillment,
): CarriedToKatana => {
  const { gid, name, createdAt, tracking, lines } = fulfillment;
  const wanted = [...unitsByLine(lines)].filter(([, quantity]) => quantity > 0);
  const parts = wanted.map(([lineId, quantity]) => {
    const ofLine = rows.filter(({ key }) => key === lineId);
    return { lineId, known: ofLine.length > 0, taken: takeLine(ofLine, quantity) };
  });
  const goods = parts.flatMap(({ taken }) => taken ?? []);
  // FUL-2: all of it or nothing.
  const fault = parts.find(({ taken }) => taken === null);
  if (fault !== undefined) return { steps: [], blocks: [notCarried(order, name, fault)], rows };
  const along = charges(order, without(rows, goods));
  const step: CreateStep = {
    kind: "create-sales-order-fulfillment",
    salesOrderId,
    gid,
    name,
    rows: [...goods, ...along],
    lines: wanted.map(([lineId, quantity]) => ({ lineId, quantity })),
    pickedDate: createdAt,
    tracking,
  };
  return { steps: [step], blocks: [], rows: without(rows, step.rows) };
};

/** FUL-1, FUL-2: what has gone in Shopify, delivered in Katana, the oldest first. */
export const carryToKatana = (
  to: { readonly order: Order; readonly salesOrderId: SalesOrderId },
  rows: readonly OpenRow[],
  fulfillments: readonly Fulfillment[],
): CarriedToKatana =>
  fulfillments.reduce<CarriedToKatana>(
    (so, fulfillment) => {
      const carried = carryOne(to, so.rows, fulfillment);
      return {
        steps: [...so.steps, ...carried.steps],
        blocks: [...so.blocks, ...carried.blocks],
        rows: carried.rows,
      };
    },
    { steps: [], blocks: [], rows },
  );
