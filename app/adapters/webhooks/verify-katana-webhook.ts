import { createHmac, timingSafeEqual } from "node:crypto";

/** Whether `signature` (hexadecimal) is the HMAC-SHA256 of the raw body under the webhook's token. Compared in constant time. */
export function verifyKatanaWebhook(body: Uint8Array, signature: string | null, token: string): boolean {
  if (signature === null) return false;
  const expected = createHmac("sha256", token).update(body).digest();
  // Katana's pages show it with and without the prefix.
  const given = Buffer.from(signature.replace(/^sha256=/, ""), "hex");
  return given.length === expected.length && timingSafeEqual(given, expected);
}
