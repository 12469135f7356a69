import { decimalFromInteger, round, zero } from "./decimal.ts";
import type { Decimal } from "./decimal.ts";
import { desiredShippingFee } from "./desired-shipping-fee.ts";
import { minorDigits } from "./minor-digits.ts";
import type { Order } from "./order.ts";
import type { Routing } from "./routing.ts";
import type { ActualRow, ActualSalesOrder, AgreedSalesOrder, KatanaTaxRate } from "./sales-order.ts";
import type { Settings } from "./settings.ts";
import { soldRows } from "./sold-rows.ts";
import type { SideField, SideRow, ThreeSides } from "./side-row.ts";
import { verdictOf } from "./side-verdict.ts";
import type { SideVerdict } from "./side-verdict.ts";

export interface ComparedRow extends ThreeSides {
  /** What the row stands for, or which row of Katana's it is. */
  readonly key: string;
  /** Null for a row that a person added in Katana: only its variant tells what it is. */
  readonly title: string | null;
  readonly sku: string | null;
  /** In what each side is not as last agreed on. */
  readonly changed: { readonly shopify: readonly SideField[]; readonly katana: readonly SideField[] };
  /** Null while neither side was read. */
  readonly verdict: SideVerdict | null;
}

export interface SidesInput {
  readonly currency: string;
  readonly agreed: AgreedSalesOrder;
  /** What the agreed rows' lines are called. */
  readonly titles: ReadonlyMap<string, string>;
  /** Null: not read. */
  readonly shopify: { readonly order: Order; readonly settings: Settings; readonly routing: Routing } | null;
  /** Null: not read. */
  readonly katana: { readonly salesOrder: ActualSalesOrder; readonly taxRates: readonly KatanaTaxRate[] } | null;
}

/** A row of one side, and what it is called there. */
interface Named {
  readonly row: SideRow;
  readonly title: string | null;
  readonly sku: string | null;
}

type Side = ReadonlyMap<string, Named>;

/** The fee is told beside the rows, as a row for one. */
const feeKey = "shipping";

const feeRow = (fee: { readonly amount: Decimal; readonly taxPercent: Decimal | null }): SideRow => ({
  variantId: null,
  quantity: decimalFromInteger(1),
  pricePerUnit: fee.amount,
  discount: zero,
  taxPercent: fee.taxPercent,
  locationId: null,
});

const feeEntry = (
  fee: { readonly amount: Decimal; readonly taxPercent: Decimal | null; readonly description: string | null } | null,
): readonly (readonly [string, Named])[] =>
  fee === null
    ? []
    : [[feeKey, { row: feeRow(fee), title: ["Shipping", fee.description].filter(Boolean).join(": "), sku: null }]];

/** A row without a line is named by what it charges for: `additional-fees` is "Additional fees". */
const chargeTitle = (key: string): string => `${key.slice(0, 1).toUpperCase()}${key.slice(1).replaceAll("-", " ")}`;

const shopifySide = (shopify: SidesInput["shopify"]): Side => {
  if (shopify === null) return new Map();
  const { order, settings, routing } = shopify;
  const rows = soldRows(order, settings).map(({ item, lineId, row }) => {
    const location = lineId === null ? undefined : routing.lineLocations.get(lineId);
    const side: SideRow = {
      variantId: null,
      quantity: decimalFromInteger(row.quantity),
      pricePerUnit: row.pricePerUnit,
      discount: row.discount,
      taxPercent: row.taxPercent,
      locationId: location?.kind === "matched" ? location.locationId : null,
    };
    return [row.key, { row: side, title: item.name, sku: item.sku }] as const;
  });
  return new Map<string, Named>([...rows, ...feeEntry(settings.bringShippingFee ? desiredShippingFee(order) : null)]);
};

const agreedSide = ({ agreed, titles }: SidesInput): Side =>
  new Map<string, Named>([
    ...agreed.rows.map((row) => {
      const { key, sku, quantity, variantId, pricePerUnit, discount, taxPercent, locationId } = row;
      const side = { variantId, pricePerUnit, discount, taxPercent, locationId };
      const title = titles.get(key) ?? chargeTitle(key);
      return [key, { row: { ...side, quantity: decimalFromInteger(quantity) }, title, sku }] as const;
    }),
    ...feeEntry(agreed.shippingFee ?? agreed.shippingFeePending),
  ]);

