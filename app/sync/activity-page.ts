import type { ShopDomain } from "../domain/ids.ts";
import { describeStanding } from "./describe-standing.ts";
import { lookUpOrder } from "./look-up-order.ts";
import type { Outside } from "./ports.ts";
import { salesOrderView, type PageSetup } from "./sales-order-view.ts";
import { knownShop, shopView } from "./shop-view.ts";
import type { ListedOrder, Stores } from "./stores.ts";
import type { ActivityQuery } from "./use-cases.ts";
import type { ActivityRowView, ActivityView, LiveOrderView } from "./views.ts";

const pageSize = 50;

/** PAG-5. Shopify is asked only for an order that is searched for and that Tandem never heard of. */
export async function loadActivity(
  outside: Outside,
  stores: Stores,
  { shop, query, setup }: { shop: ShopDomain; query: ActivityQuery; setup: PageSetup },
): Promise<ActivityView> {
  const record = await knownShop(stores, shop);
  const search = query.search.trim().replace(/^#(?=#)/, "");
  const filter = { status: query.status, search };
  const at = (page: number) => stores.pages.list(shop, { ...filter, skip: (page - 1) * pageSize, take: pageSize });
  const [asked, counts] = await Promise.all([at(query.page), stores.pages.countByStatus(shop)]);
  const pages = Math.max(1, Math.ceil(asked.total / pageSize));
  const page = Math.min(query.page, pages);
  const { orders } = page === query.page ? asked : await at(page);
  const asksShopify = asked.total === 0 && search !== "" && query.status === "all";
  const live = asksShopify ? await lookUpOrder(outside, stores, { shop, text: search }) : null;
  const known = live?.kind === "found" ? await stores.pages.find({ shop, orderId: live.orderId }) : null;
  return {
    shop: await shopView(stores, record),
    rows: [...orders, ...(known === null ? [] : [known])].map((order) => toRow(setup, order)),
    counts,
    page,
    pages,
    filter,
    live: unlessKnown(live, known),
  };
}

/** An order may be searched for by its id, or before its number is known: then its row says more than Shopify does. */
const unlessKnown = (live: LiveOrderView | null, known: ListedOrder | null): LiveOrderView | null =>
  known === null ? live : null;

export const nameOf = (order: ListedOrder): string => order.name ?? `Order ${order.orderId}`;

const toRow = (setup: PageSetup, order: ListedOrder): ActivityRowView => ({
  orderId: order.orderId,
  name: nameOf(order),
  total: order.total,
  currency: order.currency,
  status: order.status,
  why: describeStanding(order)[0].sentence,
  reasons: order.reasons,
  salesOrder: order.salesOrder && salesOrderView(setup, order.salesOrder),
  updatedAt: order.updatedAt,
});
