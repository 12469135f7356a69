import { noFulfillments } from "../../domain/fulfillment-pair.ts";
import type { KeptFulfillments } from "../../domain/fulfillment-pair.ts";
import type { OrderId, SalesOrderId, ShopDomain } from "../../domain/ids.ts";
import type { KeptReturns } from "../../domain/sales-return.ts";
import type { KatanaPollRecord, KatanaPollStore } from "../../sync/katana-poll-store.ts";
import type { OrderKey } from "../../sync/stores.ts";
import type { Database, Transaction } from "./database.ts";
import { json } from "./json.ts";
import { livePriority, type Queue } from "./queue.ts";
import { workingShop } from "./working-shop.ts";
import { raiseWanted } from "./raise-wanted.ts";

interface DueRow {
  readonly account_id: string;
  readonly shop: ShopDomain;
  readonly known_till: Date;
  readonly fulfillments_travel: boolean;
  readonly returns_travel: boolean;
  readonly attempts: number;
  readonly seen: unknown;
  readonly hinted: boolean;
  readonly hints_in_vain: number;
}

interface LinkedRow {
  readonly shop: ShopDomain;
  readonly order_id: OrderId;
  readonly sales_order_id: SalesOrderId;
  readonly fulfillments: unknown;
  readonly returns: unknown;
  readonly sync_fulfillment: boolean;
  readonly bring_returns: boolean;
}

export const createKatanaPollStore = ({ prisma }: Database, queue: Queue): KatanaPollStore => ({
  due: async (now) => {
    const at = new Date(now);
    await prisma.$executeRaw`
      INSERT INTO katana_poll (account_id, known_till, next_at)
      SELECT DISTINCT katana_connection.account_id, ${at}::timestamptz, ${at}::timestamptz
      FROM katana_connection JOIN shop ON shop.domain = katana_connection.shop
      WHERE (shop.sync_fulfillment OR shop.bring_returns) AND shop.uninstalled_at IS NULL AND shop.activated_at IS NOT NULL
        AND (shop.paused_at IS NULL OR shop.paused_at < shop.activated_at)
      ON CONFLICT (account_id) DO NOTHING`;
    const rows = await prisma.$queryRaw<DueRow[]>`
      SELECT katana_poll.account_id, ${workingShop} AS shop, katana_poll.known_till, katana_poll.attempts, katana_poll.seen,
        katana_poll.hinted_at IS NOT NULL AS hinted, katana_poll.hints_in_vain,
        bool_or(shop.sync_fulfillment) AS fulfillments_travel, bool_or(shop.bring_returns) AS returns_travel
      FROM katana_poll
        JOIN katana_connection ON katana_connection.account_id = katana_poll.account_id
        JOIN shop ON shop.domain = katana_connection.shop
      WHERE katana_poll.next_at <= ${at} AND (shop.sync_fulfillment OR shop.bring_returns) AND shop.uninstalled_at IS NULL
        AND shop.activated_at IS NOT NULL AND (shop.paused_at IS NULL OR shop.paused_at < shop.activated_at)
      GROUP BY katana_poll.account_id`;
    return rows.map(toRecord);
  },
  linked: async (accountId, salesOrderIds) => {
    const rows = await prisma.$queryRaw<LinkedRow[]>`
      SELECT link.shop, link.order_id, link.sales_order_id, link.fulfillments, link.returns, shop.sync_fulfillment, shop.bring_returns
      FROM link JOIN shop ON shop.domain = link.shop
      WHERE link.account_id = ${accountId} AND link.gone_from_katana_at IS NULL AND (shop.sync_fulfillment OR shop.bring_returns)
        AND link.sales_order_id = ANY(${salesOrderIds.map(String)}::text[]::int[])`;
    return rows.map((row) => ({
      shop: row.shop,
      orderId: row.order_id,
      salesOrderId: row.sales_order_id,
      fulfillments: row.sync_fulfillment ? ((row.fulfillments as KeptFulfillments | null) ?? noFulfillments) : null,
      returns: row.bring_returns ? (row.returns as KeptReturns | null) : null,
    }));
  },
  keep: (poll, { beganAt, nextAt, againAt }, moved) =>
    prisma.$transaction(async (transaction) => {
      const { accountId, knownTill, seen, hintsInVain } = poll;
      const at = new Date(beganAt);
      await markMoved(transaction, moved.fulfillments, { fulfillmentsMovedAt: at });
      await markMoved(transaction, moved.returns, { returnsMovedAt: at });
      const orders = [...moved.fulfillments, ...moved.returns];
      if (orders.length > 0) await raiseWanted(transaction, queue, { orders, priority: livePriority, at });
      // What a webhook told of while Katana was read may not have been read.
      await transaction.$executeRaw`
        UPDATE katana_poll SET known_till = ${new Date(knownTill)}, seen = ${JSON.stringify(json(seen))}::jsonb, attempts = 0,
          polled_at = ${at}, hints_in_vain = ${hintsInVain}, hinted_at = CASE WHEN hinted_at > ${at} THEN hinted_at END,
          next_at = CASE WHEN hinted_at > ${at} THEN LEAST(${new Date(againAt)}::timestamptz, ${new Date(nextAt)}::timestamptz)
            ELSE ${new Date(nextAt)}::timestamptz END
        WHERE account_id = ${accountId}`;
    }),
  postpone: async (accountId, until) => {
    await prisma.katanaPoll.updateMany({
      where: { accountId },
      data: { nextAt: new Date(until), attempts: { increment: 1 } },
    });
  },
  hasten: async (accountId, at, spacingMs) => {
    const now = new Date(at);
    const spaced = new Date(now.getTime() - spacingMs);
    await prisma.$executeRaw`
      UPDATE katana_poll SET hinted_at = ${now}, next_at = LEAST(next_at, GREATEST(${now}::timestamptz,
        COALESCE(polled_at, ${spaced}::timestamptz) + (${now}::timestamptz - ${spaced}::timestamptz)))
      WHERE account_id = ${accountId} AND attempts = 0`;
  },
});

async function markMoved(
  transaction: Transaction,
  orders: readonly OrderKey[],
  data: { readonly fulfillmentsMovedAt: Date } | { readonly returnsMovedAt: Date },
): Promise<void> {
  for (const { shop, orderId } of orders)
    await transaction.link.update({ where: { shop_orderId: { shop, orderId } }, data });
}

const toRecord = (row: DueRow): KatanaPollRecord => ({
  accountId: row.account_id,
  shop: row.shop,
  travelling: { fulfillments: row.fulfillments_travel, returns: row.returns_travel },
  knownTill: row.known_till.toISOString(),
  attempts: row.attempts,
  seen: row.seen as Readonly<Record<string, string>>,
  hinted: row.hinted,
  hintsInVain: row.hints_in_vain,
});
