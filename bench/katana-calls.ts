import { setTimeout as sleep } from "node:timers/promises";
import type { SalesOrderView } from "../simulators/katana/view.ts";
import type { OrderSeed, OrderView } from "../simulators/shopify/control.ts";
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
    // Looked for by its mark before it is made: another installation of the app may have made it (MAP-7).
    what: "a custom item, new",
    order: () => ({ lines: [{ custom: { title: anew(), price: "7.00" }, quantity: 1 }] }),
    least: { reads: 1, writes: 2 },
  },
];

/** What each kind of import asks of Katana, reads and writes apart, beside the fewest calls that do it. */
export async function measureKatanaCalls(world: World): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const { what, order, least } of kinds) {
    figures.push(figureOf(`Katana calls: ${what}`, await callsFor(world, order(world)), least));
  }
  return figures;
}

const words = ({ reads, writes }: Calls): string => `${String(reads)} read, ${String(writes)} written`;

/** Milliseconds without a further request after which an import counts as over. */
const quietMs = 1_500;

async function callsFor(world: World, seed: Partial<OrderSeed>): Promise<Calls | null> {
  const before = world.katana.requests().length;
  return (await imported(world, seed)) === null ? null : callsSince(world, before);
}

/** Places an order and waits until it came over; null when it does not. */
async function imported(world: World, seed: Partial<OrderSeed>): Promise<Imported | null> {
  const [variant] = world.shop.products()[0]?.variants ?? [];
  const order = world.shop.placeOrder({
    lines: variant ? [{ variantId: variant.id, quantity: 2 }] : [],
    customer: world.shop.customers()[0]?.id ?? null,
    taxes: world.taxes(world.shop.domain),
    ...seed,
  });
  const made = () => world.account.salesOrders().find((one) => one.ecommerce_order_id === order.legacyId);
  for (const end = Date.now() + 15_000; Date.now() < end; await sleep(20)) {
    const salesOrder = made();
    if (salesOrder !== undefined) return { order: world.shop.order(order.id), salesOrder };
  }
  return null;
}

/** Waits until nothing more is asked. */
async function callsSince(world: World, before: number): Promise<Calls> {
  for (let seen = -1; seen !== world.katana.requests().length; await sleep(quietMs))
    seen = world.katana.requests().length;
  const asked = world.katana.requests().slice(before);
  const reads = asked.filter(({ method, path }) => method === "GET" || path.endsWith("/search")).length;
  return { reads, writes: asked.length - reads };
}

interface Imported {
  readonly order: OrderView;
  readonly salesOrder: SalesOrderView;
}

interface Change {
  readonly what: string;
  /** What is there before the change. */
  readonly prepare?: (world: World, one: Imported) => void;
  readonly change: (world: World, one: Imported) => void;
  readonly least: Calls;
}

const lineOf = ({ order }: Imported): string => order.lines[0]?.id ?? "";
const rowOf = ({ salesOrder }: Imported): number => salesOrder.sales_order_rows[0]?.id ?? 0;
const makeToOrder: Change["prepare"] = ({ account }, one) => void account.makeToOrder(rowOf(one));
const threeUnits: Change["change"] = ({ shop }, one) =>
  void shop.editOrder(one.order.id, { setQuantity: { [lineOf(one)]: 3 } });

const changes: readonly Change[] = [
  {
    what: "what does not travel (a note)",
    change: ({ shop }, { order }) => void shop.updateNote(order.id, anew()),
    least: { reads: 0, writes: 0 },
  },
  { what: "a quantity", change: threeUnits, least: { reads: 1, writes: 1 } },
  // Its status is read right before, and once more to see whether Katana let it follow.
  {
    what: "a quantity that is made to order",
    prepare: makeToOrder,
    change: threeUnits,
    least: { reads: 3, writes: 1 },
  },
  {
    what: "an added line, its SKU known",
    change: ({ shop }, { order }) => {
      const [variant] = shop.products()[0]?.variants ?? [];
      if (variant) shop.editOrder(order.id, { add: [{ variantId: variant.id, quantity: 1 }] });
    },
    least: { reads: 1, writes: 1 },
  },
  {
    what: "a quantity of a row that was packed (a block)",
    prepare: ({ account }, { salesOrder }) => void account.pack(salesOrder.id),
    change: threeUnits,
    least: { reads: 2, writes: 0 },
  },
  // Returns are asked for right before the sales order goes.
  {
    what: "a cancelled order",
    change: ({ shop }, { order }) => void shop.cancelOrder(order.id),
    least: { reads: 2, writes: 1 },
  },
];

/** What each kind of change of an imported order asks of Katana. */
export async function measureChangeCalls(world: World): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const { what, prepare, change, least } of changes) {
    const one = await imported(world, {});
    // Shopify tells an update within a second of another only once.
    await sleep(quietMs);
    if (one !== null) prepare?.(world, one);
    const before = world.katana.requests().length;
    if (one !== null) change(world, one);
    const calls = one === null ? null : await callsSince(world, before);
    figures.push(figureOf(`Katana calls of a change: ${what}`, calls, least));
  }
  return figures;
}

function figureOf(what: string, calls: Calls | null, least: Calls): Figure {
  const reached = calls !== null && calls.reads <= least.reads && calls.writes <= least.writes;
  const measured = calls === null ? "does not come over" : words(calls);
  return { what, measured, target: `at most ${words(least)}`, reached };
}
