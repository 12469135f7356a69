/** Which order something belongs to whose webhooks do not say so. */
export const orderOfFulfillmentOrderDocument = `query TandemOrderOfFulfillmentOrder($id: ID!) {
  subject: fulfillmentOrder(id: $id) {
    order { id }
  }
}`;

export const orderOfReturnDocument = `query TandemOrderOfReturn($id: ID!) {
  subject: return(id: $id) {
    order { id }
  }
}`;

export const orderOfReverseFulfillmentOrderDocument = `query TandemOrderOfReverseFulfillmentOrder($id: ID!) {
  subject: reverseFulfillmentOrder(id: $id) {
    order { id }
  }
}`;
