import type { ChangePart } from "./change-part.ts";
import type { ChangeStep, RowChange } from "./change-step.ts";
import { hasMoved } from "./compare-looks.ts";
import type { Sold } from "./desired-rows.ts";
import type { RowKey } from "./ids.ts";
import { protectionOf } from "./katana-now.ts";
import type { KatanaNow, Protection } from "./katana-now.ts";
import type { LineLook } from "./order-look.ts";
import type { Block } from "./plan.ts";
import { isMoneyChanged, moneyChanges, moneyDiffers, placeChanges, remainderChanges } from "./row-changes.ts";
import type { RowSides } from "./row-changes.ts";
import type { ActualRow, AgreedRow, KatanaTaxRate } from "./sales-order.ts";
import type { Settings } from "./settings.ts";
import { splitBlock } from "./split-row.ts";

/** What belongs to one line or charge, on all sides; what is missing on a side is undefined there. */
export interface RowCase {
  readonly key: RowKey;
  /** As Shopify said when both sides last agreed, and as it says now. */
  readonly before: LineLook | undefined;
  readonly after: LineLook | undefined;
  readonly sold: Sold | undefined;
  readonly agreed: AgreedRow | undefined;
  readonly actual: ActualRow | undefined;
  /** Further rows that a person split off it in Katana. */
  readonly splitOff: readonly ActualRow[];
  /** A write was sent for it, and nobody knows whether it took effect: what it changes does not count as agreed on. Null: none was. */
  readonly unsure: readonly RowChange["field"][] | null;
}

/** What all rows of an order share. */
export interface RowContext {
  readonly now: KatanaNow;
  readonly settings: Settings;
  readonly taxRates: readonly KatanaTaxRate[];
  /** Whether quantity or money of any line changed. */
  readonly moneyMoved: boolean;
}

/** What is to be done for one part of an order, or several at once, and what stands in the way. All of it is carried over or none. */
export interface PartPlan {
  readonly parts: readonly ChangePart[];
  readonly steps: readonly ChangeStep[];
  readonly blocks: readonly Block[];
}

/** What a row that is there is to say: changes of quantity and money, and of its place. */
interface RowPlan {
  readonly money: readonly RowChange[];
  readonly place: readonly RowChange[];
}

const nothing: readonly PartPlan[] = [];

/** What both sides are taken to have agreed on for a row that nobody noted: what it says. Found by its key, it is one of Tandem's own. */
const noted = (row: Sold["row"], actual: ActualRow, taxRates: readonly KatanaTaxRate[]): AgreedRow => ({
  ...row,
  rowId: actual.id,
  variantId: actual.variantId,
  sku: null,
  quantity: Number(actual.quantity),
  pricePerUnit: actual.pricePerUnit,
  discount: actual.discount,
  taxPercent: taxRates.find(({ id }) => id === actual.taxRateId)?.percent ?? row.taxPercent,
  locationId: actual.locationId,
});

/** The sides of a row that exists on all of them; null otherwise. */
export const sidesOf = (row: RowCase, taxRates: readonly KatanaTaxRate[]): RowSides | null => {
  const { sold, agreed, actual, unsure } = row;
  if (sold === undefined || actual === undefined) return null;
  const said = noted(sold.row, actual, taxRates);
  const sides = { desired: sold.row, actual, taxRates };
  return { ...sides, agreed: agreed === undefined ? said : unsureAsSaid(agreed, said, unsure ?? []) };
};

/** Fields that a write of unknown outcome changes count as what Katana says by now; a person's change of another field stays one. */
const unsureAsSaid = (agreed: AgreedRow, said: AgreedRow, unsure: readonly RowChange["field"][]): AgreedRow => ({
  ...agreed,
  ...(unsure.includes("quantity") ? { quantity: said.quantity } : {}),
  ...(unsure.includes("price") ? { pricePerUnit: said.pricePerUnit } : {}),
  ...(unsure.includes("discount") ? { discount: said.discount } : {}),
  ...(unsure.includes("tax") ? { taxPercent: said.taxPercent } : {}),
  ...(unsure.includes("location") ? { locationId: said.locationId } : {}),
});

const changesOf = (row: RowCase, sides: RowSides, { settings, moneyMoved }: RowContext): RowPlan => {
  const { before, after } = row;
  const isNew = before === undefined || after === undefined;
  const unsure = row.unsure ?? [];
  const moneyOf = (): readonly RowChange[] => {
    const isUnsure = unsure.some((field) => field !== "location");
    if (isNew || isUnsure || moneyDiffers(before, after)) return moneyChanges(sides);
    return moneyMoved ? remainderChanges(sides) : [];
  };
  const moved = isNew || unsure.includes("location") || hasMoved(before, after);
  return {
    money: settings.bringOrderChanges ? moneyOf() : [],
    place: settings.bringLocationUpdates && moved ? placeChanges(sides) : [],
  };
};

