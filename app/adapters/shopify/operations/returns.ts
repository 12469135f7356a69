/**
 * Returns cost a query of their own, which only orders that have any pay. Like the further pages of an order each page tells the order's
 * `updatedAt`. What customer and staff wrote with a return is not asked for.
 */
const lineParts = `fragment ReturnLineFields on ReturnLineItemType {
  id
  quantity
  processedQuantity
  returnReasonDefinition { handle name }
  ... on ReturnLineItem {
    fulfillmentLineItem {
      lineItem { id }
    }
  }
}`;

const reverseLineParts = `fragment ReverseLineFields on ReverseFulfillmentOrderLineItem {
  fulfillmentLineItem {
    lineItem { id }
  }
  dispositions {
    type
    quantity
    location { id name }
  }
}`;

const reverseParts = `fragment ReverseFields on ReverseFulfillmentOrder {
  id
  lineItems(first: $lines) {
    nodes { ...ReverseLineFields }
    pageInfo { hasNextPage endCursor }
  }
}`;

export const returnsDocument = [
  `query TandemReturns($id: ID!, $first: Int!, $after: String, $lines: Int!) {
  order(id: $id) {
    updatedAt
    returns(first: $first, after: $after) {
      nodes {
        id
        name
        createdAt
        status
        returnLineItems(first: $lines) {
          nodes { ...ReturnLineFields }
          pageInfo { hasNextPage endCursor }
        }
        reverseFulfillmentOrders(first: 2) {
          nodes { ...ReverseFields }
          pageInfo { hasNextPage endCursor }
        }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
}`,
  lineParts,
  reverseLineParts,
  reverseParts,
].join("\n");

export const returnLinesPageDocument = [
  `query TandemReturnLines($id: ID!, $first: Int!, $after: String!) {
  return(id: $id) {
    order { updatedAt }
    returnLineItems(first: $first, after: $after) {
      nodes { ...ReturnLineFields }
      pageInfo { hasNextPage endCursor }
    }
  }
}`,
  lineParts,
].join("\n");

export const reversesPageDocument = [
  `query TandemReverseFulfillmentOrders($id: ID!, $first: Int!, $after: String!, $lines: Int!) {
  return(id: $id) {
    order { updatedAt }
    reverseFulfillmentOrders(first: $first, after: $after) {
      nodes { ...ReverseFields }
      pageInfo { hasNextPage endCursor }
    }
  }
}`,
  reverseLineParts,
  reverseParts,
].join("\n");

export const reverseLinesPageDocument = [
  `query TandemReverseLines($id: ID!, $first: Int!, $after: String!) {
  reverseFulfillmentOrder(id: $id) {
    order { updatedAt }
    lineItems(first: $first, after: $after) {
      nodes { ...ReverseLineFields }
      pageInfo { hasNextPage endCursor }
    }
  }
}`,
  reverseLineParts,
].join("\n");

export const closeReturnDocument = `mutation TandemCloseReturn($id: ID!) {
  returnClose(id: $id) {
    return { id }
    userErrors { code message }
  }
}`;
