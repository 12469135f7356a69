import { z } from "zod";
import type { LineId, ShopifyLocationId } from "../../domain/ids.ts";
import type { Fulfillment, FulfillmentOrder, FulfillmentOrderStatus } from "../../domain/order.ts";
import { wireId, wireKnown, wirePage, wireQuantity } from "./wire-values.ts";
import type { Page } from "./wire-values.ts";

/** Something whose lines come in pages, with the first of them. */
export interface WithFirstLines<Whole extends { readonly lines: readonly unknown[] }> {
  readonly head: Omit<Whole, "lines">;
  readonly lines: Page<Whole["lines"][number]>;
}

const fulfillmentOrderStatuses: readonly FulfillmentOrderStatus[] = [
  "CANCELLED",
  "CLOSED",
  "INCOMPLETE",
  "IN_PROGRESS",
  "ON_HOLD",
  "OPEN",
  "SCHEDULED",
];

const lineItem = z.object({ id: wireId<LineId>("LineItem") });

export const fulfillmentOrderLineSchema = z
  .object({ totalQuantity: wireQuantity, remainingQuantity: wireQuantity, lineItem })
  .transform((wire): FulfillmentOrder["lines"][number] => ({
    lineId: wire.lineItem.id,
    total: wire.totalQuantity,
    remaining: wire.remainingQuantity,
  }));

export const fulfillmentOrderSchema = z
  .object({
    id: z.string(),
    status: wireKnown(fulfillmentOrderStatuses),
    assignedLocation: z.object({
      name: z.string(),
      location: z.object({ id: wireId<ShopifyLocationId>("Location") }).nullable(),
    }),
    lineItems: wirePage(fulfillmentOrderLineSchema),
  })
  .transform(({ id, status, assignedLocation, lineItems }): WithFirstLines<FulfillmentOrder> => ({
    head: {
      gid: id,
      status,
      locationId: assignedLocation.location?.id ?? null,
      locationName: assignedLocation.name,
    },
    lines: lineItems,
  }));

export const fulfillmentLineSchema = z
  .object({ quantity: wireQuantity, lineItem })
  .transform((wire): Fulfillment["lines"][number] => ({ lineId: wire.lineItem.id, quantity: wire.quantity }));

export const fulfillmentSchema = z
  .object({ id: z.string(), status: z.string(), fulfillmentLineItems: wirePage(fulfillmentLineSchema) })
  .transform(({ id, status, fulfillmentLineItems }): WithFirstLines<Fulfillment> => ({
    head: { gid: id, succeeded: status === "SUCCESS" },
    lines: fulfillmentLineItems,
  }));
