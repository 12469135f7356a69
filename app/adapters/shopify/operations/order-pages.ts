import {
  fulfillmentLineParts,
  fulfillmentOrderLineParts,
  fulfillmentOrderParts,
  fulfillmentParts,
  lineParts,
} from "./order-fields.ts";

/**
 * The further pages of an order. Each tells the order's `updatedAt`: pages of different moments must not be put together.
 */
export const linesPageDocument = [
  `query TandemOrderLines($id: ID!, $first: Int!, $after: String!) {
  order(id: $id) {
    updatedAt
    lineItems(first: $first, after: $after) {
      nodes { ...LineFields }
      pageInfo { hasNextPage endCursor }
    }
  }
}`,
  ...lineParts,
].join("\n");

export const fulfillmentOrdersPageDocument = [
  `query TandemFulfillmentOrders($id: ID!, $first: Int!, $after: String!, $fulfillmentOrderLines: Int!) {
  order(id: $id) {
    updatedAt
    fulfillmentOrders(first: $first, after: $after) {
      nodes { ...FulfillmentOrderFields }
      pageInfo { hasNextPage endCursor }
    }
  }
}`,
  ...fulfillmentOrderParts,
].join("\n");

export const fulfillmentOrderLinesPageDocument = [
  `query TandemFulfillmentOrderLines($id: ID!, $first: Int!, $after: String!) {
  fulfillmentOrder(id: $id) {
    order { updatedAt }
    lineItems(first: $first, after: $after) {
      nodes { ...FulfillmentOrderLineFields }
      pageInfo { hasNextPage endCursor }
    }
  }
}`,
  ...fulfillmentOrderLineParts,
].join("\n");

/** Shopify gives fulfillments as a list without pages: when the first read of them came back full, they are all read again. */
export const fulfillmentsDocument = [
  `query TandemFulfillments($id: ID!, $first: Int!, $fulfillmentLines: Int!) {
  order(id: $id) {
    updatedAt
    fulfillments(first: $first) { ...FulfillmentFields }
  }
}`,
  ...fulfillmentParts,
].join("\n");

export const fulfillmentLinesPageDocument = [
  `query TandemFulfillmentLines($id: ID!, $first: Int!, $after: String!) {
  fulfillment(id: $id) {
    order { updatedAt }
    fulfillmentLineItems(first: $first, after: $after) {
      nodes { ...FulfillmentLineFields }
      pageInfo { hasNextPage endCursor }
    }
  }
}`,
  ...fulfillmentLineParts,
].join("\n");
