import { holdView, fulfillmentOrderView } from "./fulfillment-views.ts";
import { placeHold, releaseHolds } from "../fulfillments/hold.ts";
import { markAsOpen, move, prepareForPickup, reportProgress } from "../fulfillments/rearrange.ts";
import type { FulfillmentOrderState, OrderState } from "../state.ts";
import { idOf } from "../world.ts";
import type { Args, Context, View } from "./context.ts";
import { lineIds, requireFulfillmentOrder, type LineInput } from "./fulfillment-mutations.ts";
import { payload } from "./payload.ts";

interface HoldInput {
  readonly reason: string;
  readonly reasonNotes?: string | null;
  readonly handle?: string | null;
  readonly fulfillmentOrderLineItems?: readonly LineInput[] | null;
}

export function fulfillmentOrderMutations(context: Context): Readonly<Record<string, unknown>> {
  const { site } = context;
  const view = (order: OrderState, one: FulfillmentOrderState | null): View | null =>
    one ? fulfillmentOrderView(context, order, one) : null;
  return {
    fulfillmentOrderMove: (args: Args) =>
      payload(
        "FulfillmentOrderMovePayload",
        ["movedFulfillmentOrder", "originalFulfillmentOrder", "remainingFulfillmentOrder"],
        () => {
          const { order, part } = requireFulfillmentOrder(context, String(args["id"]));
          const lines = args["fulfillmentOrderLineItems"] as readonly LineInput[] | null | undefined;
          const locationId = idOf("Location", String(args["newLocationId"])) ?? "";
          const done = move(site, order, part, { locationId, units: lines?.length ? lineIds(lines) : null });
          return {
            movedFulfillmentOrder: view(order, done.moved),
            originalFulfillmentOrder: view(order, done.original),
            remainingFulfillmentOrder: view(order, done.remaining),
          };
        },
        { errorType: "FulfillmentOrderMoveFulfillmentOrderMoveUserError" },
      ),
    fulfillmentOrderHold: (args: Args) =>
      payload(
        "FulfillmentOrderHoldPayload",
        ["fulfillmentHold", "fulfillmentOrder", "remainingFulfillmentOrder"],
        () => {
          const { order, part } = requireFulfillmentOrder(context, String(args["id"]));
          const input = args["fulfillmentHold"] as HoldInput;
          const units = input.fulfillmentOrderLineItems?.length ? lineIds(input.fulfillmentOrderLineItems) : null;
          const request = {
            reason: input.reason,
            notes: input.reasonNotes ?? null,
            handle: input.handle ?? "",
            byApp: true,
            units,
          };
          const { hold, remaining } = placeHold(site, order, part, request);
          return {
            fulfillmentHold: holdView(hold),
            fulfillmentOrder: view(order, part),
            remainingFulfillmentOrder: view(order, remaining),
          };
        },
        { errorType: "FulfillmentOrderHoldUserError" },
      ),
    fulfillmentOrderReleaseHold: (args: Args) =>
      payload(
        "FulfillmentOrderReleaseHoldPayload",
        ["fulfillmentOrder"],
        () => {
          const { order, part } = requireFulfillmentOrder(context, String(args["id"]));
          const ids = args["holdIds"] as readonly string[] | null | undefined;
          releaseHolds(site, order, part, ids ? ids.map((id) => idOf("FulfillmentHold", id) ?? "") : null);
          return { fulfillmentOrder: view(order, part) };
        },
        { errorType: "FulfillmentOrderReleaseHoldUserError" },
      ),
    fulfillmentOrderLineItemsPreparedForPickup: (args: Args) =>
      payload(
        "FulfillmentOrderLineItemsPreparedForPickupPayload",
        [],
        () => {
          const input = args["input"] as {
            readonly lineItemsByFulfillmentOrder: readonly { readonly fulfillmentOrderId: string }[];
          };
          for (const { fulfillmentOrderId } of input.lineItemsByFulfillmentOrder) {
            const { order, part } = requireFulfillmentOrder(context, fulfillmentOrderId, ["input"]);
            prepareForPickup(site, order, part);
          }
          return {};
        },
        { errorType: "FulfillmentOrderLineItemsPreparedForPickupUserError" },
      ),
    fulfillmentOrderOpen: (args: Args) =>
      payload("FulfillmentOrderOpenPayload", ["fulfillmentOrder"], () => {
        const { order, part } = requireFulfillmentOrder(context, String(args["id"]));
        markAsOpen(site, order, part);
        return { fulfillmentOrder: view(order, part) };
      }),
    fulfillmentOrderReportProgress: (args: Args) =>
      payload(
        "FulfillmentOrderReportProgressPayload",
        ["fulfillmentOrder"],
        () => {
          const { order, part } = requireFulfillmentOrder(context, String(args["id"]));
          reportProgress(site, order, part);
          return { fulfillmentOrder: view(order, part) };
        },
        { errorType: "FulfillmentOrderReportProgressUserError" },
      ),
  };
}
