import type { RowChange } from "./change-step.ts";
import { compare, decimalFromInteger } from "./decimal.ts";
import type { Decimal } from "./decimal.ts";
import type { KatanaLocationId } from "./ids.ts";
import type { LineLook } from "./order-look.ts";
import type { Sold } from "./desired-rows.ts";
import type { ActualRow, AgreedRow, KatanaTaxRate } from "./sales-order.ts";

/** One row on all sides. */
export interface RowSides {
  readonly desired: Sold["row"];
  readonly agreed: AgreedRow;
  readonly actual: ActualRow;
  readonly taxRates: readonly KatanaTaxRate[];
}

/** What a row says in one field, as the order asks for it, as both sides last agreed, and as Katana has it. */
interface FieldSides<Value> {
  readonly desired: Value;
  readonly agreed: Value;
  readonly actual: Value;
}

/** A field's change: null when Shopify did not change it, or Katana says it already. */
const fieldChange = <Value>(
  { desired, agreed, actual }: FieldSides<Value>,
  isSame: (a: Value, b: Value) => boolean,
): { readonly replaced: boolean } | null =>
  isSame(desired, agreed) || isSame(desired, actual) ? null : { replaced: !isSame(actual, agreed) };

const sameAmount = (a: Decimal, b: Decimal): boolean => compare(a, b) === 0;
const samePlace = (a: KatanaLocationId | null, b: KatanaLocationId | null): boolean => a === b;

const quantitySides = ({ desired, agreed, actual }: RowSides): FieldSides<Decimal> => ({
  desired: decimalFromInteger(desired.quantity),
  agreed: decimalFromInteger(agreed.quantity),
  actual: actual.quantity,
});

/** Percent; that of a rate nobody knows is taken for the agreed one. */
export const taxSides = ({ desired, agreed, actual, taxRates }: RowSides): FieldSides<Decimal> => ({
  desired: desired.taxPercent,
  agreed: agreed.taxPercent,
  actual: taxRates.find(({ id }) => id === actual.taxRateId)?.percent ?? agreed.taxPercent,
});

const discountSides = ({ desired, agreed, actual }: RowSides): FieldSides<Decimal> => ({
  desired: desired.discount,
  agreed: agreed.discount,
  actual: actual.discount,
});

const discountChange = (row: RowSides): readonly RowChange[] => {
  const sides = discountSides(row);
  const change = fieldChange(sides, sameAmount);
  return change === null ? [] : [{ field: "discount", from: sides.actual, to: sides.desired, ...change }];
};

/** What Shopify changed of the row's quantity and money, and Katana does not say yet (CHG-1, CHG-2). */
export const moneyChanges = (row: RowSides): readonly RowChange[] => {
  const [quantity, tax] = [quantitySides(row), taxSides(row)];
  const price = {
    desired: row.desired.pricePerUnit,
    agreed: row.agreed.pricePerUnit,
    actual: row.actual.pricePerUnit,
  };
  const changed = {
    quantity: fieldChange(quantity, sameAmount),
    price: fieldChange(price, sameAmount),
    tax: fieldChange(tax, sameAmount),
  };
  return [
    ...(changed.quantity === null
      ? []
      : [{ field: "quantity", from: quantity.actual, to: row.desired.quantity, ...changed.quantity } as const]),
    ...(changed.price === null
      ? []
      : [{ field: "price", from: price.actual, to: price.desired, ...changed.price } as const]),
    ...discountChange(row),
    ...(changed.tax === null ? [] : [{ field: "tax", from: tax.actual, to: tax.desired, ...changed.tax } as const]),
  ];
};

/**
 * Of a row that Shopify left as it is beside one that it changed: what does not divide among discounts may have moved to it. Never over a
 * person's own discount.
 */
export const remainderChanges = (row: RowSides): readonly RowChange[] =>
  discountChange(row).filter(({ replaced }) => !replaced);

/** Where the row is to be delivered from now (CHG-10). */
export const placeChanges = ({ desired, agreed, actual }: RowSides): readonly RowChange[] => {
  const to = desired.locationId;
  if (to === null) return [];
  const change = fieldChange({ desired: to, agreed: agreed.locationId, actual: actual.locationId }, samePlace);
  return change === null ? [] : [{ field: "location", from: actual.locationId, to, ...change }];
};

/** Whether quantity or money of a line differ between two looks. */
export const moneyDiffers = (before: LineLook, after: LineLook): boolean =>
  before.quantity !== after.quantity ||
  compare(before.unitPrice, after.unitPrice) !== 0 ||
  compare(before.discount, after.discount) !== 0 ||
  compare(before.taxPercent, after.taxPercent) !== 0;

/** The same of a line that may be new or gone. */
export const isMoneyChanged = (before: LineLook | undefined, after: LineLook | undefined): boolean =>
  before === undefined || after === undefined || moneyDiffers(before, after);
