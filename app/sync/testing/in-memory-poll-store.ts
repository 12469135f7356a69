import { isActive } from "../../domain/activation.ts";
import type { KatanaPollRecord, KatanaPollStore } from "../katana-poll-store.ts";
import { raiseInMemory } from "./in-memory-order-store.ts";
import { textOf, type MemoryTables } from "./memory-tables.ts";

const livePriority = 10;

export function createInMemoryPollStore(tables: MemoryTables): KatanaPollStore {
  const travels = (shop: Parameters<MemoryTables["shops"]["get"]>[0]): boolean => {
    const record = tables.shops.get(shop);
    return record !== undefined && record.settings.syncFulfillment && isActive(record.activation);
  };
  return {
    due: (now) => {
      for (const [shop, { accountId }] of tables.connections)
        if (travels(shop) && !tables.polls.has(accountId))
          tables.polls.set(accountId, {
            accountId,
            shop,
            knownTill: now,
            attempts: 0,
            seen: {},
            hinted: false,
            hintsInVain: 0,
            nextAt: now,
            polledAt: null,
          });
      return Promise.resolve([...tables.polls.values()].filter(({ shop, nextAt }) => travels(shop) && nextAt <= now));
    },
    linked: (accountId, salesOrderIds) =>
      Promise.resolve(
        [...tables.links].flatMap(([key, link]) => {
          const order = tables.orders.get(key);
          return order &&
            link.accountId === accountId &&
            link.goneFromKatanaAt === null &&
            salesOrderIds.includes(link.salesOrderId) &&
            travels(order.shop)
            ? [
                {
                  shop: order.shop,
                  orderId: order.orderId,
                  salesOrderId: link.salesOrderId,
                  fulfillments: link.fulfillments,
                },
              ]
            : [];
        }),
      ),
    keep: (poll, { beganAt: at, nextAt, againAt }, moved) => {
      for (const key of moved) {
        const link = tables.links.get(textOf(key));
        if (link) tables.links.set(textOf(key), { ...link, fulfillmentsMovedAt: at });
        raiseInMemory(tables, key, { at, priority: livePriority });
      }
      const hintedMeanwhile = tables.polls.get(poll.accountId)?.hinted === true && !poll.hinted;
      const next = hintedMeanwhile && againAt < nextAt ? againAt : nextAt;
      change(poll.accountId, { ...poll, attempts: 0, polledAt: at, nextAt: next, hinted: hintedMeanwhile });
      return Promise.resolve();
    },
    postpone: (accountId, until) => {
      const { attempts = 0 } = tables.polls.get(accountId) ?? {};
      change(accountId, { nextAt: until, attempts: attempts + 1 });
      return Promise.resolve();
    },
    hasten: (accountId, at, spacingMs) => {
      const known = tables.polls.get(accountId);
      if (!known || known.attempts > 0) return Promise.resolve();
      const spaced = known.polledAt === null ? at : new Date(Date.parse(known.polledAt) + spacingMs).toISOString();
      const [soonest = at] = [at, spaced].toSorted().slice(-1);
      const [nextAt = soonest] = [known.nextAt, soonest].toSorted();
      change(accountId, { nextAt, hinted: true });
      return Promise.resolve();
    },
  };

  function change(accountId: string, fields: Partial<KatanaPollRecord & { nextAt: string; polledAt: string }>): void {
    const known = tables.polls.get(accountId);
    if (known) tables.polls.set(accountId, { ...known, ...fields });
  }
}
