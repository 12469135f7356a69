import type { KatanaVariantId } from "./ids.ts";
import type { Notice } from "./plan.ts";
import type { Reason } from "./reason.ts";
import type { Result } from "./result.ts";
import { failed, ok } from "./result.ts";
import type { KatanaVariant, References } from "./sales-order.ts";

export interface VariantMatch {
  readonly variant: KatanaVariant;
  readonly notices: readonly Notice[];
}

const variantIdsOf = (variants: readonly KatanaVariant[]): readonly KatanaVariantId[] =>
  [...new Set(variants.map((variant) => variant.id))].toSorted((a, b) => a - b);

const unknownSku = (sku: string, others: readonly string[]): Reason => ({
  kind: "unsupported",
  content: "unknown-sku",
  detail: others.length > 0 ? `${sku} (Katana has ${others.join(", ")})` : sku,
});

/** The one Katana variant with exactly this SKU (MAP-6). Of several none is chosen; one that differs in case only is pointed out. */
export const matchVariant = (sku: string, references: References): Result<VariantMatch, Reason> => {
  const found = references.variantsBySku.get(sku) ?? [];
  const exact = found.filter((variant) => variant.sku === sku);
  const others = [...new Set(found.map((variant) => variant.sku))].filter((other) => other !== sku).toSorted();
  const [variant] = exact;
  if (variant === undefined) return failed(unknownSku(sku, others));
  const variantIds = variantIdsOf(exact);
  if (variantIds.length > 1) return failed({ kind: "ambiguous-sku", sku, variantIds });
  return ok({ variant, notices: others.map((other) => ({ kind: "sku-differs-in-case", sku, other })) });
};
