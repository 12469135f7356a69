import { sum, toNumber } from "./decimal.ts";
import { desiredReturnRows, takenBy, withOwnUnits } from "./desired-return-rows.ts";
import type { KatanaLocationId, LineId, SalesOrderId, SalesOrderRowId, ShopifyLocationId } from "./ids.ts";
import type { Order } from "./order.ts";
import type { OrderReturn } from "./order-return.ts";
import type { Wait } from "./plan.ts";
import { planReturnRows } from "./plan-return-rows.ts";
import { fingerprintOf } from "./refusal.ts";
import {
  isDealtWith,
  restockedUnits,
  returnedLines,
  returnedUnits,
  unitsWanted,
  wantedLines,
} from "./return-outcome.ts";
import type { ReturnedLine } from "./return-outcome.ts";
import type { ReturnBlock, ReturnStep } from "./return-step.ts";
import { isSameValue } from "./same-value.ts";
import { returnMark } from "./sales-return.ts";
import type {
  ActualReturn,
  AgreedReturn,
  AgreedReturnRow,
  DesiredReturnRow,
  KeptReturns,
  ReturnsNow,
  SalesReturnStatus,
} from "./sales-return.ts";

export interface ReturnsInput {
  readonly order: Pick<Order, "returns" | "lines">;
  readonly salesOrderId: SalesOrderId;
  readonly kept: KeptReturns;
  readonly now: ReturnsNow;
  /** Which row of the sales order stands for a line; null for a line without one. */
  readonly rowOf: (lineId: LineId) => SalesOrderRowId | null;
  readonly locations: ReadonlyMap<ShopifyLocationId, KatanaLocationId>;
  /** RET-4: the scope for it was given. */
  readonly mayClose: boolean;
}

export interface ReturnsPlan {
  readonly steps: readonly ReturnStep[];
  readonly waits: readonly Wait[];
  readonly blocks: readonly ReturnBlock[];
  /** What turned out to stand for the returns, to be kept before any step. */
  readonly agreed: readonly AgreedReturn[];
}

interface OnePlan extends Omit<ReturnsPlan, "agreed"> {
  /** What the sales return holds after the steps; null: they do not change it. */
  readonly rows: readonly DesiredReturnRow[] | null;
  readonly found: readonly AgreedReturnRow[];
}

const nothing: OnePlan = { steps: [], waits: [], blocks: [], rows: null, found: [] };

/** One return, with what stands for it in Katana. */
interface Matter {
  readonly one: OrderReturn;
  readonly agreed: AgreedReturn | null;
  readonly actual: ActualReturn | null;
  readonly input: ReturnsInput;
}

const blocked = (block: ReturnBlock): OnePlan => ({ ...nothing, blocks: [block] });

const named = ({ one }: Matter) => ({ name: one.name, returnId: one.id });

const remove = (matter: Matter, { id }: ActualReturn): OnePlan => ({
  ...nothing,
  steps: [{ kind: "delete-sales-return", ...named(matter), salesReturnId: id }],
});

/** RET-2: called off in Shopify. */
const planCalledOff = (matter: Matter): OnePlan => {
  const { actual, one } = matter;
  if (actual === null) return nothing;
  return actual.status === "NOT_RETURNED" ? remove(matter, actual) : blocked({ kind: "return-kept", name: one.name });
};

/** RET-4: a person took the goods back in Katana; what Tandem set itself closes nothing. */
const planClosing = (matter: Matter): OnePlan => {
  const { one, agreed, input } = matter;
  const isOpen = one.status.known && one.status.value === "OPEN";
  if (!isOpen || (agreed?.statusSent ?? null) !== null) return nothing;
  return input.mayClose
    ? { ...nothing, steps: [{ kind: "close-return", ...named(matter) }] }
    : blocked({ kind: "return-not-closable", name: one.name });
};

/** RET-3: locations without a match keep restocked goods from being booked. */
const unmatched = (lines: readonly ReturnedLine[], { locations }: ReturnsInput): readonly Wait[] =>
  lines
    .flatMap(({ restocked }) => restocked)
    .flatMap(({ locationId, locationName }) =>
      locationId === null || locations.has(locationId)
        ? []
        : [{ kind: "location-unmatched", locationId, locationName: locationName ?? "" } as const],
    );

const titlesOf = (lines: readonly ReturnedLine[], { input: { order } }: Matter): readonly string[] =>
  lines.map(({ lineId }) => order.lines.find(({ id }) => id === lineId)?.title ?? "something that was not sold here");

