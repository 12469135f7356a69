import { distinct } from "./distinct.ts";
import type { KatanaLocationId, ShopDomain } from "./ids.ts";
import type { NewItem } from "./item.ts";
import { matchVariant } from "./match-variant.ts";
import type { VariantMatch } from "./match-variant.ts";
import type { Order } from "./order.ts";
import type { Notice } from "./plan.ts";
import type { Reason } from "./reason.ts";
import type { LineLocation, Routing } from "./routing.ts";
import type { DesiredRow, References } from "./sales-order.ts";
import type { Settings } from "./settings.ts";
import { soldRows } from "./sold-rows.ts";

export interface DesiredSalesOrderInput {
  readonly order: Order;
  readonly shop: ShopDomain;
  readonly settings: Settings;
  readonly routing: Routing;
  readonly references: References;
}

export interface DesiredRows {
  /** In the order of their lines' ids, those for charges last. */
  readonly rows: readonly DesiredRow[];
  /** What the rows name as new, each once. */
  readonly newItems: readonly NewItem[];
  /** Days, of the rows' variants that have one. */
  readonly leadTimes: readonly number[];
  /** Why no rows can be made; the rows are without those concerned then. */
  readonly reasons: readonly Reason[];
  readonly notices: readonly Notice[];
}

/** A row but for its variant, and what that has to stand for. */
export interface Sold {
  readonly item: NewItem;
  readonly row: Omit<DesiredRow, "variant" | "sku">;
}

const locationFor = (location: LineLocation | undefined, references: References): KatanaLocationId | null => {
  switch (location?.kind) {
    case "matched":
      return location.locationId;
    case "default":
      return references.factory.defaultLocationId;
    case "open":
    case undefined:
      return null;
  }
};

/** The order's lines and charges with their places, in the order of their rows; a charge is sent from nowhere. */
export const placedRows = ({ order, settings, routing, references }: DesiredSalesOrderInput): readonly Sold[] =>
  soldRows(order, settings).map(({ item, lineId, row }) => ({
    item,
    row: {
      ...row,
      locationId: lineId === null ? null : locationFor(routing.lineLocations.get(lineId), references),
    },
  }));

interface Matched extends Sold {
  readonly match: VariantMatch;
}

/** What a new item is told from others by: several that share a SKU are one product in Katana. */
const identityOf = ({ sku, key }: NewItem): string => (sku === null ? `key ${key}` : `sku ${sku}`);

/** What has to be made, each once: of several that are the same, the first. */
const newItemsOf = (matched: readonly Matched[]): ReadonlyMap<string, NewItem> =>
  new Map(
    matched
      .filter(({ match }) => match.variant.kind === "new")
      .map(({ item }) => [identityOf(item), item] as const)
      .toReversed(),
  );

const toRows = ({ item, row, match }: Matched, newItems: ReadonlyMap<string, NewItem>): readonly DesiredRow[] => {
  const { variant, sku } = match;
  if (variant.kind === "existing") return [{ ...row, variant, sku }];
  return [newItems.get(identityOf(item))]
    .filter((made) => made !== undefined)
    .map((made) => ({ ...row, variant: { kind: "new", item: made.key }, sku }));
};

/** The rows for an order's lines and charges (MAP-6 … MAP-11, MAP-15, MAP-16, MAP-18). Linear in the number of lines. */
export const desiredRows = (input: DesiredSalesOrderInput): DesiredRows =>
  matchRows(placedRows(input), input.references);

/** Finds each its variant (MAP-6). */
export const matchRows = (all: readonly Sold[], references: References): DesiredRows => {
  const results = all.map((sold) => ({ sold, result: matchVariant(sold.item, references) }));
  const matched = results.flatMap(({ sold, result }) => (result.ok ? [{ ...sold, match: result.value }] : []));
  const newItems = newItemsOf(matched);
  return {
    rows: matched.flatMap((one) => toRows(one, newItems)),
    newItems: [...newItems.values()].toReversed(),
    leadTimes: matched.map(({ match }) => match.leadTimeDays).filter((days) => days !== null),
    reasons: distinct(results.flatMap(({ result }) => (result.ok ? [] : [result.problem]))),
    notices: distinct(matched.flatMap(({ match }) => match.notices)),
  };
};
