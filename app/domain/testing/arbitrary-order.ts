import fc from "fast-check";
import { decimalFromInteger, divide } from "../decimal.ts";
import type { Decimal } from "../decimal.ts";
import { minorDigits } from "../minor-digits.ts";
import type {
  FinancialStatus,
  FulfillmentOrder,
  FulfillmentOrderStatus,
  FulfillmentStatus,
  Order,
  OrderLine,
} from "../order.ts";
import { aCustomer, aLine, aShippingLine, aTax, anAddress, anOrder, known } from "./build-order.ts";
import { lineId, orderId, shopifyLocationId } from "./ids.ts";

const taxPercents = ["0", "5", "7.7", "8.875", "9.975", "19", "20", "24", "25.5"];
export const arbitraryCurrency = fc.constantFrom("EUR", "JPY", "KWD");
export const arbitrarySkus = ["CHAIR", "TABLE", "LAMP", "DESK"];

/** An amount in whole minor units of the currency, as a decimal in its major unit. */
export const inMinorUnits = (units: number, currency: string): Decimal =>
  divide(decimalFromInteger(units), decimalFromInteger(10 ** minorDigits(currency)), minorDigits(currency));

export const arbitraryTaxLines = fc.array(fc.constantFrom(...taxPercents).map(aTax), { maxLength: 2 });

/** A line of ordinary goods, nothing of it sent, refunded or removed; given away entirely now and then. */
export const arbitraryLine = (id: string, currency: string): fc.Arbitrary<OrderLine> =>
  fc
    .record({
      quantity: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 5000 })),
      price: fc.oneof(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 2_000_000 })),
      share: fc.oneof(fc.constant(0), fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true })),
      sku: fc.constantFrom(...arbitrarySkus),
      taxLines: arbitraryTaxLines,
      properties: fc.array(fc.record({ key: fc.string(), value: fc.string() }), { maxLength: 2 }),
    })
    .map(({ quantity, price, share, sku, taxLines, properties }) =>
      aLine({
        id: lineId(id),
        title: `Item ${id}`,
        sku,
        orderedQuantity: quantity,
        unitPrice: inMinorUnits(price, currency),
        discount: inMinorUnits(Math.floor(quantity * price * share), currency),
        taxLines,
        properties,
      }),
    );

/** Each line's units, shared out over up to three locations. */
const arbitraryFulfillmentOrders = (lines: readonly OrderLine[]): fc.Arbitrary<readonly FulfillmentOrder[]> =>
  fc
    .array(fc.record({ location: fc.constantFrom("1", "2", "3"), split: fc.integer({ min: 0, max: 100 }) }), {
      minLength: lines.length,
      maxLength: lines.length,
    })
    .map((choices) =>
      lines.flatMap((line, index) => {
        const { location, split } = choices[index] ?? { location: "1", split: 0 };
        const elsewhere = Math.floor((line.unfulfilledQuantity * split) / 100);
        const holding = (at: string, units: number): FulfillmentOrder => ({
          gid: `gid://shopify/FulfillmentOrder/${line.id}${at}`,
          status: known("OPEN"),
          locationId: shopifyLocationId(at),
          locationName: `Location ${at}`,
          lines: [{ lineId: line.id, total: units, remaining: units }],
        });
        const other = location === "1" ? "2" : "1";
        return [holding(location, line.unfulfilledQuantity - elsewhere), holding(other, elsewhere)].filter(
          ({ lines: [held] }) => held !== undefined && held.remaining > 0,
        );
      }),
    );

const arbitraryLines = (currency: string): fc.Arbitrary<readonly OrderLine[]> =>
  fc
    .uniqueArray(fc.integer({ min: 1, max: 10 ** 12 }), { minLength: 1, maxLength: 6 })
    .chain((ids) => fc.tuple(...ids.map((id) => arbitraryLine(String(id), currency))));

const arbitraryShipping = (currency: string): fc.Arbitrary<Order["shippingLines"]> =>
  arbitraryTaxLines.chain((taxLines) =>
    fc.array(
      fc
        .integer({ min: 0, max: 5000 })
        .map((price) =>
          aShippingLine({ title: `Post ${String(price)}`, price: inMinorUnits(price, currency), taxLines }),
        ),
      { maxLength: 2 },
    ),
  );

