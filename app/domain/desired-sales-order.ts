import { deliveryDate } from "./delivery-date.ts";
import { desiredCustomer } from "./desired-customer.ts";
import { desiredShippingFee } from "./desired-shipping-fee.ts";
import { distinct } from "./distinct.ts";
import type { KatanaLocationId, ShopDomain } from "./ids.ts";
import { matchVariant } from "./match-variant.ts";
import { minorDigits } from "./minor-digits.ts";
import { nonBlank } from "./non-blank.ts";
import type { Address, Order, OrderLine } from "./order.ts";
import type { Notice } from "./plan.ts";
import { wantedLines } from "./quantity.ts";
import type { Reason } from "./reason.ts";
import type { LineLocation, Routing } from "./routing.ts";
import { rowMoney } from "./row-money.ts";
import { rowProperties } from "./row-properties.ts";
import type { DesiredRow, DesiredSalesOrder, KatanaVariant, References } from "./sales-order.ts";
import type { Settings } from "./settings.ts";
import { taxPercent } from "./tax-percent.ts";

/** Katana's limit for `customer_ref`. */
const referenceLength = 255;

export interface DesiredSalesOrderInput {
  readonly order: Order;
  readonly shop: ShopDomain;
  readonly settings: Settings;
  readonly routing: Routing;
  readonly references: References;
}

/** `salesOrder` is null exactly when there are reasons. */
export interface DesiredOutcome {
  readonly salesOrder: DesiredSalesOrder | null;
  readonly reasons: readonly Reason[];
  readonly notices: readonly Notice[];
}

interface MatchedLine {
  readonly line: OrderLine;
  readonly quantity: number;
  readonly variant: KatanaVariant;
}

/** The SKUs to look up in Katana before the order can be planned, each once. */
export const skusOf = (order: Order): readonly string[] => [
  ...new Set(
    wantedLines(order)
      .map(({ line }) => line.sku)
      .filter((sku) => sku !== null),
  ),
];

const locationFor = (location: LineLocation | undefined, references: References): KatanaLocationId | null => {
  switch (location?.kind) {
    case "matched":
      return location.locationId;
    case "default":
      return references.factory.defaultLocationId;
    case "open":
    case undefined:
      return null;
  }
};

const desiredRow = (
  { line, quantity, variant }: MatchedLine,
  digits: number,
  input: DesiredSalesOrderInput,
): DesiredRow => {
  const percent = taxPercent(line.taxLines);
  return {
    key: line.id,
    variant: { kind: "existing", id: variant.id },
    sku: variant.sku,
    quantity,
    ...rowMoney({
      quantity,
      unitPrice: line.unitPrice,
      discount: line.discount,
      taxPercent: percent,
      taxesIncluded: input.order.taxesIncluded,
      minorDigits: digits,
    }),
    taxPercent: percent,
    locationId: locationFor(input.routing.lineLocations.get(line.id), input.references),
    properties: rowProperties(line),
  };
};

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

const salesOrderOf = (matched: readonly MatchedLine[], input: DesiredSalesOrderInput): DesiredSalesOrder => {
  const { order, shop, settings, references } = input;
  const digits = minorDigits(order.currency);
  const rows = matched.map((line) => desiredRow(line, digits, input));
  const variants = matched.map(({ variant }) => variant);
  return {
    shop,
    orderId: order.id,
    orderNo: order.name,
    createdAt: order.createdAt,
    deliveryDate: deliveryDate(order.createdAt, variants, references.factory),
    customer: desiredCustomer(order),
    billTo: filledAddress(order.billingAddress),
    shipTo: filledAddress(order.shippingAddress),
    rows,
    newItems: [],
    shippingFee: settings.bringShippingFee ? desiredShippingFee(order) : null,
    customerReference: shortened(nonBlank(order.poNumber)),
    additionalInfo: nonBlank(order.note),
    currency: order.currency,
    locationId: mainLocation(rows),
  };
};

/**
 * What the sales order of an order should say (MAP-1 … MAP-17). The order is expected to hold nothing unsupported; only what Katana's
 * variants decide is judged here (MAP-6). Rows are in the order of their lines' ids.
 */
export const desiredSalesOrder = (input: DesiredSalesOrderInput): DesiredOutcome => {
  const matches = wantedLines(input.order).map(({ line, quantity }) => ({
    line,
    quantity,
    match: matchVariant(line.sku ?? "", input.references),
  }));
  const reasons = distinct(matches.flatMap(({ match }) => (match.ok ? [] : [match.problem])));
  const matched = matches.flatMap(({ line, quantity, match }) =>
    match.ok ? [{ line, quantity, variant: match.value.variant }] : [],
  );
  const notices = matches.flatMap(({ match }) => (match.ok ? match.value.notices : []));
  return {
    salesOrder: reasons.length > 0 ? null : salesOrderOf(matched, input),
    reasons,
    notices: distinct(notices),
  };
};
