import type { Reason } from "../domain/reason.ts";
import type { Settings } from "../domain/settings.ts";
import type { TimelineWords } from "../domain/describe-timeline.ts";
import type { Words } from "../domain/words.ts";
import type { KatanaLocationId, OrderId, ShopDomain, ShopifyLocationId } from "../domain/ids.ts";
import type { OrderLook } from "../domain/order-look.ts";
import type { OrderStatus } from "../domain/order-status.ts";
import type { ShopState } from "../domain/shop-state.ts";
import type { MovementView, OrderTotalsView, SideLineView } from "./side-views.ts";

/** What a page shows, as plain data. Instants are ISO-8601, UTC; the browser formats them in the shop's time zone. */

/** On every page: who is looking and how the shop stands (CON-1). */
export interface ShopView {
  readonly shop: ShopDomain;
  readonly name: string;
  readonly timezone: string;
  readonly state: ShopState;
}

export interface ChecklistView {
  readonly katanaConnected: { readonly done: boolean; readonly accountName: string | null };
  readonly locationsMatched: { readonly done: boolean; readonly matched: number; readonly total: number };
  readonly settingsReviewed: { readonly done: boolean };
  readonly activated: { readonly done: boolean; readonly since: string | null };
}

export type OrderCounts = Readonly<Record<OrderStatus, number>>;

export interface HomeView {
  readonly shop: ShopView;
  readonly checklist: ChecklistView;
  readonly counts: OrderCounts;
  /** The newest order that came over. */
  readonly lastImport: { readonly orderName: string; readonly salesOrderNo: string; readonly at: string } | null;
  /** Katana's request budget of this minute; null while it is not known. */
  readonly katanaRequests: { readonly left: number; readonly limit: number } | null;
  /** A first activation reaches 14 days back, a later one not at all (CON-4). */
  readonly activatedBefore: boolean;
  /** The orders of the 14 days before the first activation, while they come over; null before and after. */
  readonly backfill: BackfillView | null;
  /** Open orders from before those days, which stay out; null while nobody counted. */
  readonly olderOpen: number | null;
  /** Orders placed during the pause that stay out after it (CON-5); null while syncing is not paused. */
  readonly leftOut: number | null;
  /** Every order since the 14 days before the first activation was searched for and is counted (REC-4). */
  readonly accountedFor: boolean;
  /** The last 14 days on the shop's calendar, the oldest first. */
  readonly days: readonly DayView[];
  /** What needs the merchant now, most urgent first. */
  readonly alerts: readonly AlertView[];
}

/** The orders that were placed on one day, by where they stand now. */
export interface DayView {
  /** `2026-11-24` */
  readonly day: string;
  readonly counts: OrderCounts;
}

export interface BackfillView {
  /** As many as are known of: found, or counted by Shopify before they were. */
  readonly total: number;
  readonly lookedAt: number;
  readonly imported: number;
  /** Still to be looked at. */
  readonly left: number;
  readonly leftMs: number;
}

export type AlertView =
  /** CON-6: Katana's own Shopify integration made a sales order after the activation. */
  | { readonly kind: "native-integration-on"; readonly since: string }
  | { readonly kind: "key-refused"; readonly since: string; readonly words: string }
  | { readonly kind: "katana-away"; readonly since: string; readonly words: string }
  | { readonly kind: "locations-unmatched"; readonly names: readonly string[] }
  | { readonly kind: "orders-need-you"; readonly count: number }
  | { readonly kind: "data-requests-open"; readonly count: number };

export interface ConnectionView {
  readonly shop: ShopView;
  /** Null: not connected. */
  readonly connection: {
    readonly accountName: string;
    readonly connectedAt: string;
    readonly lastSuccessAt: string | null;
    readonly requestsLeft: number | null;
    readonly requestLimit: number | null;
    readonly refused: { readonly since: string; readonly words: string } | null;
    /** How Tandem learns of shipments in Katana. */
    readonly shipments: {
      /** Katana's webhook tells of them. */
      readonly told: boolean;
      /** Milliseconds between two looks, with or without a webhook. */
      readonly everyMs: number;
      /** Why Katana does not take the webhook, in its words. */
      readonly refused: string | null;
    };
  } | null;
}

export interface LocationRowView {
  readonly id: ShopifyLocationId;
  readonly name: string;
  readonly isActive: boolean;
  readonly matchedTo: KatanaLocationId | null;
  /** The name that was saved with the match, for when Katana cannot be asked. */
  readonly matchedName: string | null;
  /** The matched Katana location no longer exists or may no longer sell. */
  readonly gone: string | null;
  /** A match proposed by name while nothing is saved. */
  readonly proposed: KatanaLocationId | null;
}

export interface LocationsView {
  readonly shop: ShopView;
  /** Unmatched ones first. */
  readonly locations: readonly LocationRowView[];
  readonly katanaLocations: readonly { readonly id: KatanaLocationId; readonly name: string }[];
  /** Why one side's list could not be loaded, in words; the page stays usable with what is there. */
  readonly problems: readonly string[];
  /** Null when not connected: nothing to match with. */
  readonly connected: boolean;
}

export interface SettingsView {
  readonly shop: ShopView;
  readonly settings: Settings;
  /** They were saved or confirmed once. */
  readonly reviewed: boolean;
  /** RET-4: the merchant allowed it. */
  readonly mayCloseReturns: boolean;
}

