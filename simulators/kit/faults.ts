import type { SimulatedClock } from "./clock.ts";

/** What goes wrong with one request. "before" and "after" are said of the moment the request takes effect. */
export type Fault =
  | {
      readonly kind: "status";
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: unknown;
    }
  | { readonly kind: "no-answer"; readonly when: "before" | "after" }
  | { readonly kind: "late-write"; readonly delayMs: number }
  | { readonly kind: "drop"; readonly when: "before" | "after" }
  | { readonly kind: "delay"; readonly ms: number }
  | { readonly kind: "truncate" };

export interface RequestMatch {
  readonly method?: string;
  readonly path?: RegExp;
  readonly operation?: string;
  /** Found in the text of the body. */
  readonly body?: RegExp;
}

export interface FaultRule {
  /** Which requests it is for; without it, all of them. */
  readonly match?: RequestMatch;
  readonly fault: Fault;
  /** How many matching requests pass first (default 0). */
  readonly skip?: number;
  /** How many matching requests it hits (default 1; `Infinity` for all that follow). */
  readonly times?: number;
}

export interface RequestSummary {
  readonly method: string;
  readonly path: string;
  readonly operation?: string;
  readonly body?: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What the server lets a fault do with the connection of one request. */
export interface SocketControls {
  send(answer: Answer): void;
  destroy(): void;
  /** The body of a `status` fault that names none, in the error shape of the API. */
  errorBody?(status: number): unknown;
}

export interface Outcome {
  /** Whether the request took effect before its connection was dealt with. */
  readonly ran: boolean;
  /** The status that was sent, or null when nothing was. */
  readonly status: number | null;
}

export interface Held {
  /** Settles when the awaited request has got to where it is held. */
  readonly reached: Promise<RequestSummary>;
  /**
   * "run" (the default) lets it go on, whether its client still waits or not. "discard" cuts the connection: held "before",
   * the request never takes effect; held "after", it has and its answer is lost. Said before the request arrives, it holds nothing up.
   */
  release(outcome?: "run" | "discard"): void;
}

export interface Faults {
  /** Returns the way to remove the rule. */
  add(rule: FaultRule): () => void;
  /** Removes the rules and the holds that no request has reached yet. */
  clear(): void;
  /** Holds the nth request counted from this call on (1 is the next), or the nth that matches. */
  hold(nth: number, when: "before" | "after", match?: RequestMatch): Held;
  /** How many requests were seen so far. */
  count(): number;
  /** Answers one request through the faults planned for it. */
  run(request: RequestSummary, socket: SocketControls, execute: () => Answer | Promise<Answer>): Promise<Outcome>;
}

interface LiveRule {
  readonly rule: FaultRule;
  skip: number;
  times: number;
}

interface LiveHold {
  readonly when: "before" | "after";
  readonly match: RequestMatch | undefined;
  remaining: number;
  readonly reach: (request: RequestSummary) => void;
  readonly released: Promise<"run" | "discard">;
}

function matches(match: RequestMatch | undefined, request: RequestSummary): boolean {
  if (!match) return true;
  if (match.method !== undefined && match.method.toUpperCase() !== request.method.toUpperCase()) return false;
  if (match.operation !== undefined && match.operation !== request.operation) return false;
  if (match.body !== undefined && (request.body ?? "").search(match.body) < 0) return false;
  // `search` starts at the front whatever flags the expression carries.
  return match.path === undefined || request.path.search(match.path) >= 0;
}

const describeBody = (body: unknown): string => (typeof body === "string" ? body : JSON.stringify(body ?? ""));

function statusAnswer(fault: Extract<Fault, { kind: "status" }>, socket: SocketControls): Answer {
  const body = fault.body ?? socket.errorBody?.(fault.status) ?? "";
  const type = typeof body === "string" ? "text/plain; charset=utf-8" : "application/json; charset=utf-8";
  return { status: fault.status, headers: { "content-type": type, ...fault.headers }, body: describeBody(body) };
}

const silence: Outcome = { ran: false, status: null };
const silenceAfterwards: Outcome = { ran: true, status: null };

interface Run {
  readonly socket: SocketControls;
  readonly execute: () => Answer | Promise<Answer>;
  /** Waits at a hold "after"; false when the answer is to be lost. */
  readonly answerAllowed: () => Promise<boolean>;
}

async function sendAnswer(run: Run, change: (answer: Answer) => Answer | Promise<Answer> = (answer) => answer) {
  const answer = await run.execute();
  if (!(await run.answerAllowed())) {
    run.socket.destroy();
    return silenceAfterwards;
  }
  const sent = await change(answer);
  run.socket.send(sent);
  return { ran: true, status: sent.status };
}

async function applyFault(fault: Fault, run: Run, clock: SimulatedClock): Promise<Outcome> {
  switch (fault.kind) {
    case "status": {
      const answer = statusAnswer(fault, run.socket);
      run.socket.send(answer);
      return { ran: false, status: answer.status };
    }
    case "no-answer":
      if (fault.when === "before") return silence;
      await run.execute();
      return silenceAfterwards;
    case "late-write":
      clock.after(fault.delayMs, () => void run.execute());
      return silence;
    case "drop":
      if (fault.when === "after") await run.execute();
      run.socket.destroy();
      return fault.when === "after" ? silenceAfterwards : silence;
    case "delay":
      return sendAnswer(run, (answer) => new Promise((resolve) => clock.after(fault.ms, () => resolve(answer))));
    case "truncate":
      return sendAnswer(run, (answer) => ({
        ...answer,
        body: answer.body.slice(0, Math.floor(answer.body.length / 2)),
      }));
  }
}

/** Faults on demand, for any HTTP handler that answers through `run`. */
export function createFaults(clock: SimulatedClock): Faults {
  const rules = new Set<LiveRule>();
  const holds = new Set<LiveHold>();
  let seen = 0;

  function takeFault(request: RequestSummary): Fault | undefined {
    for (const live of rules) {
      if (!matches(live.rule.match, request)) continue;
      if (live.skip > 0) {
        live.skip -= 1;
        continue;
      }
      live.times -= 1;
      if (live.times <= 0) rules.delete(live);
      return live.rule.fault;
    }
    return undefined;
  }

  function takeHolds(request: RequestSummary): readonly LiveHold[] {
    const due = [...holds].filter((hold) => matches(hold.match, request) && --hold.remaining === 0);
    due.forEach((hold) => holds.delete(hold));
    return due;
  }

  async function wait(due: readonly LiveHold[], when: "before" | "after", request: RequestSummary): Promise<boolean> {
    for (const hold of due.filter((held) => held.when === when)) {
      hold.reach(request);
      if ((await hold.released) === "discard") return false;
    }
    return true;
  }

  return {
    add(rule) {
      const live: LiveRule = { rule, skip: rule.skip ?? 0, times: rule.times ?? 1 };
      if (live.times > 0) rules.add(live);
      return () => {
        rules.delete(live);
      };
    },
    clear() {
      rules.clear();
      holds.clear();
    },
    hold(nth, when, match) {
      if (!Number.isInteger(nth) || nth < 1) throw new RangeError(`There is no request number ${nth}.`);
      const reached = Promise.withResolvers<RequestSummary>();
      const released = Promise.withResolvers<"run" | "discard">();
      holds.add({ when, match, remaining: nth, reach: reached.resolve, released: released.promise });
      return { reached: reached.promise, release: (outcome = "run") => released.resolve(outcome) };
    },
    count: () => seen,
    async run(request, socket, execute) {
      seen += 1;
      const due = takeHolds(request);
      const fault = takeFault(request);
      if (!(await wait(due, "before", request))) {
        socket.destroy();
        return silence;
      }
      const run: Run = { socket, execute, answerAllowed: () => wait(due, "after", request) };
      return fault ? applyFault(fault, run, clock) : sendAnswer(run);
    },
  };
}
