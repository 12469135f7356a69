/** The time of a simulated world: real time plus an offset that tests move forward. */
export interface SimulatedClock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Moves time forward, running what falls due on the way, each at its own moment and in order. */
  advance(ms: number): void;
  /** Runs once time has moved on by `ms`, whether by itself or through `advance`. Returns the way to call it off. */
  after(ms: number, run: () => void): () => void;
  /** Forgets everything that still waits. */
  stop(): void;
}

interface Waiting {
  readonly due: number;
  readonly run: () => void;
}

/** The longest wait one `setTimeout` takes; a longer one is cut into several. */
const LONGEST_WAIT_MS = 2 ** 31 - 1;

export function createClock(realNow: () => number = Date.now): SimulatedClock {
  const waiting = new Set<Waiting>();
  let offset = 0;
  let timer: NodeJS.Timeout | undefined;
  let armedFor = Infinity;

  const now = (): number => realNow() + offset;
  // The set is in the order of adding, so that of those due at once the first stays.
  const next = (): Waiting | undefined => {
    let first: Waiting | undefined;
    for (const entry of waiting) if (first === undefined || entry.due < first.due) first = entry;
    return first;
  };

  function runDue(until: number): void {
    for (let first = next(); first && first.due <= until; first = next()) {
      waiting.delete(first);
      // What runs reads its own moment, so that a retry it plans is counted from there and may fall due in the same move.
      offset = Math.max(offset, first.due - realNow());
      first.run();
    }
  }

  function arm(): void {
    clearTimeout(timer);
    const first = next();
    armedFor = first?.due ?? Infinity;
    if (!first) return;
    const wait = Math.min(Math.max(0, Math.ceil(first.due - now())), LONGEST_WAIT_MS);
    // A simulator that only waits for a timer must not keep its process alive.
    timer = setTimeout(() => {
      runDue(now());
      arm();
    }, wait).unref();
  }

  return {
    now,
    advance(ms) {
      if (!(ms >= 0)) throw new RangeError(`A clock moves forward only, not by ${ms} ms.`);
      const target = offset + ms;
      runDue(realNow() + target);
      offset = Math.max(offset, target);
      arm();
    },
    after(ms, run) {
      const entry: Waiting = { due: now() + Math.max(0, ms), run };
      waiting.add(entry);
      if (entry.due < armedFor) arm();
      return () => {
        waiting.delete(entry);
      };
    },
    stop() {
      clearTimeout(timer);
      armedFor = Infinity;
      waiting.clear();
    },
  };
}
