import type { SalesOrderView } from "../../simulators/katana/view.ts";
import type { OrderView } from "../../simulators/shopify/control.ts";
import { lineOf, numericId } from "./both-sides.ts";

export type SideName = "shopify" | "katana";

/** Units by line. */
export type Units = ReadonlyMap<string, number>;

/** One fulfillment on one side. */
export interface Moved {
  /** Who made it; what is the app's was made by no hand. */
  readonly by: "hand" | "app";
  /** The same for the same units of the same lines. */
  readonly key: string;
  readonly tracking: string | null;
  readonly delivered: boolean;
  /** Cancelled or deleted. */
  readonly gone: boolean;
}

/** What has gone of one order, as was seen on both sides. */
export interface Goods {
  readonly shopify: Map<string, Moved>;
  readonly katana: Map<string, Moved>;
  /** What hands made since the app last ran. */
  readonly fresh: Record<SideName, Pick<Moved, "key" | "tracking">[]>;
  /** How many of the same units certainly were made by hand on both sides. */
  readonly met: Map<string, number>;
  /** What was cancelled or deleted, and did not go again. */
  readonly takenBack: Record<SideName, string[]>;
  /** All of the sales order was delivered at some time. */
  wholeInKatana: boolean;
  hadSalesOrder: boolean;
  /** The sales order is gone, and nothing travels any more. */
  isOver: boolean;
}

export const startGoods = (): Goods => ({
  shopify: new Map(),
  katana: new Map(),
  fresh: { shopify: [], katana: [] },
  met: new Map(),
  takenBack: { shopify: [], katana: [] },
  wholeInKatana: false,
  hadSalesOrder: false,
  isOver: false,
});

/** "101×2 104×1": the units of each line, in the order of the lines. */
const keyOf = (lines: readonly (readonly [line: string, units: number])[]): string =>
  [...Map.groupBy(lines, ([line]) => line)]
    .map(([line, same]) => `${line}×${String(same.reduce((total, [, units]) => total + units, 0))}`)
    .toSorted()
    .join(" ");

const partsOf = (key: string): readonly (readonly [line: string, units: number])[] =>
  key
    .split(" ")
    .filter((part) => part !== "")
    .map((part) => {
      const [line = "", units] = part.split("×");
      return [line, Number(units)] as const;
    });

export const shareOf = (key: string, line: string): number =>
  partsOf(key).reduce((total, [one, units]) => (one === line ? total + units : total), 0);

export function unitsOf(all: readonly Pick<Moved, "key">[]): Units {
  const units = new Map<string, number>();
  for (const [line, count] of all.flatMap(({ key }) => partsOf(key))) units.set(line, (units.get(line) ?? 0) + count);
  return units;
}

export const byKey = (all: readonly Pick<Moved, "key">[]): ReadonlyMap<string, number> =>
  new Map([...Map.groupBy(all, ({ key }) => key)].map(([key, same]) => [key, same.length] as const));

type Now = ReadonlyMap<string, Omit<Moved, "by">>;

/** Those that succeeded, by id. */
export const inShopifyNow = ({ fulfillments }: OrderView): Now =>
  new Map(
    fulfillments
      .filter(({ status }) => status === "SUCCESS")
      .map(({ id, lines, tracking }) => [
        id,
        {
          key: keyOf(lines.map(({ lineId, quantity }) => [numericId(lineId), quantity] as const)),
          tracking: tracking[0]?.number ?? null,
          delivered: true,
          gone: false,
        },
      ]),
  );

/** Of rows that a person added nothing is said in Shopify. */
export const inKatanaNow = ({ fulfillments, sales_order_rows }: SalesOrderView): Now => {
  const lines = new Map(sales_order_rows.map((row) => [row.id, lineOf(row)] as const));
  return new Map(
    fulfillments.map((one) => {
      const parts = one.sales_order_fulfillment_rows.flatMap(({ sales_order_row_id, quantity }) => {
        const line = lines.get(sales_order_row_id) ?? null;
        return line === null ? [] : [[line, quantity] as const];
      });
      const { tracking_number: tracking, status } = one;
      return [String(one.id), { key: keyOf(parts), tracking, delivered: status === "DELIVERED", gone: false }] as const;
    }),
  );
};
