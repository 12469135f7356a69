import type { SalesOrderCard } from "./katana-window.ts";
import { storeName } from "./words.ts";

type Known = Pick<SalesOrderCard, "id" | "storeName">;

/**
 * Katana's own address of a sales order (`/salesorder/{id}`) leads to the place where it is shown here: the Katana page of the store it
 * came from, or of the first store for one that came from none. Null: there is no such sales order.
 */
export function salesOrderAddress(
  id: number,
  { salesOrders, shopDomains }: { readonly salesOrders: readonly Known[]; readonly shopDomains: readonly string[] },
): string | null {
  const order = salesOrders.find((each) => each.id === id);
  const domain = shopDomains.find((each) => each === order?.storeName) ?? shopDomains[0];
  return order && domain !== undefined ? `/store/${storeName(domain)}/katana#so-${id}` : null;
}
