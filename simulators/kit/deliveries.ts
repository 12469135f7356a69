import { createRandom, shuffled, type Random } from "./random.ts";
import type { SimulatedClock } from "./clock.ts";

/** What is to be delivered. The body stays byte for byte the same on every attempt, and so do these headers. */
export interface DeliveryRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly topic: string;
  /** Names who the delivery belongs to (a subscription, an endpoint); handed back to `onGivenUp`. */
  readonly key: string;
}

export interface Attempt {
  /** Milliseconds since the epoch, on the simulated clock. */
  readonly at: number;
  /** Null when no answer came: refused, reset or too slow. */
  readonly status: number | null;
  readonly error: string | null;
  /** Real milliseconds. */
  readonly durationMs: number;
}

/** `duplicate` marks a copy that the engine itself added. */
export interface Delivery extends DeliveryRequest {
  readonly id: number;
  readonly sentAt: number;
  readonly duplicate: boolean;
  readonly state: "waiting" | "delivered" | "given-up" | "lost";
  readonly attempts: readonly Attempt[];
}

export interface DeliveryKnobs {
  /** Every first attempt waits this long … */
  readonly delayMs: number;
  /** … plus a random part of this. */
  readonly jitterMs: number;
  /** Probability that a delivery is made twice. */
  readonly duplicate: number;
  /** Probability that a delivery is never made. */
  readonly lose: number;
  /** What is sent within one turn of the event loop is delivered in random order, one after the other. */
  readonly shuffle: boolean;
}

export interface DeliveriesOptions {
  readonly clock: SimulatedClock;
  readonly seed?: number;
  /** How long a receiver may take, in real milliseconds. Default 5000. */
  readonly timeoutMs?: number;
  /** Waits before the second, third … attempt, on the simulated clock. Empty: one attempt only. */
  readonly retryDelaysMs?: readonly number[];
  /** Headers that a repeated attempt adds; 1 is the first repetition. */
  readonly retryHeaders?: (retry: number) => Readonly<Record<string, string>>;
  readonly onGivenUp?: (delivery: Delivery) => void;
  readonly onAttempt?: (delivery: Delivery) => void;
  /** The log keeps this many deliveries that are over (default 20,000). */
  readonly keep?: number;
}

export interface Deliveries {
  send(request: DeliveryRequest): Delivery;
  set(knobs: Partial<DeliveryKnobs>): void;
  /** The next `times` deliveries (of the topic) are lost: never attempted. */
  dropNext(topic?: string, times?: number): void;
  /** Holds everything back, retries included, until `resume`. */
  pause(): void;
  resume(): void;
  /** Settles when no first attempt waits or runs and no retry runs. Retries that wait for their time do not count. */
  idle(): Promise<void>;
  log(): readonly Delivery[];
  stop(): void;
}

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };
type Live = Mutable<Omit<Delivery, "attempts">> & { attempts: Attempt[] };

const quiet: DeliveryKnobs = { delayMs: 0, jitterMs: 0, duplicate: 0, lose: 0, shuffle: false };

async function attempt(delivery: DeliveryRequest, timeoutMs: number): Promise<Pick<Attempt, "status" | "error">> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const answer = await fetch(delivery.url, {
      method: "POST",
      headers: delivery.headers,
      body: delivery.body,
      redirect: "manual",
      signal,
    });
    await answer.arrayBuffer();
    return { status: answer.status, error: null };
  } catch (cause) {
    return { status: null, error: signal.aborted ? `No answer within ${timeoutMs} ms` : String(cause) };
  }
}

const accepted = (status: number | null): boolean => status !== null && status >= 200 && status < 300;

