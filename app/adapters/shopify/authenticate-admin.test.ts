import { describe, expect, it } from "vitest";
import { createAuthenticateAdmin } from "./authenticate-admin.ts";
import type { AuthenticateAdminOptions } from "./authenticate-admin.ts";
import { readClaimedShop } from "./read-claimed-shop.ts";
import { createInProcessLeases } from "./testing/in-process-leases.ts";
import { clock, sessionOf, shop, stubShopify } from "./testing/stub-shopify.ts";

const idToken = (claims: unknown) =>
  ["e30", Buffer.from(JSON.stringify(claims)).toString("base64url"), "signature"].join(".");
const good = idToken({ dest: `https://${shop}` });

const open = (token: string) => new Request(`https://tandem.example/app?embedded=1&id_token=${token}`);
const fetchFrom = (authorization: string) => new Request("https://tandem.example/app", { headers: { authorization } });

function authenticateWith(library: ReturnType<typeof stubShopify>) {
  const leases = createInProcessLeases();
  const shopify = {
    sessionStorage: library.sessionStorage,
    authenticate: { admin: async (request: Request) => ({ session: await library.enter(), url: request.url }) },
  } as unknown as AuthenticateAdminOptions["shopify"];
  return { authenticateAdmin: createAuthenticateAdmin({ shopify, leases, clock }), leases };
}

describe("opening the app", () => {
  it.each([
    ["for the first time", undefined],
    ["with a token that is about to end", sessionOf({ ends: 3 })],
  ])("%s exchanges one token for all loaders", async (_, session) => {
    const library = stubShopify(session);
    const { authenticateAdmin, leases } = authenticateWith(library);
    const contexts = await Promise.all([open(good), open(good), fetchFrom(`Bearer ${good}`)].map(authenticateAdmin));
    expect(contexts.map((context) => context.shop)).toEqual([shop, shop, shop]);
    expect(library.tokenRequests()).toBe(1);
    expect(leases.taken).toEqual([`shopify-token:${shop}`]);
  });

  it("exchanges anew when the token was withdrawn", async () => {
    const withdrawn = sessionOf();
    withdrawn.accessToken = "";
    const { authenticateAdmin, leases } = authenticateWith(stubShopify(withdrawn));
    await authenticateAdmin(open(good));
    expect(leases.taken).toEqual([`shopify-token:${shop}`]);
  });

  it("waits for nobody while the token is good", async () => {
    const { authenticateAdmin, leases } = authenticateWith(stubShopify(sessionOf()));
    expect((await authenticateAdmin(open(good))).shop).toBe(shop);
    expect(leases.taken).toEqual([]);
  });

  it("leaves a request without a readable id token to the library", async () => {
    const { authenticateAdmin, leases } = authenticateWith(stubShopify(undefined));
    await authenticateAdmin(new Request("https://tandem.example/app"));
    expect(leases.taken).toEqual([]);
  });
});

describe("the shop that a request claims to be for", () => {
  it.each([
    ["in the address", open(good)],
    ["in the header", fetchFrom(`Bearer ${good}`)],
  ])("is read from the id token %s", (_, request) => {
    expect(readClaimedShop(request)).toBe(shop);
  });

  it.each([
    ["nothing", new Request("https://tandem.example/app")],
    ["another kind of authorization", fetchFrom("Basic eDp5")],
    ["no token", open("nonsense")],
    ["no JSON", open("e30.bm9uc2Vuc2U.x")],
    ["no destination", open(idToken({}))],
    ["a destination that is no address", open(idToken({ dest: "acme" }))],
    ["a host that is no shop", open(idToken({ dest: "https://evil.example" }))],
  ])("is not known from %s", (_, request) => {
    expect(readClaimedShop(request)).toBeNull();
  });
});
