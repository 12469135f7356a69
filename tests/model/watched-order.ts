import type { KatanaAccount } from "../../simulators/katana/account-control.ts";
import type { SalesOrderView } from "../../simulators/katana/view.ts";
import type { OrderView } from "../../simulators/shopify/control.ts";
import { isEnded, isPutAway, lineOf, quantitiesOf, wantedFee, wantedLines, type ActualRow } from "./both-sides.ts";
import type { Possible, Takes } from "./possible-values.ts";

/** What is known of one order from watching both sides, never from asking the app. */
export interface WatchedOrder {
  readonly id: string;
  /** At some moment the rules let it in (IMP-1 … IMP-8). */
  wasWanted: boolean;
  /** How its sales order went. */
  gone: "Tandem deleted it" | "a person deleted it" | null;
  /** Tandem had a reason to delete the sales order since all was last settled (CHG-5, CHG-6). */
  mayBeDeleted: boolean;
  /** Whether both sides may have agreed on the order being archived, with something left to send. */
  agreedPutAway: ReadonlySet<boolean>;
  /** Shopify's time of change when all was last settled. */
  settledAt: string | null;
  /** By line; null before the sales order was seen. */
  values: Map<string, readonly Possible[]> | null;
  /** All that Shopify said of each line since all was last settled, or since it was placed. */
  said: Map<string, Set<number>>;
  /** What was packed or delivered in Katana before the app last ran. */
  sentBefore: SalesOrderView["fulfillments"];
  /** Rows that a person added, as that person left them. */
  handMade: Map<number, string>;
}

export const feeKey = "the fee";

export const watch = (id: string): WatchedOrder => ({
  id,
  wasWanted: false,
  gone: null,
  mayBeDeleted: false,
  agreedPutAway: new Set([false]),
  settledAt: null,
  values: null,
  said: new Map(),
  sentBefore: [],
  handMade: new Map(),
});

/** By line what Shopify wants of its row, and of the fee. */
export const wanted = (order: OrderView): ReadonlyMap<string, number> =>
  new Map([
    ...[...wantedLines(order)].map(([id, { quantity }]) => [id, quantity] as const),
    [feeKey, wantedFee(order)],
  ]);

/** The same as Katana has it. */
export const found = ({ sales_order_rows, shipping_fee }: SalesOrderView): ReadonlyMap<string, number> =>
  new Map([...quantitiesOf(sales_order_rows), [feeKey, shipping_fee === null ? 0 : Number(shipping_fee.amount)]]);

export const isHandMade = (row: ActualRow): boolean => lineOf(row) === null;

export const asLeft = ({ quantity, price_per_unit, total_discount, variant_id, location_id }: ActualRow): string =>
  JSON.stringify({ quantity, price_per_unit, total_discount, variant_id, location_id });

/** Units of each row that are packed or delivered. */
export function shippedOf({ fulfillments }: SalesOrderView): ReadonlyMap<number, number> {
  const shipped = new Map<number, number>();
  for (const { sales_order_row_id, quantity } of fulfillments.flatMap((one) => one.sales_order_fulfillment_rows))
    shipped.set(sales_order_row_id, (shipped.get(sales_order_row_id) ?? 0) + quantity);
  return shipped;
}

/** CHG-3, CHG-7, CHG-11: what Katana takes of a line or the fee as the sales order stands. */
export function takesOf(
  salesOrder: SalesOrderView,
  key: string,
  { neighbours, keepsRefund = false }: { neighbours: "allow" | "refuse"; keepsRefund?: boolean },
): Takes {
  const isOpen = salesOrder.fulfillments.length === 0;
  if (key === feeKey) return { create: isOpen, change: isOpen, keepsRefund };
  const row = salesOrder.sales_order_rows.find((one) => lineOf(one) === key);
  const isShipped =
    neighbours === "allow" ? row !== undefined && (shippedOf(salesOrder).get(row.id) ?? 0) > 0 : !isOpen;
  return { create: isOpen, change: !isShipped && salesOrder.invoicing_status === "notInvoiced", keepsRefund: false };
}

/** CHG-5, CHG-6: whether the whole sales order is to go. */
export type Ending = "no" | "perhaps" | "certainly";

export function endingOf({ agreedPutAway }: WatchedOrder, order: OrderView, salesOrder: SalesOrderView): Ending {
  const sent = order.lines.some(({ fulfilledQuantity }) => fulfilledQuantity > 0) || salesOrder.fulfillments.length > 0;
  if (sent) return "no";
  if (isEnded(order)) return "certainly";
  if (isPutAway(order) && agreedPutAway.has(false)) return agreedPutAway.has(true) ? "perhaps" : "certainly";
  return wantedLines(order).size === 0 ? "perhaps" : "no";
}

/** The live sales orders of an order, and whether there ever was one. */
export function salesOrdersOf(account: KatanaAccount, { legacyId }: OrderView) {
  const made = account
    .salesOrders({ includeDeleted: true })
    .filter(({ ecommerce_order_id }) => ecommerce_order_id === legacyId);
  return { live: made.filter(({ deleted_at }) => deleted_at === null), made };
}
