import type { OrderSeed, OrderView, Shop, TaxSeed } from "../shopify/control.ts";

const shippings = [
  { title: "Standard shipping", price: "4.90" },
  { title: "Express", price: "12.00" },
];

/** An order as a customer might place one: other products, quantities and customers each time. */
export function exampleOrder(shop: Shop, taxes: readonly TaxSeed[], turn: number): OrderSeed {
  const variants = shop
    .products()
    .flatMap((product) => (product.isGiftCard ? [] : product.variants.filter(({ sku }) => sku !== null)));
  const customers = shop.customers();
  const pick = <Item>(items: readonly Item[], offset: number): Item | undefined =>
    items[(turn * 7 + offset) % Math.max(1, items.length)];
  const chosen = [...new Set([pick(variants, 0), pick(variants, 3), pick(variants, 5)].slice(0, 1 + (turn % 3)))];
  const shipping = pick(shippings, turn);
  return {
    lines: chosen.flatMap((variant, index) =>
      variant ? [{ variantId: variant.id, quantity: 1 + ((turn + index) % 3) }] : [],
    ),
    customer: pick(customers, turn)?.id ?? null,
    taxes,
    shipping: shipping ? [shipping] : [],
    payment: "paid",
    ...(turn % 4 === 3 ? { discount: { percent: 10, code: "WELCOME10" } } : {}),
  };
}

export const placeExampleOrder = (shop: Shop, taxes: readonly TaxSeed[]): OrderView =>
  shop.placeOrder(exampleOrder(shop, taxes, shop.orders().length));
