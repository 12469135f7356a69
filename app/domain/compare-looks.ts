import type { RowKey } from "./ids.ts";
import type { LineLook, OrderLook } from "./order-look.ts";

/** Which setting lets a change through: SET-5, SET-6, SET-8. */
export type ChangeConcern = "order" | "location" | "fulfillment";

export interface LookChange {
  readonly concern: ChangeConcern;
  /** A sentence without its full stop and without personal data. */
  readonly words: string;
}

const orderChange = (words: string): LookChange => ({ concern: "order", words });

const units = (count: number): string => (count === 1 ? "1 unit" : `${String(count)} units`);

const when = (condition: boolean, change: LookChange): readonly LookChange[] => (condition ? [change] : []);

/** A line split over locations stays where it is while any of it is still there (MAP-15). */
export const hasMoved = (before: LineLook, after: LineLook): boolean => {
  const [locationBefore] = before.locationIds;
  if (locationBefore === undefined) return after.locationIds.length > 0;
  return after.locationIds.length > 0 && !after.locationIds.includes(locationBefore);
};

const lineChanges = (before: LineLook, after: LineLook): readonly LookChange[] => [
  ...when(
    before.quantity !== after.quantity,
    orderChange(`${after.title}: ${String(before.quantity)} → ${units(after.quantity)}`),
  ),
  ...when(
    before.unitPrice !== after.unitPrice,
    orderChange(`${after.title}: price ${before.unitPrice} → ${after.unitPrice}`),
  ),
  ...when(
    before.discount !== after.discount,
    orderChange(`${after.title}: discount ${before.discount} → ${after.discount}`),
  ),
  ...when(
    before.taxPercent !== after.taxPercent,
    orderChange(`${after.title}: tax ${before.taxPercent} % → ${after.taxPercent} %`),
  ),
  ...when(hasMoved(before, after), {
    concern: "location",
    words: `${after.title} is now fulfilled from another location`,
  }),
  ...when(before.fulfilledQuantity !== after.fulfilledQuantity, {
    concern: "fulfillment",
    words: `${after.title}: fulfilled ${String(before.fulfilledQuantity)} → ${units(after.fulfilledQuantity)}`,
  }),
];

const lineById = (look: OrderLook): ReadonlyMap<RowKey, LineLook> =>
  new Map(look.lines.map((line) => [line.id, line] as const));

const changesOfLines = (before: OrderLook, after: OrderLook): readonly LookChange[] => {
  const [linesBefore, linesAfter] = [lineById(before), lineById(after)];
  const kept = after.lines.flatMap((line) => {
    const earlier = linesBefore.get(line.id);
    return earlier === undefined
      ? [orderChange(`${line.title} was added: ${units(line.quantity)}`)]
      : lineChanges(earlier, line);
  });
  const removed = before.lines
    .filter((line) => !linesAfter.has(line.id))
    .map((line) => orderChange(`${line.title} was removed: ${units(line.quantity)}`));
  return [...kept, ...removed];
};

const shippingWords = (shipping: OrderLook["shipping"]): string =>
  shipping === null ? "none" : `${shipping.titles} ${shipping.price}, tax ${shipping.taxPercent} %`;

const changesOfShipping = (before: OrderLook, after: OrderLook): readonly LookChange[] => {
  const [wordsBefore, wordsAfter] = [shippingWords(before.shipping), shippingWords(after.shipping)];
  return when(wordsBefore !== wordsAfter, orderChange(`shipping: ${wordsBefore} → ${wordsAfter}`));
};

const changesOfState = (before: OrderLook, after: OrderLook): readonly LookChange[] => [
  ...when(!before.cancelled && after.cancelled, orderChange("the order was cancelled")),
  ...when(!before.archivedUnfinished && after.archivedUnfinished, orderChange("the order was archived")),
  ...when(before.archivedUnfinished && !after.archivedUnfinished, orderChange("the order is no longer archived")),
  ...when(!before.refunded && after.refunded, orderChange("the order was refunded in full")),
];

/** What Shopify changed between two looks, each with the setting it concerns; empty when nothing that matters did. */
export const changesBetween = (before: OrderLook, after: OrderLook): readonly LookChange[] => [
  ...changesOfState(before, after),
  ...changesOfLines(before, after),
  ...changesOfShipping(before, after),
];

export const compareLooks = (before: OrderLook, after: OrderLook): readonly string[] =>
  changesBetween(before, after).map((change) => change.words);

/** Whether nothing that matters changed. By what the looks say, not as text: a database may turn the keys of JSON around. */
export const sameLook = (before: OrderLook, after: OrderLook): boolean => changesBetween(before, after).length === 0;
