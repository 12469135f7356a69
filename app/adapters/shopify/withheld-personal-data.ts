import type { GraphqlErrorEntry } from "./graphql-error.ts";

/** The fields of an order that hold personal data, and nothing but. */
const personalFields: ReadonlySet<string | number> = new Set([
  "customer",
  "purchasingEntity",
  "billingAddress",
  "shippingAddress",
  "email",
  "phone",
]);

/**
 * Whether an error only says that the app is not approved for some of an order's personal data, which a sales order can do without
 * (MAP-4). A missing permission is something else, even for the same fields: Shopify names the one it wants, and the merchant can give it.
 * https://shopify.dev/docs/apps/launch/protected-customer-data
 */
export function isWithheldPersonalData({ path, extensions }: GraphqlErrorEntry): boolean {
  const [root, field] = path ?? [];
  const missesPermission = extensions?.requiredAccess !== null && extensions?.requiredAccess !== undefined;
  return (
    extensions?.code === "ACCESS_DENIED" &&
    !missesPermission &&
    root === "order" &&
    field !== undefined &&
    personalFields.has(field)
  );
}
