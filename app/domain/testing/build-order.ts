import type {
  Address,
  Customer,
  Fulfillment,
  FulfillmentOrder,
  FulfillmentStatus,
  Known,
  Order,
  OrderLine,
  ShippingLine,
  TaxLine,
} from "../order.ts";
import type { LineId } from "../ids.ts";
import { decimal, lineId, orderId, shopifyCustomerId, shopifyLocationId, shopifyVariantId } from "./ids.ts";

export const known = <Value extends string>(value: Value): Known<Value> => ({ known: true, value });

export const aTax = (percent: string): TaxLine => ({
  ratePercent: decimal(percent),
  title: "VAT",
  amount: decimal("0"),
});

/** One unit for 10.00 with 20 % tax, still to be fulfilled. Quantities left out follow `orderedQuantity`. */
export const aLine = (overrides: Partial<OrderLine> = {}): OrderLine => ({
  id: lineId("101"),
  kind: "variant",
  variantId: shopifyVariantId("9001"),
  title: "Oak chair",
  sku: "CHAIR",
  requiresShipping: true,
  orderedQuantity: 1,
  currentQuantity: overrides.orderedQuantity ?? 1,
  unfulfilledQuantity: overrides.currentQuantity ?? overrides.orderedQuantity ?? 1,
  unitPrice: decimal("10"),
  discount: decimal("0"),
  taxLines: [aTax("20")],
  properties: [],
  ...overrides,
});

export const aShippingLine = (overrides: Partial<ShippingLine> = {}): ShippingLine => ({
  title: "Standard",
  price: decimal("5"),
  refunded: decimal("0"),
  taxLines: [aTax("20")],
  ...overrides,
});

export const anAddress = (overrides: Partial<Address> = {}): Address => ({
  firstName: "Ann",
  lastName: "Lee",
  company: null,
  phone: null,
  line1: "1 High St",
  line2: null,
  city: "Leeds",
  state: null,
  zip: "LS1 1AA",
  country: "United Kingdom",
  ...overrides,
});

export const aCustomer = (overrides: Partial<Customer> = {}): Customer => ({
  id: shopifyCustomerId("7001"),
  firstName: "Ann",
  lastName: "Lee",
  displayName: "Ann Lee",
  email: "ann@example.com",
  phone: null,
  ...overrides,
});

/** One open fulfillment order at location 1 that holds all that is left of the lines. */
export const aFulfillmentOrder = (
  lines: readonly OrderLine[],
  overrides: Partial<FulfillmentOrder> = {},
): FulfillmentOrder => ({
  gid: "gid://shopify/FulfillmentOrder/1",
  status: known("OPEN"),
  locationId: shopifyLocationId("1"),
  locationName: "Warehouse",
  deliveryMethod: "SHIPPING",
  isFulfillable: true,
  lines: lines.map((line) => ({
    gid: `gid://shopify/FulfillmentOrderLineItem/${line.id}`,
    lineId: line.id,
    total: line.unfulfilledQuantity,
    remaining: line.unfulfilledQuantity,
  })),
  ...overrides,
});

/** All units of the lines, gone without tracking. */
export const aFulfillment = (
  lines: readonly { readonly lineId: LineId; readonly quantity: number }[],
  overrides: Partial<Fulfillment> = {},
): Fulfillment => ({
  gid: "gid://shopify/Fulfillment/1",
  name: "#1001-F1",
  createdAt: "2026-11-11T09:00:00Z",
  succeeded: true,
  tracking: null,
  lines,
  ...overrides,
});

/** The straight case: a paid, unfulfilled, routed web order with one line. */
export const anOrder = (overrides: Partial<Order> = {}): Order => {
  const lines = overrides.lines ?? [aLine()];
  return {
    id: orderId("5501"),
    name: "#1001",
    createdAt: "2026-11-10T09:00:00Z",
    updatedAt: "2026-11-10T09:00:05Z",
    cancelledAt: null,
    closedAt: null,
    financialStatus: known("PAID"),
    fulfillmentStatus: known<FulfillmentStatus>("UNFULFILLED"),
    taxesIncluded: false,
    currency: "EUR",
    source: "web",
    retailLocation: null,
    poNumber: null,
    note: null,
    customer: aCustomer(),
    company: null,
    email: "ann@example.com",
    billingAddress: anAddress(),
    shippingAddress: anAddress(),
    lines,
    shippingLines: [],
    fulfillmentOrders: [aFulfillmentOrder(lines)],
    fulfillments: [],
    returns: [],
    totals: { subtotal: decimal("10"), shipping: decimal("0"), tax: decimal("2"), total: decimal("12") },
    dutiesTotal: decimal("0"),
    additionalFees: [],
    additionalFeesTotal: decimal("0"),
    ...overrides,
  };
};
