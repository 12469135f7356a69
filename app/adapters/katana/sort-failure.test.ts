import { describe, expect, it } from "vitest";
import type { KatanaExchange } from "./katana-http.ts";
import { sortBrokenOff, sortFailure, sortUnreadable } from "./sort-failure.ts";

const read = { write: false, secrets: ["secret-key"] };
const write = { write: true, secrets: ["secret-key"] };

const answered = (status: number, text = "", headers: Record<string, string> = {}): KatanaExchange => ({
  kind: "answered",
  status,
  text,
  headers: new Headers(headers),
  at: 0,
});
const message = (text: string) => JSON.stringify({ error: { message: text } });

describe("sorting a failed call", () => {
  it.each([200, 204])("takes %i for success", (status) => {
    expect(sortFailure(answered(status), write)).toBeNull();
  });

  it.each([401, 402, 403])("[CON-2] takes %i for a refused key", (status) => {
    const failure = sortFailure(answered(status, message("Key secret-key is not good")), read);
    expect(failure).toEqual({ kind: "unauthorized", side: "katana", words: "Key … is not good" });
  });

  it("[CON-2] refuses a key that no header can carry", () => {
    expect(sortFailure({ kind: "unsendable-key" }, read)?.kind).toBe("unauthorized");
  });

  it.each([400, 404, 409, 412, 422])("[CHG-12] keeps Katana's words when it refuses with %i", (status) => {
    const failure = sortFailure(
      answered(status, message("Cannot delete sales orders as sales orders have return orders.")),
      write,
    );
    expect(failure).toEqual({
      kind: "rejected",
      side: "katana",
      status,
      words: "Cannot delete sales orders as sales orders have return orders.",
    });
  });

  it("waits as long as a 429 says", () => {
    const failure = sortFailure(answered(429, "", { "retry-after": "3" }), write);
    expect(failure).toEqual({ kind: "rate-limited", side: "katana", retryAfterMs: 3_000 });
  });

  it("waits when there is no budget, with nothing sent", () => {
    const failure = sortFailure({ kind: "no-budget", retryAfterMs: 12 }, write);
    expect(failure).toEqual({ kind: "rate-limited", side: "katana", retryAfterMs: 12 });
  });

  it.each([
    ["a 500", answered(500, message("oops"))],
    ["a 503", answered(503)],
    ["a 408", answered(408)],
    ["a lost answer", { kind: "lost", words: "no answer" } as const],
  ])("[IMP-9] knows that after %s a read did nothing and a write may have been made", (_, exchange) => {
    expect(sortFailure(exchange, read)?.kind).toBe("unavailable");
    expect(sortFailure(exchange, write)?.kind).toBe("unknown-outcome");
  });

  it("[IMP-9] knows that a write that never left was not made", () => {
    const failure = sortFailure({ kind: "not-sent", words: "connection refused" }, write);
    expect(failure).toEqual({ kind: "unavailable", side: "katana", words: "connection refused" });
  });

  it("[IMP-9] knows that a write whose answer cannot be read was made", () => {
    expect(sortUnreadable({ path: "id", words: "expected number" }, write)).toEqual({
      kind: "unknown-outcome",
      side: "katana",
      words: `Katana's answer cannot be read at "id": expected number`,
    });
    expect(sortBrokenOff(write).kind).toBe("unknown-outcome");
  });

  it("names the place in a read's answer that was wrong", () => {
    expect(sortUnreadable({ path: "data.0.id", words: "expected number" }, read)).toEqual({
      kind: "unreadable",
      side: "katana",
      path: "data.0.id",
      words: "expected number",
    });
    expect(sortBrokenOff(read).kind).toBe("unavailable");
  });

  it("does not guess what a redirect means", () => {
    expect(sortFailure(answered(302), read)?.kind).toBe("unreadable");
    expect(sortFailure(answered(302), write)?.kind).toBe("unknown-outcome");
  });
});
