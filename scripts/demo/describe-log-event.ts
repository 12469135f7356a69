import type { LogEvent } from "../../tests/support/app-process.ts";

const WARN = 40;
const ERROR = 50;
const everywhere = new Set(["level", "time", "pid", "hostname", "msg", "event", "name", "v"]);
const LONGEST_VALUE = 120;

/** One event of the app's log as a line for a person: when, what, and with which fields. */
export function describeLogEvent(event: LogEvent, { colours }: { readonly colours: boolean }): string {
  const paint = (code: number, text: string): string =>
    colours && text !== "" ? `\u001b[${code}m${text}\u001b[0m` : text;
  const level = typeof event["level"] === "number" ? event["level"] : 0;
  const at = typeof event["time"] === "number" ? new Date(event["time"]) : new Date();
  const fields = Object.entries(event)
    .filter(([name, value]) => !everywhere.has(name) && value !== undefined && value !== null)
    .map(([name, value]) => `${name}=${describeValue(value)}`)
    .join(" ");
  const title = paint(level >= ERROR ? 31 : level >= WARN ? 33 : 36, event.msg);
  return `  ${paint(2, at.toTimeString().slice(0, 8))}  ${title}${fields === "" ? "" : `  ${paint(2, fields)}`}`;
}

function describeValue(value: unknown): string {
  if (typeof value === "object" && value !== null && "message" in value) return JSON.stringify(String(value.message));
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}
