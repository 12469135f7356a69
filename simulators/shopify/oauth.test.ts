import { describe, expect, it } from "vitest";
import { signIdToken } from "./id-token.ts";
import { askForToken, CLIENT, openShop, post, type Opened } from "./testing/open-shop.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const refresh = (opened: Opened, token: string) =>
  askForToken(opened, { grant_type: "refresh_token", refresh_token: token, subject_token: undefined });

const works = async (opened: Opened, token: string): Promise<boolean> =>
  (await post(opened, "{ shop { name } }", {}, { token })).status === 200;

describe("token exchange", () => {
  it("gives an expiring offline token for a good session token", async () => {
    const opened = await openShop();
    const { status, body } = await askForToken(opened);
    expect(status).toBe(200);
    expect(body).toMatchObject({ expires_in: 3600, refresh_token_expires_in: 7_776_000 });
    expect(body.scope).toContain("write_orders");
    expect(await works(opened, body.access_token)).toBe(true);
  });

  it.each([
    ["another secret", { clientSecret: "wrong" }],
    ["another app", { clientId: "someone-else" }],
    ["another shop", { shop: "other.myshopify.com" }],
    ["a token that is over", { lifeSeconds: -5 }],
  ])("refuses %s", async (_, changed) => {
    const opened = await openShop();
    const good = {
      shop: opened.shop.domain,
      ...CLIENT,
      now: opened.simulator.clock.now(),
      lifeSeconds: 60,
      userId: "1",
    };
    const answer = await askForToken(opened, { subject_token: signIdToken({ ...good, ...changed }) });
    expect(answer).toMatchObject({ status: 400, body: { error: "invalid_subject_token" } });
  });

  it("refuses garbage, a wrong client secret and tokens that never expire", async () => {
    const opened = await openShop();
    expect((await askForToken(opened, { subject_token: "a.b" })).body.error).toBe("invalid_subject_token");
    expect((await askForToken(opened, { client_secret: "no" })).body.error).toBe("invalid_client");
    expect((await askForToken(opened, { expiring: undefined })).body.error).toBe("invalid_request");
    opened.shop.settings.requireExpiringTokens = false;
    expect((await askForToken(opened, { expiring: undefined })).body.expires_in).toBeUndefined();
  });

  it("answers 404 for a shop there is not", async () => {
    const { simulator } = await openShop();
    const answer = await fetch(`${simulator.url}/nobody.myshopify.com/admin/oauth/access_token`, { method: "POST" });
    expect(answer.status).toBe(404);
  });
});

describe("refresh", () => {
  it("gives new tokens, and the old refresh token until the new access token is used", async () => {
    const opened = await openShop();
    const first = (await askForToken(opened)).body;
    const second = (await refresh(opened, first.refresh_token)).body;
    expect(second.access_token).not.toBe(first.access_token);
    expect(second.refresh_token).not.toBe(first.refresh_token);
    const again = (await refresh(opened, first.refresh_token)).body;
    expect(await works(opened, again.access_token)).toBe(true);
    expect(await refresh(opened, first.refresh_token)).toMatchObject({ status: 400, body: { error: "invalid_grant" } });
  });

  it("ends the access token after an hour and the refresh token after 90 days", async () => {
    const opened = await openShop();
    const first = (await askForToken(opened)).body;
    opened.simulator.clock.advance(HOUR + 1);
    expect(await works(opened, first.access_token)).toBe(false);
    const second = (await refresh(opened, first.refresh_token)).body;
    expect(await works(opened, second.access_token)).toBe(true);
    opened.simulator.clock.advance(90 * DAY + 1);
    expect((await refresh(opened, second.refresh_token)).body.error).toBe("invalid_grant");
  });

  it("revokes everything when the app is uninstalled", async () => {
    const opened = await openShop();
    const { body } = await askForToken(opened);
    opened.shop.installation.uninstall();
    expect(await works(opened, body.access_token)).toBe(false);
    expect((await refresh(opened, body.refresh_token)).status).toBe(400);
    expect((await askForToken(opened)).body.error).toBe("invalid_subject_token");
  });
});

describe("the app's address in the admin", () => {
  it("carries what Shopify sends", async () => {
    const { shop } = await openShop();
    const url = new URL(shop.installation.openAppUrl("/app/activity"));
    expect(url.pathname).toBe("/app/activity");
    expect(Object.fromEntries(url.searchParams)).toMatchObject({ embedded: "1", shop: shop.domain, locale: "en" });
    expect(Buffer.from(url.searchParams.get("host") ?? "", "base64").toString()).toBe("admin.shopify.com/store/sample");
    for (const name of ["id_token", "hmac", "timestamp", "session"]) expect(url.searchParams.get(name)).toBeTruthy();
  });

  it("keeps what the page's own address asks for", async () => {
    const { shop } = await openShop();
    const url = new URL(shop.installation.openAppUrl("/app/activity?status=waiting&page=2"));
    expect(Object.fromEntries(url.searchParams)).toMatchObject({ status: "waiting", page: "2", shop: shop.domain });
    expect(url.pathname).toBe("/app/activity");
  });
});
