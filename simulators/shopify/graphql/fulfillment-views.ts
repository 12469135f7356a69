import { times } from "../money.ts";
import { netFor } from "../orders/totals.ts";
import type {
  FulfillmentLineState,
  FulfillmentOrderState,
  FulfillmentState,
  HoldState,
  LineState,
  OrderState,
} from "../state.ts";
import { gid, type Site } from "../world.ts";
import { locationById, serviceView, variantById } from "./catalog-views.ts";
import { connection, limited } from "./connection.ts";
import type { Args, Context, View } from "./context.ts";
import { lineById } from "./line-views.ts";
import { moneyBag } from "./values.ts";

/** Fulfillment orders are shown only to apps with the scope for who manages them. */
export function isVisible(
  context: Context,
  fulfillmentOrder: FulfillmentOrderState,
  verb: "read" | "write" = "read",
): boolean {
  const scope = fulfillmentOrder.managedBy === "merchant" ? "merchant_managed" : "third_party";
  return context.scopes.has(`${verb}_${scope}_fulfillment_orders`);
}

const ACTIONS: Readonly<Record<FulfillmentOrderState["status"], readonly string[]>> = {
  OPEN: ["CREATE_FULFILLMENT", "REPORT_PROGRESS", "MOVE", "HOLD", "SPLIT"],
  IN_PROGRESS: ["CREATE_FULFILLMENT", "REPORT_PROGRESS", "HOLD", "MARK_AS_OPEN"],
  ON_HOLD: ["RELEASE_HOLD", "HOLD", "MOVE"],
  SCHEDULED: ["MARK_AS_OPEN", "MOVE"],
  CANCELLED: [],
  CLOSED: [],
  INCOMPLETE: [],
};

const HOLD_WORDS: Readonly<Record<string, string>> = {
  AWAITING_PAYMENT: "Awaiting payment",
  AWAITING_RETURN_ITEMS: "Awaiting return items",
  HIGH_RISK_OF_FRAUD: "High risk of fraud",
  INCORRECT_ADDRESS: "Incorrect address",
  INVENTORY_OUT_OF_STOCK: "Inventory out of stock",
  UNKNOWN_DELIVERY_DATE: "Unknown delivery date",
};

export const holdView = (hold: HoldState): View => ({
  __typename: "FulfillmentHold",
  id: gid("FulfillmentHold", hold.id),
  reason: hold.reason,
  reasonNotes: hold.notes,
  displayReason: HOLD_WORDS[hold.reason] ?? "Other",
  handle: hold.handle,
  heldByRequestingApp: hold.byApp,
});

function destinationView(site: Site, order: OrderState, fulfillmentOrder: FulfillmentOrderState): View | null {
  const address = order.shippingAddress;
  if (!address || fulfillmentOrder.methodType === "NONE" || fulfillmentOrder.methodType === "RETAIL") return null;
  const { firstName, lastName, company, address1, address2, city, province, zip, countryCode } = address;
  return {
    __typename: "FulfillmentOrderDestination",
    id: gid("FulfillmentOrderDestination", fulfillmentOrder.destinationId),
    ...{ firstName, lastName, company, address1, address2, city, province, zip, countryCode },
    phone: address.phone ?? order.phone,
    email: order.email,
    location: () =>
      fulfillmentOrder.methodType === "PICK_UP" ? locationById(site, fulfillmentOrder.locationId) : null,
  };
}

const foLineView = (context: Context, order: OrderState, line: FulfillmentOrderState["lines"][number]): View => {
  const { site } = context;
  const of = order.lines.find((one) => one.id === line.lineId) as LineState;
  return {
    __typename: "FulfillmentOrderLineItem",
    id: gid("FulfillmentOrderLineItem", line.id),
    sku: of.sku,
    productTitle: of.title,
    variantTitle: of.variantTitle,
    vendor: of.vendor,
    totalQuantity: line.total,
    remainingQuantity: line.remaining,
    requiresShipping: of.requiresShipping,
    inventoryItemId: of.inventoryItemId === null ? null : gid("InventoryItem", of.inventoryItemId),
    lineItem: () => lineById(site, order, line.lineId),
    variant: () => variantById(site, of.variantId),
    warnings: [],
  };
};

