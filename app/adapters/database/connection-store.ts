import type { ShopDomain } from "../../domain/ids.ts";
import type { ConnectionStore, NewConnection } from "../../sync/stores.ts";
import type { Database, Transaction } from "./database.ts";
import { raiseWantedOfAll } from "./shop-store.ts";

export function createConnectionStore({ prisma }: Database): ConnectionStore {
  return {
    find: async (shop) => {
      const row = await prisma.katanaConnection.findUnique({ where: { shop } });
      if (!row) return null;
      const account = await prisma.katanaAccount.findUniqueOrThrow({ where: { id: row.accountId } });
      return {
        accountId: row.accountId,
        accountName: account.name,
        sealedKey: row.sealedKey,
        fingerprint: row.keyFingerprint,
        connectedAt: row.connectedAt.toISOString(),
        lastSuccessAt: row.lastSuccessAt?.toISOString() ?? null,
        refused: row.refusedAt && { at: row.refusedAt.toISOString(), words: row.refusedWords ?? "" },
      };
    },
    save: (shop, connection, at) =>
      prisma.$transaction(async (transaction) => {
        const accountId = await accountFor(transaction, shop, connection);
        const columns = {
          accountId,
          sealedKey: connection.sealedKey,
          keyFingerprint: connection.fingerprint,
          connectedAt: new Date(at),
          lastSuccessAt: new Date(at),
          refusedAt: null,
          refusedWords: null,
        };
        await transaction.katanaConnection.upsert({ where: { shop }, create: { shop, ...columns }, update: columns });
        await raiseWantedOfAll(transaction, shop, at);
      }),
    remove: async (shop) => {
      await prisma.katanaConnection.deleteMany({ where: { shop } });
    },
    recordSuccess: async (shop, at) => {
      await prisma.katanaConnection.updateMany({
        where: { shop },
        data: { lastSuccessAt: new Date(at), refusedAt: null, refusedWords: null },
      });
    },
    recordRefusal: async (shop, words, at) => {
      // The first refusal is the one worth knowing: since when.
      await prisma.katanaConnection.updateMany({
        where: { shop, refusedAt: null },
        data: { refusedAt: new Date(at), refusedWords: words },
      });
    },
    budget: async (fingerprint) => {
      const row = await prisma.katanaBudget.findUnique({ where: { fingerprint } });
      return row && { remaining: row.remaining, limit: row.requestLimit };
    },
  };
}

/** Shops that use the same key share the account; a shop that reconnects with another key of the same name and currency keeps its own. */
async function accountFor(transaction: Transaction, shop: ShopDomain, connection: NewConnection): Promise<string> {
  const { accountName: name, baseCurrency, fingerprint } = connection;
  const sharing = await transaction.katanaConnection.findFirst({ where: { keyFingerprint: fingerprint } });
  if (sharing) return sharing.accountId;
  const known = await transaction.link.findFirst({
    where: { shop },
    select: { accountId: true },
    orderBy: { createdAt: "desc" },
  });
  if (known) {
    const account = await transaction.katanaAccount.findUnique({ where: { id: known.accountId } });
    if (account && account.name === name && account.baseCurrency === baseCurrency) return account.id;
  }
  const created = await transaction.katanaAccount.create({ data: { name, baseCurrency } });
  return created.id;
}
