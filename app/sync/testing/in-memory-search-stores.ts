import { earliestInstant, isActive, type Activation } from "../../domain/activation.ts";
import type { ShopDomain } from "../../domain/ids.ts";
import type { ActualSalesOrder } from "../../domain/sales-order.ts";
import type { FoundOrder } from "../ports.ts";
import type { BackfillStore, NativeStore, SweepStore } from "../search-stores.ts";
import { raiseInMemory } from "./in-memory-order-store.ts";
import { textOf, type MemoryOrder, type MemoryTables } from "./memory-tables.ts";

export const createInMemorySearchStores = (
  tables: MemoryTables,
): { readonly backfills: BackfillStore; readonly sweeps: SweepStore; readonly natives: NativeStore } => ({
  backfills: backfillStore(tables),
  sweeps: sweepStore(tables),
  natives: nativeStore(tables),
});

const done = Promise.resolve();

export function settleBackfillInMemory(
  tables: MemoryTables,
  shop: ShopDomain,
  { activation, at }: { activation: Activation; at: string },
): void {
  const known = tables.backfills.get(shop);
  const since = earliestInstant(activation) ?? at;
  if (activation.firstActivatedAt !== activation.activatedAt) {
    if (known) known.finishedAt ??= at;
  } else if (!known) {
    tables.backfills.set(shop, {
      ...{ shop, since, until: at, startedAt: at, windowFrom: since, cursor: null, expected: null, olderOpen: null },
      ...{ searchedAt: null, finishedAt: null, attempts: 0, nextTryAt: null, deletedListedAt: null },
    });
  }
}

function track(tables: MemoryTables, shop: ShopDomain, { order, at }: { order: FoundOrder; at: string }): MemoryOrder {
  const key = { shop, orderId: order.id };
  if (!tables.orders.has(textOf(key))) raiseInMemory(tables, key, { at, priority: 0 });
  const tracked = tables.orders.get(textOf(key));
  if (!tracked) throw new Error("It was just tracked");
  return tracked;
}

function backfillStore(tables: MemoryTables): BackfillStore {
  const change = (shop: ShopDomain, fields: object): Promise<void> => {
    const known = tables.backfills.get(shop);
    if (known) Object.assign(known, fields);
    return done;
  };
  const ordersOf = (shop: ShopDomain) =>
    [...tables.orders.values()].filter((order) => order.shop === shop && order.backfill);
  return {
    find: (shop) => {
      const known = tables.backfills.get(shop);
      return Promise.resolve(known ? { ...known } : null);
    },
    due: (now) =>
      Promise.resolve(
        [...tables.backfills.values()]
          .filter(({ finishedAt, nextTryAt }) => finishedAt === null && (nextTryAt === null || nextTryAt <= now))
          .map(({ shop }) => shop)
          .filter((shop) => isActive(tables.shops.get(shop)?.activation ?? never)),
      ),
    saveCounts: (shop, counts) => change(shop, counts),
    keepPage: async (from, orders, next, at) => {
      const known = tables.backfills.get(from.shop);
      if (known?.windowFrom !== from.windowFrom || known.cursor !== from.cursor || known.searchedAt !== null)
        return false;
      for (const order of orders) track(tables, from.shop, { order, at }).backfill = true;
      await change(from.shop, { ...(next ?? { searchedAt: at, cursor: null }), attempts: 0, nextTryAt: null });
      return true;
    },
    postpone: (shop, until, { anew }) =>
      change(shop, {
        nextTryAt: until,
        attempts: (tables.backfills.get(shop)?.attempts ?? 0) + 1,
        ...(anew ? { cursor: null } : {}),
      }),
    finishIfDone: async (shop, at) => {
      const known = tables.backfills.get(shop);
      const isDone = known?.searchedAt && known.finishedAt === null && ordersOf(shop).every((order) => order.done > 0);
      if (isDone) await change(shop, { finishedAt: at });
      return Boolean(isDone);
    },
    counts: (shop) => {
      const found = ordersOf(shop);
      return Promise.resolve({
        found: found.length,
        lookedAt: found.filter((order) => order.done > 0).length,
        imported: found.filter((order) => tables.links.has(textOf(order))).length,
      });
    },
  };
}

const never: Activation = { firstActivatedAt: null, activatedAt: null, pausedAt: null };

