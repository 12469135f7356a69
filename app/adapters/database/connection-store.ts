import { probeDelayMs } from "../../domain/outage.ts";
import type { ShopDomain } from "../../domain/ids.ts";
import type { ConnectionRecord, ConnectionStore, NewConnection } from "../../sync/stores.ts";
import type { Database, Transaction } from "./database.ts";
import { resumeOrders } from "./resume-orders.ts";
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
          ...noTrouble,
        };
        await transaction.katanaConnection.upsert({ where: { shop }, create: { shop, ...columns }, update: columns });
        await raiseWantedOfAll(transaction, shop, at);
      }),
    remove: async (shop) => {
      await prisma.katanaConnection.deleteMany({ where: { shop } });
    },
    recordSuccess: (shop, at) => prisma.$transaction((transaction) => endTrouble(transaction, shop, new Date(at))),
    recordRefusal: async (shop, words, at) => {
      // The first refusal is the one worth knowing: since when.
      await prisma.katanaConnection.updateMany({
        where: { shop, refusedAt: null },
        data: { refusedAt: new Date(at), refusedWords: words },
      });
    },
    recordNoAnswer: async (shop, words, at) => {
      const counted = await prisma.katanaConnection.updateManyAndReturn({
        where: { shop },
        data: { failuresInRow: { increment: 1 } },
        select: { failuresInRow: true },
      });
      const delayMs = probeDelayMs(counted[0]?.failuresInRow ?? 0);
      if (delayMs === null) return;
      await prisma.$executeRaw`
        UPDATE katana_connection SET probe_at = ${new Date(Date.parse(at) + delayMs)}, unreachable_words = ${words},
          unreachable_since = coalesce(unreachable_since, ${new Date(at)})
        WHERE shop = ${shop} AND failures_in_row > 0`;
    },
    takeProbe: async (shop, at) => {
      const until = new Date(Date.parse(at) + probeTakesMs);
      const { count } = await prisma.katanaConnection.updateMany({
        where: { shop, probeAt: { lte: new Date(at) } },
        data: { probeAt: until },
      });
      return count === 1;
    },
    sendProbes: async (at) => {
      await prisma.$executeRaw`
        UPDATE tracked_order SET next_try_at = ${new Date(at)} WHERE (shop, order_id) IN (
          SELECT DISTINCT ON (shop) shop, order_id FROM tracked_order JOIN katana_connection USING (shop)
          WHERE probe_at <= ${new Date(at)} AND status = 'retrying' AND failure->>'side' = 'katana'
            AND next_try_at > ${new Date(at)}
          ORDER BY shop, priority DESC, wanted_at)`;
    },
    budget: async (fingerprint, at) => {
      const row = await prisma.katanaBudget.findUnique({ where: { fingerprint } });
      if (row === null) return null;
      const isOver = row.windowEndsAt <= new Date(at);
      return {
        remaining: isOver ? row.requestLimit : row.remaining,
        limit: row.requestLimit,
        endsAt: isOver ? at : row.windowEndsAt.toISOString(),
      };
    },
  };
}

/** Milliseconds after which a probe that was never heard of again is taken for failed: longer than a call may take. */
const probeTakesMs = 30_000;

const noTrouble = {
  refusedAt: null,
  refusedWords: null,
  failuresInRow: 0,
  unreachableSince: null,
  unreachableWords: null,
  probeAt: null,
} as const;

async function endTrouble(transaction: Transaction, shop: ShopDomain, at: Date): Promise<void> {
  const [before] = await transaction.$queryRaw<{ ended: boolean }[]>`
    SELECT refused_at IS NOT NULL OR unreachable_since IS NOT NULL AS ended FROM katana_connection
    WHERE shop = ${shop} FOR UPDATE`;
  await transaction.katanaConnection.updateMany({ where: { shop }, data: { lastSuccessAt: at, ...noTrouble } });
  const kinds = ["unavailable", "unknown-outcome", "unauthorized"] as const;
  if (before?.ended) await resumeOrders(transaction, shop, { side: "katana", kinds, at });
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
  readonly failures_in_row: number;
  readonly unreachable_since: Date | null;
  readonly unreachable_words: string | null;
  readonly probe_at: Date | null;
}

const toConnection = (row: ConnectionRow): ConnectionRecord => ({
  accountId: row.account_id,
  accountName: row.account_name,
  sealedKey: row.sealed_key,
  fingerprint: row.key_fingerprint,
  connectedAt: row.connected_at.toISOString(),
  lastSuccessAt: row.last_success_at?.toISOString() ?? null,
  refused: row.refused_at && { at: row.refused_at.toISOString(), words: row.refused_words ?? "" },
  failuresInRow: row.failures_in_row,
  outage: row.unreachable_since && {
    since: row.unreachable_since.toISOString(),
    words: row.unreachable_words ?? "",
    probeAt: (row.probe_at ?? row.unreachable_since).toISOString(),
  },
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
