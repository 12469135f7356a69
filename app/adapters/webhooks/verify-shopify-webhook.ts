import { createHmac, timingSafeEqual } from "node:crypto";

/** Whether `signature` (base64) is the HMAC-SHA256 of the raw body under the app's secret. Compared in constant time. */
export function verifyShopifyWebhook(body: Uint8Array, signature: string | null, secret: string): boolean {
  if (signature === null) return false;
  const expected = createHmac("sha256", secret).update(body).digest();
  const given = Buffer.from(signature, "base64");
  return given.length === expected.length && timingSafeEqual(given, expected);
}
