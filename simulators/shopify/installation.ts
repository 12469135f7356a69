import { createHmac } from "node:crypto";
import type { Installation } from "./control.ts";
import { signIdToken } from "./id-token.ts";
import { revokeTokens } from "./oauth.ts";
import { emit } from "./webhooks/emit.ts";
import { numeric, type Json } from "./webhooks/json.ts";
import { shopRedact } from "./webhooks/compliance.ts";
import { withImplied } from "./webhooks/topics.ts";
import { newId, timeNow, type Site } from "./world.ts";

const REDACT_AFTER_MS = 48 * 3_600_000;

const shopPayload = ({ shop }: Site): { readonly [key: string]: Json } => ({
  id: numeric(shop.id),
  name: shop.name,
  email: `owner@${shop.domain}`,
  domain: shop.domain,
  myshopify_domain: shop.domain,
  currency: shop.currency,
  iana_timezone: shop.timezone,
});

function missing({ world, shop }: Site): readonly string[] {
  const { scopes } = world.app().configuration;
  const granted = withImplied(shop.installation.granted);
  return shop.installation.installedAt === null ? scopes : scopes.filter((scope) => !granted.has(scope));
}

function setScopes(site: Site, scopes: readonly string[]): void {
  const { installation } = site.shop;
  const previous = installation.granted;
  const isFirst = installation.installedAt === null;
  installation.granted = [...new Set(scopes)].sort();
  if (isFirst) {
    installation.installedAt = timeNow(site);
    installation.uninstalledAt = null;
    installation.redactDueAt = null;
  }
  const unchanged =
    previous.length === installation.granted.length && previous.every((scope) => installation.granted.includes(scope));
  if (isFirst || unchanged) return site.world.changed();
  const payload = { id: numeric(newId(site)), previous, current: installation.granted, updated_at: timeNow(site) };
  emit(site, [{ topic: "app/scopes_update", resource: "scopes", payload }]);
}

/** `shop/redact` follows 48 hours after an uninstall, unless the app was installed again. */
export function planRedact(site: Site): void {
  const { installation } = site.shop;
  const due = installation.redactDueAt;
  if (due === null) return;
  site.world.clock.after(Math.max(0, due - site.world.clock.now()), () => {
    if (installation.redactDueAt !== due) return;
    installation.redactDueAt = null;
    shopRedact(site);
  });
}

function uninstall(site: Site): void {
  const { installation } = site.shop;
  if (installation.installedAt === null) throw new Error(`The app is not installed in ${site.shop.domain}.`);
  revokeTokens(site);
  emit(site, [{ topic: "app/uninstalled", resource: site.shop.id, payload: shopPayload(site) }]);
  installation.installedAt = null;
  installation.uninstalledAt = timeNow(site);
  installation.granted = [];
  installation.redactDueAt = site.world.clock.now() + REDACT_AFTER_MS;
  site.shop.subscriptions = [];
  planRedact(site);
  site.world.changed();
}

/** The query that the admin opens the app with, the page's own included, signed as Shopify signs it. */
function adminQuery(site: Site, token: string | null, own = new URLSearchParams()): URLSearchParams {
  const { world, shop } = site;
  const handle = shop.domain.replace(".myshopify.com", "");
  const query = new URLSearchParams({
    ...Object.fromEntries(own),
    embedded: "1",
    host: Buffer.from(`admin.shopify.com/store/${handle}`).toString("base64url"),
    ...(token === null ? {} : { id_token: token }),
    locale: "en",
    session: createHmac("sha256", shop.domain).update("session").digest("hex"),
    shop: shop.domain,
    timestamp: String(Math.floor(world.clock.now() / 1000)),
  });
  query.sort();
  query.set("hmac", createHmac("sha256", world.app().identity.clientSecret).update(query.toString()).digest("hex"));
  return query;
}

export function createInstallation(site: Site): Installation {
  const { world, shop } = site;
  const idToken: Installation["idToken"] = ({ lifeSeconds = 60, userId = "9001" } = {}) => {
    const { clientId, clientSecret } = world.app().identity;
    return signIdToken({ shop: shop.domain, clientId, clientSecret, now: world.clock.now(), lifeSeconds, userId });
  };
  return {
    missingScopes: () => missing(site),
    granted: () => [...shop.installation.granted],
    declared: () => {
      const { scopes, optionalScopes } = world.app().configuration;
      return { required: scopes, optional: optionalScopes };
    },
    installed: () => shop.installation.installedAt !== null,
    grant(optional = []) {
      const { scopes, optionalScopes } = world.app().configuration;
      const unknown = optional.find((scope) => !optionalScopes.includes(scope));
      if (unknown !== undefined) throw new Error(`${unknown} is not an optional scope of the app's configuration.`);
      // Scopes that the configuration no longer names are taken back, those once granted on request stay.
      const kept = shop.installation.granted.filter((scope) => optionalScopes.includes(scope));
      setScopes(site, [...scopes, ...kept, ...optional]);
    },
    revoke(scopes) {
      setScopes(
        site,
        shop.installation.granted.filter((scope) => !scopes.includes(scope)),
      );
    },
    uninstall: () => uninstall(site),
    revokeTokens: () => revokeTokens(site),
    idToken,
    openAppUrl(path = "/app", { idToken: withToken = true } = {}) {
      const url = new URL(`${world.app().identity.url.replace(/\/$/, "")}${path}`);
      url.search = adminQuery(site, withToken ? idToken() : null, url.searchParams).toString();
      return url.href;
    },
  };
}