const protectedPlan = (row: RowCase, changes: RowPlan, cause: Protection): readonly PartPlan[] => {
  const name = nameOf(row);
  const { key } = row;
  return [
    ...(changes.money.length === 0
      ? []
      : [
          {
            parts: [{ of: "row", key } as const],
            steps: [],
            blocks: [
              { kind: "row-protected", name, cause, change: { kind: "changed", changes: changes.money } } as const,
            ],
          },
        ]),
    ...(changes.place.length === 0 ? [] : [notMovable(row, cause)]),
  ];
};

const notMovable = (row: RowCase, cause: Protection | "made-to-order"): PartPlan => ({
  parts: [{ of: "location", key: row.key }],
  steps: [],
  blocks: [{ kind: "row-not-movable", name: nameOf(row), cause }],
});

/** A row that a write of unknown outcome made has no line any more when Shopify took it back meanwhile. */
export const nameOf = ({ before, after }: RowCase): string => (after ?? before)?.title ?? "a line that was taken back";

const manufacturingSteps = (row: RowCase, actual: ActualRow, before: "quantity" | "delete"): readonly ChangeStep[] =>
  actual.manufacturingOrderId === null
    ? []
    : [
        {
          kind: "release-manufacturing-order",
          manufacturingOrderId: actual.manufacturingOrderId,
          rowId: actual.id,
          name: nameOf(row),
          before,
        },
      ];

/** CHG-2, CHG-10: one write for all that changed of the row. */
const updateRow = (row: RowCase, actual: ActualRow, { money, place }: RowPlan): PartPlan => {
  const { key } = row;
  const quantity = money.find((change) => change.field === "quantity");
  const { manufacturingOrderId } = actual;
  const following = quantity === undefined ? null : manufacturingOrderId;
  return {
    parts: [
      ...(money.length === 0 ? [] : [{ of: "row", key } as const]),
      ...(place.length === 0 ? [] : [{ of: "location", key } as const]),
    ],
    steps: [
      ...(following === null ? [] : manufacturingSteps(row, actual, "quantity")),
      {
        kind: "update-row",
        rowId: actual.id,
        key,
        name: nameOf(row),
        changes: [...money, ...place],
        manufacturingOrderId: following,
      },
      ...(following === null || quantity === undefined
        ? []
        : [{ kind: "follow-manufacturing-order", manufacturingOrderId: following, quantity: quantity.to } as const]),
    ],
    blocks: [],
  };
};

/** CHG-2, CHG-4: a change of a row that a person split is the person's to make; null where nothing of it changed, or it is made. */
export const planSplit = (row: RowCase, { settings }: RowContext): PartPlan | null => {
  const { key, actual, before, after, sold, splitOff } = row;
  if (actual === undefined || splitOff.length === 0 || !settings.bringOrderChanges) return null;
  if (!isMoneyChanged(before, after)) return null;
  const block = splitBlock(nameOf(row), [actual, ...splitOff], sold);
  const parts = [{ of: "row", key } as const, { of: "location", key } as const];
  return { parts, steps: [], blocks: block === null ? [] : [block] };
};

/** A row that Katana has, of a line that Shopify has. */
export const planKept = (row: RowCase, sides: RowSides, context: RowContext): readonly PartPlan[] => {
  const { actual } = sides;
  const protection = protectionOf(actual.id, context.now);
  // A row that may not change keeps its cent: its line did not change.
  const changes = changesOf(row, sides, { ...context, moneyMoved: context.moneyMoved && protection === null });
  if (changes.money.length + changes.place.length === 0) return nothing;
  if (protection !== null) return protectedPlan(row, changes, protection);
  const isMade = actual.manufacturingOrderId !== null && changes.place.length > 0;
  const possible = isMade ? { ...changes, place: [] } : changes;
  return [
    ...(isMade ? [notMovable(row, "made-to-order")] : []),
    ...(possible.money.length + possible.place.length === 0 ? [] : [updateRow(row, actual, possible)]),
  ];
};

/** CHG-4, CHG-7: a line that Shopify has no more. */
export const planRemoved = (row: RowCase, { now, settings }: RowContext): readonly PartPlan[] => {
  const { key, before, actual, unsure } = row;
  if ((before === undefined && unsure === null) || actual === undefined || !settings.bringOrderChanges) return nothing;
  const name = nameOf(row);
  const { manufacturingOrderId } = actual;
  const cause = protectionOf(actual.id, now);
  const parts = [{ of: "row", key } as const];
  if (cause !== null)
    return [{ parts, steps: [], blocks: [{ kind: "row-protected", name, cause, change: { kind: "removed" } }] }];
  const steps: readonly ChangeStep[] = [
    ...manufacturingSteps(row, actual, "delete"),
    { kind: "delete-row", rowId: actual.id, key, name, quantity: actual.quantity },
    ...(manufacturingOrderId === null
      ? []
      : [{ kind: "follow-manufacturing-order", manufacturingOrderId, quantity: 0 } as const]),
  ];
  return [{ parts, steps, blocks: [] }];
};