export function fulfillmentOrderView(context: Context, order: OrderState, one: FulfillmentOrderState): View {
  const { site } = context;
  return {
    __typename: "FulfillmentOrder",
    id: gid("FulfillmentOrder", one.id),
    status: one.status,
    requestStatus: one.requestStatus,
    createdAt: one.createdAt,
    updatedAt: one.updatedAt,
    fulfillAt: one.fulfillAt,
    fulfillBy: null,
    order: () => context.showOrder(order),
    orderId: gid("Order", order.id),
    orderName: order.name,
    orderProcessedAt: order.processedAt,
    assignedLocation: {
      __typename: "FulfillmentOrderAssignedLocation",
      name: one.locationName,
      countryCode: one.locationCountryCode,
      location: () => locationById(site, one.locationId),
    },
    deliveryMethod: {
      __typename: "DeliveryMethod",
      id: gid("DeliveryMethod", one.deliveryMethodId),
      methodType: one.methodType,
      presentedName: one.presentedName,
      serviceCode: one.methodType === "SHIPPING" ? (order.shippingLines[0]?.code ?? null) : null,
      minDeliveryDateTime: null,
      maxDeliveryDateTime: null,
    },
    destination: () => destinationView(site, order, one),
    fulfillmentHolds: () => one.holds.map(holdView),
    supportedActions: ACTIONS[one.status].map((action) => ({
      __typename: "FulfillmentOrderSupportedAction",
      action,
      externalUrl: null,
    })),
    lineItems: (args: Args) =>
      connection("FulfillmentOrderLineItemConnection", args, {
        items: one.lines,
        idOf: (line) => line.id,
        view: (line) => foLineView(context, order, line),
      }),
    fulfillments: (args: Args) =>
      connection("FulfillmentConnection", args, {
        items: order.fulfillments.filter((sent) => sent.lines.some((line) => line.fulfillmentOrderId === one.id)),
        idOf: (sent) => sent.id,
        view: (sent) => fulfillmentView(context, order, sent),
      }),
  };
}

export function fulfillmentLineView(site: Site, order: OrderState, sent: FulfillmentLineState): View {
  const line = order.lines.find((one) => one.id === sent.lineId) as LineState;
  return {
    __typename: "FulfillmentLineItem",
    id: gid("FulfillmentLineItem", sent.id),
    quantity: sent.quantity,
    lineItem: () => lineById(site, order, sent.lineId),
    originalTotalSet: () => moneyBag(order, times(line.unitPrice, sent.quantity)),
    discountedTotalSet: () => moneyBag(order, netFor(line, sent.quantity)),
  };
}

export function fulfillmentView(context: Context, order: OrderState, one: FulfillmentState): View {
  const { site } = context;
  const fulfillmentOrders = order.fulfillmentOrders.filter((fo) =>
    one.lines.some((line) => line.fulfillmentOrderId === fo.id),
  );
  const location = site.shop.locations.find((found) => found.id === one.locationId);
  return {
    __typename: "Fulfillment",
    id: gid("Fulfillment", one.id),
    legacyResourceId: one.id,
    name: `${order.name}-F${one.number}`,
    status: one.status,
    displayStatus: one.displayStatus,
    createdAt: one.createdAt,
    updatedAt: one.updatedAt,
    deliveredAt: one.deliveredAt,
    inTransitAt: one.inTransitAt,
    estimatedDeliveryAt: null,
    location: () => locationById(site, one.locationId),
    service: () => (location ? serviceView(location) : null),
    totalQuantity: one.lines.reduce((all, line) => all + line.quantity, 0),
    requiresShipping: one.lines.some((line) => order.lines.find((found) => found.id === line.lineId)?.requiresShipping),
    trackingInfo: (args: Args) =>
      limited(args, one.tracking).map((tracking) => ({ __typename: "FulfillmentTrackingInfo", ...tracking })),
    order: () => context.showOrder(order),
    events: (args: Args) =>
      connection("FulfillmentEventConnection", args, {
        items: one.events,
        idOf: (event) => event.id,
        view: (event) => fulfillmentEventView(event),
      }),
    fulfillmentOrders: (args: Args) =>
      connection("FulfillmentOrderConnection", args, {
        items: fulfillmentOrders.filter((fo) => isVisible(context, fo)),
        idOf: (fo) => fo.id,
        view: (fo) => fulfillmentOrderView(context, order, fo),
      }),
    fulfillmentLineItems: (args: Args) =>
      connection("FulfillmentLineItemConnection", args, {
        items: one.lines,
        idOf: (line) => line.id,
        view: (line) => fulfillmentLineView(site, order, line),
      }),
  };
}

export const fulfillmentEventView = (event: FulfillmentState["events"][number]): View => ({
  __typename: "FulfillmentEvent",
  id: gid("FulfillmentEvent", event.id),
  status: event.status,
  happenedAt: event.happenedAt,
  createdAt: event.happenedAt,
  message: event.message,
});
