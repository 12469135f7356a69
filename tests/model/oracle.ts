import type { SalesOrderView } from "../../simulators/katana/view.ts";
import type { OrderView } from "../../simulators/shopify/control.ts";
import { closeTo, fieldsOf, isPutAway, lineOf, priceOf, wantedLines, isShippingRefunded } from "./both-sides.ts";
import { createGoodsWatch } from "./goods-watch.ts";
import { judgeSettled } from "./judge-settled.ts";
import { createManufacturingWatch } from "./manufacturing-watch.ts";
import type { ModelWorld } from "./model-world.ts";
import { afterRun, late, seen, type Possible, type RunKind, type Takes } from "./possible-values.ts";
import { createReturnsWatch } from "./returns-watch.ts";
import {
  asLeft,
  endingOf,
  found,
  isHandMade,
  salesOrdersOf,
  takesOf,
  wanted,
  watch,
  type Ending,
  type WatchedOrder,
} from "./watched-order.ts";

/**
 * Says by the rules alone, from what was done on both sides, what the sales orders may show. Where a run of the app's may have come to
 * different ends it keeps each that the rules allow, until what is seen decides.
 */
export interface Oracle {
  placed(order: OrderView): void;
  /** A merchant did something in Shopify. */
  byMerchant(): Complaints;
  /** Time passed, or Shopify told of what happened there. */
  elsewhere(): Complaints;
  /** A person did something in Katana. */
  byPerson(): Complaints;
  /** The app ran; `settled`: until nothing was outstanding, `asked`: and everything was looked at because a person asked for it. */
  ran(how: "some" | "settled" | "asked"): Complaints;
  /** From now on calls of the app's may go wrong. */
  trouble(): void;
}

export type Complaints = readonly string[];

export function createOracle(world: ModelWorld): Oracle {
  const watched = new Map<string, WatchedOrder>();
  const manufacturing = createManufacturingWatch(world);
  const goods = createGoodsWatch(world);
  const returns = createReturnsWatch(world);
  let troubled = false;

  const each = (judge: (one: WatchedOrder, order: OrderView) => Complaints): Complaints =>
    [...watched.values()].flatMap((one) => {
      const order = world.shop.order(one.id);
      return judge(one, order).map((words) => `${order.name}: ${words}`);
    });

  function ran(how: "some" | "settled" | "asked"): Complaints {
    const complaints = each((one, order) => {
      const heard = how === "asked" || (how === "settled" && order.updatedAt !== one.settledAt);
      const run: RunKind = { certain: heard, troubled };
      const found = judgeRun(world, one, { order, run });
      if (found.length > 0 || how === "some") return found;
      const judged = judgeSettled(world, one, { order, heard });
      one.settledAt = order.updatedAt;
      one.mayBeDeleted = false;
      if (one.values !== null) one.said = new Map();
      return judged;
    });
    const moved = [...goods.ran(), ...returns.byApp()];
    if (how === "some") return [...moved, ...complaints];
    troubled = false;
    return [...moved, ...complaints, ...goods.judgeSettled(), ...returns.judgeSettled(), ...manufacturing.judge()];
  }

  return {
    placed: ({ id }) => {
      watched.set(id, watch(id));
      goods.placed(id);
      returns.placed(id);
    },
    byMerchant: () => {
      returns.byHand();
      return goods.byHand();
    },
    elsewhere: () => [
      ...goods.passed(),
      ...returns.byApp(),
      ...each((one, order) => {
        one.wasWanted ||= isWanted(order);
        return notice(world, one, { order, troubled });
      }),
    ],
    byPerson: () => {
      manufacturing.byPerson(troubled);
      returns.byHand();
      return [...goods.byHand(), ...each((one, order) => adopt(world, one, order))];
    },
    ran,
    trouble: () => {
      troubled = true;
    },
  };
}

/** IMP-1, IMP-2, IMP-4, IMP-6 with SET-2 off. */
export const isWanted = (order: OrderView): boolean =>
  order.cancelledAt === null &&
  order.closedAt === null &&
  ["PAID", "PARTIALLY_REFUNDED"].includes(order.financialStatus) &&
  !["FULFILLED", "ON_HOLD"].includes(order.fulfillmentStatus) &&
  wantedLines(order).size > 0;

