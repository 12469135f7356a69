import { Refusal } from "../../simulators/katana/errors.ts";
import { euroShop } from "../../simulators/seed.ts";
import { Refused } from "../../simulators/shopify/world.ts";
import type { Action, Target } from "./action.ts";
import { lineOf, numericId } from "./both-sides.ts";
import { actInKatana } from "./in-katana.ts";
import { actInShopify, soldLine } from "./in-shopify.ts";
import { startModelWorld, type ModelSwitches, type ModelWorld } from "./model-world.ts";
import { createOracle, type Complaints, type Oracle } from "./oracle.ts";
import { salesOrdersOf } from "./watched-order.ts";
import { createWorkers, type Workers } from "./workers.ts";

/** A history and what it happens in. */
export interface History {
  readonly switches: ModelSwitches;
  readonly actions: readonly Action[];
}

/** What the rules have against how a history went; nothing, as a rule. */
export async function play({ switches, actions }: History): Promise<Complaints> {
  const world = await startModelWorld(switches);
  try {
    const stage: Stage = { world, oracle: createOracle(world), workers: createWorkers(world), placed: [] };
    for (const action of actions) {
      const complaints = await act(stage, action);
      if (complaints.length > 0) return complaints.map((words) => `After ${JSON.stringify(action)}: ${words}`);
    }
    return await end(stage);
  } finally {
    await world.stop();
  }
}

interface Stage {
  readonly world: ModelWorld;
  readonly oracle: Oracle;
  readonly workers: Workers;
  readonly placed: string[];
}

/** Everything settles, once more when a person asks for a look at every order, and a third time nothing is written any more (REC-5). */
async function end(stage: Stage): Promise<Complaints> {
  const { world, workers } = stage;
  const settled = await settle(stage, "settled");
  if (settled.length > 0) return settled;
  await workers.askForAll();
  const asked = await settle(stage, "asked");
  if (asked.length > 0) return asked.map((words) => `Asked for: ${words}`);
  const writes = world.calls.writes();
  await workers.askForAll();
  const again = await settle(stage, "asked");
  const refused = [...world.tables.orders.values()].some(({ blocks }) =>
    blocks.some(({ kind }) => kind === "katana-refused"),
  );
  const written = world.calls.writes() - writes;
  if (written > 0 && !refused) return [...again, `A look at orders in step wrote ${String(written)} times [REC-1]`];
  return [...again, ...world.katana.refusals().map((refusal) => `Katana refused ${JSON.stringify(refusal)}`)];
}

const calm = { lose: 0, duplicate: 0, shuffle: false };
const webhooks = {
  usual: calm,
  lost: { ...calm, lose: 1 },
  twice: { ...calm, duplicate: 1 },
  shuffled: { ...calm, shuffle: true },
};

async function settle({ world, workers, oracle }: Stage, how: "settled" | "asked"): Promise<Complaints> {
  world.shopify.deliveries.set(calm);
  await workers.settle();
  return oracle.ran(how);
}

async function act(stage: Stage, action: Action): Promise<Complaints> {
  const { world, workers, oracle } = stage;
  switch (action.kind) {
    case "place":
      if (stage.placed.length < 2) place(stage, action);
      return noticed(stage);
    case "work":
      await workers.work();
      return oracle.ran("some");
    case "sweep":
      await workers.sweep();
      return oracle.ran("some");
    case "settle":
      return settle(stage, "settled");
    case "pass":
      world.clock.advance(action.seconds * 1_000);
      return noticed(stage);
    case "trouble":
      oracle.trouble();
      world.calls.plan(action.call, action.skip, action.of);
      return [];
    case "webhooks":
      world.shopify.deliveries.set(webhooks[action.as]);
      return [];
    case "crossing":
      return [...cross(stage, action), ...(await noticed(stage))];
    case "merchant":
      inShopify(stage, action);
      return [...oracle.byMerchant(), ...(await noticed(stage))];
    case "person":
      inKatana(stage, action);
      return oracle.byPerson();
  }
}

/** The app is told first. */
async function noticed({ world, oracle }: Stage): Promise<Complaints> {
  await world.shopify.deliveries.idle();
  return oracle.elsewhere();
}

function place({ world, oracle, placed }: Stage, action: Extract<Action, { kind: "place" }>): void {
  const { shop } = world;
  const order = shop.placeOrder({
    lines: action.lines.map(({ article, quantity, discounted }) => ({
      ...soldLine(shop, { variant: article, quantity }),
      ...(discounted ? { discount: { percent: 15 } } : {}),
    })),
    customer: shop.customers()[placed.length % 2]?.id ?? null,
    shipping: ["4.90", "12.00"].slice(0, action.shipping).map((price) => ({ title: `For ${price}`, price })),
    taxes: euroShop.taxes,
    ...(action.pending ? { payment: "pending" } : {}),
  });
  placed.push(order.id);
  oracle.placed(order);
}

function cross(stage: Stage, { count, ...at }: Target): Complaints {
  const { world, oracle, placed } = stage;
  inShopify(stage, { kind: "merchant", does: "fulfil-line", ...at, count: 1 });
  const complaints = oracle.byMerchant();
  const order = world.shop.order(placed[at.order % placed.length] ?? "");
  const line = order.lines[at.line % order.lines.length];
  const [salesOrder] = salesOrdersOf(world.account, order).live;
  const rows = salesOrder?.sales_order_rows ?? [];
  const row = rows.findIndex((one) => line !== undefined && lineOf(one) === numericId(line.id));
  if (row >= 0)
    inKatana(stage, {
      kind: "person",
      does: count % 2 === 0 ? "deliver" : "pack",
      order: at.order,
      line: row,
      count: 0,
    });
  return [...complaints, ...oracle.byPerson()];
}

/** What a side refuses to a merchant or a person does not happen. */
function ifTaken(run: () => void): void {
  try {
    run();
  } catch (error) {
    if (!(error instanceof Refused || error instanceof Refusal)) throw error;
  }
}

function inShopify({ world, placed }: Stage, { does, ...at }: Extract<Action, { kind: "merchant" }>): void {
  const { shop } = world;
  const order = shop.order(placed[at.order % placed.length] ?? "");
  const line = order.lines[at.line % order.lines.length];
  if (line) ifTaken(() => actInShopify(does, { shop, order, line, count: at.count }));
}

function inKatana({ world, placed }: Stage, { does, ...at }: Extract<Action, { kind: "person" }>): void {
  const { shop, account } = world;
  const order = shop.order(placed[at.order % placed.length] ?? "");
  const [salesOrder] = salesOrdersOf(account, order).live;
  const row = salesOrder?.sales_order_rows[at.line % salesOrder.sales_order_rows.length];
  if (salesOrder && row) ifTaken(() => actInKatana(does, { account, salesOrder, row, count: at.count }));
}
