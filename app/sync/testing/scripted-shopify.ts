import type { CallFailure } from "../../domain/failure.ts";
import type { OrderId } from "../../domain/ids.ts";
import type { Order } from "../../domain/order.ts";
import { failed, ok } from "../../domain/result.ts";
import type { Answer, ShopDetails, ShopifyAdmin, ShopifyLocation } from "../ports.ts";

/** One shop's Shopify with whatever a test puts there. An order that nobody put there is not shown. */
export interface ScriptedShopify extends ShopifyAdmin {
  readonly orders: Map<OrderId, Order>;
  readonly orderIds: Map<string, OrderId>;
  locations: readonly ShopifyLocation[];
  details: ShopDetails;
  /** Every call fails so until it is null again. */
  failure: CallFailure | null;
  /** Called at the start of each call; may throw, as a bug would. */
  onCall: (call: string) => void | Promise<void>;
  readonly calls: string[];
}

export function createScriptedShopify(): ScriptedShopify {
  const answer = async <Value>(call: string, value: () => Value): Answer<Value> => {
    shopify.calls.push(call);
    await shopify.onCall(call);
    return shopify.failure === null ? ok(value()) : failed(shopify.failure);
  };
  const shopify: ScriptedShopify = {
    orders: new Map(),
    orderIds: new Map(),
    locations: [],
    details: { name: "Acme", currency: "EUR", timezone: "Europe/Tallinn", grantedScopes: ["read_orders"] },
    failure: null,
    onCall: () => undefined,
    calls: [],
    loadOrder: (id) => answer("loadOrder", () => shopify.orders.get(id) ?? null),
    findOrderId: (gid) => answer("findOrderId", () => shopify.orderIds.get(gid) ?? null),
    findOrder: (text) =>
      answer("findOrder", () => {
        const same = [...shopify.orders.values()].find(
          ({ id, name }) => text === id || text === name || `#${text}` === name,
        );
        return same?.id ?? null;
      }),
    listLocations: () => answer("listLocations", () => shopify.locations),
    loadShop: () => answer("loadShop", () => shopify.details),
  };
  return shopify;
}