/** Keeps what Shopify says now. What was sent earlier and never heard of may take effect while time passes. */
function notice(
  world: ModelWorld,
  one: WatchedOrder,
  { order, troubled }: { order: OrderView; troubled: boolean },
): Complaints {
  for (const [key, value] of wanted(order)) one.said.set(key, (one.said.get(key) ?? new Set()).add(value));
  for (const key of one.said.keys()) if (!wanted(order).has(key)) one.said.get(key)?.add(0);
  if (one.values === null) return [];
  if (troubled)
    for (const [key, all] of one.values)
      one.values.set(
        key,
        all.flatMap((value) => late(value, [...(one.said.get(key) ?? [])])),
      );
  return compare(world, one, order);
}

/** What a person did stands, whatever it was. */
function adopt({ account }: ModelWorld, one: WatchedOrder, order: OrderView): Complaints {
  const [live] = salesOrdersOf(account, order).live;
  if (one.values === null) return [];
  if (live === undefined) {
    one.gone ??= "a person deleted it";
    return [];
  }
  const now = found(live);
  one.sentBefore = live.fulfillments;
  for (const [key, all] of one.values) {
    const row = live.sales_order_rows.find((candidate) => lineOf(candidate) === key);
    const price = priceOf(order, key);
    const given =
      row && price !== null && !closeTo(Number(row.price_per_unit), price) ? Number(row.price_per_unit) : null;
    one.values.set(
      key,
      all.map((value) => ({ ...value, now: now.get(key) ?? 0, handPrice: given })),
    );
  }
  one.handMade = new Map(live.sales_order_rows.filter(isHandMade).map((row) => [row.id, asLeft(row)]));
  return [];
}

function judgeRun(
  world: ModelWorld,
  one: WatchedOrder,
  { order, run }: { order: OrderView; run: RunKind },
): Complaints {
  const { live, made } = salesOrdersOf(world.account, order);
  const [salesOrder, ...more] = live;
  if (more.length > 0 || made.length > 1) return [`has had ${String(made.length)} sales orders [IMP-9]`];
  if (salesOrder === undefined) return judgeAbsence(one, { order, run, everMade: made[0] });
  if (one.gone !== null) return [`was imported again after ${one.gone} [IMP-7]`];
  if (one.values === null) {
    if (!one.wasWanted) return ["came over although nothing ever let it in [IMP-1 … IMP-6]"];
    one.values = new Map();
    begin(one, salesOrder);
    one.agreedPutAway = new Set([false, isPutAway(order)]);
  }
  carry(world, one, { order, run, salesOrder });
  return compare(world, one, order);
}

/** The sales order was just seen for the first time: it may be what Shopify said at any moment since the order was placed. */
function begin(one: WatchedOrder, salesOrder: SalesOrderView): void {
  const now = found(salesOrder);
  for (const [key, said] of one.said) {
    const values = [...said, 0].map((value): Possible => ({ agreed: value, now: value, handPrice: null }));
    one.values?.set(key, [...values, ...values.map((value) => ({ ...value, agreed: "unsure" as const }))]);
  }
  for (const key of now.keys()) if (!one.values?.has(key)) one.values?.set(key, []);
}

function judgeAbsence(
  one: WatchedOrder,
  { order, run, everMade }: { order: OrderView; run: RunKind; everMade: SalesOrderView | undefined },
): Complaints {
  if (one.gone !== null) return [];
  if (everMade === undefined) return run.certain && isWanted(order) ? ["did not come over [IMP-2, IMP-8]"] : [];
  if (one.values === null) return [];
  // As it was before it went: nothing of it was sent or invoiced, or else it had to stay.
  const ending = endingOf(one, order, { ...everMade, fulfillments: [] });
  if (!one.mayBeDeleted && ending === "no") return ["its sales order was deleted without a reason [REC-7]"];
  if (everMade.invoicing_status !== "notInvoiced") return ["its invoiced sales order was deleted [CHG-5]"];
  one.gone = "Tandem deleted it";
  return [];
}

interface Carried {
  readonly order: OrderView;
  readonly run: RunKind;
  readonly salesOrder: SalesOrderView;
}