export interface ActivityRowView {
  readonly orderId: OrderId;
  readonly name: string;
  readonly total: string | null;
  readonly currency: string | null;
  readonly status: OrderStatus;
  /** One sentence: why it stands there. */
  readonly why: string;
  readonly reasons: readonly Reason[];
  readonly salesOrder: SalesOrderView | null;
  readonly updatedAt: string;
}

export interface SalesOrderView {
  readonly id: number;
  readonly no: string;
  /** Where Katana shows it. */
  readonly url: string;
}

export interface ActivityView {
  readonly shop: ShopView;
  readonly rows: readonly ActivityRowView[];
  readonly counts: OrderCounts;
  readonly page: number;
  readonly pages: number;
  readonly filter: { readonly status: OrderStatus | "all"; readonly search: string };
  /** What Shopify says of the order that was searched for; null when it was not asked. */
  readonly live: LiveOrderView | null;
}

/** One order: where it stands and why, for the order page and the block on Shopify's own order page. */
export interface OrderView {
  readonly orderId: OrderId;
  readonly name: string;
  readonly status: OrderStatus;
  readonly why: readonly { readonly sentence: string; readonly remedy: string }[];
  readonly salesOrder: SalesOrderView | null;
}

/** PAG-6 */
export interface OrderPageView {
  readonly shop: ShopView;
  readonly orderId: OrderId;
  readonly name: string;
  readonly status: OrderStatus;
  readonly placedAt: string | null;
  readonly lookedAt: string;
  /** Where it stands, in one paragraph. */
  readonly standing: string;
  /** What is worth saying beside the status, the most pressing first. */
  readonly why: readonly WhyView[];
  readonly salesOrder: (SalesOrderView & { readonly gone: boolean }) | null;
  /** A look was asked for and has not been taken yet: the page asks again shortly. */
  readonly awaitsLook: boolean;
  readonly nextTryAt: string | null;
  /** IMP-10: who asked, in words, while it has not come over yet. */
  readonly importAsked: { readonly by: string; readonly at: string } | null;
  readonly offers: { readonly retry: boolean; readonly importAnyway: boolean; readonly carryOver: boolean };
  /** As they were when the order came over; null while it did not. */
  readonly totals: OrderTotalsView | null;
  /** As both sides last agreed on them; what each says now is asked for by the page itself. */
  readonly lines: readonly SideLineView[];
  /** As far as they are known without asking either side. */
  readonly fulfillments: readonly MovementView[];
  readonly returns: readonly MovementView[];
  readonly currency: string | null;
  readonly timeline: readonly TimelineEntryView[];
}

export interface WhyView {
  readonly kind: "failure" | "block" | "reason" | "wait" | "notice";
  readonly sentence: string;
  readonly remedy: string;
}

export interface TimelineEntryView extends TimelineWords {
  readonly at: string;
}

/** What Shopify says, live, of an order that Tandem never heard of. */
export type LiveOrderView =
  | { readonly kind: "not-shown" }
  | { readonly kind: "failed"; readonly sentence: string; readonly remedy: string }
  | {
      readonly kind: "found";
      readonly orderId: OrderId;
      readonly name: string;
      readonly total: string;
      readonly currency: string;
      readonly why: readonly Words[];
      readonly canImportAnyway: boolean;
    };

/** What came of Sync now, Retry or Import anyway. */
export interface RequestOutcome {
  readonly asked: readonly OrderId[];
  readonly refused: readonly RefusedRequest[];
}

export interface RefusedRequest {
  /** The order's number, or what was asked for. */
  readonly name: string;
  readonly words: string;
  /** The sales order that stands in the way. */
  readonly salesOrder: SalesOrderView | null;
}

/** CON-7: what customers asked of the shop, and Shopify passed on. */
export interface PrivacyView {
  readonly shop: ShopView;
  /** The newest first. */
  readonly requests: readonly PrivacyRequestView[];
}

export interface PrivacyRequestView {
  readonly id: string;
  /** `data`: what is kept about the customer, which a person answers. `erasure`: done by Tandem when it came in. */
  readonly kind: "data" | "erasure";
  /** Null once it is settled. */
  readonly customerId: string | null;
  readonly orderCount: number;
  readonly receivedAt: string;
  readonly settledAt: string | null;
}

/** All that Tandem keeps about one request's orders, for the customer to read. */
export interface PrivacyAnswer {
  readonly shop: ShopDomain;
  readonly askedAt: string;
  readonly about: string;
  readonly shopifyCustomerId: string | null;
  readonly orders: readonly PrivacyAnswerOrder[];
  /** Orders that Shopify names and Tandem keeps nothing about. */
  readonly unknownOrderIds: readonly OrderId[];
}

export interface PrivacyAnswerOrder {
  readonly shopifyOrderId: OrderId;
  readonly orderNumber: string | null;
  readonly placedAt: string | null;
  readonly firstSeenAt: string;
  readonly lastLookedAt: string;
  readonly total: string | null;
  readonly currency: string | null;
  readonly status: string;
  readonly why: readonly string[];
  readonly salesOrder: { readonly id: number; readonly number: string; readonly cameOverAt: string | null } | null;
  readonly lastLook: OrderLook | null;
  readonly history: readonly { readonly at: string; readonly kind: string; readonly details: unknown }[];
}

/** What came of a form: saved, or the words to show on the field. */
export type FormOutcome =
  { readonly ok: true } | { readonly ok: false; readonly field: string; readonly words: string };
