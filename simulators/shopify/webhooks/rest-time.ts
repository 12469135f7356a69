const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(timezone: string): Intl.DateTimeFormat {
  const known = formats.get(timezone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-US", { timeZone: timezone, timeZoneName: "longOffset" });
  formats.set(timezone, made);
  return made;
}

/** REST and webhooks give times with the shop's own offset: `2026-11-23T10:00:00-05:00`. */
export function restTime(utc: string, timezone: string): string {
  const moment = new Date(utc);
  const zone = formatFor(timezone)
    .formatToParts(moment)
    .find((part) => part.type === "timeZoneName")?.value;
  const match = /GMT([+-])(\d{2}):(\d{2})/.exec(zone ?? "");
  const [, sign = "+", hours = "00", minutes = "00"] = match ?? [];
  const offset = (Number(hours) * 60 + Number(minutes)) * (sign === "-" ? -1 : 1);
  const local = new Date(moment.getTime() + offset * 60_000).toISOString().slice(0, 19);
  return `${local}${sign}${hours}:${minutes}`;
}

export const restTimeOrNull = (utc: string | null, timezone: string): string | null =>
  utc === null ? null : restTime(utc, timezone);
