import { z } from "zod";
import type { Fulfillment, FulfillmentOrder, OrderLine } from "../../domain/order.ts";
import {
  fulfillmentLineSchema,
  fulfillmentOrderLineSchema,
  fulfillmentOrderSchema,
  fulfillmentSchema,
} from "./decode-fulfillment.ts";
import type { WithFirstLines } from "./decode-fulfillment.ts";
import { lineSchema } from "./decode-line.ts";
import { mostFulfillments } from "./page-sizes.ts";
import { wireInstant, wirePage } from "./wire-values.ts";
import type { Page } from "./wire-values.ts";

/** A part of an order, and when the order had last changed as it was read; null when what it was asked of is gone. */
export type PartOfOrder<Part> = { readonly updatedAt: string; readonly part: Part } | null;

export const linesPageSchema = z
  .object({ order: z.object({ updatedAt: wireInstant, lineItems: wirePage(lineSchema) }).nullable() })
  .transform(
    ({ order }): PartOfOrder<Page<OrderLine>> => order && { updatedAt: order.updatedAt, part: order.lineItems },
  );

export const fulfillmentOrdersPageSchema = z
  .object({
    order: z.object({ updatedAt: wireInstant, fulfillmentOrders: wirePage(fulfillmentOrderSchema) }).nullable(),
  })
  .transform(
    ({ order }): PartOfOrder<Page<WithFirstLines<FulfillmentOrder>>> =>
      order && { updatedAt: order.updatedAt, part: order.fulfillmentOrders },
  );

const order = z.object({ updatedAt: wireInstant });

export const fulfillmentOrderLinesPageSchema = z
  .object({ fulfillmentOrder: z.object({ order, lineItems: wirePage(fulfillmentOrderLineSchema) }).nullable() })
  .transform(
    ({ fulfillmentOrder: whole }): PartOfOrder<Page<FulfillmentOrder["lines"][number]>> =>
      whole && { updatedAt: whole.order.updatedAt, part: whole.lineItems },
  );

export const fulfillmentLinesPageSchema = z
  .object({ fulfillment: z.object({ order, fulfillmentLineItems: wirePage(fulfillmentLineSchema) }).nullable() })
  .transform(
    ({ fulfillment: whole }): PartOfOrder<Page<Fulfillment["lines"][number]>> =>
      whole && { updatedAt: whole.order.updatedAt, part: whole.fulfillmentLineItems },
  );

export const fulfillmentsSchema = z
  .object({
    order: z
      // A full list may have been cut off, and there is no way to ask for the rest.
      .object({ updatedAt: wireInstant, fulfillments: z.array(fulfillmentSchema).max(mostFulfillments - 1) })
      .nullable(),
  })
  .transform(
    (answer): PartOfOrder<readonly WithFirstLines<Fulfillment>[]> =>
      answer.order && { updatedAt: answer.order.updatedAt, part: answer.order.fulfillments },
  );
