import type { KatanaVariantId } from "./ids.ts";
import type { NewItem } from "./item.ts";
import type { Notice } from "./plan.ts";
import type { Reason } from "./reason.ts";
import type { Result } from "./result.ts";
import { failed, ok } from "./result.ts";
import type { KatanaVariant, References, RowVariant } from "./sales-order.ts";

/** Which of Katana's variants something sold is, or that it is new. */
export interface VariantMatch {
  readonly variant: RowVariant;
  /** Null when it was found by another way, or has none. */
  readonly sku: string | null;
  /** Days; null when Katana knows none. */
  readonly leadTimeDays: number | null;
  readonly notices: readonly Notice[];
}

const variantIdsOf = (variants: readonly KatanaVariant[]): readonly KatanaVariantId[] =>
  [...new Set(variants.map((variant) => variant.id))].toSorted((a, b) => a - b);

/** What was made or chosen for it earlier, else something new. */
const recall = ({ key, sku }: NewItem, { remembered }: References): Omit<VariantMatch, "notices"> => {
  const known = remembered.get(key);
  return known === undefined
    ? { variant: { kind: "new", item: key }, sku, leadTimeDays: null }
    : { variant: { kind: "existing", id: known.id }, sku: null, leadTimeDays: known.leadTimeDays };
};

/**
 * The one Katana variant with exactly the item's SKU, else the one remembered for it, else a new one (MAP-6). Of several with the SKU none
 * is chosen; one that differs in case only is pointed out and never taken.
 */
export const matchVariant = (item: NewItem, references: References): Result<VariantMatch, Reason> => {
  const { sku } = item;
  if (sku === null) return ok({ ...recall(item, references), notices: [] });
  const found = references.variantsBySku.get(sku) ?? [];
  const exact = found.filter((variant) => variant.sku === sku);
  const variantIds = variantIdsOf(exact);
  if (variantIds.length > 1) return failed({ kind: "ambiguous-sku", sku, variantIds });
  const others = [...new Set(found.map((variant) => variant.sku))].filter((other) => other !== sku).toSorted();
  const notices = others.map((other): Notice => ({ kind: "sku-differs-in-case", sku, other }));
  const [variant] = exact;
  return ok(
    variant === undefined
      ? { ...recall(item, references), notices }
      : { variant: { kind: "existing", id: variant.id }, sku, leadTimeDays: variant.leadTimeDays, notices },
  );
};
