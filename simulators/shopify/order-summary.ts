import type {
  CustomerView,
  FulfillmentOrderView,
  FulfillmentView,
  LineView,
  LocationView,
  OrderView,
  ProductView,
  RefundView,
  ReturnView,
  VariantView,
} from "./control.ts";
import { displayName } from "./graphql/catalog-views.ts";
import { restAmount, type Bag } from "./money.ts";
import {
  currentQuantity,
  fulfilledQuantity,
  nonFulfillableQuantity,
  unfulfilledQuantity,
} from "./orders/quantities.ts";
import { financialStatus, fulfillmentStatus, returnStatus } from "./orders/statuses.ts";
import { allocated, currentTotals, outstanding, refunded, shippingNet } from "./orders/totals.ts";
import type {
  CustomerState,
  FulfillmentOrderState,
  FulfillmentState,
  LineState,
  LocationState,
  OrderState,
  ProductState,
  RefundState,
  ReturnState,
  VariantState,
} from "./state.ts";
import { gid, type Site } from "./world.ts";

const optional = (type: string, id: string | null): string | null => (id === null ? null : gid(type, id));
const amount = (order: OrderState, bag: Bag): string => restAmount(bag.shop, order.currency);
const record = (pairs: readonly { readonly key: string; readonly value: string }[]): Readonly<Record<string, string>> =>
  Object.fromEntries(pairs.map(({ key, value }) => [key, value]));

export const describeLocation = (location: LocationState): LocationView => ({
  id: gid("Location", location.id),
  name: location.name,
  isActive: location.isActive,
  fulfillsOnlineOrders: location.fulfillsOnlineOrders,
  fulfillmentService: location.service?.name ?? null,
  countryCode: location.countryCode,
});

const describeVariant = (site: Site, variant: VariantState): VariantView => ({
  id: gid("ProductVariant", variant.id),
  title: variant.title,
  sku: variant.sku,
  price: restAmount(variant.price, site.shop.currency),
  taxable: variant.taxable,
  requiresShipping: variant.requiresShipping,
  barcode: variant.barcode,
  locationIds: variant.locationIds.map((id) => gid("Location", id)),
});

export const describeProduct = (site: Site, product: ProductState): ProductView => ({
  id: gid("Product", product.id),
  title: product.title,
  vendor: product.vendor,
  isGiftCard: product.isGiftCard,
  variants: product.variants.map((variant) => describeVariant(site, variant)),
});

export const describeCustomer = (customer: CustomerState): CustomerView => ({
  id: gid("Customer", customer.id),
  firstName: customer.firstName,
  lastName: customer.lastName,
  displayName: displayName(customer),
  email: customer.email,
  phone: customer.phone,
  address: customer.address,
});

const describeLine = (order: OrderState, line: LineState): LineView => ({
  id: gid("LineItem", line.id),
  title: line.title,
  variantTitle: line.variantTitle,
  sku: line.sku,
  variantId: optional("ProductVariant", line.variantId),
  quantity: line.quantity,
  currentQuantity: currentQuantity(order, line),
  fulfilledQuantity: fulfilledQuantity(order, line),
  unfulfilledQuantity: unfulfilledQuantity(order, line),
  nonFulfillableQuantity: nonFulfillableQuantity(order, line),
  requiresShipping: line.requiresShipping,
  isGiftCard: line.isGiftCard,
  unitPrice: amount(order, line.unitPrice),
  discount: amount(order, allocated(line.allocations)),
  properties: record(line.properties),
});

const describeFulfillmentOrder = (one: FulfillmentOrderState): FulfillmentOrderView => ({
  id: gid("FulfillmentOrder", one.id),
  status: one.status,
  locationId: optional("Location", one.locationId),
  locationName: one.locationName,
  methodType: one.methodType,
  fulfillAt: one.fulfillAt,
  holds: one.holds.map((hold) => ({
    id: gid("FulfillmentHold", hold.id),
    reason: hold.reason,
    notes: hold.notes,
    byApp: hold.byApp,
  })),
  lines: one.lines.map((line) => ({
    id: gid("FulfillmentOrderLineItem", line.id),
    lineId: gid("LineItem", line.lineId),
    total: line.total,
    remaining: line.remaining,
  })),
});

