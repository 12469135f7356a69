import { chargesOf } from "./charge.ts";
import { zero } from "./decimal.ts";
import { distinct } from "./distinct.ts";
import type { KatanaLocationId, ShopDomain } from "./ids.ts";
import type { NewItem } from "./item.ts";
import { lineDiscounts } from "./line-discount.ts";
import { matchVariant } from "./match-variant.ts";
import type { VariantMatch } from "./match-variant.ts";
import { minorDigits } from "./minor-digits.ts";
import type { Order } from "./order.ts";
import type { Notice } from "./plan.ts";
import { wantedLines } from "./quantity.ts";
import type { Reason } from "./reason.ts";
import type { LineLocation, Routing } from "./routing.ts";
import { rowMoney, taxesOf } from "./row-money.ts";
import { rowProperties } from "./row-properties.ts";
import type { DesiredRow, References } from "./sales-order.ts";
import type { Settings } from "./settings.ts";
import { soldItem } from "./sold-item.ts";
import { taxPercent } from "./tax-percent.ts";

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
interface Sold {
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

const soldLines = ({ order, settings, routing, references }: DesiredSalesOrderInput): readonly Sold[] => {
  const digits = minorDigits(order.currency);
  const discountFor = lineDiscounts(order);
  return wantedLines(order).map(({ line, quantity }) => {
    const { taxPercents, toldTax } = taxesOf(line.taxLines);
    const money = rowMoney({
      quantity,
      unitPrice: line.unitPrice,
      discount: discountFor(line, quantity),
      taxPercents,
      toldTax: quantity === line.orderedQuantity ? toldTax : null,
      taxesIncluded: order.taxesIncluded,
      minorDigits: digits,
    });
    return {
      item: soldItem(line, settings),
      row: {
        key: line.id,
        quantity,
        ...money,
        taxPercent: taxPercent(line.taxLines),
        locationId: locationFor(routing.lineLocations.get(line.id), references),
        properties: rowProperties(line),
      },
    };
  });
};

const soldCharges = ({ order }: DesiredSalesOrderInput): readonly Sold[] =>
  chargesOf(order).map((charge) => ({
    item: charge.item,
    row: {
      key: charge.key,
      quantity: 1,
      pricePerUnit: charge.net,
      discount: zero,
      taxPercent: charge.taxPercent,
      locationId: null,
      properties: [],
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
export const desiredRows = (input: DesiredSalesOrderInput): DesiredRows => {
  const results = [...soldLines(input), ...soldCharges(input)].map((sold) => ({
    sold,
    result: matchVariant(sold.item, input.references),
  }));
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
