import type { Services } from "../composition.server.ts";

/** Milliseconds between two sweeps of what is due; also how late a next try may be. */
const sweepEveryMs = 2_000;

/** Takes jobs from the queue, sweeps for what the queue lost and searches for what Shopify did not tell, until it is stopped. */
export async function startWorker({
  queue,
  work,
  logger,
}: Pick<Services, "queue" | "work" | "logger">): Promise<{ stop(): void }> {
  await queue.work({ order: work.order, hint: work.hint });
  const repeat = (what: "sweep" | "search"): NodeJS.Timeout => {
    let running = false;
    const once = async (): Promise<void> => {
      if (running) return;
      running = true;
      try {
        await work[what]();
      } catch (error) {
        // The next one comes in a moment; until then the queue's own wake-ups go on.
        logger.error({ err: error }, `${what}.failed`);
      } finally {
        running = false;
      }
    };
    void once();
    return setInterval(() => void once(), sweepEveryMs);
  };
  const timers = [repeat("sweep"), repeat("search")];
  return { stop: () => timers.forEach((timer) => clearInterval(timer)) };
}
