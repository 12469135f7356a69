import type { SalesOrderCard } from "./katana-window.ts";
import { storeName } from "./words.ts";

type Known = Pick<SalesOrderCard, "id" | "storeName">;

/** Where the simulated admin shows a sales order. */
export const salesOrderPath = (store: string, id: number): string => `/store/${store}/katana/orders/${id}`;

/**
 * Katana's own address of a sales order (`/salesorder/{id}`) leads to the place where it is shown here: below the store it came from, or
 * below the first store for one that came from none. Null: there is no such sales order.
 */
export function salesOrderAddress(
  id: number,
  { salesOrders, shopDomains }: { readonly salesOrders: readonly Known[]; readonly shopDomains: readonly string[] },
): string | null {
  const order = salesOrders.find((each) => each.id === id);
  const domain = shopDomains.find((each) => each === order?.storeName) ?? shopDomains[0];
  return order && domain !== undefined ? salesOrderPath(storeName(domain), id) : null;
}
