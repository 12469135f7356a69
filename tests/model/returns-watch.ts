import type { ReturnView as KatanaReturn } from "../../simulators/katana/account-control.ts";
import type { OrderView, ReturnView } from "../../simulators/shopify/control.ts";
import { lineOf, numericId } from "./both-sides.ts";
import type { ModelWorld } from "./model-world.ts";
import { salesOrdersOf } from "./watched-order.ts";

/** Watches what comes back: each return of Shopify's stands in Katana once, as far as it has come (RET-1 … RET-5). */
export interface ReturnsWatch {
  placed(order: string): void;
  /** Somebody did something on one of the sides. */
  byHand(): void;
  /** The app ran, or time passed. */
  byApp(): readonly string[];
  /** Nothing is outstanding: both sides tell of the same returns, or a block says why not. */
  judgeSettled(): readonly string[];
}

/** What is known of one sales return. */
interface Known {
  readonly status: KatanaReturn["status"];
  readonly name: string;
  readonly gone: "by hand" | "by the app" | null;
  /** A person said that the goods are back. */
  readonly isTakenByHand: boolean;
  /** The app certainly knew of it. */
  readonly isSettled: boolean;
}

const ranks: Readonly<Record<string, number>> = { NOT_RETURNED: 0, RETURNED_ALL: 1, RESTOCKED_ALL: 2 };
const rankOf = ({ status }: Pick<Known, "status">): number => ranks[status] ?? 0;

export function createReturnsWatch(world: ModelWorld): ReturnsWatch {
  const orders: string[] = [];
  const known = new Map<number, Known>();
  /** Returns that were closed at some time: what comes after opening them again is up to a person. */
  const closed = new Set<string>();

  const noticed = (order: OrderView): readonly KatanaReturn[] => {
    for (const { id, status } of order.returns) if (status === "CLOSED") closed.add(id);
    const ids = salesOrdersOf(world.account, order).live.map(({ id }) => id);
    return world.account.returns({ includeDeleted: true }).filter((one) => ids.includes(one.sales_order_id));
  };

  const each = (judge: (order: OrderView) => readonly string[]): readonly string[] =>
    orders.flatMap((id) => {
      const order = world.shop.order(id);
      return judge(order).map((words) => `${order.name}: ${words}`);
    });

  function look(order: OrderView, by: "by hand" | "by the app"): readonly string[] {
    return noticed(order).flatMap((now) => {
      const before = known.get(now.id);
      const isTakenByHand = by === "by hand" && before !== undefined && rankOf(now) > rankOf(before);
      known.set(now.id, {
        status: now.status,
        name: now.order_no,
        gone: now.deleted_at === null ? null : (before?.gone ?? by),
        isTakenByHand: isTakenByHand || (before?.isTakenByHand ?? false),
        isSettled: before?.isSettled ?? false,
      });
      return by === "by hand" ? [] : judgeMade(order, now, before);
    });
  }

  function judgeMade(order: OrderView, now: KatanaReturn, before: Known | undefined): readonly string[] {
    const name = now.order_no;
    if (!world.switches.bringReturns) return [`the return ${name} came over although it may not [SET-7]`];
    if (!order.returns.some((one) => one.name === name))
      return [`there is a return ${name} that Shopify has not [RET-1]`];
    const others = [...known].filter(([id, one]) => id !== now.id && one.name === name);
    return [
      ...(now.deleted_at === null && others.some(([, { gone }]) => gone === null)
        ? [`${name} is there twice [RET-1]`]
        : []),
      ...(before === undefined && others.some(([, { gone, isSettled }]) => gone === "by hand" && isSettled)
        ? [`${name} was made again after a person deleted it [RET-1]`]
        : []),
      ...(before && rankOf(now) < rankOf(before) ? [`${name} fell back to ${now.status} [RET-2]`] : []),
      ...(before?.gone === null && now.deleted_at !== null && before.status !== "NOT_RETURNED"
        ? [`${name} was deleted after it had come back [RET-2]`]
        : []),
    ];
  }

  function judgeOrder(order: OrderView): readonly string[] {
    const there = noticed(order).filter(({ deleted_at }) => deleted_at === null);
    const [salesOrder] = salesOrdersOf(world.account, order).live;
    if (salesOrder === undefined) return [];
    for (const { id } of there) known.set(id, { ...known.get(id)!, isSettled: true });
    const { blocks = [] } = world.tables.orders.get(`${world.shop.domain}:${order.legacyId}`) ?? {};
    const lines = new Map(salesOrder.sales_order_rows.map((row) => [row.id, lineOf(row)] as const));
    return order.returns.flatMap((one) => {
      const isExplained = blocks.some(
        (block) => block.kind.startsWith("return-") && "name" in block && block.name === one.name,
      );
      const isDeleted = [...known.values()].some(({ name, gone }) => name === one.name && gone === "by hand");
      if (isExplained || isDeleted) return [];
      const actual = there.find(({ order_no }) => order_no === one.name) ?? null;
      return judgeReturn(one, { actual, lines }).map((words) => `${one.name} ${words}`);
    });
  }

  function judgeReturn(one: ReturnView, { actual, lines }: Stands): readonly string[] {
    const isOpen = one.status === "OPEN" && !closed.has(one.id);
    if (["REQUESTED", "DECLINED", "CANCELED"].includes(one.status))
      return actual === null ? [] : [`is ${one.status}, and stands in Katana [RET-1, RET-2]`];
    if (!isOpen) return [];
    // Of a return without lines nothing is made.
    if (actual === null && one.lines.every(({ quantity }) => quantity === 0)) return [];
    if (actual === null) return ["is open, and is not in Katana [RET-1]"];
    if (known.get(actual.id)?.isTakenByHand === true) return ["is back in Katana, and not closed [RET-4]"];
    return actual.status === "NOT_RETURNED" ? judgeUnits(one, { actual, lines }) : [];
  }

  return {
    placed: (id) => void orders.push(id),
    byHand: () => void each((order) => look(order, "by hand")),
    byApp: () => each((order) => look(order, "by the app")),
    judgeSettled: () => (world.switches.bringReturns ? each(judgeOrder) : []),
  };
}

