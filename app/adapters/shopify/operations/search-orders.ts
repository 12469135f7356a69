/** Stable while it is paged: an order that changes meanwhile moves behind what is still to come, or not at all. */
const searchDocument = (
  name: string,
  sortKey: "CREATED_AT" | "UPDATED_AT",
): string => `query ${name}($query: String!, $first: Int!, $after: String) {
  orders(first: $first, after: $after, query: $query, sortKey: ${sortKey}) {
    nodes { id name createdAt updatedAt }
    pageInfo { hasNextPage endCursor }
  }
}`;

export const ordersByCreationDocument = searchDocument("TandemOrdersByCreation", "CREATED_AT");
export const ordersByUpdateDocument = searchDocument("TandemOrdersByUpdate", "UPDATED_AT");

/** Without a limit Shopify counts no further than 10,000. */
export const orderCountDocument = `query TandemOrderCount($query: String!) {
  ordersCount(query: $query, limit: null) { count }
}`;
