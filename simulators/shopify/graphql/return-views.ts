import { netFor } from "../orders/totals.ts";
import type { LineState, OrderState, RefundState, ReturnLineState, ReturnState } from "../state.ts";
import { gid, type Site } from "../world.ts";
import { reasonView } from "../returns/reasons.ts";
import { locationById } from "./catalog-views.ts";
import { connection } from "./connection.ts";
import type { Args, Context, View } from "./context.ts";
import { fulfillmentLineView } from "./fulfillment-views.ts";
import { lineById, shippingLineView } from "./line-views.ts";
import { moneyBag } from "./values.ts";

const sentLine = (order: OrderState, id: string) =>
  order.fulfillments.flatMap((one) => one.lines).find((line) => line.id === id);

function sentLineView(site: Site, order: OrderState, id: string): View {
  const line = sentLine(order, id);
  if (!line) throw new Error(`Simulator: order ${order.name} has no fulfillment line ${id}`);
  return fulfillmentLineView(site, order, line);
}

function returnLineView(site: Site, order: OrderState, one: ReturnState, line: ReturnLineState): View {
  const orderLine = order.lines.find(
    (found) => found.id === sentLine(order, line.fulfillmentLineId)?.lineId,
  ) as LineState;
  const unprocessed = line.quantity - line.processed;
  return {
    __typename: "ReturnLineItem",
    id: gid("ReturnLineItem", line.id),
    quantity: line.quantity,
    processedQuantity: line.processed,
    unprocessedQuantity: unprocessed,
    processableQuantity: one.status === "OPEN" ? unprocessed : 0,
    refundedQuantity: line.refunded,
    refundableQuantity: line.quantity - line.refunded,
    returnReason: "UNKNOWN",
    returnReasonDefinition: () => reasonView(line.reason),
    returnReasonNote: line.note,
    customerNote: line.customerNote,
    fulfillmentLineItem: () => sentLineView(site, order, line.fulfillmentLineId),
    withCodeDiscountedTotalPriceSet: () => moneyBag(order, netFor(orderLine, line.quantity)),
    restockingFee: null,
  };
}

export const dispositionView = (site: Site, disposition: ReturnState["dispositions"][number]): View => ({
  __typename: "ReverseFulfillmentOrderDisposition",
  id: gid("ReverseFulfillmentOrderDisposition", disposition.id),
  type: disposition.type,
  quantity: disposition.quantity,
  createdAt: disposition.createdAt,
  location: () => locationById(site, disposition.locationId),
});

export const reverseLineView = (site: Site, order: OrderState, one: ReturnState, line: ReturnLineState): View => ({
  __typename: "ReverseFulfillmentOrderLineItem",
  id: gid("ReverseFulfillmentOrderLineItem", line.reverseLineId),
  totalQuantity: line.quantity,
  fulfillmentLineItem: () => sentLineView(site, order, line.fulfillmentLineId),
  dispositions: () =>
    one.dispositions
      .filter((found) => found.reverseLineId === line.reverseLineId)
      .map((found) => dispositionView(site, found)),
});

export function reverseFulfillmentOrderView(context: Context, order: OrderState, one: ReturnState): View | null {
  if (!one.reverse) return null;
  return {
    __typename: "ReverseFulfillmentOrder",
    id: gid("ReverseFulfillmentOrder", one.reverse.id),
    status: one.reverse.status,
    order: () => context.showOrder(order),
    lineItems: (args: Args) =>
      connection("ReverseFulfillmentOrderLineItemConnection", args, {
        items: one.lines,
        idOf: (line) => line.reverseLineId,
        view: (line) => reverseLineView(context.site, order, one, line),
      }),
  };
}

