import type { SalesOrderView } from "../../simulators/katana/view.ts";
import type { OrderView } from "../../simulators/shopify/control.ts";
import { fieldsOf, goodsSold, goodsWorth, lineOf, placesOf, sameGoods, wantedLines } from "./both-sides.ts";
import type { ModelWorld } from "./model-world.ts";
import { isPending } from "./possible-values.ts";
import { endingOf, salesOrdersOf, takesOf, wanted, type WatchedOrder } from "./watched-order.ts";

interface Settled {
  readonly order: OrderView;
  /** The app certainly looked at the order. */
  readonly heard: boolean;
}

/** What has to hold besides once nothing is outstanding. */
export function judgeSettled(world: ModelWorld, one: WatchedOrder, settled: Settled): readonly string[] {
  const [salesOrder] = salesOrdersOf(world.account, settled.order).live;
  if (salesOrder === undefined || one.values === null) return [];
  const { order, heard } = settled;
  const ending = endingOf(one, order, salesOrder);
  const isHeld = salesOrder.invoicing_status !== "notInvoiced";
  if (heard && ending === "certainly" && !isHeld) return ["its sales order should be gone [CHG-5, CHG-6]"];
  return [
    ...judgeGoods(world, one, { order, salesOrder }),
    ...(heard && ending === "no" ? judgePlaces(world, order, salesOrder) : []),
    ...judgeStanding(world, one, { order, salesOrder, isHeld: isHeld && ending !== "no" }),
  ];
}

/** MAP-6, MAP-10, MAP-19 */
function judgeGoods(
  { account }: ModelWorld,
  one: WatchedOrder,
  { order, salesOrder }: { order: OrderView; salesOrder: SalesOrderView },
): readonly string[] {
  const lines = wantedLines(order);
  const wrong = salesOrder.sales_order_rows.flatMap((row) => {
    const fields = lines.get(lineOf(row) ?? "");
    const actual = fieldsOf(account, row);
    return fields && !sameGoods(fields, actual) ? [`${JSON.stringify(actual)} is not ${JSON.stringify(fields)}`] : [];
  });
  const isAsSold =
    order.lines.every(({ fulfilledQuantity }) => fulfilledQuantity === 0) &&
    one.handMade.size === 0 &&
    agreesThroughout(one, order) &&
    [...(one.values?.values() ?? [])].flat().every(({ handPrice }) => handPrice === null) &&
    isFollowed(one, order);
  const [worth, sold] = [goodsWorth(salesOrder), goodsSold(order)];
  // Each line is rounded by itself.
  const tolerance = 0.01 * (lines.size + 1);
  return isAsSold && Math.abs(worth - sold) > tolerance
    ? [...wrong, `its goods are worth ${String(worth)}, not ${String(sold)} [MAP-19]`]
    : wrong;
}

/** Nothing is left to be carried over. */
const agreesThroughout = ({ values }: WatchedOrder, order: OrderView): boolean =>
  [...(values ?? [])].every(([key, all]) => all.every((value) => !isPending(value, wanted(order).get(key) ?? 0)));

/** Nobody made anything else of it in Katana. */
const isFollowed = ({ values }: WatchedOrder, order: OrderView): boolean =>
  [...(values ?? [])].every(([key, all]) =>
    all.every(({ now }) => Math.abs(now - (wanted(order).get(key) ?? 0)) < 0.025),
  );

/** CHG-10, SET-6: a row that may be moved stands where its goods are. */
function judgePlaces(
  { account, switches }: ModelWorld,
  order: OrderView,
  salesOrder: SalesOrderView,
): readonly string[] {
  return salesOrder.sales_order_rows.flatMap((row) => {
    const line = lineOf(row) ?? "";
    const places = placesOf(account, order, line);
    const isMovable =
      row.linked_manufacturing_order_id === null &&
      takesOf(salesOrder, line, { neighbours: switches.rowEditsOnPartlyShipped }).change;
    return !isMovable || places.size === 0 || places.has(row.location_id ?? 0)
      ? []
      : [`line ${line} is at ${String(row.location_id)}, not at ${[...places].join(" or ")} [CHG-10]`];
  });
}

/** REC-2: what could not be carried over is a block, and what is in step says so. */
function judgeStanding(
  { tables, shop }: ModelWorld,
  one: WatchedOrder,
  { order, salesOrder, isHeld }: { order: OrderView; salesOrder: SalesOrderView; isHeld: boolean },
): readonly string[] {
  const { status = "unknown", blocks = [] } = tables.orders.get(`${shop.domain}:${order.legacyId}`) ?? {};
  if (status === "needs-you" && blocks.length === 0) return ["is blocked and does not say why [REC-2]"];
  if (isHeld) return [];
  const pending = waitingIn(one, order);
  if (pending.length > 0 && status !== "needs-you")
    return [`stands as ${status} although ${pending.join(", ")} waits for a person [REC-2]`];
  const hasSent =
    order.lines.some(({ fulfilledQuantity }) => fulfilledQuantity > 0) || salesOrder.fulfillments.length > 0;
  if (hasSent || !agreesThroughout(one, order)) return [];
  // Whether a row may be moved is told by what is made for it, too.
  const isAtRest = status === "in-step" || blocks.every(({ kind }) => kind === "row-not-movable");
  return isAtRest ? [] : [`stands as ${status} ${JSON.stringify(blocks)} although both sides agree [REC-2]`];
}

/** What certainly waits for a person. */
const waitingIn = ({ values }: WatchedOrder, order: OrderView): readonly string[] =>
  [...(values ?? [])].flatMap(([key, all]) =>
    all.every((value) => isPending(value, wanted(order).get(key) ?? 0)) ? [key] : [],
  );