const desiredOf = ({ actual, input: { now, rowOf, locations } }: Matter, lines: readonly ReturnedLine[]) =>
  desiredReturnRows({ lines, now, actual, rowOf, locations });

/** The sales return and its rows, as they should be for these lines; a block when Katana has not delivered all of them (RET-5). */
const planRows = (matter: Matter, lines: readonly ReturnedLine[]): OnePlan => {
  const { one, agreed, actual, input } = matter;
  const { rows, missing } = desiredOf(matter, lines);
  if (missing.length > 0)
    return blocked({ kind: "return-not-fulfilled", name: one.name, lines: titlesOf(missing, matter) });
  const [first] = rows;
  const from = input.now.returnables.find(({ fulfillmentRowId }) => fulfillmentRowId === first?.fulfillmentRowId);
  const locationId = from?.locationId ?? null;
  const create: readonly ReturnStep[] =
    actual === null && locationId !== null
      ? [
          {
            ...{ kind: "create-sales-return", ...named(matter), createdAt: one.createdAt },
            ...{ salesOrderId: input.salesOrderId, locationId },
          },
        ]
      : [];
  const { steps, found } = planReturnRows({
    one,
    desired: rows,
    agreed: agreed?.rows ?? [],
    making: agreed?.making,
    actual,
  });
  return { ...nothing, steps: [...create, ...steps], rows, found };
};

const setStatus = (matter: Matter, status: "RETURNED_ALL" | "RESTOCKED_ALL"): ReturnStep => ({
  kind: "set-sales-return-status",
  ...named(matter),
  status,
});

const rank: Readonly<Record<SalesReturnStatus, number>> = { NOT_RETURNED: 0, RETURNED_ALL: 1, RESTOCKED_ALL: 2 };

/** A person set it back after Tandem's step: it stays where it is until Shopify says something else of the return (CHG-1). */
const isSetBack = ({ one, agreed, actual, input: { kept } }: Matter): boolean =>
  agreed?.statusReached !== undefined &&
  actual !== null &&
  rank[actual.status] < rank[agreed.statusReached] &&
  kept.look.some((seen) => isSameValue(seen, one));

/** RET-3: every unit has been dealt with. */
const planDealtWith = (matter: Matter): OnePlan => {
  const { one, actual, input } = matter;
  const lines = returnedLines(one).filter(({ returned }) => returned > 0);
  const [returned, restocked] = [returnedUnits(lines), restockedUnits(lines)];
  if (returned === 0) return actual === null ? nothing : remove(matter, actual);
  const waits = unmatched(lines, input);
  if (waits.length > 0) return { ...nothing, waits };
  const plan = planRows(matter, lines);
  if (plan.blocks.length > 0 || isSetBack(matter)) return plan;
  if (restocked > 0 && restocked < returned)
    return { ...plan, blocks: [{ kind: "return-mixed", name: one.name, restocked, returned }] };
  const last = restocked === 0 ? [] : [setStatus(matter, "RESTOCKED_ALL")];
  return { ...plan, steps: [...plan.steps, setStatus(matter, "RETURNED_ALL"), ...last] };
};

/** The goods are back in Katana, and what Shopify restocked can still be booked. */
const planReturned = (matter: Matter, actual: ActualReturn): OnePlan => {
  const { one, agreed, input } = matter;
  const closing = planClosing(matter);
  if (actual.status === "RESTOCKED_ALL" || !isDealtWith(one) || isSetBack(matter)) return closing;
  const lines = returnedLines(one);
  const isWhole = restockedUnits(lines) === toNumber(sum(actual.rows.map(({ quantity }) => quantity)));
  if (!isWhole || actual.rows.length === 0) return closing;
  const waits = unmatched(lines, input);
  if (waits.length > 0) return { ...closing, waits };
  const { rows } = desiredOf(matter, lines);
  const { steps } = planReturnRows({ one, desired: rows, agreed: agreed?.rows ?? [], making: agreed?.making, actual });
  // Katana takes no other change of a row any more.
  const moves = steps.filter(
    (step) => step.kind === "update-sales-return-row" && Object.keys(step.changes).join() === "restockLocationId",
  );
  return { ...closing, steps: [...moves, setStatus(matter, "RESTOCKED_ALL"), ...closing.steps] };
};

