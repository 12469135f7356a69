import { graphqlAmount } from "../money.ts";
import { currentQuantity } from "../orders/quantities.ts";
import { financialStatus, fulfillmentStatus, returnStatus } from "../orders/statuses.ts";
import { currentTotals } from "../orders/totals.ts";
import type { OrderState, ShopState } from "../state.ts";

/** What the search knows of one order; every field has any number of values. */
export interface SearchDocument {
  readonly orderId: string;
  readonly fields: Readonly<Record<string, readonly string[]>>;
}

export interface SearchIndex {
  note(
    site: { readonly world: { readonly clock: { now(): number } }; readonly shop: ShopState },
    order: OrderState,
  ): void;
  forget(shop: ShopState, orderId: string): void;
  /** Documents as the index shows them now: as they were `searchLagMs` ago. */
  documents(shop: ShopState, now: number): readonly SearchDocument[];
}

const FULFILLMENT_TERMS: Readonly<Record<string, readonly string[]>> = {
  FULFILLED: ["shipped", "fulfilled"],
  PARTIALLY_FULFILLED: ["partial", "unfulfilled"],
  ON_HOLD: ["on_hold", "unshipped", "unfulfilled"],
  SCHEDULED: ["scheduled", "unshipped", "unfulfilled"],
  REQUEST_DECLINED: ["request_declined", "unshipped", "unfulfilled"],
  FULFILLMENT_NOT_REQUIRED: [],
};

const METHOD_TERMS: Readonly<Record<string, string>> = {
  SHIPPING: "shipping",
  PICK_UP: "pick-up",
  RETAIL: "retail",
  LOCAL: "local",
  PICKUP_POINT: "pickup-point",
  NONE: "none",
};

const present = (values: readonly (string | null | undefined)[]): string[] =>
  values.filter((value): value is string => value !== null && value !== undefined);

function statusTerms(order: OrderState): string[] {
  if (order.cancelledAt !== null) return ["cancelled", ...(order.closedAt === null ? ["not_closed"] : ["closed"])];
  return order.closedAt === null ? ["open", "not_closed"] : ["closed"];
}

function documentOf(order: OrderState): SearchDocument {
  const totals = currentTotals(order);
  const status = fulfillmentStatus(order);
  const goods = order.lines.filter((line) => line.kind !== "tip");
  return {
    orderId: order.id,
    fields: {
      id: [order.id],
      name: [order.name, String(order.number)],
      confirmation_number: [order.confirmation],
      created_at: [order.createdAt],
      processed_at: [order.processedAt],
      updated_at: [order.updatedAt],
      status: statusTerms(order),
      financial_status: [financialStatus(order).toLowerCase()],
      fulfillment_status: FULFILLMENT_TERMS[status] ?? ["unshipped", "unfulfilled"],
      return_status: [returnStatus(order).toLowerCase()],
      source_name: [order.source],
      source_identifier: present([order.sourceIdentifier]),
      location_id: present([order.locationId]),
      fulfillment_location_id: present(order.fulfillments.map((fulfillment) => fulfillment.locationId)),
      reference_location_id: present(order.fulfillmentOrders.map((one) => one.locationId)),
      customer_id: present([order.customerId]),
      email: present([order.email]),
      po_number: present([order.poNumber]),
      tag: order.tags,
      tag_not: order.tags,
      test: [String(order.test)],
      gateway: order.gateways,
      sku: present(order.lines.map((line) => line.sku)),
      discount_code: order.discounts.filter((one) => one.kind === "code").map((one) => one.title),
      delivery_method: present(order.fulfillmentOrders.map((one) => METHOD_TERMS[one.methodType])),
      current_total_price: [graphqlAmount(totals.total.shop, order.currency)],
      subtotal_line_items_quantity: [String(goods.reduce((all, line) => all + currentQuantity(order, line), 0))],
    },
  };
}

interface Entry {
  readonly at: number;
  readonly document: SearchDocument;
}

/** The index behind `orders(query:)`: it follows the orders with a delay. */
export function createSearchIndex(): SearchIndex {
  const byShop = new Map<string, Map<string, Entry[]>>();
  const entriesOf = (shop: ShopState): Map<string, Entry[]> => {
    const known = byShop.get(shop.domain) ?? new Map<string, Entry[]>();
    byShop.set(shop.domain, known);
    return known;
  };
  const visible = (entries: readonly Entry[], until: number): number =>
    entries.findLastIndex((entry) => entry.at <= until);

  return {
    note({ world, shop }, order) {
      const entries = entriesOf(shop);
      const now = world.clock.now();
      const known = entries.get(order.id) ?? [];
      const first = Math.max(0, visible(known, now - shop.settings.searchLagMs));
      entries.set(order.id, [...known.slice(first), { at: now, document: documentOf(order) }]);
    },
    forget: (shop, orderId) => void entriesOf(shop).delete(orderId),
    documents(shop, now) {
      const until = now - shop.settings.searchLagMs;
      return [...entriesOf(shop).values()].flatMap((entries) => {
        const entry = entries[visible(entries, until)];
        return entry ? [entry.document] : [];
      });
    },
  };
}
