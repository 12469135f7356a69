import { beforeEach, describe, expect, it, vi } from "vitest";
import { startWorker } from "./worker.ts";

const aWorker = () => {
  const errors: unknown[] = [];
  let [sweeps, searches] = [0, 0];
  let sweep = (): Promise<void> => Promise.resolve();
  const started = {
    errors,
    sweeps: () => sweeps,
    searches: () => searches,
    whenSweeping: (next: () => Promise<void>) => (sweep = next),
    handlers: [] as unknown[],
    start: () =>
      startWorker({
        queue: {
          start: () => Promise.resolve(),
          work: (handlers) => Promise.resolve(void started.handlers.push(handlers)),
          wakeAll: () => Promise.resolve(),
          hasten: () => Promise.resolve(),
          wakeHint: () => Promise.resolve(),
          releaseAbandoned: () => Promise.resolve(),
          isRunning: () => true,
          stop: () => Promise.resolve(),
        },
        work: {
          order: () => Promise.resolve(),
          hint: () => Promise.resolve(),
          sweep: () => {
            sweeps += 1;
            return sweep();
          },
          poll: () => Promise.resolve(),
          search: () => {
            searches += 1;
            return Promise.resolve();
          },
          takeOver: () => Promise.resolve(),
        },
        logger: { error: (fields: unknown) => void errors.push(fields) } as never,
      }),
  };
  return started;
};

describe("[REC-1] the worker", () => {
  beforeEach(() => void vi.useFakeTimers());

  it("takes jobs and sweeps at once and then every two seconds, until it is stopped", async () => {
    const worker = aWorker();
    const running = await worker.start();
    expect(worker.handlers).toHaveLength(1);
    expect(worker.sweeps()).toBe(1);
    await vi.advanceTimersByTimeAsync(4_000);
    expect([worker.sweeps(), worker.searches()]).toEqual([3, 3]);
    await running.stop();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(worker.sweeps()).toBe(3);
  });

  it("begins no sweep while one runs, and searches meanwhile", async () => {
    const worker = aWorker();
    let goOn = () => undefined as void;
    worker.whenSweeping(() => new Promise((resolve) => (goOn = resolve)));
    const running = await worker.start();
    await vi.advanceTimersByTimeAsync(10_000);
    expect([worker.sweeps(), worker.searches()]).toEqual([1, 6]);
    goOn();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(worker.sweeps()).toBe(2);
    goOn();
    await running.stop();
  });

  it("goes on after a sweep that failed", async () => {
    const worker = aWorker();
    worker.whenSweeping(() => Promise.reject(new Error("the database is away")));
    const running = await worker.start();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(worker.sweeps()).toBe(2);
    expect(worker.errors).toHaveLength(2);
    await running.stop();
  });

  it("waits for a sweep that runs before it stops, and not for ever", async () => {
    const worker = aWorker();
    let goOn = () => undefined as void;
    worker.whenSweeping(() => new Promise((resolve) => (goOn = resolve)));
    const stopOne = async () => {
      const running = await worker.start();
      let stopped = false;
      const stopping = running.stop().then(() => (stopped = true));
      await vi.advanceTimersByTimeAsync(20_000);
      return { stopping, isStopped: () => stopped };
    };
    const first = await stopOne();
    expect(first.isStopped()).toBe(false);
    goOn();
    await first.stopping;
    const second = await stopOne();
    expect(second.isStopped()).toBe(false);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(second.isStopped()).toBe(true);
  });
});
