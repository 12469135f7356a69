import { afterAll } from "vitest";
import { createKatanaPollStore } from "../../../app/adapters/database/katana-poll-store.ts";
import { createKatanaWebhookStore } from "../../../app/adapters/database/katana-webhook-store.ts";
import { createAttemptStore } from "../../../app/adapters/database/attempt-store.ts";
import { createBackfillStore } from "../../../app/adapters/database/backfill-store.ts";
import { createConnectionStore } from "../../../app/adapters/database/connection-store.ts";
import { createSweepStore } from "../../../app/adapters/database/sweep-store.ts";
import { openDatabase, type Database } from "../../../app/adapters/database/database.ts";
import { createInbox } from "../../../app/adapters/database/inbox.ts";
import { createItemStore } from "../../../app/adapters/database/item-store.ts";
import { createLocationStore } from "../../../app/adapters/database/location-store.ts";
import { createNativeStore } from "../../../app/adapters/database/native-store.ts";
import { createOrderStore } from "../../../app/adapters/database/order-store.ts";
import { createPageStore } from "../../../app/adapters/database/page-store.ts";
import { createPrivacyStore } from "../../../app/adapters/database/privacy-store.ts";
import { createRequestStore } from "../../../app/adapters/database/request-store.ts";
import { createShopStore } from "../../../app/adapters/database/shop-store.ts";
import { createFixedClock, type FixedClock } from "../../../app/sync/testing/fixed-clock.ts";
import type { Stores } from "../../../app/sync/stores.ts";
import { databaseKinds, freshDatabase, type DatabaseKind } from "../../support/fresh-database.ts";
import { createRecordingQueue, type RecordingQueue } from "./recording-queue.ts";

export interface StoresUnderTest {
  readonly kind: DatabaseKind;
  readonly database: Database;
  /** A second process with the same database; on the embedded one, which is one process's, the first. */
  readonly second: Database;
  readonly queue: RecordingQueue;
  readonly clock: FixedClock;
  readonly stores: Stores;
  /** Empties every table. */
  readonly clear: () => Promise<void>;
}

/** The stores on each kind of database, opened once for the test file and closed after it. */
export async function eachDatabase(): Promise<readonly StoresUnderTest[]> {
  const opened = await Promise.all(databaseKinds.map(open));
  afterAll(() => Promise.all(opened.map(({ close }) => close())));
  return opened;
}

async function open(kind: DatabaseKind): Promise<StoresUnderTest & { readonly close: () => Promise<void> }> {
  const fresh = await freshDatabase(kind);
  const database = await openDatabase(fresh.target);
  const second = kind === "server" ? await openDatabase(fresh.target) : database;
  const queue = createRecordingQueue();
  const clock = createFixedClock();
  return {
    kind,
    database,
    second,
    queue,
    clock,
    stores: storesOf(database, queue, clock),
    clear: async () => {
      queue.woken.splice(0);
      // Deleting is quicker than truncating where there is next to nothing.
      const deletions = (await tablesOf(database)).map(
        (table, index) => `gone${String(index)} AS (DELETE FROM ${table})`,
      );
      await database.prisma.$executeRawUnsafe(`WITH ${deletions.join(", ")} SELECT 1`);
    },
    close: async () => {
      if (second !== database) await second.close();
      await database.close();
      await fresh.drop();
    },
  };
}

export const storesOf = (database: Database, queue: RecordingQueue, clock: FixedClock): Stores => ({
  shops: createShopStore(database),
  inbox: createInbox(database, queue, clock),
  orders: createOrderStore(database, queue, clock),
  requests: createRequestStore(database, queue),
  attempts: createAttemptStore(database),
  items: createItemStore(database),
  connections: createConnectionStore(database),
  locations: createLocationStore(database),
  privacy: createPrivacyStore(database),
  pages: createPageStore(database),
  backfills: createBackfillStore(database),
  sweeps: createSweepStore(database),
  polls: createKatanaPollStore(database, queue),
  webhooks: createKatanaWebhookStore(database),
  natives: createNativeStore(database),
});

/** The app's own tables, as the database knows them. */
export async function tablesOf({ prisma }: Database): Promise<readonly string[]> {
  const rows = await prisma.$queryRaw<{ name: string }[]>`
    SELECT table_name::text AS name FROM information_schema.tables
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name <> '_prisma_migrations'`;
  return rows.map(({ name }) => `"${name}"`);
}
