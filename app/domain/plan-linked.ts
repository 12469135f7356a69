import { isActive } from "./activation.ts";
import { agreeOnAdoption } from "./adoption.ts";
import { writesOf } from "./agree-on-change.ts";
import { isSamePart, mergeLooks } from "./change-part.ts";
import type { ChangePart } from "./change-part.ts";
import type { ChangeStep } from "./change-step.ts";
import { changesBetween } from "./compare-looks.ts";
import type { ChangeConcern, LookChange } from "./compare-looks.ts";
import { desiredSalesOrder } from "./desired-sales-order.ts";
import { lookAt } from "./order-look.ts";
import type { OrderLook } from "./order-look.ts";
import type { Order } from "./order.ts";
import { planChanges } from "./plan-changes.ts";
import type { ChangePlan } from "./plan-changes.ts";
import type { ChangeInput } from "./change-input.ts";
import type { Link, PlanInput } from "./plan-order.ts";
import { nothing } from "./plan.ts";
import type { Block, Plan, Step } from "./plan.ts";
import { stillWanted } from "./quantity.ts";
import { routeLines } from "./routing.ts";
import type { ActualSalesOrder, AgreedSalesOrder } from "./sales-order.ts";
import type { Settings } from "./settings.ts";
import { skusOf } from "./sold-item.ts";

const isLetThrough = (concern: ChangeConcern, settings: Settings): boolean => {
  switch (concern) {
    case "order":
      return settings.bringOrderChanges;
    case "location":
      return settings.bringLocationUpdates;
    case "fulfillment":
      return settings.syncFulfillment;
  }
};

const concernOf = ({ of }: ChangePart): ChangeConcern => {
  switch (of) {
    case "state":
    case "shipping":
    case "row":
      return "order";
    case "location":
      return "location";
    case "fulfillment":
      return "fulfillment";
  }
};

/** What Shopify changed since the last look, as far as the settings let it through (CHG-13). */
const letThrough = (order: Order, link: Link, settings: Settings): readonly LookChange[] =>
  changesBetween(link.lastLook, lookAt(order)).filter(({ concern }) => isLetThrough(concern, settings));

/** What the link itself still owes, whatever Shopify says now: a manufacturing order to look at, rows to be matched, a write of unknown outcome. */
const owesLook = ({ agreed }: Link): boolean =>
  (agreed.pendingManufacturing ?? []).length > 0 ||
  (agreed.unsure ?? []).length > 0 ||
  (agreed.unmatched ?? null) !== null;

/** CHG-11: a fee is still owed of shipping that was taken out since. */
const owesTooMuch = (order: Order, { agreed }: Link): boolean =>
  agreed.shippingFeePending !== null && order.shippingLines.length === 0;

const wantsCarrying = (order: Order, changes: readonly LookChange[], link: Link): boolean =>
  changes.some(({ concern }) => concern !== "fulfillment") || owesLook(link) || owesTooMuch(order, link);

/** Whether Katana has to be read to carry over what Shopify changed; where nothing changed it is asked nothing. */
export const needsActual = ({ order, link, settings, activation, isInOtherAccount }: PlanInput): boolean =>
  order !== null &&
  link !== null &&
  !isInOtherAccount &&
  isActive(activation) &&
  wantsCarrying(order, letThrough(order, link, settings), link);

/**
 * The SKUs to look up for a change: those of lines that have no row in Katana, or no longer, all of them where rows are still to be
 * matched. An item whose SKU was not looked up would be taken for one that Katana does not know.
 */
export const skusToMatch = (order: Order, { agreed }: Link, { rows }: ActualSalesOrder): readonly string[] => {
  if (agreed.unmatched) return skusOf(order);
  const present = new Set(rows.map(({ id }) => id));
  const keys = [
    ...agreed.rows.filter(({ rowId }) => present.has(rowId)).map(({ key }) => key),
    ...rows.flatMap(({ key }) => key ?? []),
  ];
  const known = new Set<string>(keys);
  return skusOf({ ...order, lines: order.lines.filter(({ id }) => !known.has(id)) });
};

const owedSteps = ({ salesOrderId, agreed }: Link): readonly Step[] =>
  agreed.shippingFeePending === null
    ? []
    : [{ kind: "create-shipping-fee", salesOrderId, fee: agreed.shippingFeePending }];

/** CON-6: rows that had no counterpart may have got one since, in Katana or in Shopify. */
const rematched = ({
  order,
  shop,
  settings,
  locations,
  now,
  references,
  agreed,
  actual,
}: ChangeInput): AgreedSalesOrder => {
  if (!agreed.unmatched) return agreed;
  const wanted = stillWanted(order);
  const routing = routeLines({ order: wanted, now, locations });
  const { salesOrder } = desiredSalesOrder({ order: wanted, shop, settings, routing, references });
  return agreeOnAdoption(wanted, { desired: salesOrder, actual: actual.salesOrder, references });
};

