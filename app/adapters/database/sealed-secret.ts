import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

const algorithm = "aes-256-gcm";
const ivBytes = 12;
const tagBytes = 16;

/** Seals with the first key; opens with any, so that keys can be rotated. Each key is 32 bytes. */
export interface SecretSeal {
  /** `context` (a shop, say) is authenticated: a sealed text moved to another context does not open. */
  seal(plain: string, context: string): string;
  /** Null when no key opens it: it was tampered with, moved, or sealed with a key that is gone. */
  open(sealed: string, context: string): string | null;
}

export function createSecretSeal(keys: readonly Buffer[]): SecretSeal {
  const [sealingKey] = keys;
  if (!sealingKey) throw new Error("A seal needs at least one key");
  return {
    seal: (plain, context) => {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv(algorithm, sealingKey, iv).setAAD(Buffer.from(context));
      const body = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), body]).toString("base64");
    },
    open: (sealed, context) => {
      const bytes = Buffer.from(sealed, "base64");
      for (const key of keys) {
        const plain = openWith(key, bytes, context);
        if (plain !== null) return plain;
      }
      return null;
    },
  };
}

function openWith(key: Buffer, bytes: Buffer, context: string): string | null {
  if (bytes.length < ivBytes + tagBytes) return null;
  const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, ivBytes), { authTagLength: tagBytes })
    .setAAD(Buffer.from(context))
    .setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()]).toString("utf8");
  } catch {
    // A wrong key or a changed text shows only here; the next key may still fit.
    return null;
  }
}
