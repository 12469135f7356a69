import { compare, decimalFromInteger } from "./decimal.ts";
import type { ChangeInput } from "./plan-changes.ts";
import { moneyDiffers } from "./row-changes.ts";
import { sidesOf } from "./plan-row.ts";
import type { RowCase } from "./plan-row.ts";
import type { FeePlan } from "./plan-shipping-fee.ts";
import type { AgreedRow, AgreedSalesOrder } from "./sales-order.ts";

/** What both sides say alike by now is agreed on, whoever said it first. */
const agreeOnRow = (row: RowCase, { settings, references }: ChangeInput): readonly AgreedRow[] => {
  const { agreed, before, after } = row;
  const sides = sidesOf(row, references.taxRates);
  // Gone on both sides, or not there yet.
  if (sides === null) return agreed === undefined || after === undefined ? [] : [agreed];
  const { desired, actual } = sides;
  const isMoneyChanged = before === undefined || after === undefined || moneyDiffers(before, after);
  const takesMoney = settings.bringOrderChanges && isMoneyChanged;
  const base = sides.agreed;
  const next: AgreedRow = {
    ...base,
    rowId: actual.id,
    quantity:
      takesMoney && compare(actual.quantity, decimalFromInteger(desired.quantity)) === 0
        ? desired.quantity
        : base.quantity,
    pricePerUnit:
      takesMoney && compare(actual.pricePerUnit, desired.pricePerUnit) === 0 ? desired.pricePerUnit : base.pricePerUnit,
    discount: takesMoney && compare(actual.discount, desired.discount) === 0 ? desired.discount : base.discount,
    locationId:
      settings.bringLocationUpdates && actual.locationId === desired.locationId ? desired.locationId : base.locationId,
  };
  return [isSame(next, agreed) ? (agreed ?? next) : next];
};

const isSame = (a: AgreedRow, b: AgreedRow | undefined): boolean =>
  b !== undefined &&
  a.rowId === b.rowId &&
  a.quantity === b.quantity &&
  a.pricePerUnit === b.pricePerUnit &&
  a.discount === b.discount &&
  a.locationId === b.locationId;

/** The agreed state before any step is taken; the very same when there is nothing new to agree on. */
export const agreeOnRows = (input: ChangeInput, rows: readonly RowCase[], fee: FeePlan["agree"]): AgreedSalesOrder => {
  const { agreed } = input;
  const next = rows.flatMap((row) => agreeOnRow(row, input));
  const isUnchanged =
    next.length === agreed.rows.length &&
    next.every((row) => agreed.rows.includes(row)) &&
    fee.shippingFee === agreed.shippingFee &&
    fee.shippingFeePending === agreed.shippingFeePending;
  return isUnchanged ? agreed : { ...agreed, rows: next, ...fee };
};
