import type { Decimal } from "./decimal.ts";
import type { KatanaLocationId, KatanaVariantId } from "./ids.ts";

/** In what two sides may differ over one row. */
export type SideField = "item" | "quantity" | "price" | "discount" | "tax" | "location";

/** What one side says of a row, net of tax. What is not known is null and never counts as a difference. */
export interface SideRow {
  readonly variantId: KatanaVariantId | null;
  readonly quantity: Decimal;
  readonly pricePerUnit: Decimal;
  /** For the whole row. */
  readonly discount: Decimal;
  readonly taxPercent: Decimal | null;
  readonly locationId: KatanaLocationId | null;
}

/** One row on all three sides; null where a side has none, or was not read. */
export interface ThreeSides {
  readonly shopify: SideRow | null;
  readonly agreed: SideRow | null;
  readonly katana: SideRow | null;
}
