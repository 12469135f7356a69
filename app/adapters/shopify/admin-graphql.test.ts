import { Session } from "@shopify/shopify-app-remix/server";
import { describe, expect, it } from "vitest";
import { createAdminGraphqlFor } from "./admin-graphql.ts";
import type { ShopifyLibrary } from "./admin-graphql.ts";
import { sortThrown } from "./sort-failure.ts";
import { createInProcessLeases } from "./testing/in-process-leases.ts";
import { clock, sessionOf, shop, stubShopify } from "./testing/stub-shopify.ts";

type Library = ReturnType<typeof stubShopify>;
type Sent = Readonly<{ document: string; options: Readonly<Record<string, unknown>> }>;

function connect(
  library: Library,
  { heldElsewhere = [] as readonly string[], timeoutMs = 1_000, revoked = [] as readonly string[] } = {},
) {
  const sent: Sent[] = [];
  const graphqlWith = (session: Session) => (document: string, options: Sent["options"]) => {
    sent.push({ document, options });
    if (revoked.includes(session.accessToken ?? ""))
      return Promise.reject(Object.assign(new Error("refused"), { response: { code: 401 } }));
    return Promise.resolve(Response.json({ data: { shop: { name: "Acme" } } }));
  };
  const shopify = {
    sessionStorage: library.sessionStorage,
    unauthenticated: {
      admin: async () => {
        const session = await library.enter();
        return { session: new Session(session), admin: { graphql: graphqlWith(session) } };
      },
    },
  } as unknown as ShopifyLibrary;
  const leases = createInProcessLeases(new Set(heldElsewhere));
  return {
    graphqlFor: createAdminGraphqlFor({ shopify, leases, clock, endSession: library.endSession, timeoutMs }),
    sent,
    leases,
  };
}

describe("a call to Shopify", () => {
  it("gives the data, with a deadline and without the library's retries", async () => {
    const { graphqlFor, sent, leases } = connect(stubShopify(sessionOf()));
    expect(await graphqlFor(shop)("query X { shop { name } }", { a: 1 })).toEqual({ shop: { name: "Acme" } });
    expect(sent).toEqual([
      {
        document: "query X { shop { name } }",
        options: { variables: { a: 1 }, tries: 1, signal: expect.any(AbortSignal) },
      },
    ]);
    expect(leases.taken).toEqual([]);
  });

  it("renews a token that is about to end once, however many ask", async () => {
    const library = stubShopify(sessionOf({ ends: 4 }));
    const { graphqlFor, sent, leases } = connect(library);
    await Promise.all([1, 2, 3].map((each) => graphqlFor(shop)("query", { each })));
    expect(sent).toHaveLength(3);
    expect(library.tokenRequests()).toBe(1);
    expect(leases.taken).toEqual([`shopify-token:${shop}`]);
  });

  it("lets the next one try when a renewal failed", async () => {
    const library = stubShopify(sessionOf({ ends: 4 }));
    let attempts = 0;
    const { graphqlFor } = connect({
      ...library,
      enter: () => {
        attempts += 1;
        return attempts === 1 ? Promise.reject(new Error("refused")) : library.enter();
      },
    });
    const results = await Promise.allSettled([graphqlFor(shop)("query", {}), graphqlFor(shop)("query", {})]);
    expect(results.map(({ status }) => status)).toEqual(["rejected", "fulfilled"]);
    expect(library.tokenRequests()).toBe(1);
  });

  it("goes on without the lease when somebody else never lets go of it", async () => {
    const library = stubShopify(sessionOf({ ends: 4 }));
    const { graphqlFor } = connect(library, { heldElsewhere: [`shopify-token:${shop}`] });
    expect(await graphqlFor(shop)("query", {})).toEqual({ shop: { name: "Acme" } });
  });

  it("does not wait for a token for ever", async () => {
    const library = stubShopify(sessionOf({ ends: 4 }), { tokenMs: 2_000 });
    const { graphqlFor } = connect(library, { timeoutMs: 20 });
    const thrown: unknown = await graphqlFor(shop)("query", {}).catch((error: unknown) => error);
    expect(sortThrown(thrown)).toMatchObject({ failure: { kind: "unavailable" } });
  });

  it("does not ask for a token that cannot be had", async () => {
    const library = stubShopify(sessionOf({ ends: -1, renewableFor: -1 }));
    const { graphqlFor } = connect(library);
    const thrown: unknown = await graphqlFor(shop)("query", {}).catch((error: unknown) => error);
    expect(sortThrown(thrown)).toMatchObject({ failure: { kind: "unauthorized" } });
    expect(library.tokenRequests()).toBe(0);
  });

  it("[REC-6] renews a token that Shopify refuses, once, and asks again", async () => {
    const library = stubShopify(sessionOf());
    const { graphqlFor } = connect(library, { revoked: ["shpat_x"] });
    const answers = await Promise.all([1, 2, 3].map((each) => graphqlFor(shop)("query", { each })));
    expect(answers).toHaveLength(3);
    expect(library.tokenRequests()).toBe(1);
  });

  it("[REC-6] that can be renewed no more, or whose new one is refused as well, needs a person", async () => {
    const last = sessionOf();
    delete last.refreshToken;
    for (const [session, revoked, requests] of [
      [last, ["shpat_x"], 0],
      [sessionOf(), ["shpat_x", "shpat_1"], 1],
    ] as const) {
      const library = stubShopify(session);
      const { graphqlFor } = connect(library, { revoked });
      const thrown: unknown = await graphqlFor(shop)("query", {}).catch((error: unknown) => error);
      expect(sortThrown(thrown)).toMatchObject({ failure: { kind: "unauthorized" } });
      expect(library.tokenRequests()).toBe(requests);
    }
  });
});
