import { compareSides, type ComparedRow, type SidesInput } from "../domain/compare-sides.ts";
import type { TotalsComparison } from "../domain/compare-totals.ts";
import { describeTotalsPart } from "../domain/describe-totals.ts";
import type { KatanaLocationId, KatanaVariantId } from "../domain/ids.ts";
import type { SideField, SideRow } from "../domain/side-row.ts";
import { describeVerdict, explainVerdict } from "../domain/side-verdict.ts";
import type { NamedVariant } from "./ports.ts";
import type { OrderTotalsView, SideCellView, SideLineView } from "./side-views.ts";
import type { KeptLink } from "./stores.ts";

/** What ids stand for, as far as it is known. */
export interface SideNames {
  readonly locations: ReadonlyMap<KatanaLocationId, string>;
  readonly variants: ReadonlyMap<KatanaVariantId, NamedVariant>;
}

const noNames: SideNames = { locations: new Map(), variants: new Map() };

export const sidesInput = (
  { agreed, lastLook }: KeptLink,
  sides: Pick<SidesInput, "currency" | "shopify" | "katana">,
): SidesInput => ({
  ...sides,
  agreed,
  titles: new Map(lastLook.lines.map(({ id, title }) => [id, title])),
});

/** The rows while neither side was read yet. */
export const agreedLines = (link: KeptLink, currency: string | null): readonly SideLineView[] =>
  sideLines(compareSides(sidesInput(link, { currency: currency ?? "", shopify: null, katana: null })), noNames);

/** Compared rows in words. Where things are is worth saying only when not all of them are at one place. */
export function sideLines(rows: readonly ComparedRow[], names: SideNames): readonly SideLineView[] {
  const sides = rows.flatMap(({ shopify, agreed, katana }) => [shopify, agreed, katana]);
  const places = new Set(sides.flatMap((side) => (side === null || side.locationId === null ? [] : [side.locationId])));
  const nameOf = (id: KatanaLocationId | null): string | null =>
    id === null || places.size < 2 ? null : (names.locations.get(id) ?? null);
  const cell = (side: SideRow | null, changed: readonly SideField[]): SideCellView | null =>
    side && {
      quantity: side.quantity,
      pricePerUnit: side.pricePerUnit,
      discount: side.discount,
      taxPercent: side.taxPercent,
      location: nameOf(side.locationId),
      changed,
    };
  return rows.map((row) => ({
    key: row.key,
    ...calledOf(row, names),
    shopify: cell(row.shopify, row.changed.shopify),
    agreed: cell(row.agreed, []),
    katana: cell(row.katana, row.changed.katana),
    verdict: row.verdict && {
      same: row.verdict.kind === "same",
      words: describeVerdict(row.verdict),
      why: explainVerdict(row),
    },
  }));
}

/** A row that only Katana has is called what Katana calls its variant. */
function calledOf({ title, sku, katana }: ComparedRow, { variants }: SideNames): Pick<SideLineView, "title" | "sku"> {
  if (title !== null) return { title, sku };
  const id = katana?.variantId ?? null;
  const named = id === null ? undefined : variants.get(id);
  return named === undefined ? { title: "An item of Katana’s", sku } : { title: named.name, sku: named.sku };
}

/** MAP-19: every part of the difference, also those that no warning names. */
export const totalsView = ({ shopifyTotal, katanaTotal, difference, parts }: TotalsComparison): OrderTotalsView => ({
  shopify: shopifyTotal,
  katana: katanaTotal,
  difference,
  parts: parts.map((part) => ({ words: describeTotalsPart(part, parts), amount: part.amount })),
});
