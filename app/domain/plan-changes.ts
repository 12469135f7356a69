import { writesOf } from "./agree-on-change.ts";
import { agreeOnRows, stillPending } from "./agree-on-rows.ts";
import type { ChangeInput } from "./change-input.ts";
import { isSamePart } from "./change-part.ts";
import type { ChangePart, UnsurePart } from "./change-part.ts";
import { isChangeStep } from "./change-step.ts";
import type { ChangeStep } from "./change-step.ts";
import { hasMoved } from "./compare-looks.ts";
import { placedRows } from "./desired-rows.ts";
import type { Sold } from "./desired-rows.ts";
import { compareIds } from "./ids.ts";
import type { LineId, RowKey } from "./ids.ts";
import { keepLastRows } from "./keep-last-rows.ts";
import { lookAt } from "./order-look.ts";
import { planMissing, planAdditions, wantsRow } from "./plan-additions.ts";
import type { Additions } from "./plan-additions.ts";
import { deletionCause, planDeletion } from "./plan-deletion.ts";
import { missingTaxPercents } from "./plan-import.ts";
import { planKept, planRemoved, planSplit, sidesOf } from "./plan-row.ts";
import type { PartPlan, RowCase, RowContext } from "./plan-row.ts";
import { planShippingFee } from "./plan-shipping-fee.ts";
import type { Block, Notice, Step, Wait } from "./plan.ts";
import { stillWanted } from "./quantity.ts";
import { fingerprintOf } from "./refusal.ts";
import { routeLines } from "./routing.ts";
import { isMoneyChanged } from "./row-changes.ts";
import type { AgreedSalesOrder, References } from "./sales-order.ts";
import { splitOff } from "./split-row.ts";
import type { Settings } from "./settings.ts";
import { stageOf } from "./katana-now.ts";

/** What carries the changes of an imported order over. */
export interface ChangePlan {
  /** What turned out to be agreed already, to be kept with the link before any step; null: nothing new. */
  readonly agree: AgreedSalesOrder | null;
  readonly steps: readonly Step[];
  readonly waits: readonly Wait[];
  readonly blocks: readonly Block[];
  readonly notices: readonly Notice[];
  /** Which parts a block holds back: they are compared again at the next look. */
  readonly heldBack: readonly ChangePart[];
}

const none: ChangePlan = { agree: null, steps: [], waits: [], blocks: [], notices: [], heldBack: [] };

const byKey = <Value extends { readonly key: RowKey | null }>(values: readonly Value[]): ReadonlyMap<RowKey, Value> =>
  new Map(values.flatMap((value) => (value.key === null ? [] : [[value.key, value] as const])));

/** Every line and charge that either side knows, in the order of their keys. */
export const rowCases = (input: ChangeInput, sold: readonly Sold[]): readonly RowCase[] => {
  const { agreed, agreedLook, actual } = input;
  const before = new Map(agreedLook.lines.map((line) => [line.id, line] as const));
  const after = new Map(lookAt(input.order).lines.map((line) => [line.id, line] as const));
  const soldByKey = new Map(sold.map((one) => [one.row.key, one] as const));
  const agreedByKey = byKey(agreed.rows);
  const actualByKey = byKey(actual.salesOrder.rows);
  const actualById = new Map(actual.salesOrder.rows.map((row) => [row.id, row] as const));
  const unsure = new Map(
    (agreed.unsure ?? []).flatMap((part) => (part.of === "row" ? [[part.key, part] as const] : [])),
  );
  const keys = new Set([...before.keys(), ...after.keys(), ...agreedByKey.keys(), ...unsure.keys()]);
  return [...keys].toSorted(compareIds).map((key) => {
    const known = agreedByKey.get(key);
    const part = unsure.get(key);
    const row = (known === undefined ? undefined : actualById.get(known.rowId)) ?? actualByKey.get(key);
    const isAllUnsure = part !== undefined && (part.fields === undefined || (part.fields.length === 0 && !row));
    return {
      key,
      before: isAllUnsure && after.has(key) ? undefined : before.get(key),
      after: after.get(key),
      sold: soldByKey.get(key),
      agreed: isAllUnsure ? undefined : known,
      unsure: part === undefined ? null : (part.fields ?? []),
      actual: row,
      splitOff: splitOff({ ...{ own: row, known, sold: soldByKey.get(key) }, rows: actual.salesOrder.rows, agreed }),
    };
  });
};

