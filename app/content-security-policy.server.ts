const shopifyCdn = "https://cdn.shopify.com";

interface PageAccess {
  /** Fresh for each page. */
  readonly nonce: string;
  /** The whole directive, or null. */
  readonly frameAncestors: string | null;
  /** True while Vite serves the sources as they are edited: its client hears of changes through a socket on a port of its own. */
  readonly fromSources: boolean;
}

const changesOfSources = "ws://127.0.0.1:* ws://localhost:*";

/**
 * The policy of every page: only our own scripts (by nonce for the inline ones) and Shopify's App Bridge, no plugins, no foreign forms.
 * `frameAncestors` is what the Shopify library allows for this shop; without a shop nobody may frame the page.
 * Styles stay 'unsafe-inline' because Polaris positions its pop-overs with style attributes.
 */
export function contentSecurityPolicy({ nonce, frameAncestors, fromSources }: PageAccess): string {
  return [
    frameAncestors ?? "frame-ancestors 'none'",
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' ${shopifyCdn}`,
    `style-src 'self' 'unsafe-inline' ${shopifyCdn}`,
    `font-src 'self' ${shopifyCdn}`,
    `img-src 'self' data: ${shopifyCdn}`,
    `connect-src 'self' https://*.shopify.com https://*.shopifysvc.com${fromSources ? ` ${changesOfSources}` : ""}`,
    "frame-src https://admin.shopify.com",
    "base-uri 'none'",
    "object-src 'none'",
    "form-action 'self'",
  ].join("; ");
}
