import type { CallFailure } from "../../domain/failure.ts";
import { unitsByLine } from "../../domain/fulfillment.ts";
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
  /** The next fulfillment is made, and nobody learns of it. */
  unknownOutcome: boolean;
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
    unknownOutcome: false,
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
    createFulfillment: (fulfillment) =>
      answer("createFulfillment", () => {
        const made = `gid://shopify/Fulfillment/${String(9000 + shopify.calls.length)}`;
        for (const order of shopify.orders.values()) shopify.orders.set(order.id, fulfilled(order, fulfillment, made));
        const unknown = shopify.unknownOutcome;
        shopify.unknownOutcome = false;
        return unknown ? failed(outcomeUnknown) : ok(made);
      }).then((answered) => (answered.ok ? answered.value : answered)),
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

const outcomeUnknown = { kind: "unknown-outcome", side: "shopify", words: "time-out" } as const;

/** After anything a test's clock says. */
const madeAt = "2030-01-01T00:00:00Z";

type NewFulfillment = Parameters<ShopifyAdmin["createFulfillment"]>[0];

/** The order with the fulfillment in it, and as many units less open. Of an order that none of it belongs to nothing changes. */
function fulfilled(order: Order, { fulfillmentOrders, lines, tracking }: NewFulfillment, gid: string): Order {
  const own = order.fulfillmentOrders.filter((one) => fulfillmentOrders.some((other) => other.gid === one.gid));
  if (own.length === 0) return order;
  const taken = new Map(fulfillmentOrders.flatMap((one) => one.lines.map((line) => [line.gid, line.quantity])));
  const byLine = unitsByLine(lines);
  return {
    ...order,
    lines: order.lines.map((line) => ({
      ...line,
      unfulfilledQuantity: line.unfulfilledQuantity - (byLine.get(line.id) ?? 0),
    })),
    fulfillmentOrders: order.fulfillmentOrders.map((one) => ({
      ...one,
      lines: one.lines.map((line) => ({ ...line, remaining: line.remaining - (taken.get(line.gid) ?? 0) })),
    })),
    fulfillments: [
      ...order.fulfillments,
      { gid, name: `${order.name}-F${gid.slice(-2)}`, createdAt: madeAt, succeeded: true, tracking, lines },
    ],
  };
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