/** The looks that an earlier run still owes; a row that changes once more is looked at by itself. */
const owedFollowing = (input: ChangeInput, planned: readonly PartPlan[]): readonly PartPlan[] => {
  const followed = new Set(
    planned.flatMap(({ steps }) =>
      steps.flatMap((step) => (step.kind === "follow-manufacturing-order" ? [step.manufacturingOrderId] : [])),
    ),
  );
  return stillPending(input)
    .filter(({ manufacturingOrderId }) => !followed.has(manufacturingOrderId))
    .map((pending) => ({ parts: [], steps: [{ kind: "follow-manufacturing-order", ...pending }], blocks: [] }));
};

/** MAP-15: what has to be known of the places of lines that are new or were moved; lines that stay where they are wait for nothing. */
const routingWaits = (input: ChangeInput, rows: readonly RowCase[]): readonly Wait[] => {
  const { settings, order } = input;
  const needed = new Set<RowKey>(
    rows
      .filter(({ before, after, actual }) => {
        if (after === undefined) return false;
        if (actual === undefined) return settings.bringOrderChanges && before === undefined;
        return settings.bringLocationUpdates && before !== undefined && hasMoved(before, after);
      })
      .map(({ key }) => key),
  );
  const lines = order.lines.filter(({ id }: { id: LineId }) => needed.has(id));
  return lines.length === 0 ? [] : routeLines({ ...input, order: { ...order, lines } }).waits;
};

/** CHG-12: what Katana refused is not sent again as it is, unless the sales order has gone on, or back, since. */
const withoutRefused = (plan: PartPlan, { agreed: { refusals = [] }, actual }: ChangeInput): PartPlan => {
  const refused = plan.steps.flatMap((step) =>
    refusals
      .filter((refusal) => refusal.step === fingerprintOf(step) && refusal.stage === stageOf(actual))
      .map(({ words }): Block => ({ kind: "katana-refused", step: step.kind, words })),
  );
  return refused.length === 0 ? plan : { ...plan, steps: [], blocks: [...plan.blocks, ...refused] };
};

/** New rows first: a sales order is never without any in between. */
const rank: Readonly<Record<ChangeStep["kind"], number>> = {
  "create-row": 0,
  "release-manufacturing-order": 1,
  "update-row": 1,
  "follow-manufacturing-order": 1,
  "delete-row": 1,
  "update-shipping-fee": 2,
  "delete-shipping-fee": 2,
  "delete-sales-order": 3,
};

const rankOf = ({ steps }: PartPlan): number =>
  steps.some(({ kind }) => kind === "delete-row") ? 1.5 : Math.min(3, ...steps.map(({ kind }) => rank[kind]));

/** The tax rates that the steps name and Katana does not have, each a step of its own. */
const taxSteps = (steps: readonly ChangeStep[], references: References): readonly Step[] => {
  const percents = steps.flatMap((step) => {
    if (step.kind === "create-row") return [step.row.taxPercent];
    if (step.kind === "update-row")
      return step.changes.flatMap((change) => (change.field === "tax" ? [change.to] : []));
    return step.kind === "update-shipping-fee" ? [step.fee.taxPercent] : [];
  });
  return missingTaxPercents(percents, references).map((percent): Step => ({ kind: "create-tax-rate", percent }));
};

