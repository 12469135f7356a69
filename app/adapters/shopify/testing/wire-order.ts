/** What the Admin API answers, written down for tests; made anew each time, so that a test may change its own. */
export const money = (amount: string) => ({ shopMoney: { amount } });
export const lastPage = { hasNextPage: false, endCursor: null };
export const furtherPage = (endCursor: string) => ({ hasNextPage: true, endCursor });

export const wireTax = (ratePercentage: number | null, amount: string) => ({
  title: "VAT",
  ratePercentage,
  priceSet: money(amount),
});

export const wireLine = (id: number, changed: Readonly<Record<string, unknown>> = {}) => ({
  id: `gid://shopify/LineItem/${String(id)}`,
  name: "Chair - Oak",
  sku: "CHAIR-OLD",
  quantity: 2,
  currentQuantity: 2,
  unfulfilledQuantity: 2,
  requiresShipping: true,
  isGiftCard: false,
  variant: { id: "gid://shopify/ProductVariant/9001", sku: "CHAIR-OAK" },
  originalUnitPriceSet: money("50.0"),
  discountAllocations: [{ allocatedAmountSet: money("1.1") }, { allocatedAmountSet: money("2.2") }],
  taxLines: [wireTax(24, "23.21")],
  customAttributes: [
    { key: "Engraving", value: "Bo" },
    { key: "Empty", value: null },
  ],
  ...changed,
});

export const wireFulfillmentOrderLine = (lineId: number, remaining: number) => ({
  id: `gid://shopify/FulfillmentOrderLineItem/${String(lineId)}`,
  totalQuantity: 2,
  remainingQuantity: remaining,
  lineItem: { id: `gid://shopify/LineItem/${String(lineId)}` },
});

export const wireFulfillmentOrder = (id: number, changed: Readonly<Record<string, unknown>> = {}) => ({
  id: `gid://shopify/FulfillmentOrder/${String(id)}`,
  status: "OPEN",
  deliveryMethod: { methodType: "SHIPPING" },
  supportedActions: [{ action: "CREATE_FULFILLMENT" }, { action: "HOLD" }],
  assignedLocation: { name: "Main warehouse", location: { id: "gid://shopify/Location/31" } },
  lineItems: { nodes: [wireFulfillmentOrderLine(901, 2)], pageInfo: lastPage },
  ...changed,
});

export const wireFulfillmentLine = (lineId: number, quantity: number) => ({
  quantity,
  lineItem: { id: `gid://shopify/LineItem/${String(lineId)}` },
});

export const wireFulfillment = (id: number, changed: Readonly<Record<string, unknown>> = {}) => ({
  id: `gid://shopify/Fulfillment/${String(id)}`,
  name: `#1001-F${String(id)}`,
  createdAt: "2026-11-23T11:00:00Z",
  status: "SUCCESS",
  trackingInfo: [],
  fulfillmentLineItems: { nodes: [wireFulfillmentLine(901, 1)], pageInfo: lastPage },
  ...changed,
});

export const updatedAt = "2026-11-23T10:00:02Z";

const address = (firstName: string) => ({
  firstName,
  lastName: "Lee",
  company: "Lee & Co",
  phone: "+3725551234",
  address1: "1 High Street",
  address2: "Floor 2",
  city: "Leeds",
  province: "West Yorkshire",
  zip: "LS1 1AA",
  country: "United Kingdom",
});

export const wireOrder = (changed: Readonly<Record<string, unknown>> = {}) => ({
  id: "gid://shopify/Order/820982911946154508",
  name: "#1001",
  createdAt: "2026-11-23T10:00:00Z",
  updatedAt,
  cancelledAt: null,
  closedAt: null,
  displayFinancialStatus: "PAID",
  displayFulfillmentStatus: "UNFULFILLED",
  taxesIncluded: true,
  currencyCode: "EUR",
  sourceName: "web",
  retailLocation: null,
  poNumber: "PO-7",
  note: "ring twice",
  email: "ann@lee.example",
  customer: {
    id: "gid://shopify/Customer/7001",
    firstName: "Ann",
    lastName: "Lee",
    defaultEmailAddress: { emailAddress: "ann@lee.example" },
    defaultPhoneNumber: { phoneNumber: "+3725551234" },
  },
  billingAddress: address("Ann"),
  shippingAddress: address("Bo"),
  currentSubtotalPriceSet: money("96.7"),
  currentShippingPriceSet: money("4.9"),
  currentTotalTaxSet: money("19.66"),
  currentTotalPriceSet: money("101.6"),
  purchasingEntity: {},
  dutiesIncluded: false,
  currentTotalDutiesSet: null,
  additionalFees: [],
  currentTotalAdditionalFeesSet: money("0.0"),
  totalTipReceivedSet: money("0.0"),
  shippingLines: {
    nodes: [
      {
        title: "Standard",
        discountedPriceSet: money("5.9"),
        currentDiscountedPriceSet: money("4.9"),
        taxLines: [wireTax(24, "0.95")],
      },
    ],
    pageInfo: { hasNextPage: false },
  },
  lineItems: { nodes: [wireLine(901)], pageInfo: lastPage },
  fulfillmentOrders: { nodes: [wireFulfillmentOrder(41)], pageInfo: lastPage },
  fulfillments: [wireFulfillment(51)],
  returns: { nodes: [] },
  ...changed,
});
