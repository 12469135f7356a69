import type { LineId, ReturnId, ShopifyLocationId } from "./ids.ts";
import type { Known } from "./order.ts";

/** Shopify's `ReturnStatus` (2026-10). */
export type ReturnStatus = "CANCELED" | "CLOSED" | "DECLINED" | "OPEN" | "REQUESTED";

/** What became of units that came back: Shopify's `ReverseFulfillmentOrderDispositionType` (2026-10). */
export type DispositionType = "MISSING" | "NOT_RESTOCKED" | "PROCESSING_REQUIRED" | "RESTOCKED";

export interface ReturnLine {
  readonly id: string;
  /** Null for something that was not sold with this order. */
  readonly lineId: LineId | null;
  readonly quantity: number;
  /** Units that were processed, whatever became of them. */
  readonly processed: number;
  /** Shopify's own reasons go by their handle, a shop's by their name; null without any. */
  readonly reason: { readonly handle: string; readonly name: string } | null;
}

export interface Disposition {
  readonly lineId: LineId | null;
  readonly type: Known<DispositionType>;
  readonly quantity: number;
  /** Where it was restocked; null when the location was deleted, and for what was not restocked. */
  readonly locationId: ShopifyLocationId | null;
  readonly locationName: string | null;
}

/** A return of an order. What customer and staff wrote with it is not read. */
export interface OrderReturn {
  readonly id: ReturnId;
  /** `#1001-R1` */
  readonly name: string;
  /** ISO-8601, UTC. */
  readonly createdAt: string;
  readonly status: Known<ReturnStatus>;
  readonly lines: readonly ReturnLine[];
  readonly dispositions: readonly Disposition[];
}
