import type { KatanaLocationId, ShopifyLocationId } from "../../domain/ids.ts";
import type { LocationStore } from "../../sync/stores.ts";
import type { Database } from "./database.ts";
import { raiseWantedOfAll } from "./shop-store.ts";

export function createLocationStore({ prisma }: Database): LocationStore {
  return {
    list: async (shop) => {
      const rows = await prisma.locationMatch.findMany({
        where: { shop },
        orderBy: [{ name: "asc" }, { shopifyLocationId: "asc" }],
      });
      return rows.map((row) => ({
        id: row.shopifyLocationId as ShopifyLocationId,
        name: row.name,
        isActive: row.isActive,
        katana:
          row.katanaLocationId === null
            ? null
            : { id: row.katanaLocationId as KatanaLocationId, name: row.katanaLocationName ?? "" },
      }));
    },
    refresh: (shop, locations) =>
      prisma.$transaction(async (transaction) => {
        await transaction.locationMatch.deleteMany({
          where: { shop, shopifyLocationId: { notIn: locations.map(({ id }) => id) } },
        });
        for (const { id, name, isActive } of locations)
          await transaction.locationMatch.upsert({
            where: { shop_shopifyLocationId: { shop, shopifyLocationId: id } },
            create: { shop, shopifyLocationId: id, name, isActive },
            update: { name, isActive },
          });
      }),
    saveMatches: (shop, matches, at) =>
      prisma.$transaction(async (transaction) => {
        for (const [shopifyLocationId, katana] of matches)
          await transaction.locationMatch.updateMany({
            where: { shop, shopifyLocationId },
            data: { katanaLocationId: katana?.id ?? null, katanaLocationName: katana?.name ?? null },
          });
        await raiseWantedOfAll(transaction, shop, at);
      }),
  };
}