interface Stands {
  readonly actual: KatanaReturn | null;
  /** The line that each row of the sales order stands for. */
  readonly lines: ReadonlyMap<number, string | null>;
}

/** RET-1, RET-2: its units by line; RET-3: all of them dealt with, it would have been set to returned. */
function judgeUnits({ lines: wanted }: ReturnView, { actual, lines }: Stands): readonly string[] {
  const inShopify = new Map<string, number>();
  for (const { lineId, quantity } of wanted)
    inShopify.set(numericId(lineId), (inShopify.get(numericId(lineId)) ?? 0) + quantity);
  const inKatana = new Map<string, number>();
  for (const { sales_order_row_id, quantity } of actual?.rows ?? []) {
    const line = lines.get(sales_order_row_id) ?? "";
    inKatana.set(line, (inKatana.get(line) ?? 0) + Number(quantity));
  }
  const wrong = [...new Set([...inShopify.keys(), ...inKatana.keys()])].filter(
    (line) => (inShopify.get(line) ?? 0) !== (inKatana.get(line) ?? 0),
  );
  const isDealtWith =
    wanted.length > 0 && wanted.every(({ quantity, processedQuantity }) => processedQuantity >= quantity);
  return [
    ...wrong.map(
      (line) =>
        `has ${String(inKatana.get(line) ?? 0)} of line ${line} in Katana, not ${String(inShopify.get(line) ?? 0)} [RET-2]`,
    ),
    ...(isDealtWith ? ["was dealt with, and has not come back in Katana [RET-3]"] : []),
  ];
}
