import "@shopify/ui-extensions/preact";
import type { Api } from "@shopify/ui-extensions/admin.order-details.block.render";

/** The global that Shopify's admin gives the module of this target. */
declare module "./src/BlockExtension.tsx" {
  const shopify: Api;
}
