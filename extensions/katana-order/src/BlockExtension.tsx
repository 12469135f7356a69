import { render } from "preact";
import { OrderBlock, type Translate } from "./OrderBlock.tsx";

/** Shopify runs this when the block appears on an order's page. */
export default function showBlock() {
  const orderGid = shopify.data.selected[0]?.id;
  if (orderGid === undefined) return;
  const translate: Translate = (key, replacements) => shopify.i18n.translate(key, replacements);
  render(<OrderBlock orderGid={orderGid} translate={translate} />, document.body);
}
