import type { BackfillView } from "../sync/views.ts";

const number = new Intl.NumberFormat("en");
const orders = (count: number): string => (count === 1 ? "1 order" : `${number.format(count)} orders`);

/** A stretch of time as one says it of an estimate. */
export function aboutWords(ms: number): string {
  const seconds = Math.ceil(ms / 10_000) * 10;
  if (seconds < 60) return `about ${String(Math.max(seconds, 10))} seconds`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return minutes === 1 ? "about 1 minute" : `about ${String(minutes)} minutes`;
  const hours = Math.round(minutes / 60);
  return hours === 1 ? "about 1 hour" : `about ${number.format(hours)} hours`;
}

/** What a backfill still has before it (PAG-1). */
export function backfillWords({ total, left, leftMs }: BackfillView): string {
  if (total === 0) return "Looking for orders of the last 14 days.";
  if (left === 0) return `All ${orders(total)} of the last 14 days were looked at.`;
  const verb = total === 1 ? "is" : "are";
  return `${orders(total)} of the last 14 days ${verb} coming over, ${aboutWords(leftMs)}.`;
}

/** The older open orders, which nobody asked for (IMP-5); null when there are none. */
export function olderWords(count: number | null): string | null {
  if (count === null || count === 0) return null;
  return count === 1
    ? "1 open order is older than that and stays out. To bring it over, search for its number in Activity and choose Import anyway."
    : `${number.format(count)} open orders are older than that and stay out. To bring one over, search for its number in Activity and choose Import anyway.`;
}

/** What an activation after a pause leaves out (CON-5). */
export function leftOutWords(count: number): string {
  if (count === 0) return "No order that Tandem knows of was placed during the pause.";
  return count === 1
    ? "1 order was placed during the pause. It stays out of Katana; Activity lists it, for Import anyway."
    : `${number.format(count)} orders were placed during the pause. They stay out of Katana; Activity lists them, for Import anyway.`;
}
