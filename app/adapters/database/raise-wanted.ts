import type { OrderId, ShopDomain } from "../../domain/ids.ts";
import type { OrderKey } from "../../sync/stores.ts";
import type { Transaction } from "./database.ts";
import { livePriority, type Queue } from "./queue.ts";

export interface WantedLooks {
  readonly orders: readonly OrderKey[];
  readonly priority: number;
  readonly at: Date;
}

interface Raised {
  readonly shop: ShopDomain;
  readonly order_id: OrderId;
  /** The priority of a look that was outstanding or awaited already; null when none was. */
  readonly outstanding: number | null;
}

/**
 * Asks for one more look at each of the orders (an order named twice is asked for twice) and wakes workers, all inside the transaction. A
 * pause that is not a failure's ends with it: what was waited for may have come.
 */
export async function raiseWanted(
  transaction: Transaction,
  queue: Queue,
  { orders, priority, at }: WantedLooks,
): Promise<void> {
  const counted = countByOrder(orders);
  const raised = await transaction.$queryRaw<Raised[]>`
    WITH hints AS (
      SELECT * FROM unnest(
        ${counted.map(({ key }) => key.shop)}::text[], ${counted.map(({ key }) => key.orderId)}::text[],
        ${counted.map(({ looks }) => String(looks))}::text[]::int[]) AS hint(shop, order_id, looks)),
    before AS (
      SELECT shop, order_id, tracked_order.priority FROM tracked_order JOIN hints USING (shop, order_id)
      WHERE tracked_order.done < tracked_order.wanted OR tracked_order.next_try_at IS NOT NULL)
    INSERT INTO tracked_order (shop, order_id, wanted, priority, wanted_at, woken_at, first_seen_at)
    SELECT shop, order_id, looks, ${priority}::int, ${at}::timestamptz, ${at}::timestamptz, ${at}::timestamptz FROM hints
    ON CONFLICT (shop, order_id) DO UPDATE SET
      wanted = tracked_order.wanted + excluded.wanted,
      priority = greatest(tracked_order.priority, excluded.priority),
      wanted_at = excluded.wanted_at,
      woken_at = excluded.woken_at,
      next_try_at = CASE WHEN tracked_order.failure IS NULL THEN NULL ELSE tracked_order.next_try_at END
    RETURNING shop, order_id, (
      SELECT before.priority FROM before
      WHERE before.shop = tracked_order.shop AND before.order_id = tracked_order.order_id) AS outstanding`;

  // A job that waits with a low priority would swallow the urgent one: it is raised instead, order by order.
  const isHeldBack = ({ outstanding }: Raised): boolean =>
    priority >= livePriority && outstanding !== null && outstanding < livePriority;
  const keyOf = ({ shop, order_id }: Raised): OrderKey => ({ shop, orderId: order_id });
  await queue.wakeAll(raised.filter((row) => !isHeldBack(row)).map(keyOf), priority, transaction);
  for (const row of raised.filter(isHeldBack)) await queue.hasten(keyOf(row), transaction);
}

function countByOrder(orders: readonly OrderKey[]): readonly { readonly key: OrderKey; readonly looks: number }[] {
  const grouped = Map.groupBy(orders, ({ shop, orderId }) => `${shop}:${orderId}`);
  return [...grouped.values()].flatMap((same) => (same[0] ? [{ key: same[0], looks: same.length }] : []));
}
