import { z } from "zod";
import { subtract, zero } from "../../domain/decimal.ts";
import type { Decimal } from "../../domain/decimal.ts";
import type { OrderId, ShopifyLocationId } from "../../domain/ids.ts";
import type {
  FinancialStatus,
  Fulfillment,
  FulfillmentOrder,
  FulfillmentStatus,
  Order,
  OrderLine,
} from "../../domain/order.ts";
import { fulfillmentOrderSchema, fulfillmentSchema } from "./decode-fulfillment.ts";
import type { WithFirstLines } from "./decode-fulfillment.ts";
import { lineSchema, taxLineSchema } from "./decode-line.ts";
import { addressSchema, customerSchema } from "./decode-party.ts";
import { markTips } from "./mark-tips.ts";
import { wireId, wireInstant, wireKnown, wireMoney, wirePage, wireText } from "./wire-values.ts";
import type { Page } from "./wire-values.ts";

/** An order as far as the first query tells it. */
export interface FirstPages {
  readonly head: Omit<Order, "lines" | "fulfillmentOrders" | "fulfillments" | "returns">;
  readonly tipped: Decimal;
  readonly lines: Page<OrderLine>;
  readonly fulfillmentOrders: Page<WithFirstLines<FulfillmentOrder>>;
  /** Cut off without notice where the query said. */
  readonly fulfillments: readonly WithFirstLines<Fulfillment>[];
  /** They are read by a query of their own. */
  readonly hasReturns: boolean;
}

/** What the further pages gave, all of it. */
export type AllPages = Pick<Order, "lines" | "fulfillmentOrders" | "fulfillments" | "returns">;

const financialStatuses: readonly FinancialStatus[] = [
  "AUTHORIZED",
  "EXPIRED",
  "PAID",
  "PARTIALLY_PAID",
  "PARTIALLY_REFUNDED",
  "PENDING",
  "REFUNDED",
  "VOIDED",
];

const fulfillmentStatuses: readonly FulfillmentStatus[] = [
  "FULFILLED",
  "FULFILLMENT_NOT_REQUIRED",
  "IN_PROGRESS",
  "ON_HOLD",
  "OPEN",
  "PARTIALLY_FULFILLED",
  "PENDING_FULFILLMENT",
  "REQUEST_DECLINED",
  "RESTOCKED",
  "SCHEDULED",
  "UNFULFILLED",
];

const shippingLines = z.object({
  nodes: z.array(
    z
      .object({
        title: z.string(),
        discountedPriceSet: wireMoney,
        currentDiscountedPriceSet: wireMoney,
        taxLines: z.array(taxLineSchema),
      })
      .transform(({ title, discountedPriceSet: charged, currentDiscountedPriceSet: price, taxLines }) => ({
        ...{ title, price, taxLines },
        refunded: subtract(charged, price),
      })),
  ),
  // More shipping lines than one page holds are not asked for: nobody has seen an order with that many.
  pageInfo: z.object({ hasNextPage: z.literal(false) }),
});

const feeSchema = z.object({ name: z.string(), price: wireMoney, taxLines: z.array(taxLineSchema) });

/** A person has no company; what Shopify withholds comes as null. */
const purchaserSchema = z.object({ company: z.object({ name: z.string() }).optional() });

const wireOrder = z.object({
  id: wireId<OrderId>("Order"),
  name: z.string(),
  createdAt: wireInstant,
  updatedAt: wireInstant,
  cancelledAt: wireInstant.nullable(),
  closedAt: wireInstant.nullable(),
  displayFinancialStatus: wireKnown(financialStatuses).nullable(),
  displayFulfillmentStatus: wireKnown(fulfillmentStatuses),
  taxesIncluded: z.boolean(),
  currencyCode: z.string(),
  sourceName: wireText,
  retailLocation: z.object({ id: wireId<ShopifyLocationId>("Location"), name: z.string() }).nullable(),
  poNumber: wireText,
  note: wireText,
  email: wireText,
  customer: customerSchema.nullish(),
  purchasingEntity: purchaserSchema.nullish(),
  billingAddress: addressSchema.nullish(),
  shippingAddress: addressSchema.nullish(),
  currentSubtotalPriceSet: wireMoney,
  currentShippingPriceSet: wireMoney,
  currentTotalTaxSet: wireMoney,
  currentTotalPriceSet: wireMoney,
  dutiesIncluded: z.boolean(),
  currentTotalDutiesSet: wireMoney.nullable(),
  additionalFees: z.array(feeSchema),
  currentTotalAdditionalFeesSet: wireMoney.nullable(),
  totalTipReceivedSet: wireMoney,
  shippingLines,
  lineItems: wirePage(lineSchema),
  fulfillmentOrders: wirePage(fulfillmentOrderSchema),
  fulfillments: z.array(fulfillmentSchema),
  returns: z.object({ nodes: z.array(z.unknown()) }),
});

/** The answer to `orderDocument`; null when Shopify shows no such order. */
export const orderAnswerSchema = z
  .object({ order: wireOrder.nullable() })
  .transform(({ order }): FirstPages | null => (order === null ? null : toFirstPages(order)));

const toFirstPages = (wire: z.output<typeof wireOrder>): FirstPages => ({
  head: {
    id: wire.id,
    name: wire.name,
    createdAt: wire.createdAt,
    updatedAt: wire.updatedAt,
    cancelledAt: wire.cancelledAt,
    closedAt: wire.closedAt,
    financialStatus: wire.displayFinancialStatus,
    fulfillmentStatus: wire.displayFulfillmentStatus,
    taxesIncluded: wire.taxesIncluded,
    currency: wire.currencyCode,
    source: wire.sourceName ?? "unknown",
    retailLocation: wire.retailLocation,
    poNumber: wire.poNumber,
    note: wire.note,
    customer: wire.customer ?? null,
    company: wire.purchasingEntity?.company?.name ?? null,
    email: wire.email,
    billingAddress: wire.billingAddress ?? null,
    shippingAddress: wire.shippingAddress ?? null,
    shippingLines: wire.shippingLines.nodes,
    totals: {
      subtotal: wire.currentSubtotalPriceSet,
      shipping: wire.currentShippingPriceSet,
      tax: wire.currentTotalTaxSet,
      total: wire.currentTotalPriceSet,
    },
    // Duties within the prices are part of the lines already.
    dutiesTotal: wire.dutiesIncluded ? zero : (wire.currentTotalDutiesSet ?? zero),
    additionalFees: wire.additionalFees,
    additionalFeesTotal: wire.currentTotalAdditionalFeesSet ?? zero,
  },
  tipped: wire.totalTipReceivedSet,
  lines: wire.lineItems,
  fulfillmentOrders: wire.fulfillmentOrders,
  fulfillments: wire.fulfillments,
  hasReturns: wire.returns.nodes.length > 0,
});

/** The order, once all its pages are there. */
export const toOrder = ({ head, tipped }: FirstPages, { lines, ...pages }: AllPages): Order => ({
  ...head,
  ...pages,
  lines: markTips(lines, tipped),
});