const planOpen = (matter: Matter): OnePlan => {
  const { one, actual } = matter;
  if (actual !== null && actual.status !== "NOT_RETURNED") return planReturned(matter, actual);
  return isDealtWith(one) ? planDealtWith(matter) : planRows(matter, wantedLines(one));
};

const planOne = (matter: Matter): OnePlan => {
  const { one, agreed, actual } = matter;
  // A person deleted it in Katana: it is not made again.
  if (agreed !== null && actual === null) return nothing;
  if (!one.status.known) return blocked({ kind: "return-status-unknown", name: one.name, status: one.status.value });
  switch (one.status.value) {
    case "REQUESTED":
      return nothing;
    case "CANCELED":
    case "DECLINED":
      return planCalledOff(matter);
    case "OPEN":
    case "CLOSED":
      return planOpen(matter);
  }
};

/** CHG-12: what was refused is not sent again, and nothing that would follow it. */
const withoutRefused = (matter: Matter, plan: OnePlan): OnePlan => {
  const { refusals } = matter.input.kept;
  const refused = plan.steps.flatMap((step, index) =>
    refusals
      .filter((refusal) => refusal.step === fingerprintOf(step))
      .map(({ words }) => ({
        index,
        block: { kind: "return-refused", name: matter.one.name, step: step.kind, words } as const,
      })),
  );
  return refused
    .slice(0, 1)
    .reduce<OnePlan>(
      (left, { index, block }) => ({ ...left, steps: left.steps.slice(0, index), blocks: [...left.blocks, block] }),
      plan,
    );
};

const agreedNow = ({ one, agreed, actual }: Matter, { found }: OnePlan): readonly AgreedReturn[] => {
  if (actual === null) return agreed === null ? [] : [agreed];
  const reached = agreed?.statusSent === actual.status ? actual.status : agreed?.statusReached;
  return [
    {
      returnId: one.id,
      salesReturnId: actual.id,
      rows: [...(agreed?.rows ?? []), ...found],
      statusSent: agreed?.statusSent ?? null,
      ...(reached === undefined ? {} : { statusReached: reached }),
      statusSeen: actual.status,
    },
  ];
};

const matterOf = (one: OrderReturn, input: ReturnsInput): Matter => {
  const agreed = input.kept.agreed.find(({ returnId }) => returnId === one.id) ?? null;
  const { salesReturns } = input.now;
  const actual = salesReturns.find(({ id, additionalInfo }) =>
    agreed === null ? additionalInfo.includes(returnMark(one.id)) : id === agreed.salesReturnId,
  );
  return { one, agreed, actual: actual ?? null, input };
};

interface Planned extends ReturnsPlan {
  readonly now: ReturnsNow;
}

const unitsHeld = ({ actual }: Matter): number => toNumber(sum((actual?.rows ?? []).map(({ quantity }) => quantity)));

const givesBack = (matter: Matter): boolean => unitsWanted(matter.one) < unitsHeld(matter);

/** What the steps leave to the returns planned after it. */
const leftBy = ({ actual }: Matter, { steps, rows }: OnePlan, now: ReturnsNow): ReturnsNow => {
  const isRemoved = steps.some(({ kind }) => kind === "delete-sales-return");
  const after = isRemoved ? [] : rows;
  return after === null ? now : takenBy(now, actual, after);
};

/**
 * What to do about the returns of an order that came over (RET-1 … RET-5), each a small state machine of its own: its status in Shopify, how
 * much of it was dealt with, and the status of its sales return say what comes next. Carried out whole or in part and planned again it
 * comes to the same end, and then plans nothing. Those that give units back go first, as Katana counts each delivered unit once (RET-2).
 */
export const planReturns = (input: ReturnsInput): ReturnsPlan => {
  const start: Planned = { steps: [], waits: [], blocks: [], agreed: [], now: withOwnUnits(input.now) };
  const inTurn = input.order.returns.toSorted(
    (a, b) => Number(givesBack(matterOf(b, input))) - Number(givesBack(matterOf(a, input))),
  );
  const { steps, waits, blocks, agreed } = inTurn.reduce<Planned>((so, one) => {
    const matter = matterOf(one, { ...input, now: so.now });
    const plan = withoutRefused(matter, planOne(matter));
    return {
      steps: [...so.steps, ...plan.steps],
      waits: [...so.waits, ...plan.waits],
      blocks: [...so.blocks, ...plan.blocks],
      agreed: [...so.agreed, ...agreedNow(matter, plan)],
      now: leftBy(matter, plan, so.now),
    };
  }, start);
  return { steps, waits, blocks, agreed };
};
