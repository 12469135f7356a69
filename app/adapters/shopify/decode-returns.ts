import { z } from "zod";
import type { LineId, ReturnId, ShopifyLocationId } from "../../domain/ids.ts";
import type { Disposition, DispositionType, OrderReturn, ReturnLine, ReturnStatus } from "../../domain/order-return.ts";
import type { PartOfOrder } from "./decode-order-pages.ts";
import { wireId, wireInstant, wireKnown, wirePage, wireQuantity } from "./wire-values.ts";
import type { Page } from "./wire-values.ts";

const statuses: readonly ReturnStatus[] = ["CANCELED", "CLOSED", "DECLINED", "OPEN", "REQUESTED"];
const dispositionTypes: readonly DispositionType[] = ["MISSING", "NOT_RESTOCKED", "PROCESSING_REQUIRED", "RESTOCKED"];

/** A return as one page of them tells it: its lines, and what became of them, come in pages of their own. */
export interface FirstOfReturn {
  readonly gid: string;
  readonly head: Omit<OrderReturn, "lines" | "dispositions">;
  readonly lines: Page<ReturnLine>;
  readonly reverses: Page<FirstOfReverse>;
}

/** A reverse fulfillment order, with what became of the units on its first lines. */
export interface FirstOfReverse {
  readonly gid: string;
  readonly lines: Page<readonly Disposition[]>;
}

const soldLine = z.object({ lineItem: z.object({ id: wireId<LineId>("LineItem") }) });

/** Without a line of a fulfillment it is something that Shopify cannot tell where it was sold. */
const lineSchema = z
  .object({
    id: z.string(),
    quantity: wireQuantity,
    processedQuantity: wireQuantity,
    returnReasonDefinition: z.object({ handle: z.string(), name: z.string() }).nullish(),
    fulfillmentLineItem: soldLine.nullish(),
  })
  .transform((wire): ReturnLine => ({
    id: wire.id,
    lineId: wire.fulfillmentLineItem?.lineItem.id ?? null,
    quantity: wire.quantity,
    processed: wire.processedQuantity,
    reason: wire.returnReasonDefinition ?? null,
  }));

const dispositionSchema = z.object({
  type: wireKnown(dispositionTypes),
  quantity: wireQuantity,
  location: z.object({ id: wireId<ShopifyLocationId>("Location"), name: z.string() }).nullish(),
});

const reverseLineSchema = z
  .object({ fulfillmentLineItem: soldLine.nullish(), dispositions: z.array(dispositionSchema) })
  .transform((wire): readonly Disposition[] =>
    wire.dispositions.map(({ type, quantity, location }) => ({
      lineId: wire.fulfillmentLineItem?.lineItem.id ?? null,
      type,
      quantity,
      locationId: location?.id ?? null,
      locationName: location?.name ?? null,
    })),
  );

const reverseSchema = z
  .object({ id: z.string(), lineItems: wirePage(reverseLineSchema) })
  .transform(({ id, lineItems }): FirstOfReverse => ({ gid: id, lines: lineItems }));

const returnSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    createdAt: wireInstant,
    status: wireKnown(statuses),
    returnLineItems: wirePage(lineSchema),
    reverseFulfillmentOrders: wirePage(reverseSchema),
  })
  .transform((wire, context): FirstOfReturn => {
    const id = wireId<ReturnId>("Return").safeParse(wire.id);
    if (!id.success) {
      context.addIssue({ code: "custom", path: ["id"], message: "expected the GID of a Return" });
      return z.NEVER;
    }
    const { name, createdAt, status } = wire;
    const head = { id: id.data, name, createdAt, status };
    return { gid: wire.id, head, lines: wire.returnLineItems, reverses: wire.reverseFulfillmentOrders };
  });

const order = z.object({ updatedAt: wireInstant });

export const returnsPageSchema = z
  .object({ order: z.object({ updatedAt: wireInstant, returns: wirePage(returnSchema) }).nullable() })
  .transform(
    (answer): PartOfOrder<Page<FirstOfReturn>> =>
      answer.order && { updatedAt: answer.order.updatedAt, part: answer.order.returns },
  );

export const returnLinesPageSchema = z
  .object({ return: z.object({ order, returnLineItems: wirePage(lineSchema) }).nullable() })
  .transform(
    (answer): PartOfOrder<Page<ReturnLine>> =>
      answer.return && { updatedAt: answer.return.order.updatedAt, part: answer.return.returnLineItems },
  );

export const reversesPageSchema = z
  .object({ return: z.object({ order, reverseFulfillmentOrders: wirePage(reverseSchema) }).nullable() })
  .transform(
    (answer): PartOfOrder<Page<FirstOfReverse>> =>
      answer.return && { updatedAt: answer.return.order.updatedAt, part: answer.return.reverseFulfillmentOrders },
  );

export const reverseLinesPageSchema = z
  .object({ reverseFulfillmentOrder: z.object({ order, lineItems: wirePage(reverseLineSchema) }).nullable() })
  .transform(
    ({ reverseFulfillmentOrder: whole }): PartOfOrder<Page<readonly Disposition[]>> =>
      whole && { updatedAt: whole.order.updatedAt, part: whole.lineItems },
  );

/** What Shopify has against closing it; empty when it closed. */
export const closeReturnSchema = z
  .object({ returnClose: z.object({ userErrors: z.array(z.object({ message: z.string() })) }).nullable() })
  .transform(({ returnClose }): readonly string[] => (returnClose?.userErrors ?? []).map(({ message }) => message));
