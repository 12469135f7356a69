export const shopDocument = `query TandemShop {
  shop {
    name
    currencyCode
    ianaTimezone
  }
  currentAppInstallation {
    accessScopes { handle }
  }
}`;

/** Deactivated locations too: an order may still wait at one. */
export const locationsDocument = `query TandemLocations($first: Int!, $after: String) {
  locations(first: $first, after: $after, includeInactive: true) {
    nodes { id name isActive }
    pageInfo { hasNextPage endCursor }
  }
}`;
