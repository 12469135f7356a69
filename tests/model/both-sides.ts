import type { KatanaAccount } from "../../simulators/katana/account-control.ts";
import type { SalesOrderView } from "../../simulators/katana/view.ts";
import type { LineView, OrderView } from "../../simulators/shopify/control.ts";

/** What a row says beside its price, in the words of the rules. */
export interface RowFields {
  readonly sku: string | null;
  readonly quantity: number;
  /** Per unit, without tax, in major units; read with the few digits that floats keep. */
  readonly price: number;
  readonly taxPercent: number;
}

export const numericId = (gid: string): string => gid.slice(gid.lastIndexOf("/") + 1);

/** Percent of every line and shipping line that histories place. */
export const taxPercent = 24;

const net = (amount: string, taxesIncluded: boolean): number =>
  taxesIncluded ? Number(amount) / (1 + taxPercent / 100) : Number(amount);

/** CHG-5: nothing more of the order will go. */
export const isEnded = ({ cancelledAt, financialStatus }: OrderView): boolean =>
  cancelledAt !== null || financialStatus === "REFUNDED";

/** CHG-6: archived by hand, as something is left to send. */
export const isPutAway = ({ closedAt, lines }: OrderView): boolean =>
  closedAt !== null && lines.some(({ unfulfilledQuantity }) => unfulfilledQuantity > 0);

/** MAP-8, CHG-8: what has gone plus what is still to go, or what a line holds of which nothing has gone. */
const wantedQuantity = (order: OrderView, line: LineView): number => {
  const { fulfilledQuantity, unfulfilledQuantity, currentQuantity } = line;
  if (isEnded(order)) return fulfilledQuantity;
  return fulfilledQuantity > 0 ? fulfilledQuantity + unfulfilledQuantity : currentQuantity;
};

/** What the rules want of an order's rows, by line id; lines that have nothing to go and nothing gone make no row. */
export const wantedLines = (order: OrderView): ReadonlyMap<string, RowFields> =>
  new Map(
    order.lines.flatMap((line) => {
      const quantity = wantedQuantity(order, line);
      const fields = { sku: line.sku, quantity, price: net(line.unitPrice, order.taxesIncluded), taxPercent };
      return quantity > 0 ? [[numericId(line.id), fields] as const] : [];
    }),
  );

/** Per unit and without tax; null for what is no line of the order. */
export function priceOf({ lines, taxesIncluded }: OrderView, line: string): number | null {
  const sold = lines.find(({ id }) => numericId(id) === line);
  return sold === undefined ? null : net(sold.unitPrice, taxesIncluded);
}

/** MAP-12, CHG-11: one fee without tax, of what shipping costs after edits and refunds; 0 is as good as none. */
export const wantedFee = ({ totals, taxesIncluded }: OrderView): number => net(totals.shipping, taxesIncluded);

/** Whether a part of it, or all, was given back. */
export const isShippingRefunded = ({ shippingLines, totals }: OrderView): boolean =>
  Number(totals.shipping) < shippingLines.reduce((sum, { price }) => sum + Number(price), 0) - 0.005;

export type ActualRow = SalesOrderView["sales_order_rows"][number];

/** The line a row stands for; null for a row that a person added. */
export const lineOf = ({ attributes }: ActualRow): string | null =>
  attributes.find(({ key }) => key === "shopify_line_item_id")?.value ?? null;

/** By line. A line with two rows has more than it should. */
export function quantitiesOf(rows: readonly ActualRow[]): ReadonlyMap<string, number> {
  const quantities = new Map<string, number>();
  for (const row of rows) {
    const line = lineOf(row);
    if (line !== null) quantities.set(line, (quantities.get(line) ?? 0) + row.quantity);
  }
  return quantities;
}

export function fieldsOf(account: KatanaAccount, row: ActualRow): RowFields {
  const sku = account.variants().find(({ id }) => id === row.variant_id)?.sku ?? null;
  const rate = account.taxRates().find(({ id }) => id === row.tax_rate_id)?.rate ?? Number.NaN;
  return { sku, quantity: row.quantity, price: Number(row.price_per_unit), taxPercent: rate };
}

export const closeTo = (one: number, other: number): boolean => Math.abs(one - other) < 1e-6;

/** A line without a SKU of its own may have been given one in Katana. */
export const sameGoods = (one: RowFields, other: RowFields): boolean =>
  (one.sku === null || other.sku === null || one.sku === other.sku) && closeTo(one.taxPercent, other.taxPercent);

/** What the rows are worth after discounts, without tax (MAP-19). */
export const goodsWorth = ({ sales_order_rows }: SalesOrderView): number =>
  sales_order_rows.reduce(
    (total, { price_per_unit, quantity, total_discount }) =>
      total + Number(price_per_unit) * quantity - Number(total_discount),
    0,
  );

/** What Shopify says that the goods are worth now, without tax. */
export const goodsSold = ({ totals, taxesIncluded }: OrderView): number => net(totals.subtotal, taxesIncluded);

/** The Katana locations that the line's goods may be at: those it is still to be sent from, and those it was sent from; matched by name. */
export const placesOf = (account: KatanaAccount, { fulfillmentOrders }: OrderView, line: string): ReadonlySet<number> =>
  new Set(
    fulfillmentOrders
      .filter(({ status, lines }) =>
        lines.some(
          ({ lineId, total, remaining }) =>
            numericId(lineId) === line && (remaining > 0 || (status === "CLOSED" && total > 0)),
        ),
      )
      .flatMap(({ locationName }) => account.locations().filter(({ name }) => name === locationName))
      .map(({ id }) => id),
  );
