import type { OrderStatus } from "../domain/order-status.ts";
import type { ShopRecord, Stores } from "./stores.ts";
import type { DayView, OrderCounts } from "./views.ts";

const dayMs = 24 * 60 * 60 * 1_000;

export interface LocalDay {
  /** `2026-11-24` on the shop's calendar. */
  readonly day: string;
  /** When it begins there. ISO-8601, UTC. */
  readonly from: string;
}

/** What a clock in the time zone shows, as if it were UTC. Milliseconds. A zone that is not known counts as UTC. */
const wallClock = (instant: number, timeZone: string): number => {
  try {
    const parts = new Intl.DateTimeFormat("en", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    }).formatToParts(instant);
    const read = (type: Intl.DateTimeFormatPartTypes): number =>
      Number(parts.find((part) => part.type === type)?.value ?? 0);
    return Date.UTC(read("year"), read("month") - 1, read("day"), read("hour"), read("minute"), read("second"));
  } catch {
    return instant;
  }
};

/** The instant of a local midnight; the second guess is right also where the clock was changed in between. */
const beginningOf = (midnight: number, timeZone: string): number => {
  const guess = midnight - (wallClock(midnight, timeZone) - midnight);
  return midnight - (wallClock(guess, timeZone) - guess);
};

/** The last days on the shop's calendar, the oldest first, today last. */
export const lastDays = (now: number, timeZone: string, count: number): readonly LocalDay[] => {
  const today = Math.floor(wallClock(now, timeZone) / dayMs) * dayMs;
  return Array.from({ length: count }, (_none, index) => {
    const midnight = today - (count - 1 - index) * dayMs;
    return {
      day: new Date(midnight).toISOString().slice(0, 10),
      from: new Date(beginningOf(midnight, timeZone)).toISOString(),
    };
  });
};

const shownDays = 14;

/** How many orders were placed on each of the last days, by where they stand today. */
export async function loadDays(
  stores: Stores,
  { domain, timezone }: ShopRecord,
  now: number,
): Promise<readonly DayView[]> {
  const days = lastDays(now, timezone, shownDays);
  const counted = await stores.pages.countByDay(
    domain,
    days.map(({ from }) => from),
  );
  return days.map(({ day }, index) => ({ day, counts: countsOf(counted[index] ?? new Map()) }));
}

const countsOf = (counted: ReadonlyMap<OrderStatus, number>): OrderCounts => ({
  "in-step": counted.get("in-step") ?? 0,
  waiting: counted.get("waiting") ?? 0,
  "not-imported": counted.get("not-imported") ?? 0,
  "needs-you": counted.get("needs-you") ?? 0,
  retrying: counted.get("retrying") ?? 0,
});