/** What the run may have made of each value. */
function carry(world: ModelWorld, one: WatchedOrder, { order, run, salesOrder }: Carried): void {
  const ending = endingOf(one, order, salesOrder);
  const isHeld = salesOrder.invoicing_status !== "notInvoiced";
  if (ending !== "no" && !isHeld) one.mayBeDeleted = true;
  carryValues(world, one, { order, run, salesOrder, ending });
  one.sentBefore = salesOrder.fulfillments;
  if (ending === "no" || !isHeld)
    one.agreedPutAway = new Set([...(run.certain ? [] : one.agreedPutAway), isPutAway(order)]);
}

/** While the whole sales order should go, and cannot, none of it is changed. */
function carryValues(
  { switches }: ModelWorld,
  one: WatchedOrder,
  { order, run, salesOrder, ending }: Carried & { readonly ending: Ending },
): void {
  const wants = wanted(order);
  const neighbours = switches.rowEditsOnPartlyShipped;
  const keepsRefund = isShippingRefunded(order);
  const values = one.values ?? new Map<string, readonly Possible[]>();
  for (const key of new Set([...values.keys(), ...wants.keys()])) {
    const all = values.get(key) ?? [nothingYet];
    // What the app itself sends in a run goes after what changed; a run that was cut off may have sent it before.
    const states = run.certain ? [one.sentBefore] : [one.sentBefore, salesOrder.fulfillments];
    const said = wants.get(key) ?? 0;
    const after = (taken: Takes) => afterRun(all, { said, earlier: [...(one.said.get(key) ?? [])], takes: taken, run });
    values.set(key, [
      ...(ending === "certainly"
        ? []
        : states.flatMap((sent) =>
            after(takesOf({ ...salesOrder, fulfillments: sent }, key, { neighbours, keepsRefund })),
          )),
      ...(ending === "no" ? [] : after({ create: false, change: false, keepsRefund: false })),
    ]);
  }
}

const nothingYet: Possible = { agreed: 0, now: 0, handPrice: null };

/** What is seen decides; what nothing explains is a complaint. */
function compare({ account }: ModelWorld, one: WatchedOrder, order: OrderView): Complaints {
  const [salesOrder] = salesOrdersOf(account, order).live;
  if (salesOrder === undefined || one.values === null) return [];
  const now = found(salesOrder);
  const complaints: string[] = [];
  for (const [key, all] of one.values) {
    const left = seen(all, now.get(key) ?? 0);
    if (left.length === 0)
      complaints.push(`${key} is ${String(now.get(key) ?? 0)}, and could only be ${JSON.stringify(all)} [CHG-1]`);
    one.values.set(key, left);
  }
  for (const key of now.keys())
    if (!one.values.has(key)) complaints.push(`there is a row for ${key} that nobody wanted`);
  return [...complaints, ...judgeRows({ account }, one, { order, salesOrder })];
}

function judgeRows(
  { account }: Pick<ModelWorld, "account">,
  one: WatchedOrder,
  { order, salesOrder }: { order: OrderView; salesOrder: SalesOrderView },
): Complaints {
  const complaints: string[] = [];
  const seenLines = new Set<string>();
  for (const row of salesOrder.sales_order_rows) {
    const line = lineOf(row);
    if (line === null) continue;
    if (seenLines.has(line)) complaints.push(`line ${line} has two rows`);
    seenLines.add(line);
    const price = priceOf(order, line);
    const { price: actual } = fieldsOf(account, row);
    const fits = one.values?.get(line)?.filter(({ handPrice }) => closeTo(handPrice ?? price ?? actual, actual)) ?? [];
    if (fits.length === 0) complaints.push(`line ${line} costs ${String(actual)}, which nobody said [CHG-1]`);
    else one.values?.set(line, fits);
  }
  const left = new Map(salesOrder.sales_order_rows.filter(isHandMade).map((row) => [row.id, asLeft(row)]));
  for (const [id, as] of one.handMade)
    if (left.get(id) !== as)
      complaints.push(`the row ${String(id)} that a person made is ${left.get(id) ?? "gone"}, not ${as} [CHG-1]`);
  return complaints;
}
