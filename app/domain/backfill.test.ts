import { describe, expect, it } from "vitest";
import { timeLeftMs, windowAfter, windowFrom } from "./backfill.ts";

const since = "2026-11-10T10:00:00.400Z";
const until = "2026-11-24T10:00:00.400Z";

/** Every window of the search, one after the other. */
const windows = (from: string, to: string): { from: string; to: string }[] => {
  const next = windowAfter(from, to);
  return [windowFrom(from, to), ...(next === null ? [] : windows(next, to))];
};

describe("[IMP-5] the windows of a backfill", () => {
  it("cover the 14 days from end to end, in whole seconds", () => {
    const all = windows(since, until);
    expect(all.at(0)?.from).toBe("2026-11-10T10:00:00.000Z");
    expect(all.at(-1)?.to).toBe("2026-11-24T10:00:01.000Z");
    expect(all.length).toBeGreaterThanOrEqual(14);
  });

  it("overlap, so that nothing falls between two of them", () => {
    const all = windows(since, until);
    for (const [index, { from }] of all.slice(1).entries())
      expect(Date.parse(all[index]!.to) - Date.parse(from)).toBeGreaterThanOrEqual(60_000);
  });

  it("are one when there is less than a day to search", () => {
    expect(windows("2026-11-24T09:00:00.000Z", "2026-11-24T10:00:00.000Z")).toEqual([
      { from: "2026-11-24T09:00:00.000Z", to: "2026-11-24T10:00:00.000Z" },
    ]);
  });
});

describe("[PAG-1] the time that a backfill still takes", () => {
  const noneYet = { found: 0, lookedAt: 0, imported: 0 };
  const budget = { remaining: 60, limit: 60, resetsInMs: 20_000 };

  it.each([
    ["is that of the work where Katana has requests to spare", 12, 6_000],
    ["is until the next window where they are used up", 16, 20_000],
    ["counts further windows", 60, 20_000 + 3 * 60_000],
    ["is none for none", 0, 0],
  ])("%s", (_, left, expected) => {
    expect(timeLeftMs(left, noneYet, budget)).toBe(expected);
  });

  it("assumes Katana's usual limit while it is not known", () => {
    expect(timeLeftMs(60, noneYet, null)).toBe(60_000 + 3 * 60_000);
  });

  it("counts no requests for orders that stay out, once enough were looked at to tell", () => {
    expect(timeLeftMs(60, { found: 80, lookedAt: 20, imported: 5 }, budget)).toBe(30_000);
    expect(timeLeftMs(60, { found: 80, lookedAt: 9, imported: 0 }, budget)).toBe(20_000 + 3 * 60_000);
  });
});
