import { describe, expect, it } from "vitest";
import { readBudgetHeaders, readRetryAfterMs } from "./read-budget-headers.ts";

const now = Date.parse("2026-07-20T09:00:00.000Z");
const headers = (values: Record<string, string>) => new Headers(values);

describe("what the headers say about the budget", () => {
  it("reads limit, remaining and a reset in milliseconds", () => {
    const told = readBudgetHeaders(
      200,
      headers({ "X-Ratelimit-Limit": "60", "X-Ratelimit-Remaining": "12", "X-Ratelimit-Reset": String(now + 4_200) }),
      now,
    );
    expect(told).toEqual({ limit: 60, remaining: 12, resetAt: now + 4_200, answeredAt: now });
  });

  it("reads a reset in seconds as the end of that second, and a small one as seconds from now", () => {
    const told = (reset: number) =>
      readBudgetHeaders(200, headers({ "x-ratelimit-remaining": "1", "x-ratelimit-reset": String(reset) }), now)
        ?.resetAt;
    expect(told(now / 1000 + 30)).toBe(now + 31_000);
    expect(told(42)).toBe(now + 42_000);
  });

  it("says nothing when the answer says nothing it can read", () => {
    expect(readBudgetHeaders(200, headers({}), now)).toBeNull();
    expect(
      readBudgetHeaders(200, headers({ "x-ratelimit-remaining": "soon", "x-ratelimit-reset": "1" }), now),
    ).toBeNull();
  });

  it("takes a 429 for an empty window until it says to try again", () => {
    expect(readBudgetHeaders(429, headers({ "retry-after": "7" }), now)).toEqual({
      limit: null,
      remaining: 0,
      resetAt: now + 7_000,
      answeredAt: now,
    });
  });

  it("waits as Retry-After says, in seconds or as a date, else until the reset, else ten seconds", () => {
    expect(readRetryAfterMs(headers({ "retry-after": "2", "x-ratelimit-reset": String(now + 9_000) }), now)).toBe(
      2_000,
    );
    expect(readRetryAfterMs(headers({ "retry-after": "Mon, 20 Jul 2026 09:00:05 GMT" }), now)).toBe(5_000);
    expect(readRetryAfterMs(headers({ "x-ratelimit-reset": String(now + 9_000) }), now)).toBe(9_000);
    expect(readRetryAfterMs(headers({ "retry-after": "later", "x-ratelimit-reset": String(now - 1) }), now)).toBe(
      10_000,
    );
  });
});
