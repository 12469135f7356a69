import type { PrismaClient } from "@prisma/client";
import type { ReferenceStore } from "./reference-store.ts";

type Database = Pick<PrismaClient, "$executeRaw" | "katanaReference">;

/** The references of one Katana account in the database. */
export function createDatabaseReferenceStore(database: Database, accountId: string): ReferenceStore {
  return {
    load: async (kind, keys) => {
      const rows = await database.katanaReference.findMany({ where: { accountId, kind, key: { in: [...keys] } } });
      return rows.map(({ key, value, fetchedAt }) => ({ key, value, fetchedAt: fetchedAt.getTime() }));
    },
    save: async (kind, values, fetchedAt) => {
      // One statement for all of them, in an order of the database's own, so that two processes cannot wait for each other.
      await database.$executeRaw`
        INSERT INTO katana_reference (account_id, kind, key, value, fetched_at)
        SELECT ${accountId}, ${kind}, entry.key, entry.value, ${new Date(fetchedAt).toISOString()}::timestamptz
        FROM jsonb_each(${JSON.stringify(values)}::jsonb) AS entry
        ON CONFLICT (account_id, kind, key) DO UPDATE SET value = excluded.value, fetched_at = excluded.fetched_at
        WHERE katana_reference.fetched_at <= excluded.fetched_at`;
    },
    drop: async (kind, keys) => {
      await database.katanaReference.deleteMany({ where: { accountId, kind, key: { in: [...keys] } } });
    },
  };
}
