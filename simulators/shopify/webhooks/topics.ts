import type { Site } from "../world.ts";

const FULFILLMENT_ORDER_SCOPES = [
  "read_merchant_managed_fulfillment_orders",
  "read_assigned_fulfillment_orders",
  "read_third_party_fulfillment_orders",
  "read_marketplace_fulfillment_orders",
];

/** The scopes any one of which a topic asks for; none for topics about the app itself. */
export function scopesForTopic(topic: string): readonly string[] {
  const [resource = "", action = ""] = topic.split("/");
  switch (resource) {
    case "orders":
    case "order_transactions":
    case "refunds":
      return ["read_orders"];
    case "fulfillments":
    case "fulfillment_events":
      return ["read_fulfillments"];
    case "fulfillment_orders":
    case "fulfillment_holds":
      return FULFILLMENT_ORDER_SCOPES;
    case "returns":
      return ["close", "cancel", "reopen"].includes(action) ? ["read_returns", "read_orders"] : ["read_returns"];
    case "reverse_fulfillment_orders":
    case "reverse_deliveries":
      return ["read_returns"];
    case "locations":
      return ["read_locations"];
    case "products":
      return ["read_products"];
    default:
      return [];
  }
}

/** `write_x` includes `read_x`. */
export function withImplied(scopes: readonly string[]): ReadonlySet<string> {
  return new Set([
    ...scopes,
    ...scopes.filter((scope) => scope.startsWith("write_")).map((scope) => `read_${scope.slice(6)}`),
  ]);
}

export function mayReceive({ shop }: Site, topic: string): boolean {
  const wanted = scopesForTopic(topic);
  const granted = withImplied(shop.installation.granted);
  return wanted.length === 0 || wanted.some((scope) => granted.has(scope));
}

/** `orders/create` → `ORDERS_CREATE`, as GraphQL names it. */
export const enumOfTopic = (topic: string): string => topic.replaceAll("/", "_").toUpperCase();
