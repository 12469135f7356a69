import type { ShopDomain } from "../domain/ids.ts";
import { orderStatusBadges } from "../domain/order-status.ts";
import { describeStanding } from "./describe-standing.ts";
import type { Outside } from "./ports.ts";
import { knownShop, shopView } from "./shop-view.ts";
import type { Stores } from "./stores.ts";
import type { KeptOrder, KeptPrivacyRequest } from "./privacy-store.ts";
import type { FormOutcome, PrivacyAnswer, PrivacyAnswerOrder, PrivacyRequestView, PrivacyView } from "./views.ts";

/** CON-7: what customers asked of this shop. */
export async function loadPrivacy(stores: Stores, shop: ShopDomain): Promise<PrivacyView> {
  const [view, requests] = await Promise.all([
    knownShop(stores, shop).then((record) => shopView(stores, record)),
    stores.privacy.list(shop),
  ]);
  return { shop: view, requests: requests.map(toRequestView) };
}

/** CON-7: everything that is kept about the orders the customer asks about. */
export async function loadPrivacyAnswer(
  stores: Stores,
  shop: ShopDomain,
  requestId: string,
): Promise<PrivacyAnswer | null> {
  const request = (await stores.privacy.list(shop)).find(({ id }) => id === requestId);
  if (request?.kind !== "customers/data_request") return null;
  const kept = await stores.privacy.keptAbout(shop, request.orderIds);
  const known = new Set(kept.map(({ order }) => order.orderId));
  return {
    shop,
    askedAt: request.receivedAt,
    about:
      "All that Tandem keeps about the orders named in this request. It keeps no name, address, e-mail address or phone number of a customer.",
    shopifyCustomerId: request.customerId,
    orders: kept.map(toAnswerOrder),
    unknownOrderIds: request.orderIds.filter((orderId) => !known.has(orderId)),
  };
}

/** CON-7: the customer has the answer. What is kept of the request no longer says who asked. */
export async function settlePrivacyRequest(
  { clock, log }: Outside,
  stores: Stores,
  { shop, requestId }: { shop: ShopDomain; requestId: string },
): Promise<FormOutcome> {
  const settled = await stores.privacy.settle(shop, requestId, new Date(clock.now()).toISOString());
  if (!settled) return { ok: false, field: "request", words: "This request is not open any more. Reload the page." };
  log("privacy.answered", { shop, request: requestId });
  return { ok: true };
}

const toRequestView = (request: KeptPrivacyRequest): PrivacyRequestView => ({
  id: request.id,
  kind: request.kind === "customers/redact" ? "erasure" : "data",
  customerId: request.customerId,
  orderCount: request.orderIds.length,
  receivedAt: request.receivedAt,
  settledAt: request.settledAt,
});

const toAnswerOrder = ({ order, timeline, ...kept }: KeptOrder): PrivacyAnswerOrder => ({
  shopifyOrderId: order.orderId,
  orderNumber: order.name,
  placedAt: kept.placedAt,
  firstSeenAt: kept.firstSeenAt,
  lastLookedAt: order.updatedAt,
  total: order.total,
  currency: order.currency,
  status: orderStatusBadges[order.status].label,
  why: describeStanding(order).map(({ sentence }) => sentence),
  salesOrder: order.salesOrder && {
    id: order.salesOrder.id,
    number: order.salesOrder.no,
    cameOverAt: kept.cameOverAt,
  },
  lastLook: kept.lastLook,
  history: timeline.map(({ at, kind, details }) => ({ at, kind, details })),
});
