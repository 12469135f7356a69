import type { UnsupportedContent } from "./reason.ts";
import type { Words } from "./words.ts";

const byHand = "Such orders cannot be brought over yet. Enter the order in Katana by hand.";

/** What an order contains that cannot be brought over. `detail` says which item, SKU or amount. */
export const describeUnsupported = (content: UnsupportedContent, detail: string): Words => {
  switch (content) {
    case "custom-item":
      return {
        sentence: `“${detail}” is a custom item, or its product was deleted in Shopify.`,
        remedy: byHand,
      };
    case "gift-card":
      return { sentence: `“${detail}” is a gift card.`, remedy: byHand };
    case "tip":
      return { sentence: `The order contains a tip: “${detail}”.`, remedy: byHand };
    case "duties":
      return { sentence: `The order contains duties of ${detail}.`, remedy: byHand };
    case "additional-fee":
      return { sentence: `The order contains additional fees of ${detail}.`, remedy: byHand };
    case "no-sku":
      return {
        sentence: `“${detail}” has no SKU, so its product in Katana cannot be found.`,
        remedy: "Give the variant in Shopify the SKU that it has in Katana, and the order comes over.",
      };
    case "unknown-sku":
      return {
        sentence: `Katana has no product with the SKU ${detail}.`,
        remedy: "Add the SKU in Katana, written exactly as in Shopify, and the order comes over.",
      };
    case "changed-quantity":
      return { sentence: `The quantity of “${detail}” was changed after the order was placed.`, remedy: byHand };
    case "partly-fulfilled":
      return { sentence: `The order was fulfilled before it could come over: ${detail}.`, remedy: byHand };
    case "in-store-sale":
      return { sentence: `${detail} was sold in a store.`, remedy: byHand };
    case "shipping-taxes-differ":
      return {
        sentence: `The order's shipping is taxed at several rates (${detail}), and a shipping fee in Katana has only one.`,
        remedy:
          "Enter the order in Katana by hand, or turn off “Bring shipping cost as a shipping fee line” in Settings › Orders to bring it over without its shipping.",
      };
  }
};
