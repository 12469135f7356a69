import { setTimeout as sleep } from "node:timers/promises";
import type { OrderSeed } from "../simulators/shopify/control.ts";
import type { World } from "../tests/support/world.ts";
import type { Figure } from "./figure.ts";

interface Kind {
  readonly what: string;
  readonly order: (world: World) => Partial<OrderSeed>;
  /** The fewest calls with which Katana's API lets it be done. */
  readonly least: Calls;
}

interface Calls {
  readonly reads: number;
  readonly writes: number;
}

let serial = 0;
const anew = (): string => `BENCH-${String((serial += 1))}`;

/** A line whose SKU the app has not seen; `made`: Katana has it already. */
function newLine(world: World, made: boolean) {
  const sku = anew();
  if (made) world.account.addProduct({ name: sku, sku, price: 10 });
  const product = world.shop.addProduct({ title: sku, variants: [{ sku, price: "10.00" }] });
  return { quantity: 1, ...(product.variants[0] ? { variantId: product.variants[0].id } : {}) };
}

const somebodyNew = () => ({ firstName: "New", lastName: anew(), email: `${anew().toLowerCase()}@example.com` });

const kinds: readonly Kind[] = [
  { what: "everything known", order: () => ({}), least: { reads: 0, writes: 1 } },
  {
    what: "everything known, with a shipping fee",
    order: () => ({ shipping: [{ title: "Standard", price: "4.90" }] }),
    least: { reads: 0, writes: 2 },
  },
  {
    what: "a SKU that is in Katana and new to Tandem",
    order: (world) => ({ lines: [newLine(world, true)] }),
    least: { reads: 1, writes: 1 },
  },
  {
    what: "three such SKUs",
    order: (world) => ({ lines: [1, 2, 3].map(() => newLine(world, true)) }),
    least: { reads: 1, writes: 1 },
  },
  {
    what: "a SKU that Katana does not have",
    order: (world) => ({ lines: [newLine(world, false)] }),
    least: { reads: 1, writes: 2 },
  },
  // Looked for by the id kept on the customer and by the e-mail address, which Katana cannot be asked for at once (MAP-4).
  { what: "a new customer", order: () => ({ customer: somebodyNew() }), least: { reads: 2, writes: 2 } },
  {
    what: "a new tax rate",
    order: () => ({ taxes: [{ title: "Local", rate: (500 + (serial += 1)) / 10_000 }] }),
    // Asked for once more before it is made: a person may have added it.
    least: { reads: 1, writes: 2 },
  },
  {
    what: "a custom item, new",
    order: () => ({ lines: [{ custom: { title: anew(), price: "7.00" }, quantity: 1 }] }),
    least: { reads: 0, writes: 2 },
  },
];

/** What each kind of import asks of Katana, reads and writes apart, beside the fewest calls that do it. */
export async function measureKatanaCalls(world: World): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const { what, order, least } of kinds) {
    const calls = await callsFor(world, order(world));
    const reached = calls !== null && calls.reads <= least.reads && calls.writes <= least.writes;
    const measured = calls === null ? "does not come over" : words(calls);
    figures.push({ what: `Katana calls: ${what}`, measured, target: `at most ${words(least)}`, reached });
  }
  return figures;
}

const words = ({ reads, writes }: Calls): string => `${String(reads)} read, ${String(writes)} written`;

/** Milliseconds without a further request after which an import counts as over. */
const quietMs = 1_500;

async function callsFor(world: World, seed: Partial<OrderSeed>): Promise<Calls | null> {
  const [variant] = world.shop.products()[0]?.variants ?? [];
  const before = world.katana.requests().length;
  const { legacyId } = world.shop.placeOrder({
    lines: variant ? [{ variantId: variant.id, quantity: 1 }] : [],
    customer: world.shop.customers()[0]?.id ?? null,
    taxes: world.taxes(world.shop.domain),
    ...seed,
  });
  const made = () => world.account.salesOrders().some(({ ecommerce_order_id }) => ecommerce_order_id === legacyId);
  for (const end = Date.now() + 15_000; !made(); await sleep(20)) if (Date.now() > end) return null;
  for (let seen = -1; seen !== world.katana.requests().length; await sleep(quietMs))
    seen = world.katana.requests().length;
  const asked = world.katana.requests().slice(before);
  const reads = asked.filter(({ method, path }) => method === "GET" || path.endsWith("/search")).length;
  return { reads, writes: asked.length - reads };
}
