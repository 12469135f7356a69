import { describe, expect, it } from "vitest";
import { parseConnection } from "./parse-connection.ts";
import { formData } from "./testing/form-data.ts";

const connect = (katanaApiKey: string) => parseConnection(formData({ intent: "connect", katanaApiKey }));

describe("parseConnection", () => {
  it("[CON-2] takes the key without the white space around it", () => {
    expect(connect("  abc-123\n")).toEqual({ ok: true, value: { intent: "connect", key: "abc-123" } });
  });

  it.each([["test"], ["disconnect"]])("[PAG-4] knows the request to %s", (intent) => {
    expect(parseConnection(formData({ intent }))).toEqual({ ok: true, value: { intent } });
  });

  it("[PAG-4] asks for a key that is missing, on its field", () => {
    const missing = { ok: false, problem: { field: "katanaApiKey", words: "Enter your Katana API key." } };
    expect(connect("   ")).toEqual(missing);
    expect(parseConnection(formData({ intent: "connect" }))).toEqual(missing);
  });

  it.each([["abc def"], ["x".repeat(513)]])("[CON-2] refuses what cannot be a key without repeating it", (given) => {
    const parsed = connect(given);
    expect(parsed).toMatchObject({ ok: false, problem: { field: "katanaApiKey" } });
    expect(JSON.stringify(parsed)).not.toContain(given);
  });

  it("[PAG-4] refuses a request it does not know", () => {
    expect(parseConnection(formData({ intent: "explode" }))).toMatchObject({ ok: false, problem: { field: "intent" } });
    expect(parseConnection(formData({}))).toMatchObject({ ok: false, problem: { field: "intent" } });
  });
});
