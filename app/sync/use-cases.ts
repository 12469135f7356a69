import type { OrderId, KatanaLocationId, ShopDomain, ShopifyLocationId } from "../domain/ids.ts";
import type { OrderStatus } from "../domain/order-status.ts";
import type { Settings } from "../domain/settings.ts";
import type { OrderRequest } from "./order-requests.ts";
import type { OrderSidesView } from "./side-views.ts";
import type {
  ActivityView,
  ConnectionView,
  FormOutcome,
  HomeView,
  LiveOrderView,
  LocationsView,
  OrderPageView,
  OrderView,
  PrivacyAnswer,
  PrivacyView,
  RequestOutcome,
  SettingsView,
} from "./views.ts";

/** What the pages can ask for. Everything is of one shop; nothing here writes. */
export interface Pages {
  home(shop: ShopDomain): Promise<HomeView>;
  connection(shop: ShopDomain): Promise<ConnectionView>;
  locations(shop: ShopDomain): Promise<LocationsView>;
  settings(shop: ShopDomain): Promise<SettingsView>;
  /** `page` counts from 1; a page past the end is the last one. */
  activity(shop: ShopDomain, query: ActivityQuery): Promise<ActivityView>;
  /** Null: Tandem never heard of this order. */
  order(shop: ShopDomain, orderId: OrderId): Promise<OrderView | null>;
  /** PAG-6; null: Tandem never heard of this order. */
  orderPage(shop: ShopDomain, orderId: OrderId): Promise<OrderPageView | null>;
  /** PAG-6: both sides as they are now, asked live; null for an order that never came over. */
  orderSides(shop: ShopDomain, orderId: OrderId): Promise<OrderSidesView | null>;
  /** What Shopify says of an order by its number or id; asks live. */
  lookUp(shop: ShopDomain, text: string): Promise<LiveOrderView>;
  privacy(shop: ShopDomain): Promise<PrivacyView>;
  /** CON-7: null when the shop has no such request for a customer's data. */
  privacyAnswer(shop: ShopDomain, requestId: string): Promise<PrivacyAnswer | null>;
}

export interface ActivityQuery {
  readonly status: OrderStatus | "all";
  /** Part of an order number; empty for all. */
  readonly search: string;
  readonly page: number;
}

/** What a merchant can do. An expected refusal comes back as words for the field it belongs to. */
export interface Actions {
  /** CON-2: the key is proved with a live call before anything is stored. */
  connectKatana(shop: ShopDomain, key: string): Promise<FormOutcome>;
  testConnection(shop: ShopDomain): Promise<FormOutcome>;
  disconnectKatana(shop: ShopDomain): Promise<void>;
  /** A location that maps to null becomes unmatched. */
  saveLocations(
    shop: ShopDomain,
    matches: ReadonlyMap<ShopifyLocationId, KatanaLocationId | null>,
  ): Promise<FormOutcome>;
  /** Also what ticks "Check the Orders settings" on the checklist, changed or not. */
  saveSettings(shop: ShopDomain, settings: Settings): Promise<void>;
  /** CON-4; refused with words while something mandatory is missing. */
  activate(shop: ShopDomain): Promise<FormOutcome>;
  /** CON-5 */
  pause(shop: ShopDomain): Promise<void>;
  /** REC-5: Sync now and Retry. */
  lookNow(request: OrderRequest<OrderId>): Promise<RequestOutcome>;
  /** FUL-12 */
  carryOver(request: OrderRequest<OrderId>): Promise<RequestOutcome>;
  /** IMP-10; the orders by their numbers or ids. */
  importAnyway(request: OrderRequest<string>): Promise<RequestOutcome>;
  /** CON-7: the merchant gave the customer the answer. */
  settlePrivacyRequest(shop: ShopDomain, requestId: string): Promise<FormOutcome>;
}
