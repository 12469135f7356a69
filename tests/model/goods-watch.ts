import type { OrderView } from "../../simulators/shopify/control.ts";
import { wantedLines } from "./both-sides.ts";
import type { ModelWorld } from "./model-world.ts";
import {
  byKey,
  inKatanaNow,
  inShopifyNow,
  shareOf,
  startGoods,
  unitsOf,
  type Goods,
  type Moved,
  type SideName,
  type Units,
} from "./moved-goods.ts";
import { salesOrdersOf } from "./watched-order.ts";

/** Watches what leaves on either side, and whether each movement of goods is said once on the other (FUL-1 … FUL-12). */
export interface GoodsWatch {
  placed(order: string): void;
  /** Somebody did something on one of the sides: what is new there is that person's doing. */
  byHand(): readonly string[];
  /** Time passed: what is new comes of a call of the app's from before. */
  passed(): readonly string[];
  /** The app ran: what is new is its doing. */
  ran(): readonly string[];
  /** Nothing is outstanding: both sides tell of the same goods, or a block says why not. */
  judgeSettled(): readonly string[];
}

type Judge = (goods: Goods, order: OrderView) => readonly string[];

export function createGoodsWatch(world: ModelWorld): GoodsWatch {
  const watched = new Map<string, Goods>();
  const each = (judge: Judge): readonly string[] =>
    [...watched].flatMap(([id, goods]) => {
      const order = world.shop.order(id);
      return judge(goods, order).map((words) => `${order.name}: ${words}`);
    });
  const byApp: Judge = (goods, order) => [
    ...look(world, goods, { order, by: "app" }),
    ...judgeMade(goods, world.switches.syncFulfillment),
  ];

  return {
    placed: (id) => void watched.set(id, startGoods()),
    byHand: () => each((goods, order) => look(world, goods, { order, by: "hand" })),
    passed: () => each(byApp),
    ran: () =>
      each((goods, order) => {
        meet(goods);
        return byApp(goods, order);
      }),
    judgeSettled: () => (world.switches.syncFulfillment ? each((goods, order) => judgeSides(world, goods, order)) : []),
  };
}

interface Look {
  readonly order: OrderView;
  readonly by: Moved["by"];
}

/** Compares both sides with what is known of them. FUL-5, FUL-6: the app takes nothing back and changes nothing that has gone. */
function look({ account }: ModelWorld, goods: Goods, { order, by }: Look): readonly string[] {
  const [salesOrder, ...others] = salesOrdersOf(account, order).live;
  // Two of them, or one that comes again, are complained of elsewhere; one that was deleted tells of nothing any more.
  goods.isOver ||= others.length > 0 || (salesOrder === undefined && goods.hadSalesOrder);
  goods.hadSalesOrder ||= salesOrder !== undefined;
  if (goods.isOver) return [];
  goods.wholeInKatana ||= salesOrder?.status === "DELIVERED";
  return [
    ...lookAt(goods, { side: "shopify", by, now: inShopifyNow(order) }),
    ...(salesOrder ? lookAt(goods, { side: "katana", by, now: inKatanaNow(salesOrder) }) : []),
  ];
}

interface Seen {
  readonly side: SideName;
  readonly by: Moved["by"];
  readonly now: ReadonlyMap<string, Omit<Moved, "by">>;
}

function lookAt(goods: Goods, seen: Seen): readonly string[] {
  const complaints = [...there(goods, seen), ...takenBack(goods, seen)];
  if (seen.by === "hand") again(goods, seen.side);
  return complaints;
}

function there(goods: Goods, { side, by, now }: Seen): readonly string[] {
  return [...now].flatMap(([id, one]) => {
    const before = goods[side].get(id);
    goods[side].set(id, { ...one, by: before?.by ?? by });
    if (before === undefined) {
      if (by === "hand") goods.fresh[side].push(one);
      return [];
    }
    if (by === "app") return judgeChanged(`${side} ${id}`, before, one);
    if (before.tracking !== one.tracking) goods.met.delete(one.key);
    return [];
  });
}

function takenBack(goods: Goods, { side, by, now }: Seen): readonly string[] {
  const missing = [...goods[side]].filter(([id, { gone }]) => !now.has(id) && !gone);
  for (const [id, one] of missing) {
    const { key } = one;
    goods[side].set(id, { ...one, gone: true });
    goods.takenBack[side].push(key);
    goods.met.set(key, Math.max(0, (goods.met.get(key) ?? 0) - 1));
    goods.fresh[side] = goods.fresh[side].filter((other) => other.key !== key);
  }
  return by === "hand" ? [] : missing.map(([id]) => `the fulfillment ${id} in ${side} was taken back [FUL-5]`);
}

function judgeChanged(
  what: string,
  before: Pick<Moved, "key" | "tracking" | "delivered">,
  now: Pick<Moved, "key" | "tracking" | "delivered">,
): readonly string[] {
  return [
    ...(before.key === now.key ? [] : [`the fulfillment ${what} became ${now.key}, was ${before.key} [FUL-5]`]),
    ...(before.tracking === now.tracking ? [] : [`the fulfillment ${what} got another tracking number [FUL-6]`]),
    ...(before.delivered && !now.delivered ? [`the fulfillment ${what} is not delivered any more [FUL-5]`] : []),
  ];
}

