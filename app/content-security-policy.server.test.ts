import { describe, expect, it } from "vitest";
import { contentSecurityPolicy } from "./content-security-policy.server.ts";

const page = { nonce: "n0nce", frameAncestors: null as string | null, fromSources: false };
const directives = (given: Partial<typeof page>) =>
  new Map(
    contentSecurityPolicy({ ...page, ...given })
      .split("; ")
      .map((directive) => {
        const [name = "", ...sources] = directive.split(" ");
        return [name, sources] as const;
      }),
  );

describe("the content security policy", () => {
  it("lets only the shop's admin frame a page, and nobody a page without a shop", () => {
    const frameAncestors = "frame-ancestors https://acme.myshopify.com https://admin.shopify.com";
    expect(directives({ frameAncestors }).get("frame-ancestors")).toEqual([
      "https://acme.myshopify.com",
      "https://admin.shopify.com",
    ]);
    expect(directives({}).get("frame-ancestors")).toEqual(["'none'"]);
  });

  it("runs our own scripts, Shopify's, and inline ones that carry the page's nonce", () => {
    expect(directives({}).get("script-src")).toEqual(["'self'", "'nonce-n0nce'", "https://cdn.shopify.com"]);
  });

  it("speaks to this server and to Shopify only", () => {
    expect(directives({}).get("connect-src")).toEqual(["'self'", "https://*.shopify.com", "https://*.shopifysvc.com"]);
  });

  it("also hears of edited sources in development, and allows nothing else beyond", () => {
    const built = directives({});
    const edited = directives({ fromSources: true });
    expect(edited.get("connect-src")).toEqual([
      ...(built.get("connect-src") ?? []),
      "ws://127.0.0.1:*",
      "ws://localhost:*",
    ]);
    expect([...edited].filter(([name]) => name !== "connect-src")).toEqual(
      [...built].filter(([name]) => name !== "connect-src"),
    );
  });
});
