const format = (instant: string, timeZone: string): string =>
  new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short", timeZone }).format(new Date(instant));

/** An ISO-8601 instant as the shop's own clock shows it. */
export const exactInstant = (instant: string, timeZone: string): string => {
  try {
    return format(instant, timeZone);
  } catch (error) {
    // A zone newer than this browser's tables: better the right instant in UTC than no page.
    if (!(error instanceof RangeError)) throw error;
    return `${format(instant, "UTC")} UTC`;
  }
};

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

/** How long before `now` (ms since the epoch) the instant was, in words; from 30 days on the exact time says more. */
export const relativeInstant = (instant: string, { now, timeZone }: { now: number; timeZone: string }): string => {
  const age = now - Date.parse(instant);
  if (age < minuteMs) return "just now";
  if (age < hourMs) return relative.format(-Math.floor(age / minuteMs), "minute");
  if (age < dayMs) return relative.format(-Math.floor(age / hourMs), "hour");
  if (age < 30 * dayMs) return relative.format(-Math.floor(age / dayMs), "day");
  return exactInstant(instant, timeZone);
};
