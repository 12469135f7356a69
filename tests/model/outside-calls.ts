import type { Faults } from "../../simulators/kit/faults.ts";

/** What may go wrong with one call of the app's. "before" and "after" are said of the moment the call takes effect. */
export type CallTrouble =
  | { readonly kind: "status"; readonly status: 429 | 500 | 503 }
  | { readonly kind: "time-out"; readonly when: "before" | "after" }
  /** Given up by the app, and made by the other side all the same, so much later. */
  | { readonly kind: "late"; readonly afterMs: number }
  | { readonly kind: "drop"; readonly when: "before" | "after" }
  /** The process ends: whoever waits for the answer never goes on. */
  | { readonly kind: "kill"; readonly when: "before" | "after" }
  /** The process stands still for longer than its leases last, and another one does the work meanwhile. Then it goes on. */
  | { readonly kind: "freeze" };

/** Which calls a trouble is meant for. */
export type Concerned = "any" | "reads" | "writes";

/** One call of the app's to one of the two sides. */
export interface OutsideCall {
  readonly side: "katana" | "shopify";
  readonly isWrite: boolean;
}

export interface OutsideCalls {
  /** The app's way to the outside, one call at a time: the same history makes the same calls in the same order. */
  send(call: OutsideCall, request: () => Promise<Response>): Promise<Response>;
  /** The nth of the calls it is meant for from now on (0 is the next) runs into it. */
  plan(trouble: CallTrouble, skip: number, of: Concerned): void;
  /** Nothing more goes wrong, and nothing that was planned happens. */
  clear(): void;
  /** What is being done right now ends when a call runs into a kill; resolves true then, and false when it ends by itself. */
  untilKilled(work: () => Promise<void>): Promise<boolean>;
  /** What another process does while one stands still. */
  meanwhile(work: () => Promise<void>): void;
  /** Requests so far that change something on one of the sides. */
  writes(): number;
}

export interface Surroundings {
  readonly faults: Readonly<Record<OutsideCall["side"], Faults>>;
  /** Lets time pass for both sides and the app. */
  readonly advance: (ms: number) => void;
  /** Lets time pass while the app does nothing, not even hold on to its leases. */
  readonly standStill: (ms: number) => void;
  /** The process and all that it would have done by itself is gone. */
  readonly ended: () => void;
  /** Runs once time has moved on by so much. */
  readonly later: (ms: number, run: () => void) => void;
}

const deadlineMs = 20_000;
/** Longer than a lease lasts. */
const frozenMs = 45_000;
const timedOut = () => new DOMException("The operation was aborted due to timeout", "TimeoutError");

interface Planned {
  readonly trouble: CallTrouble;
  readonly of: Concerned;
  skip: number;
}

export function createOutsideCalls({ faults, advance, later, standStill, ended }: Surroundings): OutsideCalls {
  let planned: Planned[] = [];
  let turn: Promise<unknown> = Promise.resolve();
  let kill: () => void = () => undefined;
  let others: () => Promise<void> = () => Promise.resolve();
  let writes = 0;

  const inTurn = <Value>(run: (free: () => void) => Promise<Value>): Promise<Value> => {
    // Whoever was killed holds nobody up.
    const killed = Promise.withResolvers<void>();
    const ran = turn.then(() => run(killed.resolve));
    turn = Promise.race([ran.catch(() => undefined), killed.promise]);
    return ran;
  };

  const concerns = ({ of }: Planned, { isWrite }: OutsideCall) => of === "any" || (of === "writes") === isWrite;

  function take(call: OutsideCall): CallTrouble | undefined {
    const due = planned.filter((one) => concerns(one, call) && one.skip-- === 0);
    planned = planned.filter((one) => !due.includes(one));
    return due[0]?.trouble;
  }

  async function sendThrough(call: OutsideCall, request: Send, free: () => void): Promise<Response> {
    if (call.isWrite) writes += 1;
    const trouble = take(call);
    if (trouble === undefined) return request();
    switch (trouble.kind) {
      case "status":
        faults[call.side].add({ fault: { ...trouble, headers: { "Retry-After": "2" } } });
        return request();
      case "drop":
        faults[call.side].add({ fault: trouble });
        return request();
      case "time-out":
        if (trouble.when === "after") await request();
        advance(deadlineMs);
        throw timedOut();
      case "late":
        later(deadlineMs + trouble.afterMs, () => void inTurn(request));
        advance(deadlineMs);
        throw timedOut();
      case "kill":
        if (trouble.when === "after") await request();
        free();
        ended();
        kill();
        return new Promise(() => undefined);
      case "freeze":
        free();
        standStill(frozenMs);
        await others();
        return request();
    }
  }

  return {
    send: (call, request) => inTurn((free) => sendThrough(call, request, free)),
    plan: (trouble, skip, of) => void planned.push({ trouble, skip, of }),
    clear: () => void (planned = []),
    untilKilled: (work) => {
      const killed = Promise.withResolvers<boolean>();
      kill = () => killed.resolve(true);
      return Promise.race([work().then(() => false), killed.promise]);
    },
    meanwhile: (work) => void (others = work),
    writes: () => writes,
  };
}

type Send = () => Promise<Response>;
