import type { Queue } from "../../../app/adapters/database/queue.ts";

/** A queue that only writes down whom it was told to wake: `order <shop>:<id> <priority>`, `hasten <shop>:<id>` or `hint <id>`. */
export interface RecordingQueue extends Queue {
  readonly woken: string[];
  /** Waking throws so long as it is set. */
  broken: Error | null;
}

export function createRecordingQueue(): RecordingQueue {
  const note = (...what: string[]): Promise<void> => {
    if (queue.broken) return Promise.reject(queue.broken);
    queue.woken.push(...what);
    return Promise.resolve();
  };
  const nothing = () => Promise.resolve();
  const queue: RecordingQueue = {
    woken: [],
    broken: null,
    start: nothing,
    work: nothing,
    wakeAll: (keys, priority) =>
      note(...keys.map(({ shop, orderId }) => `order ${shop}:${orderId} ${String(priority)}`)),
    hasten: ({ shop, orderId }) => note(`hasten ${shop}:${orderId}`),
    wakeHint: (id) => note(`hint ${String(id)}`),
    releaseAbandoned: nothing,
    isRunning: () => true,
    stop: nothing,
  };
  return queue;
}
