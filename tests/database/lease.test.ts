import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { openDatabase } from "../../app/adapters/database/database.ts";
import { createLeases } from "../../app/adapters/database/lease.ts";
import { databaseKinds, freshDatabase } from "../support/fresh-database.ts";

const times = { holdMs: 30_000, waitMs: 5_000 };
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
    return { kind, first: first.prisma, second: second.prisma, close };
  }),
);
afterAll(async () => {
  for (const { close } of databases) await close();
});

describe.each(databases)("a lease on $kind", ({ first, second }) => {
  let now = Date.parse("2026-11-23T10:00:00Z");
  const clock = { now: () => now };
  const [here, there] = [createLeases(first, clock), createLeases(second, clock)];

  beforeEach(() => first.lease.deleteMany());

  it("belongs to one holder until it runs out", async () => {
    expect(await here.take("a", "ann", 1_000)).toBe(true);
    expect(await there.take("a", "bob", 1_000)).toBe(false);
    expect(await there.take("b", "bob", 1_000)).toBe(true);
    now += 999;
    expect(await there.take("a", "bob", 1_000)).toBe(false);
    now += 1;
    expect(await there.take("a", "bob", 1_000)).toBe(true);
    expect(await here.take("a", "ann", 1_000)).toBe(false);
  });

  it("is taken by one of many who try at once", async () => {
    const tries = Array.from({ length: 20 }, (_, index) =>
      (index % 2 === 0 ? here : there).take("a", `holder ${String(index)}`, 1_000),
    );
    expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(1);
  });

  it("is made longer by its holder only, and only while it lasts", async () => {
    expect(await here.renew("a", "ann", 1_000)).toBe(false);
    await here.take("a", "ann", 1_000);
    expect(await there.renew("a", "bob", 1_000)).toBe(false);
    now += 900;
    expect(await here.renew("a", "ann", 1_000)).toBe(true);
    expect(await here.take("a", "ann", 1_000)).toBe(true);
    now += 1_000;
    expect(await here.renew("a", "ann", 1_000)).toBe(false);
  });

  it("is free for the next one as soon as its holder lets go, and only its holder can", async () => {
    await here.take("a", "ann", 1_000);
    await there.release("a", "bob");
    expect(await there.take("a", "bob", 1_000)).toBe(false);
    await here.release("a", "ann");
    expect(await there.take("a", "bob", 1_000)).toBe(true);
  });

  it("lets one after the other run, whoever failed before", async () => {
    let running = 0;
    const run = (leases: typeof here, each: number) =>
      leases.withLease("a", times, async () => {
        running += 1;
        await sleep(5);
        const alone = running === 1;
        running -= 1;
        if (each === 1) throw new Error("failed");
        return alone;
      });
    const results = await Promise.allSettled([0, 1, 2, 3].map((each) => run(each % 2 === 0 ? here : there, each)));
    expect(results.filter(({ status }) => status === "rejected")).toHaveLength(1);
    expect(results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []))).toEqual([
      { taken: true, value: true },
      { taken: true, value: true },
      { taken: true, value: true },
    ]);
    expect(await first.lease.count()).toBe(0);
  });

  it("is waited for no longer than asked", async () => {
    await here.take("a", "ann", 60_000);
    const leased = await there.withLease("a", { holdMs: 1_000, waitMs: 100 }, () => Promise.resolve("ran"));
    expect(leased).toEqual({ taken: false });
  });
});
