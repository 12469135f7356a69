import { toNumber } from "./decimal.ts";
import type { OrderReturn } from "./order-return.ts";
import type { ReturnRowChanges, ReturnStep } from "./return-step.ts";
import type { ActualReturn, ActualReturnRow, AgreedReturnRow, DesiredReturnRow } from "./sales-return.ts";

export interface RowsInput {
  readonly one: Pick<OrderReturn, "id" | "name">;
  readonly desired: readonly DesiredReturnRow[];
  /** Rows that Tandem made; one that a person added is not among them and is left alone. */
  readonly agreed: readonly AgreedReturnRow[];
  /** The row that Tandem was making when its last look ended; undefined: none. */
  readonly making: DesiredReturnRow | undefined;
  readonly actual: ActualReturn | null;
}

export interface RowsPlan {
  readonly steps: readonly ReturnStep[];
  /** Rows that were not known and turned out to be Tandem's or desired: those of a create whose outcome nobody learnt. */
  readonly found: readonly AgreedReturnRow[];
}

interface Pair {
  readonly desired: DesiredReturnRow;
  readonly agreed: AgreedReturnRow | null;
}

const asAgreed = (row: ActualReturnRow): AgreedReturnRow => ({
  rowId: row.id,
  fulfillmentRowId: row.fulfillmentRowId,
  quantity: toNumber(row.quantity),
  reasonId: row.reasonId,
  restockLocationId: row.restockLocationId,
});

/** Katana fills in the place itself where none is sent. */
const isSameRow = (made: DesiredReturnRow, row: AgreedReturnRow): boolean =>
  made.fulfillmentRowId === row.fulfillmentRowId && made.quantity === row.quantity && made.reasonId === row.reasonId;

/** How alike they are; null when the row cannot become what is desired, as it is of other goods. */
const likeness = (desired: DesiredReturnRow, agreed: AgreedReturnRow): number | null => {
  if (desired.fulfillmentRowId !== agreed.fulfillmentRowId) return null;
  const place = desired.restockLocationId === null || desired.restockLocationId === agreed.restockLocationId;
  return Number(desired.reasonId === agreed.reasonId) * 2 + Number(place);
};

/** Each desired row with the row that is most like it, each row once; those that Tandem knows go first. */
const pairUp = ({ desired, agreed }: RowsInput, unknown: readonly AgreedReturnRow[]): readonly Pair[] => {
  const candidates = desired.flatMap((one) =>
    [...agreed, ...unknown].flatMap((other) => {
      const alike = likeness(one, other);
      return alike === null ? [] : [{ desired: one, agreed: other, alike: alike - (agreed.includes(other) ? 0 : 4) }];
    }),
  );
  const chosen = candidates
    .toSorted((a, b) => b.alike - a.alike || a.agreed.rowId - b.agreed.rowId)
    .reduce<readonly (typeof candidates)[number][]>((pairs, candidate) => {
      const isTaken = pairs.some((pair) => pair.desired === candidate.desired || pair.agreed === candidate.agreed);
      return isTaken ? pairs : [...pairs, candidate];
    }, []);
  return desired.map((one) => chosen.find((pair) => pair.desired === one) ?? { desired: one, agreed: null });
};

/** Only what Shopify changed since both sides agreed is written, and only where Katana does not say it already (CHG-1). */
const changesOf = (desired: DesiredReturnRow, agreed: AgreedReturnRow, actual: AgreedReturnRow): ReturnRowChanges => {
  const { quantity, reasonId, restockLocationId } = desired;
  const differs = (field: "quantity" | "reasonId" | "restockLocationId"): boolean =>
    desired[field] !== agreed[field] && desired[field] !== actual[field];
  return {
    ...(differs("quantity") ? { quantity } : {}),
    ...(reasonId !== null && differs("reasonId") ? { reasonId } : {}),
    ...(restockLocationId !== null && differs("restockLocationId") ? { restockLocationId } : {}),
  };
};

const agreedAfter = (desired: DesiredReturnRow, agreed: AgreedReturnRow): AgreedReturnRow => ({
  rowId: agreed.rowId,
  fulfillmentRowId: agreed.fulfillmentRowId,
  quantity: desired.quantity,
  reasonId: desired.reasonId ?? agreed.reasonId,
  restockLocationId: desired.restockLocationId ?? agreed.restockLocationId,
});

/**
 * What makes the rows of a sales return what they should be. Units are given back before others are taken, as Katana counts each delivered
 * unit once. A row that a person deleted stays deleted.
 */
export const planReturnRows = (input: RowsInput): RowsPlan => {
  const { one, agreed, actual, making } = input;
  const named = { name: one.name, returnId: one.id };
  const present = new Map((actual?.rows ?? []).map((row) => [row.id, asAgreed(row)] as const));
  const unknown = [...present.values()].filter(({ rowId }) => !agreed.some((row) => row.rowId === rowId));
  const pairs = pairUp(input, unknown);
  const updates = pairs.flatMap(({ desired, agreed: before }) => {
    const now = before && present.get(before.rowId);
    if (before === null || !now) return [];
    const changes = changesOf(desired, before, now);
    const step = { kind: "update-sales-return-row", ...named, changes, agreed: agreedAfter(desired, before) } as const;
    return Object.keys(changes).length === 0 ? [] : [{ step, grows: (changes.quantity ?? 0) > now.quantity }];
  });
  const own = unknown.filter((row) => making !== undefined && isSameRow(making, row)).slice(0, 1);
  const isPaired = (row: AgreedReturnRow): boolean => pairs.some((pair) => pair.agreed === row);
  return {
    found: unknown.filter((row) => isPaired(row) || own.includes(row)),
    steps: [
      ...[...agreed, ...own]
        .filter((row) => !isPaired(row) && present.has(row.rowId))
        .map(({ rowId }): ReturnStep => ({ kind: "delete-sales-return-row", ...named, rowId })),
      ...updates.filter(({ grows }) => !grows).map(({ step }) => step),
      ...updates.filter(({ grows }) => grows).map(({ step }) => step),
      ...pairs
        .filter((pair) => pair.agreed === null)
        .map(({ desired: row }): ReturnStep => ({ kind: "create-sales-return-row", ...named, row })),
    ],
  };
};
