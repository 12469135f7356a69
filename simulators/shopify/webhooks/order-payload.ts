import { restAmount, subtract, sum, times, type Bag } from "../money.ts";
import { currentQuantity, fulfilledQuantity, unfulfilledQuantity } from "../orders/quantities.ts";
import { financialStatus, fulfillmentStatus } from "../orders/statuses.ts";
import {
  allocated,
  currentTotals,
  lineTaxes,
  originalTotals,
  outstanding,
  shippingNet,
  shippingTaxes,
} from "../orders/totals.ts";
import type {
  AddressState,
  AllocationState,
  CustomerState,
  FulfillmentState,
  LineState,
  OrderState,
  RefundState,
  TaxState,
  TransactionState,
} from "../state.ts";
import { gid, type Site } from "../world.ts";
import { numeric, numericOrNull, type Json } from "./json.ts";
import { restTime, restTimeOrNull } from "./rest-time.ts";

const money = (order: OrderState, bag: Bag): string => restAmount(bag.shop, order.currency);

const moneySet = (order: OrderState, bag: Bag): Json => ({
  shop_money: { amount: restAmount(bag.shop, order.currency), currency_code: order.currency },
  presentment_money: {
    amount: restAmount(bag.presentment, order.presentmentCurrency),
    currency_code: order.presentmentCurrency,
  },
});

export const addressPayload = (address: AddressState | null): Json =>
  address === null
    ? null
    : {
        first_name: address.firstName,
        last_name: address.lastName,
        name: [address.firstName, address.lastName].filter(Boolean).join(" "),
        company: address.company,
        address1: address.address1,
        address2: address.address2,
        city: address.city,
        province: address.province,
        province_code: address.provinceCode,
        zip: address.zip,
        country: address.country,
        country_code: address.countryCode,
        phone: address.phone,
      };

const customerPayload = ({ shop }: Site, customer: CustomerState | undefined): Json =>
  customer
    ? {
        id: numeric(customer.id),
        admin_graphql_api_id: gid("Customer", customer.id),
        email: customer.email,
        first_name: customer.firstName,
        last_name: customer.lastName,
        phone: customer.phone,
        created_at: restTime(customer.createdAt, shop.timezone),
        updated_at: restTime(customer.updatedAt, shop.timezone),
      }
    : null;

const taxPayload = (order: OrderState, taxes: readonly TaxState[], amounts: readonly Bag[]): Json =>
  taxes.map((tax, index) => ({
    title: tax.title,
    rate: Number(tax.rate),
    price: money(order, amounts[index] ?? { shop: 0, presentment: 0 }),
    channel_liable: false,
  }));

const allocationPayload = (order: OrderState, allocations: readonly AllocationState[]): Json =>
  allocations.map(({ application, amount }) => ({
    discount_application_index: application,
    amount: money(order, amount),
    amount_set: moneySet(order, amount),
  }));

function lineStatus(order: OrderState, line: LineState): string | null {
  const sent = fulfilledQuantity(order, line);
  if (sent === 0) return null;
  return unfulfilledQuantity(order, line) === 0 ? "fulfilled" : "partial";
}

export function linePayload(site: Site, order: OrderState, line: LineState): { readonly [key: string]: Json } {
  const exists = site.shop.products.some((product) => product.id === line.productId);
  return {
    id: numeric(line.id),
    admin_graphql_api_id: gid("LineItem", line.id),
    variant_id: numericOrNull(line.variantId),
    product_id: numericOrNull(exists ? line.productId : null),
    product_exists: exists,
    sku: line.sku,
    title: line.title,
    variant_title: line.variantTitle,
    name: line.variantTitle === null ? line.title : `${line.title} - ${line.variantTitle}`,
    vendor: line.vendor,
    quantity: line.quantity,
    current_quantity: currentQuantity(order, line),
    fulfillable_quantity: unfulfilledQuantity(order, line),
    fulfillment_status: lineStatus(order, line),
    fulfillment_service: "manual",
    requires_shipping: line.requiresShipping,
    gift_card: line.isGiftCard,
    taxable: line.taxable,
    price: money(order, line.unitPrice),
    price_set: moneySet(order, line.unitPrice),
    total_discount: "0.00",
    properties: line.properties.map(({ key, value }) => ({ name: key, value })),
    tax_lines: taxPayload(order, line.taxes, lineTaxes(order, line, line.quantity)),
    discount_allocations: allocationPayload(order, line.allocations),
  };
}

