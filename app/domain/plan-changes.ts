import type { ChangePart } from "./change-part.ts";
import type { ChangeStep, DeletionCause } from "./change-step.ts";
import { matchRows, placedRows } from "./desired-rows.ts";
import type { Sold } from "./desired-rows.ts";
import type { KatanaLocationId, LineId, RowKey, ShopDomain, ShopifyLocationId } from "./ids.ts";
import { compareIds } from "./ids.ts";
import { isOpen, isShipped } from "./katana-now.ts";
import type { KatanaNow } from "./katana-now.ts";
import { lookAt } from "./order-look.ts";
import type { OrderLook } from "./order-look.ts";
import type { Order } from "./order.ts";
import { missingTaxPercents } from "./plan-import.ts";
import { planKept, planRemoved, sidesOf } from "./plan-row.ts";
import type { PartPlan, RowCase, RowContext } from "./plan-row.ts";
import { planShippingFee } from "./plan-shipping-fee.ts";
import type { Block, Notice, Step, Wait } from "./plan.ts";
import { endOf, fulfilledQuantities, stillWanted } from "./quantity.ts";
import { hasMoved } from "./compare-looks.ts";
import { fingerprintOf } from "./refusal.ts";
import { routeLines } from "./routing.ts";
import { moneyDiffers } from "./row-changes.ts";
import { agreeOnRows } from "./agree-on-rows.ts";
import type { AgreedSalesOrder, References } from "./sales-order.ts";
import type { Settings } from "./settings.ts";

export interface ChangeInput {
  readonly order: Order;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly shop: ShopDomain;
  readonly settings: Settings;
  readonly locations: ReadonlyMap<ShopifyLocationId, KatanaLocationId>;
  /** Tax rates and factory always; variants of the SKUs that have no row yet. */
  readonly references: References;
  readonly agreed: AgreedSalesOrder;
  /** What Shopify looked like when both sides last agreed. */
  readonly agreedLook: OrderLook;
  readonly actual: KatanaNow;
}

/** What carries the changes of an imported order over. */
export interface ChangePlan {
  /** What turned out to be agreed already, to be kept with the link before any step; null: nothing new. */
  readonly agree: AgreedSalesOrder | null;
  readonly steps: readonly (Step | ChangeStep)[];
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
  const keys = new Set([...before.keys(), ...after.keys(), ...agreedByKey.keys()]);
  return [...keys].toSorted(compareIds).map((key) => {
    const known = agreedByKey.get(key);
    return {
      key,
      before: before.get(key),
      after: after.get(key),
      sold: soldByKey.get(key),
      agreed: known,
      actual: (known === undefined ? undefined : actualById.get(known.rowId)) ?? actualByKey.get(key),
    };
  });
};

/** CHG-5, CHG-6: why the whole sales order should go; null when it should not. */
const deletionCause = ({ order, agreedLook, settings, actual }: ChangeInput, look: OrderLook): DeletionCause | null => {
  if (!settings.bringOrderChanges || isShipped(actual)) return null;
  if ([...fulfilledQuantities(order).values()].some((units) => units > 0)) return null;
  const end = endOf(order);
  if (end !== null) return end;
  if (look.archivedUnfinished && !agreedLook.archivedUnfinished) return "archived";
  const handMade = actual.salesOrder.rows.some(({ key }) => key === null);
  return look.lines.length === 0 && agreedLook.lines.length > 0 && !handMade ? "emptied" : null;
};

/** What makes the goods of a row to order is released before the row goes with its sales order. */
const releases = ({ actual }: ChangeInput): readonly ChangeStep[] =>
  actual.salesOrder.rows.flatMap(({ id, manufacturingOrderId, variantId }) =>
    manufacturingOrderId === null
      ? []
      : [
          {
            kind: "release-manufacturing-order",
            manufacturingOrderId,
            rowId: id,
            name: `variant ${String(variantId)}`,
            before: "delete",
          } as const,
        ],
  );

const planDeletion = (input: ChangeInput, because: DeletionCause): PartPlan => {
  const { salesOrder, hasReturns } = input.actual;
  const part: ChangePart = { of: "state" };
  const forbidden = (cause: "invoiced" | "has-returns"): PartPlan => ({
    parts: [part],
    steps: [],
    blocks: [{ kind: "sales-order-not-deletable", because, cause }],
  });
  if (salesOrder.invoicing !== "not-invoiced") return forbidden("invoiced");
  if (hasReturns === true) return forbidden("has-returns");
  return {
    parts: [part],
    steps: [
      ...releases(input),
      { kind: "delete-sales-order", salesOrderId: salesOrder.id, salesOrderNo: salesOrder.orderNo, because },
    ],
    blocks: [],
  };
};

/** Rows that are new to Katana. */
interface Additions {
  readonly parts: readonly PartPlan[];
  /** What has to exist first. */
  readonly steps: readonly Step[];
  readonly notices: readonly Notice[];
}

