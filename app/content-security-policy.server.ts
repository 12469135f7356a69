const shopifyCdn = "https://cdn.shopify.com";

/**
 * The policy of every page: only our own scripts (by nonce for the inline ones) and Shopify's App Bridge, no plugins, no foreign forms.
 * `frameAncestors` is what the Shopify library allows for this shop; without a shop nobody may frame the page.
 * Styles stay 'unsafe-inline' because Polaris positions its pop-overs with style attributes.
 */
export function contentSecurityPolicy(nonce: string, frameAncestors: string | null): string {
  return [
    frameAncestors ?? "frame-ancestors 'none'",
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' ${shopifyCdn}`,
    `style-src 'self' 'unsafe-inline' ${shopifyCdn}`,
    `font-src 'self' ${shopifyCdn}`,
    `img-src 'self' data: ${shopifyCdn}`,
    "connect-src 'self' https://*.shopify.com https://*.shopifysvc.com",
    "frame-src https://admin.shopify.com",
    "base-uri 'none'",
    "object-src 'none'",
    "form-action 'self'",
  ].join("; ");
}
