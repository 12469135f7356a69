import type { KatanaAccount } from "../katana/account-control.ts";
import type { KatanaSimulator } from "../katana/server.ts";
import type { SalesOrderView } from "../katana/view.ts";
import type { KatanaWindow, RowCard, SalesOrderCard } from "./katana-window.ts";

interface Names {
  readonly variants: ReadonlyMap<number, { readonly name: string; readonly sku: string }>;
  readonly customers: ReadonlyMap<number, string>;
  readonly taxRates: ReadonlyMap<number, string>;
  readonly locations: ReadonlyMap<number, string>;
}

const everything = { includeDeleted: true };

/** Items come as the API would show them, by which fields are not typed. */
const field = (item: object, name: string): string => String(Reflect.get(item, name) ?? "");

function namesOf(account: KatanaAccount): Names {
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
  };
}

const named = (names: ReadonlyMap<number, string>, id: number | null): string =>
  id === null ? "–" : (names.get(id) ?? "–");

function toRow(names: Names, row: SalesOrderView["sales_order_rows"][number]): RowCard {
  const variant = names.variants.get(row.variant_id);
  return {
    id: row.id,
    name: variant?.name ?? "–",
    sku: variant?.sku ?? "",
    quantity: row.quantity,
    pricePerUnit: row.price_per_unit,
    discount: row.total_discount,
    total: String(row.total),
    taxRate: named(names.taxRates, row.tax_rate_id),
    location: named(names.locations, row.location_id),
  };
}

function toCard(names: Names, order: SalesOrderView): SalesOrderCard {
  const fee = order.shipping_fee;
  return {
    id: order.id,
    orderNo: order.order_no,
    status: order.status,
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
    rows: order.sales_order_rows.map((row) => toRow(names, row)),
    shippingFee: fee && {
      description: fee.description ?? "",
      amount: fee.amount,
      taxRate: named(names.taxRates, fee.tax_rate_id),
    },
  };
}

/** The account as the simulated admin looks at it, from within the process: no request is made, no budget is used. */
export function watchKatana(simulator: KatanaSimulator, account: KatanaAccount): KatanaWindow {
  const factory = account.factory();
  return {
    name: factory.display_name,
    currency: factory.base_currency_code,
    apiUrl: simulator.url,
    feeInTotal: () => simulator.switches.shippingFeeInTotal,
    keys: () => account.keys(),
    salesOrders() {
      const names = namesOf(account);
      return account
        .salesOrders(everything)
        .toSorted(
          (one, other) => Number(one.deleted_at !== null) - Number(other.deleted_at !== null) || other.id - one.id,
        )
        .map((order) => toCard(names, order));
    },
    customers() {
      const orders = account.salesOrders();
      return account.customers().map(({ id, name, email }) => ({
        id,
        name: name ?? "",
        email: email ?? "",
        salesOrders: orders.filter(({ customer_id }) => customer_id === id).length,
      }));
    },
    locations: () => account.locations().map(({ name }) => name),
    deliver: (id) => void account.deliver(id),
    rename: (id, orderNo) => void account.editSalesOrder(id, { order_no: orderNo }),
    changeQuantity: (id, quantity) => {
      account.editRow(id, { quantity });
    },
    removeRow: (id) => account.deleteRow(id),
    remove: (id) => account.deleteSalesOrder(id),
    requests: () => simulator.requests(),
  };
}
