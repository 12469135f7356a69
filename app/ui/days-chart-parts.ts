import type { OrderStatus } from "../domain/order-status.ts";
import type { DayView } from "../sync/views.ts";
import { countOf } from "./activity-filter.ts";

/** From the bottom of a bar to its top. */
export const shownStatuses: readonly OrderStatus[] = ["in-step", "waiting", "retrying", "needs-you", "not-imported"];

interface Bar {
  readonly status: OrderStatus;
  /** Pixels. */
  readonly from: number;
  readonly height: number;
}

/** A day's bar, part by part, the lowest first. */
export const barsOf = ({ counts }: DayView, pixelsPerOrder: number): readonly Bar[] => {
  const present = shownStatuses.filter((status) => counts[status] > 0);
  return present.map((status, index) => ({
    status,
    from: present.slice(0, index).reduce((sum, below) => sum + counts[below], 0) * pixelsPerOrder,
    height: counts[status] * pixelsPerOrder,
  }));
};

/** A round number that no day exceeds. */
export const topOf = (days: readonly DayView[]): number => {
  const most = Math.max(1, ...days.map(({ counts }) => countOf(counts, "all")));
  const step = 10 ** Math.floor(Math.log10(most));
  return step * ([1, 2, 4, 5, 10].find((factor) => step * factor >= most) ?? 10);
};

const dayName = (day: string): string =>
  new Intl.DateTimeFormat("en", { weekday: "short", day: "numeric", month: "short", timeZone: "UTC" }).format(
    new Date(day),
  );

const number = (count: number): string => new Intl.NumberFormat("en").format(count);

/** To be read after a number. */
const statusWords: Readonly<Record<OrderStatus, string>> = {
  "in-step": "in step",
  waiting: "waiting",
  "not-imported": "not imported",
  "needs-you": "needing you",
  retrying: "failed and retried",
};

/** Where the orders of a day stand: `10 in step, 2 waiting`. */
const partsWords = ({ counts }: DayView): string =>
  shownStatuses
    .filter((status) => counts[status] > 0)
    .map((status) => `${number(counts[status])} ${statusWords[status]}`)
    .join(", ");

/** One row of the table behind the chart. */
export const dayRow = (day: DayView): { readonly day: string; readonly orders: string; readonly parts: string } => ({
  day: dayName(day.day),
  orders: number(countOf(day.counts, "all")),
  parts: partsWords(day) || "None",
});

export const dayWords = (day: DayView): string => `${dayName(day.day)}: ${partsWords(day) || "no orders"}`;

/** What the chart says, in one sentence; for who does not see it. */
export const daysWords = (days: readonly DayView[]): string => {
  const total = days.reduce((sum, { counts }) => sum + countOf(counts, "all"), 0);
  const inStep = days.reduce((sum, { counts }) => sum + counts["in-step"], 0);
  if (total === 0) return "No order was placed in the last 14 days.";
  const placed = total === 1 ? "1 order was placed" : `${number(total)} orders were placed`;
  return `${placed} in the last 14 days; ${inStep === total ? "all" : number(inStep)} ${inStep === 1 && total > 1 ? "is" : "are"} in step.`;
};