const exchangeView = (site: Site, order: OrderState, one: ReturnState["exchange"][number]): View => ({
  __typename: "ExchangeLineItem",
  id: gid("ExchangeLineItem", one.id),
  quantity: one.quantity,
  processedQuantity: one.processed,
  unprocessedQuantity: one.quantity - one.processed,
  processableQuantity: one.quantity - one.processed,
  variantId: gid("ProductVariant", one.variantId),
  lineItems: () => one.lineIds.map((id) => lineById(site, order, id)),
});

export function returnView(context: Context, order: OrderState, one: ReturnState): View {
  const { site } = context;
  return {
    __typename: "Return",
    id: gid("Return", one.id),
    name: `${order.name}-R${one.number}`,
    status: one.status,
    createdAt: one.createdAt,
    requestApprovedAt: one.approvedAt,
    closedAt: one.closedAt,
    totalQuantity: one.lines.reduce((all, line) => all + line.quantity, 0),
    decline: one.decline ? { __typename: "ReturnDecline", ...one.decline } : null,
    order: () => context.showOrder(order),
    returnShippingFees: [],
    returnLineItems: (args: Args) =>
      connection("ReturnLineItemTypeConnection", args, {
        items: one.lines,
        idOf: (line) => line.id,
        view: (line) => returnLineView(site, order, one, line),
      }),
    exchangeLineItems: (args: Args) =>
      connection("ExchangeLineItemConnection", args, {
        items: one.exchange,
        idOf: (line) => line.id,
        view: (line) => exchangeView(site, order, line),
      }),
    reverseFulfillmentOrders: (args: Args) =>
      connection("ReverseFulfillmentOrderConnection", args, {
        items: one.reverse ? [one] : [],
        idOf: (found) => found.reverse?.id ?? "",
        view: (found) => reverseFulfillmentOrderView(context, order, found),
      }),
    refunds: (args: Args) =>
      connection("RefundConnection", args, {
        items: order.refunds.filter((refund) => refund.returnId === one.id),
        idOf: (refund) => refund.id,
        view: (refund) => refundView(context, order, refund),
      }),
  };
}

const refundLineView = (site: Site, order: OrderState, line: RefundState["lines"][number]): View => ({
  __typename: "RefundLineItem",
  id: gid("RefundLineItem", line.id),
  quantity: line.quantity,
  restockType: line.restockType,
  restocked: line.restockType === "RETURN" || line.restockType === "CANCEL",
  location: () => locationById(site, line.locationId),
  lineItem: () => lineById(site, order, line.lineId),
  subtotalSet: moneyBag(order, line.subtotal),
  totalTaxSet: moneyBag(order, line.tax),
});

export function refundView(context: Context, order: OrderState, refund: RefundState): View {
  const { site } = context;
  return {
    __typename: "Refund",
    id: gid("Refund", refund.id),
    legacyResourceId: refund.id,
    createdAt: refund.createdAt,
    updatedAt: refund.createdAt,
    processedAt: refund.createdAt,
    note: refund.note,
    order: () => context.showOrder(order),
    return: () => {
      const one = order.returns.find((found) => found.id === refund.returnId);
      return one ? returnView(context, order, one) : null;
    },
    totalRefundedSet: moneyBag(order, refund.amount),
    refundLineItems: (args: Args) =>
      connection("RefundLineItemConnection", args, {
        items: refund.lines,
        idOf: (line) => line.id,
        view: (line) => refundLineView(site, order, line),
      }),
    refundShippingLines: (args: Args) =>
      connection("RefundShippingLineConnection", args, {
        items: refund.shipping,
        idOf: (line) => line.id,
        view: (line) => ({
          __typename: "RefundShippingLine",
          id: gid("RefundShippingLine", line.id),
          subtotalAmountSet: moneyBag(order, line.subtotal),
          taxAmountSet: moneyBag(order, line.tax),
          shippingLine: () => {
            const shipping = order.shippingLines.find((found) => found.id === line.shippingLineId);
            return shipping ? shippingLineView(order, shipping) : null;
          },
        }),
      }),
  };
}
