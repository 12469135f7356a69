import { describe, expect, it } from "vitest";
import { correctWindow, takeRequest } from "./budget-window.ts";
import type { BudgetWindow } from "./budget-window.ts";

const start = Date.parse("2026-07-20T09:00:00.000Z");
const open: BudgetWindow = { limit: 60, remaining: 40, endsAt: start + 60_000, takenAt: start };

const afterTake = (window: BudgetWindow | null, urgency: "live" | "backfill", now: number): BudgetWindow => {
  const take = takeRequest(window, urgency, now);
  if (!take.granted) throw new Error(`refused for ${String(take.retryAfterMs)} ms`);
  return take.window;
};

describe("a token's request budget", () => {
  it("assumes Katana's documented limit until an answer tells it", () => {
    expect(afterTake(null, "live", start)).toEqual({
      limit: 60,
      remaining: 59,
      endsAt: start + 60_100,
      takenAt: start,
    });
  });

  it("takes one request at a time, and none beyond the last", () => {
    expect(afterTake({ ...open, remaining: 1 }, "live", start + 10).remaining).toBe(0);
    expect(takeRequest({ ...open, remaining: 0 }, "live", start + 10_000)).toEqual({
      granted: false,
      retryAfterMs: 50_000,
    });
  });

  it("keeps a reserve of three for live work and tells backfill when it is given away", () => {
    const scarce = { ...open, remaining: 3 };
    expect(takeRequest(scarce, "backfill", start + 20_000)).toEqual({ granted: false, retryAfterMs: 35_000 });
    expect(afterTake(scarce, "live", start + 20_000).remaining).toBe(2);
  });

  it("gives the reserve to backfill in the last seconds of a window", () => {
    expect(afterTake({ ...open, remaining: 3 }, "backfill", start + 55_000).remaining).toBe(2);
  });

  it("begins a new window when the last one has ended", () => {
    const next = afterTake({ ...open, remaining: 0, limit: 90 }, "backfill", start + 60_000);
    expect(next).toEqual({ limit: 90, remaining: 89, endsAt: start + 120_100, takenAt: start + 60_000 });
  });

  it("gives away only the spare half in a window's last second, where a request may count in the next one", () => {
    expect(takeRequest({ ...open, remaining: 30 }, "live", start + 59_000)).toEqual({
      granted: false,
      retryAfterMs: 1_000,
    });
    expect(afterTake({ ...open, remaining: 31 }, "live", start + 59_000).remaining).toBe(30);
  });

  it("lets a new window begin with what the last second of the one before left", () => {
    const lateTake = { ...open, remaining: 45, takenAt: start + 59_500 };
    expect(afterTake(lateTake, "live", start + 60_000).remaining).toBe(44);
  });

  it("lowers what is left to what an answer tells, since other programs may use the token", () => {
    const told = { limit: 60, remaining: 10, resetAt: start + 50_000, answeredAt: start + 100 };
    expect(correctWindow(open, told)).toEqual({ ...open, remaining: 10, endsAt: start + 50_100 });
  });

  it("does not raise what is left: the answer does not know the requests under way", () => {
    const told = { limit: 60, remaining: 55, resetAt: start + 60_000, answeredAt: start + 100 };
    expect(correctWindow(open, told).remaining).toBe(40);
  });

  it("follows the limit the headers tell", () => {
    const told = { limit: 120, remaining: 119, resetAt: start + 60_000, answeredAt: start + 100 };
    expect(correctWindow({ ...open, remaining: 59 }, told)).toMatchObject({ limit: 120, remaining: 119 });
    expect(correctWindow({ ...open, remaining: 20 }, { ...told, limit: 30, remaining: 25 })).toMatchObject({
      limit: 30,
      remaining: 0,
    });
  });

  it("ignores an answer from a window that had ended before the last request was taken", () => {
    const told = { limit: 60, remaining: 0, resetAt: start - 10, answeredAt: start + 5 };
    expect(correctWindow(open, told)).toBe(open);
  });

  it("takes up a window that Katana began earlier than expected", () => {
    const told = { limit: 60, remaining: 58, resetAt: start + 119_000, answeredAt: start + 59_000 };
    const next = correctWindow({ ...open, remaining: 2 }, told);
    expect(next).toMatchObject({ remaining: 58, endsAt: start + 119_100 });
    const straggler = { limit: 60, remaining: 1, resetAt: start + 59_900, answeredAt: start + 59_100 };
    expect(correctWindow(next, straggler)).toBe(next);
  });

  it("counts requests taken at the last moment in a window that Katana began earlier than expected", () => {
    const busyToTheEnd = { ...open, remaining: 34, takenAt: start + 59_800 };
    const told = { limit: 60, remaining: 59, resetAt: start + 119_900, answeredAt: start + 59_950 };
    expect(correctWindow(busyToTheEnd, told).remaining).toBe(34);
  });

  it("does not believe in a window that ends in an hour", () => {
    const told = { limit: 60, remaining: 0, resetAt: start + 3_600_000, answeredAt: start };
    expect(correctWindow(open, told).endsAt).toBe(start + 300_100);
  });
});