const adoptionBlocks = ({ unmatched }: AgreedSalesOrder): readonly Block[] =>
  unmatched ? [{ kind: "adopted-rows-unmatched", ...unmatched }] : [];

/** What a change needs beyond an import's input; null while Katana was not read. */
const changeInput = (order: Order, link: Link, input: PlanInput): ChangeInput | null => {
  const { actual, references } = input;
  if (actual === null || references === null) return null;
  const read: ChangeInput = { ...input, order, references, actual, agreed: link.agreed, agreedLook: link.agreedLook };
  return { ...read, agreed: rematched(read) };
};

const toPlan = (changes: ChangePlan, read: ChangeInput, link: Link): Plan => ({
  ...nothing,
  ...changes,
  agree: changes.agree ?? (read.agreed === link.agreed ? null : read.agreed),
  blocks: [...changes.blocks, ...adoptionBlocks(read.agreed)],
});

/** What an imported order needs: what its import still owes, and what Shopify changed since. */
export const planLinked = (order: Order, link: Link, input: PlanInput): Plan => {
  const changes = letThrough(order, link, input.settings);
  const steps = owedSteps(link);
  const carries = wantsCarrying(order, changes, link);
  if (!isActive(input.activation))
    return carries || steps.length > 0 ? { ...nothing, waits: [{ kind: "paused" }] } : nothing;
  if (input.isInOtherAccount && (carries || steps.length > 0))
    return { ...nothing, waits: [{ kind: "other-account", salesOrderNo: link.salesOrderNo }] };
  if (!carries) return { ...nothing, steps };
  const read = changeInput(order, link, input);
  if (read === null) return { ...nothing, waits: [{ kind: "katana-not-read" }] };
  return toPlan(planChanges(read), read, link);
};

/** CHG-5: whether the plan would delete the sales order, for which Katana has to be asked whether it has returns. */
export const needsReturns = (input: PlanInput): boolean => {
  const { order, link, actual } = input;
  if (order === null || link === null || actual === null || !needsActual(input)) return false;
  const read = changeInput(order, link, { ...input, actual: { ...actual, hasReturns: false } });
  return read !== null && planChanges(read).steps.some(({ kind }) => kind === "delete-sales-order");
};

/** Both looks that are kept with a link. */
export interface Looks {
  readonly agreedLook: OrderLook;
  readonly lastLook: OrderLook;
}

/** What of a look a step carries over. */
const carriedBy = (step: ChangeStep): readonly ChangePart[] => {
  const written = writesOf(step);
  if (written?.of !== "row") return written === null ? [] : [written];
  const { key, fields } = written;
  const isWhole = fields === undefined || fields.length === 0;
  return [
    ...(isWhole || fields.some((field) => field !== "location") ? [{ of: "row", key } as const] : []),
    ...(isWhole || fields.includes("location") ? [{ of: "location", key } as const] : []),
  ];
};

/**
 * The looks to keep once one step was carried out: should the run end before the others are, and Shopify take the change back, it is one to
 * be taken back in Katana, too.
 */
export const looksAfter = (order: Order, { agreedLook, lastLook }: Looks, step: ChangeStep): Looks => {
  const now = lookAt(order);
  const isDone = (part: ChangePart): boolean => carriedBy(step).some((done) => isSamePart(done, part));
  return { agreedLook: mergeLooks(agreedLook, now, isDone), lastLook: mergeLooks(lastLook, now, isDone) };
};

/**
 * The looks to keep with the link once the plan was carried out. What a block holds back, and everything while something is waited for, is
 * compared again at the next look. What a setting does not let through moves the last look on, and nothing was agreed on it (CHG-13).
 */
export const looksToKeep = (
  order: Order,
  link: Link,
  { plan, settings }: { readonly plan: Plan; readonly settings: Settings },
): Looks => {
  const { agreedLook, lastLook } = link;
  if (plan.waits.length > 0) return { agreedLook, lastLook };
  const now = lookAt(order);
  const isOff = (part: ChangePart): boolean => !isLetThrough(concernOf(part), settings);
  const isHeld = (part: ChangePart): boolean => plan.heldBack.some((held) => isSamePart(held, part));
  const carries = wantsCarrying(order, letThrough(order, link, settings), link);
  return carries
    ? {
        agreedLook: mergeLooks(agreedLook, now, (part) => !isOff(part) && !isHeld(part)),
        lastLook: mergeLooks(agreedLook, now, (part) => isOff(part) || !isHeld(part)),
      }
    : { agreedLook, lastLook: mergeLooks(lastLook, now, (part) => isOff(part) || !isHeld(part)) };
};
