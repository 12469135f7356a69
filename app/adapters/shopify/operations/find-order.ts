export const orderByIdDocument = `query TandemOrderById($id: ID!) {
  order(id: $id) { id }
}`;

/** Orders that Shopify's search finds by a name. Its index may be some seconds behind. */
export const ordersByNameDocument = `query TandemOrdersByName($query: String!) {
  orders(first: 10, query: $query, sortKey: ID) {
    nodes { id name }
  }
}`;
