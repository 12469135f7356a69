import type { FulfillmentView, KatanaAccount, ReturnView } from "../katana/account-control.ts";
import type { ManufacturingOrder } from "../katana/state.ts";
import type { SalesOrderView } from "../katana/view.ts";
import type { FulfillmentCard, ReturnCard, RowCard, SalesOrderCard } from "./katana-window.ts";

/** What ids of the account stand for. */
export interface Names {
  readonly variants: ReadonlyMap<number, { readonly name: string; readonly sku: string }>;
  readonly customers: ReadonlyMap<number, string>;
  readonly taxRates: ReadonlyMap<number, string>;
  readonly locations: ReadonlyMap<number, string>;
  readonly manufacturingOrders: ReadonlyMap<number, ManufacturingOrder>;
  /** Live ones, by sales order. */
  readonly returns: ReadonlyMap<number, readonly ReturnView[]>;
}

const everything = { includeDeleted: true };

/** Items come as the API would show them, by which fields are not typed. */
const field = (item: object, name: string): string => String(Reflect.get(item, name) ?? "");

export function namesOf(account: KatanaAccount): Names {
  const items = new Map(
    [...account.products(everything), ...account.services(everything)].map((item) => [
      field(item, "id"),
      field(item, "name"),
    ]),
  );
  const nameOf = (itemId: number): string => items.get(String(itemId)) ?? "?";
  return {
    variants: new Map(
      account.variants(everything).map(({ id, item_id, sku }) => [id, { name: nameOf(item_id), sku: sku ?? "" }]),
    ),
    customers: new Map(account.customers(everything).map((customer) => [customer.id, customer.name ?? ""])),
    taxRates: new Map(account.taxRates(everything).map(({ id, rate }) => [id, `${rate}\u00a0%`])),
    locations: new Map(account.locations(everything).map(({ id, name }) => [id, name])),
    manufacturingOrders: new Map(account.manufacturingOrders().map((order) => [order.id, order])),
    returns: Map.groupBy(account.returns(), ({ sales_order_id }) => sales_order_id),
  };
}

const named = (names: ReadonlyMap<number, string>, id: number | null): string =>
  id === null ? "–" : (names.get(id) ?? "–");

type RowView = SalesOrderView["sales_order_rows"][number];

function toRow(names: Names, row: RowView, shipped: number): RowCard {
  const variant = names.variants.get(row.variant_id);
  const made = names.manufacturingOrders.get(row.linked_manufacturing_order_id ?? 0);
  return {
    id: row.id,
    name: variant?.name ?? "–",
    sku: variant?.sku ?? "",
    quantity: row.quantity,
    left: row.quantity - shipped,
    pricePerUnit: row.price_per_unit,
    discount: row.total_discount,
    total: String(row.total),
    taxRate: named(names.taxRates, row.tax_rate_id),
    locationId: row.location_id,
    location: named(names.locations, row.location_id),
    manufacturingOrder: made
      ? { id: made.id, orderNo: made.order_no, status: made.status, quantity: made.planned_quantity }
      : null,
  };
}

function shippedOf(order: SalesOrderView, rowId: number): number {
  return order.fulfillments
    .flatMap((fulfillment) => fulfillment.sales_order_fulfillment_rows)
    .filter((row) => row.sales_order_row_id === rowId)
    .reduce((sum, { quantity }) => sum + quantity, 0);
}

function contentsOf(
  names: Names,
  order: SalesOrderView,
  rows: readonly { readonly sales_order_row_id: number; readonly quantity: number | string }[],
): readonly string[] {
  return rows.map(({ sales_order_row_id, quantity }) => {
    const variantId = order.sales_order_rows.find(({ id }) => id === sales_order_row_id)?.variant_id ?? 0;
    return `${Number(quantity)} × ${names.variants.get(variantId)?.name ?? "?"}`;
  });
}

const toFulfillment = (names: Names, order: SalesOrderView, one: FulfillmentView): FulfillmentCard => ({
  id: one.id,
  status: one.status,
  contents: contentsOf(names, order, one.sales_order_fulfillment_rows),
  tracking: [one.tracking_carrier, one.tracking_number].filter(Boolean).join(" "),
});

const toReturn = (names: Names, order: SalesOrderView, one: ReturnView): ReturnCard => ({
  id: one.id,
  orderNo: one.order_no,
  status: one.status,
  contents: contentsOf(names, order, one.rows),
});

export function toCard(names: Names, order: SalesOrderView): SalesOrderCard {
  const fee = order.shipping_fee;
  return {
    id: order.id,
    orderNo: order.order_no,
    status: order.status,
    invoicing: order.invoicing_status,
    customer: named(names.customers, order.customer_id),
    createdAt: order.order_created_date,
    deliveryDate: order.delivery_date,
    currency: order.currency,
    total: String(order.total),
    additionalInfo: order.additional_info ?? "",
    customerRef: order.customer_ref ?? "",
    deleted: order.deleted_at !== null,
    shopifyOrderId: order.ecommerce_order_id,
    storeName: order.ecommerce_store_name,
    rows: order.sales_order_rows.map((row) => toRow(names, row, shippedOf(order, row.id))),
    shippingFee: fee && {
      description: fee.description ?? "",
      amount: fee.amount,
      taxRate: named(names.taxRates, fee.tax_rate_id),
    },
    fulfillments: order.fulfillments.map((one) => toFulfillment(names, order, one)),
    returns: (names.returns.get(order.id) ?? []).map((one) => toReturn(names, order, one)),
  };
}
