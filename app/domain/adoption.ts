import { earliestInstant, type Activation } from "./activation.ts";
import { toNumber, zero } from "./decimal.ts";
import type { KatanaVariantId } from "./ids.ts";
import type { Order } from "./order.ts";
import { wantedLines } from "./quantity.ts";
import type {
  ActualRow,
  ActualSalesOrder,
  AgreedSalesOrder,
  DesiredRow,
  DesiredSalesOrder,
  References,
  UnmatchedRows,
} from "./sales-order.ts";

/** What decides whether Katana's own Shopify integration may have made a sales order for an order (CON-6). */
export interface AdoptionQuestion {
  readonly order: Pick<Order, "createdAt">;
  readonly activation: Activation;
  /** Whether the backfill of the first activation still runs. */
  readonly backfillOpen: boolean;
  /** Whether a sales order would be made for it now. */
  readonly wouldBeMade: boolean;
}

/**
 * Whether the order has to be looked up before anything is made for it: every order of the 14 days, and whatever else would be made from
 * before the first activation or while the backfill runs.
 */
export const mustLookUp = ({ order, activation, backfillOpen, wouldBeMade }: AdoptionQuestion): boolean => {
  const { firstActivatedAt } = activation;
  if (firstActivatedAt === null) return false;
  const since = earliestInstant({ ...activation, activatedAt: firstActivatedAt });
  const isBefore = Date.parse(order.createdAt) < Date.parse(firstActivatedAt);
  const isOfTheDays = isBefore && since !== null && Date.parse(order.createdAt) >= Date.parse(since);
  return isOfTheDays || (wouldBeMade && (isBefore || backfillOpen));
};

/** The sales order to take over: the oldest live one; else the oldest deleted one, with which the order counts as imported. */
export const salesOrderToAdopt = (found: readonly ActualSalesOrder[]): ActualSalesOrder | null => {
  const aged = found.toSorted((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt) || a.id - b.id);
  return aged.find(({ deleted }) => !deleted) ?? aged[0] ?? null;
};

interface Match {
  readonly desired: DesiredRow;
  readonly variantId: KatanaVariantId;
  readonly actual: ActualRow;
}

const isSame = ({ variant, quantity }: DesiredRow, actual: ActualRow): boolean =>
  variant.kind === "existing" && variant.id === actual.variantId && quantity === toNumber(actual.quantity);

/** Row by row; each of Katana's rows is given away once. */
const matchRows = (desired: readonly DesiredRow[], actual: readonly ActualRow[]): readonly Match[] => {
  const [row, ...others] = desired;
  if (row === undefined) return [];
  const found = actual.find((candidate) => isSame(row, candidate));
  if (found === undefined) return matchRows(others, actual);
  const free = actual.filter((candidate) => candidate !== found);
  return [{ desired: row, variantId: found.variantId, actual: found }, ...matchRows(others, free)];
};

const percentOf = ({ desired, actual }: Match, { taxRates }: References) =>
  taxRates.find(({ id }) => id === actual.taxRateId)?.percent ?? desired.taxPercent;

const skuOf = (variantId: KatanaVariantId, { variantsBySku }: References): string =>
  [...variantsBySku.values()].flat().find(({ id }) => id === variantId)?.sku ?? `variant ${String(variantId)}`;

const nullIfNone = (unmatched: UnmatchedRows): UnmatchedRows | null =>
  unmatched.lines.length + unmatched.rows.length === 0 ? null : unmatched;

/**
 * The agreed state of a sales order that Katana's own integration made: what it says now (CON-6). `desired` is what the order asks for, null
 * when that cannot be said. Rows are matched by variant and quantity; what has no counterpart is named.
 */
export const agreeOnAdoption = (
  order: Order,
  {
    desired,
    actual,
    references,
  }: { desired: DesiredSalesOrder | null; actual: ActualSalesOrder; references: References },
): AgreedSalesOrder => {
  const matches = matchRows(desired?.rows ?? [], actual.rows);
  const matchedKeys = new Set<string>(matches.map((match) => match.desired.key));
  const matchedRows = new Set<number>(matches.map((match) => match.actual.id));
  const lines = wantedLines(order).filter(({ line }) => !matchedKeys.has(line.id));
  const rows = actual.rows.filter(({ id }) => !matchedRows.has(id));
  const fee = actual.shippingFee;
  return {
    rows: matches.map((match) => ({
      rowId: match.actual.id,
      key: match.desired.key,
      variantId: match.variantId,
      sku: match.desired.sku,
      quantity: match.desired.quantity,
      pricePerUnit: match.actual.pricePerUnit,
      discount: match.actual.discount,
      taxPercent: percentOf(match, references),
      locationId: match.actual.locationId,
    })),
    shippingFee: fee && {
      id: fee.id,
      description: fee.description ?? "",
      amount: fee.amount,
      taxPercent: desired?.shippingFee?.taxPercent ?? zero,
    },
    shippingFeePending: null,
    unmatched: nullIfNone({
      lines: lines.map(({ line, quantity }) => `${String(quantity)} × ${line.sku ?? line.title}`),
      rows: rows.map(({ variantId, quantity }) => `${quantity} × ${skuOf(variantId, references)}`),
    }),
  };
};