/** FUL-9: what was taken back on a side and has gone there again is the same goods. */
function again(goods: Goods, side: SideName): void {
  for (const { key } of goods.fresh[side]) {
    const at = goods.takenBack[side].indexOf(key);
    if (at >= 0) goods.takenBack[side].splice(at, 1);
  }
}

/** FUL-9: what went on both sides before the app looked, with nothing to tell it apart, is one movement of goods. */
function meet({ fresh, met }: Goods): void {
  for (const [key, inShopify] of byKey(fresh.shopify)) {
    const inKatana = fresh.katana.filter((one) => one.key === key && one.tracking === null).length;
    met.set(key, (met.get(key) ?? 0) + Math.min(inShopify, inKatana));
  }
  fresh.shopify = [];
  fresh.katana = [];
}

const madeBy = (goods: Goods, side: SideName, by: Moved["by"]): readonly Moved[] =>
  [...goods[side].values()].filter((one) => one.by === by);

/** FUL-1, FUL-3, FUL-9: the app makes at most one for each that a hand made on the other side. */
function judgeMade(goods: Goods, syncFulfillment: boolean): readonly string[] {
  if (goods.isOver) return [];
  const toKatana = madeBy(goods, "katana", "app");
  const toShopify = madeBy(goods, "shopify", "app");
  if (!syncFulfillment)
    return toKatana.length + toShopify.length > 0 ? ["goods travelled although they may not [SET-8]"] : [];
  const sources = byKey(madeBy(goods, "shopify", "hand"));
  const twice = [...byKey(toKatana)].flatMap(([key, count]) => {
    const most = (sources.get(key) ?? 0) - (goods.met.get(key) ?? 0);
    return count > most ? [`${key} was made ${String(count)} times in Katana, for ${String(most)} [FUL-9]`] : [];
  });
  const packed = toKatana.filter(({ delivered }) => !delivered).map(({ key }) => `${key} is only packed [FUL-1]`);
  return [...twice, ...packed, ...judgeMadeInShopify(goods, unitsOf(toShopify))];
}

/** One in Katana may become several in Shopify. FUL-4: once all of a sales order is delivered, what is left is closed, too. */
function judgeMadeInShopify(goods: Goods, made: Units): readonly string[] {
  if (goods.wholeInKatana) return [];
  const sources = unitsOf(madeBy(goods, "katana", "hand"));
  return [...made].flatMap(([line, units]) => {
    const met = [...goods.met].reduce((total, [key, count]) => total + shareOf(key, line) * count, 0);
    const most = (sources.get(line) ?? 0) - met;
    return units > most ? [`${String(units)} of line ${line} were made in Shopify, for ${String(most)} [FUL-9]`] : [];
  });
}

function judgeSides({ account, tables, shop }: ModelWorld, goods: Goods, order: OrderView): readonly string[] {
  const [salesOrder] = salesOrdersOf(account, order).live;
  const kept = tables.orders.get(`${shop.domain}:${order.legacyId}`);
  if (salesOrder === undefined || kept === undefined) return [];
  if (kept.blocks.some(({ kind }) => kind.startsWith("fulfillment-"))) return [];
  const inShopify = unitsOf([...goods.shopify.values()].filter(({ gone }) => !gone));
  const inKatana = unitsOf([...goods.katana.values()].filter(({ gone }) => !gone));
  // FUL-4: what is left is closed, of rows that a person took away, too.
  const isWhole = salesOrder.status === "DELIVERED";
  const wanted = wantedLines(order);
  const apart = [...new Set([...inShopify.keys(), ...inKatana.keys()])].flatMap((line) => {
    const more = (inShopify.get(line) ?? 0) - (inKatana.get(line) ?? 0);
    const unpacked = goods.takenBack.katana.reduce((total, key) => total + shareOf(key, line), 0);
    const cancelled = goods.takenBack.shopify.reduce((total, key) => total + shareOf(key, line), 0);
    // CHG-8: what Shopify took out after it had left is a block of its own.
    const isTakenOut = !wanted.has(line) && kept.blocks.some(({ kind }) => kind === "row-protected");
    const isExplained = isTakenOut || (more > 0 ? isWhole || more <= unpacked : -more <= cancelled);
    return isExplained
      ? []
      : [
          `of line ${line} ${String(more)} more have gone in Shopify than in Katana, and nothing says why [FUL-1, FUL-3]`,
        ];
  });
  const left = [...goods.met].flatMap(([key, count]) => {
    const delivered = [...goods.katana.values()].filter((one) => one.key === key && one.delivered).length;
    return delivered < count ? [`${key} has gone in Shopify, and is only packed in Katana [FUL-9]`] : [];
  });
  return [...apart, ...left];
}
