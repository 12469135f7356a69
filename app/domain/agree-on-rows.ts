import type { ChangeInput } from "./change-input.ts";
import { compare, decimalFromInteger } from "./decimal.ts";
import { sidesOf } from "./plan-row.ts";
import type { RowCase } from "./plan-row.ts";
import type { FeePlan } from "./plan-shipping-fee.ts";
import { isMoneyChanged, taxSides } from "./row-changes.ts";
import type { RowSides } from "./row-changes.ts";
import type { AgreedRow, AgreedSalesOrder, PendingManufacturing } from "./sales-order.ts";

/** Row changes whose manufacturing orders are still to be looked at; one that is linked no more, or to other goods, needs nothing. */
export const stillPending = ({ agreed, actual }: ChangeInput): readonly PendingManufacturing[] =>
  (agreed.pendingManufacturing ?? []).filter(({ manufacturingOrderId, quantity }) => {
    const row = actual.salesOrder.rows.find((one) => one.manufacturingOrderId === manufacturingOrderId);
    if (row === undefined) return quantity === 0;
    return quantity > 0 && compare(row.quantity, decimalFromInteger(quantity)) === 0;
  });

/** What both sides say alike by now is agreed on, whoever said it first. */
const agreeOnRow = (row: RowCase, { settings, references }: ChangeInput): readonly AgreedRow[] => {
  const { agreed, before, after } = row;
  const sides = sidesOf(row, references.taxRates);
  // A person split it: what was agreed on stays, to know the parts by.
  if (row.splitOff.length > 0) return [agreed].filter((one) => one !== undefined);
  // Gone on both sides, or not there yet.
  if (sides === null) return agreed === undefined || after === undefined ? [] : [agreed];
  const { desired, actual } = sides;
  const { bringOrderChanges, bringLocationUpdates } = settings;
  const next: AgreedRow = {
    ...sides.agreed,
    ...(bringOrderChanges && isMoneyChanged(before, after) ? agreedMoney(sides) : {}),
    ...(bringLocationUpdates && actual.locationId === desired.locationId ? { locationId: desired.locationId } : {}),
    rowId: actual.id,
  };
  return [agreed !== undefined && isSame(next, agreed) ? agreed : next];
};

/** Those of quantity and money that Katana says as the order does. */
const agreedMoney = (sides: RowSides): Partial<AgreedRow> => {
  const { desired, actual } = sides;
  const tax = taxSides(sides);
  return {
    ...(compare(actual.quantity, decimalFromInteger(desired.quantity)) === 0 ? { quantity: desired.quantity } : {}),
    ...(compare(actual.pricePerUnit, desired.pricePerUnit) === 0 ? { pricePerUnit: desired.pricePerUnit } : {}),
    ...(compare(actual.discount, desired.discount) === 0 ? { discount: desired.discount } : {}),
    ...(compare(tax.actual, tax.desired) === 0 ? { taxPercent: desired.taxPercent } : {}),
  };
};

const isSame = (a: AgreedRow, b: AgreedRow): boolean =>
  a.rowId === b.rowId &&
  a.quantity === b.quantity &&
  a.pricePerUnit === b.pricePerUnit &&
  a.discount === b.discount &&
  a.taxPercent === b.taxPercent &&
  a.locationId === b.locationId;

/** The agreed state before any step is taken; the very same when there is nothing new to agree on. */
export const agreeOnRows = (input: ChangeInput, rows: readonly RowCase[], fee: FeePlan["agree"]): AgreedSalesOrder => {
  const { agreed } = input;
  const next = rows.flatMap((row) => agreeOnRow(row, input));
  const pendingManufacturing = stillPending(input);
  const isUnchanged =
    pendingManufacturing.length === (agreed.pendingManufacturing ?? []).length &&
    next.length === agreed.rows.length &&
    next.every((row) => agreed.rows.includes(row)) &&
    fee.shippingFee === agreed.shippingFee &&
    fee.shippingFeePending === agreed.shippingFeePending;
  return isUnchanged ? agreed : { ...agreed, rows: next, pendingManufacturing, ...fee };
};
