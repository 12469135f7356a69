import type { ChangeInput } from "./change-input.ts";
import { matchRows } from "./desired-rows.ts";
import type { Sold } from "./desired-rows.ts";
import { isOpen } from "./katana-now.ts";
import { nameOf } from "./plan-row.ts";
import type { PartPlan, RowCase } from "./plan-row.ts";
import type { Block, Notice, Step } from "./plan.ts";
import { moneyDiffers } from "./row-changes.ts";

/** Rows that are new to Katana. */
export interface Additions {
  readonly parts: readonly PartPlan[];
  /** What has to exist first. */
  readonly steps: readonly Step[];
  readonly notices: readonly Notice[];
}

type Wanted = RowCase & { readonly sold: Sold };

const isLost = ({ before, after, agreed }: RowCase): boolean =>
  before !== undefined && after !== undefined && agreed !== undefined && moneyDiffers(before, after);

/** Lines that want a row and have none: new ones, and those whose row somebody deleted before Shopify changed them again (CHG-1, CHG-3). */
export const wantsRow = (row: RowCase): row is Wanted =>
  row.actual === undefined && row.sold !== undefined && (row.before === undefined || isLost(row));

/** A line that changed and never had a row. */
export const planMissing = (row: RowCase): readonly PartPlan[] => {
  const { actual, agreed, before, after } = row;
  if (actual !== undefined || agreed !== undefined || before === undefined || after === undefined) return [];
  if (!moneyDiffers(before, after)) return [];
  const block: Block = { kind: "row-missing", name: nameOf(row), quantity: after.quantity };
  return [held(row, block)];
};

const held = (row: RowCase, block: Block): PartPlan => ({
  parts: [{ of: "row", key: row.key }],
  steps: [],
  blocks: [block],
});

export const planAdditions = (input: ChangeInput, wanted: readonly Wanted[]): Additions => {
  const { actual, references } = input;
  if (!isOpen(actual.salesOrder)) {
    const parts = wanted.map((row) =>
      held(row, { kind: "row-not-taken", name: nameOf(row), quantity: row.sold.row.quantity }),
    );
    return { parts, steps: [], notices: [] };
  }
  const matched = wanted.map((row) => ({ row, match: matchRows([row.sold], references) }));
  const taken = matched.filter(({ match }) => match.reasons.length === 0).map(({ row }) => row.sold);
  const items = matchRows(taken, references);
  return {
    parts: matched.flatMap(({ row, match }) => [
      ...match.reasons.slice(0, 1).map((reason) => held(row, { kind: "row-not-matched", name: nameOf(row), reason })),
      ...match.rows.map((made) => addition(input, row, made)),
    ]),
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