const shippingPayload = (order: OrderState): Json =>
  order.shippingLines.map((line) => ({
    id: numeric(line.id),
    title: line.title,
    code: line.code,
    price: money(order, line.price),
    price_set: moneySet(order, line.price),
    discounted_price: money(order, shippingNet(line)),
    discounted_price_set: moneySet(order, shippingNet(line)),
    is_removed: line.isRemoved,
    tax_lines: taxPayload(order, line.taxes, shippingTaxes(order, line)),
    discount_allocations: allocationPayload(order, line.allocations),
  }));

const discountPayload = (order: OrderState): Json =>
  order.discounts.map((discount) => ({
    type: discount.kind === "code" ? "discount_code" : discount.kind,
    ...(discount.kind === "code" ? { code: discount.title } : { title: discount.title }),
    value:
      discount.percent === null
        ? money(order, discount.amount ?? { shop: 0, presentment: 0 })
        : String(discount.percent),
    value_type: discount.percent === null ? "fixed_amount" : "percentage",
    allocation_method: discount.allocationMethod.toLowerCase(),
    target_selection: discount.targetSelection.toLowerCase(),
    target_type: discount.targetType.toLowerCase(),
  }));

const allocatedBy = (order: OrderState, index: number): Bag =>
  allocated(
    [...order.lines, ...order.shippingLines]
      .flatMap((line) => line.allocations)
      .filter((one) => one.application === index),
  );

export function fulfillmentPayload(
  site: Site,
  order: OrderState,
  fulfillment: FulfillmentState,
): { readonly [key: string]: Json } {
  const { timezone } = site.shop;
  const sentLines = fulfillment.lines.flatMap((sent) => {
    const line = order.lines.find((one) => one.id === sent.lineId);
    return line ? [{ ...linePayload(site, order, line), quantity: sent.quantity }] : [];
  });
  const first = fulfillment.tracking[0];
  return {
    id: numeric(fulfillment.id),
    order_id: numeric(order.id),
    admin_graphql_api_id: gid("Fulfillment", fulfillment.id),
    name: `${order.name}.${fulfillment.number}`,
    status: fulfillment.status.toLowerCase(),
    shipment_status: fulfillment.events.at(-1)?.status.toLowerCase() ?? null,
    location_id: numericOrNull(fulfillment.locationId),
    service: fulfillment.serviceHandle,
    tracking_company: first?.company ?? null,
    tracking_number: first?.number ?? null,
    tracking_numbers: fulfillment.tracking.flatMap((one) => (one.number === null ? [] : [one.number])),
    tracking_url: first?.url ?? null,
    tracking_urls: fulfillment.tracking.flatMap((one) => (one.url === null ? [] : [one.url])),
    created_at: restTime(fulfillment.createdAt, timezone),
    updated_at: restTime(fulfillment.updatedAt, timezone),
    destination: addressPayload(order.shippingAddress),
    email: order.email,
    origin_address: null,
    receipt: {},
    line_items: sentLines,
  };
}

export const transactionPayload = (
  site: Site,
  order: OrderState,
  transaction: TransactionState,
): { readonly [key: string]: Json } => ({
  id: numeric(transaction.id),
  admin_graphql_api_id: gid("OrderTransaction", transaction.id),
  order_id: numeric(order.id),
  kind: transaction.kind.toLowerCase(),
  status: transaction.status.toLowerCase(),
  amount: money(order, transaction.amount),
  currency: order.currency,
  gateway: transaction.gateway,
  created_at: restTime(transaction.createdAt, site.shop.timezone),
  parent_id: numericOrNull(transaction.parentId),
});

export function refundPayload(site: Site, order: OrderState, refund: RefundState): { readonly [key: string]: Json } {
  const time = restTime(refund.createdAt, site.shop.timezone);
  const linked = order.returns.find((one) => one.id === refund.returnId);
  return {
    id: numeric(refund.id),
    order_id: numeric(order.id),
    admin_graphql_api_id: gid("Refund", refund.id),
    created_at: time,
    processed_at: time,
    note: refund.note,
    restock: refund.lines.some((line) => line.restockType !== "NO_RESTOCK"),
    user_id: null,
    return: linked ? { id: numeric(linked.id), admin_graphql_api_id: gid("Return", linked.id) } : null,
    refund_line_items: refund.lines.map((refunded) => {
      const line = order.lines.find((one) => one.id === refunded.lineId);
      return {
        id: numeric(refunded.id),
        line_item_id: numeric(refunded.lineId),
        quantity: refunded.quantity,
        restock_type: refunded.restockType.toLowerCase(),
        location_id: numericOrNull(refunded.locationId),
        subtotal: money(order, refunded.subtotal),
        total_tax: money(order, refunded.tax),
        line_item: line ? linePayload(site, order, line) : null,
      };
    }),
    refund_shipping_lines: refund.shipping.map((one) => ({
      id: numeric(one.id),
      subtotal_amount_set: moneySet(order, one.subtotal),
    })),
    transactions: order.transactions
      .filter((transaction) => refund.transactionIds.includes(transaction.id))
      .map((transaction) => transactionPayload(site, order, transaction)),
    order_adjustments: [],
  };
}

