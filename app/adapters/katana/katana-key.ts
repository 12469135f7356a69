import { createHash } from "node:crypto";

/** Names the budget of a key without giving the key away: the first 16 hex digits of its SHA-256. Never shown to anyone. */
export const fingerprintKey = (key: string): string => createHash("sha256").update(key).digest("hex").slice(0, 16);

/** Whether the key can travel in an HTTP header at all; a pasted line break or a typographic dash cannot. */
export const isSendableKey = (key: string): boolean => /^[\x21-\x7e]+$/.test(key);
