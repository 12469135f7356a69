import { invalidParameter } from "./errors.ts";
import type { Route } from "./route.ts";
import { accountRoutes } from "./routes/account.ts";
import { customerRoutes } from "./routes/customers.ts";
import { fulfillmentRoutes } from "./routes/fulfillments.ts";
import { inventoryRoutes } from "./routes/inventory.ts";
import { itemRoutes } from "./routes/items.ts";
import { manufacturingRoutes } from "./routes/manufacturing-orders.ts";
import { salesOrderPartRoutes } from "./routes/sales-order-parts.ts";
import { salesOrderRowRoutes } from "./routes/sales-order-rows.ts";
import { salesOrderRoutes } from "./routes/sales-orders.ts";
import { salesReturnRoutes } from "./routes/sales-returns.ts";
import { variantRoutes } from "./routes/variants.ts";
import { webhookRoutes } from "./routes/webhooks.ts";

export const routes: readonly Route[] = [
  ...accountRoutes,
  ...customerRoutes,
  ...itemRoutes,
  ...variantRoutes,
  ...salesOrderRoutes,
  ...salesOrderRowRoutes,
  ...salesOrderPartRoutes,
  ...fulfillmentRoutes,
  ...manufacturingRoutes,
  ...salesReturnRoutes,
  ...inventoryRoutes,
  ...webhookRoutes,
];

/** Paths that Katana does not have beside ones it has: not found there, and so here. */
const absent: readonly (readonly [method: string, path: RegExp])[] = [
  ["GET", /^\/customers\/\d+$/],
  ["GET", /^\/sales_order_addresses\/\d+$/],
  ["GET", /^\/customer_addresses\/\d+$/],
];

export const isAbsent = (method: string, path: string): boolean =>
  absent.some(([absentMethod, pattern]) => absentMethod === method && pattern.test(path));

const exact = new Map(routes.map((route) => [`${route.method} ${route.path}`, route]));

export interface Match {
  readonly route: Route;
  readonly id: number;
}

const MAX_ID = 2_147_483_647;

/** A literal path before one with an id: `/sales_orders/search` is no order. */
export function matchRoute(method: string, path: string): Match | undefined {
  const literal = exact.get(`${method} ${path}`);
  if (literal) return { route: literal, id: 0 };
  const parts = path.split("/");
  const [, , id] = parts;
  if (id === undefined) return undefined;
  const route = exact.get(`${method} ${parts.with(2, "{id}").join("/")}`);
  if (!route) return undefined;
  if (!/^\d{1,10}$/.test(id) || Number(id) > MAX_ID) throw invalidParameter("id", id);
  return { route, id: Number(id) };
}
