import type { Services } from "../composition.server.ts";

/** Milliseconds between two sweeps of what is due; also how late a next try may be. */
const sweepEveryMs = 2_000;

/** Takes jobs from the queue and sweeps for what the queue lost, until it is stopped. */
export async function startWorker({
  queue,
  work,
  logger,
}: Pick<Services, "queue" | "work" | "logger">): Promise<{ stop(): void }> {
  await queue.work({ order: work.order, hint: work.hint });
  let sweeping = false;
  const sweepOnce = async (): Promise<void> => {
    if (sweeping) return;
    sweeping = true;
    try {
      await work.sweep();
    } catch (error) {
      // The next sweep comes in a moment; until then the queue's own wake-ups go on.
      logger.error({ err: error }, "sweep.failed");
    } finally {
      sweeping = false;
    }
  };
  void sweepOnce();
  const timer = setInterval(() => void sweepOnce(), sweepEveryMs);
  return { stop: () => clearInterval(timer) };
}
