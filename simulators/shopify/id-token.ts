import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
const signature = (signed: string, secret: string): Buffer => createHmac("sha256", secret).update(signed).digest();

export interface IdTokenClaims {
  readonly iss: string;
  readonly dest: string;
  readonly aud: string;
  readonly sub: string;
  readonly exp: number;
  readonly nbf: number;
  readonly iat: number;
  readonly jti: string;
  readonly sid: string;
}

export interface IdTokenRequest {
  readonly shop: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly now: number;
  readonly lifeSeconds: number;
  readonly userId: string;
}

/** A session token as App Bridge hands it out: HS256 with the app's secret. */
export function signIdToken({ shop, clientId, clientSecret, now, lifeSeconds, userId }: IdTokenRequest): string {
  const seconds = Math.floor(now / 1000);
  const claims: IdTokenClaims = {
    iss: `https://${shop}/admin`,
    dest: `https://${shop}`,
    aud: clientId,
    sub: userId,
    exp: seconds + lifeSeconds,
    nbf: seconds,
    iat: seconds,
    jti: randomUUID(),
    sid: randomUUID(),
  };
  const signed = `${encode({ alg: "HS256", typ: "JWT" })}.${encode(claims)}`;
  return `${signed}.${signature(signed, clientSecret).toString("base64url")}`;
}

/** Why a token is not accepted, or null. */
export function refusalOf(
  token: string,
  expected: Pick<IdTokenRequest, "shop" | "clientId" | "clientSecret" | "now">,
): string | null {
  const [header = "", body = "", given = ""] = token.split(".");
  const made = signature(`${header}.${body}`, expected.clientSecret);
  const sent = Buffer.from(given, "base64url");
  if (sent.length !== made.length || !timingSafeEqual(sent, made)) return "signature";
  const { alg } = JSON.parse(Buffer.from(header, "base64url").toString("utf8")) as { alg: string };
  const claims = JSON.parse(Buffer.from(body, "base64url").toString("utf8")) as IdTokenClaims;
  const seconds = expected.now / 1000;
  if (alg !== "HS256") return "algorithm";
  if (claims.aud !== expected.clientId) return "audience";
  if (claims.dest !== `https://${expected.shop}`) return "destination";
  return claims.exp < seconds || claims.nbf > seconds + 1 ? "time" : null;
}
