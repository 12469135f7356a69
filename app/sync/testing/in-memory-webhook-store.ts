import { isActive } from "../../domain/activation.ts";
import type { ShopDomain } from "../../domain/ids.ts";
import type { KatanaWebhookStore } from "../katana-webhook-store.ts";
import { shopsOf, textOf, type MemoryTables, type MemoryWebhook } from "./memory-tables.ts";

const none: MemoryWebhook = { path: null, webhookId: null, sealedToken: null, refused: null, checkAt: "" };

export function createInMemoryWebhookStore(tables: MemoryTables): KatanaWebhookStore {
  const of = (accountId: string): MemoryWebhook => tables.webhooks.get(accountId) ?? none;
  const change = (accountId: string, fields: Partial<MemoryWebhook>): Promise<void> => {
    tables.webhooks.set(accountId, { ...of(accountId), ...fields });
    return Promise.resolve();
  };
  const travels = (shop: ShopDomain): boolean => {
    const record = tables.shops.get(shop);
    return record !== undefined && record.settings.syncFulfillment && isActive(record.activation);
  };
  return {
    due: (now) =>
      Promise.resolve(
        [...new Set([...tables.connections.values()].map(({ accountId }) => accountId))].flatMap((accountId) => {
          const [shop] = shopsOf(tables, accountId).filter(travels);
          const { path, webhookId, checkAt } = of(accountId);
          return shop && checkAt <= now ? [{ accountId, shop, path, webhookId }] : [];
        }),
      ),
    keepPath: (accountId, path) => change(accountId, { path }),
    keep: (accountId, { id, sealedToken }, checkAt) =>
      change(accountId, { webhookId: id, sealedToken, refused: null, checkAt }),
    refuse: (accountId, refused, checkAt) => change(accountId, { refused, checkAt }),
    checkAgain: (accountId, checkAt) => change(accountId, { checkAt }),
    onlyOf: (shop) => {
      const accountId = tables.connections.get(shop)?.accountId ?? "";
      const { webhookId } = of(accountId);
      return Promise.resolve(webhookId && shopsOf(tables, accountId).length === 1 ? { accountId, webhookId } : null);
    },
    forget: (accountId, checkAt) => change(accountId, { ...none, checkAt }),
    called: (path) => {
      const [accountId, found] = [...tables.webhooks].find(([, one]) => one.path === path) ?? ["", none];
      const [shop] = shopsOf(tables, accountId);
      const { sealedToken } = found;
      const hintsInVain = tables.polls.get(accountId)?.hintsInVain ?? 0;
      return Promise.resolve(shop && sealedToken !== null ? { accountId, shop, sealedToken, hintsInVain } : null);
    },
    standing: (accountId) => {
      const { webhookId, refused } = of(accountId);
      return Promise.resolve({ registered: webhookId !== null, refused });
    },
    concerns: (accountId, salesOrderId, echoFrom) => {
      const linked = [...tables.links].some(
        ([key, link]) =>
          link.accountId === accountId &&
          link.salesOrderId === salesOrderId &&
          !tables.attempts.some(
            (one) => textOf(one) === key && one.sentAt >= echoFrom && one.step.endsWith("sales-order-fulfillment"),
          ),
      );
      return Promise.resolve(linked);
    },
  };
}
