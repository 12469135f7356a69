import { describe, expect, it } from "vitest";
import { NoToken } from "./no-token.ts";
import { sortThrown } from "./sort-failure.ts";

// The library's own classes stand in a package the app does not depend on; tests/contract provokes the real ones.
class HttpRequestError extends Error {}
class HttpMaxRetriesError extends Error {}
class SessionNotFoundError extends Error {}
class MissingRequiredArgument extends Error {}
class InvalidJwtError extends Error {}

const token = "shpat_0123456789abcdef";

const httpError = (code: number, more: object = {}) =>
  Object.assign(new Error(`Received an error response (${String(code)}) ${token}`), {
    response: { code, statusText: "x", body: { token }, headers: {}, ...more },
  });

interface Entry {
  readonly message?: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

const graphqlError = (entries: readonly Entry[], more: object = {}) =>
  Object.assign(new Error("graphql"), {
    response: {},
    headers: {},
    body: { errors: { networkStatusCode: 200, graphQLErrors: entries }, ...more },
  });

const code = (name: string): Entry => ({ message: name, extensions: { code: name } });

describe("an HTTP status", () => {
  it.each([
    [401, "unauthorized"],
    [402, "unavailable"],
    [403, "unauthorized"],
    [404, "rejected"],
    [408, "unavailable"],
    [423, "unavailable"],
    [429, "rate-limited"],
    [430, "unavailable"],
    [500, "unavailable"],
    [503, "unavailable"],
    // A body that is no JSON, or half of it.
    [200, "unavailable"],
  ])("%i is %s", (status, kind) => {
    const sorted = sortThrown(httpError(status));
    expect(sorted).toMatchObject({ kind: "failure", failure: { kind, side: "shopify" } });
    expect(JSON.stringify(sorted)).not.toContain(token);
  });

  it("429 says for how many seconds", () => {
    expect(sortThrown(httpError(429, { retryAfter: 2.5 }))).toMatchObject({ failure: { retryAfterMs: 2_500 } });
    expect(sortThrown(httpError(429, { retryAfter: 0.1 }))).toMatchObject({ failure: { retryAfterMs: 1_000 } });
    expect(sortThrown(httpError(429))).toMatchObject({ failure: { retryAfterMs: 1_000 } });
  });

  it("a frozen and a locked shop are told in words", () => {
    expect(sortThrown(httpError(402))).toMatchObject({ failure: { words: expect.stringContaining("frozen") } });
    expect(sortThrown(httpError(423))).toMatchObject({ failure: { words: expect.stringContaining("locked") } });
  });
});

describe("no access", () => {
  const refusals: readonly (readonly [string, unknown])[] = [
    ["no session", new SessionNotFoundError("Could not find a session for shop acme.myshopify.com")],
    ["a withdrawn token", new MissingRequiredArgument("Missing access token when creating GraphQL client")],
    ["a token that cannot be renewed any more", new NoToken("run-out")],
    ["a refused token", new InvalidJwtError("bad")],
    ["a renewal that answers 401", new Response(null, { status: 401 })],
  ];
  it.each(refusals)("%s is unauthorized", (_, thrown) => {
    expect(sortThrown(thrown)).toMatchObject({ kind: "failure", failure: { kind: "unauthorized", side: "shopify" } });
  });

  it.each([
    ["answers 500", new Response(null, { status: 500 })],
    ["does not answer", new NoToken("late")],
  ])("a renewal that %s may work later", (_, thrown) => {
    expect(sortThrown(thrown)).toMatchObject({ kind: "failure", failure: { kind: "unavailable", side: "shopify" } });
  });
});

describe("no answer", () => {
  it.each([new HttpRequestError(`no response: ${token}`), new HttpMaxRetriesError(token)])(
    "%o is unavailable",
    (thrown) => {
      const sorted = sortThrown(thrown);
      expect(sorted).toMatchObject({ kind: "failure", failure: { kind: "unavailable", side: "shopify" } });
      expect(JSON.stringify(sorted)).not.toContain(token);
    },
  );
});

describe("a throttled query", () => {
  const throttled = (currentlyAvailable: number, restoreRate: number) =>
    graphqlError([code("THROTTLED")], {
      extensions: {
        cost: {
          requestedQueryCost: 752,
          actualQueryCost: null,
          throttleStatus: { maximumAvailable: 2000, currentlyAvailable, restoreRate },
        },
      },
    });

  it.each([
    [120, 100, 6_320],
    [740, 100, 1_000],
    [1, 3, 250_334],
  ])("waits until the bucket holds enough (%i available, %i per second)", (available, rate, retryAfterMs) => {
    expect(sortThrown(throttled(available, rate))).toEqual({
      kind: "failure",
      failure: { kind: "rate-limited", side: "shopify", retryAfterMs },
    });
  });

  it.each([{}, { extensions: {} }, { extensions: { cost: { throttleStatus: {} } } }])(
    "waits a second when nothing is told: %j",
    (more) => {
      expect(sortThrown(graphqlError([code("THROTTLED")], more))).toMatchObject({ failure: { retryAfterMs: 1_000 } });
    },
  );
});

describe("a denied field", () => {
  const withheld = (...path: readonly string[]): Entry => ({
    message: "This app is not approved to use the field.",
    path,
    extensions: { code: "ACCESS_DENIED", documentation: "https://shopify.dev/docs" },
  });
  const answer = { order: { id: "gid://shopify/Order/1", customer: null } };

  it("[MAP-4] is done without when it is personal data that the app is not approved for", () => {
    const entries = [
      withheld("order", "customer", "firstName"),
      withheld("order", "customer"),
      withheld("order", "billingAddress", "zip"),
      withheld("order", "shippingAddress", "phone"),
      withheld("order", "email"),
    ];
    expect(sortThrown(graphqlError(entries, { data: answer }))).toEqual({ kind: "partial", answer });
  });

  it("is a missing permission when Shopify names the one it wants, in words that name it too", () => {
    const denied: Entry = {
      message: "Access denied for customer field.",
      path: ["order", "customer"],
      extensions: { code: "ACCESS_DENIED", requiredAccess: "`read_customers` access scope." },
    };
    expect(sortThrown(graphqlError([withheld("order", "email"), denied], { data: answer }))).toMatchObject({
      failure: { kind: "unauthorized", words: expect.stringMatching(/order\.customer.*read_customers/) },
    });
  });

  it.each([
    [withheld("order")],
    [withheld("order", "lineItems")],
    [withheld("locations")],
    [{ ...withheld(), path: [] }],
  ])("[REC-7] is never an order that does not exist: %j", (entry) => {
    expect(sortThrown(graphqlError([entry], { data: { order: null } }))).toMatchObject({
      failure: { kind: "unauthorized" },
    });
  });
});

describe("other answers with errors", () => {
  it("a query that is too expensive is to be made smaller", () => {
    expect(sortThrown(graphqlError([code("MAX_COST_EXCEEDED")]))).toEqual({ kind: "too-costly" });
  });

  it.each(["INTERNAL_SERVER_ERROR", "SHOP_INACTIVE"])("%s is unavailable", (name) => {
    expect(sortThrown(graphqlError([code(name)], { data: { order: null } }))).toMatchObject({
      failure: { kind: "unavailable" },
    });
  });

  it("a refused query is rejected, in a bounded number of words", () => {
    const entries = [{ message: "Field 'nope' doesn't exist ".repeat(20) }];
    const sorted = sortThrown(graphqlError(entries));
    expect(sorted).toMatchObject({
      failure: { kind: "rejected", status: 200, words: expect.stringMatching(/^Field/) },
    });
    expect(JSON.stringify(sorted).length).toBeLessThan(300);
  });

  it("reads errors that are not shaped as usual", () => {
    const odd = [{ message: 7, path: "order", extensions: "none" }] as unknown as readonly Entry[];
    expect(sortThrown(graphqlError(odd))).toMatchObject({ failure: { kind: "rejected" } });
  });
});

describe("anything else", () => {
  it.each([new TypeError("x is undefined"), new MissingRequiredArgument("Query missing."), "text", null])(
    "%o is a bug",
    (thrown) => {
      expect(sortThrown(thrown)).toEqual({ kind: "bug" });
    },
  );
});