const REST_FULFILLMENT: Readonly<Record<string, string>> = { FULFILLED: "fulfilled", PARTIALLY_FULFILLED: "partial" };

function moneyFields(order: OrderState): { readonly [key: string]: Json } {
  const [first, now] = [originalTotals(order), currentTotals(order)];
  const lines = sum(order.lines.map((line) => times(line.unitPrice, line.originalQuantity)));
  return {
    total_line_items_price: money(order, subtract(lines, first.tips)),
    subtotal_price: money(order, first.subtotal),
    current_subtotal_price: money(order, now.subtotal),
    total_discounts: money(order, first.discounts),
    current_total_discounts: money(order, now.discounts),
    total_tax: money(order, first.tax),
    current_total_tax: money(order, now.tax),
    total_price: money(order, first.total),
    total_price_set: moneySet(order, first.total),
    current_total_price: money(order, now.total),
    current_total_price_set: moneySet(order, now.total),
    total_shipping_price_set: moneySet(order, first.shipping),
    total_outstanding: money(order, outstanding(order)),
    total_tip_received: money(order, first.tips),
  };
}

/** The REST order that `orders/*` webhooks carry. */
export function orderPayload(site: Site, order: OrderState): { readonly [key: string]: Json } {
  const { timezone, customers } = site.shop;
  const customer = customers.find((one) => one.id === order.customerId);
  return {
    id: numeric(order.id),
    admin_graphql_api_id: gid("Order", order.id),
    name: order.name,
    number: order.number - 1000,
    order_number: order.number,
    confirmation_number: order.confirmation,
    created_at: restTime(order.createdAt, timezone),
    updated_at: restTime(order.updatedAt, timezone),
    processed_at: restTime(order.processedAt, timezone),
    closed_at: restTimeOrNull(order.closedAt, timezone),
    cancelled_at: restTimeOrNull(order.cancelledAt, timezone),
    cancel_reason: order.cancelReason?.toLowerCase() ?? null,
    financial_status: financialStatus(order).toLowerCase(),
    fulfillment_status: REST_FULFILLMENT[fulfillmentStatus(order)] ?? null,
    confirmed: true,
    test: order.test,
    source_name: order.source,
    source_identifier: order.sourceIdentifier,
    app_id: 580111,
    location_id: numericOrNull(order.locationId),
    currency: order.currency,
    presentment_currency: order.presentmentCurrency,
    taxes_included: order.taxesIncluded,
    ...moneyFields(order),
    email: order.email,
    contact_email: order.email,
    phone: order.phone,
    po_number: order.poNumber,
    note: order.note,
    note_attributes: order.attributes.map(({ key, value }) => ({ name: key, value })),
    tags: order.tags.join(", "),
    payment_gateway_names: order.gateways,
    customer: customerPayload(site, customer),
    billing_address: addressPayload(order.billingAddress),
    shipping_address: addressPayload(order.shippingAddress),
    line_items: order.lines.map((line) => linePayload(site, order, line)),
    shipping_lines: shippingPayload(order),
    discount_codes: order.discounts.flatMap((discount, index) =>
      discount.kind === "code"
        ? [
            {
              code: discount.title,
              amount: money(order, allocatedBy(order, index)),
              type: discount.percent === null ? "fixed_amount" : "percentage",
            },
          ]
        : [],
    ),
    discount_applications: discountPayload(order),
    fulfillments: order.fulfillments.map((fulfillment) => fulfillmentPayload(site, order, fulfillment)),
    refunds: order.refunds.map((refund) => refundPayload(site, order, refund)),
    returns: order.returns.map((one) => ({ id: numeric(one.id), admin_graphql_api_id: gid("Return", one.id) })),
  };
}
