/**
 * What Tandem reads of an order, in parts that several documents share. Amounts in the shop's currency only, and nothing personal
 * beyond what a sales order shows (MAP-4, MAP-5).
 */

/** A line that is taxed by this many authorities is refused when it is decoded: there may be more than were asked for. */
export const mostTaxLines = 20;

const moneyFields = `
fragment MoneyFields on MoneyBag {
  shopMoney { amount }
}`;

const taxFields = `
fragment TaxFields on TaxLine {
  title
  ratePercentage
  priceSet { ...MoneyFields }
}`;

const lineFields = `
fragment LineFields on LineItem {
  id
  name
  sku
  quantity
  currentQuantity
  unfulfilledQuantity
  requiresShipping
  isGiftCard
  variant { id sku }
  originalUnitPriceSet { ...MoneyFields }
  discountAllocations { allocatedAmountSet { ...MoneyFields } }
  taxLines(first: ${String(mostTaxLines)}) { ...TaxFields }
  customAttributes { key value }
}`;

const fulfillmentOrderLineFields = `
fragment FulfillmentOrderLineFields on FulfillmentOrderLineItem {
  id
  totalQuantity
  remainingQuantity
  lineItem { id }
}`;

const fulfillmentOrderFields = `
fragment FulfillmentOrderFields on FulfillmentOrder {
  id
  status
  deliveryMethod { methodType }
  supportedActions { action }
  assignedLocation {
    name
    location { id }
  }
  lineItems(first: $fulfillmentOrderLines) {
    nodes { ...FulfillmentOrderLineFields }
    pageInfo { hasNextPage endCursor }
  }
}`;

const fulfillmentLineFields = `
fragment FulfillmentLineFields on FulfillmentLineItem {
  quantity
  lineItem { id }
}`;

const fulfillmentFields = `
fragment FulfillmentFields on Fulfillment {
  id
  name
  createdAt
  status
  trackingInfo(first: 1) { number url company }
  fulfillmentLineItems(first: $fulfillmentLines) {
    nodes { ...FulfillmentLineFields }
    pageInfo { hasNextPage endCursor }
  }
}`;

const addressFields = `
fragment AddressFields on MailingAddress {
  firstName
  lastName
  company
  phone
  address1
  address2
  city
  province
  zip
  country
}`;

/** `Customer.displayName` is left out: Shopify declares it non-null, so an app that may not see names would lose the whole customer. */
const customerFields = `
fragment CustomerFields on Customer {
  id
  firstName
  lastName
  defaultEmailAddress { emailAddress }
  defaultPhoneNumber { phoneNumber }
}`;

const feeFields = `
fragment FeeFields on AdditionalFee {
  name
  price { ...MoneyFields }
  taxLines { ...TaxFields }
}`;

/** A fragment together with those that it spreads. */
export const lineParts = [moneyFields, taxFields, lineFields];
/** Beside `lineParts`. */
export const feeParts = [feeFields];
export const fulfillmentOrderLineParts = [fulfillmentOrderLineFields];
export const fulfillmentOrderParts = [...fulfillmentOrderLineParts, fulfillmentOrderFields];
export const fulfillmentLineParts = [fulfillmentLineFields];
export const fulfillmentParts = [...fulfillmentLineParts, fulfillmentFields];
export const partyParts = [addressFields, customerFields];
