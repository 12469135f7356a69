import type { Services } from "../composition.server.ts";

/** Milliseconds between two sweeps of what is due; also how late a next try may be. */
const sweepEveryMs = 2_000;

/** Milliseconds between two questions whether a Katana account is due; after a webhook of Katana's this is what is waited for. */
const pollEveryMs = 500;

/** Milliseconds that a stop waits for a sweep or a search: longer than one call to Shopify may take. */
const patienceMs = 25_000;

interface RunningWorker {
  /** Begins nothing more and waits for what runs: cut short, it would leave its lease behind. */
  stop(): Promise<void>;
}

interface Repeated {
  readonly timer: NodeJS.Timeout;
  readonly running: () => Promise<void>;
}

/** Takes jobs from the queue, sweeps for what the queue lost and searches for what Shopify did not tell, until it is stopped. */
export async function startWorker({
  queue,
  work,
  logger,
}: Pick<Services, "queue" | "work" | "logger">): Promise<RunningWorker> {
  await queue.work({ order: work.order, hint: work.hint });
  const repeat = (what: "sweep" | "search" | "poll", everyMs = sweepEveryMs): Repeated => {
    let running: Promise<void> | null = null;
    const once = async (): Promise<void> => {
      try {
        await work[what]();
      } catch (error) {
        // The next one comes in a moment; until then the queue's own wake-ups go on.
        logger.error({ err: error }, `${what}.failed`);
      }
    };
    const begin = (): void => {
      running ??= once().finally(() => (running = null));
    };
    begin();
    return { timer: setInterval(begin, everyMs), running: async () => running ?? undefined };
  };
  const repeated = [repeat("sweep"), repeat("search"), repeat("poll", pollEveryMs)];
  return {
    stop: async () => {
      repeated.forEach(({ timer }) => clearInterval(timer));
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise((resolve) => (timer = setTimeout(resolve, patienceMs)));
      await Promise.race([Promise.all(repeated.map(({ running }) => running())), late]);
      clearTimeout(timer);
    },
  };
}
