import type { FulfillmentStep } from "../../domain/fulfillment-step.ts";
import type { KatanaWebhookId, ShopDomain } from "../../domain/ids.ts";
import type { KatanaWebhookStore } from "../../sync/katana-webhook-store.ts";
import type { Database } from "./database.ts";
import { workingShop } from "./working-shop.ts";

interface DueRow {
  readonly account_id: string;
  readonly shop: ShopDomain;
  readonly hook_path: string | null;
  readonly hook_id: KatanaWebhookId | null;
}

interface CalledRow {
  readonly account_id: string;
  readonly shop: ShopDomain;
  readonly hook_token: string;
  readonly hints_in_vain: number;
}

/** Steps that make Katana tell of a sales order that Tandem knows about already. */
const echoing: readonly FulfillmentStep["kind"][] = [
  "create-sales-order-fulfillment",
  "deliver-sales-order-fulfillment",
];

export function createKatanaWebhookStore({ prisma }: Database): KatanaWebhookStore {
  const change = async (accountId: string, data: Parameters<typeof prisma.katanaPoll.updateMany>[0]["data"]) => {
    await prisma.katanaPoll.updateMany({ where: { accountId }, data });
  };
  return {
    due: async (now) => {
      const rows = await prisma.$queryRaw<DueRow[]>`
        SELECT katana_poll.account_id, ${workingShop} AS shop, katana_poll.hook_path, katana_poll.hook_id
        FROM katana_poll
          JOIN katana_connection ON katana_connection.account_id = katana_poll.account_id
          JOIN shop ON shop.domain = katana_connection.shop
        WHERE (katana_poll.hook_check_at IS NULL OR katana_poll.hook_check_at <= ${new Date(now)}) AND shop.sync_fulfillment
          AND shop.uninstalled_at IS NULL AND shop.activated_at IS NOT NULL
          AND (shop.paused_at IS NULL OR shop.paused_at < shop.activated_at)
        GROUP BY katana_poll.account_id`;
      return rows.map((row) => ({
        accountId: row.account_id,
        shop: row.shop,
        path: row.hook_path,
        webhookId: row.hook_id,
      }));
    },
    keepPath: (accountId, hookPath) => change(accountId, { hookPath }),
    keep: (accountId, { id, sealedToken }, checkAt) =>
      change(accountId, {
        hookId: id,
        hookToken: sealedToken,
        hookRefused: null,
        hookCheckAt: new Date(checkAt),
      }),
    refuse: (accountId, words, checkAt) => change(accountId, { hookRefused: words, hookCheckAt: new Date(checkAt) }),
    checkAgain: (accountId, checkAt) => change(accountId, { hookCheckAt: new Date(checkAt) }),
    onlyOf: async (shop) => {
      const [row] = await prisma.$queryRaw<{ account_id: string; hook_id: KatanaWebhookId }[]>`
        SELECT katana_poll.account_id, katana_poll.hook_id
        FROM katana_poll JOIN katana_connection ON katana_connection.account_id = katana_poll.account_id
        WHERE katana_connection.shop = ${shop} AND katana_poll.hook_id IS NOT NULL AND NOT EXISTS (
          SELECT 1 FROM katana_connection AS other
          WHERE other.account_id = katana_poll.account_id AND other.shop <> ${shop})`;
      return row ? { accountId: row.account_id, webhookId: row.hook_id } : null;
    },
    forget: (accountId, checkAt) =>
      change(accountId, {
        hookPath: null,
        hookId: null,
        hookToken: null,
        hookRefused: null,
        hookCheckAt: new Date(checkAt),
      }),
    called: async (path) => {
      const [row] = await prisma.$queryRaw<CalledRow[]>`
        SELECT katana_poll.account_id, katana_connection.shop, katana_poll.hook_token, katana_poll.hints_in_vain
        FROM katana_poll JOIN katana_connection ON katana_connection.account_id = katana_poll.account_id
        WHERE katana_poll.hook_path = ${path} AND katana_poll.hook_token IS NOT NULL
        ORDER BY katana_connection.shop LIMIT 1`;
      if (!row) return null;
      const { account_id: accountId, shop, hook_token: sealedToken, hints_in_vain: hintsInVain } = row;
      return { accountId, shop, sealedToken, hintsInVain };
    },
    standing: async (accountId) => {
      const row = await prisma.katanaPoll.findUnique({ where: { accountId } });
      return { registered: row !== null && row.hookId !== null, refused: row?.hookRefused ?? null };
    },
    concerns: async (accountId, salesOrderId, echoFrom) => {
      const linked = await prisma.$queryRaw<unknown[]>`
        SELECT 1 FROM link JOIN shop ON shop.domain = link.shop
        WHERE link.account_id = ${accountId} AND link.sales_order_id = ${salesOrderId} AND link.gone_from_katana_at IS NULL
          AND shop.sync_fulfillment AND NOT EXISTS (
            SELECT 1 FROM write_attempt
            WHERE write_attempt.shop = link.shop AND write_attempt.order_id = link.order_id
              AND write_attempt.sent_at >= ${new Date(echoFrom)} AND write_attempt.step = ANY(${[...echoing]}))`;
      return linked.length > 0;
    },
  };
}
