import { addFulfillmentEvent, cancelFulfillment, updateTracking } from "../fulfillments/change.ts";
import { fulfil, type FulfillmentPart } from "../fulfillments/fulfil.ts";
import type { TrackingInput } from "../fulfillments/tracking.ts";
import { idOf, Refused } from "../world.ts";
import type { Args, Context, View } from "./context.ts";
import { findFulfillment, findFulfillmentOrder, type Found } from "../find.ts";
import { fulfillmentEventView, fulfillmentView, isVisible } from "./fulfillment-views.ts";
import { maySee } from "./order-queries.ts";
import { payload } from "./payload.ts";
import type { FulfillmentOrderState, FulfillmentState } from "../state.ts";

export interface LineInput {
  readonly id: string;
  readonly quantity: number;
}

interface FulfillmentInput {
  readonly lineItemsByFulfillmentOrder: readonly {
    readonly fulfillmentOrderId: string;
    readonly fulfillmentOrderLineItems?: readonly LineInput[] | null;
  }[];
  readonly notifyCustomer?: boolean | null;
  readonly trackingInfo?: TrackingInput | null;
}

export function requireFulfillmentOrder(
  context: Context,
  reference: string,
  field: readonly string[] = ["id"],
): Found<FulfillmentOrderState> {
  const found = findFulfillmentOrder(context.site.shop, reference);
  if (!found || !isVisible(context, found.part, "write") || !maySee(context, found.order)) {
    throw new Refused("Fulfillment order does not exist.", field, "FULFILLMENT_ORDER_NOT_FOUND");
  }
  return found;
}

export const lineIds = (lines: readonly LineInput[]): readonly LineInput[] =>
  lines.map(({ id, quantity }) => ({ id: idOf("FulfillmentOrderLineItem", id) ?? "", quantity }));

const fulfillmentCreate =
  (context: Context) =>
  (args: Args): View =>
    payload("FulfillmentCreatePayload", ["fulfillment"], () => {
      const input = args["fulfillment"] as FulfillmentInput;
      const field = ["fulfillment"];
      const found = input.lineItemsByFulfillmentOrder.map((one) =>
        requireFulfillmentOrder(context, one.fulfillmentOrderId, field),
      );
      const order = found[0]?.order;
      if (!order) throw new Refused("Line items by fulfillment order can't be blank", field);
      if (found.some((one) => one.order !== order))
        throw new Refused("All fulfillment orders must belong to the same order.", field);
      const parts: FulfillmentPart[] = input.lineItemsByFulfillmentOrder.map((one, index) => ({
        fulfillmentOrder: (found[index] as Found<FulfillmentOrderState>).part,
        lines: one.fulfillmentOrderLineItems?.length ? lineIds(one.fulfillmentOrderLineItems) : null,
      }));
      const details = { tracking: input.trackingInfo ?? null, notify: input.notifyCustomer ?? false };
      const made = fulfil(context.site, order, parts, details);
      return { fulfillment: fulfillmentView(context, order, made) };
    });

function requireFulfillment(context: Context, reference: string, field: readonly string[]): Found<FulfillmentState> {
  const found = findFulfillment(context.site.shop, reference);
  if (!found || !maySee(context, found.order)) throw new Refused("Fulfillment does not exist.", field, "NOT_FOUND");
  return found;
}

interface EventInput {
  readonly fulfillmentId: string;
  readonly status: string;
  readonly happenedAt?: string | null;
  readonly message?: string | null;
}

export function fulfillmentMutations(context: Context): Readonly<Record<string, unknown>> {
  const { site } = context;
  return {
    fulfillmentCreate: fulfillmentCreate(context),
    fulfillmentCancel: (args: Args) =>
      payload("FulfillmentCancelPayload", ["fulfillment"], () => {
        const { order, part } = requireFulfillment(context, String(args["id"]), ["id"]);
        cancelFulfillment(site, order, part);
        return { fulfillment: fulfillmentView(context, order, part) };
      }),
    fulfillmentTrackingInfoUpdate: (args: Args) =>
      payload("FulfillmentTrackingInfoUpdatePayload", ["fulfillment"], () => {
        const { order, part } = requireFulfillment(context, String(args["fulfillmentId"]), ["fulfillmentId"]);
        updateTracking(site, order, part, args["trackingInfoInput"] as TrackingInput);
        return { fulfillment: fulfillmentView(context, order, part) };
      }),
    fulfillmentEventCreate: (args: Args) =>
      payload("FulfillmentEventCreatePayload", ["fulfillmentEvent"], () => {
        const input = args["fulfillmentEvent"] as EventInput;
        const { order, part } = requireFulfillment(context, input.fulfillmentId, ["fulfillmentEvent", "fulfillmentId"]);
        const { status, happenedAt = null, message = null } = input;
        return {
          fulfillmentEvent: fulfillmentEventView(
            addFulfillmentEvent(site, order, part, { status, happenedAt, message }),
          ),
        };
      }),
  };
}
