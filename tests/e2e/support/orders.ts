import type { OrderSeed, OrderView } from "../../../simulators/shopify/control.ts";
import type { World } from "../../support/world.ts";

/** Places an order of so many mugs, paid and without a customer unless said otherwise. */
export function placeOrder(
  world: World,
  { quantity = 1, ...seed }: Partial<OrderSeed> & { quantity?: number } = {},
): OrderView {
  return world.shop.placeOrder({
    taxes: world.taxes(world.shop.domain),
    lines: [{ variantId: variantOf(world, "MUG-CER"), quantity }],
    ...seed,
  });
}

/** The Shopify variant with this SKU. */
export function variantOf({ shop }: World, sku: string): string {
  const variant = shop
    .products()
    .flatMap(({ variants }) => variants)
    .find((each) => each.sku === sku);
  if (!variant) throw new Error(`The shop sells no ${sku}.`);
  return variant.id;
}