export const describeFulfillment = (order: OrderState, one: FulfillmentState): FulfillmentView => ({
  id: gid("Fulfillment", one.id),
  name: `${order.name}-F${one.number}`,
  status: one.status,
  displayStatus: one.displayStatus,
  createdAt: one.createdAt,
  locationId: optional("Location", one.locationId),
  tracking: one.tracking,
  notified: one.notified,
  lines: one.lines.map((line) => ({
    id: gid("FulfillmentLineItem", line.id),
    lineId: gid("LineItem", line.lineId),
    quantity: line.quantity,
  })),
});

const describeRefund = (order: OrderState, refund: RefundState): RefundView => ({
  id: gid("Refund", refund.id),
  createdAt: refund.createdAt,
  returnId: optional("Return", refund.returnId),
  amount: amount(order, refund.amount),
  lines: refund.lines.map(({ lineId, quantity, restockType }) => ({
    lineId: gid("LineItem", lineId),
    quantity,
    restockType,
  })),
});

export function describeReturn(order: OrderState, one: ReturnState): ReturnView {
  const sent = order.fulfillments.flatMap((fulfillment) => fulfillment.lines);
  return {
    id: gid("Return", one.id),
    name: `${order.name}-R${one.number}`,
    status: one.status,
    reverseFulfillmentOrderId: optional("ReverseFulfillmentOrder", one.reverse?.id ?? null),
    lines: one.lines.map((line) => ({
      id: gid("ReturnLineItem", line.id),
      fulfillmentLineItemId: gid("FulfillmentLineItem", line.fulfillmentLineId),
      lineId: gid("LineItem", sent.find((found) => found.id === line.fulfillmentLineId)?.lineId ?? "0"),
      quantity: line.quantity,
      processedQuantity: line.processed,
      reason: line.reason,
      note: line.note,
    })),
    exchangeLines: one.exchange.map((line) => ({
      id: gid("ExchangeLineItem", line.id),
      variantId: gid("ProductVariant", line.variantId),
      quantity: line.quantity,
    })),
  };
}

function describeTotals(order: OrderState): OrderView["totals"] {
  const totals = currentTotals(order);
  return {
    subtotal: amount(order, totals.subtotal),
    discounts: amount(order, totals.discounts),
    shipping: amount(order, totals.shipping),
    tax: amount(order, totals.tax),
    total: amount(order, totals.total),
    refunded: amount(order, refunded(order)),
    outstanding: amount(order, outstanding(order)),
  };
}

/** What the simulated admin and the tests are shown of an order. */
export function describeOrder({ shop }: Site, order: OrderState): OrderView {
  const customer = shop.customers.find((one) => one.id === order.customerId);
  return {
    id: gid("Order", order.id),
    legacyId: order.id,
    name: order.name,
    createdAt: order.createdAt,
    updatedAt: order.updatedAt,
    closedAt: order.closedAt,
    cancelledAt: order.cancelledAt,
    source: order.source,
    financialStatus: financialStatus(order),
    fulfillmentStatus: fulfillmentStatus(order),
    returnStatus: returnStatus(order),
    customer: customer ? describeCustomer(customer) : null,
    email: order.email,
    note: order.note,
    poNumber: order.poNumber,
    tags: [...order.tags],
    currency: order.currency,
    taxesIncluded: order.taxesIncluded,
    locationId: optional("Location", order.locationId),
    lines: order.lines.map((line) => describeLine(order, line)),
    shippingLines: order.shippingLines
      .filter((line) => !line.isRemoved)
      .map((line) => ({
        id: gid("ShippingLine", line.id),
        title: line.title,
        price: amount(order, shippingNet(line)),
      })),
    totals: describeTotals(order),
    fulfillmentOrders: order.fulfillmentOrders.map(describeFulfillmentOrder),
    fulfillments: order.fulfillments.map((one) => describeFulfillment(order, one)),
    refunds: order.refunds.map((refund) => describeRefund(order, refund)),
    returns: order.returns.map((one) => describeReturn(order, one)),
    metafields: order.metafields.map(({ namespace, key, value }) => ({ namespace, key, value })),
  };
}
