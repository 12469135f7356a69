import { findReturn, findReverseLine, type Found } from "../find.ts";
import { approveReturn, cancelReturn, closeReturn, declineReturn, reopenReturn } from "../returns/decide.ts";
import { createReturn, requestReturn, type ReturnRequest } from "../returns/open.ts";
import { dispose, processReturn, type DispositionRequest } from "../returns/process.ts";
import { reasonByGid } from "../returns/reasons.ts";
import type { OrderState, ReturnState } from "../state.ts";
import { idOf, Refused } from "../world.ts";
import type { Args, Context, View } from "./context.ts";
import { maySee } from "./order-queries.ts";
import { requireVisibleOrder } from "./order-mutations.ts";
import { payload } from "./payload.ts";
import { returnView, reverseLineView } from "./return-views.ts";

const ERRORS = { errorType: "ReturnUserError" };

function requireReturn(context: Context, reference: string, field: readonly string[] = ["id"]): Found<ReturnState> {
  const found = findReturn(context.site.shop, reference);
  if (!found || !maySee(context, found.order)) throw new Refused("Return does not exist.", field, "NOT_FOUND");
  return found;
}

interface LineInput {
  readonly fulfillmentLineItemId: string;
  readonly quantity: number;
  readonly returnReason?: string | null;
  readonly returnReasonDefinitionId?: string | null;
  readonly returnReasonNote?: string | null;
  readonly customerNote?: string | null;
}

function reasonOf(line: LineInput): string {
  if (line.returnReasonDefinitionId == null) return line.returnReason?.toLowerCase().replaceAll("_", "-") ?? "unknown";
  return reasonByGid(line.returnReasonDefinitionId) ?? "";
}

function requestOf(input: Args): ReturnRequest {
  const exchange =
    (input["exchangeLineItems"] as
      readonly { readonly variantId?: string | null; readonly quantity: number }[] | null | undefined) ?? [];
  return {
    lines: (input["returnLineItems"] as readonly LineInput[]).map((line) => ({
      fulfillmentLineId: idOf("FulfillmentLineItem", line.fulfillmentLineItemId) ?? "",
      quantity: line.quantity,
      reason: reasonOf(line),
      note: line.returnReasonNote ?? "",
      customerNote: line.customerNote ?? null,
    })),
    exchange: exchange.map(({ variantId, quantity }) => ({ variantId: variantId ?? "", quantity })),
  };
}

interface DisposeInput {
  readonly reverseFulfillmentOrderLineItemId: string;
  readonly quantity: number;
  readonly dispositionType: DispositionRequest["type"];
  readonly locationId?: string | null;
}

const dispositionOf = (input: DisposeInput): DispositionRequest => ({
  reverseLineId: idOf("ReverseFulfillmentOrderLineItem", input.reverseFulfillmentOrderLineItemId) ?? "",
  quantity: input.quantity,
  type: input.dispositionType,
  locationId: input.locationId == null ? null : idOf("Location", input.locationId),
});

interface ProcessLineInput {
  readonly id: string;
  readonly quantity: number;
  readonly dispositions?: readonly DisposeInput[] | null;
}

function process(context: Context, args: Args): View {
  return payload(
    "ReturnProcessPayload",
    ["return"],
    () => {
      const input = args["input"] as Args;
      const { order, part } = requireReturn(context, String(input["returnId"]), ["input", "returnId"]);
      const lines = (input["returnLineItems"] as readonly ProcessLineInput[] | null | undefined) ?? [];
      const exchange =
        (input["exchangeLineItems"] as
          readonly { readonly id: string; readonly quantity: number }[] | null | undefined) ?? [];
      processReturn(context.site, order, part, {
        lines: lines.map((line) => ({
          id: idOf("ReturnLineItem", line.id) ?? "",
          quantity: line.quantity,
          dispositions: (line.dispositions ?? []).map(dispositionOf),
        })),
        exchange: exchange.map(({ id, quantity }) => ({ id: idOf("ExchangeLineItem", id) ?? "", quantity })),
        refund: input["financialTransfer"] != null,
      });
      return { return: returnView(context, order, part) };
    },
    ERRORS,
  );
}

function disposeOf(context: Context, args: Args): View {
  return payload(
    "ReverseFulfillmentOrderDisposePayload",
    ["reverseFulfillmentOrderLineItems"],
    () => {
      const inputs = args["dispositionInputs"] as readonly DisposeInput[];
      const found = findReverseLine(context.site.shop, inputs[0]?.reverseFulfillmentOrderLineItemId ?? "");
      if (!found)
        throw new Refused("Reverse fulfillment order line item does not exist.", ["dispositionInputs"], "NOT_FOUND");
      dispose(context.site, found.order, found.part, inputs.map(dispositionOf));
      const ids = new Set(inputs.map((input) => dispositionOf(input).reverseLineId));
      const lines = found.part.lines.filter((line) => ids.has(line.reverseLineId));
      return {
        reverseFulfillmentOrderLineItems: lines.map((line) =>
          reverseLineView(context.site, found.order, found.part, line),
        ),
      };
    },
    ERRORS,
  );
}

export function returnMutations(context: Context): Readonly<Record<string, unknown>> {
  const { site } = context;
  const open = (typeName: string, argument: string, run: typeof createReturn) => (args: Args) =>
    payload(
      typeName,
      ["return"],
      () => {
        const input = args[argument] as Args;
        const order = requireVisibleOrder(context, String(input["orderId"]), [argument, "orderId"]);
        return { return: returnView(context, order, run(site, order, requestOf(input))) };
      },
      ERRORS,
    );
  const change = (typeName: string, run: (order: OrderState, one: ReturnState, input: Args) => void) => (args: Args) =>
    payload(
      typeName,
      ["return"],
      () => {
        const input = (args["input"] as Args | undefined) ?? args;
        const { order, part } = requireReturn(context, String(input["id"]));
        run(order, part, input);
        return { return: returnView(context, order, part) };
      },
      ERRORS,
    );
  return {
    returnCreate: open("ReturnCreatePayload", "returnInput", createReturn),
    returnRequest: open("ReturnRequestPayload", "input", requestReturn),
    returnApproveRequest: change("ReturnApproveRequestPayload", (order, one) => approveReturn(site, order, one)),
    returnDeclineRequest: change("ReturnDeclineRequestPayload", (order, one, input) =>
      declineReturn(site, order, one, {
        reason: String(input["declineReason"]),
        note: (input["declineNote"] as string | undefined) ?? null,
      }),
    ),
    returnCancel: change("ReturnCancelPayload", (order, one) => cancelReturn(site, order, one)),
    returnClose: change("ReturnClosePayload", (order, one) => closeReturn(site, order, one)),
    returnReopen: change("ReturnReopenPayload", (order, one) => reopenReturn(site, order, one)),
    returnProcess: (args: Args) => process(context, args),
    reverseFulfillmentOrderDispose: (args: Args) => disposeOf(context, args),
  };
}
