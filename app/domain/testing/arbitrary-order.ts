import fc from "fast-check";
import { sum } from "../decimal.ts";
import type {
  FinancialStatus,
  FulfillmentOrder,
  FulfillmentOrderStatus,
  FulfillmentStatus,
  Order,
  OrderLine,
} from "../order.ts";
import {
  arbitraryCurrency,
  arbitraryEdited,
  arbitraryLine,
  arbitraryTaxLines,
  inMinorUnits,
} from "./arbitrary-line.ts";
import type { LineSetting } from "./arbitrary-line.ts";
import { aCustomer, aShippingLine, anAddress, anOrder, known } from "./build-order.ts";
import { orderId, shopifyLocationId } from "./ids.ts";
import { shopifyTaxes, shopifyTotals } from "./shopify-totals.ts";

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
          deliveryMethod: "SHIPPING",
          isFulfillable: true,
          lines: [
            {
              gid: `gid://shopify/FulfillmentOrderLineItem/${line.id}${at}`,
              lineId: line.id,
              total: units,
              remaining: units,
            },
          ],
        });
        const other = location === "1" ? "2" : "1";
        return [holding(location, line.unfulfilledQuantity - elsewhere), holding(other, elsewhere)].filter(
          ({ lines: [held] }) => held !== undefined && held.remaining > 0,
        );
      }),
    );

/** One line keeps something, so that there is something to import. */
const arbitraryLines = (setting: LineSetting): fc.Arbitrary<readonly OrderLine[]> =>
  fc
    .uniqueArray(fc.integer({ min: 1, max: 10 ** 12 }), { maxLength: 5 })
    .chain((ids) =>
      fc.tuple(
        arbitraryLine("5", setting),
        ...ids.map((id) => arbitraryLine(`${String(id)}0`, setting).chain(arbitraryEdited)),
      ),
    );

const arbitraryPrice = fc.integer({ min: 0, max: 5000 });

const arbitraryShipping = (setting: LineSetting): fc.Arbitrary<Order["shippingLines"]> =>
  fc.array(
    fc
      .record({ price: arbitraryPrice, refunded: arbitraryPrice, taxLines: arbitraryTaxLines })
      .map(({ price, refunded, taxLines }) => {
        const amount = inMinorUnits(price, setting.currency);
        const taxes = shopifyTaxes(amount, taxLines, setting);
        return aShippingLine({
          title: `Post ${String(price)}`,
          price: amount,
          refunded: inMinorUnits(refunded, setting.currency),
          taxLines: taxes,
        });
      }),
    { maxLength: 2 },
  );

const arbitraryFees = (setting: LineSetting): fc.Arbitrary<Pick<Order, "additionalFees" | "additionalFeesTotal">> =>
  fc
    .array(fc.record({ price: fc.integer({ min: 1, max: 500 }), taxLines: arbitraryTaxLines }), { maxLength: 2 })
    .map((fees) =>
      fees.map(({ price, taxLines }) => {
        const amount = inMinorUnits(price, setting.currency);
        return { name: "Recycling", price: amount, taxLines: shopifyTaxes(amount, taxLines, setting) };
      }),
    )
    .map((additionalFees) => ({ additionalFees, additionalFeesTotal: sum(additionalFees.map(({ price }) => price)) }));

const arbitrarySetting = fc.record({ currency: arbitraryCurrency, taxesIncluded: fc.boolean() });

/** What is sold, and for how much: of everything a shop can sell, edited or not, with totals as Shopify reckons them. */
const arbitrarySale = arbitrarySetting.chain((setting) =>
  fc
    .record({
      lines: arbitraryLines(setting),
      shippingLines: arbitraryShipping(setting),
      fees: arbitraryFees(setting),
      dutiesTotal: fc.integer({ min: 0, max: 300 }).map((units) => inMinorUnits(units, setting.currency)),
    })
    .map(({ fees, ...sold }) => ({ ...setting, ...sold, ...fees }))
    .map((sold) => ({ ...sold, totals: shopifyTotals(sold) })),
);

/** Orders that come over: paid, unfulfilled, routed; `arbitrarySkus` are those that Katana is to know. */
export const arbitraryOrder: fc.Arbitrary<Order> = arbitrarySale.chain((sale) =>
  fc
    .record({
      fulfillmentOrders: arbitraryFulfillmentOrders(sale.lines),
      customer: fc.option(fc.constant(aCustomer())),
      shippingAddress: fc.option(fc.constant(anAddress())),
      note: fc.option(fc.string()),
      poNumber: fc.option(fc.string()),
    })
    .map((fields) => anOrder({ id: orderId("5501"), ...sale, ...fields })),
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
  retailLocation: fc.constantFrom(null, { id: shopifyLocationId("2"), name: "Location 2" }),
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
          name: `#1001-F${line.id}`,
          createdAt: "2026-11-11T09:00:00Z",
          tracking: null,
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
