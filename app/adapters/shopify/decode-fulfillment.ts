import { z } from "zod";
import type { Tracking } from "../../domain/fulfillment.ts";
import type { LineId, ShopifyLocationId } from "../../domain/ids.ts";
import type { Fulfillment, FulfillmentOrder, FulfillmentOrderStatus } from "../../domain/order.ts";
import { wireId, wireInstant, wireKnown, wirePage, wireQuantity, wireText } from "./wire-values.ts";
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
  .object({ id: z.string(), totalQuantity: wireQuantity, remainingQuantity: wireQuantity, lineItem })
  .transform((wire): FulfillmentOrder["lines"][number] => ({
    gid: wire.id,
    lineId: wire.lineItem.id,
    total: wire.totalQuantity,
    remaining: wire.remainingQuantity,
  }));

export const fulfillmentOrderSchema = z
  .object({
    id: z.string(),
    status: wireKnown(fulfillmentOrderStatuses),
    deliveryMethod: z.object({ methodType: z.string() }).nullable(),
    supportedActions: z.array(z.object({ action: z.string() })),
    assignedLocation: z.object({
      name: z.string(),
      location: z.object({ id: wireId<ShopifyLocationId>("Location") }).nullable(),
    }),
    lineItems: wirePage(fulfillmentOrderLineSchema),
  })
  .transform(
    ({
      id,
      status,
      deliveryMethod,
      supportedActions,
      assignedLocation,
      lineItems,
    }): WithFirstLines<FulfillmentOrder> => ({
      head: {
        gid: id,
        status,
        deliveryMethod: deliveryMethod?.methodType ?? null,
        isFulfillable: supportedActions.some(({ action }) => action === "CREATE_FULFILLMENT"),
        locationId: assignedLocation.location?.id ?? null,
        locationName: assignedLocation.name,
      },
      lines: lineItems,
    }),
  );

export const fulfillmentLineSchema = z
  .object({ quantity: wireQuantity, lineItem })
  .transform((wire): Fulfillment["lines"][number] => ({ lineId: wire.lineItem.id, quantity: wire.quantity }));

const trackingSchema = z
  .array(z.object({ number: wireText, url: wireText, company: wireText }))
  .transform(([first]): Tracking | null => {
    if (first === undefined) return null;
    const { number, url, company } = first;
    return number === null && url === null && company === null ? null : { number, url, carrier: company };
  });

export const fulfillmentSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    createdAt: wireInstant,
    status: z.string(),
    trackingInfo: trackingSchema,
    fulfillmentLineItems: wirePage(fulfillmentLineSchema),
  })
  .transform(({ id, name, createdAt, status, trackingInfo, fulfillmentLineItems }): WithFirstLines<Fulfillment> => ({
    head: { gid: id, name, createdAt, succeeded: status === "SUCCESS", tracking: trackingInfo },
    lines: fulfillmentLineItems,
  }));
