export const createFulfillmentDocument = `mutation TandemCreateFulfillment($fulfillment: FulfillmentInput!) {
  fulfillmentCreate(fulfillment: $fulfillment) {
    fulfillment { id }
    userErrors { message }
  }
}`;
