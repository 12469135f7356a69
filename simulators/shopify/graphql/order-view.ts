import { sum, zero, type Bag } from "../money.ts";
import { currentQuantity, nonFulfillableQuantity } from "../orders/quantities.ts";
import { financialStatus, fulfillmentStatus, isLive, returnStatus } from "../orders/statuses.ts";
import {
  currentTotals,
  netPayment,
  originalTotals,
  outstanding,
  received,
  refunded,
  taxesOn,
} from "../orders/totals.ts";
import type { AgreementState, LineState, OrderState, TransactionState } from "../state.ts";
import { gid } from "../world.ts";
import { addressView, customerById, locationById } from "./catalog-views.ts";
import { connection, limited } from "./connection.ts";
import type { Args, Context, View } from "./context.ts";
import { fulfillmentOrderView, fulfillmentView, isVisible } from "./fulfillment-views.ts";
import { discountView, lineById, lineView, orderTaxLines, shippingLineView } from "./line-views.ts";
import { metafieldView, namespaceOf } from "./metafield-view.ts";
import { refundView, returnView } from "./return-views.ts";
import { attributes, count, moneyBag, taxLines } from "./values.ts";

const APP_NAMES: Readonly<Record<string, string>> = {
  web: "Online Store",
  pos: "Point of Sale",
  shopify_draft_order: "Draft Orders",
};

function identity(order: OrderState): Record<string, unknown> {
  return {
    id: gid("Order", order.id),
    legacyResourceId: order.id,
    name: order.name,
    number: order.number,
    confirmationNumber: order.confirmation,
    createdAt: order.createdAt,
    processedAt: order.processedAt,
    updatedAt: order.updatedAt,
    closed: order.closedAt !== null,
    closedAt: order.closedAt,
    cancelledAt: order.cancelledAt,
    cancelReason: order.cancelReason,
    cancellation: order.cancelledAt === null ? null : { __typename: "OrderCancellation", staffNote: order.staffNote },
    edited: order.edited,
    test: order.test,
    confirmed: true,
    note: order.note,
    tags: order.tags,
    poNumber: order.poNumber,
    email: order.email,
    phone: order.phone,
    sourceName: order.source,
    sourceIdentifier: order.sourceIdentifier,
    paymentGatewayNames: order.gateways,
    customAttributes: attributes(order.attributes),
    app: { __typename: "OrderApp", id: gid("App", "580111"), name: APP_NAMES[order.source] ?? order.source },
    merchantEditable: order.cancelledAt === null && order.closedAt === null,
    merchantEditableErrors: order.closedAt === null ? [] : ["Archived orders cannot be edited"],
  };
}

function statuses(order: OrderState): Record<string, unknown> {
  return {
    displayFinancialStatus: () => financialStatus(order),
    displayFulfillmentStatus: () => fulfillmentStatus(order),
    returnStatus: () => returnStatus(order),
    unpaid: () => received(order).shop === 0 && order.originalTotal.shop > 0,
    fullyPaid: () => received(order).shop >= currentTotals(order).total.shop,
    requiresShipping: order.lines.some((line) => line.requiresShipping),
    fulfillable: () =>
      order.fulfillmentOrders.some((one) => isLive(one) && one.lines.some((line) => line.remaining > 0)),
    restockable: order.lines.some((line) => line.kind === "variant"),
    refundable: () => netPayment(order).shop > 0,
    taxesIncluded: order.taxesIncluded,
    taxExempt: order.taxExempt,
    estimatedTaxes: false,
    dutiesIncluded: false,
    currencyCode: order.currency,
    presentmentCurrencyCode: order.presentmentCurrency,
  };
}

function amounts(order: OrderState): Record<string, unknown> {
  const bag = (of: () => Bag) => () => moneyBag(order, of());
  const first = () => originalTotals(order);
  const now = () => currentTotals(order);
  const fees = sum(order.fees.map((fee) => fee.price));
  const whenAny = (of: Bag) => () => (of.shop === 0 ? null : moneyBag(order, of));
  return {
    subtotalPriceSet: bag(() => first().subtotal),
    currentSubtotalPriceSet: bag(() => now().subtotal),
    totalDiscountsSet: bag(() => first().discounts),
    currentTotalDiscountsSet: bag(() => now().discounts),
    totalShippingPriceSet: bag(() => first().shipping),
    currentShippingPriceSet: bag(() => now().shipping),
    totalTaxSet: bag(() => first().tax),
    currentTotalTaxSet: bag(() => now().tax),
    totalTipReceivedSet: bag(() => first().tips),
    totalPriceSet: bag(() => first().total),
    originalTotalPriceSet: bag(() => order.originalTotal),
    currentTotalPriceSet: bag(() => now().total),
    totalReceivedSet: bag(() => received(order)),
    totalRefundedSet: bag(() => refunded(order)),
    netPaymentSet: bag(() => netPayment(order)),
    totalOutstandingSet: bag(() => outstanding(order)),
    originalTotalDutiesSet: whenAny(order.duties),
    currentTotalDutiesSet: whenAny(order.duties),
    originalTotalAdditionalFeesSet: whenAny(fees),
    currentTotalAdditionalFeesSet: whenAny(fees),
    totalCashRoundingAdjustment: {
      __typename: "CashRoundingAdjustment",
      paymentSet: moneyBag(order, order.cashRounding),
      refundSet: moneyBag(order, zero),
    },
    additionalFees: order.fees.map((fee) => ({
      __typename: "AdditionalFee",
      id: gid("AdditionalFee", fee.id),
      name: fee.name,
      price: moneyBag(order, fee.price),
      taxLines: taxLines(order, fee.taxes, taxesOn(fee.price, fee.taxes, order.taxesIncluded)),
    })),
  };
}

