import type { ItemName, ItemStore } from "../item-store.ts";
import type { MemoryTables } from "./memory-tables.ts";

export function createInMemoryItemStore({ items }: MemoryTables): ItemStore {
  const textOf = (accountId: string, { shop, key }: ItemName): string => `${accountId} ${shop} ${key}`;
  return {
    load: (accountId, names) =>
      Promise.resolve(
        new Map(
          names.flatMap((name) => {
            const item = items.get(textOf(accountId, name));
            return item ? [[name.key, item] as const] : [];
          }),
        ),
      ),
    remember: (accountId, name, { id, serviceId }) => {
      items.set(textOf(accountId, name), { id, serviceId });
      return Promise.resolve();
    },
    forget: (accountId, name, variantId) => {
      if (items.get(textOf(accountId, name))?.id === variantId) items.delete(textOf(accountId, name));
      return Promise.resolve();
    },
  };
}
