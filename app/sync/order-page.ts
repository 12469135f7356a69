import { describePerson, describeTimeline } from "../domain/describe-timeline.ts";
import { describeStatus } from "../domain/describe-status.ts";
import type { OrderId, ShopDomain } from "../domain/ids.ts";
import { wouldHelp } from "../domain/import-anyway.ts";
import { describeWhy } from "./describe-standing.ts";
import { agreedLines, totalsView } from "./side-lines.ts";
import { fulfillmentViews, returnViews } from "./movement-views.ts";
import { salesOrderView, type PageSetup } from "./sales-order-view.ts";
import { knownShop, shopView } from "./shop-view.ts";
import { isLive, type OrderDetail, type ShopRecord, type Stores } from "./stores.ts";
import type { OrderPageView, TimelineEntryView } from "./views.ts";

/** PAG-6, from what is kept; neither side is asked. Null: the shop has no such order that Tandem heard of. */
export async function loadOrderPage(
  stores: Stores,
  setup: PageSetup,
  key: { readonly shop: ShopDomain; readonly orderId: OrderId },
): Promise<OrderPageView | null> {
  const detail = await stores.pages.detail(key);
  if (detail === null) return null;
  const record = await knownShop(stores, key.shop);
  const shop = await shopView(stores, record);
  const { order, link, importAnyway } = detail;
  const gone = !isLive(link);
  return {
    shop,
    orderId: order.orderId,
    name: order.name ?? `Order ${order.orderId}`,
    status: order.status,
    placedAt: detail.placedAt,
    lookedAt: order.updatedAt,
    standing: describeStatus({
      status: order.status,
      looked: detail.placedAt !== null,
      salesOrder: order.salesOrder && { no: order.salesOrder.no, gone },
    }),
    why: describeWhy(order),
    salesOrder: order.salesOrder && { ...salesOrderView(setup, order.salesOrder), gone },
    awaitsLook: detail.awaitsLook,
    nextTryAt: detail.nextTryAt,
    importAsked: importAnyway && { by: describePerson(importAnyway.by), at: importAnyway.at },
    offers: {
      retry: order.status === "needs-you" || order.status === "retrying",
      // FUL-12: something stayed on the side where it was made.
      carryOver:
        order.notices.some(({ kind }) => kind === "fulfillments-left-aside") ||
        order.blocks.some(({ kind }) => kind === "fulfillment-left"),
      importAnyway: shop.state === "active" && gone && importAnyway === null && wouldHelp(order.reasons),
    },
    totals: link?.totals ? totalsView(link.totals) : null,
    lines: link === null ? [] : agreedLines(link, order.currency),
    ...movementsOf(record, detail),
    currency: order.currency,
    timeline: timelineOf(detail),
  };
}

/** As far as they are known without asking either side. */
function movementsOf(shop: ShopRecord, { link, order }: OrderDetail): Pick<OrderPageView, "fulfillments" | "returns"> {
  if (link === null) return { fulfillments: [], returns: [] };
  const sides = { shop, link, listed: order, shopify: null, katana: null };
  return { fulfillments: fulfillmentViews(sides), returns: returnViews(sides) };
}

/** What was seen, decided and done since the order was placed, the newest first. */
function timelineOf({ order, timeline, firstSeenAt, placedAt }: OrderDetail): readonly TimelineEntryView[] {
  const begun = [
    { at: firstSeenAt, sentence: "Tandem first heard of the order.", cause: "Shopify" },
    ...(placedAt === null ? [] : [{ at: placedAt, sentence: "The order was placed in Shopify.", cause: "a customer" }]),
  ];
  return [
    ...timeline.map((note) => ({ at: note.at, ...describeTimeline(note, order.currency ?? "") })),
    ...begun.map((entry) => ({ ...entry, before: [], after: [] })),
  ];
}