const planRows = (input: ChangeInput, rows: readonly RowCase[]): Additions => {
  const { settings, references, actual } = input;
  const context: RowContext = {
    now: actual,
    settings,
    taxRates: references.taxRates,
    moneyMoved: rows.some(({ before, after }) => isMoneyChanged(before, after)),
  };
  const additions = planAdditions(input, settings.bringOrderChanges ? rows.filter(wantsRow) : []);
  return {
    ...additions,
    parts: [
      ...additions.parts,
      ...rows.flatMap((row) => {
        const split = planSplit(row, context);
        if (split !== null) return [split];
        const sides = sidesOf(row, references.taxRates);
        return sides === null ? planRemoved(row, context) : planKept(row, sides, context);
      }),
      ...(settings.bringOrderChanges ? rows.flatMap(planMissing) : []),
    ],
  };
};

/**
 * What carries over what Shopify changed of an imported order since both sides last agreed (CHG-1 … CHG-13). What Shopify did not change is
 * left as Katana has it; what is shipped or invoiced is never touched. Carried out and planned again, nothing is left but the blocks.
 */
export const planChanges = (input: ChangeInput): ChangePlan => {
  const look = lookAt(input.order);
  const because = deletionCause(input, look);
  if (because !== null) {
    const ending = finished(input, { parts: [planDeletion(input, because)], steps: [], notices: [] }, []);
    const isUnread = input.actual.hasReturns === null && ending.steps.length > 0;
    return isUnread ? { ...none, waits: [{ kind: "katana-not-read" }] } : ending;
  }
  const order = stillWanted(input.order);
  const routing = routeLines({ ...input, order });
  const rows = rowCases(input, placedRows({ ...input, order, routing }));
  const waits = routingWaits({ ...input, order }, rows);
  if (waits.length > 0) return { ...none, waits };
  const fee = planShippingFee(input, look);
  const planned = planRows(input, rows);
  const plan = finished(
    input,
    { ...planned, parts: [...planned.parts, ...owedFollowing(input, planned.parts), ...fee.parts] },
    fee.steps,
  );
  const agree = sureAfter(agreeOnRows(input, rows, fee.agree), plan, input.settings);
  return { ...plan, agree: agree === input.agreed ? null : agree };
};

const isPlaceOnly = ({ fields = [] }: UnsurePart): boolean =>
  fields.length > 0 && fields.every((field) => field === "location");

/**
 * Katana was read: nothing is unsure any more but what a block holds back, what a step is still to set right, and what was not compared
 * because a setting is off (CHG-13).
 */
const sureAfter = (
  agreed: AgreedSalesOrder,
  { heldBack, steps }: ChangePlan,
  { bringOrderChanges }: Settings,
): AgreedSalesOrder => {
  const { unsure = [] } = agreed;
  const writes = steps.flatMap((step) => (isChange(step) ? [writesOf(step)] : []));
  const isLeft = (part: UnsurePart) =>
    (!bringOrderChanges && !isPlaceOnly(part)) ||
    [...heldBack, ...writes].some((other) => other && isSamePart(other, part));
  const left = unsure.filter(isLeft);
  return left.length === unsure.length ? agreed : { ...agreed, unsure: left };
};

const isChange = (step: Step): step is ChangeStep => isChangeStep(step.kind);

const finished = (input: ChangeInput, planned: Additions, last: readonly Step[]): ChangePlan => {
  const possible = planned.parts.map((part) => withoutRefused(part, input));
  const parts = keepLastRows(possible, input.actual.salesOrder).toSorted((a, b) => rankOf(a) - rankOf(b));
  const steps = parts.flatMap((part) => part.steps);
  const isAdding = steps.some(({ kind }) => kind === "create-row");
  return {
    ...none,
    steps: [...taxSteps(steps, input.references), ...(isAdding ? planned.steps : []), ...steps, ...last],
    blocks: parts.flatMap((part) => part.blocks),
    notices: planned.notices,
    heldBack: parts.filter((part) => part.blocks.length > 0).flatMap((part) => part.parts),
  };
};
