import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { createDatabaseRequestBudget } from "../../app/adapters/katana/database-request-budget.ts";
import { createMemoryRequestBudget } from "../../app/adapters/katana/memory-request-budget.ts";
import type { RequestBudget } from "../../app/adapters/katana/request-budget.ts";
import type { Clock } from "../../app/sync/ports.ts";
import { openDatabase } from "../../app/adapters/database/database.ts";
import { databaseKinds, freshDatabase } from "../support/fresh-database.ts";

const start = Date.parse("2026-07-20T09:00:00.000Z");
/** Each kind of database, opened by two processes where it can be: an embedded one belongs to one process. */
const databases = await Promise.all(
  databaseKinds.map(async (kind) => {
    const fresh = await freshDatabase(kind);
    const first = await openDatabase(fresh.target);
    const second = kind === "server" ? await openDatabase(fresh.target) : first;
    const close = async () => {
      if (second !== first) await second.close();
      await first.close();
      await fresh.drop();
    };
    return { kind, processes: [first.prisma, second.prisma] as const, close };
  }),
);
afterAll(async () => {
  for (const { close } of databases) await close();
});

let tokens = 0;
const freshToken = () => `token-${String((tokens += 1))}`;

function createClock() {
  let now = start;
  return { now: () => now, advance: (milliseconds: number) => (now += milliseconds) };
}

const backends: readonly (readonly [string, (clock: Clock) => RequestBudget])[] = [
  ["in memory", createMemoryRequestBudget],
  ...databases.map(
    ({ kind, processes }) =>
      [`in the ${kind} database`, (clock: Clock) => createDatabaseRequestBudget(processes[0], clock)] as const,
  ),
];

describe.each(backends)("a request budget %s", (_, create) => {
  it("[STO-4] grants each token its own sixty requests a minute", async () => {
    const clock = createClock();
    const budget = create(clock);
    const [one, other] = [freshToken(), freshToken()];
    const takes = await Promise.all(Array.from({ length: 70 }, () => budget.take(one, "live")));
    expect(takes.filter(({ granted }) => granted)).toHaveLength(60);
    expect(takes.at(-1)).toEqual({ granted: false, retryAfterMs: 60_100 });
    expect(await budget.take(other, "live")).toEqual({ granted: true });
    clock.advance(60_100);
    expect(await budget.take(one, "live")).toEqual({ granted: true });
  });

  it("keeps three requests for live work until a window's last seconds", async () => {
    const clock = createClock();
    const budget = create(clock);
    const token = freshToken();
    for (let taken = 0; taken < 57; taken += 1) await budget.take(token, "backfill");
    expect(await budget.take(token, "backfill")).toEqual({ granted: false, retryAfterMs: 55_100 });
    expect(await budget.take(token, "live")).toEqual({ granted: true });
    clock.advance(55_100);
    expect(await budget.take(token, "backfill")).toEqual({ granted: true });
  });

  it("gives out nothing after a 429 until Katana takes requests again", async () => {
    const clock = createClock();
    const budget = create(clock);
    const token = freshToken();
    await budget.take(token, "live");
    await budget.report(token, { limit: null, remaining: 0, resetAt: start + 7_000, answeredAt: start });
    expect(await budget.take(token, "live")).toEqual({ granted: false, retryAfterMs: 7_100 });
    clock.advance(7_100);
    expect(await budget.take(token, "live")).toEqual({ granted: true });
  });

  it("lets no answer from an older window change a newer one", async () => {
    const clock = createClock();
    const budget = create(clock);
    const token = freshToken();
    await budget.take(token, "live");
    clock.advance(60_100);
    for (let taken = 0; taken < 60; taken += 1) await budget.take(token, "live");
    await budget.report(token, { limit: 60, remaining: 59, resetAt: start + 60_000, answeredAt: start + 60_100 });
    expect(await budget.take(token, "live")).toEqual({ granted: false, retryAfterMs: 60_100 });
  });

  it("counts requests of a window's last moment in the next one too, when Katana tells of it early", async () => {
    const clock = createClock();
    const budget = create(clock);
    const token = freshToken();
    await budget.take(token, "live");
    clock.advance(59_500);
    for (let taken = 0; taken < 20; taken += 1) await budget.take(token, "live");
    await budget.report(token, { limit: 60, remaining: 59, resetAt: start + 119_400, answeredAt: clock.now() });
    const takes = await Promise.all(Array.from({ length: 60 }, () => budget.take(token, "live")));
    expect(takes.filter(({ granted }) => granted)).toHaveLength(39);
  });

  it("learns nothing for a token that never took anything", async () => {
    const budget = create(createClock());
    const token = freshToken();
    await budget.report(token, { limit: 60, remaining: 0, resetAt: start + 60_000, answeredAt: start });
    expect(await budget.take(token, "live")).toEqual({ granted: true });
  });
});

