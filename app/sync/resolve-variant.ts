import type { KatanaVariantId } from "../domain/ids.ts";
import type { RowVariant } from "../domain/sales-order.ts";
import type { ResolvedIds } from "./ports.ts";

/** The row's Katana variant, once whatever was new has been made. */
export function variantIdOf(variant: RowVariant, { variantIds }: Pick<ResolvedIds, "variantIds">): KatanaVariantId {
  if (variant.kind === "existing") return variant.id;
  const id = variantIds.get(variant.item);
  if (id === undefined) throw new Error(`No Katana variant was made for ${variant.item}`);
  return id;
}
