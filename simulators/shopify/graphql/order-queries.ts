import { financialStatus, fulfillmentStatus } from "../orders/statuses.ts";
import { currentTotals } from "../orders/totals.ts";
import { searchOrders } from "../search/match-order.ts";
import type { OrderState } from "../state.ts";
import { idOf } from "../world.ts";
import { connection } from "./connection.ts";
import type { Args, Context, View } from "./context.ts";
import { count } from "./values.ts";

const DAY = 86_400_000;

/** Without `read_all_orders` an app sees the orders of the last 60 days only. */
export function maySee({ site, scopes }: Context, order: OrderState): boolean {
  if (scopes.has("read_all_orders")) return true;
  return Date.parse(order.createdAt) >= site.world.clock.now() - site.shop.settings.visibleDays * DAY;
}

/** An order the app may see, read directly (no search lag). */
export function visibleOrder(context: Context, reference: string): OrderState | null {
  const order = context.site.shop.orders[idOf("Order", reference) ?? ""];
  return order && maySee(context, order) ? order : null;
}

const byNumericText = (one: string, other: string): number =>
  one.length - other.length || (one < other ? -1 : one > other ? 1 : 0);

const byText = (of: (order: OrderState) => string) => (one: OrderState, other: OrderState) =>
  of(one) < of(other) ? -1 : of(one) > of(other) ? 1 : byNumericText(one.id, other.id);

const sorters: Readonly<Record<string, (one: OrderState, other: OrderState) => number>> = {
  PROCESSED_AT: byText((order) => order.processedAt),
  CREATED_AT: byText((order) => order.createdAt),
  UPDATED_AT: byText((order) => order.updatedAt),
  ID: (one, other) => byNumericText(one.id, other.id),
  ORDER_NUMBER: (one, other) => one.number - other.number,
  PO_NUMBER: byText((order) => order.poNumber ?? ""),
  FINANCIAL_STATUS: byText(financialStatus),
  FULFILLMENT_STATUS: byText(fulfillmentStatus),
  CURRENT_TOTAL_PRICE: (one, other) => currentTotals(one).total.shop - currentTotals(other).total.shop,
};

function search(context: Context, query: string | null): OrderState[] {
  const { site } = context;
  const found = searchOrders(query);
  if (found.warnings.length > 0)
    context.searchWarnings.push({ path: ["orders"], query, parsed: null, warnings: found.warnings });
  return site.world.index
    .documents(site.shop, site.world.clock.now())
    .filter(found.matches)
    .flatMap((document) => {
      const order = site.shop.orders[document.orderId];
      return order && maySee(context, order) ? [order] : [];
    });
}

export function ordersConnection(context: Context, args: Args): unknown {
  const key = (args["sortKey"] as string | undefined) ?? "PROCESSED_AT";
  const sorter = sorters[key];
  if (!sorter) throw new Error(`Simulator: orders(sortKey: ${key}) not implemented`);
  return connection("OrderConnection", args, {
    items: search(context, (args["query"] as string | null | undefined) ?? null).sort(sorter),
    idOf: (order) => order.id,
    view: (order): View => context.showOrder(order),
  });
}

export function ordersCount(context: Context, args: Args): object {
  const found = search(context, (args["query"] as string | null | undefined) ?? null).length;
  const limit = typeof args["limit"] === "number" ? args["limit"] : null;
  return limit !== null && found > limit ? count(limit, "AT_LEAST") : count(found);
}