function sweepStore(tables: MemoryTables): SweepStore {
  const change = (shop: ShopDomain, fields: object): Promise<void> => {
    const known = tables.sweeps.get(shop);
    if (known) Object.assign(known, fields);
    return done;
  };
  return {
    due: (now) => {
      for (const { domain, activation } of tables.shops.values())
        if (activation.activatedAt !== null && !tables.sweeps.has(domain))
          tables.sweeps.set(domain, {
            ...{ shop: domain, knownTill: activation.activatedAt, begunAt: null, cursor: null, attempts: 0 },
            nextAt: now,
          });
      const due = [...tables.sweeps.values()].filter(({ nextAt }) => nextAt <= now);
      return Promise.resolve(due.map(({ shop }) => shop));
    },
    find: (shop) => {
      const known = tables.sweeps.get(shop);
      return Promise.resolve(known ? { ...known } : null);
    },
    begin: (shop, at) => change(shop, { begunAt: at, cursor: null }),
    keepPage: async ({ shop }, orders, next, at) => {
      const changed = orders.filter(({ id, updatedAt }) => {
        const known = tables.orders.get(textOf({ shop, orderId: id }));
        return !known || (known.done >= known.wanted && (known.seenUntil ?? "") < updatedAt);
      });
      for (const { id } of changed) raiseInMemory(tables, { shop, orderId: id }, { at, priority: 5 });
      await change(shop, { ...("cursor" in next ? next : { ...next, begunAt: null, cursor: null }), attempts: 0 });
      return changed.length;
    },
    postpone: (shop, until) =>
      change(shop, {
        ...{ begunAt: null, cursor: null, nextAt: until },
        attempts: (tables.sweeps.get(shop)?.attempts ?? 0) + 1,
      }),
  };
}

function nativeStore(tables: MemoryTables): NativeStore {
  const keep = (shop: ShopDomain, found: readonly ActualSalesOrder[], foundAt: string): void => {
    for (const salesOrder of found) {
      const place = tables.natives.findIndex((one) => one.shop === shop && one.salesOrder.id === salesOrder.id);
      tables.natives.splice(place < 0 ? tables.natives.length : place, 1, { shop, salesOrder, foundAt });
    }
  };
  return {
    of: (key) =>
      Promise.resolve({
        checked: tables.orders.get(textOf(key))?.nativeChecked ?? false,
        found: tables.natives
          .filter(({ shop, salesOrder }) => shop === key.shop && salesOrder.shopifyOrderId === key.orderId)
          .map(({ salesOrder }) => salesOrder)
          .toSorted((a, b) => a.id - b.id),
      }),
    unchecked: (key, limit) => {
      const others = [...tables.orders.values()].filter(
        (order) => order.shop === key.shop && !order.nativeChecked && !tables.links.has(textOf(order)),
      );
      const ids = others.filter((order) => order.done < order.wanted).map(({ orderId }) => orderId);
      return Promise.resolve([...new Set([key.orderId, ...ids])].slice(0, limit));
    },
    unwatched: (shop, accountId, limit) => {
      const came = [...tables.orders.values()]
        .filter((order) => order.shop === shop && !order.nativeChecked)
        .flatMap((order) => {
          const link = tables.links.get(textOf(order));
          return link?.accountId === accountId && link.goneFromKatanaAt === null
            ? [{ orderId: order.orderId, salesOrderId: link.salesOrderId, cameOverAt: link.createdAt }]
            : [];
        });
      const inTurn = came.toSorted((a, b) => Date.parse(a.cameOverAt) - Date.parse(b.cameOverAt));
      return Promise.resolve(inTurn.slice(0, limit));
    },
    keepLookUp: (shop, orderIds, found, at) => {
      keep(shop, found, at);
      for (const orderId of orderIds) {
        const order = tables.orders.get(textOf({ shop, orderId }));
        if (order) order.nativeChecked = true;
      }
      return done;
    },
    keepDeleted: (shop, found, at) => {
      keep(shop, found, at);
      const backfill = tables.backfills.get(shop);
      if (backfill) backfill.deletedListedAt = at;
      return done;
    },
    appearedSince: (shop, since) => {
      const instants = tables.natives
        .filter((one) => one.shop === shop && one.salesOrder.createdAt > since)
        .map(({ salesOrder }) => salesOrder.createdAt);
      return Promise.resolve(instants.toSorted().at(-1) ?? null);
    },
  };
}
