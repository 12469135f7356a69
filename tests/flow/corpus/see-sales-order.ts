import type { KatanaAccount } from "../../../simulators/katana/account-control.ts";
import type { SalesOrderView } from "../../../simulators/katana/view.ts";
import type { OrderView } from "../../../simulators/shopify/control.ts";
import type { ExpectedRow, ExpectedSalesOrder } from "./shape.ts";

const lineKey = "shopify_line_item_id";
const day = 24 * 60 * 60 * 1000;
const minorDigits: Readonly<Record<string, number>> = { JPY: 0, BHD: 3 };

type Row = SalesOrderView["sales_order_rows"][number];
type Item = ReturnType<KatanaAccount["products"]>[number];

const withoutZeros = (text: string): string => (text.includes(".") ? text.replace(/\.?0+$/, "") : text);

/** Katana's own row total, as exact as its JSON number is, rounded to the currency's smallest unit. */
const toMinorUnit = (total: number, currency: string): string =>
  (Math.round((total + 1e-9) * 10 ** (minorDigits[currency] ?? 2)) / 10 ** (minorDigits[currency] ?? 2)).toFixed(
    minorDigits[currency] ?? 2,
  );

/** Katana's items by the ids of their variants, as rows name them. */
export function namedItems(account: KatanaAccount): ReadonlyMap<number, string> {
  const named = (kind: "product" | "service", items: readonly Item[]) =>
    items.flatMap(({ name, variants }) =>
      variants.map(({ id, sku }) => [id, sku === null || sku === "" ? `${kind}: ${name}` : sku] as const),
    );
  return new Map([...named("product", account.products()), ...named("service", account.services())]);
}

function addressText(salesOrder: SalesOrderView, kind: "billing" | "shipping"): string | null {
  const address = salesOrder.addresses.find(({ entity_type }) => entity_type === kind);
  if (!address) return null;
  const { first_name, last_name, company, line_1, line_2, zip, city, state, country, phone } = address;
  return [first_name, last_name, company, line_1, line_2, zip, city, state, country, phone]
    .filter((field) => field !== null)
    .join(", ");
}

/** The sales order with names in place of ids. */
export function seeSalesOrder(
  account: KatanaAccount,
  {
    order,
    salesOrder,
    itemsBefore,
    told,
  }: {
    readonly order: OrderView;
    readonly salesOrder: SalesOrderView;
    readonly itemsBefore: ReadonlyMap<number, string>;
    readonly told: readonly string[];
  },
): ExpectedSalesOrder {
  const items = namedItems(account);
  const percent = (id: number | null): number =>
    account.taxRates({ includeDeleted: true }).find((rate) => rate.id === id)?.rate ?? Number.NaN;
  const placeName = (id: number | null): string =>
    account.locations().find((location) => location.id === id)?.name ?? "nowhere";

  const seeRow = (row: Row): ExpectedRow => {
    const key = String(row.attributes.find((attribute) => attribute.key === lineKey)?.value);
    const line = order.lines.findIndex(({ id }) => id.endsWith(`/${key}`));
    return {
      of: line === -1 ? key : line + 1,
      item: items.get(row.variant_id) ?? "nothing",
      quantity: row.quantity,
      price: withoutZeros(row.price_per_unit),
      discount: withoutZeros(row.total_discount),
      net: toMinorUnit(row.total, salesOrder.currency),
      tax: percent(row.tax_rate_id),
      at: placeName(row.location_id),
      properties: row.attributes
        .filter((one) => one.key !== lineKey)
        .map(({ key: name, value }) => `${name}: ${value}`),
    };
  };

  const fee = salesOrder.shipping_fee;
  return {
    orderNo: salesOrder.order_no.replace(order.name, "{name}"),
    customer: account.customers().find(({ id }) => id === salesOrder.customer_id)?.name ?? "nobody",
    currency: salesOrder.currency,
    deliveryDays: (Date.parse(salesOrder.delivery_date ?? "") - Date.parse(order.createdAt)) / day,
    reference: salesOrder.customer_ref,
    // Katana keeps what was not said as nothing.
    info: salesOrder.additional_info === "" ? null : salesOrder.additional_info,
    billTo: addressText(salesOrder, "billing"),
    shipTo: addressText(salesOrder, "shipping"),
    rows: salesOrder.sales_order_rows.map(seeRow),
    fee: fee && {
      description: fee.description ?? "",
      amount: withoutZeros(fee.amount),
      tax: percent(fee.tax_rate_id),
    },
    told,
    made: [...items].filter(([id]) => !itemsBefore.has(id)).map(([, name]) => name),
  };
}