/** Orders of the straight case: paid, unfulfilled, routed, of SKUs among `arbitrarySkus`; with and without taxes included. */
export const arbitraryOrder: fc.Arbitrary<Order> = arbitraryCurrency.chain((currency) =>
  fc
    .record({ lines: arbitraryLines(currency), shippingLines: arbitraryShipping(currency) })
    .chain(({ lines, shippingLines }) =>
      fc
        .record({
          taxesIncluded: fc.boolean(),
          fulfillmentOrders: arbitraryFulfillmentOrders(lines),
          customer: fc.option(fc.constant(aCustomer())),
          shippingAddress: fc.option(fc.constant(anAddress())),
          note: fc.option(fc.string()),
          poNumber: fc.option(fc.string()),
        })
        .map((fields) => anOrder({ id: orderId("5501"), currency, lines, shippingLines, ...fields })),
    ),
);

const financialStatuses: readonly FinancialStatus[] = [
  "AUTHORIZED",
  "EXPIRED",
  "PAID",
  "PARTIALLY_PAID",
  "PARTIALLY_REFUNDED",
  "PENDING",
  "REFUNDED",
  "VOIDED",
];
const fulfillmentStatuses: readonly FulfillmentStatus[] = [
  "FULFILLED",
  "FULFILLMENT_NOT_REQUIRED",
  "IN_PROGRESS",
  "ON_HOLD",
  "OPEN",
  "PARTIALLY_FULFILLED",
  "PENDING_FULFILLMENT",
  "REQUEST_DECLINED",
  "RESTOCKED",
  "SCHEDULED",
  "UNFULFILLED",
];
const fulfillmentOrderStatuses: readonly FulfillmentOrderStatus[] = [
  "CANCELLED",
  "CLOSED",
  "INCOMPLETE",
  "IN_PROGRESS",
  "ON_HOLD",
  "OPEN",
  "SCHEDULED",
];

const unheardOf = fc.constant({ known: false, value: "NEW_VALUE" } as const);
const instant = fc.constant("2026-11-10T11:00:00Z");

const arbitraryState = fc.record({
  cancelledAt: fc.option(instant),
  closedAt: fc.option(instant),
  financialStatus: fc.oneof(fc.constant(null), unheardOf, fc.constantFrom(...financialStatuses).map(known)),
  fulfillmentStatus: fc.oneof(unheardOf, fc.constantFrom(...fulfillmentStatuses).map(known)),
  source: fc.constantFrom("web", "pos"),
  createdAt: fc.constantFrom("2026-09-01T00:00:00Z", "2026-10-25T00:00:00Z", "2026-11-10T09:59:30Z"),
  dutiesTotal: fc.constantFrom(inMinorUnits(0, "EUR"), inMinorUnits(100, "EUR")),
  additionalFeesTotal: fc.constantFrom(inMinorUnits(0, "EUR"), inMinorUnits(250, "EUR")),
});

const untidied = (line: OrderLine): fc.Arbitrary<OrderLine> =>
  fc
    .record({
      kind: fc.constantFrom<OrderLine["kind"]>("variant", "custom", "gift-card", "tip"),
      sku: fc.constantFrom(null, line.sku, "chair", "NOT THERE"),
      requiresShipping: fc.boolean(),
      currentQuantity: fc.integer({ min: 0, max: line.orderedQuantity }),
    })
    .chain((fields) =>
      fc
        .integer({ min: 0, max: fields.currentQuantity })
        .map((unfulfilledQuantity) => ({ ...line, ...fields, unfulfilledQuantity })),
    );

/** Orders in any state that Shopify can show, straight or not. */
export const arbitraryUntidyOrder: fc.Arbitrary<Order> = arbitraryOrder.chain((order) =>
  fc
    .record({
      state: arbitraryState,
      lines: fc.tuple(...order.lines.map(untidied)),
      routed: fc.constantFrom(...fulfillmentOrderStatuses, null),
      withoutLocation: fc.boolean(),
    })
    .map(({ state, lines, routed, withoutLocation }) => ({
      ...order,
      ...state,
      lines,
      fulfillments: lines
        .filter((line) => line.currentQuantity > line.unfulfilledQuantity)
        .map((line) => ({
          gid: `gid://shopify/Fulfillment/${line.id}`,
          succeeded: line.orderedQuantity % 3 !== 0,
          lines: [{ lineId: line.id, quantity: line.currentQuantity - line.unfulfilledQuantity }],
        })),
      fulfillmentOrders:
        routed === null
          ? []
          : order.fulfillmentOrders.map((fulfillmentOrder) => ({
              ...fulfillmentOrder,
              status: known(routed),
              locationId: withoutLocation ? null : fulfillmentOrder.locationId,
            })),
    })),
);
