import { fulfillmentOrderParts, fulfillmentParts, lineParts, partyParts } from "./order-fields.ts";

/** An order, with the first page of everything that has pages. */
export const orderDocument = [
  `query TandemOrder(
  $id: ID!
  $lines: Int!
  $fulfillmentOrders: Int!
  $fulfillmentOrderLines: Int!
  $fulfillments: Int!
  $fulfillmentLines: Int!
) {
  order(id: $id) {
    id
    name
    createdAt
    updatedAt
    cancelledAt
    closedAt
    displayFinancialStatus
    displayFulfillmentStatus
    taxesIncluded
    currencyCode
    sourceName
    retailLocation { id }
    poNumber
    note
    email
    customer { ...CustomerFields }
    billingAddress { ...AddressFields }
    shippingAddress { ...AddressFields }
    currentSubtotalPriceSet { ...MoneyFields }
    currentShippingPriceSet { ...MoneyFields }
    currentTotalTaxSet { ...MoneyFields }
    currentTotalPriceSet { ...MoneyFields }
    currentTotalDutiesSet { ...MoneyFields }
    currentTotalAdditionalFeesSet { ...MoneyFields }
    totalTipReceivedSet { ...MoneyFields }
    shippingLines(first: 20) {
      nodes {
        title
        currentDiscountedPriceSet { ...MoneyFields }
        taxLines { ...TaxFields }
      }
      pageInfo { hasNextPage }
    }
    lineItems(first: $lines) {
      nodes { ...LineFields }
      pageInfo { hasNextPage endCursor }
    }
    fulfillmentOrders(first: $fulfillmentOrders) {
      nodes { ...FulfillmentOrderFields }
      pageInfo { hasNextPage endCursor }
    }
    fulfillments(first: $fulfillments) { ...FulfillmentFields }
  }
}`,
  ...partyParts,
  ...lineParts,
  ...fulfillmentOrderParts,
  ...fulfillmentParts,
].join("\n");
