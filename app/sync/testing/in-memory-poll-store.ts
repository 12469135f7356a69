import { isActive } from "../../domain/activation.ts";
import type { ShopDomain } from "../../domain/ids.ts";
import type { KatanaPollRecord, KatanaPollStore } from "../katana-poll-store.ts";
import type { KeptLink, OrderKey } from "../stores.ts";
import { raiseInMemory } from "./in-memory-order-store.ts";
import { shopsOf, textOf, type MemoryTables } from "./memory-tables.ts";

const livePriority = 10;

export function createInMemoryPollStore(tables: MemoryTables): KatanaPollStore {
  const travelling = (shop: ShopDomain): KatanaPollRecord["travelling"] => {
    const record = tables.shops.get(shop);
    if (record === undefined || !isActive(record.activation)) return { fulfillments: false, returns: false };
    return { fulfillments: record.settings.syncFulfillment, returns: record.settings.bringReturns };
  };
  const travels = (shop: ShopDomain): boolean => Object.values(travelling(shop)).some(Boolean);
  return {
    due: (now) => {
      for (const [shop, { accountId }] of tables.connections)
        if (travels(shop) && !tables.polls.has(accountId))
          tables.polls.set(accountId, {
            accountId,
            shop,
            travelling: travelling(shop),
            knownTill: now,
            attempts: 0,
            seen: {},
            hinted: false,
            hintsInVain: 0,
            nextAt: now,
            polledAt: null,
          });
      const due = [...tables.polls.values()].filter(({ nextAt }) => nextAt <= now);
      return Promise.resolve(due.flatMap(readThrough));
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
                  fulfillments: travelling(order.shop).fulfillments ? link.fulfillments : null,
                  returns: travelling(order.shop).returns ? link.returns : null,
                },
              ]
            : [];
        }),
      ),
    keep: (poll, { beganAt: at, nextAt, againAt }, moved) => {
      for (const key of moved.fulfillments) mark(key, { fulfillmentsMovedAt: at });
      for (const key of moved.returns) mark(key, { returnsMovedAt: at });
      for (const key of [...moved.fulfillments, ...moved.returns])
        raiseInMemory(tables, key, { at, priority: livePriority });
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

  function readThrough(poll: KatanaPollRecord): readonly KatanaPollRecord[] {
    const shops = shopsOf(tables, poll.accountId).filter(travels);
    const [shop] = shops;
    const any = (what: keyof KatanaPollRecord["travelling"]) => shops.some((one) => travelling(one)[what]);
    return shop ? [{ ...poll, shop, travelling: { fulfillments: any("fulfillments"), returns: any("returns") } }] : [];
  }

  function mark(key: OrderKey, fields: Partial<KeptLink>): void {
    const link = tables.links.get(textOf(key));
    if (link) tables.links.set(textOf(key), { ...link, ...fields });
  }

  function change(accountId: string, fields: Partial<KatanaPollRecord & { nextAt: string; polledAt: string }>): void {
    const known = tables.polls.get(accountId);
    if (known) tables.polls.set(accountId, { ...known, ...fields });
  }
}
