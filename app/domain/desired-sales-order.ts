import { chargesOf } from "./charge.ts";
import { deliveryDate } from "./delivery-date.ts";
import { desiredCustomer } from "./desired-customer.ts";
import { desiredRows } from "./desired-rows.ts";
import type { DesiredRows, DesiredSalesOrderInput } from "./desired-rows.ts";
import { desiredShippingFee, shippingTaxesDiffer } from "./desired-shipping-fee.ts";
import type { KatanaLocationId } from "./ids.ts";
import { nonBlank } from "./non-blank.ts";
import type { Address } from "./order.ts";
import type { Notice } from "./plan.ts";
import type { Reason } from "./reason.ts";
import type { DesiredRow, DesiredSalesOrder } from "./sales-order.ts";

/** Katana's limit for `customer_ref`. */
const referenceLength = 255;

/** `salesOrder` is null exactly when there are reasons. */
export interface DesiredOutcome {
  readonly salesOrder: DesiredSalesOrder | null;
  readonly reasons: readonly Reason[];
  readonly notices: readonly Notice[];
}

/** The location of most rows; among equals the lower id. Null when no row has one. */
const mainLocation = (rows: readonly DesiredRow[]): KatanaLocationId | null => {
  const located = rows.map((row) => row.locationId).filter((id) => id !== null);
  const [main] = [...Map.groupBy(located, (id) => id)].toSorted(
    ([idA, rowsA], [idB, rowsB]) => rowsB.length - rowsA.length || idA - idB,
  );
  return main === undefined ? null : main[0];
};

const filledAddress = (address: Address | null): Address | null =>
  address !== null && Object.values(address).some((field: string | null) => nonBlank(field) !== null) ? address : null;

const shortened = (text: string | null): string | null =>
  text === null ? null : Array.from(text).slice(0, referenceLength).join("");

const salesOrderOf = (
  { rows, newItems, leadTimes }: DesiredRows,
  { order, shop, settings, references }: DesiredSalesOrderInput,
): DesiredSalesOrder => ({
  shop,
  orderId: order.id,
  orderNo: order.name,
  createdAt: order.createdAt,
  deliveryDate: deliveryDate(order.createdAt, leadTimes, references.factory),
  customer: desiredCustomer(order),
  billTo: filledAddress(order.billingAddress),
  shipTo: filledAddress(order.shippingAddress),
  rows,
  newItems,
  shippingFee: settings.bringShippingFee ? desiredShippingFee(order) : null,
  customerReference: shortened(nonBlank(order.poNumber)),
  additionalInfo: nonBlank(order.note),
  currency: order.currency,
  locationId: mainLocation(rows),
});

/** Where one tax rate of Katana's stands for several of Shopify's. */
const taxNotices = ({ order, settings }: DesiredSalesOrderInput): readonly Notice[] => [
  ...(settings.bringShippingFee && shippingTaxesDiffer(order)
    ? [{ kind: "taxes-differ", of: "shipping" } satisfies Notice]
    : []),
  ...(chargesOf(order).some(({ taxesDiffer }) => taxesDiffer)
    ? [{ kind: "taxes-differ", of: "additional-fees" } satisfies Notice]
    : []),
];

/**
 * What the sales order of an order should say (MAP-1 … MAP-18). Only what Katana's variants decide is judged here (MAP-6). Rows are in the
 * order of their lines' ids, those for charges last.
 */
export const desiredSalesOrder = (input: DesiredSalesOrderInput): DesiredOutcome => {
  const desired = desiredRows(input);
  return desired.reasons.length > 0
    ? { salesOrder: null, reasons: desired.reasons, notices: desired.notices }
    : {
        salesOrder: salesOrderOf(desired, input),
        reasons: [],
        notices: [...desired.notices, ...taxNotices(input)],
      };
};
