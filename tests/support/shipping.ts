import type { FulfillmentView } from "../../simulators/katana/account-control.ts";
import type { SalesOrderView } from "../../simulators/katana/view.ts";
import type {
  FulfillmentView as ShopifyFulfillmentView,
  OrderSeed,
  OrderView,
} from "../../simulators/shopify/control.ts";
import type { Flow } from "./flow.ts";
import { until } from "./until.ts";

/** An order that came over, with its first line and row. */
export interface ShippedOrder {
  readonly order: OrderView;
  readonly salesOrder: SalesOrderView;
  readonly line: string;
  readonly row: number;
}

/** What tests of fulfillment ask of a flow again and again. */
export interface Shipping {
  imported(seed?: Partial<OrderSeed>): Promise<ShippedOrder>;
  inKatana(salesOrder: SalesOrderView): readonly FulfillmentView[];
  inShopify(order: OrderView): readonly ShopifyFulfillmentView[];
  /** Until there are so many live ones in Katana. */
  delivered(salesOrder: SalesOrderView, count?: number): Promise<unknown>;
  /** Until there are so many in Shopify, cancelled ones among them. */
  fulfilled(order: OrderView, count?: number): Promise<unknown>;
  looksAt(order: OrderView): number;
  /** Until what just happened was looked at; `before` counts the looks of before it happened. */
  lookedAt(order: OrderView, before: number): Promise<unknown>;
  /** All that is said of where an order stands. */
  said(order: OrderView): Promise<string>;
}

export function createShipping(flow: Flow): Shipping {
  const inKatana: Shipping["inKatana"] = ({ id }) =>
    flow.account.fulfillments().filter(({ sales_order_id }) => sales_order_id === id);
  const inShopify: Shipping["inShopify"] = ({ id }) => flow.shop.order(id).fulfillments;
  const looksAt: Shipping["looksAt"] = ({ legacyId }) =>
    flow.app.logs().filter((one) => one.msg === "order.looked-at" && one.orderId === legacyId).length;
  return {
    imported: async (seed = {}) => {
      const order = flow.place(seed);
      const salesOrder = await flow.imported(order);
      await flow.stands(order, "in-step");
      const line = flow.shop.order(order.id).lines[0]?.id ?? "";
      return { order, salesOrder, line, row: salesOrder.sales_order_rows[0]?.id ?? 0 };
    },
    inKatana,
    inShopify,
    delivered: (salesOrder, count = 1) =>
      until(() => inKatana(salesOrder).length === count, { what: `${String(count)} fulfillments in Katana` }),
    fulfilled: (order, count = 1) =>
      until(() => inShopify(order).length === count, { what: `${String(count)} fulfillments in Shopify` }),
    looksAt,
    lookedAt: (order, before) => until(() => looksAt(order) > before, { what: "a look at the order" }),
    said: async (order) => (await flow.standing(order)).why.map(({ sentence }) => sentence).join(" "),
  };
}
