import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { correctWindow, takeRequest } from "./budget-window.ts";
import type { BudgetWindow } from "./budget-window.ts";

interface Client {
  readonly urgency: "live" | "backfill";
  /** Milliseconds from the take to the request's arrival, on to the answer, and from there to the next request. */
  readonly outMs: number;
  readonly backMs: number;
  readonly pauseMs: number;
}

interface World {
  readonly limit: number;
  /** Milliseconds into the minute at which Katana's windows change; null: a window begins with its first request. */
  readonly alignedAt: number | null;
  readonly clients: readonly Client[];
}

const start = Date.parse("2026-07-20T09:00:00.000Z");
const minute = 60_000;

/** A minute's fixed window that counts requests when they arrive, as Katana does. */
function createServer({ limit, alignedAt }: World) {
  const windows: { endsAt: number; used: number }[] = [];
  const endOfWindow = (now: number) =>
    alignedAt === null ? now + minute : now - ((now - start - alignedAt + minute) % minute) + minute;
  return {
    windows,
    arrive: (now: number) => {
      if ((windows.at(-1)?.endsAt ?? 0) <= now) windows.push({ endsAt: endOfWindow(now), used: 0 });
      const window = windows.at(-1) ?? { endsAt: now, used: 0 };
      window.used += 1;
      return { limit, remaining: Math.max(0, limit - window.used), resetAt: window.endsAt };
    },
  };
}

/** Every client asks for budget, sends, waits for the answer, reports it and begins again, for some minutes. */
function run(world: World, minutes: number) {
  const server = createServer(world);
  let budget: BudgetWindow | null = null;
  const events: { at: number; act: (now: number) => void }[] = [];
  const later = (at: number, act: (now: number) => void) => events.push({ at, act });
  const ask = (client: Client) => (now: number) => {
    const take = takeRequest(budget, client.urgency, now);
    if (!take.granted) return later(now + take.retryAfterMs, ask(client));
    budget = take.window;
    return later(now + client.outMs, (arrived) => {
      const told = server.arrive(arrived);
      later(arrived + client.backMs, (answeredAt) => {
        if (budget !== null) budget = correctWindow(budget, { ...told, answeredAt });
        later(answeredAt + client.pauseMs, ask(client));
      });
    });
  };
  for (const client of world.clients) later(start, ask(client));
  while (events.length > 0) {
    events.sort((a, b) => b.at - a.at);
    const next = events.pop();
    if (next === undefined || next.at > start + minutes * minute) break;
    next.act(next.at);
  }
  return server.windows;
}

const client = fc.record({
  urgency: fc.constantFrom("live" as const, "backfill" as const),
  outMs: fc.integer({ min: 1, max: 800 }),
  backMs: fc.integer({ min: 1, max: 3_000 }),
  pauseMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 70_000 })),
});
const world = fc.record({
  limit: fc.integer({ min: 40, max: 90 }),
  alignedAt: fc.option(fc.integer({ min: 0, max: minute - 1 })),
  // The first window's limit is assumed: more clients at once than the smallest limit would find out the hard way.
  clients: fc.array(client, { minLength: 1, maxLength: 20 }),
});

describe("laws of the request budget", () => {
  it("never sends more in one of Katana's windows than it allows, however many share the token", () => {
    fc.assert(
      fc.property(world, (any) => {
        for (const window of run(any, 8)) expect(window.used).toBeLessThanOrEqual(any.limit);
      }),
      { numRuns: 400 },
    );
  });

  it("lets backfill use up nearly all of every window", () => {
    const eager = { urgency: "backfill" as const, outMs: 40, backMs: 60, pauseMs: 0 };
    const windows = run({ limit: 60, alignedAt: null, clients: Array.from({ length: 8 }, () => eager) }, 10);
    for (const window of windows.slice(0, -1)) expect(window.used).toBeGreaterThanOrEqual(57);
    expect(windows.length).toBeGreaterThanOrEqual(10);
  });
});
