import { describe, expect, it } from "vitest";
import type { DayView, OrderCounts } from "../sync/views.ts";
import { DaysCard } from "./days-card.tsx";
import { barsOf, daysWords, topOf } from "./days-chart-parts.ts";
import { render } from "./testing/render.tsx";

const none: OrderCounts = { "in-step": 0, waiting: 0, "not-imported": 0, "needs-you": 0, retrying: 0 };
const day = (name: string, counts: Partial<OrderCounts> = {}): DayView => ({
  day: name,
  counts: { ...none, ...counts },
});

describe("[PAG-1] the orders of the last 14 days", () => {
  const days = [day("2026-11-23"), day("2026-11-24", { "in-step": 1200, waiting: 1, "needs-you": 2 })];

  it("are drawn with a pattern for each status, and stand in a table behind", () => {
    const html = render(<DaysCard days={days} />);
    expect(html).toContain('role="img" aria-label="Orders a day. 1,203 orders were placed');
    expect(html.match(/<rect[^>]*url\(/g)).toHaveLength(3 + 5);
    const rows = html.match(/<tr>.*?<\/tr>/gs) ?? [];
    expect(rows[1]).toContain("Tue, Nov 24");
    expect(rows[1]).toContain("1,203");
    expect(rows[1]).toContain("1,200 in step, 1 waiting, 2 needing you");
    expect(rows[2]).toContain("None");
  });

  it("[PAG-7] say so when there are none, without a chart", () => {
    const html = render(<DaysCard days={[day("2026-11-24")]} />);
    expect(html).toContain("No order was placed in the last 14 days.");
    expect(html).not.toContain("<svg");
  });

  it.each([
    [[day("a", { "in-step": 1 })], "1 order was placed in the last 14 days; all are in step."],
    [[day("a", { "in-step": 1, waiting: 1 })], "2 orders were placed in the last 14 days; 1 is in step."],
    [
      [day("a", { waiting: 3 }), day("b", { "in-step": 2 })],
      "5 orders were placed in the last 14 days; 2 are in step.",
    ],
  ])("say of %j: %s", (given, words) => {
    expect(daysWords(given)).toBe(words);
  });

  it("stack up to the day's height, the lowest first", () => {
    expect(barsOf(day("a", { retrying: 1, "in-step": 3 }), 10)).toEqual([
      { status: "in-step", from: 0, height: 30 },
      { status: "retrying", from: 30, height: 10 },
    ]);
  });

  it.each([
    [0, 1],
    [1, 1],
    [3, 4],
    [7, 10],
    [12, 20],
    [45, 50],
    [1000, 1000],
    [1001, 2000],
  ])("of at most %i orders a day reach up to %i", (most, top) => {
    expect(topOf([day("a"), day("b", { "in-step": most })])).toBe(top);
  });
});
