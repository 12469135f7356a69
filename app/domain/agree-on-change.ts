import { isSamePart } from "./change-part.ts";
import type { UnsurePart } from "./change-part.ts";
import type { ChangeStep, RowChange } from "./change-step.ts";
import type { KatanaVariantId, SalesOrderRowId } from "./ids.ts";
import { fingerprintOf } from "./refusal.ts";
import { stageOf } from "./katana-now.ts";
import type { KatanaNow } from "./katana-now.ts";
import type { AgreedRow, AgreedSalesOrder, PendingManufacturing } from "./sales-order.ts";

const withChange = (row: AgreedRow, change: RowChange): AgreedRow => {
  switch (change.field) {
    case "quantity":
      return { ...row, quantity: change.to };
    case "price":
      return { ...row, pricePerUnit: change.to };
    case "discount":
      return { ...row, discount: change.to };
    case "tax":
      return { ...row, taxPercent: change.to };
    case "location":
      return { ...row, locationId: change.to };
  }
};

const rowOf = (
  { row }: Extract<ChangeStep, { kind: "create-row" }>,
  { rowId, variantId }: { rowId: SalesOrderRowId; variantId: KatanaVariantId },
): AgreedRow => ({
  rowId,
  key: row.key,
  variantId,
  sku: row.sku,
  quantity: row.quantity,
  pricePerUnit: row.pricePerUnit,
  discount: row.discount,
  taxPercent: row.taxPercent,
  locationId: row.locationId,
});

/** The agreed state once a row was made as Katana's `made`. */
export const agreeOnCreatedRow = (
  agreed: AgreedSalesOrder,
  step: Extract<ChangeStep, { kind: "create-row" }>,
  made: { readonly rowId: SalesOrderRowId; readonly variantId: KatanaVariantId },
): AgreedSalesOrder => ({
  ...sureOf(agreed, step),
  rows: [...agreed.rows.filter(({ key }) => key !== step.row.key), rowOf(step, made)],
});

/** What a step changes; null for what only follows from it. */
export const writesOf = (step: ChangeStep): UnsurePart | null => {
  switch (step.kind) {
    case "create-row":
      return { of: "row", key: step.row.key };
    case "update-row":
      return { of: "row", key: step.key, fields: step.changes.map(({ field }) => field) };
    case "delete-row":
      return { of: "row", key: step.key, fields: [] };
    case "update-shipping-fee":
    case "delete-shipping-fee":
      return { of: "shipping" };
    case "delete-sales-order":
      return { of: "state" };
    case "release-manufacturing-order":
    case "follow-manufacturing-order":
      return null;
  }
};

const sureOf = (agreed: AgreedSalesOrder, step: ChangeStep): AgreedSalesOrder => {
  const part = writesOf(step);
  const { unsure = [] } = agreed;
  const left = part === null ? unsure : unsure.filter((other) => !isSamePart(other, part));
  return left.length === unsure.length ? agreed : { ...agreed, unsure: left };
};

/**
 * What is to be kept before a step is sent: that its outcome is not known yet, and that the manufacturing order of a row whose quantity it
 * changes has to be looked at afterwards, whatever happens in between.
 */
export const oweOutcome = (agreed: AgreedSalesOrder, step: ChangeStep): AgreedSalesOrder => {
  const part = writesOf(step);
  const owing = oweManufacturing(agreed, step);
  return part === null ? owing : { ...owing, unsure: [...(sureOf(owing, step).unsure ?? []), part] };
};

/** What is to be kept before the row of a manufacturing order goes, which is to go after it (CHG-4). */
export const oweRemoval = (
  agreed: AgreedSalesOrder,
  { manufacturingOrderId }: Pick<PendingManufacturing, "manufacturingOrderId">,
): AgreedSalesOrder => withPending(agreed, { manufacturingOrderId, quantity: 0 });

const withPending = (agreed: AgreedSalesOrder, pending: PendingManufacturing): AgreedSalesOrder => {
  const { manufacturingOrderId } = pending;
  const others = (agreed.pendingManufacturing ?? []).filter((one) => one.manufacturingOrderId !== manufacturingOrderId);
  return { ...agreed, pendingManufacturing: [...others, pending] };
};

const oweManufacturing = (agreed: AgreedSalesOrder, step: ChangeStep): AgreedSalesOrder => {
  if (step.kind !== "update-row") return agreed;
  const { manufacturingOrderId } = step;
  const quantity = step.changes.find((change) => change.field === "quantity");
  if (manufacturingOrderId === null || quantity === undefined) return agreed;
  return withPending(agreed, { manufacturingOrderId, quantity: quantity.to });
};

/** The agreed state once a step was carried out; a new row has its own `agreeOnCreatedRow`. */
export const agreeOnChange = (
  before: AgreedSalesOrder,
  step: Exclude<ChangeStep, { kind: "create-row" }>,
): AgreedSalesOrder => {
  const agreed = sureOf(before, step);
  switch (step.kind) {
    case "update-row":
      return {
        ...agreed,
        rows: agreed.rows.map((row) => (row.key === step.key ? step.changes.reduce(withChange, row) : row)),
      };
    case "delete-row":
      return { ...agreed, rows: agreed.rows.filter(({ key }) => key !== step.key) };
    case "follow-manufacturing-order":
      return {
        ...agreed,
        pendingManufacturing: (agreed.pendingManufacturing ?? []).filter(
          ({ manufacturingOrderId }) => manufacturingOrderId !== step.manufacturingOrderId,
        ),
      };
    case "update-shipping-fee":
      return { ...agreed, shippingFee: { ...step.fee, id: step.id } };
    case "delete-shipping-fee":
      return { ...agreed, shippingFee: null };
    case "release-manufacturing-order":
    case "delete-sales-order":
      return agreed;
  }
};

/** What was to go after a sales order that stays stays with it. */
const withoutRemovals = (agreed: AgreedSalesOrder, { kind }: ChangeStep): AgreedSalesOrder =>
  kind === "delete-sales-order"
    ? { ...agreed, pendingManufacturing: (agreed.pendingManufacturing ?? []).filter(({ quantity }) => quantity > 0) }
    : agreed;

/** CHG-12: keeps that Katana refused the step, in its own words, in place of an earlier refusal of the same. */
export const keepRefusal = (
  agreed: AgreedSalesOrder,
  step: ChangeStep,
  { words, actual }: { readonly words: string; readonly actual: KatanaNow },
): AgreedSalesOrder => {
  const refusal = { step: fingerprintOf(step), words, stage: stageOf(actual) };
  const others = (agreed.refusals ?? []).filter((other) => other.step !== refusal.step);
  return { ...withoutRemovals(sureOf(agreed, step), step), refusals: [...others, refusal] };
};

/** REC-5: a person who asks for another try gets it. */
export const forgetRefusals = (agreed: AgreedSalesOrder): AgreedSalesOrder => ({ ...agreed, refusals: [] });
