import type { KatanaServiceId, KatanaVariantId } from "../../domain/ids.ts";
import type { ItemStore } from "../../sync/item-store.ts";
import type { Database } from "./database.ts";

export function createItemStore({ prisma }: Database): ItemStore {
  return {
    load: async (accountId, names) => {
      const rows = await prisma.rememberedItem.findMany({
        where: { accountId, OR: names.map(({ shop, key }) => ({ shop, itemKey: key })) },
      });
      return new Map(
        rows.map((row) => [
          row.itemKey,
          { id: row.variantId as KatanaVariantId, serviceId: row.serviceId as KatanaServiceId | null },
        ]),
      );
    },
    remember: async (accountId, { shop, key }, { id, serviceId, at }) => {
      const columns = { variantId: id, serviceId, rememberedAt: new Date(at) };
      await prisma.rememberedItem.upsert({
        where: { accountId_shop_itemKey: { accountId, shop, itemKey: key } },
        create: { accountId, shop, itemKey: key, ...columns },
        update: columns,
      });
    },
    forget: async (accountId, { shop, key }, variantId) => {
      await prisma.rememberedItem.deleteMany({ where: { accountId, shop, itemKey: key, variantId } });
    },
  };
}
