import { describe, expect, it } from "vitest";
import { exactInstant, relativeInstant } from "./instant.ts";

const plain = (text: string): string => text.replaceAll("\u202f", " ");
const now = Date.parse("2026-11-23T12:00:00Z");
const at = (instant: string) => relativeInstant(instant, { now, timeZone: "UTC" });

describe("exactInstant", () => {
  it("[PAG-5] says when in the shop's time zone", () => {
    expect(plain(exactInstant("2026-11-23T23:30:00Z", "Europe/Tallinn"))).toBe("Nov 24, 2026, 1:30 AM");
  });

  it("[PAG-5] falls back to UTC, and says so, for a zone it does not know", () => {
    expect(plain(exactInstant("2026-11-23T23:30:00Z", "Mars/Olympus"))).toBe("Nov 23, 2026, 11:30 PM UTC");
  });
});

describe("relativeInstant", () => {
  it.each([
    ["2026-11-23T11:59:30Z", "just now"],
    ["2026-11-23T12:00:30Z", "just now"],
    ["2026-11-23T11:59:00Z", "1 minute ago"],
    ["2026-11-23T11:00:01Z", "59 minutes ago"],
    ["2026-11-23T09:00:00Z", "3 hours ago"],
    ["2026-11-22T11:00:00Z", "yesterday"],
    ["2026-11-13T12:00:00Z", "10 days ago"],
  ])("[PAG-5] says of %s: %s", (instant, words) => {
    expect(at(instant)).toBe(words);
  });

  it("[PAG-5] gives the date of what is long ago", () => {
    expect(plain(at("2026-09-01T08:05:00Z"))).toBe("Sep 1, 2026, 8:05 AM");
  });
});
