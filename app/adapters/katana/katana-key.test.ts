import { describe, expect, it } from "vitest";
import { fingerprintKey, isSendableKey } from "./katana-key.ts";

describe("a Katana key", () => {
  it("[STO-4] has one fingerprint everywhere, which does not show it", () => {
    expect(fingerprintKey("some-key")).toBe(fingerprintKey("some-key"));
    expect(fingerprintKey("some-key")).toMatch(/^[0-9a-f]{16}$/);
    expect(fingerprintKey("some-key")).not.toBe(fingerprintKey("another-key"));
  });

  it.each(["", "two words", "line\nbreak", "dash–ed"])("[CON-2] cannot be sent as %j", (key) => {
    expect(isSendableKey(key)).toBe(false);
  });

  it("can be sent when it looks like one", () => {
    expect(isSendableKey("2b7f0c1e-5d5a-4a55-9f0e-000000000000")).toBe(true);
  });
});
