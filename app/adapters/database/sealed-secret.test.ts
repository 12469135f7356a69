import { describe, expect, it } from "vitest";
import { createSecretSeal } from "./sealed-secret.ts";

const [oldKey, newKey] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
const secret = "katana-key-0815 ü";

describe("[CON-2] a sealed secret", () => {
  const seal = createSecretSeal([oldKey]);

  it("opens to what was sealed and tells nothing of it", () => {
    const sealed = seal.seal(secret, "acme");
    expect(seal.open(sealed, "acme")).toBe(secret);
    expect(Buffer.from(sealed, "base64").toString("latin1")).not.toContain("katana");
    expect(seal.seal(secret, "acme")).not.toBe(sealed);
    expect(seal.open(seal.seal("", "acme"), "acme")).toBe("");
  });

  it("does not open in another context", () => {
    expect(seal.open(seal.seal(secret, "acme"), "other")).toBeNull();
  });

  it("does not open when any byte of it was changed, or it was cut", () => {
    const bytes = Buffer.from(seal.seal("ab", "acme"), "base64");
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(seal.open(changed.toString("base64"), "acme")).toBeNull();
      expect(seal.open(bytes.subarray(0, at).toString("base64"), "acme")).toBeNull();
    }
    expect(seal.open("", "acme")).toBeNull();
    expect(seal.open("not sealed at all, just a text", "acme")).toBeNull();
  });

  it("opens with a key that was rotated out, is sealed with the new one, and is lost with its key", () => {
    const rotated = createSecretSeal([newKey, oldKey]);
    expect(rotated.open(seal.seal(secret, "acme"), "acme")).toBe(secret);
    const sealedAnew = rotated.seal(secret, "acme");
    expect(seal.open(sealedAnew, "acme")).toBeNull();
    expect(createSecretSeal([newKey]).open(sealedAnew, "acme")).toBe(secret);
  });

  it("needs a key", () => {
    expect(() => createSecretSeal([])).toThrow("at least one key");
  });
});
