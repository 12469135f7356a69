import type { OrderId } from "../../domain/ids.ts";
import { failed, ok } from "../../domain/result.ts";
import type { ActualSalesOrder } from "../../domain/sales-order.ts";
import type { Answer } from "../../sync/ports.ts";
import { decodeSalesOrders } from "./decode-sales-order.ts";
import { shopifyOrderType } from "./encode-sales-order.ts";
import type { KatanaCalls } from "./katana-calls.ts";
import type { QueryParameters } from "./katana-http.ts";

/** Katana takes no more values in one `inq`. */
const mostIds = 100;
/** The largest page of a search. */
const pageSize = 200;
/** No search for a hundred ids comes near it. */
const mostPages = 20;

/**
 * `POST /sales_orders/search`: live sales orders with any of these hidden Shopify ids, whatever the store name says (CON-6). The search is
 * in Beta: where it is refused, all that was made since (ISO-8601) is listed instead.
 */
export async function findSalesOrdersOf(
  calls: KatanaCalls,
  orderIds: readonly OrderId[],
  since: string,
): Answer<readonly ActualSalesOrder[]> {
  if (orderIds.length > mostIds) throw new Error(`A search for more than ${String(mostIds)} orders`);
  const wanted = new Set<OrderId>(orderIds);
  const found = await search(calls, orderIds);
  const refused = !found.ok && found.problem.kind === "rejected";
  const answer = refused ? await list(calls, since, []) : found;
  return answer.ok ? ok(ofThese(answer.value, wanted)) : answer;
}

async function search(calls: KatanaCalls, orderIds: readonly OrderId[]): Answer<readonly ActualSalesOrder[]> {
  const salesOrders: ActualSalesOrder[] = [];
  for (let page = 1; page <= mostPages; page += 1) {
    const where = { ecommerce_order_id: { inq: orderIds } };
    const body = { filter: { where, order: "created_at ASC", limit: pageSize, page } };
    const answer = await calls.search({ path: "/sales_orders/search", body }, decodeSalesOrders);
    if (!answer.ok) return answer;
    salesOrders.push(...answer.value);
    if (answer.value.length < pageSize) return ok(salesOrders);
  }
  return failed({ kind: "unreadable", side: "katana", path: "data", words: `more than ${String(mostPages)} pages` });
}

/** Katana ignores what it does not know of a query: what comes back need not be what was asked for. */
const ofThese = (found: readonly ActualSalesOrder[], wanted: ReadonlySet<OrderId>): readonly ActualSalesOrder[] =>
  byId(
    found.filter(({ deleted, shopifyOrderId }) => !deleted && shopifyOrderId !== null && wanted.has(shopifyOrderId)),
  );

/** Sales orders that were deleted show in lists only: all with a Shopify id that were made since, 250 to a call. */
export async function listDeletedSalesOrders(calls: KatanaCalls, since: string): Answer<readonly ActualSalesOrder[]> {
  const listed = await list(calls, since, [["include_deleted", "true"]]);
  return listed.ok ? ok(byId(listed.value.filter((one) => one.deleted && one.shopifyOrderId !== null))) : listed;
}

const list = (calls: KatanaCalls, since: string, query: QueryParameters): Answer<readonly ActualSalesOrder[]> =>
  calls.readPages(
    {
      path: "/sales_orders",
      query: [["ecommerce_order_type", shopifyOrderType], ["created_at_min", since], ...query],
    },
    decodeSalesOrders,
  );

/** One that moved to the next page while the pages were read comes twice. */
const byId = (found: readonly ActualSalesOrder[]): readonly ActualSalesOrder[] => [
  ...new Map(found.map((one) => [one.id, one])).values(),
];
