import type { Fault, Faults, RequestMatch } from "../../simulators/kit/faults.ts";
import { createRandom } from "../../simulators/kit/random.ts";
import type { World } from "./world.ts";

interface Trouble {
  readonly of: "katana" | "shopify";
  readonly fault: Fault;
  readonly match?: RequestMatch;
  /** How often in one stretch of weather. */
  readonly times: number;
}

const create: RequestMatch = { method: "POST", path: /^\/sales_orders$/ };
const anyWrite: RequestMatch = { method: "POST" };

/** What may go wrong with a request. Those that take a time-out to be noticed are few: each costs its order 20 s. */
const troubles: readonly Trouble[] = [
  { of: "katana", fault: { kind: "status", status: 429, headers: { "Retry-After": "1" } }, times: 4 },
  { of: "katana", fault: { kind: "status", status: 500 }, times: 3 },
  { of: "katana", fault: { kind: "status", status: 503 }, match: anyWrite, times: 2 },
  { of: "katana", fault: { kind: "drop", when: "before" }, match: create, times: 2 },
  { of: "katana", fault: { kind: "drop", when: "after" }, match: create, times: 2 },
  { of: "katana", fault: { kind: "drop", when: "after" }, match: anyWrite, times: 2 },
  { of: "katana", fault: { kind: "truncate" }, times: 2 },
  { of: "katana", fault: { kind: "delay", ms: 700 }, times: 5 },
  { of: "shopify", fault: { kind: "status", status: 429, headers: { "Retry-After": "1" } }, times: 3 },
  { of: "shopify", fault: { kind: "status", status: 502 }, times: 3 },
  { of: "shopify", fault: { kind: "drop", when: "after" }, times: 3 },
];

const slowTroubles: readonly Trouble[] = [
  { of: "katana", fault: { kind: "no-answer", when: "before" }, match: create, times: 1 },
  { of: "katana", fault: { kind: "no-answer", when: "after" }, match: create, times: 1 },
  { of: "katana", fault: { kind: "late-write", delayMs: 21_500 }, match: create, times: 1 },
  { of: "shopify", fault: { kind: "no-answer", when: "before" }, times: 1 },
];

export interface BadWeather {
  /** Makes what comes next go wrong now and then; `slow`: some of it by time-outs. */
  strike(slow: boolean): void;
  /** From now on nothing goes wrong that has not begun. */
  clear(): void;
}

/** Faults for both sides and for the webhooks between them, from the seed. */
export function createBadWeather({ katana, shopify }: Pick<World, "katana" | "shopify">, seed: number): BadWeather {
  const random = createRandom(seed ^ 0x5eed);
  const add = ({ of, fault, match, times }: Trouble): void => {
    const faults: Faults = of === "katana" ? katana.faults : shopify.faults;
    for (let one = 0; one < times; one += 1)
      faults.add({ fault, ...(match ? { match } : {}), skip: Math.floor(random() * (match === create ? 60 : 150)) });
  };
  return {
    strike: (slow) => {
      shopify.deliveries.set({ duplicate: 0.2, shuffle: true, jitterMs: 10, lose: 0.1 });
      troubles.forEach(add);
      if (slow) slowTroubles.forEach(add);
    },
    clear: () => {
      katana.faults.clear();
      shopify.faults.clear();
      shopify.deliveries.set({ duplicate: 0, shuffle: false, jitterMs: 0, lose: 0 });
    },
  };
}
