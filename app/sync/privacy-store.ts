import type { OrderId, ShopDomain } from "../domain/ids.ts";
import type { OrderLook } from "../domain/order-look.ts";
import type { TimelineNote } from "../domain/timeline.ts";
import type { ListedOrder } from "./stores.ts";

/** A compliance request about one customer (CON-7). */
export interface PrivacyRequest {
  readonly kind: "customers/data_request" | "customers/redact";
  readonly customerId: string | null;
  readonly orderIds: readonly OrderId[];
}

export interface PrivacyStore {
  record(shop: ShopDomain, request: PrivacyRequest, at: string): Promise<void>;
  /** Removes that customer's personal data from logs and caches and settles the request. */
  redactCustomer(shop: ShopDomain, request: PrivacyRequest, at: string): Promise<void>;
  /** Every request of the shop, the newest first. */
  list(shop: ShopDomain): Promise<readonly KeptPrivacyRequest[]>;
  /** The person who runs the shop answered it; false: the shop has no such open request. Who it was about is forgotten with that. */
  settle(shop: ShopDomain, id: string, at: string): Promise<boolean>;
  /** All that is kept about these orders; orders that Tandem never heard of are left out. */
  keptAbout(shop: ShopDomain, orderIds: readonly OrderId[]): Promise<readonly KeptOrder[]>;
}

export interface KeptPrivacyRequest extends PrivacyRequest {
  readonly id: string;
  readonly receivedAt: string;
  readonly settledAt: string | null;
}

export interface KeptOrder {
  readonly order: ListedOrder;
  /** When it was placed in Shopify; null until it was read. */
  readonly placedAt: string | null;
  readonly firstSeenAt: string;
  readonly cameOverAt: string | null;
  /** What Shopify showed at the last look at an order that came over. */
  readonly lastLook: OrderLook | null;
  /** What was done with it and when, the oldest first. */
  readonly timeline: readonly (TimelineNote & { readonly at: string })[];
}
