import { feeParts, fulfillmentOrderParts, fulfillmentParts, lineParts, partyParts } from "./order-fields.ts";

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
    retailLocation { id name }
    poNumber
    note
    email
    customer { ...CustomerFields }
    purchasingEntity {
      ... on PurchasingCompany {
        company { name }
      }
    }
    billingAddress { ...AddressFields }
    shippingAddress { ...AddressFields }
    currentSubtotalPriceSet { ...MoneyFields }
    currentShippingPriceSet { ...MoneyFields }
    currentTotalTaxSet { ...MoneyFields }
    currentTotalPriceSet { ...MoneyFields }
    dutiesIncluded
    currentTotalDutiesSet { ...MoneyFields }
    additionalFees { ...FeeFields }
    currentTotalAdditionalFeesSet { ...MoneyFields }
    totalTipReceivedSet { ...MoneyFields }
    shippingLines(first: 20) {
      nodes {
        title
        discountedPriceSet { ...MoneyFields }
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
    returns(first: 1) {
      nodes { id }
    }
  }
}`,
  ...partyParts,
  ...lineParts,
  ...feeParts,
  ...fulfillmentOrderParts,
  ...fulfillmentParts,
].join("\n");
