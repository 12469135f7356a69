import type { CallFailure } from "../../domain/failure.ts";
import type { OrderId } from "../../domain/ids.ts";
import type { Order } from "../../domain/order.ts";
import { failed, ok } from "../../domain/result.ts";
import type { Answer, FoundOrder, OrderQuery, ShopDetails, ShopifyAdmin, ShopifyLocation } from "../ports.ts";

/** One shop's Shopify with whatever a test puts there. An order that nobody put there is not shown. */
export interface ScriptedShopify extends ShopifyAdmin {
  readonly orders: Map<OrderId, Order>;
  readonly orderIds: Map<string, OrderId>;
  locations: readonly ShopifyLocation[];
  details: ShopDetails;
  /** Of a search. */
  pageSize: number;
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
    pageSize: 250,
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
    closeReturn: (id) =>
      answer("closeReturn", () => {
        for (const order of shopify.orders.values()) {
          const returns = order.returns.map((one) =>
            one.id === id ? { ...one, status: { known: true, value: "CLOSED" } as const } : one,
          );
          shopify.orders.set(order.id, { ...order, returns });
        }
        return null;
      }),
    listLocations: () => answer("listLocations", () => shopify.locations),
    loadShop: () => answer("loadShop", () => shopify.details),
    searchOrders: (query, after) =>
      answer("searchOrders", () => {
        const found = search(shopify, query);
        const from = after === null ? 0 : Number(after);
        const to = from + shopify.pageSize;
        return { orders: found.slice(from, to), next: to < found.length ? String(to) : null };
      }),
    countOrders: (query) => answer("countOrders", () => search(shopify, query).length),
  };
  return shopify;
}

const isFound = ({ createdAt, updatedAt, closedAt, cancelledAt }: Order, query: OrderQuery): boolean => {
  switch (query.by) {
    case "created":
      return createdAt >= query.from && createdAt <= query.to;
    case "updated":
      return updatedAt >= query.from;
    case "open":
      return createdAt < query.createdBefore && closedAt === null && cancelledAt === null;
  }
};

function search({ orders }: ScriptedShopify, query: OrderQuery): readonly FoundOrder[] {
  const at = (order: Order): string => (query.by === "updated" ? order.updatedAt : order.createdAt);
  return [...orders.values()]
    .filter((order) => isFound(order, query))
    .toSorted((a, b) => at(a).localeCompare(at(b)))
    .map(({ id, name, createdAt, updatedAt }) => ({ id, name, createdAt, updatedAt }));
}
