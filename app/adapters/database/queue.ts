import { fromPrisma, PgBoss } from "pg-boss";
import type { ShopDomain } from "../../domain/ids.ts";
import type { OrderKey } from "../../sync/stores.ts";
import type { Database, Transaction } from "./database.ts";

const orderQueue = "order";
const hintQueue = "hint";

/** Live work goes before backfill and sweep. */
export const livePriority = 10;
/** What a search found to have changed goes before a backfill, and behind what was told. */
export const sweepPriority = 5;

const queueOptions = {
  // One running and one waiting job per order; a wake-up that is dropped or merged costs time, never an order (see `wakeDue`).
  policy: "stately",
  // A job of a process that was killed comes back after this, not after its expiry.
  heartbeatSeconds: 15,
  expireInSeconds: 14_400,
  // What failed is written on the order's row with its next try; pg-boss repeats only bugs.
  retryLimit: 2,
  retryDelay: 5,
  retryBackoff: true,
  deleteAfterSeconds: 60,
} as const;

export interface QueueHandlers {
  readonly order: (key: OrderKey) => Promise<void>;
  readonly hint: (id: bigint) => Promise<void>;
}

/** Wakes workers. What is to be done is on the orders' own rows. */
export interface Queue {
  start(): Promise<void>;
  /** Takes jobs until `stop`. */
  work(handlers: QueueHandlers): Promise<void>;
  /** Inside `transaction` when one is given: the wake-up stands or falls with it. */
  wakeAll(keys: readonly OrderKey[], priority: number, transaction?: Transaction): Promise<void>;
  /** Raises a job that waits with a low priority, which would swallow an urgent wake-up of the same order. */
  hasten(key: OrderKey, transaction?: Transaction): Promise<void>;
  wakeHint(id: bigint, shop: ShopDomain, transaction?: Transaction): Promise<void>;
  /** Jobs that a process left running when it was killed are taken up at once: on the embedded database there is no other process. */
  releaseAbandoned(): Promise<void>;
  isRunning(): boolean;
  /** Finishes the running jobs, then ends. */
  stop(): Promise<void>;
}

export interface QueueSetup {
  readonly onError: (error: Error) => void;
  /** False for a process that only accepts work. */
  readonly supervise: boolean;
}

export function createQueue(database: Database, { onError, supervise }: QueueSetup): Queue {
  const boss = new PgBoss({
    ...database.queueOptions,
    useListenNotify: !database.embedded,
    supervise,
    // Each queue is looked over by only one process at a time, and by default only once a minute: too seldom to see that a worker died.
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
    schedule: false,
    openTelemetry: { enabled: false },
  });
  boss.on("error", onError);
  let running = false;

  const workersOf = (queue: string) => boss.getWipData().filter(({ name }) => name === queue);

  /**
   * On the embedded database no NOTIFY goes round: every worker would look for every job, on the one connection that all share. As many idle
   * ones as there are new jobs are told instead. Told inside a transaction, they come after it: it has the connection.
   */
  const rouse = (queue: string, jobs: number): void => {
    if (!database.embedded) return;
    const idle = workersOf(queue).filter(({ count }) => count === 0);
    idle.slice(-jobs).forEach(({ id }) => boss.notifyWorker(id));
  };

  /** Told of one job, a worker takes one and sleeps again, however many wait: so at a job's end those at work are told to go on. */
  const goOn = (queue: string): void =>
    workersOf(queue)
      .filter(({ count }) => count > 0)
      .forEach(({ id }) => boss.notifyWorker(id));

  return {
    start: async () => {
      await boss.start();
      const options = { ...queueOptions, notify: !database.embedded };
      await boss.createQueue(orderQueue, options);
      await boss.createQueue(hintQueue, options);
      running = true;
    },
    work: async ({ order, hint }) => {
      const onOrder = async ([job]: { data: OrderKey }[]) => {
        await (job ? order(job.data) : undefined)?.finally(() => goOn(orderQueue));
      };
      const onHint = async ([job]: { data: { id: string } }[]) => {
        await (job ? hint(BigInt(job.data.id)) : undefined)?.finally(() => goOn(hintQueue));
      };
      await boss.work<OrderKey>(orderQueue, { localConcurrency: 3, localGroupConcurrency: 2, ...polling }, onOrder);
      // One slot takes live work only, so that a backfill never holds up an order that was just placed.
      await boss.work<OrderKey>(orderQueue, { localConcurrency: 1, minPriority: livePriority, ...polling }, onOrder);
      await boss.work<{ id: string }>(hintQueue, { localConcurrency: 1, ...polling }, onHint);
    },
    wakeAll: async (keys, priority, transaction) => {
      if (keys.length === 0) return;
      const jobs = keys.map((key) => ({ data: plainKey(key), priority, ...jobOptions(key) }));
      await boss.insert(orderQueue, jobs, transaction ? { db: fromPrisma(transaction) } : {});
      rouse(orderQueue, keys.length);
    },
    hasten: async (key, transaction) => {
      const options = { ...jobOptions(key), priority: livePriority, startAfter: 0 };
      await boss.upsert(orderQueue, plainKey(key), {
        ...options,
        ...(transaction ? { db: fromPrisma(transaction) } : {}),
      });
    },
    wakeHint: async (id, shop, transaction) => {
      await boss.send(
        hintQueue,
        { id: String(id) },
        { singletonKey: String(id), group: { id: shop }, ...(transaction ? { db: fromPrisma(transaction) } : {}) },
      );
      rouse(hintQueue, 1);
    },
    releaseAbandoned: async () => {
      await database.prisma.$executeRaw`
        UPDATE pgboss.job SET state = 'failed', completed_on = now() WHERE state = 'active' AND name IN (${orderQueue}, ${hintQueue})`;
    },
    isRunning: () => running,
    stop: async () => {
      running = false;
      await boss.stop({ graceful: true, timeout: 25_000 });
    },
  };
}

/** Seconds. With LISTEN/NOTIFY jobs come at once; polling is the safety net. */
const polling = { batchSize: 1, pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 2 } as const;

/** Only what names the order: whatever else the caller's value carries does not belong into a job. */
const plainKey = ({ shop, orderId }: OrderKey): OrderKey => ({ shop, orderId });

const jobOptions = ({ shop, orderId }: OrderKey) => ({ singletonKey: `${shop}:${orderId}`, group: { id: shop } });
