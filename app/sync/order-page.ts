import { describePerson, describeTimeline } from "../domain/describe-timeline.ts";
import { describeStatus } from "../domain/describe-status.ts";
import { describeTotalsPart } from "../domain/describe-totals.ts";
import type { OrderId, ShopDomain } from "../domain/ids.ts";
import { wouldHelp } from "../domain/import-anyway.ts";
import { describeWhy } from "./describe-standing.ts";
import { salesOrderView, type PageSetup } from "./sales-order-view.ts";
import { knownShop, shopView } from "./shop-view.ts";
import { isLive, type OrderDetail, type Stores } from "./stores.ts";
import type { OrderPageView, OrderRowView, OrderTotalsView, TimelineEntryView } from "./views.ts";

/** PAG-6, from what is kept; neither side is asked. Null: the shop has no such order that Tandem heard of. */
export async function loadOrderPage(
  stores: Stores,
  setup: PageSetup,
  key: { readonly shop: ShopDomain; readonly orderId: OrderId },
): Promise<OrderPageView | null> {
  const detail = await stores.pages.detail(key);
  if (detail === null) return null;
  const shop = await shopView(stores, await knownShop(stores, key.shop));
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
      importAnyway: shop.state === "active" && gone && importAnyway === null && wouldHelp(order.reasons),
    },
    totals: totalsOf(detail),
    rows: rowsOf(detail),
    shippingFee: feeOf(detail),
    currency: order.currency,
    timeline: timelineOf(detail),
  };
}

/** MAP-19: every part of the difference, also those that no warning names. */
function totalsOf({ link }: OrderDetail): OrderTotalsView | null {
  if (link === null || link.totals === null) return null;
  const { shopifyTotal, katanaTotal, difference, parts } = link.totals;
  return {
    shopify: shopifyTotal,
    katana: katanaTotal,
    difference,
    parts: parts.map(({ kind, amount }) => ({ words: describeTotalsPart(kind), amount })),
  };
}

function rowsOf({ link }: OrderDetail): readonly OrderRowView[] {
  if (link === null) return [];
  const titles = new Map<string, string>(link.lastLook.lines.map(({ id, title }) => [id, title]));
  return link.agreed.rows.map(({ key, sku, quantity, pricePerUnit, discount, taxPercent }) => ({
    key,
    title: titles.get(key) ?? chargeTitle(key),
    sku,
    quantity,
    pricePerUnit,
    discount,
    taxPercent,
  }));
}

/** A row without a line is named by what it charges for: `additional-fees` is "Additional fees". */
const chargeTitle = (key: string): string => `${key.slice(0, 1).toUpperCase()}${key.slice(1).replaceAll("-", " ")}`;

function feeOf({ link }: OrderDetail): OrderPageView["shippingFee"] {
  const fee = link === null ? null : (link.agreed.shippingFee ?? link.agreed.shippingFeePending);
  return fee && { description: fee.description, amount: fee.amount, taxPercent: fee.taxPercent };
}

/** What was seen, decided and done since the order was placed, the newest first. */
function timelineOf({ timeline, firstSeenAt, placedAt }: OrderDetail): readonly TimelineEntryView[] {
  const begun = [
    { at: firstSeenAt, sentence: "Tandem first heard of the order.", cause: "Shopify" },
    ...(placedAt === null ? [] : [{ at: placedAt, sentence: "The order was placed in Shopify.", cause: "a customer" }]),
  ];
  return [
    ...timeline.map((note) => ({ at: note.at, ...describeTimeline(note) })),
    ...begun.map((entry) => ({ ...entry, before: [], after: [] })),
  ];
}
