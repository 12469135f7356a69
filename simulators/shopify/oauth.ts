import { randomBytes } from "node:crypto";
import { refusalOf } from "./id-token.ts";
import type { TokenState } from "./state.ts";
import type { Site } from "./world.ts";

const ACCESS_LIFE_MS = 3_600_000;
const REFRESH_LIFE_MS = 7_776_000_000;
/** A refresh token that was replaced may be repeated this long, unless its replacement was used before. */
const RETRY_LIFE_MS = 2_592_000_000;

export interface JsonAnswer {
  readonly status: number;
  readonly body: unknown;
}

const refuse = (error: string, description: string, status = 400): JsonAnswer => ({
  status,
  body: { error, error_description: description },
});

const random = (prefix: string): string => `${prefix}_${randomBytes(16).toString("hex")}`;

function issue(site: Site, expiring: boolean, replaces: string | null): TokenState {
  const now = site.world.clock.now();
  const token: TokenState = {
    access: random("shpat"),
    refresh: expiring ? random("shprt") : null,
    shop: site.shop.domain,
    clientId: site.world.app().identity.clientId,
    scopes: [...site.shop.installation.granted],
    issuedAt: now,
    expiresAt: expiring ? now + ACCESS_LIFE_MS : null,
    refreshExpiresAt: expiring ? now + REFRESH_LIFE_MS : null,
    replaces,
    used: false,
  };
  site.world.state.tokens.push(token);
  site.world.changed();
  return token;
}

const answer = (token: TokenState): JsonAnswer => ({
  status: 200,
  body: {
    access_token: token.access,
    scope: token.scopes.join(","),
    ...(token.expiresAt === null ? {} : { expires_in: ACCESS_LIFE_MS / 1000 }),
    ...(token.refresh === null
      ? {}
      : { refresh_token: token.refresh, refresh_token_expires_in: REFRESH_LIFE_MS / 1000 }),
  },
});

const forget = ({ world }: Site, goes: (token: TokenState) => boolean): void => {
  world.state.tokens = world.state.tokens.filter((token) => !goes(token));
};

type Body = Readonly<Record<string, unknown>>;

function exchange(site: Site, body: Body): JsonAnswer {
  const { identity } = site.world.app();
  const expected = {
    shop: site.shop.domain,
    clientId: identity.clientId,
    clientSecret: identity.clientSecret,
    now: site.world.clock.now(),
  };
  let refusal: string | null;
  try {
    refusal = refusalOf(body["subject_token"] as string, expected);
  } catch {
    refusal = "unreadable";
  }
  if (refusal !== null) return refuse("invalid_subject_token", `The subject token was refused: ${refusal}`);
  if (site.shop.installation.installedAt === null) return refuse("invalid_subject_token", "The app is not installed");
  if (body["requested_token_type"] !== "urn:shopify:params:oauth:token-type:offline-access-token") {
    return refuse("unsupported_token_type", "Simulator: only offline tokens are implemented");
  }
  const expiring = ["1", 1, true].includes(body["expiring"] as string);
  if (!expiring && site.shop.settings.requireExpiringTokens) {
    return refuse("invalid_request", "Public apps must ask for expiring offline access tokens");
  }
  // One refreshable chain per app and shop: a new exchange ends the refresh tokens before it, not the access tokens.
  for (const token of site.world.state.tokens) if (token.shop === site.shop.domain) token.refresh = null;
  return answer(issue(site, expiring, null));
}

function refresh(site: Site, body: Body): JsonAnswer {
  const { tokens } = site.world.state;
  const now = site.world.clock.now();
  const old = tokens.find(
    (token) => token.refresh !== null && token.refresh === body["refresh_token"] && token.shop === site.shop.domain,
  );
  const replacement = old && tokens.find((token) => token.replaces === old.access);
  const tooLate = replacement !== undefined && (replacement.used || now > replacement.issuedAt + RETRY_LIFE_MS);
  if (!old || tooLate || (old.refreshExpiresAt ?? 0) < now)
    return refuse("invalid_grant", "The refresh token is not valid");
  // A repeated refresh gets another replacement; the one that was never used is gone.
  if (replacement) forget(site, (token) => token === replacement);
  return answer(issue(site, true, old.access));
}

/** `POST /admin/oauth/access_token`. */
export function answerTokenRequest(site: Site, body: Body): JsonAnswer {
  const { identity } = site.world.app();
  if (body["client_id"] !== identity.clientId || body["client_secret"] !== identity.clientSecret) {
    return refuse("invalid_client", "Client authentication failed", 401);
  }
  switch (body["grant_type"]) {
    case "urn:ietf:params:oauth:grant-type:token-exchange":
      return exchange(site, body);
    case "refresh_token":
      return refresh(site, body);
    default:
      return refuse("unsupported_grant_type", "Simulator: only token exchange and refresh are implemented");
  }
}

/** The token a request came with, when it is good; its first use ends what it replaced. */
export function useToken(site: Site, access: string | null): TokenState | null {
  const { world, shop } = site;
  const token = world.state.tokens.find((one) => one.access === access && one.shop === shop.domain);
  if (!token || (token.expiresAt !== null && token.expiresAt <= world.clock.now())) return null;
  if (!token.used) {
    token.used = true;
    for (const one of world.state.tokens) if (one.access === token.replaces) one.refresh = null;
  }
  return token;
}

export const revokeTokens = (site: Site): void => forget(site, (token) => token.shop === site.shop.domain);