const move = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant("take" as const),
      urgency: fc.constantFrom("live" as const, "backfill" as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("report" as const),
      limit: fc.option(fc.integer({ min: 1, max: 8 })),
      remaining: fc.integer({ min: 0, max: 8 }),
      resetIn: fc.oneof(fc.integer({ min: -5_000, max: 70_000 }), fc.integer({ min: -2, max: 1_100 })),
      answeredAgo: fc.integer({ min: 0, max: 500 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("advance" as const),
      by: fc.oneof(fc.integer({ min: 0, max: 2_000 }), fc.integer({ min: 0, max: 65_000 })),
    }),
  },
);

describe.each(databases)("the shared budget, $kind database", ({ processes }) => {
  it("decides in SQL as it decides in memory, whatever happens", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(move, { maxLength: 60 }), async (moves) => {
        const clock = createClock();
        const [model, shared] = [createMemoryRequestBudget(clock), createDatabaseRequestBudget(processes[0], clock)];
        const token = freshToken();
        // A small limit, so that it is used up again and again.
        const small = { limit: 4, remaining: 3, resetAt: start + 60_000, answeredAt: start };
        for (const budget of [model, shared]) {
          await budget.take(token, "live");
          await budget.report(token, small);
        }
        for (const one of moves) {
          if (one.kind === "advance") clock.advance(one.by);
          else if (one.kind === "take")
            expect(await shared.take(token, one.urgency)).toEqual(await model.take(token, one.urgency));
          else {
            const { limit, remaining } = one;
            const told = {
              limit,
              remaining,
              resetAt: clock.now() + one.resetIn,
              answeredAt: clock.now() - one.answeredAgo,
            };
            await shared.report(token, told);
            await model.report(token, told);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it("[STO-4] never lets several processes send more in a window of Katana's than it allows", async () => {
    const clock = createClock();
    const token = freshToken();
    const windows: { endsAt: number; used: number }[] = [];
    const arrive = () => {
      const last = windows.at(-1);
      const window = last !== undefined && last.endsAt > clock.now() ? last : { endsAt: clock.now() + 60_000, used: 0 };
      if (window !== last) windows.push(window);
      window.used += 1;
      return { limit: 60, remaining: Math.max(0, 60 - window.used), resetAt: window.endsAt, answeredAt: clock.now() };
    };
    const budgets = [...processes, ...processes].map((prisma) => createDatabaseRequestBudget(prisma, clock));
    const work = async (budget: RequestBudget, urgency: "live" | "backfill") => {
      const { granted } = await budget.take(token, urgency);
      if (granted) await budget.report(token, arrive());
    };
    while (clock.now() < start + 190_000) {
      await Promise.all(
        budgets.flatMap((budget) => [work(budget, "backfill"), work(budget, "backfill"), work(budget, "live")]),
      );
      clock.advance(2_300);
    }
    expect(windows.map(({ used }) => used).slice(0, 3)).toEqual([60, 60, 60]);
    expect(Math.max(...windows.map(({ used }) => used))).toBe(60);
  });
});
