import { createRandom, type Random } from "../../simulators/kit/random.ts";
import type { Gid, OrderSeed, OrderView, Shop, TaxSeed } from "../../simulators/shopify/control.ts";

/** What a merchant, a customer or time does to an order; `routed` things need its fulfillment orders. */
interface Fate {
  /** Out of a hundred orders, about. */
  readonly share: number;
  /** Whether an order with this fate is to come over at all: the history's own judgement, made without the app's. */
  readonly comesOver: boolean;
  readonly payment?: OrderSeed["payment"];
  /** Before Tandem hears of it. */
  readonly before?: (shop: Shop, order: OrderView) => void;
  /** After Tandem may have looked at it. */
  readonly later?: (shop: Shop, order: OrderView) => void;
}

const allLines = ({ lines }: OrderView) => lines.map(({ id, quantity }) => ({ lineId: id, quantity }));

const fates = {
  paid: { share: 52, comesOver: true },
  "paid, its note changed later": {
    share: 5,
    comesOver: true,
    later: (shop, { id }) => shop.updateNote(id, "Please ring twice"),
  },
  "pending, paid later": {
    share: 8,
    comesOver: true,
    payment: "pending",
    later: (shop, { id }) => shop.markAsPaid(id),
  },
  "authorized, captured later": {
    share: 5,
    comesOver: true,
    payment: "authorized",
    later: (shop, { id }) => shop.capturePayment(id),
  },
  "held, released later": {
    share: 5,
    comesOver: true,
    before: (shop, { id }) => shop.hold(id),
    later: (shop, { id }) => shop.releaseHold(id),
  },
  pending: { share: 5, comesOver: false, payment: "pending" },
  "partly paid": { share: 3, comesOver: false, payment: "partially_paid" },
  expired: { share: 3, comesOver: false, payment: "expired" },
  held: { share: 3, comesOver: false, before: (shop, { id }) => shop.hold(id) },
  cancelled: { share: 4, comesOver: false, before: (shop, { id }) => shop.cancelOrder(id) },
  archived: { share: 2, comesOver: false, before: (shop, { id }) => shop.archive(id) },
  refunded: {
    share: 3,
    comesOver: false,
    before: (shop, order) => shop.refund(order.id, { lines: allLines(order), shipping: "full" }),
  },
  "fulfilled before Tandem heard of it": { share: 2, comesOver: false, before: (shop, { id }) => shop.fulfil(id) },
} as const satisfies Readonly<Record<string, Fate>>;

export type FateName = keyof typeof fates;
const named = Object.entries(fates) as readonly (readonly [FateName, Fate])[];

export interface HistoryOrder {
  readonly order: OrderView;
  readonly fate: FateName;
  readonly comesOver: boolean;
}

export interface Store {
  readonly shop: Shop;
  readonly taxes: readonly TaxSeed[];
}

/** Places orders and leads their lives; what happens depends on the seed alone. */
export function createOrderHistory({ shop, taxes }: Store, seed: number) {
  const random = createRandom(seed);
  const draw = <Value>(values: readonly Value[]): Value => values[Math.floor(random() * values.length)] as Value;
  const variants = shop.products().flatMap((product) => product.variants.map(({ id }) => id));
  return {
    place: (): HistoryOrder => {
      const [fate, { payment, comesOver }] = drawFate(random);
      const order = shop.placeOrder({ ...content(random, draw, variants), taxes, ...(payment ? { payment } : {}) });
      return { order, fate, comesOver };
    },
    before: ({ order, fate }: HistoryOrder): void => void (fates[fate] as Fate).before?.(shop, shop.order(order.id)),
    later: ({ order, fate }: HistoryOrder): void => void (fates[fate] as Fate).later?.(shop, shop.order(order.id)),
  };

  function content(
    chance: Random,
    from: <Value>(values: readonly Value[]) => Value,
    sold: readonly Gid[],
  ): Pick<OrderSeed, "lines" | "customer" | "shipping" | "discount" | "note"> {
    const lines = Array.from({ length: 1 + Math.floor(chance() * 3) }, () => ({
      variantId: from(sold),
      quantity: 1 + Math.floor(chance() * 4),
      ...(chance() < 0.2 ? { discount: { percent: from([5, 10, 33]) } } : {}),
    }));
    return {
      lines,
      customer: from(shop.customers()).id,
      ...(chance() < 0.6 ? { shipping: [{ title: "Standard", price: from(["4.90", "12.00"]) }] } : {}),
      ...(chance() < 0.15 ? { discount: { amount: "3.33", code: "WELCOME" } } : {}),
      ...(chance() < 0.2 ? { note: "Leave it at the door" } : {}),
    };
  }
}

function drawFate(random: Random): readonly [FateName, Fate] {
  let left = random() * named.reduce((sum, [, { share }]) => sum + share, 0);
  for (const one of named) {
    left -= one[1].share;
    if (left < 0) return one;
  }
  return named[0] as readonly [FateName, Fate];
}