/** What still keeps the engine busy, and who waits for it not to be. */
function createBusy() {
  let busy = 0;
  let waiting: (() => void)[] = [];
  return {
    add: (): void => void (busy += 1),
    done: (): void => {
      busy -= 1;
      if (busy === 0) waiting.splice(0).forEach((resolve) => resolve());
    },
    idle: (): Promise<void> => (busy === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
    stop: (): void => {
      waiting.forEach((resolve) => resolve());
      waiting = [];
    },
  };
}

/** Holds work back while paused. */
function createGate() {
  let closed = false;
  const held: (() => void)[] = [];
  return {
    pass: (run: () => void): void => (closed ? void held.push(run) : run()),
    close: (): void => void (closed = true),
    open: (): void => {
      closed = false;
      held.splice(0).forEach((run) => run());
    },
    empty: (): void => void held.splice(0),
  };
}

/** Which deliveries are lost on demand. */
function createLosses() {
  const wanted: { readonly topic: string | undefined; left: number }[] = [];
  return {
    add: (topic: string | undefined, times: number): void => void wanted.push({ topic, left: times }),
    take: (topic: string): boolean => {
      const match = wanted.find((entry) => entry.left > 0 && (entry.topic === undefined || entry.topic === topic));
      if (match) match.left -= 1;
      return match !== undefined;
    },
  };
}

/** Webhook deliveries as they are in real life: late, twice, out of order, lost, retried. */
export function createDeliveries(options: DeliveriesOptions): Deliveries {
  const { clock, timeoutMs = 5000, retryDelaysMs = [], keep = 20_000 } = options;
  const random: Random = createRandom(options.seed ?? 1);
  const log: Live[] = [];
  const busy = createBusy();
  const gate = createGate();
  const losses = createLosses();
  let knobs = quiet;
  let stopped = false;
  let nextId = 1;
  let batch: Live[] = [];

  async function tryOnce(delivery: Live): Promise<void> {
    const at = clock.now();
    const started = performance.now();
    const retry = delivery.attempts.length;
    const added = retry === 0 ? {} : options.retryHeaders?.(retry);
    const outcome = await attempt({ ...delivery, headers: { ...delivery.headers, ...added } }, timeoutMs);
    if (stopped) return;
    delivery.attempts.push({ at, ...outcome, durationMs: performance.now() - started });
    if (accepted(outcome.status)) delivery.state = "delivered";
    else planRetry(delivery);
    options.onAttempt?.(delivery);
    if (delivery.state === "given-up") options.onGivenUp?.(delivery);
  }

  function planRetry(delivery: Live): void {
    const wait = retryDelaysMs[delivery.attempts.length - 1];
    if (wait === undefined) {
      delivery.state = "given-up";
      return;
    }
    const retry = async (): Promise<void> => {
      busy.add();
      await tryOnce(delivery);
      busy.done();
    };
    clock.after(wait, () => gate.pass(() => void retry()));
  }

  function flushBatch(): void {
    const sent = shuffled(batch, random);
    batch = [];
    const oneAfterTheOther = async (): Promise<void> => {
      for (const delivery of sent) {
        await tryOnce(delivery);
        busy.done();
      }
    };
    gate.pass(() => void oneAfterTheOther());
  }

  function start(delivery: Live): void {
    if (knobs.shuffle) {
      batch.push(delivery);
      if (batch.length === 1) setImmediate(flushBatch);
      return;
    }
    gate.pass(() => void tryOnce(delivery).then(busy.done));
  }

  function enter(request: DeliveryRequest, duplicate: boolean): Live {
    const delivery: Live = { ...request, id: nextId, sentAt: clock.now(), duplicate, state: "waiting", attempts: [] };
    nextId += 1;
    log.push(delivery);
    if (log.length > keep * 1.1) log.splice(0, log.length - keep);
    const lost = losses.take(request.topic) || (knobs.lose > 0 && random() < knobs.lose);
    if (lost) {
      delivery.state = "lost";
      return delivery;
    }
    busy.add();
    const wait = knobs.delayMs + (knobs.jitterMs > 0 ? random() * knobs.jitterMs : 0);
    if (wait > 0) clock.after(wait, () => start(delivery));
    else start(delivery);
    return delivery;
  }

  return {
    send(request) {
      const delivery = enter(request, false);
      if (knobs.duplicate > 0 && random() < knobs.duplicate) enter(request, true);
      return delivery;
    },
    set: (changed) => void (knobs = { ...knobs, ...changed }),
    dropNext: (topic, times = 1) => losses.add(topic, times),
    pause: gate.close,
    resume: gate.open,
    idle: busy.idle,
    log: () => log,
    stop() {
      stopped = true;
      gate.empty();
      busy.stop();
    },
  };
}