const isLost = ({ before, after, agreed }: RowCase): boolean =>
  before !== undefined && after !== undefined && agreed !== undefined && moneyDiffers(before, after);

/** Lines that want a row and have none: new ones, and those whose row somebody deleted before Shopify changed them again (CHG-1, CHG-3). */
const wantsRow = (row: RowCase): boolean =>
  row.actual === undefined && row.sold !== undefined && (row.before === undefined || isLost(row));

/** A line that changed and never had a row. */
const missesRow = ({ actual, agreed, before, after }: RowCase): boolean =>
  actual === undefined &&
  agreed === undefined &&
  before !== undefined &&
  after !== undefined &&
  moneyDiffers(before, after);

const nameOf = ({ before, after }: RowCase): string => (after ?? before)?.title ?? "";

const planAdditions = (input: ChangeInput, wanted: readonly RowCase[]): Additions => {
  const { actual, references } = input;
  const held = (row: RowCase, block: Block): PartPlan => ({
    parts: [{ of: "row", key: row.key }],
    steps: [],
    blocks: [block],
  });
  if (!isOpen(actual.salesOrder)) {
    const parts = wanted.map((row) =>
      held(row, { kind: "row-not-taken", name: nameOf(row), quantity: row.sold?.row.quantity ?? 0 }),
    );
    return { parts, steps: [], notices: [] };
  }
  const planned = wanted.flatMap((row) =>
    row.sold === undefined ? [] : [{ row, matched: matchRows([row.sold], references) }],
  );
  const items = matchRows(
    planned.flatMap(({ row, matched }) => (row.sold === undefined || matched.reasons.length > 0 ? [] : [row.sold])),
    references,
  );
  const desired = byKey(items.rows);
  return {
    parts: planned.flatMap(({ row, matched }) => {
      const [reason] = matched.reasons;
      if (reason !== undefined) return [held(row, { kind: "row-not-matched", name: nameOf(row), reason })];
      const made = desired.get(row.key);
      return made === undefined ? [] : [addition(input, row, made)];
    }),
    steps: items.newItems.map((item) => ({
      kind: item.kind === "product" ? "create-product" : "create-service",
      item,
    })),
    notices: items.notices,
  };
};

const addition = (
  { actual }: ChangeInput,
  row: RowCase,
  made: ReturnType<typeof matchRows>["rows"][number],
): PartPlan => ({
  parts: [
    { of: "row", key: row.key },
    { of: "location", key: row.key },
  ],
  steps: [{ kind: "create-row", salesOrderId: actual.salesOrder.id, row: made, name: nameOf(row) }],
  blocks: [],
});

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

/** CHG-12: what Katana refused is not sent again as it is. */
const withoutRefused = (plan: PartPlan, { refusals = [] }: AgreedSalesOrder): PartPlan => {
  const refused = plan.steps.flatMap((step) =>
    refusals
      .filter((refusal) => refusal.step === fingerprintOf(step))
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
    moneyMoved: rows.some(
      ({ before, after }) => before === undefined || after === undefined || moneyDiffers(before, after),
    ),
  };
  const additions = planAdditions(input, settings.bringOrderChanges ? rows.filter(wantsRow) : []);
  const missing = settings.bringOrderChanges ? rows.filter(missesRow) : [];
  return {
    ...additions,
    parts: [
      ...additions.parts,
      ...rows.flatMap((row) => {
        const sides = sidesOf(row, references.taxRates);
        return sides === null ? planRemoved(row, context) : planKept(row, sides, context);
      }),
      ...missing.map((row) => ({
        parts: [{ of: "row", key: row.key } as const],
        steps: [],
        blocks: [{ kind: "row-missing", name: nameOf(row), quantity: row.after?.quantity ?? 0 } as const],
      })),
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
  if (because !== null) return finished(input, { parts: [planDeletion(input, because)], steps: [], notices: [] }, []);
  const order = stillWanted(input.order);
  const routing = routeLines({ ...input, order });
  const rows = rowCases(input, placedRows({ ...input, order, routing }));
  const waits = routingWaits({ ...input, order }, rows);
  if (waits.length > 0) return { ...none, waits };
  const fee = planShippingFee(input, look);
  const planned = planRows(input, rows);
  const agree = agreeOnRows(input, rows, fee.agree);
  return {
    ...finished(input, { ...planned, parts: [...planned.parts, ...fee.parts] }, fee.steps),
    agree: agree === input.agreed ? null : agree,
  };
};

const finished = (input: ChangeInput, planned: Additions, last: readonly Step[]): ChangePlan => {
  const parts = planned.parts
    .map((part) => withoutRefused(part, input.agreed))
    .toSorted((a, b) => rankOf(a) - rankOf(b));
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
