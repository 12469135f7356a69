import type { Decimal } from "../domain/decimal.ts";
import type { KatanaFulfillment } from "../domain/fulfillment.ts";
import type { ShopifyHalf } from "../domain/fulfillment-pair.ts";
import type { FulfillmentStep } from "../domain/fulfillment-step.ts";
import type { KatanaFulfillmentId, SalesOrderId } from "../domain/ids.ts";
import type { Answer } from "./ports.ts";

/** What is said to Katana about goods that have gone. */
export interface KatanaFulfillmentCalls {
  /** Live ones only, each with its rows. */
  loadFulfillments(salesOrderId: SalesOrderId): Answer<readonly KatanaFulfillment[]>;
  /** Delivered at once; Katana takes batches first in, first out (FUL-8). Sent twice it makes two. */
  createFulfillment(
    fulfillment: Extract<FulfillmentStep, { kind: "create-sales-order-fulfillment" }>,
  ): Answer<BookedFulfillment>;
  /** From packed to delivered; does no harm when it is delivered. */
  deliverFulfillment(id: KatanaFulfillmentId): Answer<BookedFulfillment>;
  /** Of all sales orders, updated since (ISO-8601), deleted ones included. */
  listMovedFulfillments(since: string): Answer<readonly MovedFulfillment[]>;
}

/** What Katana made of goods that went. */
export interface BookedFulfillment {
  readonly id: KatanaFulfillmentId;
  /** Units of batch-tracked goods that Katana took from no batch (FUL-8). Its API lets nobody assign them afterwards. */
  readonly unitsWithoutBatch: Decimal;
}

/** A fulfillment that was made, changed or deleted in Katana. */
export interface MovedFulfillment {
  readonly id: KatanaFulfillmentId;
  readonly salesOrderId: SalesOrderId;
  readonly delivered: boolean;
  readonly deleted: boolean;
  /** ISO-8601; null when Katana does not tell. */
  readonly updatedAt: string | null;
}

export interface ShopifyFulfillmentCalls {
  /** FUL-3. Not to be repeated: sent twice it makes two, as long as enough is left. */
  createFulfillment(fulfillment: Extract<FulfillmentStep, { kind: "create-fulfillment" }>): Answer<ShopifyHalf["gid"]>;
}
