import { z } from "zod";
import type { ShopDomain } from "../../domain/ids.ts";

const claims = z.object({ dest: z.url() });
const shopPattern = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/;

/**
 * The shop that a request's id token claims to be for; null without one that can be read. Nothing is verified: it is good for naming
 * a lock, and for nothing else.
 */
export function readClaimedShop(request: Request): ShopDomain | null {
  const [, payload] = (readIdToken(request) ?? "").split(".");
  if (payload === undefined) return null;
  const decoded = claims.safeParse(parseJson(Buffer.from(payload, "base64url").toString("utf8")));
  if (!decoded.success) return null;
  const { hostname } = new URL(decoded.data.dest);
  return shopPattern.test(hostname) ? (hostname as ShopDomain) : null;
}

function readIdToken(request: Request): string | null {
  const [, bearer] = /^Bearer (.+)$/i.exec(request.headers.get("authorization") ?? "") ?? [];
  return bearer ?? new URL(request.url).searchParams.get("id_token");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
