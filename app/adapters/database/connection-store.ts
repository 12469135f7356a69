import type { ShopDomain } from "../../domain/ids.ts";
import type { ConnectionRecord, ConnectionStore, NewConnection } from "../../sync/stores.ts";
import type { Database, Transaction } from "./database.ts";
import { raiseWantedOfAll } from "./shop-store.ts";

export function createConnectionStore({ prisma }: Database): ConnectionStore {
  return {
    find: async (shop) => {
      const [row] = await prisma.$queryRaw<ConnectionRow[]>`
        SELECT connection.*, account.name AS account_name FROM katana_connection AS connection
        JOIN katana_account AS account ON account.id = connection.account_id WHERE connection.shop = ${shop}`;
      return row ? toConnection(row) : null;
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
    budget: async (fingerprint, at) => {
      const row = await prisma.katanaBudget.findUnique({ where: { fingerprint } });
      if (row === null) return null;
      const isOver = row.windowEndsAt <= new Date(at);
      return { remaining: isOver ? row.requestLimit : row.remaining, limit: row.requestLimit };
    },
  };
}

interface ConnectionRow {
  readonly account_id: string;
  readonly account_name: string;
  readonly sealed_key: string;
  readonly key_fingerprint: string;
  readonly connected_at: Date;
  readonly last_success_at: Date | null;
  readonly refused_at: Date | null;
  readonly refused_words: string | null;
}

const toConnection = (row: ConnectionRow): ConnectionRecord => ({
  accountId: row.account_id,
  accountName: row.account_name,
  sealedKey: row.sealed_key,
  fingerprint: row.key_fingerprint,
  connectedAt: row.connected_at.toISOString(),
  lastSuccessAt: row.last_success_at?.toISOString() ?? null,
  refused: row.refused_at && { at: row.refused_at.toISOString(), words: row.refused_words ?? "" },
});

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