/** What each of Katana's rows stands for. A person may have copied a row with all that is kept in it: only one of them is the line's. */
const keysOf = (rows: readonly ActualRow[], agreed: AgreedSalesOrder): ReadonlyMap<ActualRow, string> => {
  const agreedKeys = new Map(agreed.rows.map(({ rowId, key }) => [rowId, key] as const));
  const isAgreed = ({ id }: ActualRow): number => Number(agreedKeys.has(id));
  const told = rows
    .toSorted((a, b) => isAgreed(b) - isAgreed(a))
    .map((row) => [agreedKeys.get(row.id) ?? row.key, row] as const);
  const firsts = new Map(told.toReversed());
  return new Map(
    told.map(([key, row]) => [row, key !== null && firsts.get(key) === row ? key : `row ${String(row.id)}`] as const),
  );
};

const katanaSide = ({ katana, agreed }: SidesInput): Side => {
  if (katana === null) return new Map();
  const { salesOrder, taxRates } = katana;
  const percents = new Map(taxRates.map(({ id, percent }) => [id, percent] as const));
  const rows = [...keysOf(salesOrder.rows, agreed)].map(([row, key]) => {
    const { variantId, quantity, pricePerUnit, discount, taxRateId, locationId } = row;
    const taxPercent = taxRateId === null ? null : (percents.get(taxRateId) ?? null);
    return [
      key,
      {
        row: { variantId, quantity, pricePerUnit, discount, taxPercent, locationId },
        title: null,
        sku: null,
      },
    ] as const;
  });
  return new Map<string, Named>([
    ...rows,
    ...feeEntry(salesOrder.shippingFee && { ...salesOrder.shippingFee, taxPercent: null }),
  ]);
};

const unlike = <Value>(one: Value | null, other: Value | null): boolean =>
  one !== null && other !== null && one !== other;

/** In what two sides say different things, as far as both say anything; amounts to the currency's smallest unit. */
const differing = (one: SideRow, other: SideRow, digits: number): readonly SideField[] => {
  const amounts = (field: "pricePerUnit" | "discount") => round(one[field], digits) !== round(other[field], digits);
  const fields: readonly (readonly [SideField, boolean])[] = [
    ["item", unlike(one.variantId, other.variantId)],
    ["quantity", one.quantity !== other.quantity],
    ["price", amounts("pricePerUnit")],
    ["discount", amounts("discount")],
    ["tax", unlike(one.taxPercent, other.taxPercent)],
    ["location", unlike(one.locationId, other.locationId)],
  ];
  return fields.filter(([, differs]) => differs).map(([field]) => field);
};

const rowOf = (named: Named | undefined): SideRow | null => named?.row ?? null;

const firstOf = (texts: readonly (string | null)[]): string | null => texts.find((text) => text !== null) ?? null;

/** An order's rows as Shopify says them now, as both sides last agreed on them, and as Katana says them now; the shipping fee last. */
export const compareSides = (input: SidesInput): readonly ComparedRow[] => {
  const [shopify, agreed, katana] = [shopifySide(input.shopify), agreedSide(input), katanaSide(input)];
  const digits = minorDigits(input.currency);
  const read = { shopify: input.shopify !== null, katana: input.katana !== null };
  const changesOf = (one: SideRow | null, base: SideRow | null): readonly SideField[] =>
    one === null || base === null ? [] : differing(base, one, digits);
  const keys = new Set([...shopify.keys(), ...agreed.keys(), ...katana.keys()]);
  const ordered = [...keys].filter((key) => key !== feeKey).concat(keys.has(feeKey) ? [feeKey] : []);
  return ordered.map((key) => {
    const of = { shopify: shopify.get(key), agreed: agreed.get(key), katana: katana.get(key) };
    const named = [of.shopify, of.agreed, of.katana].filter((one) => one !== undefined);
    const sides = { shopify: rowOf(of.shopify), agreed: rowOf(of.agreed), katana: rowOf(of.katana) };
    const changed = {
      shopify: changesOf(sides.shopify, sides.agreed),
      katana: changesOf(sides.katana, sides.agreed),
    };
    const between = changesOf(sides.shopify, sides.katana);
    return {
      key,
      title: firstOf(named.map(({ title }) => title)),
      sku: firstOf(named.map(({ sku }) => sku)),
      ...sides,
      changed,
      verdict: verdictOf(sides, { read, changed, between }),
    };
  });
};