const transactionView = (order: OrderState, transaction: TransactionState): View => ({
  __typename: "OrderTransaction",
  id: gid("OrderTransaction", transaction.id),
  kind: transaction.kind,
  status: transaction.status,
  gateway: transaction.gateway,
  createdAt: transaction.createdAt,
  processedAt: transaction.createdAt,
  test: order.test,
  amountSet: moneyBag(order, transaction.amount),
});

const REASONS: Readonly<Record<AgreementState["kind"], string>> = {
  OrderAgreement: "ORDER",
  OrderEditAgreement: "ORDER_EDIT",
  RefundAgreement: "REFUND",
  ReturnAgreement: "RETURN",
};

const agreementView = (context: Context, order: OrderState, agreement: AgreementState): View => ({
  __typename: agreement.kind,
  id: gid(agreement.kind, agreement.id),
  happenedAt: agreement.happenedAt,
  reason: REASONS[agreement.kind],
  app: null,
  sales: (args: Args) =>
    connection("SaleConnection", args, {
      items: agreement.sales,
      idOf: (sale) => sale.id,
      view: (sale) => ({
        __typename: "ProductSale",
        id: gid("ProductSale", sale.id),
        actionType: sale.action,
        lineType: "PRODUCT",
        quantity: sale.quantity,
        lineItem: () => lineById(context.site, order, sale.lineId),
      }),
    }),
});

function parts(context: Context, order: OrderState): Record<string, unknown> {
  const { site } = context;
  const linesOf = (args: Args, items: readonly LineState[]) =>
    connection("LineItemConnection", args, {
      items,
      idOf: (line) => line.id,
      view: (line) => lineView(site, order, line),
    });
  return {
    lineItems: (args: Args) => linesOf(args, order.lines),
    nonFulfillableLineItems: (args: Args) =>
      linesOf(
        args,
        order.lines.filter((line) => nonFulfillableQuantity(order, line) === line.quantity),
      ),
    shippingLine: () => (order.shippingLines[0] ? shippingLineView(order, order.shippingLines[0]) : null),
    shippingLines: (args: Args) =>
      connection("ShippingLineConnection", args, {
        items: order.shippingLines.filter((line) => args["includeRemovals"] === true || !line.isRemoved),
        idOf: (line) => line.id,
        view: (line) => shippingLineView(order, line),
      }),
    discountCodes: order.discounts.filter((one) => one.kind === "code").map((one) => one.title),
    discountApplications: (args: Args) =>
      connection("DiscountApplicationConnection", args, {
        items: order.discounts.map((discount, index) => ({ discount, index })),
        idOf: ({ index }) => String(index),
        view: ({ discount, index }) => discountView(order, discount, index),
      }),
    taxLines: () =>
      orderTaxLines(
        order,
        (line) => line.originalQuantity,
        order.shippingLines.filter((line) => !line.addedLater),
      ),
    currentTaxLines: () =>
      orderTaxLines(
        order,
        (line) => currentQuantity(order, line),
        order.shippingLines.filter((line) => !line.isRemoved),
      ),
    transactions: (args: Args) => limited(args, order.transactions).map((one) => transactionView(order, one)),
    agreements: (args: Args) =>
      connection("SalesAgreementConnection", args, {
        items: order.agreements,
        idOf: (agreement) => agreement.id,
        view: (agreement) => agreementView(context, order, agreement),
      }),
  };
}

function movements(context: Context, order: OrderState): Record<string, unknown> {
  return {
    fulfillmentOrders: (args: Args) =>
      connection("FulfillmentOrderConnection", args, {
        items: order.fulfillmentOrders.filter(
          (one) => isVisible(context, one) && (args["displayable"] !== true || isLive(one)),
        ),
        idOf: (one) => one.id,
        view: (one) => fulfillmentOrderView(context, order, one),
      }),
    fulfillments: (args: Args) => limited(args, order.fulfillments).map((one) => fulfillmentView(context, order, one)),
    fulfillmentsCount: count(order.fulfillments.length),
    refunds: (args: Args) => limited(args, order.refunds).map((refund) => refundView(context, order, refund)),
    returns: (args: Args) =>
      connection("ReturnConnection", args, {
        items: order.returns,
        idOf: (one) => one.id,
        view: (one) => returnView(context, order, one),
      }),
  };
}

function companyView({ company }: OrderState): View | null {
  if (!company) return null;
  const buyer = { __typename: "Company", id: gid("Company", company.id), name: company.name };
  const location = { __typename: "CompanyLocation", id: gid("CompanyLocation", company.locationId) };
  return {
    __typename: "PurchasingCompany",
    company: buyer,
    location: { ...location, name: company.location, company: buyer },
  };
}

export function orderView(context: Context, order: OrderState): View {
  const { site } = context;
  return {
    __typename: "Order",
    ...identity(order),
    ...statuses(order),
    ...amounts(order),
    ...parts(context, order),
    ...movements(context, order),
    customer: () => customerById(site, order.customerId),
    purchasingEntity: () => companyView(order) ?? customerById(site, order.customerId),
    billingAddress: () => addressView(order.billingAddress),
    shippingAddress: () => addressView(order.shippingAddress),
    retailLocation: () => (order.source === "pos" ? locationById(site, order.locationId) : null),
    metafield: (args: Args) => {
      const namespace = namespaceOf(args["namespace"] as string | null | undefined);
      const found = order.metafields.find((one) => one.namespace === namespace && one.key === args["key"]);
      return found ? metafieldView(found) : null;
    },
    metafields: (args: Args) =>
      connection("MetafieldConnection", args, {
        items: order.metafields.filter(
          (one) => args["namespace"] == null || one.namespace === namespaceOf(args["namespace"] as string),
        ),
        idOf: (one) => one.id,
        view: metafieldView,
      }),
  };
}
