import type { TimelineNote } from "../../domain/timeline.ts";
import type { OrderKey, RequestStore } from "../stores.ts";
import { goneInMemory, raiseInMemory } from "./in-memory-order-store.ts";
import { textOf, type MemoryTables } from "./memory-tables.ts";

export function createInMemoryRequestStore(tables: MemoryTables): RequestStore {
  const startAfresh = (keys: readonly OrderKey[]): readonly OrderKey[] => {
    const known = keys.flatMap((key) => tables.orders.get(textOf(key)) ?? []);
    for (const order of known) Object.assign(order, { fresh: true, failure: null, attempts: 0, nextTryAt: null });
    return known.map(({ shop, orderId }) => ({ shop, orderId }));
  };
  const raise = (key: OrderKey, note: TimelineNote, at: string): void => {
    raiseInMemory(tables, key, { at, priority: 10 });
    tables.timeline.push({ ...note, ...key, at });
  };
  return {
    lookNow: (keys, by, at) => {
      const asked = startAfresh(keys);
      for (const key of asked) raise(key, { kind: "sync-asked", cause: "person", details: { by } }, at);
      return Promise.resolve(asked);
    },
    carryOver: (keys, by, at) => {
      const asked = startAfresh(keys);
      for (const key of asked) {
        raise(key, { kind: "carry-over-asked", cause: "person", details: { by } }, at);
        const link = tables.links.get(textOf(key));
        if (link) tables.links.set(textOf(key), { ...link, carryOverAt: at });
      }
      return Promise.resolve(asked);
    },
    importAnyway: (key, { by, goneSalesOrderId }, at) => {
      const link = tables.links.get(textOf(key));
      if (link?.goneFromKatanaAt === null) {
        if (link.salesOrderId !== goneSalesOrderId) return Promise.resolve(false);
        goneInMemory(tables, key, { salesOrderNo: link.salesOrderNo, at });
      }
      raise(key, { kind: "import-anyway-asked", cause: "person", details: { by } }, at);
      startAfresh([key]);
      const order = tables.orders.get(textOf(key));
      if (order) order.importAnyway = { by, at };
      return Promise.resolve(true);
    },
  };
}
