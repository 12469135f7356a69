import type { ChangePart } from "./change-part.ts";
import { compare, zero } from "./decimal.ts";
import type { Decimal } from "./decimal.ts";
import { desiredShippingFee } from "./desired-shipping-fee.ts";
import { isOpen } from "./katana-now.ts";
import type { OrderLook } from "./order-look.ts";
import type { ChangeInput } from "./change-input.ts";
import type { PartPlan } from "./plan-row.ts";
import type { Step } from "./plan.ts";
import type { AgreedSalesOrder, DesiredShippingFee } from "./sales-order.ts";

/** What is agreed on of the fee, and what carries its change over (CHG-11). */
export interface FeePlan {
  readonly agree: Pick<AgreedSalesOrder, "shippingFee" | "shippingFeePending">;
  readonly parts: readonly PartPlan[];
  /** The create, which comes last and has its own way of being owed. */
  readonly steps: readonly Step[];
}

const part: ChangePart = { of: "shipping" };

const differs = (before: OrderLook, after: OrderLook): boolean =>
  before.shipping === null || after.shipping === null
    ? before.shipping !== after.shipping
    : compare(before.shipping.price, after.shipping.price) !== 0 ||
      compare(before.shipping.taxPercent, after.shipping.taxPercent) !== 0 ||
      before.shipping.titles !== after.shipping.titles;

/** A write was sent for it, and nobody knows whether it took effect. */
const isUnsure = ({ unsure = [] }: AgreedSalesOrder): boolean => unsure.some(({ of }) => of === "shipping");

const sameFee = (a: DesiredShippingFee, b: DesiredShippingFee): boolean =>
  a.description === b.description && compare(a.amount, b.amount) === 0 && compare(a.taxPercent, b.taxPercent) === 0;

/** SET-3 says whether a fee comes over at all; one that did is kept in step (SET-9). */
const wantedFee = ({ order, settings, agreed }: ChangeInput): DesiredShippingFee | null =>
  settings.bringShippingFee || agreed.shippingFee !== null ? desiredShippingFee(order) : null;

const isMade = (found: { readonly amount: Decimal; readonly description: string | null }, owed: DesiredShippingFee) =>
  found.description === owed.description && compare(found.amount, owed.amount) === 0;

const withoutFee = (input: ChangeInput, unchanged: FeePlan): FeePlan => {
  const { agreed, actual } = input;
  const { shippingFee } = actual.salesOrder;
  const agree = { shippingFee: null, shippingFeePending: null };
  const owed = agreed.shippingFee ?? agreed.shippingFeePending;
  // A fee that a person added stays; one that was owed and is there is Tandem's, whose answer was lost.
  if (shippingFee === null || owed === null || (agreed.shippingFee === null && !isMade(shippingFee, owed)))
    return { agree, parts: [], steps: [] };
  if (!isOpen(actual.salesOrder)) return fixed(unchanged, null);
  const { id, amount } = shippingFee;
  return {
    agree: { shippingFee: { ...owed, id }, shippingFeePending: agreed.shippingFeePending },
    parts: [{ parts: [part], steps: [{ kind: "delete-shipping-fee", id, from: amount }], blocks: [] }],
    steps: [],
  };
};

const fixed = (unchanged: FeePlan, wanted: DesiredShippingFee | null): FeePlan => ({
  ...unchanged,
  steps: [],
  parts: [{ parts: [part], steps: [], blocks: [{ kind: "shipping-fee-fixed", wanted: wanted?.amount ?? null }] }],
});

/** Only a refund made it less. Once goods have gone the fee stays as it is, as the row of refunded units does (MAP-8). */
const isRefund = ({ order, agreed }: ChangeInput, fee: DesiredShippingFee): boolean =>
  !isUnsure(agreed) &&
  agreed.shippingFee !== null &&
  agreed.shippingFee.description === fee.description &&
  compare(fee.amount, agreed.shippingFee.amount) < 0 &&
  order.shippingLines.some(({ refunded }) => compare(refunded, zero) > 0);

const withFee = (input: ChangeInput, fee: DesiredShippingFee, unchanged: FeePlan): FeePlan => {
  const { agreed, actual } = input;
  const { shippingFee, id: salesOrderId } = actual.salesOrder;
  if (!isUnsure(agreed) && agreed.shippingFee !== null && sameFee(fee, agreed.shippingFee)) return unchanged;
  if (!isOpen(actual.salesOrder)) return isRefund(input, fee) ? unchanged : fixed(unchanged, fee);
  if (shippingFee === null)
    return {
      agree: { shippingFee: null, shippingFeePending: fee },
      parts: [],
      steps: [{ kind: "create-shipping-fee", salesOrderId, fee }],
    };
  const { id, amount } = shippingFee;
  return {
    ...unchanged,
    parts: [{ parts: [part], steps: [{ kind: "update-shipping-fee", id, from: amount, fee }], blocks: [] }],
  };
};

export const planShippingFee = (input: ChangeInput, look: OrderLook): FeePlan => {
  const { agreed, agreedLook, settings, actual } = input;
  const { shippingFee, shippingFeePending } = agreed;
  const owed: readonly Step[] =
    shippingFeePending === null
      ? []
      : [{ kind: "create-shipping-fee", salesOrderId: actual.salesOrder.id, fee: shippingFeePending }];
  const unchanged: FeePlan = { agree: { shippingFee, shippingFeePending }, parts: [], steps: owed };
  const isOverdue = shippingFeePending !== null && look.shipping === null;
  if (!settings.bringOrderChanges || !(isUnsure(agreed) || isOverdue || differs(agreedLook, look))) return unchanged;
  const fee = wantedFee(input);
  return fee === null ? withoutFee(input, unchanged) : withFee(input, fee, unchanged);
};
